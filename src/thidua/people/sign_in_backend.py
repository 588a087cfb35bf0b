"""Finding the account of a session, with what every page shows of it, in one query."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.db.models import Count, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce

from thidua.foundation.notify.models import Notification
from thidua.people.models import User


class SignInBackend(AuthenticationBackend):  # type: ignore[misc]
    """Signs in as django-allauth does; the account comes with `unread`, its count of unread notices."""

    def get_user(self, user_id: Any) -> User | None:
        """The open account of that id; None when it is closed or gone."""
        unread = (
            Notification.objects.filter(user=OuterRef("pk"), read_at__isnull=True)
            .order_by()
            .values("user")
            .annotate(count=Count("pk"))
            .values("count")
        )
        counted = Coalesce(Subquery(unread, output_field=IntegerField()), 0)
        user = User.objects.filter(pk=user_id).annotate(unread=counted).first()
        return user if user is not None and self.user_can_authenticate(user) else None

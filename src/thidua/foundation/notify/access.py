"""Whose notifications are whose, and who looks after e-mails that did not go out."""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from thidua.core.roles import Role
from thidua.foundation.access import Person, not_for_you
from thidua.foundation.notify.models import MailState, Notification

TROUBLES = (MailState.UNSURE, MailState.FAILED)
TROUBLE_READERS = (Role.TECHNICAL_ADMIN, Role.AUDITOR)
SENDERS = (Role.TECHNICAL_ADMIN,)


class NotificationDoor:
    """One's own, and nobody else's."""

    def visible_to(self, user: Person, on: date) -> QuerySet[Notification]:
        """What this person was told, newest first."""
        del on  # What was told to a person stays theirs whatever their hats are.
        return Notification.objects.filter(user=user.pk)

    def get_for(self, user: Person, on: date, **lookup: Any) -> Notification:
        """One of them; Http404 when it was told to somebody else."""
        return get_object_or_404(self.visible_to(user, on), **lookup)


class MailTroubleDoor:
    """E-mails that were given up or may have gone out. Actions: view; send (again)."""

    def visible_to(self, user: Person, on: date) -> QuerySet[Notification]:
        """All of them for their readers, newest first; what they say is left out: it is not for them."""
        rows = Notification.objects.filter(mail_state__in=TROUBLES).select_related("user")
        rows = rows.defer("title", "body", "url").order_by("-mail_at", "-pk")
        return rows if user.has_role(on, *TROUBLE_READERS) else rows.none()

    def get_for(self, user: Person, on: date, *, action: str = "view", **lookup: Any) -> Notification:
        """One of them; Http404 when it is none (any more), Refused for an act that is somebody else's."""
        row = get_object_or_404(self.visible_to(user, on), **lookup)
        if action == "send" and not user.has_role(on, *SENDERS):
            raise not_for_you(*SENDERS)
        return row


notifications = NotificationDoor()
mail_troubles = MailTroubleDoor()

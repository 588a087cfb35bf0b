"""Who reads guidance: units what was sent to them, the city all that is published, the office its drafts."""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from thidua.core.roles import CITY_READERS, DOMAIN_READERS, STANDING_OFFICE, UNIT_ROLES, Role
from thidua.foundation.access import Person, not_for_you
from thidua.steering.guidance.models import GuidanceDocument

OFFICE = (Role.STANDING_SPECIALIST, Role.STANDING_HEAD)
READERS = tuple(role for role in Role if role in DOMAIN_READERS)
CITY = tuple(role for role in Role if role in CITY_READERS)
UNIT_PEOPLE = (Role.UNIT_OFFICER, Role.UNIT_HEAD)


class GuidanceDoor:
    """Actions: view; publish (standing office: also remind, withdraw); receive (a unit addressed)."""

    def visible_to(self, user: Person, on: date) -> QuerySet[GuidanceDocument]:
        """Drafts for the standing office alone."""
        rows = GuidanceDocument.objects.select_related("file", "drafted_by", "published_by", "withdrawn_by")
        if user.has_role(on, *STANDING_OFFICE):
            return rows
        published = rows.filter(published_at__isnull=False)
        if user.has_role(on, *CITY_READERS):
            return published
        addressed = GuidanceDocument.objects.filter(receipts__unit__in=user.unit_ids(on, *UNIT_ROLES))
        return published.filter(pk__in=addressed.values("pk"))

    def get_for(self, user: Person, on: date, *, action: str = "view", **lookup: Any) -> GuidanceDocument:
        """One document; Http404 when it is not visible, Refused when the act is somebody else's."""
        found = get_object_or_404(self.visible_to(user, on), **lookup)
        if action == "publish" and not user.has_role(on, *STANDING_OFFICE):
            raise not_for_you(*OFFICE)
        if (
            action == "receive"
            and not found.receipts.filter(unit__in=user.unit_ids(on, *UNIT_ROLES)).exists()
        ):
            raise not_for_you(*UNIT_PEOPLE)
        return found


guidance = GuidanceDoor()

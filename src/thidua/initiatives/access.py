"""The door to initiatives: the city's readers see all, units see all and write their own."""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from thidua.core.roles import STANDING_OFFICE, UNIT_ROLES, Role
from thidua.foundation.access import Person, not_for_you
from thidua.initiatives.models import Initiative


class InitiativeDoor:
    """Actions: view; write (the unit's own people); judge (the standing office, not on its own unit)."""

    def visible_to(self, user: Person, on: date) -> QuerySet[Initiative]:
        """All initiatives for whoever wears a hat with domain power on `on`."""
        if not user.has_role(on, *(set(Role) - {Role.TECHNICAL_ADMIN})):
            return Initiative.objects.none()
        return Initiative.objects.all()

    def get_for(self, user: Person, on: date, *, action: str = "view", **lookup: Any) -> Initiative:
        """One initiative; Http404 when not visible, Refused with the roles that may."""
        row: Initiative = get_object_or_404(self.visible_to(user, on), **lookup)
        if action == "write" and row.unit_id not in user.unit_ids(on, *UNIT_ROLES):
            raise not_for_you(*UNIT_ROLES)
        if action == "judge" and (
            not user.has_role(on, *STANDING_OFFICE) or row.unit_id in user.unit_ids(on, *UNIT_ROLES)
        ):
            raise not_for_you(*STANDING_OFFICE)
        return row


initiatives = InitiativeDoor()

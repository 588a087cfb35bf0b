"""The door to units: everybody signed in may see every unit; the standing office's head changes them."""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from thidua.core.roles import Role
from thidua.foundation.access import Person, not_for_you
from thidua.units.models import Unit

MANAGERS = (Role.STANDING_HEAD,)


class UnitDoor:
    """Actions: view, manage."""

    def visible_to(self, user: Person, on: date) -> QuerySet[Unit]:
        """Every unit for an account that wears a hat on `on`: names and blocks are public facts."""
        return Unit.objects.all() if user.hats(on) else Unit.objects.none()

    def get_for(self, user: Person, on: date, *, action: str = "view", **lookup: Any) -> Unit:
        """One unit; Http404 when not visible, Refused for `manage` by anybody but the office's head."""
        unit = get_object_or_404(self.visible_to(user, on), **lookup)
        if action == "manage" and not user.has_role(on, *MANAGERS):
            raise not_for_you(*MANAGERS)
        return unit


units = UnitDoor()

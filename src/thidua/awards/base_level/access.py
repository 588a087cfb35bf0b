"""The door to the register: names of people, so only the unit's own people and the appraisers see rows."""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from thidua.awards.access import APPRAISERS
from thidua.awards.base_level.models import BaseAward, BaseImport
from thidua.core.roles import UNIT_ROLES, Role
from thidua.foundation.access import Person, Refused, not_for_you
from thidua.units.models import Unit
from thidua.units.selectors import there_on

WRITERS = (Role.UNIT_OFFICER, Role.UNIT_HEAD)
READERS = tuple(role for role in Role if role in APPRAISERS | UNIT_ROLES)


def sees_all(user: Person, on: date) -> bool:
    """Whether a person reads the register of every unit."""
    return user.has_role(on, *APPRAISERS)


def own_units(user: Person, on: date) -> QuerySet[Unit]:
    """The living units a person may write for, by code."""
    return Unit.objects.filter(there_on(on), pk__in=user.unit_ids(on, *WRITERS))


class BaseAwardDoor:
    """Actions: view; write (the unit's own people)."""

    def visible_to(self, user: Person, on: date) -> QuerySet[BaseAward]:
        """Every unit's rows for appraisers, the own units' for a unit's people."""
        if sees_all(user, on):
            return BaseAward.objects.all()
        return BaseAward.objects.filter(unit_id__in=user.unit_ids(on, *WRITERS))

    def get_for(self, user: Person, on: date, *, action: str = "view", **lookup: Any) -> BaseAward:
        """One row; Http404 when not visible, Refused for `write` by others than the unit's people."""
        wanted = self.visible_to(user, on).select_related("unit", "initiative", "file", "recorded_by")
        row = get_object_or_404(wanted, **lookup)
        if action == "write" and row.unit_id not in user.unit_ids(on, *WRITERS):
            raise not_for_you(*WRITERS)
        if action == "write" and row.removed_at is not None:
            raise Refused(_("Dòng này đã bị bỏ khỏi sổ nên không sửa được."), _("Ghi một dòng mới nếu cần."))
        return row


class BaseImportDoor:
    """Files of awards: the unit's own people; appraisers read."""

    def visible_to(self, user: Person, on: date) -> QuerySet[BaseImport]:
        """Files a person may know of."""
        if sees_all(user, on):
            return BaseImport.objects.all()
        return BaseImport.objects.filter(unit_id__in=user.unit_ids(on, *WRITERS))

    def get_for(self, user: Person, on: date, *, action: str = "view", **lookup: Any) -> BaseImport:
        """One file; `store` is for the unit's own people."""
        found = get_object_or_404(self.visible_to(user, on).select_related("unit", "file"), **lookup)
        if action == "store" and found.unit_id not in user.unit_ids(on, *WRITERS):
            raise not_for_you(*WRITERS)
        return found


base_awards = BaseAwardDoor()
base_imports = BaseImportDoor()

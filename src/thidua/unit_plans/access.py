"""Doors to plans and their measures: signed versions for every domain reader, drafts for the unit alone.

The standing office sees that a unit is writing a plan, never the words before the head has signed them.
"""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from thidua.core.roles import DOMAIN_READERS, STANDING_OFFICE, Role
from thidua.foundation.access import Person, Refused
from thidua.unit_plans.enums import PlanStatus
from thidua.unit_plans.models import Evidence, IndicatorValue, Measure, NumbersFile, UnitPlan
from thidua.units.access import units
from thidua.units.models import Unit

READERS = tuple(role for role in Role if role in DOMAIN_READERS)
WRITERS = (Role.UNIT_OFFICER, Role.UNIT_HEAD)
NUMBER_GIVERS = (*WRITERS, *STANDING_OFFICE)


def own_unit(user: Person, on: date, code: str, *, action: str = "write") -> Unit:
    """The unit of `code` for an act on its plan: `write` its own people, `sign` its head only.

    Http404 for an unknown unit; Refused, with who can do it, for everybody else.
    """
    unit = units.get_for(user, on, code=code)
    require_own(user, on, unit.pk, action=action)
    return unit


def require_own(user: Person, on: date, unit_id: int, *, action: str = "write") -> None:
    """Raises Refused unless the person works for the unit (`sign`: is its head)."""
    if unit_id not in user.unit_ids(on, *WRITERS):
        raise Refused(
            _("Kế hoạch này của đơn vị khác."),
            _("Chỉ cán bộ và lãnh đạo của chính đơn vị đó ghi được; bạn đọc được bản đã ký."),
        )
    if action == "sign" and unit_id not in user.unit_ids(on, Role.UNIT_HEAD):
        raise Refused(
            _("Kế hoạch do lãnh đạo đơn vị ký ban hành; bạn đang giữ vai trò cán bộ."),
            _("Bấm “Trình lãnh đạo ký”, hoặc đề nghị lãnh đạo ủy quyền cho bạn ở trang Ủy quyền."),
        )


def may_give_numbers(user: Person, on: date, unit_id: int) -> bool:
    """The unit's own people, and the standing office for any unit."""
    return unit_id in user.unit_ids(on, *WRITERS) or user.has_role(on, *STANDING_OFFICE)


class PlanDoor:
    """Actions: view; write (the unit's people); sign (its head)."""

    def visible_to(self, user: Person, on: date) -> QuerySet[UnitPlan]:
        """Signed versions for domain readers; drafts only for the unit's own people."""
        if not user.has_role(on, *READERS):
            return UnitPlan.objects.none()
        return UnitPlan.objects.filter(
            ~Q(status=PlanStatus.DRAFT) | Q(unit_id__in=user.unit_ids(on, *WRITERS))
        )

    def get_for(self, user: Person, on: date, *, action: str = "view", **lookup: Any) -> UnitPlan:
        """One version; Http404 when not visible, Refused for an act that is not this person's."""
        plan = get_object_or_404(self.visible_to(user, on).select_related("unit", "file"), **lookup)
        if action != "view":
            require_own(user, on, plan.unit_id, action=action)
        return plan


class MeasureDoor:
    """Actions: view; write."""

    def visible_to(self, user: Person, on: date) -> QuerySet[Measure]:
        """Measures of the versions a person may see."""
        return Measure.objects.filter(plan__in=plans.visible_to(user, on))

    def get_for(self, user: Person, on: date, *, action: str = "view", **lookup: Any) -> Measure:
        """One measure with its plan and unit."""
        wanted = self.visible_to(user, on).select_related("plan__unit", "line")
        measure = get_object_or_404(wanted, **lookup)
        if action != "view":
            require_own(user, on, measure.plan.unit_id)
        return measure


class EvidenceDoor:
    """Evidence is read by whoever reads a version that has the measure."""

    def visible_to(self, user: Person, on: date) -> QuerySet[Evidence]:
        """Files of notes on visible measures."""
        lines = measures.visible_to(user, on).values("line_id")
        return Evidence.objects.filter(note__line_id__in=lines)

    def get_for(self, user: Person, on: date, *, action: str = "view", **lookup: Any) -> Evidence:
        """One file."""
        return get_object_or_404(self.visible_to(user, on).select_related("file"), **lookup)


class ValueDoor:
    """Numbers are read by every domain reader."""

    def visible_to(self, user: Person, on: date) -> QuerySet[IndicatorValue]:
        """Every number, for domain readers."""
        values = IndicatorValue.objects.select_related("evidence")
        return values if user.has_role(on, *READERS) else values.none()

    def get_for(self, user: Person, on: date, *, action: str = "view", **lookup: Any) -> IndicatorValue:
        """One number."""
        return get_object_or_404(self.visible_to(user, on), **lookup)


class NumbersFileDoor:
    """Files of numbers: the unit's own people, and the standing office all of them."""

    def visible_to(self, user: Person, on: date) -> QuerySet[NumbersFile]:
        """Files whose numbers the person may give."""
        files = NumbersFile.objects.select_related("file", "unit")
        if user.has_role(on, *STANDING_OFFICE):
            return files
        return files.filter(unit_id__in=user.unit_ids(on, *WRITERS))

    def get_for(self, user: Person, on: date, *, action: str = "view", **lookup: Any) -> NumbersFile:
        """One file; who sees it may store it."""
        return get_object_or_404(self.visible_to(user, on), **lookup)


plans = PlanDoor()
measures = MeasureDoor()
evidence = EvidenceDoor()
values = ValueDoor()
number_files = NumbersFileDoor()

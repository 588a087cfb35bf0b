"""Who knows of an inspection, who inspects which unit, and who answers for it.

Nobody inspects his own unit; the unit of the standing office is inspected by the emulation board (IV.2).
"""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from thidua.core.roles import STANDING_OFFICE, UNIT_ROLES, Role
from thidua.foundation.access import Person, Refused, not_for_you
from thidua.people.models import User
from thidua.steering.inspections.enums import PlanState, VisitState
from thidua.steering.inspections.models import Finding, FindingEntry, InspectionPlan, Visit
from thidua.units.enums import STANDING_OFFICE_UNIT

OFFICE = (Role.STANDING_SPECIALIST, Role.STANDING_HEAD)
BOARD = (Role.EMULATION_BOARD,)
INSPECTORS = (*OFFICE, *BOARD)
UNIT_PEOPLE = (Role.UNIT_OFFICER, Role.UNIT_HEAD)
CITY = (*INSPECTORS, Role.DECISION_MAKER, Role.AUDITOR)
READERS = (*UNIT_PEOPLE, *CITY)


class InspectionPlanDoor:
    """Actions: view; write (standing office)."""

    def visible_to(self, user: Person, on: date) -> QuerySet[InspectionPlan]:
        """Drafts for the standing office alone; units know the published plans that name them."""
        rows = InspectionPlan.objects.select_related("file", "drafted_by")
        if user.has_role(on, *STANDING_OFFICE):
            return rows
        published = rows.filter(state=PlanState.PUBLISHED)
        if user.has_role(on, *CITY):
            return published
        named = Visit.objects.filter(unit__in=user.unit_ids(on, *UNIT_ROLES))
        return published.filter(pk__in=named.values("plan_id"))

    def get_for(self, user: Person, on: date, *, action: str = "view", **lookup: Any) -> InspectionPlan:
        """One plan; Http404 when it is not visible, Refused when the act is somebody else's."""
        found = get_object_or_404(self.visible_to(user, on), **lookup)
        if action == "write" and not user.has_role(on, *STANDING_OFFICE):
            raise not_for_you(*OFFICE)
        return found


class VisitDoor:
    """Actions: view; inspect (announce, find, conclude, judge remedies); answer (the unit's people)."""

    def visible_to(self, user: Person, on: date) -> QuerySet[Visit]:
        """Visits of published plans: all for the city's readers, else those to one's own units."""
        rows = Visit.objects.select_related("plan", "unit", "lead", "minutes")
        rows = rows.filter(plan__state=PlanState.PUBLISHED)
        if user.has_role(on, *CITY):
            return rows
        return rows.filter(unit__in=user.unit_ids(on, *UNIT_ROLES))

    def get_for(self, user: Person, on: date, *, action: str = "view", **lookup: Any) -> Visit:
        """One visit; Http404 when it is not visible, Refused when the act is somebody else's."""
        found = get_object_or_404(self.visible_to(user, on), **lookup)
        if refusal := self.refusal(user, on, found, action):
            raise refusal
        return found

    def refusal(self, user: Person, on: date, visit: Visit, action: str) -> Refused | None:
        """Why a person may not do `action` about this visit; None when they may."""
        is_own = visit.unit_id in user.unit_ids(on, *UNIT_ROLES)
        if action == "answer":
            return None if is_own else not_for_you(*UNIT_PEOPLE)
        if action == "inspect":
            if is_own:
                return own_unit()
            return inspector_refusal(user, on, visit.unit.code)
        return None


class FindingDoor:
    """A finding is where its visit is; a unit knows of it once the visit is concluded. Actions as there."""

    def get_for(self, user: Person, on: date, *, action: str = "view", **lookup: Any) -> Finding:
        """One finding; Http404 when it is not visible, Refused when the act is somebody else's."""
        rows = Finding.objects.select_related("visit__plan", "visit__unit", "visit__lead")
        found = get_object_or_404(rows.filter(visit__in=visits.visible_to(user, on)), **lookup)
        if found.visit.state != VisitState.CONCLUDED and visits.refusal(user, on, found.visit, "inspect"):
            raise Http404
        if refusal := visits.refusal(user, on, found.visit, action):
            raise refusal
        return found

    def evidence_for(self, user: Person, on: date, *, pk: int, entry: int) -> FindingEntry:
        """What a unit sent with an answer; Http404 when there is none."""
        found = self.get_for(user, on, pk=pk)
        return get_object_or_404(found.entries.select_related("file"), pk=entry, file__isnull=False)


def inspectors_of(unit_code: str) -> tuple[Role, ...]:
    """The roles that inspect a unit."""
    return BOARD if unit_code == STANDING_OFFICE_UNIT else OFFICE


def inspector_refusal(user: Person | User, on: date, unit_code: str) -> Refused | None:
    """Why a person does not inspect the unit; None when they do."""
    if user.has_role(on, *inspectors_of(unit_code)):
        return None
    if unit_code == STANDING_OFFICE_UNIT and user.has_role(on, *STANDING_OFFICE):
        return Refused(
            _("Sở Nội vụ là đơn vị của cơ quan thường trực, nên không tự kiểm tra mình."),
            _("Đề nghị Ban Thi đua – Khen thưởng hẹn ngày, ghi nhận và kết luận đợt kiểm tra này."),
        )
    return not_for_you(*inspectors_of(unit_code))


def own_unit() -> Refused:
    """The refusal of somebody who works for the unit."""
    return Refused(
        _("Bạn đang giữ vai trò của chính đơn vị được kiểm tra."),
        _("Đề nghị một người khác của đoàn kiểm tra làm việc này."),
    )


inspection_plans = InspectionPlanDoor()
visits = VisitDoor()
findings = FindingDoor()

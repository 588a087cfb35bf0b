"""The door to the city's report: the standing office writes, its head approves, the leaders read."""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from thidua.core.roles import Role
from thidua.foundation.access import Person, not_for_you
from thidua.synthesis.models import CityReport

WRITERS = (Role.STANDING_SPECIALIST, Role.STANDING_HEAD)
READERS = (*WRITERS, Role.DECISION_MAKER, Role.EMULATION_BOARD, Role.AUDITOR)
_ACTORS = {"view": READERS, "write": WRITERS, "approve": (Role.STANDING_HEAD,)}


class CityReportDoor:
    """Actions: view, write, approve."""

    def visible_to(self, user: Person, on: date) -> QuerySet[CityReport]:
        """Every report for its readers, none for others."""
        rows = CityReport.objects.all()
        return rows if user.has_role(on, *READERS) else rows.none()

    def get_for(self, user: Person, on: date, *, action: str = "view", **lookup: Any) -> CityReport:
        """One report; Http404 when not visible, Refused when the act is somebody else's."""
        self.check(user, on, action)
        report: CityReport = get_object_or_404(self.visible_to(user, on), **lookup)
        return report

    def check(self, user: Person, on: date, action: str) -> None:
        """Refused when `user` may not do `action` on any report."""
        if not user.has_role(on, *_ACTORS[action]):
            raise not_for_you(*_ACTORS[action])


city_reports = CityReportDoor()

"""What the home page asks of the standing office about the city's report."""

from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.core.roles import Role
from thidua.foundation.access import Person
from thidua.foundation.todo import Task, TaskState
from thidua.movement.calendar import office_day
from thidua.movement.models import OfficeTask
from thidua.reports.selectors import present_year
from thidua.synthesis.access import WRITERS
from thidua.synthesis.enums import CityState
from thidua.synthesis.models import CityReport

BEGIN = (11, 15)
"""Nobody is asked before the units' reports come in."""


def tasks_for(user: Person, moment: datetime) -> list[Task]:
    """The city's report of the present year, from mid November until it is approved; two queries."""
    if not user.has_role(moment.date(), *WRITERS):
        return []
    year = present_year(moment)
    if moment.date() < date(year, *BEGIN):
        return []
    report = CityReport.objects.filter(year=year).only("state", "year", "waiting_at").first()
    if report and report.state == CityState.APPROVED:
        return []
    day = office_day(OfficeTask.CITY_REPORT, year, moment.date())
    is_head = user.has_role(moment.date(), Role.STANDING_HEAD)
    return [
        Task(
            title=_("Báo cáo tổng hợp năm %(year)s") % {"year": year},
            action=(_("Xem và duyệt") if is_head else _("Viết tiếp")) if report else _("Lập báo cáo"),
            url=reverse("synthesis:report", args=[year]) if report else reverse("synthesis:list"),
            state=TaskState.TO_DO,
            due=day.date if day else None,
            clause="IV.2",
        )
    ]

"""What the home page asks of the standing office about units that have not sent."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.foundation.access import Person
from thidua.foundation.todo import Task, TaskState
from thidua.urging.access import URGERS
from thidua.urging.board import duty_units, present_year
from thidua.urging.items import report_item


def tasks_for(user: Person, moment: datetime) -> list[Task]:
    """The yearly report is missing from some units; a constant number of queries."""
    if not user.has_role(moment.date(), *URGERS):
        return []
    year, units = present_year(moment), duty_units(moment.date())
    report = report_item(year, moment)
    missing = [unit for unit in units if not report.standing(unit.id).progress.is_done]
    if not missing:
        return []
    due = min((day.last_day for unit in missing if (day := report.due(unit))), default=None)
    return [
        Task(
            title=_("%(n)s/%(all)s đơn vị chưa gửi báo cáo năm %(year)s")
            % {"n": len(missing), "all": len(units), "year": year},
            action=_("Xem đơn vị nào còn thiếu và gửi nhắc"),
            url=reverse("urging:board") + "?viec=report&tinh-trang=missing",
            state=TaskState.TO_DO,
            due=due,
            clause="IV.2",
        )
    ]

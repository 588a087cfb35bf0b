"""What the home page asks of the standing office about units that have not sent."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.foundation.access import Person
from thidua.foundation.todo import Task, TaskState
from thidua.urging.access import URGERS
from thidua.urging.board import board_on, present_year
from thidua.urging.items import REPORT


def tasks_for(user: Person, moment: datetime) -> list[Task]:
    """The yearly report is missing from some units; a constant number of queries."""
    if not user.has_role(moment.date(), *URGERS):
        return []
    board = board_on(present_year(moment), moment)
    missing = board.missing(REPORT)
    if not missing:
        return []
    due = missing[0].cell(REPORT).due
    return [
        Task(
            title=_("%(n)s/%(all)s đơn vị chưa gửi báo cáo năm %(year)s")
            % {"n": len(missing), "all": len(board.lines), "year": board.year},
            action=_("Xem đơn vị nào còn thiếu và gửi nhắc"),
            url=reverse("urging:board") + "?viec=report&tinh-trang=missing",
            state=TaskState.TO_DO,
            due=due.last_day if due else None,
            clause="IV.2",
        )
    ]

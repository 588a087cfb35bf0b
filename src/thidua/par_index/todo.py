"""What the home page asks of the standing office about rankings."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.core.roles import Role
from thidua.foundation.access import Person
from thidua.foundation.todo import Task, TaskState
from thidua.par_index.selectors import waiting_drafts


def tasks_for(user: Person, moment: datetime) -> list[Task]:
    """Rankings that another person brought in wait for the head's confirmation; one query."""
    if not user.has_role(moment.date(), Role.STANDING_HEAD):
        return []
    waiting = waiting_drafts(but_not_by=user.pk)
    if not waiting:
        return []
    words = ngettext("%(n)s bảng xếp hạng chờ xác nhận", "%(n)s bảng xếp hạng chờ xác nhận", waiting)
    return [
        Task(
            title=words % {"n": waiting},
            action=_("Đối chiếu với quyết định rồi xác nhận"),
            url=reverse("par_index:releases"),
            state=TaskState.TO_DO,
        )
    ]

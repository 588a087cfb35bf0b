"""What the home page asks of the standing office about surveys."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.core.roles import STANDING_OFFICE
from thidua.foundation.access import Person
from thidua.foundation.todo import Task, TaskState
from thidua.surveys.selectors import waiting_to_be_closed


def tasks_for(user: Person, moment: datetime) -> list[Task]:
    """Results that another person prepared wait to be closed; one query."""
    if not user.has_role(moment.date(), *STANDING_OFFICE):
        return []
    waiting = waiting_to_be_closed(moment.date(), but_not_by=user.pk)
    if not waiting:
        return []
    words = ngettext("%(n)s cuộc điều tra chờ khóa kết quả", "%(n)s cuộc điều tra chờ khóa kết quả", waiting)
    return [
        Task(
            title=words % {"n": waiting},
            action=_("Đối chiếu rồi khóa kết quả"),
            url=reverse("surveys:list"),
            state=TaskState.TO_DO,
        )
    ]

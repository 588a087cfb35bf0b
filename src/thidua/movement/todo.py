"""What the home page asks of the standing office's head about the plan itself."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.core.roles import Role
from thidua.foundation.access import Person
from thidua.foundation.todo import Task, TaskState
from thidua.movement.versions.selectors import waiting


def tasks_for(user: Person, moment: datetime) -> list[Task]:
    """Drafts of the plan that another person made wait for the head's confirmation; one query."""
    if not user.has_role(moment.date(), Role.STANDING_HEAD):
        return []
    return [
        Task(
            title=_("Phiên bản Kế hoạch chờ xác nhận: %s") % version.title,
            action=_("So sánh rồi xác nhận"),
            url=reverse("movement:version", args=[version.pk]),
            state=TaskState.TO_DO,
        )
        for version in waiting(but_not_by=user.pk)
    ]

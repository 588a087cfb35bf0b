"""What the home page asks of the standing office about results."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.core.roles import STANDING_OFFICE
from thidua.foundation.access import Person
from thidua.foundation.todo import Task, TaskState
from thidua.index_results.enums import PublicationState
from thidua.index_results.models import Publication


def tasks_for(user: Person, moment: datetime) -> list[Task]:
    """Frozen results of another person that wait to be confirmed; one query."""
    if not user.has_role(moment.date(), *STANDING_OFFICE):
        return []
    waiting = Publication.objects.filter(state=PublicationState.DRAFT).exclude(prepared_by=user.pk)
    return [
        Task(
            title=_("Kết quả chỉ số năm %s chờ người thứ hai xác nhận") % year,
            action=_("Xem điều gì đổi khác rồi xác nhận"),
            url=reverse("index_results:publication", args=[pk]),
            state=TaskState.TO_DO,
        )
        for pk, year in waiting.values_list("pk", "round__year")
    ]

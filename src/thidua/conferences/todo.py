"""What the home page asks for: a unit's answer to an invitation, a programme that is still missing."""

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from thidua.conferences.enums import CLOSED, State
from thidua.conferences.models import Conference, HandedAward, ProgrammeLine
from thidua.conferences.moves import CLAUSE
from thidua.conferences.selectors import waiting_invitations
from thidua.core.roles import STANDING_OFFICE, UNIT_ROLES
from thidua.foundation.access import Person
from thidua.foundation.todo import Task, TaskState

SOON = timedelta(days=14)
"""So long before a conference the office is asked for its programme; our own measure, not in the plan."""


def tasks_for(user: Person, moment: datetime) -> list[Task]:
    """Invitations and awards for a unit's people, preparation for the office; at most three queries."""
    own, tasks = user.unit_ids(moment.date(), *UNIT_ROLES), []
    if own:
        tasks += _of_unit(own, moment)
    if user.has_role(moment.date(), *STANDING_OFFICE):
        tasks += _of_office(moment)
    return tasks


def _of_unit(own: frozenset[int], moment: datetime) -> list[Task]:
    asked = {one.conference_id: one.conference for one in waiting_invitations(own, moment)}
    tasks = [
        _task(found, _("Trả lời giấy mời: ai dự, hoặc lý do"), "conferences:one", moment)
        for found in asked.values()
    ]
    handed = HandedAward.objects.filter(unit__in=own, is_presented=True, confirmed_at__isnull=True)
    for found in {one.conference_id: one.conference for one in handed.select_related("conference")}.values():
        action = _("Xác nhận đã nhận khen thưởng")
        url = reverse("conferences:awards", kwargs={"pk": found.pk})
        tasks.append(Task(found.title, action, url, TaskState.TO_DO, clause=CLAUSE))
    return tasks


def _of_office(moment: datetime) -> list[Task]:
    rows = Conference.objects.exclude(state__in=CLOSED).filter(starts_at__lte=moment + SOON)
    lines = ProgrammeLine.objects.filter(conference=OuterRef("pk"))
    tasks = []
    for found in rows.annotate(has_programme=Exists(lines)).order_by("starts_at"):
        if found.starts_at <= moment:
            action = _("Ghi kết luận của hội nghị")
            if found.state == State.PLANNED:
                action = _("Giờ bắt đầu đã qua mà chưa gửi giấy mời: sửa ngày giờ")
        elif not found.has_programme:
            action = _("Chưa có chương trình: thêm các mục")
        elif found.state == State.PLANNED:
            action = _("Gửi giấy mời")
        else:
            continue
        tasks.append(_task(found, action, "conferences:one", moment))
    return tasks


def _task(found: Conference, action: str, name: str, moment: datetime) -> Task:
    day = localtime(found.starts_at).date()
    due = day if day >= moment.date() else None
    url = reverse(name, kwargs={"pk": found.pk})
    return Task(found.title, action, url, TaskState.TO_DO, due=due, clause=CLAUSE)

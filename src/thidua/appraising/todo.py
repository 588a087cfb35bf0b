"""What those who appraise have to do: what waits to be taken in, and what waits for an opinion."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.appraising.access import ACTORS, appraisals
from thidua.appraising.queue import Queue, QueueState
from thidua.dossiers.enums import AS_SENT
from thidua.foundation.access import Person
from thidua.foundation.todo import Task, TaskState

CLAUSE = "III.3"


def tasks_for(user: Person, moment: datetime) -> list[Task]:
    """Dossiers that wait for this person, of every cycle in which some wait for anybody: a year, the period
    and what is ad hoc in the next year may be open at once. So many queries for each of these cycles.
    """
    on = moment.date()
    if not user.has_role(on, *ACTORS):
        return []
    waiting = appraisals.visible_to(user, on).filter(state__in=AS_SENT, decided_at__isnull=True).order_by()
    tasks = []
    for cycle in sorted(waiting.values_list("filing__cycle", flat=True).distinct()):
        numbers = Queue(user, on, cycle).counts()
        intake = numbers[QueueState.LATE] + numbers[QueueState.INTAKE]
        opinion = numbers[QueueState.TO_DO] + numbers[QueueState.STARTED]
        if intake:
            words = ngettext(
                "%(n)d hồ sơ chờ tiếp nhận, đợt %(cycle)s", "%(n)d hồ sơ chờ tiếp nhận, đợt %(cycle)s", intake
            )
            tasks.append(_task(words, intake, cycle, _("Tiếp nhận")))
        if opinion:
            words = ngettext(
                "%(n)d hồ sơ chờ bạn thẩm định, đợt %(cycle)s",
                "%(n)d hồ sơ chờ bạn thẩm định, đợt %(cycle)s",
                opinion,
            )
            tasks.append(_task(words, opinion, cycle, _("Thẩm định")))
    return tasks


def _task(words: str, number: int, cycle: str, action: str) -> Task:
    url = f"{reverse('appraising:queue')}?dot={cycle}"
    return Task(words % {"n": number, "cycle": cycle}, action, url, TaskState.TO_DO, None, CLAUSE)

"""What an appraiser and the head of the office have to do about the latest round."""

from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.core.roles import DOMAIN_READERS, Role
from thidua.foundation.access import Person
from thidua.foundation.todo import Task, TaskState
from thidua.index_rounds.appraisal.access import areas_of
from thidua.index_rounds.appraisal.queue import QueueState, counts
from thidua.index_rounds.appraisal.second import pairs_of
from thidua.index_rounds.enums import PhaseKind
from thidua.index_rounds.models import Round
from thidua.index_rounds.rounds.dates import days_of
from thidua.index_rounds.selectors import phases_at, present_rounds

CLAUSE = "II.3"


def appraisal_tasks(user: Person, moment: datetime) -> list[Task]:
    """What waits while appraisal is open, explanations to decide, differences to settle."""
    on = moment.date()
    found = next(iter(present_rounds()), None) if user.has_role(on, *DOMAIN_READERS) else None
    if found is None:
        return []
    phases = phases_at(found, moment)
    appraisal, council = phases.get(PhaseKind.APPRAISAL), phases.get(PhaseKind.COUNCIL)
    tasks = []
    if areas_of(user, found) or user.has_role(on, Role.EMULATION_BOARD):
        numbers = counts(user, on, found)
        if appraisal and appraisal.is_open:
            last = days_of(appraisal.phase).last
            todo = numbers[QueueState.TO_DO]
            words = ngettext("%d tiêu chí chờ bạn thẩm định", "%d tiêu chí chờ bạn thẩm định", todo)
            tasks += _task(words, todo, QueueState.TO_DO, last)
            twice = numbers[QueueState.SECOND]
            words = ngettext("%d tiêu chí chờ ý kiến lần hai", "%d tiêu chí chờ ý kiến lần hai", twice)
            tasks += _task(words, twice, QueueState.SECOND, last)
        if council is None or not (council.is_open or council.is_past):
            waiting = numbers[QueueState.EXPLAINED]
            words = ngettext("%d giải trình chờ kết quả", "%d giải trình chờ kết quả", waiting)
            tasks += _task(words, waiting, QueueState.EXPLAINED, None)
    if appraisal and appraisal.is_open and user.has_role(on, Role.STANDING_HEAD):
        tasks += _differences(found, days_of(appraisal.phase).last)
    return tasks


def _task(words: str, number: int, state: QueueState, last: date | None) -> list[Task]:
    if not number:
        return []
    url = f"{reverse('index_rounds:queue')}?tinh-trang={state.value}"
    return [Task(words % number, _("Mở danh sách"), url, TaskState.TO_DO, last, CLAUSE)]


def _differences(found: Round, last: date | None) -> list[Task]:
    number = sum(1 for pair in pairs_of(found) if pair.to_settle)
    if not number:
        return []
    words = ngettext(
        "%d khác biệt giữa hai lần thẩm định chờ xử lý",
        "%d khác biệt giữa hai lần thẩm định chờ xử lý",
        number,
    )
    url = reverse("index_rounds:sample", kwargs={"pk": found.pk})
    return [Task(words % number, _("Xem và xử lý"), url, TaskState.TO_DO, last, CLAUSE)]

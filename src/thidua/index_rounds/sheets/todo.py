"""What a unit's people have to do about their sheet."""

from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.core.roles import UNIT_ROLES, Role
from thidua.core.text import format_date
from thidua.foundation.access import Person
from thidua.foundation.todo import Task, TaskState
from thidua.index_rounds.enums import PhaseKind, SheetState
from thidua.index_rounds.models import Sheet
from thidua.index_rounds.rounds.dates import days_of
from thidua.index_rounds.selectors import PhaseNow, phases_at, present_rounds
from thidua.units.selectors import history

CLAUSE = "II.3"


def tasks_for(user: Person, moment: datetime) -> list[Task]:
    """Sheets of one's units in the latest round that were not sent."""
    on = moment.date()
    own = user.unit_ids(on, *UNIT_ROLES)
    found = next(iter(present_rounds()), None) if own else None
    if found is None:
        return []
    phase = phases_at(found, moment).get(PhaseKind.SELF)
    rows = found.sheets.filter(unit__in=own).exclude(state=SheetState.SENT).select_related("round")
    units = history(on).by_id()
    officers, heads = user.unit_ids(on, Role.UNIT_OFFICER), user.unit_ids(on, Role.UNIT_HEAD)
    tasks = []
    for sheet in rows:
        title = _("Phiếu tự chấm điểm năm %(year)d, %(unit)s") % {
            "year": found.year,
            "unit": units[sheet.unit_id].full_name,
        }
        task = _task(title, sheet, phase, sheet.unit_id in officers, sheet.unit_id in heads)
        if task:
            tasks.append(task)
    return tasks


def _task(title: str, sheet: Sheet, phase: PhaseNow | None, is_officer: bool, is_head: bool) -> Task | None:
    home = reverse("index_rounds:sheet", kwargs={"pk": sheet.pk})
    check = reverse("index_rounds:check", kwargs={"pk": sheet.pk})
    last: date | None = days_of(phase.phase).last if phase else None
    if phase is None or not phase.is_open:
        if phase is None or not phase.is_past or last is None:
            return None
        why = _("Giai đoạn tự chấm đã đóng hết ngày %s; đề nghị cơ quan thường trực gia hạn.")
        return Task(
            title, _("Xem phiếu chưa gửi"), home, TaskState.BLOCKED, last, CLAUSE, why % format_date(last)
        )
    if sheet.state == SheetState.WAITING:
        if is_head:
            return Task(title, _("Xem, ký và gửi"), check, TaskState.TO_DO, last, CLAUSE)
        waits = _("Chờ lãnh đạo đơn vị ký.")
        return Task(title, _("Xem bản đã trình"), check, TaskState.WAITING, last, CLAUSE, waits)
    if not is_officer:
        return None
    if sheet.words_back:
        words = _("Sửa phiếu được mở lại") if sheet.is_reopened else _("Sửa theo ý kiến người ký")
        return Task(title, words, home, TaskState.RETURNED, last, CLAUSE, sheet.words_back)
    return Task(title, _("Chấm tiếp"), home, TaskState.TO_DO, last, CLAUSE)

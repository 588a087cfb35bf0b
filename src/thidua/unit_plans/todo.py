"""What the home page asks of a unit about its plan and its numbers; four queries beside the units."""

from datetime import date, datetime

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from thidua.core.blocks import Block
from thidua.core.roles import Role
from thidua.foundation.access import Person
from thidua.foundation.todo import Task, TaskState
from thidua.unit_plans.access import WRITERS
from thidua.unit_plans.enums import PlanState
from thidua.unit_plans.indicator_pages import number_year
from thidua.unit_plans.indicator_selectors import indicator_table
from thidua.unit_plans.selectors import PlanStanding, plan_states, present_year
from thidua.units.selectors import UnitRecord, history


def tasks_for(user: Person, moment: datetime) -> list[Task]:
    """Make the plan, have it signed, say what was done. Units without a duty are asked for nothing."""
    on = localdate(moment)
    mine = user.unit_ids(on, *WRITERS)
    if not mine:
        return []
    year = present_year(on)
    known = history(on).by_id()
    standings = plan_states(year, on, of=mine)
    heads = user.unit_ids(on, Role.UNIT_HEAD)
    tasks = []
    for pk in sorted(mine & standings.keys()):
        unit, standing = known[pk], standings[pk]
        task = _task(unit, standing, year, is_head=pk in heads, is_quiet=standing.is_quiet(on))
        if task is not None:
            tasks.append(task)
    return tasks + _missing_numbers(sorted(mine & standings.keys()), on)


def _missing_numbers(units: list[int], on: date) -> list[Task]:
    """In the year after, a unit with a duty is asked for the numbers it has not given (D03)."""
    year = number_year(on)
    if year >= on.year:
        return []
    table = indicator_table(year, on, of=units)
    known = history(on).by_id()
    return [
        Task(
            title=_("Chỉ số chuyển đổi số năm %(year)s, %(unit)s")
            % {
                "year": year,
                "unit": known[pk].full_name,
            },
            action=_("Nhập %(count)s số liệu còn thiếu") % {"count": len(missing)},
            url=reverse("unit_plans:numbers", args=[known[pk].code, year]),
            state=TaskState.TO_DO,
            clause="I.2.d",
        )
        for pk in units
        if known[pk].block is not Block.NONE and (missing := table.missing(pk))
    ]


def _task(
    unit: UnitRecord, standing: PlanStanding, year: int, *, is_head: bool, is_quiet: bool
) -> Task | None:
    title = _("Kế hoạch thi đua năm %(year)s, %(unit)s") % {"year": year, "unit": unit.full_name}
    url = reverse("unit_plans:plan", args=[unit.code, year])

    def task(action: str, state: TaskState = TaskState.TO_DO, reason: str = "") -> Task:
        return Task(title=title, action=action, url=url, state=state, clause="IV.1", reason=reason)

    is_duty = unit.block is not Block.NONE
    if standing.is_ready:
        if is_head:
            return task(_("Đọc rồi ký ban hành"))
        return task(_("Xem lại bản đã trình"), TaskState.WAITING, _("Chờ lãnh đạo đơn vị ký."))
    if standing.has_draft:
        return task(_("Soạn tiếp rồi trình ký"))
    if standing.state == PlanState.NONE:
        return task(_("Lập kế hoạch, hoặc chép từ năm trước")) if is_duty else None
    if is_quiet and is_duty:
        return task(_("Ghi tiến độ: đã 60 ngày chưa có ghi chú nào"))
    return None

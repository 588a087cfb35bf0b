"""The overview of the standing office: units × contents, filtered, sorted, and as a table to take along."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.http import QueryDict
from django.utils.translation import gettext as _

from thidua.core.blocks import INDEX_BLOCKS, Block
from thidua.core.text import format_date
from thidua.foundation.tables import Cell
from thidua.movement.contents import Content
from thidua.unit_plans.enums import PLAN_LOOKS, PlanState
from thidua.unit_plans.selectors import ContentCount, PlanStanding, plan_states, plan_years, present_year
from thidua.units.enums import BlockChoice
from thidua.units.selectors import UnitRecord, history

ONLY = ("none", "draft", "quiet", "late")


@dataclass(frozen=True, slots=True)
class Asked:
    """Year, block and what to look for; `only` is one of ONLY or empty."""

    year: int
    block: Block | None
    only: str


def read_question(query: QueryDict, on: date) -> Asked:
    """The filters of the address; what makes no sense falls back to everything."""
    year, block, only = query.get("nam", ""), query.get("khoi", ""), query.get("loc", "")
    years = plan_years()
    return Asked(
        int(year) if year.isdecimal() and len(year) == 4 and int(year) in years else present_year(on),
        next((one for one in INDEX_BLOCKS if one.value == block), None),
        only if only in ONLY else "",
    )


@dataclass(frozen=True, slots=True)
class OverviewRow:
    """A unit and its plan."""

    unit: UnitRecord
    standing: PlanStanding
    is_duty: bool
    is_quiet: bool

    @property
    def state_words(self) -> str:
        """The state of the plan in words."""
        return str(PlanState(self.standing.state).label)

    @property
    def look(self) -> tuple[str, str]:
        """Icon and look of the state's badge."""
        return PLAN_LOOKS[self.standing.state]

    @property
    def contents(self) -> list[tuple[Content, ContentCount]]:
        """The six contents with their counts."""
        return [(one, self.standing.by_content.get(one.value, ContentCount())) for one in Content]


@dataclass(frozen=True, slots=True)
class Overview:
    """All rows of the block, and those that are looked for."""

    all_rows: list[OverviewRow]
    rows: list[OverviewRow]

    def figures(self) -> list[dict[str, object]]:
        """Key figures of the block, whatever is filtered."""
        duty = [row for row in self.all_rows if row.is_duty]
        signed = sum(row.standing.state == PlanState.SIGNED for row in duty)
        return [
            {"label": _("Đã ký ban hành"), "value": f"{signed}/{len(duty)}"},
            {"label": _("Đang soạn"), "value": sum(row.standing.state == PlanState.DRAFT for row in duty)},
            {
                "label": _("Chưa có kế hoạch"),
                "value": sum(row.standing.state == PlanState.NONE for row in duty),
            },
            {"label": _("60 ngày không ghi tiến độ"), "value": sum(row.is_quiet for row in duty)},
        ]


def read_overview(asked: Asked, on: date) -> Overview:
    """Duty units of the block first in their order; units without a duty only when they have a plan."""
    standings = plan_states(asked.year, on)
    rows = []
    for unit in history(on).living(asked.block):
        standing = standings[unit.id]
        is_duty = unit.block is not Block.NONE
        if is_duty or standing.state != PlanState.NONE:
            rows.append(OverviewRow(unit, standing, is_duty, is_duty and standing.is_quiet(on)))
    return Overview(rows, [row for row in rows if _wanted(row, asked.only)])


def _wanted(row: OverviewRow, only: str) -> bool:
    return {
        "": True,
        "none": row.standing.state == PlanState.NONE,
        "draft": row.standing.state == PlanState.DRAFT,
        "quiet": row.is_quiet,
        "late": row.standing.late > 0,
    }[only]


def table(rows: list[OverviewRow]) -> Iterator[list[Cell]]:
    """The heading and one line for each unit."""
    yield [
        _("Mã đơn vị"),
        _("Đơn vị"),
        _("Khối"),
        _("Kế hoạch"),
        _("Số kế hoạch"),
        *(content.value for content in Content),
        _("Biện pháp"),
        _("Đã xong"),
        _("Quá hạn"),
        _("Hoạt động gần nhất"),
    ]
    for row in rows:
        standing = row.standing
        last = standing.last_activity
        yield [
            row.unit.code,
            row.unit.full_name,
            str(BlockChoice(row.unit.block.value).label),
            row.state_words,
            standing.number,
            *(count.total for _content, count in row.contents),
            standing.measures,
            standing.done,
            standing.late,
            format_date(last) if last else "",
        ]

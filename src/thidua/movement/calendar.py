"""The deadlines as they hold for each unit: the plan's days, moved by the notices that concern the unit."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from thidua.core.blocks import Block
from thidua.core.deadlines import DeadlineDay
from thidua.core.facts import Cycle, Notice
from thidua.core.programme import DEFAULT_PROGRAMME, Deadline, load_programme
from thidua.foundation.revision import kept
from thidua.movement.models import DeadlineNotice, OfficeDate, OfficeTask, Scope
from thidua.movement.selectors import plan_on, standing_days
from thidua.units.selectors import UnitRecord

PLAN_RECEIVED_UNTIL = date(2026, 7, 9)
"""Thirty days after the plan of 09/6/2026 (reading C10)."""


@dataclass(frozen=True, slots=True)
class KnownNotice:
    """A notice with whom it concerns."""

    notice: Notice
    scope: Scope
    block: str
    units: frozenset[int]

    def concerns(self, unit: UnitRecord | None) -> bool:
        """Whether it moves the day of `unit`; None stands for the city as a whole."""
        if self.scope is Scope.ALL:
            return True
        if unit is None:
            return False
        return unit.id in self.units if self.scope is Scope.UNITS else unit.block.value == self.block


class DeadlineBook:
    """Every deadline for every unit on one day; three queries, once, however many units are asked for.

    Each cycle by the version of the plan that it follows; notices win over both.
    """

    def __init__(self, on: date) -> None:
        self.on = on
        self._plan = plan_on(on)
        rows = DeadlineNotice.objects.filter(programme=DEFAULT_PROGRAMME, issued__lte=on)
        self._notices = [
            KnownNotice(
                Notice(row.deadline, row.date, row.number, row.cycle, row.issued),
                Scope(row.scope),
                row.block,
                frozenset(unit.pk for unit in row.units.all()),
            )
            for row in rows.prefetch_related("units").order_by("issued", "pk")
        ]
        self._kept: dict[tuple[int, ...], dict[tuple[str, Cycle], DeadlineDay]] = {}

    def days(self, unit: UnitRecord | None = None) -> list[DeadlineDay]:
        """All deadlines that hold for `unit` (None: for the city), by named day."""
        return list(self._days(unit).values())

    def day(self, deadline: str, cycle: Cycle, unit: UnitRecord | None = None) -> DeadlineDay | None:
        """One deadline as it holds for `unit`; None when the plan has no such deadline in that cycle."""
        return self._days(unit).get((deadline, cycle))

    def planned(self, deadline: str, cycle: Cycle) -> Deadline:
        """What the plan of that cycle says about a deadline: its name, its words, its clause."""
        return self._plan.programme(cycle).deadline_by_id[deadline]

    def _days(self, unit: UnitRecord | None) -> dict[tuple[str, Cycle], DeadlineDay]:
        # Units with the same notices have the same days: a country needs a handful of lists.
        key = tuple(place for place, known in enumerate(self._notices) if known.concerns(unit))
        if key not in self._kept:
            notices = [self._notices[place].notice for place in key]
            days = standing_days(self._plan, notices, self.on)
            self._kept[key] = {(day.deadline, day.cycle): day for day in days}
        return self._kept[key]


@kept(most=4)
def deadline_book(on: date) -> DeadlineBook:
    """The deadlines of one day, kept until a notice, a version or a unit changes."""
    return DeadlineBook(on)


def deadline_of(deadline: str, cycle: Cycle, on: date) -> Callable[[UnitRecord], DeadlineDay | None]:
    """The day of one deadline for each unit."""
    book = deadline_book(on)
    return lambda unit: book.day(deadline, cycle, unit)


def is_ranked(unit: UnitRecord) -> bool:
    """Whether the plan's duties bind the unit with dates (readings D03, D06)."""
    return unit.block is not Block.NONE


@dataclass(frozen=True, slots=True)
class OfficeDay:
    """A day of the office's own, not in the plan. `row` None: the default of the reading."""

    code: OfficeTask
    year: int
    date: date
    reason: str
    row: OfficeDate | None

    @property
    def label(self) -> str:
        """What it is for, in words."""
        return str(self.code.label)


def office_days_on(on: date) -> list[OfficeDay]:
    """The office's own days of every year of the movement, by day; one query."""
    chosen = {
        (row.code, row.year): row
        for row in OfficeDate.objects.filter(decided_on__lte=on).order_by("decided_on", "pk")
    }
    days = []
    for year in load_programme().period.years:
        for code, default, reason in _defaults(year):
            row = chosen.get((code.value, year))
            days.append(
                OfficeDay(code, year, row.date if row else default, row.reason if row else reason, row)
            )
    return sorted(days, key=lambda day: day.date)


def office_day(code: OfficeTask, year: int, on: date) -> OfficeDay | None:
    """One of them; None for a year outside the movement."""
    return next((day for day in office_days_on(on) if (day.code, day.year) == (code, year)), None)


def _defaults(year: int) -> list[tuple[OfficeTask, date, str]]:
    first = load_programme().period.first_year
    plan_day = PLAN_RECEIVED_UNTIL if year == first else date(year, 1, 31)
    plan_reason = (
        "30 ngày sau khi nhận Kế hoạch 09/6/2026 (C10)" if year == first else "tháng đầu của năm (C10)"
    )
    return [
        (OfficeTask.UNIT_PLAN, plan_day, plan_reason),
        (OfficeTask.CITY_REPORT, date(year, 12, 10), "mười ngày sau hạn báo cáo của đơn vị (C09)"),
    ]

"""The deadline of a unit's report, and what a moment is worth against it (C01, C14, D03, D06)."""

from collections.abc import Callable
from datetime import date, datetime

from thidua.core.blocks import Block
from thidua.core.deadlines import DeadlineDay
from thidua.movement.calendar import deadline_of
from thidua.reports.enums import Timing
from thidua.units.selectors import UnitRecord

DEADLINE = "annual_report"


def days_of(year: int, on: date) -> Callable[[UnitRecord], DeadlineDay | None]:
    """The deadline of `year` for each unit, as notices known on `on` have it; three queries, once.

    None for a unit outside the three blocks, which owes no report.
    """
    day_of = deadline_of(DEADLINE, year, on)
    return lambda unit: day_of(unit) if unit.block is not Block.NONE else None


def timing_of(day: DeadlineDay | None, at: datetime) -> Timing:
    """What sending at `at` is worth."""
    return Timing.OTHER if day is None else Timing(day.status(at))

"""The deadlines of the plan, the notices that move them, and what a moment is worth against them.

Source: IV.1 (report, before 30/11), III.3.1 and III.3.2 (dossiers, before 31/3), III.3 last paragraph
(notices). Reading C01: "before the day" ends with the day before; C03: weekends do not shift anything.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta, timezone

from thidua.core.facts import Cycle, Notice
from thidua.core.periods import moved_to
from thidua.core.programme import Deadline, HolidayCalendar, Programme

VIETNAM_TIME = timezone(timedelta(hours=7), "Asia/Ho_Chi_Minh")
"""Indochina Time has no summer time."""


@dataclass(frozen=True, slots=True)
class DeadlineDay:
    """One deadline of one cycle as it stands: `date` is the named day, `last_moment` the last on time."""

    deadline: str
    cycle: Cycle
    clause: str
    date: dt.date
    last_moment: datetime
    working_day: bool
    notice: str | None
    planned: dt.date

    def status(self, at: datetime) -> str:
        """`on_time`, `on_the_day` (the named day itself, when the last day is the one before) or `late`."""
        day = at.astimezone(VIETNAM_TIME).date()
        if day <= self.last_moment.date():
            return "on_time"
        return "on_the_day" if day == self.date else "late"


def list_deadlines(
    programme: Programme,
    holidays: HolidayCalendar,
    *,
    notices: Sequence[Notice] = (),
    reading: str | None = None,
    as_of: dt.date | None = None,
) -> list[DeadlineDay]:
    """All deadlines of the programme, by named day. `as_of` None: every notice is known."""
    is_inclusive = (reading or programme.default_readings["deadline_day"]) == "inclusive"
    days = [
        _deadline_day(programme, deadline, cycle, holidays, notices, is_inclusive, as_of)
        for deadline in programme.deadlines
        for cycle in (deadline.cycles or (None,))
    ]
    return sorted(days, key=lambda day: day.date)


def _deadline_day(
    programme: Programme,
    deadline: Deadline,
    cycle: int | None,
    holidays: HolidayCalendar,
    notices: Sequence[Notice],
    is_inclusive: bool,
    as_of: dt.date | None,
) -> DeadlineDay:
    planned = deadline.named_day(cycle or programme.period.first_year)
    notice = moved_to(notices, deadline.id, cycle, as_of)
    named = notice.date if notice else planned
    last_day = named if is_inclusive else named - timedelta(days=1)
    return DeadlineDay(
        deadline=deadline.id,
        cycle=cycle if cycle is not None else programme.period.label,
        clause=deadline.clause,
        date=named,
        last_moment=datetime.combine(last_day, time(23, 59, 59), VIETNAM_TIME),
        working_day=is_working_day(last_day, holidays),
        notice=notice.number if notice else None,
        planned=planned,
    )


def is_working_day(day: dt.date, holidays: HolidayCalendar) -> bool:
    """Monday to Friday less the holidays of the data."""
    return day.weekday() < 5 and day not in holidays.dates


def last_working_day(until: dt.date, holidays: HolidayCalendar) -> dt.date:
    """The last working day up to and including `until`."""
    while not is_working_day(until, holidays):
        until -= timedelta(days=1)
    return until

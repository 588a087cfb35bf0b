"""When one deadline is reminded of. Pure: days in, days out.

The plan sets no times for reminders (IV.2 says “đôn đốc”); the four here are the issue's. Reading C03: a
deadline on a day off is not moved, but reminders aim at the last working day before it.
"""

from datetime import date, datetime, time, timedelta

from thidua.core.deadlines import VIETNAM_TIME, is_working_day, last_working_day
from thidua.core.programme import HolidayCalendar
from thidua.urging.models import Stage

WINDOW = timedelta(days=30)
"""How long before the last day the first reminder goes out."""
HOUR = time(7, 30)
"""Before the working day begins."""
_BEFORE = {
    Stage.START: WINDOW,
    Stage.HALF_WAY: WINDOW / 2,
    Stage.THREE_DAYS: timedelta(days=3),
    Stage.ONE_DAY: timedelta(days=1),
}


def aim(last_day: date, holidays: HolidayCalendar) -> date:
    """The working day by which a unit should be done, so that nobody is left alone with it on a day off."""
    return last_working_day(last_day, holidays)


def stage_moments(last_day: date, holidays: HolidayCalendar) -> dict[Stage, datetime]:
    """When each stage comes, each on a working day."""
    target = aim(last_day, holidays)
    return {
        stage: datetime.combine(last_working_day(target - before, holidays), HOUR, VIETNAM_TIME)
        for stage, before in _BEFORE.items()
    }


def stage_now(last_day: date, at: datetime, holidays: HolidayCalendar) -> Stage | None:
    """The stage that has come last; None before the first and after the last day on time.

    A worker that was away sends the stage of today, not every one it missed.
    """
    if at.astimezone(VIETNAM_TIME).date() > last_day:
        return None
    come = [stage for stage, moment in stage_moments(last_day, holidays).items() if moment <= at]
    return come[-1] if come else None


def is_digest_day(on: date, last_day: date, holidays: HolidayCalendar) -> bool:
    """Leaders are told on Mondays of the month of the deadline and on the last days before the aim.

    Only on working days; a Monday after the last day brings the outcome.
    """
    target = aim(last_day, holidays)
    is_weekly = on.weekday() == 0 and (on.year, on.month) == (last_day.year, last_day.month)
    return is_working_day(on, holidays) and (is_weekly or target - timedelta(days=3) <= on <= target)

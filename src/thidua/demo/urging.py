"""The demonstration's urging: reminders by the clock, and a letter to those who were late."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from functools import partial

from thidua.core.programme import load_holidays
from thidua.demo.stages import FIRST_DAY, moment
from thidua.people.models import User
from thidua.urging.board import board_on
from thidua.urging.items import REPORT, report_days
from thidua.urging.models import Stage
from thidua.urging.schedule import stage_moments
from thidua.urging.services import digest_by_clock, draw_letter, remind_by_clock

SHOWN = (Stage.HALF_WAY, Stage.THREE_DAYS, Stage.ONE_DAY)
ANSWER_IN = timedelta(days=4)


def urging_acts(by: User) -> Iterator[tuple[date, Callable[[], object]]]:
    """(day, act): three reminders of each year's report, and two days after the named day the letter."""
    for year, day in report_days(FIRST_DAY).items():
        moments = stage_moments(day.last_moment.date(), load_holidays())
        for at in (max(moments[stage], moment(FIRST_DAY, 7, 30)) for stage in SHOWN):
            yield at.date(), partial(_by_clock, at)
        letter_at = moment(day.date + timedelta(days=2), 15)
        yield letter_at.date(), partial(_letter, by, year, letter_at)


def _by_clock(at: datetime) -> None:
    remind_by_clock(at=at)
    digest_by_clock(at=at)


def _letter(by: User, year: int, at: datetime) -> None:
    missing = board_on(year, at).missing(REPORT)
    if missing:
        draw_letter(
            by=by,
            at=at,
            year=year,
            item_code=REPORT,
            unit_ids=[line.unit.id for line in missing],
            answer_by=at.date() + ANSWER_IN,
            is_per_unit=False,
        )

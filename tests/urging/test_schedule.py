"""When reminders go out: four stages, on working days, aimed at the last working day (reading C03)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.urging.conftest import later

from thidua.core.deadlines import is_working_day
from thidua.core.programme import load_holidays
from thidua.urging import schedule
from thidua.urging.models import Stage

SUNDAY = date(2026, 11, 29)


def test_the_first_report_is_aimed_at_the_friday_before_its_sunday():
    days = {stage: at.date() for stage, at in schedule.stage_moments(SUNDAY, load_holidays()).items()}

    assert days == {
        Stage.START: date(2026, 10, 28),
        Stage.HALF_WAY: date(2026, 11, 12),
        # 24/11 is a day off from 2026 on (Ngày Văn hóa Việt Nam).
        Stage.THREE_DAYS: date(2026, 11, 23),
        Stage.ONE_DAY: date(2026, 11, 26),
    }


@pytest.mark.parametrize(
    ("at", "stage"),
    [
        (later(23, 7, 29), Stage.HALF_WAY),
        (later(23, 7, 30), Stage.THREE_DAYS),
        (later(26, 8), Stage.ONE_DAY),
        (later(29, 23, 59), Stage.ONE_DAY),
        (later(30, 0), None),
    ],
)
def test_the_stage_that_has_come_last(at, stage):
    assert schedule.stage_now(SUNDAY, at, load_holidays()) == stage


@given(st.dates(date(2026, 6, 9), date(2030, 12, 31)))
def test_stages_come_in_order_and_on_working_days(last_day):
    holidays = load_holidays()
    moments = list(schedule.stage_moments(last_day, holidays).values())

    assert moments == sorted(moments)
    assert all(is_working_day(moment.date(), holidays) for moment in moments)
    assert moments[-1].date() <= last_day - timedelta(days=1)


def test_leaders_are_told_on_mondays_and_on_the_last_days():
    told = [
        day
        for day in (date(2026, 10, 26) + timedelta(days=n) for n in range(40))
        if schedule.is_digest_day(day, SUNDAY, load_holidays())
    ]

    assert told == [date(2026, 11, day) for day in (2, 9, 16, 23, 25, 26, 27, 30)]

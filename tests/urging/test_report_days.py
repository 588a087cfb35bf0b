"""The year whose report is asked for begins with the first unit that owes one, not with the city's day."""

from datetime import date

import pytest
from tests.urging.conftest import TUESDAY

from thidua.core.blocks import Block
from thidua.movement.calendar_services import Reach, record_notice
from thidua.movement.models import Scope
from thidua.urging.board import present_year
from thidua.urging.items import report_days

pytestmark = pytest.mark.django_db
SPRING = TUESDAY.replace(year=2027, month=4, day=20)


def test_a_block_with_an_earlier_day_is_not_reminded_too_late(city):
    assert report_days(SPRING.date())[2027].date == date(2027, 11, 30)
    assert present_year(SPRING) == 2026

    record_notice(
        by=None,
        at=SPRING,
        deadline="annual_report",
        cycle=2027,
        day=date(2027, 5, 15),
        number="3/TB-SNV",
        issued=SPRING.date(),
        reach=Reach(Scope.BLOCK, Block.PHUONG.value),
    )

    day = report_days(SPRING.date())[2027]
    assert (day.date, day.notice) == (date(2027, 5, 15), "3/TB-SNV")
    assert present_year(SPRING) == 2027


def test_a_block_with_a_later_day_leaves_the_others_where_they_were(city):
    record_notice(
        by=None,
        at=SPRING,
        deadline="annual_report",
        cycle=2027,
        day=date(2027, 12, 20),
        number="4/TB-SNV",
        issued=SPRING.date(),
        reach=Reach(Scope.BLOCK, Block.PHUONG.value),
    )

    assert report_days(SPRING.date())[2027].date == date(2027, 11, 30)

"""The real city five days before the first report, with a few units that have people."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from thidua.core.blocks import Block
from thidua.core.roles import Role
from thidua.foundation.moment import describe_installation
from thidua.people.role_services import grant_role
from thidua.people.services import create_account
from thidua.reports.enums import ReportState
from thidua.reports.selectors import ReportStanding
from thidua.unit_plans.indicator_selectors import IndicatorsGiven
from thidua.units.models import Unit
from thidua.units.selectors import history
from thidua.units.services import import_reference
from thidua.urging import items

TUESDAY = datetime(2026, 11, 24, 9, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
"""29/11/2026 is a Sunday, so reminders aim at Friday 27/11 (C03). 24/11 is a day off from 2026 on."""
HONG_BANG, AN_LAO, HOME_AFFAIRS = "11311", "11629", "SNV"


def outside_the_blocks() -> str:
    """A unit that is ranked nowhere and owes nothing (D03, D06)."""
    return next(unit.code for unit in history(TUESDAY.date()).living(Block.NONE))


def later(day: int, hour: int = 9, minute: int = 0, month: int = 11) -> datetime:
    return TUESDAY.replace(month=month, day=day, hour=hour, minute=minute)


@pytest.fixture
def city(db):
    import_reference(by=None, at=TUESDAY.replace(month=6))
    describe_installation(by=None, at=TUESDAY, is_demo=True, demo_date=TUESDAY.date(), stage="tests", seed=1)
    return {unit.code: unit for unit in Unit.objects.all()}


@pytest.fixture
def person(city):
    def make(username: str, role: Role, code: str = ""):
        user = create_account(by=None, at=TUESDAY, username=username, full_name=f"Người {username}")
        user.email = f"{username}@haiphong.example"
        user.save()
        unit_id = city[code].pk if code else None
        grant_role(by=None, at=TUESDAY, user=user, role=role, unit_id=unit_id, valid_from=date(2026, 6, 9))
        user.forget_hats()
        return user

    return make


@pytest.fixture
def staff(person):
    """Officers of three units and the head of one."""
    return {
        "hongbang": person("canbo.hongbang", Role.UNIT_OFFICER, HONG_BANG),
        "hongbang_head": person("chutich.hongbang", Role.UNIT_HEAD, HONG_BANG),
        "anlao": person("canbo.anlao", Role.UNIT_OFFICER, AN_LAO),
        "sonoivu": person("canbo.sonoivu", Role.UNIT_OFFICER, HOME_AFFAIRS),
    }


@pytest.fixture
def specialist(person):
    return person("chuyenvien", Role.STANDING_SPECIALIST)


@pytest.fixture
def standing(city, monkeypatch):
    """standing(HONG_BANG, ReportState.SENT, sent_at=…): what the room of reports says of a unit."""
    known = {}

    def say(code: str, state: ReportState, sent_at: datetime | None = None) -> None:
        unit_id = city[code].pk
        known[unit_id] = ReportStanding(unit_id, state, sent_at=sent_at, first_sent_at=sent_at)

    monkeypatch.setattr(items, "report_states", lambda _year, _at: known)
    monkeypatch.setattr(items, "plan_states", lambda _year, _on, **_how: {})
    monkeypatch.setattr(items, "indicators_given", lambda _year, _on: IndicatorsGiven((), {}))
    return say

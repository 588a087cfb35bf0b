"""Two units, the standing office, and a conference they may be invited to."""

from datetime import date, timedelta

import pytest

from thidua.conferences import services
from thidua.conferences.enums import Kind, Scope
from thidua.conferences.services import ConferenceWords
from thidua.core.blocks import Block
from thidua.core.roles import Role
from thidua.units.enums import UnitKind
from thidua.units.services import NewUnit, register_unit


def make_unit(code, name, at):
    new = NewUnit(code=code, kind=UnitKind.XA, name=name, full_name=f"Xã {name}", block=Block.XA)
    return register_unit(by=None, at=at, unit=new, on=date(2025, 7, 1))


@pytest.fixture
def unit(demo_day, at):
    return make_unit("11629", "An Lão", at)


@pytest.fixture
def other_unit(demo_day, at):
    return make_unit("10888", "Cẩm Giàng", at)


@pytest.fixture
def officer(make_person, unit):
    return make_person("canbo", (Role.UNIT_OFFICER, unit), full_name="Chu Văn Hòa")


@pytest.fixture
def other_officer(make_person, other_unit):
    return make_person("canbokhac", (Role.UNIT_OFFICER, other_unit), full_name="Hà Thanh Yến")


@pytest.fixture
def specialist(make_person):
    return make_person("chuyenvien", Role.STANDING_SPECIALIST, full_name="Phạm Ngọc Quyên")


@pytest.fixture
def leader(make_person):
    return make_person("lanhdao", Role.DECISION_MAKER, full_name="Hoàng Minh Chiến")


@pytest.fixture
def words(at):
    def make(**other):
        asked = {
            "title": "Hội nghị sơ kết năm 2026",
            "kind": Kind.YEAR,
            "year": 2026,
            "starts_at": at + timedelta(days=5),
            "place": "Hội trường lớn",
            "chair": "Lãnh đạo UBND thành phố",
            "scope": Scope.DUTY,
        }
        return ConferenceWords(**asked | other)

    return make


@pytest.fixture
def planned(words, specialist, at):
    return services.begin(by=specialist, at=at, words=words())


@pytest.fixture
def invited(planned, unit, other_unit, officer, specialist, at):
    return services.invite(by=specialist, at=at, conference=planned)


@pytest.fixture
def live_on(at):
    """live_on(3) → the demonstration lives three days after the day of the tests."""
    from thidua.foundation.moment import describe_installation

    def move(days):
        on = at.date() + timedelta(days=days)
        describe_installation(by=None, at=at, is_demo=True, demo_date=on, stage="tests")

    return move

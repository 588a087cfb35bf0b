"""A set in force of two areas, a round in its self-scoring, two communes with their sheets, the office."""

from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from tests.index_rounds.judging import GIVEN

from thidua.core.blocks import Block
from thidua.core.roles import Role
from thidua.foundation.moment import describe_installation
from thidua.index_rounds.models import AreaAppraiser
from thidua.index_rounds.rounds.dates import proposed
from thidua.index_rounds.rounds.services import NewRound, begin_round
from thidua.index_rounds.sheets.bringing_in import SentSheet, bring_in_sheets
from thidua.index_rounds.sheets.opening import open_sheets
from thidua.index_sets.models import CriteriaSet, SetLine
from thidua.people.role_services import grant_role
from thidua.people.services import create_account
from thidua.units.enums import UnitKind
from thidua.units.selectors import history
from thidua.units.services import NewUnit, register_unit

# Midnight: pages live on the demonstration's day at the hour of the machine; nothing is in their future.
NOW = datetime(2026, 12, 10, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
YEAR = 2026
LINES = (
    # code, parent, level, name, maximum, kind, params, not arising, evidence asked, indicator
    ("1", "", "area", "Chỉ đạo, điều hành", "5", "", {}, "never", "", ""),
    ("1.1", "1", "criterion", "Kế hoạch cải cách hành chính", "3", "", {}, "never", "", ""),
    ("1.1.1", "1.1", "component", "Ban hành kế hoạch năm", "1", "yes_no", {}, "never", "Kế hoạch", ""),
    ("1.1.2", "1.1", "component", "Hoàn thành kế hoạch", "2", "ratio", {}, "excluded", "Báo cáo", "hoso"),
    ("1.2", "1", "criterion", "Vi phạm bị xử lý", "2", "deduction", {"each": "0.5"}, "never", "", ""),
    ("2", "", "area", "Thủ tục hành chính", "5", "", {}, "never", "", ""),
    ("2.1", "2", "criterion", "Khảo sát hài lòng", "3", "survey", {}, "never", "", ""),
    ("2.2", "2", "criterion", "Trung bình", "2", "formula", {"formula": "[1.1.2] / 2"}, "never", "", ""),
    ("2.3", "2", "criterion", "Sáng kiến được nhân rộng", "1", "bonus", {"each": "0.5"}, "never", "", ""),
)


def store_set(at, *, block=Block.XA, year=YEAR, version=1, state="in_force", lines=LINES, reason=""):
    """A set written straight into its tables."""
    made = CriteriaSet.objects.create(
        year=year, block=block.value, version=version, state=state, title=f"Bộ tiêu chí thử năm {year}",
        is_sample=True, reason=reason, begun_at=at, confirmed_at=None if state == "draft" else at,
    )  # fmt: skip
    SetLine.objects.bulk_create(
        SetLine(
            criteria_set=made, order=place, code=code, parent=parent, level=level, name=name,
            maximum=Decimal(maximum), kind=kind, params=params, not_arising=arising, evidence_asked=asked,
            indicator=indicator,
        )
        for place, (code, parent, level, name, maximum, kind, params, arising, asked, indicator) in enumerate(
            lines
        )
    )  # fmt: skip
    return made


@pytest.fixture
def at():
    return NOW


@pytest.fixture
def on():
    return NOW.date()


@pytest.fixture
def city(db, at):
    """Two communes, by code."""
    describe_installation(by=None, at=at, is_demo=True, demo_date=at.date(), stage="tests", seed=1)
    for code, name in (("10891", "Cẩm Giang"), ("10888", "Cẩm Giàng")):
        new = NewUnit(code=code, kind=UnitKind.XA, name=name, full_name=f"Xã {name}", block=Block.XA)
        register_unit(by=None, at=at, unit=new, on=date(2025, 1, 1))
    return history(at.date())


@pytest.fixture
def person(city, at):
    """person("canbo", Role.UNIT_OFFICER, "10891") → an account with that hat."""

    def make(username, role, code=""):
        user = create_account(
            by=None, at=at, username=username, full_name=f"Người {username}", password="Hoa-phuong-do-2027"
        )
        unit_id = city[code].id if code else None
        grant_role(by=None, at=at, user=user, role=role, unit_id=unit_id, valid_from=date(2026, 1, 1))
        user.forget_hats()
        return user

    return make


@pytest.fixture
def officer(person):
    return person("canbo", Role.UNIT_OFFICER, "10891")


@pytest.fixture
def colleague(person):
    return person("canbo2", Role.UNIT_OFFICER, "10891")


@pytest.fixture
def head(person):
    return person("chutich", Role.UNIT_HEAD, "10891")


@pytest.fixture
def specialist(person):
    return person("chuyenvien", Role.STANDING_SPECIALIST)


@pytest.fixture
def office_head(person):
    return person("truongphong", Role.STANDING_HEAD)


@pytest.fixture
def unit(city):
    return city["10891"]


@pytest.fixture
def criteria_set(city, at):
    return store_set(at)


@pytest.fixture
def round_(criteria_set, specialist, at):
    """The round of 2026 with the proposed days, no sheet yet."""
    new = NewRound(YEAR, "Chấm điểm năm 2026", proposed(YEAR))
    return begin_round(by=specialist, at=at, new=new)


@pytest.fixture
def opened(round_, at):
    """The same with a draft sheet for each commune."""
    open_sheets(by=None, at=at, found=round_)
    return round_


@pytest.fixture
def sheet(opened, unit):
    """The draft sheet of Cẩm Giang."""
    return opened.sheets.get(unit_id=unit.id)


@pytest.fixture
def sent(round_, unit, at):
    """The sheet of Cẩm Giang as its head sent it."""
    (sheet,) = bring_in_sheets(by=None, at=at, found=round_, rows=[SentSheet(unit, GIVEN, at)])
    return sheet


@pytest.fixture
def other_sent(round_, city, at):
    """The sheet of Cẩm Giàng, sent too."""
    (sheet,) = bring_in_sheets(by=None, at=at, found=round_, rows=[SentSheet(city["10888"], GIVEN, at)])
    return sheet


@pytest.fixture
def appraiser(person, round_):
    """Appraises area 1 of the communes."""
    user = person("thamdinh", Role.PUBLICITY)
    AreaAppraiser.objects.create(round=round_, block="xa", area="1", user=user)
    return user


@pytest.fixture
def other_appraiser(person, round_):
    """Another person for the same area."""
    user = person("thamdinh2", Role.AUDITOR)
    AreaAppraiser.objects.create(round=round_, block="xa", area="1", user=user)
    return user

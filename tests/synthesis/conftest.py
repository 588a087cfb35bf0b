"""The real city on 1 December 2026: three units have sent their report, the standing office writes."""

from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from thidua.core.roles import Role
from thidua.foundation.moment import describe_installation
from thidua.people.role_services import grant_role
from thidua.people.services import create_account
from thidua.reports.outline import SECTIONS
from thidua.reports.sending import return_report, send_report
from thidua.reports.writing import PartDraft, Typed, save_part, start_report
from thidua.synthesis import services
from thidua.units.selectors import history
from thidua.units.services import import_reference

CITY = ZoneInfo("Asia/Ho_Chi_Minh")
NOW = datetime(2026, 12, 1, 9, tzinfo=CITY)
IN_TIME = datetime(2026, 11, 27, 15, tzinfo=CITY)
HONG_BANG, AN_LAO, NGO_QUYEN = "11311", "11629", "11329"


@pytest.fixture
def at() -> datetime:
    return NOW


@pytest.fixture
def city(db):
    import_reference(by=None, at=NOW.replace(month=6, day=9))
    describe_installation(by=None, at=NOW, is_demo=True, demo_date=NOW.date(), stage="tests", seed=1)
    return history(NOW.date())


@pytest.fixture
def person(city):
    def make(username: str, role: Role, code: str = ""):
        user = create_account(
            by=None, at=NOW, username=username, full_name=f"Người {username}", password="Hoa-phuong-do-2027"
        )
        unit_id = city[code].id if code else None
        grant_role(by=None, at=NOW, user=user, role=role, unit_id=unit_id, valid_from=date(2026, 6, 9))
        user.forget_hats()
        return user

    return make


@pytest.fixture
def specialist(person):
    return person("chuyenvien", Role.STANDING_SPECIALIST)


@pytest.fixture
def head(person):
    return person("truongphong", Role.STANDING_HEAD)


@pytest.fixture
def send(city, person):
    """send(HONG_BANG, at=…, initiatives=3, trouble="…"): that unit's report, signed and sent."""

    def act(
        code: str, at: datetime = IN_TIME, initiatives: int | None = None, trouble: str = "Thiếu máy quét."
    ):
        unit = city[code]
        officer = person(f"canbo.{code}", Role.UNIT_OFFICER, code)
        chief = person(f"chutich.{code}", Role.UNIT_HEAD, code)
        report = start_report(by=officer, at=at, unit=unit, year=2026)
        for section in SECTIONS:
            numbers = {}
            if section.code == "III" and initiatives is not None:
                numbers = {"initiatives.registered": Typed(Decimal(initiatives))}
            text = trouble if section.code == "VII" else f"Việc của {unit.full_name} ở mục {section.code}."
            save_part(
                by=officer,
                at=at,
                report=report,
                section=section.code,
                draft=PartDraft(text=text, numbers=numbers),
                version=report.parts.get(section=section.code).version,
            )
        send_report(by=chief, at=at, report=report, unit=unit)
        return report

    return act


@pytest.fixture
def give_back(specialist, city):
    """give_back(report, AN_LAO): the standing office asks something back."""

    def act(report, code: str):
        return_report(
            by=specialist, at=NOW, report=report, unit=city[code], reasons={"I": "Thiếu số kế hoạch"}
        )

    return act


@pytest.fixture
def drawn_again(specialist):
    """drawn_again(report): newer figures asked for and drawn."""

    def act(report, at: datetime = NOW):
        services.ask_for_figures(by=specialist, at=at, report=report)
        services.draw_figures(report_id=report.pk, at=at)
        report.refresh_from_db()
        return report

    return act


@pytest.fixture
def drawn(specialist):
    """drawn(): the report of 2026, its figures drawn as they stand."""

    def act():
        report = services.start(by=specialist, at=NOW, year=2026)
        services.draw_figures(report_id=report.pk, at=NOW)
        report.refresh_from_db()
        return report

    return act

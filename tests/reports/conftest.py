"""The real city five days before the first report is due, two communes with people, the standing office."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from thidua.core.roles import Role
from thidua.foundation.moment import describe_installation
from thidua.par_index.services import import_reference_2025
from thidua.people.role_services import grant_role
from thidua.people.services import create_account
from thidua.reports.outline import SECTIONS
from thidua.reports.sending import send_report
from thidua.reports.writing import PartDraft, save_part, start_report
from thidua.units.models import Unit
from thidua.units.selectors import history
from thidua.units.services import import_reference

# Midnight: pages live on the demonstration's day at the hour of the machine; nothing sent is in their future.
NOW = datetime(2026, 11, 24, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
HONG_BANG, AN_LAO, HOME_AFFAIRS = "11311", "11629", "SNV"
OWN_WORDS = "Mục {code} của {unit}: đã làm xong phần việc của tháng, người dân ghi nhận."


@pytest.fixture
def at() -> datetime:
    return NOW


@pytest.fixture
def city(db):
    import_reference(by=None, at=NOW.replace(month=6, day=9))
    import_reference_2025(by=None, at=NOW.replace(month=6, day=9))
    describe_installation(by=None, at=NOW, is_demo=True, demo_date=NOW.date(), stage="tests", seed=1)
    return {unit.code: unit for unit in Unit.objects.all()}


@pytest.fixture
def person(city):
    def make(username: str, role: Role, code: str = ""):
        user = create_account(
            by=None, at=NOW, username=username, full_name=f"Người {username}", password="Hoa-phuong-do-2027"
        )
        unit_id = city[code].pk if code else None
        grant_role(by=None, at=NOW, user=user, role=role, unit_id=unit_id, valid_from=date(2026, 6, 9))
        user.forget_hats()
        return user

    return make


@pytest.fixture
def officer(person):
    return person("canbo.hongbang", Role.UNIT_OFFICER, HONG_BANG)


@pytest.fixture
def colleague(person):
    return person("canbo2.hongbang", Role.UNIT_OFFICER, HONG_BANG)


@pytest.fixture
def head(person):
    return person("chutich.hongbang", Role.UNIT_HEAD, HONG_BANG)


@pytest.fixture
def specialist(person):
    return person("chuyenvien", Role.STANDING_SPECIALIST)


@pytest.fixture
def unit(city):
    return history(NOW.date())[HONG_BANG]


@pytest.fixture
def report(officer, unit):
    return start_report(by=officer, at=NOW, unit=unit, year=2026)


def write(report, by, section: str, text: str, at=NOW, numbers=None):
    """Saves a section over whatever is there."""
    version = report.parts.get(section=section).version
    draft = PartDraft(text=text, numbers=numbers or {})
    return save_part(by=by, at=at, report=report, section=section, draft=draft, version=version)


def write_all(report, by, at=NOW, text: str = OWN_WORDS):
    """Words in every section."""
    for section in SECTIONS:
        write(report, by, section.code, text.format(code=section.code, unit=report.unit_id), at)


@pytest.fixture
def full(report, officer):
    write_all(report, officer)
    return report


@pytest.fixture
def sent(full, head, unit):
    return send_report(by=head, at=NOW, report=full, unit=unit)

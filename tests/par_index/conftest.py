"""The real units, two people of the standing office, and files as offices send them."""

import io
from datetime import date, datetime
from zoneinfo import ZoneInfo

import openpyxl
import pytest

from thidua.core.roles import Role
from thidua.par_index.enums import IndexKind
from thidua.par_index.services import ReleaseMeta, confirm_release, receive_file, store_import
from thidua.people.role_services import grant_role
from thidua.people.services import create_account
from thidua.units.services import import_reference

AT = datetime(2027, 1, 12, 9, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
META = ReleaseMeta(IndexKind.PAR, 2026, "88/QĐ-UBND", date(2027, 1, 11), date(2027, 1, 11))
CLEAN = "Đơn vị;Hạng;Điểm\nPhường Hồng Bàng;1;95,80\nPhường Hải An;2;95,77\nPhường Hồng An;3;95,57\n"


def xlsx(*rows, sheet="Phường", prepare=None) -> bytes:
    """A workbook with these rows; `prepare(workbook, sheet)` spoils it."""
    book = openpyxl.Workbook()
    page = book.active
    page.title = sheet
    for row in rows:
        page.append(row)
    if prepare:
        prepare(book, page)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def city(db):
    import_reference(by=None, at=AT)


def person(username: str, role: Role):
    user = create_account(by=None, at=AT, username=username, full_name=f"Người {username}")
    grant_role(by=None, at=AT, user=user, role=role, valid_from=date(2026, 1, 1), note="thử")
    user.forget_hats()
    return user


@pytest.fixture
def specialist(city):
    return person("chuyenvien", Role.STANDING_SPECIALIST)


@pytest.fixture
def head(city):
    return person("lanhdao", Role.STANDING_HEAD)


@pytest.fixture
def publish(specialist, head):
    def act(text: str = CLEAN, meta: ReleaseMeta = META):
        release = receive_file(
            by=specialist, at=AT, meta=meta, content=text.encode(), filename="xep-hang.csv"
        )
        store_import(by=specialist, at=AT, release=release)
        return confirm_release(by=head, at=AT, release=release)

    return act

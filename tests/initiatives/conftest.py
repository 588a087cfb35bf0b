"""Two xã that differ by one mark with their people, and an initiative as it enters the register."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from tests.initiatives.alike import TITLE, WHY

from thidua.core.blocks import Block
from thidua.core.roles import Role
from thidua.foundation.files import Kind, inspect_upload
from thidua.initiatives.description import services as description
from thidua.initiatives.description.words import Description, NewAuthor
from thidua.initiatives.enums import Capacity, Likeness
from thidua.initiatives.likeness.services import rule
from thidua.initiatives.services import NewInitiative, register_initiative
from thidua.units.enums import UnitKind
from thidua.units.services import NewUnit, register_unit


def _xa(code, name, at):
    new = NewUnit(code=code, kind=UnitKind.XA, name=name, full_name=f"Xã {name}", block=Block.XA)
    return register_unit(by=None, at=at, unit=new, on=date(2025, 7, 1))


@pytest.fixture
def giang(db, at):
    return _xa("10888", "Cẩm Giang", at)


@pytest.fixture
def giàng(db, at):
    return _xa("10903", "Cẩm Giàng", at)


@pytest.fixture
def new(giang):
    """new(code="SK-2", …): an initiative of Xã Cẩm Giang that only has a title, unless said otherwise."""

    def make(**change):
        return NewInitiative(
            **{"code": "SK-2026-001", "unit": giang, "title": "Tổ hướng dẫn lưu động"} | change
        )

    return make


@pytest.fixture
def enter(new, at):
    """enter(code="SK-2", …) → the entry of the register."""

    def act(**change):
        return register_initiative(by=None, at=at, initiative=new(**change))

    return act


@pytest.fixture
def officer(make_person, giang):
    return make_person("can.bo", (Role.UNIT_OFFICER, giang), full_name="Lê Thu Hạnh")


@pytest.fixture
def head(make_person, giang):
    return make_person("chu.tich", (Role.UNIT_HEAD, giang), full_name="Đỗ Quang Lâm")


@pytest.fixture
def neighbour(make_person, giàng):
    return make_person("can.bo.ban", (Role.UNIT_OFFICER, giàng))


@pytest.fixture
def neighbour_head(make_person, giàng):
    return make_person("chu.tich.ban", (Role.UNIT_HEAD, giàng))


@pytest.fixture
def specialist(make_person):
    return make_person("chuyen.vien", Role.STANDING_SPECIALIST)


@pytest.fixture
def said():
    """said(title=…): a whole description, unless said otherwise."""

    def make(**change):
        whole = {
            "title": "Hẹn giờ tại một cửa",
            "area": "thu_tuc",
            "summary": "Không phải chờ.",
            "problem": "Phải chờ lâu.",
            "novelty": "Hẹn giờ theo loại việc.",
            "authors": (NewAuthor("Lê Thu Hạnh", "Công chức", "", Decimal(100)),),
        }
        return Description(**whole | change)

    return make


@pytest.fixture
def draft(officer, giang, said, at):
    """draft(title=…) → a draft of Xã Cẩm Giang."""

    def act(**change):
        return description.begin_draft(by=officer, at=at, unit=giang, said=said(**change))

    return act


@pytest.fixture
def listed(draft, officer, at):
    """listed(title=…) → a whole entry of the register."""

    def act(**change):
        return description.enter(by=officer, at=at, initiative=draft(**change))

    return act


@pytest.fixture
def paper():
    """paper("bien-ban.pdf") → an upload that was looked at."""

    def make(name="giay-to.pdf"):
        return inspect_upload(ContentFile(b"%PDF-1.4\n%%EOF", name=name), kinds={Kind.PDF})

    return make


@pytest.fixture
def theirs(enter, giàng):
    """An entry of the neighbour."""
    return enter(code="SK-CU", unit=giàng, title=TITLE)


@pytest.fixture
def mine(theirs, draft):
    """A later draft that looks like it."""
    return draft(title=f"Mô hình {TITLE.lower()}")


@pytest.fixture
def say(officer, at):
    """say(initiative=…, other=…): the unit's statement that it builds on the other, unless said otherwise."""

    def act(**change):
        stated = {"verdict": Likeness.BUILDS_ON, "reason": WHY, "capacity": Capacity.UNIT}
        return rule(**{"by": officer, "at": at} | stated | change)

    return act


@pytest.fixture
def entered(mine, theirs, say, officer, at):
    say(initiative=mine, other=theirs)
    return description.enter(by=officer, at=at, initiative=mine)


@pytest.fixture
def see(client):
    """see(person, initiative) → its page, as that person reads it."""

    def act(person, row):
        client.force_login(person)
        return client.get(reverse("initiatives:one", args=[row.pk])).content.decode()

    return act

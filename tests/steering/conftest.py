"""Two units, the standing office, and a difficulty that one of the units sent."""

from datetime import date

import pytest

from thidua.core.blocks import Block
from thidua.core.roles import Role
from thidua.steering.difficulties import services
from thidua.steering.difficulties.enums import Category
from thidua.units.enums import UnitKind
from thidua.units.services import NewUnit, register_unit


def _unit(code, name, at):
    new = NewUnit(code=code, kind=UnitKind.XA, name=name, full_name=f"Xã {name}", block=Block.XA)
    return register_unit(by=None, at=at, unit=new, on=date(2025, 7, 1))


@pytest.fixture
def unit(demo_day, at):
    return _unit("11629", "An Lão", at)


@pytest.fixture
def other_unit(demo_day, at):
    return _unit("10888", "Cẩm Giàng", at)


@pytest.fixture
def officer(make_person, unit):
    return make_person("canbo", (Role.UNIT_OFFICER, unit), full_name="Chu Văn Hòa")


@pytest.fixture
def head(make_person):
    return make_person("truongphong", Role.STANDING_HEAD, full_name="Vũ Đình Nghĩa")


@pytest.fixture
def specialist(make_person):
    return make_person("chuyenvien", Role.STANDING_SPECIALIST, full_name="Phạm Ngọc Quyên")


@pytest.fixture
def leader(make_person):
    return make_person("lanhdao", Role.DECISION_MAKER, full_name="Hoàng Minh Chiến")


@pytest.fixture
def send(unit, officer, at):
    """send("Thiếu máy quét") → a difficulty of the unit."""

    def make(title="Thiếu máy quét hồ sơ", **given):
        asked = {"category": Category.DATA, "text": f"{title}: đề nghị hướng dẫn.", "unit_id": unit.pk} | {
            name: given.pop(name) for name in ("category", "text", "unit_id", "organisation") if name in given
        }
        new = services.NewDifficulty(title=title, **asked)
        return services.send(**{"by": officer, "at": at, "new": new} | given)

    return make


@pytest.fixture
def in_hand(send, head, specialist, at):
    return services.assign(by=head, at=at, found=send(), owner=specialist)


@pytest.fixture
def answered(in_hand, specialist, at):
    return services.reply(by=specialist, at=at, found=in_hand, text="Sở cấp thêm máy.", is_final=True)


@pytest.fixture
def board_member(make_person):
    return make_person("ban", Role.EMULATION_BOARD, full_name="Trịnh Hồng Vân")

"""Two xã that differ by one mark, and an initiative as it enters the register."""

from datetime import date

import pytest

from thidua.core.blocks import Block
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

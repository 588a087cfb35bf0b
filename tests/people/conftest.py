"""Two units that differ by one tone mark."""

from datetime import date

import pytest

from thidua.core.blocks import Block
from thidua.units.enums import UnitKind
from thidua.units.services import NewUnit, register_unit


def _xa(code: str, name: str, at):
    unit = NewUnit(code=code, kind=UnitKind.XA, name=name, full_name=f"Xã {name}", block=Block.XA)
    return register_unit(by=None, at=at, unit=unit, on=date(2025, 7, 1))


@pytest.fixture
def giang(db, at):
    return _xa("10891", "Cẩm Giang", at)


@pytest.fixture
def giàng(db, at):
    return _xa("10888", "Cẩm Giàng", at)

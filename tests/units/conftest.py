"""A few units that every test of this room shares."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from thidua.core.blocks import Block
from thidua.units.enums import UnitKind
from thidua.units.services import Decision, NewUnit, register_unit

AT = datetime(2026, 6, 9, 8, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
START = date(2025, 7, 1)
PAPER = Decision("12/NQ-HĐND", date(2027, 11, 30))


def new_unit(code: str, name: str, kind: UnitKind = UnitKind.XA, block: Block = Block.XA) -> NewUnit:
    return NewUnit(code=code, kind=kind, name=name, full_name=f"{kind.label} {name}", block=block)


@pytest.fixture
def make_unit(db):
    def make(code: str, name: str, kind: UnitKind = UnitKind.XA, block: Block = Block.XA):
        return register_unit(by=None, at=AT, unit=new_unit(code, name, kind, block), on=START)

    return make

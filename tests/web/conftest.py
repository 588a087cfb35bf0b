"""One person for each hat, on a demonstration day."""

from datetime import date

import pytest

from thidua.core.blocks import Block
from thidua.core.roles import UNIT_ROLES, Role
from thidua.units.enums import UnitKind
from thidua.units.services import NewUnit, register_unit


@pytest.fixture
def hong_bang(demo_day, at):
    unit = NewUnit(
        code="11311",
        kind=UnitKind.PHUONG,
        name="Hồng Bàng",
        full_name="Phường Hồng Bàng",
        block=Block.PHUONG,
    )
    return register_unit(by=None, at=at, unit=unit, on=date(2025, 7, 1))


@pytest.fixture
def person_for(make_person, hong_bang):
    """person_for(Role.AUDITOR) → a person with that hat; None → None (a visitor)."""

    def find(role: Role | None):
        if role is None:
            return None
        unit = hong_bang if role in UNIT_ROLES else None
        return make_person(role.value.replace("_", "."), (role, unit))

    return find


@pytest.fixture
def make_units(demo_day, at):
    """make_units(3) → so many communes."""

    def make(count: int):
        new = [
            NewUnit(code=f"X{n}", kind=UnitKind.XA, name=f"Xã {n}", full_name=f"Xã {n}", block=Block.XA)
            for n in range(count)
        ]
        return [register_unit(by=None, at=at, unit=unit, on=date(2025, 7, 1)) for unit in new]

    return make

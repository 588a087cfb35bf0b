"""The people and things the permission matrix is asked about; add what your rows need."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from thidua.core.blocks import Block
from thidua.core.roles import UNIT_ROLES, Role
from thidua.foundation.moment import describe_installation
from thidua.par_index.enums import IndexKind
from thidua.par_index.models import IndexRelease
from thidua.par_index.services import ReleaseMeta, confirm_release, receive_file, store_import
from thidua.people.models import Delegation, RoleAssignment, User
from thidua.people.services import create_account, deactivate_account, delegate, grant_role
from thidua.units.enums import UnitKind
from thidua.units.models import Unit
from thidua.units.services import NewUnit, register_unit

START = date(2026, 1, 1)


@dataclass(frozen=True)
class World:
    """One of everything."""

    personas: dict[str, User]
    unit: Unit
    other_unit: Unit
    somebody: User
    somebodys_hat: RoleAssignment
    closed: User
    head_hat: RoleAssignment
    delegation: Delegation
    draft: IndexRelease
    received: IndexRelease
    switch: str = "flag_metric"
    wrong_uid: str = "1"
    wrong_key: str = "set-password"
    some_number: int = 999_999
    things: dict[str, object] = field(default_factory=dict)
    """What the files of `permissions/` made for their rows, by name."""

    def look_up(self, dotted: str, persona: User) -> object:
        """`somebody.pk` → its value; `self` is the persona who asks."""
        first, *rest = dotted.split(".")
        thing: object = persona if first == "self" else self.things.get(first) or getattr(self, first)
        for name in rest:
            thing = getattr(thing, name)
        return thing


def build_world(at: datetime) -> World:
    """Makes everything through the services, as of `at`."""
    on = at.date()
    describe_installation(by=None, at=at, is_demo=True, demo_date=on, stage="tests")
    unit = _unit("10891", "Cẩm Giang", at)
    other_unit = _unit("10888", "Cẩm Giàng", at)
    personas = {"no_role": _person("no_role", at)}
    for role in Role:
        hat_unit = unit if role in UNIT_ROLES else None
        personas[role.value] = _person(role.value, at, role, hat_unit)
    personas["other_officer"] = _person("other_officer", at, Role.UNIT_OFFICER, other_unit)
    somebody = _person("somebody", at, Role.PUBLICITY)
    closed = _person("closed", at)
    deactivate_account(by=None, at=at, user=closed, reason="Chuyển công tác")
    specialist = personas[Role.STANDING_SPECIALIST.value]
    _publish(specialist, personas[Role.STANDING_HEAD.value], at)
    head = personas[Role.UNIT_HEAD.value]
    head_hat = head.assignments.get()
    delegation = delegate(
        by=head,
        at=at,
        assignment=head_hat,
        to_user=personas[Role.UNIT_OFFICER.value],
        # Later than the day of the tests, so that the officer is not a head today.
        valid_from=on + timedelta(30),
        valid_to=on + timedelta(40),
        document_number="12/UQ-UBND",
    )
    return World(
        personas=personas,
        unit=unit,
        other_unit=other_unit,
        somebody=somebody,
        somebodys_hat=somebody.assignments.get(),
        closed=closed,
        head_hat=head_hat,
        delegation=delegation,
        draft=store_import(by=specialist, at=at, release=_received(IndexKind.SIPAS, 2025, specialist, at)),
        received=_received(IndexKind.SIPAS, 2026, specialist, at),
    )


def _publish(specialist: User, head: User, at: datetime) -> None:
    """Two published years, so that there is a table and a chart."""
    for year in (2025, 2026):
        draft = store_import(by=specialist, at=at, release=_received(IndexKind.PAR, year, specialist, at))
        confirm_release(by=head, at=at, release=draft)


def _received(index: IndexKind, year: int, by: User, at: datetime) -> IndexRelease:
    meta = ReleaseMeta(
        index=index,
        year=year,
        decision_number="88/QĐ-UBND",
        decision_date=at.date(),
        published_on=at.date(),
    )
    table = "Đơn vị,Hạng,Điểm\nXã Cẩm Giang,1,95.80\nXã Cẩm Giàng,2,94.10\n"
    return receive_file(by=by, at=at, meta=meta, content=table.encode(), filename="xep-hang.csv")


def _unit(code: str, name: str, at: datetime) -> Unit:
    new = NewUnit(code=code, kind=UnitKind.XA, name=name, full_name=f"Xã {name}", block=Block.XA)
    return register_unit(by=None, at=at, unit=new, on=date(2025, 7, 1))


def _person(username: str, at: datetime, role: Role | None = None, unit: Unit | None = None) -> User:
    user = create_account(
        by=None, at=at, username=username, full_name=f"Người {username}", password="Hoa-phuong-do-2027"
    )
    if role is not None:
        unit_id = unit.pk if unit else None
        grant_role(by=None, at=at, user=user, role=role, unit_id=unit_id, valid_from=START)
    return user

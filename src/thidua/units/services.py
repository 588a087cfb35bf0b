"""Everything that may happen to a unit. Each act is one transaction and one audit event.

`by` is the acting user (None: the installation itself), `at` the moment, `on` the first day on which
the change holds. Nothing is overwritten: a row is closed and a new one follows (reading B09).
"""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from importlib import resources

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.core.blocks import Block
from thidua.foundation import revision
from thidua.foundation.audit.services import Actor, record
from thidua.units.enums import SuccessionKind, UnitKind
from thidua.units.errors import UnitRefused
from thidua.units.models import BlockMembership, Unit, UnitName
from thidua.units.rows import (
    Decision,
    NewUnit,
    close_unit,
    create_unit,
    create_units,
    each_once,
    lock_living,
    replace_block,
    replace_name,
    require_decision,
    snapshot,
    succeed,
)

__all__ = [
    "Decision",
    "Imported",
    "NewUnit",
    "UnitRefused",
    "change_block",
    "dissolve_unit",
    "import_reference",
    "merge_units",
    "register_unit",
    "rename_unit",
    "split_unit",
]

TWO_LEVEL_START = date(2025, 7, 1)
"""First day of the two-level government and so of the 114 communes."""
COMMUNES = Decision("1669/NQ-UBTVQH15", date(2025, 6, 16))
"""Resolution of the National Assembly's Standing Committee on the communes of Hải Phòng."""
NO_DECISION = Decision()
_KINDS = {"phường": UnitKind.PHUONG, "xã": UnitKind.XA, "đặc khu": UnitKind.DAC_KHU}


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did: units added, and units that were there already."""

    added: int
    known: int


@transaction.atomic
def register_unit(
    *, by: Actor | None, at: datetime, unit: NewUnit, on: date, decision: Decision = NO_DECISION
) -> Unit:
    """A new unit that exists, and is ranked in its block, from `on`. UnitRefused when the code is taken."""
    created = create_unit(unit, at=at, on=on, decision=decision)
    revision.bump()
    record(by=by, at=at, action="units.registered", subject=created, before=None, after=snapshot(created))
    return created


@transaction.atomic
def rename_unit(
    *,
    by: Actor | None,
    at: datetime,
    unit: Unit,
    name: str,
    full_name: str,
    on: date,
    decision: Decision,
    kind: UnitKind | None = None,
) -> UnitName:
    """The unit bears the new name from `on`; the old one ends the day before and stays in the history."""
    locked = lock_living(unit, on)
    require_decision(decision)
    before = snapshot(locked)
    named = replace_name(locked, name=name, full_name=full_name, kind=kind, on=on, decision=decision)
    revision.bump()
    record(by=by, at=at, action="units.renamed", subject=locked, before=before, after=snapshot(locked))
    return named


@transaction.atomic
def change_block(
    *,
    by: Actor | None,
    at: datetime,
    unit: Unit,
    block: Block,
    from_year: int,
    on: date,
    decision: Decision,
    kind: UnitKind | None = None,
    full_name: str = "",
) -> BlockMembership:
    """The unit is ranked in `block` from index year `from_year`; years before keep their block (B09).

    When a xã becomes a phường, `kind` and `full_name` come along and hold from `on`.
    """
    locked = lock_living(unit, on)
    require_decision(decision)
    before = snapshot(locked)
    opened = replace_block(locked, block=block, from_year=from_year, decision=decision)
    if full_name or kind:
        current = locked.names.get(valid_to__isnull=True)
        replace_name(
            locked,
            name=current.name,
            full_name=full_name or current.full_name,
            kind=kind,
            on=on,
            decision=decision,
        )
    revision.bump()
    record(by=by, at=at, action="units.block_changed", subject=locked, before=before, after=snapshot(locked))
    return opened


@transaction.atomic
def merge_units(
    *,
    by: Actor | None,
    at: datetime,
    predecessors: Sequence[Unit],
    successor: Unit | NewUnit,
    on: date,
    decision: Decision,
) -> Unit:
    """`predecessors` become `successor`, new or one that stays; every other of them is dissolved on `on`.

    The successor inherits no rank and no year (B09). A unit that takes others in keeps its own.
    """
    require_decision(decision)
    locked = [lock_living(unit, on) for unit in each_once(predecessors)]
    is_new = isinstance(successor, NewUnit)
    if len(locked) < (2 if is_new else 1):
        raise UnitRefused(_("Sáp nhập cần ít nhất hai đơn vị. Hãy chọn thêm đơn vị."))
    before = {"predecessors": [snapshot(unit) for unit in locked]}
    if isinstance(successor, NewUnit):
        heir = create_unit(successor, at=at, on=on, decision=decision)
    else:
        heir = lock_living(successor, on)
    for unit in locked:
        if unit.pk != heir.pk:
            succeed(unit, heir, SuccessionKind.MERGE, on, decision)
            close_unit(unit, on=on, decision=decision)
    revision.bump()
    record(
        by=by,
        at=at,
        action="units.merged",
        subject=heir,
        before=before,
        after={"successor": snapshot(heir), "predecessors": [snapshot(unit) for unit in locked]},
    )
    return heir


@transaction.atomic
def split_unit(
    *,
    by: Actor | None,
    at: datetime,
    unit: Unit,
    successors: Sequence[NewUnit],
    on: date,
    decision: Decision,
    is_kept: bool,
) -> list[Unit]:
    """New units come out of `unit`; it stays (`is_kept`, tách) or is dissolved on `on` (chia)."""
    require_decision(decision)
    locked = lock_living(unit, on)
    if len(successors) < (1 if is_kept else 2):
        raise UnitRefused(_("Chia đơn vị cần ít nhất hai đơn vị mới; tách cần ít nhất một đơn vị mới."))
    before = snapshot(locked)
    heirs = [create_unit(new, at=at, on=on, decision=decision) for new in successors]
    for heir in heirs:
        succeed(locked, heir, SuccessionKind.SPLIT, on, decision)
    if not is_kept:
        close_unit(locked, on=on, decision=decision)
    revision.bump()
    record(
        by=by,
        at=at,
        action="units.was_split",
        subject=locked,
        before=before,
        after={"unit": snapshot(locked), "successors": [snapshot(heir) for heir in heirs]},
    )
    return heirs


@transaction.atomic
def dissolve_unit(*, by: Actor | None, at: datetime, unit: Unit, on: date, decision: Decision) -> Unit:
    """The unit does not exist from `on`; it can no longer be commended (TT 15/2025/TT-BNV, see B09)."""
    require_decision(decision)
    locked = lock_living(unit, on)
    before = snapshot(locked)
    close_unit(locked, on=on, decision=decision)
    revision.bump()
    record(by=by, at=at, action="units.dissolved", subject=locked, before=before, after=snapshot(locked))
    return locked


@transaction.atomic
def import_reference(*, by: Actor | None, at: datetime) -> Imported:
    """The 114 communes and 25 agencies of `thidua.reference`; what is there already stays as it is.

    The lists do not give the founding decisions of the agencies, so those stay empty.
    """
    known = set(Unit.objects.values_list("code", flat=True))
    new = [(unit, COMMUNES) for unit in _reference_communes()]
    new += [(unit, NO_DECISION) for unit in _reference_agencies()]
    missing = [(unit, decision) for unit, decision in new if unit.code not in known]
    added = create_units(missing, at=at, on=TWO_LEVEL_START)
    if added:
        revision.bump()
        record(
            by=by,
            at=at,
            action="units.reference_imported",
            subject=added[0],
            before=None,
            after={"codes": [unit.code for unit in added]},
        )
    return Imported(added=len(added), known=len(new) - len(added))


def _reference_communes() -> list[NewUnit]:
    return [
        NewUnit(
            code=row["code"],
            kind=_KINDS[row["kind"]],
            name=row["name"],
            full_name=row["full_name"],
            block=Block(row["block"]),
            former_district=row["former_district"],
            former_province=row["former_province"],
            area_km2=Decimal(row["area_km2"]) if row["area_km2"] else None,
        )
        for row in _read("units.csv")
    ]


def _reference_agencies() -> list[NewUnit]:
    return [
        NewUnit(
            code=row["code"],
            kind=UnitKind.AGENCY if row["block"] == Block.SO else UnitKind.VERTICAL,
            name=row["name"],
            full_name=row["name"].replace("UBND", "Ủy ban nhân dân"),
            block=Block(row["block"]),
            document_symbol=row["document_symbol"],
            source_note=row["confidence"],
        )
        for row in _read("agencies.csv")
    ]


def _read(name: str) -> list[dict[str, str]]:
    text = resources.files("thidua.reference").joinpath(name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))

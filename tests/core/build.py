"""Small pieces of a case, written short: what a test does not name is harmless."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from thidua.core.blocks import Block
from thidua.core.criteria import Subject
from thidua.core.eligibility import Assessor
from thidua.core.facts import (
    UNRANKED_RANK,
    Cycle,
    Facts,
    IndexRow,
    Initiative,
    Ledger,
    Nomination,
    Notice,
    Place,
    Unit,
)
from thidua.core.leadership import Leadership
from thidua.core.programme import load_programme
from thidua.core.truth import UNKNOWN

WARD = Unit("P1", "Phường Một", Block.PHUONG)
LATE = date(2035, 1, 1)


def place(rank: int | None, block: Block = Block.PHUONG, score: str | None = None) -> Place:
    """A place; rank None: left out of the ranking."""
    return Place(UNRANKED_RANK if rank is None else rank, block, None if score is None else Decimal(score))


def subject(
    *,
    unit: Unit = WARD,
    cycle: Cycle = "2026-2030",
    standings: Mapping[int, Place] | None = None,
    initiatives: Iterable[Initiative] = (),
    leadership: Leadership | None = None,
    **facts: Any,
) -> Subject:
    """A subject; the rest of the keywords are its facts."""
    finding = leadership or Leadership(UNKNOWN, ())
    return Subject(unit, cycle, standings or {}, Facts(**facts), tuple(initiatives), lambda _: finding)


def initiative(
    id_: str,
    recognised: date | None = date(2027, 3, 4),
    applied: date | None = date(2027, 5, 10),
    replicable: bool | None = True,
    *,
    title: str = "",
    unit: str = WARD.code,
    used_for: tuple[str, ...] = (),
    same_as: str = "",
) -> Initiative:
    """An initiative that counts in 2027 and in the period, if nothing else is said."""
    return Initiative(id_, unit, title, recognised, applied, replicable, used_for, same_as)


def rows(unit: Unit, ranks: Iterable[int | None], scores: Iterable[str | None] = ()) -> list[IndexRow]:
    """The rows of a unit from 2026 on; a rank of None leaves the year out."""
    points = [*scores, *[None] * 5]
    return [
        IndexRow(year, unit.code, rank, unit.block, None if score is None else Decimal(score))
        for year, rank, score in zip(range(2026, 2031), ranks, points, strict=False)
        if rank is not None
    ]


def assessor(
    units: Iterable[Unit],
    index: Iterable[IndexRow] = (),
    *,
    as_of: date = LATE,
    initiatives: Iterable[Initiative] = (),
    notices: Iterable[Notice] = (),
    **readings: str,
) -> Assessor:
    """An assessor of the plan of Hải Phòng; the rest of the keywords are its readings."""
    ledger = Ledger(as_of=as_of, units=units, index=index, initiatives=initiatives)
    return Assessor(load_programme(), ledger, readings=readings, notices=tuple(notices))


def nomination(award: str, cycle: Cycle = "2026-2030", **more: Any) -> Nomination:
    """A nomination of the ward; `facts` is a mapping."""
    given = {"unit": WARD.code, **more}
    return Nomination(award, award, cycle, **{**given, "facts": Facts(**given.get("facts", {}))})

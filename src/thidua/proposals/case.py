"""The facts of a set as a case file (contract `evaluate`), so that anybody can judge them again."""

from dataclasses import replace
from typing import Any

from thidua.core.facts import Facts, IndexRow, Initiative, Nomination, Notice, Unit
from thidua.proposals.cycle_set import CycleSet


def case_of(whole: CycleSet) -> dict[str, Any]:
    """Everything that the rules read. Points are text, so that no reader of JSON rounds them.

    What bars a subject is left out: few may read that, and the file is for anybody.
    """
    snapshot = whole.judged.snapshot
    return {
        "programme": whole.assessor.programme.id,
        "as_of": whole.on.isoformat(),
        "readings": dict(sorted(whole.assessor.readings.items())),
        "notices": [_notice(one) for one in snapshot.notices],
        "units": [_unit(one) for one in snapshot.units],
        "index": [_row(one) for one in snapshot.index if one.unit in whole.judged.units],
        "initiatives": [_initiative(one) for one in _initiatives(whole)],
        "nominations": [_nomination(one) for one in whole.judged.nominations],
    }


def _unit(one: Unit) -> dict[str, Any]:
    """With the years of another block, where there are any: the rules read those too (B09)."""
    unit = {"code": one.code, "name": one.name, "block": str(one.block)}
    earlier = [{"year": year, "block": str(block)} for year, block in sorted(one.earlier.items())]
    return {**unit, "earlier": earlier} if earlier else unit


def _notice(one: Notice) -> dict[str, Any]:
    return {
        "deadline": one.deadline,
        "date": one.date.isoformat(),
        "number": one.number,
        "cycle": one.cycle,
        "issued": None if one.issued is None else one.issued.isoformat(),
    }


def _row(one: IndexRow) -> dict[str, Any]:
    return {
        "year": one.year,
        "unit": one.unit,
        "rank": one.rank,
        "block": str(one.block),
        "score": None if one.score is None else str(one.score),
        "published": None if one.published is None else one.published.isoformat(),
    }


def _initiatives(whole: CycleSet) -> list[Initiative]:
    """Those that are named, and of each that is the same as another the first one, whose unit counts.

    A first one of a unit that is no more cannot stand in a case: the first that is named stands for it.
    """
    units, known, named = (
        whole.judged.units,
        whole.judged.snapshot.ledger.initiatives,
        whole.judged.initiatives,
    )
    found, stand_in = dict(named), dict[str, str]()
    for one in named.values():
        if one.same_as and known[one.same_as].unit in units:
            found.setdefault(one.same_as, known[one.same_as])
        elif one.same_as:
            first = stand_in.setdefault(one.same_as, one.id)
            found[one.id] = replace(one, same_as="" if first == one.id else first)
    return list(found.values())


def _initiative(one: Initiative) -> dict[str, Any]:
    return {
        "id": one.id,
        "unit": one.unit,
        "title": one.title,
        "recognised": None if one.recognised is None else one.recognised.isoformat(),
        "applied": None if one.applied is None else one.applied.isoformat(),
        "replicable": one.replicable,
        "used_for": list(one.used_for),
        "same_as": one.same_as or None,
    }


def _nomination(one: Nomination) -> dict[str, Any]:
    return {
        "id": one.id,
        "award": one.award,
        "cycle": one.cycle,
        "unit": one.unit,
        "name": one.name,
        "initiatives": list(one.initiatives),
        "facts": {key: getattr(one.facts, key) for key in Facts.__dataclass_fields__ if key != "barred"},
    }

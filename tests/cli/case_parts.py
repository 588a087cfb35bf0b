"""Pieces of case files and of results, for the tests of what `thidua evaluate` decides.

Scores are written as JSON numbers, which keep the decimals they are written with.
"""

from typing import Any

PERIOD = "2026-2030"
UNITS = [
    {"code": "S1", "name": "Sở Một", "block": "so"},
    {"code": "S2", "name": "Sở Hai", "block": "so"},
    {"code": "P1", "name": "Phường Một", "block": "phuong"},
    {"code": "P2", "name": "Phường Hai", "block": "phuong"},
    {"code": "P3", "name": "Phường Ba", "block": "phuong"},
    {"code": "X1", "name": "Xã Một", "block": "xa"},
    {"code": "V1", "name": "Cục Một", "block": "none"},
    {"code": "V2", "name": "Cục Hai", "block": "none"},
]
PERSON = {"conduct": True, "rating": "excellent", "par_role": "advise"}
PROPOSED = {"outstanding": True, "selected": True}
GOOD = {"recognised": "2026-05-01", "applied": "2026-06-01", "replicable": True}

MOVED = {"deadline": "period_dossier", "date": "2031-03-31", "number": "88/SNV"}

Data = dict[str, Any]


def row(year: int, unit: str, rank: int, score: float | None = None, **more: Any) -> Data:
    return {"year": year, "unit": unit, "rank": rank, **({} if score is None else {"score": score}), **more}


def rows(unit: str, *ranks: int | None, score: float | None = None) -> list[Data]:
    """One row a year from 2026; None: no row that year."""
    return [row(year, unit, rank, score) for year, rank in enumerate(ranks, 2026) if rank is not None]


def idea(id_: str, unit: str = "P1", **more: Any) -> Data:
    return {"id": id_, "unit": unit, **GOOD, **more}


def put(id_: str, award: str, cycle: int | str, unit: str = "P1", *, ideas: str = "", **more: Any) -> Data:
    """A nomination; `ideas`: ids of its initiatives with blanks between."""
    return {"id": id_, "award": award, "cycle": cycle, "unit": unit, "initiatives": ideas.split(), **more}


def case(
    *nominations: Data, as_of: str = "2031-03-15", units: list[Data] | None = None, **parts: Any
) -> Data:
    return {"as_of": as_of, "units": units or UNITS, "nominations": nominations, **parts}


def one(result: Data, id_: str = "N") -> Data:
    (found,) = [nomination for nomination in result["nominations"] if nomination["id"] == id_]
    return dict(found)


def told(result: Data, id_: str = "N") -> str:
    return "\n".join(one(result, id_)["notices"])


def broken(result: Data) -> list[tuple[str, str, str, list[str]]]:
    return [(v["rule"], v["clause"], v["effect"], v["nominations"]) for v in result["violations"]]


def carrying(trace: Data) -> set[str]:
    """The leaves of the verdict's own truth, down the branches of that truth: what `clauses` must be."""
    if not trace["parts"]:
        return {trace["clause"]}
    return {c for part in trace["parts"] if part["truth"] == trace["truth"] for c in carrying(part)}


def flag(unit: str = "P1", id_: str = "N", **more: Any) -> Data:
    return put(id_, "period.flag", PERIOD, unit, facts=PROPOSED, **more)

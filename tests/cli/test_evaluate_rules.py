"""What `thidua evaluate` decides: the sentences of its contract, each with a case worked out by hand.

Scores are written as JSON numbers, which keep the decimals they are written with.
"""

from typing import Any

import pytest
from tests.cli.conftest import Evaluate

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


# --- initiatives: window, own, once, replicable ---


@pytest.mark.parametrize(
    ("recognised", "applied", "as_of", "verdict"),
    [
        ("2026-12-31", "2027-01-01", "2027-01-01", "met"),  # recognised on the last day, applied next year
        ("2026-12-31", "2027-01-01", "2026-12-31", "not_met"),  # … but not yet applied
        ("2025-12-31", "2026-01-01", "2026-01-01", "met"),  # applied on the first day
        ("2025-12-31", "2026-01-01", "2025-12-31", "not_met"),
        ("2027-01-01", "2026-12-31", "2027-01-01", "met"),
        ("2027-01-01", "2026-12-31", "2026-12-31", "not_met"),  # applied, not yet recognised
        ("2025-12-31", "2027-01-01", "2030-01-01", "not_met"),  # around the year, neither within it
        ("2025-01-01", "2025-12-31", "2030-01-01", "not_met"),
        ("2027-01-01", "2027-06-01", "2030-01-01", "not_met"),
        ("2026-05-01", None, "2030-01-01", "not_met"),  # an absent date = it has not happened
        (None, "2026-05-01", "2030-01-01", "not_met"),
        (None, None, "2030-01-01", "not_met"),
    ],
)
@pytest.mark.parametrize("award", ["annual.collective", "annual.individual"])
def test_a_yearly_initiative_has_one_date_in_the_year_and_both_by_as_of(
    evaluate: Evaluate, award: str, recognised: str | None, applied: str | None, as_of: str, verdict: str
) -> None:
    result = evaluate(
        case(
            put("N", award, 2026, ideas="K", facts={**PERSON, "outstanding": False}),
            as_of=as_of,
            index=[row(2026, "P1", 5)],
            initiatives=[idea("K", recognised=recognised, applied=applied)],
        )
    )
    assert one(result)["verdict"] == verdict


@pytest.mark.parametrize(
    ("recognised", "applied", "verdict"),
    [
        ("2026-01-01", "2031-02-01", "met"),
        ("2025-12-31", "2026-01-01", "met"),
        ("2030-12-31", "2031-02-01", "met"),
        ("2025-06-01", "2030-12-31", "met"),
        ("2025-06-01", "2025-12-31", "not_met"),
        ("2025-12-31", "2031-01-01", "not_met"),
        ("2031-01-01", "2031-01-01", "not_met"),
        ("2030-12-31", "2031-03-16", "not_met"),  # applied the day after as_of
    ],
)
def test_a_period_initiative_has_one_date_from_2026_to_2030(
    evaluate: Evaluate, recognised: str, applied: str, verdict: str
) -> None:
    result = evaluate(
        case(
            put("N", "period.collective", PERIOD, ideas="K1 K2", facts={"selected": False}),
            index=rows("P1", 10, 10, 10),
            initiatives=[idea("K1"), idea("K2", recognised=recognised, applied=applied)],
        )
    )
    assert one(result)["verdict"] == verdict
    assert (
        one(result)["clauses"]
        == {
            "met": ["III.2.2.a.TT.4", "III.2.2.a.TT.2"],
            "not_met": ["III.2.2.a.TT.1", "III.2.2.a.TT.2"],
        }[verdict]
    )


@pytest.mark.parametrize(
    ("ideas", "verdict"),
    [
        ("K1 K1", "not_met"),
        ("K1 K3", "not_met"),
        ("K1 K4", "not_met"),
        ("K1 K2", "met"),
        ("K1 K5", "unknown"),
    ],
)
def test_only_the_units_own_initiatives_count_each_once(evaluate: Evaluate, ideas: str, verdict: str) -> None:
    """K3 is another unit's, K4 cannot be replicated, for K5 that is not known; `used_for` changes nothing."""
    result = evaluate(
        case(
            put("N", "period.collective", PERIOD, ideas=ideas, facts={"selected": False}),
            index=rows("P1", 1, 1, 1),
            initiatives=[
                idea("K1", used_for=["annual.collective"]),
                idea("K2"),
                idea("K3", unit="P2"),
                idea("K4", replicable=False),
                {"id": "K5", "unit": "P1", "recognised": "2026-05-01", "applied": "2026-06-01"},
            ],
        )
    )
    assert one(result)["verdict"] == verdict


def test_an_initiative_that_the_nomination_does_not_name_does_not_count(evaluate: Evaluate) -> None:
    result = evaluate(
        case(put("N", "annual.collective", 2026), index=[row(2026, "P1", 1)], initiatives=[idea("K")])
    )
    assert one(result)["verdict"] == "not_met"
    assert one(result)["clauses"] == ["III.2.1.2.a.TT.1"]
    assert len(one(result)["missing"]) == 1  # a further initiative can still be had


# --- ranks: published, not ranked, not known ---


@pytest.mark.parametrize(
    ("index", "verdict", "clauses"),
    [
        # absent `published` = known; the day itself counts; the day after does not exist yet
        ([row(2026, "P1", 5)], "met", ["III.2.1.2.a.TT.1", "III.2.1.2.a.TT.2.P"]),
        ([row(2026, "P1", 5, published="2027-01-09")], "met", ["III.2.1.2.a.TT.1", "III.2.1.2.a.TT.2.P"]),
        ([row(2026, "P1", 5, published="2027-01-10")], "unknown", ["III.2.1.2.a.TT.2.P"]),
        ([row(2026, "P1", 6)], "not_met", ["III.2.1.2.a.TT.2.P"]),
        ([row(2026, "P1", 6, published="2027-01-10")], "unknown", ["III.2.1.2.a.TT.2.P"]),
        # the year of the block is published by another unit's row: no row = not ranked
        ([row(2026, "P2", 1, published="2027-01-09")], "not_met", ["III.2.1.2.a.TT.2.P"]),
        ([row(2026, "P2", 1, published="2027-01-10")], "unknown", ["III.2.1.2.a.TT.2.P"]),
        # … but a row of its own that comes later makes the year not known for it
        ([row(2026, "P2", 1), row(2026, "P1", 9, published="2027-01-10")], "unknown", ["III.2.1.2.a.TT.2.P"]),
        # another block and another year publish nothing here
        ([row(2026, "X1", 1), row(2025, "P1", 1), row(2027, "P1", 1)], "unknown", ["III.2.1.2.a.TT.2.P"]),
        # a unit ranked in this block that year, though it is in another today, publishes the year
        ([row(2026, "X1", 1, block="phuong")], "not_met", ["III.2.1.2.a.TT.2.P"]),
        ([], "unknown", ["III.2.1.2.a.TT.2.P"]),
    ],
)
def test_what_is_known_of_a_year(
    evaluate: Evaluate, index: list[Data], verdict: str, clauses: list[str]
) -> None:
    result = evaluate(
        case(
            put("N", "annual.collective", 2026, ideas="K"),
            as_of="2027-01-09",
            index=index,
            initiatives=[idea("K")],
        )
    )
    assert (one(result)["verdict"], one(result)["clauses"]) == (verdict, clauses)
    assert bool(one(result)["missing"]) == (verdict == "unknown")  # a year not yet published, or nothing


@pytest.mark.parametrize(
    ("unit", "rank", "verdict"),
    [
        ("S1", 3, "met"),
        ("S1", 4, "not_met"),
        ("P1", 5, "met"),
        ("P1", 6, "not_met"),
        ("X1", 5, "met"),
        ("X1", 6, "not_met"),
    ],
)
def test_the_yearly_top_of_each_block(evaluate: Evaluate, unit: str, rank: int, verdict: str) -> None:
    result = evaluate(
        case(
            put("N", "annual.collective", 2026, unit, ideas="K"),
            index=[row(2026, unit, rank)],
            initiatives=[idea("K", unit)],
        )
    )
    leaf = {"S": "III.2.1.2.a.TT.2.S", "P": "III.2.1.2.a.TT.2.P", "X": "III.2.1.2.a.TT.2.X"}[unit[0]]
    assert one(result)["verdict"] == verdict
    assert one(result)["clauses"] == (["III.2.1.2.a.TT.1", leaf] if verdict == "met" else [leaf])


@pytest.mark.parametrize(
    ("unit", "ranks", "verdict"),
    [
        ("S1", (5, 5, 5), "met"),
        ("S1", (6, 5, 6, 5), "not_met"),
        ("P1", (10, None, 10, 10), "met"),
        ("P1", (11, 11, 10, 10), "not_met"),
        ("X1", (15, 15, 99, 15), "met"),
        ("X1", (15, 15, 16, 16), "not_met"),
        ("P1", (10, 10), "unknown"),  # two years still to come
        ("P1", (11, 10), "unknown"),
        ("P1", (11, 11), "not_met"),  # 2028 and 2029 cannot make three
        ("P1", (), "unknown"),
    ],
)
def test_three_years_in_the_period_top_of_each_block(
    evaluate: Evaluate, unit: str, ranks: tuple[int | None, ...], verdict: str
) -> None:
    gate = {"S": "III.2.2.a.TT.3", "P": "III.2.2.a.TT.4", "X": "III.2.2.a.TT.5"}[unit[0]]
    result = evaluate(
        case(put("N", "period.collective", PERIOD, unit, facts=PROPOSED), index=rows(unit, *ranks))
    )
    assert one(result)["verdict"] == verdict
    assert one(result)["clauses"] == ([gate, "III.2.2.a.TT.1"] if verdict == "met" else [gate])


def test_two_units_may_share_a_rank(evaluate: Evaluate) -> None:
    result = evaluate(
        case(
            put("A", "annual.collective", 2026, "P1", ideas="K1"),
            put("B", "annual.collective", 2026, "P2", ideas="K2"),
            index=[row(2026, "P1", 5, 90.0), row(2026, "P2", 5, 90.0)],
            initiatives=[idea("K1"), idea("K2", "P2")],
        )
    )
    assert [nomination["verdict"] for nomination in result["nominations"]] == ["met", "met"]
    assert "đồng hạng 5" in told(result, "A")
    assert "đồng hạng 5" in told(result, "B")


# --- outside the three blocks ---


@pytest.mark.parametrize(
    "readings",
    [
        {},
        {"annual_collective_logic": "any", "annual_individual_gate": "ungated"},
        {"period_collective_logic": "literal_one_of", "period_individual_gate": "ungated"},
        {"period_collective_logic": "gate_alone", "period_years": "all_years", "flag_metric": "mean_rank"},
        {"period_collective_logic": "gate_and_both", "annual_individual_gate": "gated"},
    ],
)
def test_a_unit_outside_the_blocks_goes_the_discretionary_way_in_every_reading(
    evaluate: Evaluate, readings: Data
) -> None:
    """Even with the best facts, and with rows from when it was ranked."""
    facts = {**PERSON, **PROPOSED, "par_months": 60, "justification": "Công văn 5"}
    awards = {
        "annual.collective": ("III.2.1.2.b.2", 2026),
        "annual.individual": ("III.2.1.2.b.2", 2026),
        "period.collective": ("III.2.2.b.NGOAI", PERIOD),
        "period.individual": ("III.2.2.b.NGOAI", PERIOD),
        "period.flag": ("III.2.2.b.NGOAI", PERIOD),
    }
    result = evaluate(
        case(
            *(put(a, a, cycle, "V1", ideas="K1 K2", facts=facts) for a, (_, cycle) in awards.items()),
            put("D", "discretionary.collective", 2026, "V1", facts=facts),
            readings=readings,
            index=[row(year, "V1", 1, 99.0, block="so") for year in range(2026, 2030)],
            initiatives=[idea("K1", "V1"), idea("K2", "V1")],
        )
    )
    for award, (clause, _) in awards.items():
        nomination = one(result, award)
        assert (nomination["verdict"], nomination["clauses"]) == ("not_met", [clause])
        assert nomination["missing"] == []
        route = f"discretionary.{award.split('.')[1].replace('flag', 'collective')}"
        assert route in told(result, award)
        assert "discretionary" not in told(result, "D")
    assert one(result, "D")["verdict"] == "met"


# --- the yearly person ---


@pytest.mark.parametrize(
    ("facts", "verdict", "clauses"),
    [
        (PERSON | PROPOSED, "met", ["CN.0", "CN.1"]),
        (PERSON | PROPOSED | {"rating": "good"}, "not_met", ["CN.0"]),
        (PERSON | PROPOSED | {"rating": None}, "unknown", ["CN.0"]),
        (PERSON | PROPOSED | {"par_role": "none"}, "not_met", ["CN.0"]),
        (PERSON | PROPOSED | {"par_role": "direct"}, "met", ["CN.0", "CN.1"]),
        (PERSON | PROPOSED | {"par_role": "in_charge"}, "met", ["CN.0", "CN.1"]),
        (PERSON | PROPOSED | {"par_role": "organise"}, "met", ["CN.0", "CN.1"]),
        (PERSON | PROPOSED | {"conduct": False}, "not_met", ["CN.0"]),
        (PERSON | PROPOSED | {"conduct": False, "rating": None}, "not_met", ["CN.0"]),
        (PERSON | {"outstanding": True}, "unknown", ["CN.1"]),
        (PERSON | {"outstanding": True, "selected": False}, "not_met", ["CN.1", "CN.2"]),
        (PERSON, "unknown", ["CN.1"]),
        ({"selected": True}, "unknown", ["CN.0", "CN.1"]),
        ({}, "unknown", ["CN.0", "CN.1"]),
        # par_months is asked of nobody here
        (PERSON | PROPOSED | {"par_months": 0}, "met", ["CN.0", "CN.1"]),
    ],
)
def test_the_yearly_person(evaluate: Evaluate, facts: Data, verdict: str, clauses: list[str]) -> None:
    result = evaluate(case(put("N", "annual.individual", 2026, facts=facts), index=[row(2026, "P1", 1)]))
    assert one(result)["verdict"] == verdict
    assert one(result)["clauses"] == [f"III.2.1.2.a.{clause}" for clause in clauses]


@pytest.mark.parametrize(
    ("months", "verdict"), [(36, "met"), (35, "not_met"), (0, "not_met"), (None, "unknown"), (600, "met")]
)
def test_the_person_of_the_period_needs_36_months(
    evaluate: Evaluate, months: int | None, verdict: str
) -> None:
    facts = PERSON | PROPOSED | {"par_months": months}
    result = evaluate(case(put("N", "period.individual", PERIOD, facts=facts), index=rows("P1", 10, 10, 10)))
    assert one(result)["verdict"] == verdict
    clauses = ["III.2.2.b.BK.P", "III.2.2.a.CN.0", "III.2.2.a.CN.1"]
    assert one(result)["clauses"] == (clauses if verdict == "met" else ["III.2.2.a.CN.0"])
    # More months can still be had, and so can the knowledge of them.
    assert [len(way) for way in one(result)["missing"]] == ([] if verdict == "met" else [1])


def test_months_may_be_any_number_however_early_it_is(evaluate: Evaluate) -> None:
    """An absent `par_months` may be any number: unknown even where the calendar has not 36 months yet."""
    facts = PERSON | PROPOSED
    result = evaluate(case(put("N", "period.individual", PERIOD, facts=facts), as_of="2026-06-01"))
    assert one(result)["verdict"] == "unknown"


# --- readings ---


@pytest.mark.parametrize(
    ("reading", "rank", "ideas", "verdict", "clauses"),
    [
        ("all", 5, "K", "met", ["TT.1", "TT.2.P"]),
        ("all", 5, "", "not_met", ["TT.1"]),
        ("all", 6, "K", "not_met", ["TT.2.P"]),
        ("all", 6, "", "not_met", ["TT.1", "TT.2.P"]),
        ("all", None, "K", "unknown", ["TT.2.P"]),
        ("all", None, "", "not_met", ["TT.1"]),
        ("any", 5, "", "met", ["TT.2.P"]),
        ("any", 6, "K", "met", ["TT.1"]),
        ("any", 5, "K", "met", ["TT.1", "TT.2.P"]),
        ("any", 6, "", "not_met", ["TT.1", "TT.2.P"]),
        ("any", None, "", "unknown", ["TT.2.P"]),
        ("any", None, "K", "met", ["TT.1"]),
    ],
)
def test_reading_annual_collective_logic(
    evaluate: Evaluate, reading: str, rank: int | None, ideas: str, verdict: str, clauses: list[str]
) -> None:
    result = evaluate(
        case(
            put("N", "annual.collective", 2026, ideas=ideas),
            readings={"annual_collective_logic": reading},
            index=rows("P1", rank),
            initiatives=[idea("K")],
        )
    )
    assert one(result)["verdict"] == verdict
    assert one(result)["clauses"] == [f"III.2.1.2.a.{clause}" for clause in clauses]


GATE, CHOSEN, IDEAS = "III.2.2.a.TT.4", "III.2.2.a.TT.1", "III.2.2.a.TT.2"


@pytest.mark.parametrize(
    ("logic", "gate", "chosen", "ideas", "verdict", "clauses"),
    [
        ("gate_and_one_of", True, True, False, "met", {GATE, CHOSEN}),
        ("gate_and_one_of", True, False, True, "met", {GATE, IDEAS}),
        ("gate_and_one_of", True, True, True, "met", {GATE, CHOSEN, IDEAS}),
        ("gate_and_one_of", True, False, False, "not_met", {CHOSEN, IDEAS}),
        ("gate_and_one_of", True, None, False, "unknown", {CHOSEN}),
        ("gate_and_one_of", None, True, False, "unknown", {GATE}),
        ("gate_and_one_of", None, None, False, "unknown", {GATE, CHOSEN}),
        ("gate_and_one_of", False, True, True, "not_met", {GATE}),
        ("gate_and_one_of", False, None, False, "not_met", {GATE}),
        ("gate_and_one_of", False, False, False, "not_met", {GATE, CHOSEN, IDEAS}),
        ("literal_one_of", False, True, False, "met", {CHOSEN}),
        ("literal_one_of", False, False, True, "met", {IDEAS}),
        ("literal_one_of", True, False, False, "met", {GATE}),
        ("literal_one_of", None, None, False, "unknown", {GATE, CHOSEN}),
        ("literal_one_of", False, False, False, "not_met", {GATE, CHOSEN, IDEAS}),
        ("gate_alone", True, False, False, "met", {GATE}),
        ("gate_alone", None, True, True, "unknown", {GATE}),
        ("gate_alone", False, True, True, "not_met", {GATE}),
        ("gate_and_both", True, True, True, "met", {GATE, CHOSEN, IDEAS}),
        ("gate_and_both", True, True, False, "not_met", {IDEAS}),
        ("gate_and_both", True, False, True, "not_met", {CHOSEN}),
        ("gate_and_both", True, None, True, "unknown", {CHOSEN}),
        ("gate_and_both", None, None, True, "unknown", {GATE, CHOSEN}),
        ("gate_and_both", False, None, True, "not_met", {GATE}),
    ],
)
def test_reading_period_collective_logic(
    evaluate: Evaluate,
    logic: str,
    gate: bool | None,
    chosen: bool | None,
    ideas: bool,
    verdict: str,
    clauses: set[str],
) -> None:
    ranks = {True: (10, 10, 10, 11), None: (10, 10), False: (11, 11, 10, 10)}[gate]
    result = evaluate(
        case(
            put(
                "N",
                "period.collective",
                PERIOD,
                ideas="K1 K2" if ideas else "K1",
                facts={"outstanding": True, "selected": chosen},
            ),
            readings={"period_collective_logic": logic},
            index=rows("P1", *ranks),
            initiatives=[idea("K1"), idea("K2")],
        )
    )
    assert one(result)["verdict"] == verdict
    assert set(one(result)["clauses"]) == clauses == carrying(one(result)["trace"])


@pytest.mark.parametrize(
    ("reading", "ranks", "verdict", "clauses"),
    [
        ("ungated", (6,), "met", ["CN.0", "CN.1"]),
        ("ungated", (), "met", ["CN.0", "CN.1"]),
        ("gated", (5,), "met", ["TT.2.P", "CN.0", "CN.1"]),
        ("gated", (6,), "not_met", ["TT.2.P"]),
        ("gated", (), "unknown", ["TT.2.P"]),
    ],
)
def test_reading_annual_individual_gate(
    evaluate: Evaluate, reading: str, ranks: tuple[int, ...], verdict: str, clauses: list[str]
) -> None:
    result = evaluate(
        case(
            put("N", "annual.individual", 2026, facts=PERSON | PROPOSED),
            readings={"annual_individual_gate": reading},
            index=rows("P1", *ranks),
        )
    )
    assert one(result)["verdict"] == verdict
    assert one(result)["clauses"] == [f"III.2.1.2.a.{clause}" for clause in clauses]


@pytest.mark.parametrize(
    ("reading", "unit", "ranks", "verdict", "clauses"),
    [
        ("gated", "S1", (5, 5, 5), "met", ["b.BK.S", "a.CN.0", "a.CN.1"]),
        ("gated", "X1", (15, 15, 15), "met", ["b.BK.X", "a.CN.0", "a.CN.1"]),
        ("gated", "P1", (11, 11), "not_met", ["b.BK.P"]),
        ("gated", "P1", (), "unknown", ["b.BK.P"]),
        ("ungated", "P1", (11, 11), "met", ["a.CN.0", "a.CN.1"]),
        ("ungated", "P1", (), "met", ["a.CN.0", "a.CN.1"]),
    ],
)
def test_reading_period_individual_gate(
    evaluate: Evaluate, reading: str, unit: str, ranks: tuple[int, ...], verdict: str, clauses: list[str]
) -> None:
    result = evaluate(
        case(
            put("N", "period.individual", PERIOD, unit, facts=PERSON | PROPOSED | {"par_months": 36}),
            readings={"period_individual_gate": reading},
            index=rows(unit, *ranks),
        )
    )
    assert one(result)["verdict"] == verdict
    assert one(result)["clauses"] == [f"III.2.2.{clause}" for clause in clauses]


MOVED = {"deadline": "period_dossier", "date": "2031-03-31", "number": "88/SNV"}
BACK = {"deadline": "period_dossier", "date": "2030-06-30", "number": "90/SNV"}
EARLIER = {"deadline": "period_dossier", "date": "2028-12-31", "number": "91/SNV"}


@pytest.mark.parametrize(
    ("notices", "readings", "verdict"),
    [
        ([], {}, "not_met"),  # 2026-2029 while the deadline is 31/3/2030
        ([MOVED], {}, "met"),  # 2026-2030
        ([{**MOVED, "date": "2031-01-01"}], {}, "met"),
        ([{**MOVED, "date": "2030-12-31"}], {}, "not_met"),
        ([{**MOVED, "issued": "2031-03-15"}], {}, "met"),  # issued on as_of itself
        ([{**MOVED, "issued": "2031-03-16"}], {}, "not_met"),  # not yet known
        ([MOVED, BACK], {}, "not_met"),  # the last listed counts …
        ([BACK, MOVED], {}, "met"),
        ([{**BACK, "issued": "2031-03-01"}, {**MOVED, "issued": "2030-01-01"}], {}, "met"),  # … as listed
        ([MOVED, {**BACK, "issued": "2031-03-16"}], {}, "met"),  # … of those known
        ([{**MOVED, "deadline": "annual_dossier", "cycle": 2029}], {}, "not_met"),  # another deadline
        ([], {"period_years": "all_years"}, "met"),
        ([EARLIER], {"period_years": "all_years"}, "met"),
        ([EARLIER], {}, "not_met"),  # 2026 and 2027 alone cannot make three
    ],
)
def test_reading_period_years_and_notices(
    evaluate: Evaluate, notices: list[Data], readings: Data, verdict: str
) -> None:
    """In the top list in 2026, 2028 and 2030: met when 2030 counts."""
    result = evaluate(
        case(
            put("N", "period.collective", PERIOD, facts=PROPOSED),
            notices=notices,
            readings=readings,
            index=rows("P1", 10, 11, 10, 11, 10),
        )
    )
    assert one(result)["verdict"] == verdict


@pytest.mark.parametrize(
    ("as_of", "verdict"), [("2030-03-30", "unknown"), ("2030-09-01", "met"), ("2030-08-31", "unknown")]
)
def test_a_late_index_of_a_counted_year_counts_when_known_by_as_of(
    evaluate: Evaluate, as_of: str, verdict: str
) -> None:
    """The index of 2029 came out five months after the deadline of 31/3/2030."""
    result = evaluate(
        case(
            put("N", "period.collective", PERIOD, facts=PROPOSED),
            as_of=as_of,
            index=[*rows("P1", 10, 11, 10), row(2029, "P1", 10, published="2030-09-01")],
        )
    )
    assert one(result)["verdict"] == verdict


# --- the flag ---


def flag(unit: str = "P1", id_: str = "N", **more: Any) -> Data:
    return put(id_, "period.flag", PERIOD, unit, facts=PROPOSED, **more)


def scores(unit: str, *pairs: tuple[int, float | None], **more: Any) -> list[Data]:
    """(rank, score) a year from 2026."""
    return [row(year, unit, rank, score, **more) for year, (rank, score) in enumerate(pairs, 2026)]


# First by the mean of the scores (93 to 92), second by the mean of the ranks (5/3 to 4/3).
HIGH_ONCE = [
    *scores("P1", (1, 99.0), (2, 90.0), (2, 90.0)),
    *scores("P2", (2, 94.0), (1, 91.0), (1, 91.0)),
]
# Two first places, but the lower mean of scores (90 to 92) and of ranks (4 to 5/3).
FIRST_TWICE = [
    *scores("P1", (1, 95.0), (1, 95.0), (10, 80.0)),
    *scores("P2", (2, 94.0), (2, 92.0), (1, 90.0)),
]


@pytest.mark.parametrize(
    ("metric", "index", "first"),
    [
        ("mean_score", HIGH_ONCE, "P1"),
        ("mean_rank", HIGH_ONCE, "P2"),
        ("first_places", HIGH_ONCE, "P2"),
        ("mean_score", FIRST_TWICE, "P2"),
        ("mean_rank", FIRST_TWICE, "P2"),
        ("first_places", FIRST_TWICE, "P1"),
    ],
)
def test_reading_flag_metric(evaluate: Evaluate, metric: str, index: list[Data], first: str) -> None:
    result = evaluate(case(flag("P1", "P1"), flag("P2", "P2"), readings={"flag_metric": metric}, index=index))
    for unit in ("P1", "P2"):
        assert one(result, unit)["verdict"] == ("met" if unit == first else "not_met")
        clauses = ["III.2.2.a.TT.4", "III.2.2.a.TT.1", "III.2.2.b.CO.0"]
        assert one(result, unit)["clauses"] == (clauses if unit == first else ["III.2.2.b.CO.0"])


TIES = {
    # Equal means; more first places.
    "first places": (
        scores("P1", (1, 95.0), (1, 95.0), (3, 92.0)),
        scores("P2", (2, 94.0), (2, 94.0), (2, 94.0)),
    ),
    # Equal means, no first place; more years in the period top list (10), though a lower latest score.
    "years in the top list": (
        scores("P1", (9, 90.0), (9, 90.0), (10, 84.0)),
        scores("P2", (3, 94.0), (11, 84.0), (8, 86.0)),
    ),
    # Equal means, a first place each, three years in the top list each; the higher score of 2028.
    "latest score": (
        scores("P1", (2, 90.0), (2, 90.0), (1, 93.0)),
        scores("P2", (1, 92.0), (3, 90.0), (2, 91.0)),
    ),
}


@pytest.mark.parametrize("decided_by", TIES)
def test_the_order_of_ties_under_mean_score(evaluate: Evaluate, decided_by: str) -> None:
    first, second = TIES[decided_by]
    result = evaluate(case(flag("P1", "A"), flag("P2", "B"), index=[*second, *first]))
    assert one(result, "B")["trace"]["parts"][1]["truth"] == "not_met"
    assert one(result, "A")["verdict"] == "met"


@pytest.mark.parametrize(
    ("metric", "first", "second"),
    [
        # mean rank 2 each; P1 has a first place
        ("mean_rank", ((1, None), (3, None), (2, None)), ((2, None), (2, None), (2, None))),
        # mean rank 8 each, no first place; P1 three years in the top list, P2 two
        ("mean_rank", ((8, None), (8, None), (8, None)), ((3, None), (10, None), (11, None))),
        # mean rank 2 each, no first place, three years each; the score of 2028 alone is needed
        ("mean_rank", ((2, None), (2, None), (2, 90.5)), ((2, None), (2, None), (2, 90.4))),
        # one first place each; P1 three years in the top list, P2 two
        ("first_places", ((1, None), (9, None), (9, None)), ((2, None), (1, None), (11, None))),
        ("first_places", ((1, None), (9, None), (9, 90.5)), ((2, None), (1, None), (2, 90.4))),
    ],
)
def test_the_same_order_of_ties_after_the_other_metrics(
    evaluate: Evaluate,
    metric: str,
    first: tuple[tuple[int, float | None], ...],
    second: tuple[tuple[int, float | None], ...],
) -> None:
    result = evaluate(
        case(
            flag("P1", "A"),
            flag("P2", "B"),
            readings={"flag_metric": metric, "period_collective_logic": "literal_one_of"},
            index=[*scores("P2", *second), *scores("P1", *first)],
        )
    )
    assert (one(result, "A")["verdict"], one(result, "B")["verdict"]) == ("met", "not_met")


def test_scores_are_exact_decimals_as_written(evaluate: Evaluate) -> None:
    """95.10 + 95.20 + 95.30 is three times 95.20 exactly; and the last of many digits decides."""

    def result(latest: str) -> Data:
        text = "\n".join(
            f"  - {{year: {year}, unit: {unit}, rank: {rank}, score: {score}}}"
            for unit, row_scores in (("P1", ("95.10", "95.20", "95.30")), ("P2", ("95.20", "95.20", latest)))
            for (year, score), rank in zip(enumerate(row_scores, 2026), (2, 2, 2), strict=True)
        )
        return evaluate(f"""\
as_of: 2030-03-01
units: [{{code: P1, name: A, block: phuong}}, {{code: P2, name: B, block: phuong}}]
index:
{text}
nominations:
  - {{id: N, award: period.flag, cycle: 2026-2030, unit: P1, facts: {{selected: true, outstanding: true}}}}
""")

    assert one(result("95.20"))["verdict"] == "met"  # a tie of means, the latest score decides
    assert one(result("95.20000000000000000000000000001"))["verdict"] == "not_met"
    assert one(result("95.19999999999999999999999999999"))["verdict"] == "met"


@pytest.mark.parametrize(
    ("metric", "index", "verdict"),
    [
        # its own score or a rival's is missing where the metric needs it
        (
            "mean_score",
            [*scores("P1", (1, 95.0), (1, None), (1, 95.0)), *scores("P2", *[(2, 94.0)] * 3)],
            "unknown",
        ),
        (
            "mean_score",
            [*scores("P1", *[(1, 95.0)] * 3), *scores("P2", (2, 94.0), (2, None), (2, 94.0))],
            "unknown",
        ),
        # not needed: another metric and no tie
        ("mean_rank", [*scores("P1", *[(1, None)] * 3), *scores("P2", *[(2, None)] * 3)], "met"),
        ("first_places", [*scores("P1", *[(1, None)] * 3), *scores("P2", *[(2, None)] * 3)], "met"),
        # a tie needs the latest score, and only that
        ("mean_rank", [*scores("P1", *[(2, None)] * 3), *scores("P2", *[(2, None)] * 3)], "unknown"),
        (
            "mean_rank",
            [*scores("P1", *[(2, None)] * 2, (2, 9.0)), *scores("P2", *[(2, None)] * 2, (2, 8.0))],
            "met",
        ),
        # surely behind P2 whatever P3's missing score is
        (
            "mean_score",
            [
                *scores("P1", *[(2, 94.0)] * 3),
                *scores("P2", *[(1, 95.0)] * 3),
                *scores("P3", (3, 90.0), (3, None), (3, 90.0)),
            ],
            "not_met",
        ),
    ],
)
def test_a_missing_score_that_is_needed_makes_the_test_unknown(
    evaluate: Evaluate, metric: str, index: list[Data], verdict: str
) -> None:
    result = evaluate(case(flag(), readings={"flag_metric": metric}, index=index))
    assert one(result)["verdict"] == verdict
    if verdict != "met":
        assert one(result)["clauses"] == ["III.2.2.b.CO.0"]
        assert len(one(result)["missing"]) == (verdict == "unknown")


def test_a_unit_not_ranked_in_one_counted_year_does_not_lead(evaluate: Evaluate) -> None:
    index = [*rows("P1", 1, None, 1, 1, score=99.0), *rows("P2", 2, 1, 2, 2, score=90.0)]
    result = evaluate(case(flag("P1", "A"), flag("P2", "B"), index=index))
    assert (one(result, "A")["verdict"], one(result, "A")["clauses"]) == ("not_met", ["III.2.2.b.CO.0"])
    assert one(result, "B")["verdict"] == "met"  # and so the other one does


def test_a_score_earned_in_another_block_counts(evaluate: Evaluate) -> None:
    """P1 was in the block of xã in 2026; with those 97 points its mean is above P2's."""
    index = [
        row(2026, "P1", 2, 97.0, block="xa"),
        *rows("P1", None, 2, 2, score=95.0),
        row(2026, "P2", 1, 95.0),
        *rows("P2", None, 1, 1, score=95.5),
    ]
    result = evaluate(case(flag("P1", "A"), flag("P2", "B"), index=index))
    assert (one(result, "A")["verdict"], one(result, "B")["verdict"]) == ("met", "not_met")
    assert "Năm 2026 tính theo khối xã" in told(result, "A")


def test_later_years_do_not_make_the_leader_unknown_and_no_year_yet_does(evaluate: Evaluate) -> None:
    led = [*rows("P1", 1, 1, 1, score=95.0), *rows("P2", 2, 2, 2, score=94.0)]
    assert one(evaluate(case(flag(), as_of="2029-02-01", index=led)))["verdict"] == "met"
    result = evaluate(case(flag(), as_of="2026-12-01", index=rows("X1", 1, score=99.0)))
    assert one(result)["verdict"] == "unknown"
    assert one(result)["clauses"] == ["III.2.2.a.TT.4", "III.2.2.b.CO.0"]


def test_a_year_before_the_period_or_after_the_counted_ones_is_not_compared(evaluate: Evaluate) -> None:
    index = [
        row(2025, "P2", 1, 100.0),
        row(2025, "P1", 9, 1.0),
        *rows("P1", 1, 1, 1, 1, score=95.0),
        row(2030, "P1", 9, 1.0),
        *rows("P2", 2, 2, 2, 2, score=94.0),
        row(2030, "P2", 1, 99.9),
    ]
    assert one(evaluate(case(flag(), index=index)))["verdict"] == "met"
    moved = evaluate(case(flag(), index=index, notices=[MOVED]))
    assert one(moved)["verdict"] == "not_met"  # mean 76.2 against 95.18


def test_a_full_tie_at_the_top_waits_for_a_ruling(evaluate: Evaluate) -> None:
    index = [
        *rows("P1", 1, 1, 1, score=95.0),
        *rows("P2", 1, 1, 1, score=95.0),
        *rows("P3", 3, 3, 3, score=90.0),
    ]
    result = evaluate(case(flag("P1", "A"), flag("P2", "B"), flag("P3", "C"), index=index))
    for id_ in ("A", "B"):
        nomination = one(result, id_)
        assert (nomination["verdict"], nomination["clauses"]) == ("unknown", ["III.2.2.b.CO.0"])
        assert "Phường Một" in told(result, id_)
        assert "Phường Hai" in told(result, id_)
        assert "Phường Ba" not in told(result, id_)
        ((ruling,),) = nomination["missing"]
        assert "Phường Một" in ruling
        assert "Phường Hai" in ruling
    assert one(result, "C")["verdict"] == "not_met"
    assert one(result, "C")["missing"] == []


def test_a_leader_that_fails_the_criteria_leaves_the_block_without_a_flag(evaluate: Evaluate) -> None:
    """The comparison is among all units of the block, nominated or not, whether or not they meet the rest."""
    index = [*rows("P1", 1, 1, 1, score=95.0), *rows("P2", 2, 2, 2, score=94.0)]
    failing = put("A", "period.flag", PERIOD, "P1", facts={"selected": False})
    result = evaluate(case(failing, flag("P2", "B"), index=index))
    assert one(result, "A")["clauses"] == ["III.2.2.a.TT.1", "III.2.2.a.TT.2"]
    assert (one(result, "B")["verdict"], one(result, "B")["clauses"]) == ("not_met", ["III.2.2.b.CO.0"])
    alone = evaluate(case(flag("P2", "B"), index=index))
    assert one(alone, "B")["verdict"] == "not_met"


# --- written grounds ---


@pytest.mark.parametrize(
    ("award", "cycle", "clause"),
    [
        ("discretionary.collective", 2027, "III.2.1.2.b.2"),
        ("discretionary.collective", PERIOD, "III.2.2.b.NGOAI"),
        ("discretionary.individual", 2027, "III.2.1.2.b.2"),
        ("discretionary.individual", PERIOD, "III.2.2.b.NGOAI"),
        ("adhoc.collective", 2027, "III.3.1.b"),
        ("adhoc.individual", 2027, "III.3.1.b"),
        ("state.collective", PERIOD, "III.2.2.b.NN"),
        ("state.individual", PERIOD, "III.2.2.b.NN"),
    ],
)
@pytest.mark.parametrize("unit", ["P1", "V1"])
def test_a_written_ground_is_all_that_is_asked(
    evaluate: Evaluate, award: str, cycle: int | str, clause: str, unit: str
) -> None:
    """No gate, no quota; a blank ground counts as absent, and absent is not known, never “no”."""
    grounds = {"A": "Công văn 5", "B": " \t\n ", "C": "", "D": None}
    result = evaluate(
        case(
            *(put(id_, award, cycle, unit, facts={"justification": text}) for id_, text in grounds.items()),
            put("E", award, cycle, unit),
            index=rows("P1", 99, 99, 99, 99),
        )
    )
    assert [n["verdict"] for n in result["nominations"]] == ["met", *["unknown"] * 4]
    assert [len(n["missing"]) for n in result["nominations"]] == [0, 1, 1, 1, 1]
    assert all(n["clauses"] == [clause] for n in result["nominations"])
    assert all(n["trace"]["clause"] == clause for n in result["nominations"])
    assert result["violations"] == []


# --- barred ---


@pytest.mark.parametrize(
    ("facts", "underlying"),
    [(PERSON | PROPOSED, "met"), (PERSON, "unknown"), (PERSON | {"rating": "failed"}, "not_met")],
)
def test_a_barred_subject_is_suspended_with_trace_and_clauses_kept(
    evaluate: Evaluate, facts: Data, underlying: str
) -> None:
    nominations = [
        put(str(barred), "annual.individual", 2026, facts={**facts, "barred": barred})
        for barred in (True, False, None)
    ]
    result = evaluate(case(*nominations, index=[row(2026, "P1", 1)]))
    barred, free, absent = result["nominations"]
    assert [n["verdict"] for n in (barred, free, absent)] == ["suspended", underlying, underlying]
    assert barred["trace"] == free["trace"] == absent["trace"]
    assert barred["trace"]["truth"] == underlying
    assert barred["clauses"] == free["clauses"] != []
    assert barred["missing"] == []


# --- cycles ---


@pytest.mark.parametrize("award", ["annual.collective", "adhoc.collective", "discretionary.collective"])
@pytest.mark.parametrize(
    ("cycle", "is_outside"), [(2025, True), (2026, False), (2030, False), (2031, True), (2100, True)]
)
def test_a_yearly_cycle_outside_the_period_is_evaluated_with_a_notice(
    evaluate: Evaluate, award: str, cycle: int, is_outside: bool
) -> None:
    dates = {"recognised": f"{cycle}-01-01", "applied": f"{cycle}-01-01"}
    result = evaluate(
        case(
            put("N", award, cycle, ideas="K", facts={"justification": "Công văn 5"}),
            as_of=f"{cycle + 1}-01-15",
            index=[row(cycle, "P1", 1)],
            initiatives=[idea("K", **dates)],
        )
    )
    assert one(result)["verdict"] == "met"
    assert ("nằm ngoài giai đoạn" in told(result)) == is_outside


# --- what is still missing ---


def test_missing_are_the_smallest_sets_of_what_can_still_be_had(evaluate: Evaluate) -> None:
    """Two of four years hit, two open; and then selection, or two initiatives, of which one is sure."""
    result = evaluate(
        case(
            put("N", "period.collective", PERIOD, ideas="K1 K2", facts={"outstanding": True}),
            as_of="2028-06-01",
            index=rows("P1", 10, 10),
            initiatives=[idea("K1"), {**idea("K2", title="Hẹn giờ"), "replicable": None}],
        )
    )
    ways = one(result)["missing"]
    assert one(result)["verdict"] == "unknown"
    # {2028 | 2029} × {selected | K2 is replicable | one further initiative}
    assert len(ways) == 6
    assert all(len(way) == 2 for way in ways)
    for year in ("2028", "2029"):
        of_year = [way for way in ways if any(f"năm {year}" in thing for thing in way)]
        assert len(of_year) == 3
        assert sum("xét chọn" in " ".join(way) for way in of_year) == 1
        assert sum("Hẹn giờ" in " ".join(way) for way in of_year) == 1
        assert sum("thêm 01 sáng kiến" in " ".join(way) for way in of_year) == 1


def test_no_way_contains_another(evaluate: Evaluate) -> None:
    result = evaluate(
        case(
            put("N", "period.individual", PERIOD, ideas="K1 K2 K3"),
            put("M", "period.collective", PERIOD, ideas="K1 K2 K3"),
            readings={"period_collective_logic": "literal_one_of", "period_years": "all_years"},
            as_of="2026-12-01",
            initiatives=[
                {"id": id_, "unit": "P1", "recognised": "2026-05-01", "applied": "2026-05-01"}
                for id_ in ("K1", "K2", "K3")
            ],
        )
    )
    for id_ in ("N", "M"):
        ways = [set(way) for way in one(result, id_)["missing"]]
        assert len(ways) > 2
        assert not [(a, b) for a in ways for b in ways if a is not b and a <= b]


@pytest.mark.parametrize(
    ("facts", "ways"),
    [
        (PERSON | PROPOSED, []),  # met
        (PERSON | PROPOSED | {"rating": "good"}, []),  # known to be false
        (PERSON | PROPOSED | {"conduct": False, "rating": None}, []),
        (PERSON | {"selected": True}, [1, 1]),  # outstanding, or an initiative
        (PERSON | {"selected": False}, [1]),  # an initiative alone
        (PERSON, [1, 2]),  # an initiative; or outstanding and selected
        ({"conduct": True, **PROPOSED}, [2]),  # rating and role
        ({}, [4, 5]),
    ],
)
def test_what_is_known_to_be_false_is_never_missing(evaluate: Evaluate, facts: Data, ways: list[int]) -> None:
    result = evaluate(case(put("N", "annual.individual", 2026, facts=facts), index=[row(2026, "P1", 1)]))
    assert [len(way) for way in one(result)["missing"]] == ways


def test_a_lost_rank_leaves_nothing_to_be_had(evaluate: Evaluate) -> None:
    result = evaluate(
        case(
            put("A", "annual.collective", 2026),
            put("B", "period.collective", PERIOD),
            put("C", "period.flag", PERIOD, facts=PROPOSED),
            index=rows("P1", 11, 11, 11, 11),
        )
    )
    assert [n["verdict"] for n in result["nominations"]] == ["not_met"] * 3
    assert [n["missing"] for n in result["nominations"]] == [[], [], []]


# --- limits ---


@pytest.mark.parametrize(
    ("nominations", "expected"),
    [
        # quota.collective: one of a unit in a cycle and award
        (
            [
                put("A", "annual.collective", 2026),
                put("B", "annual.collective", 2026),
                put("C", "annual.collective", 2027),
            ],
            [("quota.collective", "III.2.1.2.b.1", "block", ["A", "B"])],
        ),
        (
            [put(id_, "period.collective", PERIOD) for id_ in "ABC"],
            [("quota.collective", "III.2.2.b.BK", "block", ["A", "B", "C"])],
        ),
        ([put("A", "annual.collective", 2026, "P1"), put("B", "annual.collective", 2026, "P2")], []),
        ([put("A", "annual.collective", 2026), put("B", "period.collective", PERIOD)], []),
        # outside the blocks the quota of a unit holds all the same
        (
            [put("A", "annual.collective", 2026, "V1"), put("B", "annual.collective", 2026, "V1")],
            [("quota.collective", "III.2.1.2.b.1", "block", ["A", "B"])],
        ),
        # quota.individual
        (
            [
                put("A", "annual.individual", 2026, name="Một"),
                put("B", "annual.individual", 2026, name="Hai"),
            ],
            [("quota.individual", "III.2.1.2.b.1", "block", ["A", "B"])],
        ),
        (
            [
                put("A", "period.individual", PERIOD, name="Một"),
                put("B", "period.individual", PERIOD, name="Hai"),
            ],
            [("quota.individual", "III.2.2.b.BK", "block", ["A", "B"])],
        ),
        # … two when the unit has a flag nomination, whatever its verdict; three are too many
        (
            [
                put("A", "period.individual", PERIOD, name="Một"),
                put("B", "period.individual", PERIOD, name="Hai"),
                put("F", "period.flag", PERIOD, facts={"selected": False}),
            ],
            [],
        ),
        (
            [
                put("A", "period.individual", PERIOD, name="Một"),
                put("B", "period.individual", PERIOD, name="Hai"),
                put("C", "period.individual", PERIOD, name="Ba"),
                put("F", "period.flag", PERIOD, facts={"selected": False}),
            ],
            [("quota.individual", "III.2.2.b.CO.CN", "block", ["A", "B", "C"])],
        ),
        # … which another unit's flag does not raise, nor this unit's the yearly quota
        (
            [
                put("A", "period.individual", PERIOD, name="Một"),
                put("B", "period.individual", PERIOD, name="Hai"),
                put("F", "period.flag", PERIOD, "P2"),
            ],
            [("quota.individual", "III.2.2.b.BK", "block", ["A", "B"])],
        ),
        (
            [
                put("A", "annual.individual", 2030, name="Một"),
                put("B", "annual.individual", 2030, name="Hai"),
                put("F", "period.flag", PERIOD),
            ],
            [("quota.individual", "III.2.1.2.b.1", "block", ["A", "B"])],
        ),
        # quota.flag: one in a block; none is not a block
        (
            [flag("P1", "A"), flag("P2", "B"), flag("S1", "C"), flag("X1", "D"), flag("P3", "E")],
            [("quota.flag", "III.2.2.b.CO.1-3", "block", ["A", "B", "E"])],
        ),
        ([flag("V1", "A"), flag("V2", "B")], []),
        # no quota for the other awards
        ([put(id_, "discretionary.individual", 2026, name=id_) for id_ in "ABC"], []),
        ([put(id_, "state.collective", PERIOD) for id_ in "ABC"], []),
        # one_award
        (
            [flag("P1", "A"), put("B", "period.collective", PERIOD)],
            [("one_award", "III.1.2.2", "block", ["A", "B"])],  # flag plus certificate is told once
        ),
        ([flag("P1", "A"), put("B", "period.collective", PERIOD, "P2")], []),
        (
            [put("A", "annual.collective", 2026), put("B", "discretionary.collective", 2026)],
            [("one_award", "III.1.2.2", "block", ["A", "B"])],
        ),
        ([put("A", "annual.collective", 2026), put("B", "discretionary.collective", 2027)], []),
        ([put("A", "annual.collective", 2030), put("B", "discretionary.collective", PERIOD)], []),
        (
            [put("A", "annual.individual", 2026, name="Một"), put("B", "adhoc.individual", 2026, name="Một")],
            [("one_award", "III.1.2.2", "block", ["A", "B"])],
        ),
        (
            [put("A", "annual.individual", 2026, name="Một"), put("B", "adhoc.individual", 2026, name="Hai")],
            [],
        ),
        (
            [
                put("A", "annual.individual", 2026, "P1", name="Một"),
                put("B", "adhoc.individual", 2026, "P2", name="Một"),
            ],
            [],  # people are told apart by unit and name
        ),
        ([put("A", "annual.collective", 2026), put("B", "adhoc.individual", 2026, name="Một")], []),
        (
            [
                put("A", "annual.individual", 2026, name="Nguyễn Văn Một"),
                put("B", "adhoc.individual", 2026, name="Nguye\u0302\u0303n Va\u0306n Mo\u0323\u0302t"),
            ],
            [("one_award", "III.1.2.2", "block", ["A", "B"])],  # the same name in another normal form
        ),
        (
            [flag("P1", "A"), put("B", "period.collective", PERIOD), put("C", "state.collective", PERIOD)],
            [("one_award", "III.1.2.2", "block", ["A", "B", "C"])],  # one violation per group
        ),
    ],
)
def test_limits(evaluate: Evaluate, nominations: list[Data], expected: list[Any]) -> None:
    assert broken(evaluate(case(*nominations))) == expected


def test_a_nomination_with_verdict_not_met_still_counts_for_the_quota(evaluate: Evaluate) -> None:
    result = evaluate(
        case(
            put("A", "annual.collective", 2026, ideas="K"),
            put("B", "annual.collective", 2026),
            index=[row(2026, "P1", 1)],
            initiatives=[idea("K")],
        )
    )
    assert [n["verdict"] for n in result["nominations"]] == ["met", "not_met"]
    assert broken(result) == [("quota.collective", "III.2.1.2.b.1", "block", ["A", "B"])]


@pytest.mark.parametrize(
    ("reading", "effect"), [(None, "ask"), ("ask", "ask"), ("never", "block"), ("free", None)]
)
def test_reading_initiative_reuse(evaluate: Evaluate, reading: str | None, effect: str | None) -> None:
    """K1 is named twice; K2 has been used before; K3 is named twice in one nomination, K4 by nobody."""
    result = evaluate(
        case(
            put("A", "annual.collective", 2026, ideas="K1 K3 K3"),
            put("B", "annual.collective", 2027, ideas="K1"),
            put("C", "annual.collective", 2028, ideas="K2"),
            readings={"initiative_reuse": reading} if reading else {},
            initiatives=[
                idea("K1"),
                idea("K2", used_for=["period.collective", "annual.individual"]),
                idea("K3", used_for=[]),
                idea("K4", used_for=["annual.collective"]),
            ],
        )
    )
    expected = [
        ("initiative_reuse", "III.1.2.2", effect, ["A", "B"]),
        ("initiative_reuse", "III.1.2.2", effect, ["C"]),
    ]
    assert broken(result) == (expected if effect else [])
    uses = (("K1", "02 lần"), ("K2", "03 lần"))
    for violation, (id_, times) in zip(result["violations"], uses, strict=False):
        assert id_ in violation["text"]
        assert times in violation["text"]
        assert ("cần ý kiến" in violation["text"]) == (effect == "ask")


def test_every_naming_is_a_use_even_if_the_initiative_does_not_count(evaluate: Evaluate) -> None:
    """Not recognised, and of another unit."""
    result = evaluate(
        case(
            put("A", "annual.collective", 2026, "P1", ideas="K"),
            put("B", "adhoc.collective", 2026, "P2", ideas="K"),
            initiatives=[{"id": "K", "unit": "P3"}],
        )
    )
    assert broken(result) == [("initiative_reuse", "III.1.2.2", "ask", ["A", "B"])]


# --- notices: present and absent ---


@pytest.mark.parametrize(
    ("ranks", "is_told"),
    [
        ({"P1": 5, "P2": 5}, True),  # two at the cut rank itself
        ({"P1": 4, "P2": 4, "P3": 4}, True),  # three that reach over the cut
        ({"P1": 4, "P2": 4}, False),  # two inside: places 4 and 5
        ({"P1": 5, "P2": 6}, False),
        ({"P1": 6, "P2": 6}, False),
        ({"P1": 5}, False),
        ({"P1": 5, "X1": 5}, False),  # another block
    ],
)
def test_notice_of_a_tie_at_the_cut_rank(evaluate: Evaluate, ranks: dict[str, int], is_told: bool) -> None:
    index = [row(2026, unit, rank) for unit, rank in ranks.items()]
    result = evaluate(case(put("N", "annual.collective", 2026), index=index))
    assert ("đồng hạng" in told(result)) == is_told


def test_notice_of_a_tie_at_the_cut_rank_of_the_period(evaluate: Evaluate) -> None:
    tied = evaluate(
        case(put("N", "period.collective", PERIOD), index=[*rows("P1", 1, 10), row(2027, "P2", 10)])
    )
    assert "Năm 2027" in told(tied)
    assert "đồng hạng 10" in told(tied)
    later = [*rows("P1", 1, 10), row(2027, "P2", 10, published="2031-03-16")]
    assert "đồng hạng" not in told(evaluate(case(put("N", "period.collective", PERIOD), index=later)))


@pytest.mark.parametrize(
    ("award", "cycle", "ranks", "readings", "is_told"),
    [
        ("annual.individual", 2026, (6,), {}, True),
        ("annual.individual", 2026, (5,), {}, False),
        ("annual.individual", 2026, (), {}, False),  # not known is not outside
        ("annual.individual", 2026, (6,), {"annual_individual_gate": "gated"}, False),
        ("period.individual", PERIOD, (11, 11), {"period_individual_gate": "ungated"}, True),
        ("period.individual", PERIOD, (10, 10, 10), {"period_individual_gate": "ungated"}, False),
        ("period.individual", PERIOD, (11, 11), {}, False),
        ("annual.collective", 2026, (6,), {}, False),
    ],
)
def test_notice_of_an_ungated_individual_of_a_unit_outside_the_top(
    evaluate: Evaluate, award: str, cycle: int | str, ranks: tuple[int, ...], readings: Data, is_told: bool
) -> None:
    result = evaluate(case(put("N", award, cycle), readings=readings, index=rows("P1", *ranks)))
    assert ("không trong tốp xếp hạng" in told(result)) == is_told


@pytest.mark.parametrize(("block", "is_told"), [("xa", True), ("phuong", False), (None, False)])
@pytest.mark.parametrize(
    ("award", "cycle"), [("annual.collective", 2026), ("period.collective", PERIOD), ("period.flag", PERIOD)]
)
def test_notice_of_a_year_counted_in_another_block(
    evaluate: Evaluate, award: str, cycle: int | str, block: str | None, is_told: bool
) -> None:
    result = evaluate(
        case(put("N", award, cycle), index=[row(2026, "P1", 4, block=block), row(2026, "P2", 1)])
    )
    assert ("không phải khối hiện nay" in told(result)) == is_told


def test_a_year_in_another_block_has_the_top_and_the_clause_of_that_block(evaluate: Evaluate) -> None:
    """A sở of today that was ranked 5 among xã: within their top 5, though not within the top 3 of sở."""
    result = evaluate(
        case(
            put("N", "annual.collective", 2026, "S1", ideas="K"),
            index=[row(2026, "S1", 5, block="xa")],
            initiatives=[idea("K", "S1")],
        )
    )
    assert one(result)["verdict"] == "met"
    assert one(result)["clauses"] == ["III.2.1.2.a.TT.1", "III.2.1.2.a.TT.2.X"]


@pytest.mark.parametrize("award", ["period.collective", "period.individual", "period.flag"])
@pytest.mark.parametrize(
    ("ranks", "notices", "readings", "is_told"),
    [
        ((10, 11, 10, 11), [], {}, True),  # 2030 could make the third
        ((10, 11, 11, 11), [], {}, False),  # two years would still be missing
        ((10, 11, 10, 11, 11), [], {}, False),  # 2030 is known and outside
        ((10, 11, 10, 11, 10), [], {}, True),  # 2030 is known and inside: it would be met
        ((10, 11, 10, 11), [MOVED], {}, False),  # open under this reading already
        ((10, 10), [], {}, False),
        ((10, 11, 10, 11), [], {"period_years": "all_years"}, False),
    ],
)
def test_notice_of_a_gate_that_would_be_open_under_another_reading(
    evaluate: Evaluate,
    award: str,
    ranks: tuple[int, ...],
    notices: list[Data],
    readings: Data,
    is_told: bool,
) -> None:
    result = evaluate(
        case(put("N", award, PERIOD), index=rows("P1", *ranks), notices=notices, readings=readings)
    )
    assert ("cách hiểu khác" in told(result)) == is_told


def test_notice_of_one_initiative_for_a_collective_and_a_person_of_a_unit(evaluate: Evaluate) -> None:
    result = evaluate(
        case(
            put("A", "annual.collective", 2026, ideas="K1 K2"),
            put("B", "annual.individual", 2026, name="Một", ideas="K1"),
            put("C", "annual.individual", 2026, "P2", name="Hai", ideas="K2"),
            put("D", "annual.collective", 2027, ideas="K2"),
            initiatives=[idea("K1"), idea("K2")],
        )
    )
    said = {id_: "cả tập thể và cá nhân" in told(result, id_) for id_ in "ABCD"}
    assert said == {"A": True, "B": True, "C": False, "D": False}
    assert "K1" in told(result, "A")
    assert "K2" not in told(result, "A")


def test_an_ordinary_nomination_has_no_notice(evaluate: Evaluate) -> None:
    result = evaluate(
        case(
            put("A", "annual.collective", 2026, ideas="K1"),
            put("B", "annual.individual", 2026, name="Một", facts=PERSON | PROPOSED),
            put("C", "period.individual", PERIOD, name="Hai", facts=PERSON | PROPOSED | {"par_months": 40}),
            flag("P1", "D"),
            index=[*rows("P1", 1, 1, 1, 1, score=95.0), *rows("P2", 2, 2, 2, 2, score=94.0)],
            initiatives=[idea("K1")],
        )
    )
    assert [n["verdict"] for n in result["nominations"]] == ["met"] * 4
    assert [n["notices"] for n in result["nominations"]] == [[]] * 4
    assert result["violations"] == []


# --- trace and clauses ---


def test_clauses_are_the_leaves_of_the_trace_that_carry_the_verdict(evaluate: Evaluate) -> None:
    facts: list[Data] = [
        {},
        PERSON,
        PROPOSED,
        PERSON | PROPOSED,
        PERSON | {"selected": False},
        PERSON | PROPOSED | {"par_months": 36},
        PERSON | PROPOSED | {"par_months": 35},
    ]
    awards = (
        "annual.collective",
        "annual.individual",
        "period.collective",
        "period.individual",
        "period.flag",
    )
    nominations = [
        put(
            f"{award} {unit} {n}",
            award,
            2026 if award.startswith("annual") else PERIOD,
            unit,
            ideas=ideas,
            facts=given,
        )
        for award in awards
        for unit in ("P1", "P2", "P3", "S1", "X1", "V1")
        for ideas in ("", "K1", "K1 K2", "K3")
        for n, given in enumerate(facts)
    ]
    for n, nomination in enumerate(nominations):
        nomination["id"] = f"{n} {nomination['id']}"
    index = [
        *rows("P1", 1, 1, 1, 1, score=95.0),
        *rows("P2", 6, 11, 11, 11, score=80.0),
        *rows("P3", 5, 10, score=90.0),
        *rows("S1", 3, None, 9),
    ]
    seen = set()
    for reading in ("ungated", "gated"):
        result = evaluate(
            case(
                *nominations,
                readings={"annual_individual_gate": reading, "period_individual_gate": reading},
                index=index,
                initiatives=[idea("K1"), idea("K2"), idea("K3", "X1")],
            )
        )
        for nomination in result["nominations"]:
            assert nomination["verdict"] == nomination["trace"]["truth"]
            assert set(nomination["clauses"]) == carrying(nomination["trace"]), nomination["id"]
            assert len(nomination["clauses"]) == len(set(nomination["clauses"]))
            seen.add((nomination["id"].split()[1], nomination["verdict"]))
    assert seen == {(award, verdict) for award in awards for verdict in ("met", "not_met", "unknown")}

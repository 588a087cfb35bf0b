"""What `thidua evaluate` decides about persons, written grounds, barred subjects and cycles."""

import pytest
from tests.cli.case_parts import PERIOD, PERSON, PROPOSED, Data, case, idea, one, put, row, rows, told
from tests.cli.conftest import Evaluate


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

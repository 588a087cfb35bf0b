"""What `thidua evaluate` decides under each option of each reading."""

import pytest
from tests.cli.case_parts import (
    MOVED,
    PERIOD,
    PERSON,
    PROPOSED,
    Data,
    carrying,
    case,
    idea,
    one,
    put,
    row,
    rows,
)
from tests.cli.conftest import Evaluate


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

"""What `thidua evaluate` decides about initiatives, ranks and units outside the blocks."""

import pytest
from tests.cli.case_parts import PERIOD, PERSON, PROPOSED, Data, case, idea, one, put, row, rows, told
from tests.cli.conftest import Evaluate


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


@pytest.mark.parametrize(
    ("ideas", "verdict"),
    [
        ("K1 K2", "not_met"),  # one initiative
        ("K2 K3", "not_met"),  # two copies of one that is not named
        ("K2 K4", "met"),
        ("K4 K5", "not_met"),  # K5 is another unit's
        ("K1 K6", "not_met"),  # the copy adds nothing, known or not
        ("K4 K6", "unknown"),
        ("K4 K7", "met"),  # what another unit copied stays its own
    ],
)
def test_initiatives_that_are_the_same_count_once(evaluate: Evaluate, ideas: str, verdict: str) -> None:
    """K2, K3 and K6 are the same as K1; K5 the same as another unit's, another unit's the same as K7."""
    result = evaluate(
        case(
            put("N", "period.collective", PERIOD, ideas=ideas, facts={"selected": False}),
            index=rows("P1", 1, 1, 1),
            initiatives=[
                idea("K1"),
                idea("K2", same_as="K1"),
                idea("K3", same_as="K1"),
                idea("K4"),
                idea("K5", same_as="K9"),
                {
                    "id": "K6",
                    "unit": "P1",
                    "recognised": "2026-05-01",
                    "applied": "2026-06-01",
                    "same_as": "K1",
                },
                idea("K7"),
                idea("K8", unit="P2", same_as="K7"),
                idea("K9", unit="P2"),
            ],
        )
    )
    assert one(result)["verdict"] == verdict


def test_the_reason_says_which_initiatives_are_one(evaluate: Evaluate) -> None:
    result = evaluate(
        case(
            put("N", "annual.collective", 2026, ideas="K1 K2 K3"),
            index=[row(2026, "P1", 1)],
            initiatives=[
                idea("K1", title="Hẹn giờ"),
                idea("K2", title="Đặt hẹn", same_as="K1"),
                idea("K3", title="Một cửa", same_as="K9"),
                idea("K9", unit="P2"),
            ],
        )
    )
    words = one(result)["trace"]["parts"][0]["text"]
    assert "có 1 (“Hẹn giờ” được tính" in words
    assert "“Đặt hẹn” được coi là một với sáng kiến khác đã nêu, không tính thêm" in words
    assert "“Một cửa” không tính: trùng với sáng kiến K9 có trước của đơn vị khác" in words


def test_an_initiative_that_the_nomination_does_not_name_does_not_count(evaluate: Evaluate) -> None:
    result = evaluate(
        case(put("N", "annual.collective", 2026), index=[row(2026, "P1", 1)], initiatives=[idea("K")])
    )
    assert one(result)["verdict"] == "not_met"
    assert one(result)["clauses"] == ["III.2.1.2.a.TT.1"]
    assert len(one(result)["missing"]) == 1  # a further initiative can still be had


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

"""What `thidua evaluate` decides about the flag."""

from typing import Any

import pytest
from tests.cli.case_parts import MOVED, PERIOD, Data, case, flag, one, put, row, rows, told
from tests.cli.conftest import Evaluate


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

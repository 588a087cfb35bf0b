"""First in its block over several years: measures, ties, gaps, and the table for the council."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from tests.core.build import WARD, assessor, nomination, rows

from thidua.core.blocks import Block
from thidua.core.facts import IndexRow, Unit
from thidua.core.leadership import Leadership
from thidua.core.programme import load_programme
from thidua.core.resolve import period_top, yearly_top
from thidua.core.truth import MET, NOT_MET, UNKNOWN

TWO = Unit("P2", "Phường Hai", Block.PHUONG)
THREE = Unit("P3", "Phường Ba", Block.PHUONG)
ELSEWHERE = Unit("X1", "Xã Một", Block.XA)


def test_the_top_lists_are_those_of_the_plan() -> None:
    assert yearly_top(load_programme()) == {Block.SO: 3, Block.PHUONG: 5, Block.XA: 5}
    assert period_top(load_programme()) == {Block.SO: 5, Block.PHUONG: 10, Block.XA: 15}


def test_the_table_of_a_block_is_best_first_and_leaves_out_who_cannot_be_compared() -> None:
    four = Unit("P4", "Phường Bốn", Block.PHUONG)
    index = [
        *rows(TWO, [2, 1], ["90", "95"]),
        *rows(WARD, [1, 2], ["95", "94"]),
        *rows(THREE, [3, 3], ["89", None]),  # a missing score: not complete
        *rows(four, [4], ["80"]),  # left out in 2027
        *rows(ELSEWHERE, [1, 1], ["99", "99"]),
    ]
    comparison = assessor([TWO, WARD, THREE, four, ELSEWHERE], index).comparison(Block.PHUONG)
    assert comparison.years == (2026, 2027)
    assert [tally.unit.code for tally in comparison.standing()] == ["P1", "P2"]
    best, second = comparison.standing()
    assert (best.mean_score, best.mean_rank) == (Decimal("94.5"), Decimal("1.5"))
    assert (best.first_places, best.years_in_top, best.gaps) == (1, 2, ())
    assert second.mean_score == Decimal("92.5")
    assert comparison.tallies["P3"].gaps == (2027,)
    assert (comparison.tallies["P3"].mean_score, comparison.tallies["P3"].mean_rank) == (None, Decimal(3))
    assert "P4" not in comparison.tallies


def test_a_block_without_a_published_year_has_no_table_and_no_leader() -> None:
    comparison = assessor([WARD]).comparison(Block.PHUONG)
    assert (comparison.years, comparison.standing()) == ((), [])
    assert comparison.leadership(WARD) == Leadership(UNKNOWN, ())


def test_who_was_left_out_of_one_ranking_is_not_compared() -> None:
    index = [*rows(WARD, [1, None, 1], ["99", "99", "99"]), *rows(TWO, [2, 1, 2], ["90", "90", "90"])]
    found = assessor([WARD, TWO], index).leadership(WARD)
    assert found == Leadership(NOT_MET, (2026, 2027, 2028))


def test_one_alone_in_its_block_leads_it_even_without_points() -> None:
    found = assessor([WARD], rows(WARD, [1, 1])).leadership(WARD)
    assert (found.truth, found.tied, found.open_units) == (MET, (), ())


@pytest.mark.parametrize(
    ("metric", "mine", "theirs"),
    [
        # each decides by the next measure what the one before leaves level
        ("mean_score", ([1, 2], ["90", "80"]), ([2, 1], ["91", "78"])),
        ("mean_score", ([1, 2], ["90", "80"]), ([2, 2], ["85", "85"])),
        ("mean_score", ([2, 10], ["90", "80"]), ([3, 11], ["85", "85"])),
        ("mean_score", ([2, 3], ["80", "90"]), ([3, 2], ["90", "80"])),
        ("mean_rank", ([1, 3], ["1", "1"]), ([2, 3], ["9", "9"])),
        ("mean_rank", ([1, 3], ["1", "1"]), ([2, 2], ["9", "9"])),
        ("mean_rank", ([9, 10], ["1", "1"]), ([7, 12], ["9", "9"])),
        ("mean_rank", ([2, 3], ["1", "2"]), ([3, 2], ["9", "1"])),
        ("first_places", ([1, 9], ["1", "1"]), ([2, 2], ["9", "9"])),
        ("first_places", ([1, 9], ["1", "1"]), ([1, 11], ["9", "9"])),
        ("first_places", ([1, 9], ["1", "2"]), ([1, 2], ["9", "1"])),
    ],
)
def test_each_measure_decides_what_the_one_before_leaves_level(
    metric: str, mine: tuple[list[int], list[str]], theirs: tuple[list[int], list[str]]
) -> None:
    index = [*rows(WARD, *mine), *rows(TWO, *theirs)]
    judge = assessor([WARD, TWO], index, flag_metric=metric)
    assert judge.leadership(WARD).truth is MET
    behind = judge.leadership(TWO)
    assert (behind.truth, behind.ahead) == (NOT_MET, WARD)
    assert behind.tally is not None


def test_a_full_tie_at_the_top_names_all_and_those_behind_are_behind() -> None:
    index = [
        *rows(WARD, [1, 1], ["90", "90"]),
        *rows(TWO, [1, 1], ["90", "90"]),
        *rows(THREE, [3, 3], ["80", "80"]),
    ]
    judge = assessor([WARD, TWO, THREE], index)
    found = judge.leadership(TWO)
    assert (found.truth, found.tied, found.open_units) == (UNKNOWN, (TWO, WARD), ())
    assert judge.leadership(THREE).ahead == WARD


def test_results_that_are_missing_leave_the_first_place_open_until_someone_is_surely_ahead() -> None:
    index = [
        *rows(WARD, [1, 1], ["90", "90"]),
        *rows(TWO, [2, 2], ["80", None]),
        *rows(THREE, [3, 3], ["95", "95"]),
    ]
    judge = assessor([WARD, TWO, THREE], index)
    first = judge.leadership(THREE)
    assert (first.truth, [tally.unit for tally in first.open_units]) == (UNKNOWN, [TWO])
    assert (judge.leadership(WARD).truth, judge.leadership(WARD).ahead) == (NOT_MET, THREE)
    own = judge.leadership(TWO)
    assert (own.truth, [tally.unit for tally in own.open_units]) == (UNKNOWN, [TWO])


def test_a_score_that_only_a_later_measure_needs_does_not_keep_an_earlier_one_open() -> None:
    index = [*rows(WARD, [1, 1]), *rows(TWO, [2, 2])]  # no score at all
    judge = assessor([WARD, TWO], index, flag_metric="mean_rank")
    assert (judge.leadership(WARD).truth, judge.leadership(TWO).truth) == (MET, NOT_MET)
    level = [*rows(WARD, [1, 2]), *rows(TWO, [2, 1])]
    judge = assessor([WARD, TWO], level, flag_metric="mean_rank")
    found = judge.leadership(WARD)
    assert (found.truth, found.tied) == (UNKNOWN, ())
    assert {tally.unit for tally in found.open_units} == {WARD, TWO}


def test_a_full_tie_and_an_open_rival_are_both_told() -> None:
    index = [
        *rows(WARD, [1, 1], ["90", "90"]),
        *rows(TWO, [1, 1], ["90", "90"]),
        *rows(THREE, [3, 3], ["80", None]),
    ]
    found = assessor([WARD, TWO, THREE], index).leadership(WARD)
    assert (found.tied, [tally.unit for tally in found.open_units]) == ((WARD, TWO), [THREE])


def test_a_row_of_the_unit_that_comes_later_leaves_its_year_open() -> None:
    later = replace(rows(WARD, [1, 2], ["90", "90"])[1], published=date(2036, 1, 1))
    index: list[IndexRow] = [
        *rows(WARD, [1], ["90"]),
        later,
        *rows(TWO, [2, 1], ["80", "80"]),
    ]
    judge = assessor([WARD, TWO], index)
    found = judge.leadership(WARD)
    assert found.truth is UNKNOWN
    assert found.tally is not None
    assert found.tally.gaps == (2027,)
    assert (found.tally.mean_score, found.tally.mean_rank) == (None, None)


def test_points_of_many_digits_are_compared_exactly() -> None:
    tiny = "90." + "0" * 38 + "1"
    index = [*rows(WARD, [1, 1], [tiny, "90"]), *rows(TWO, [1, 1], ["90", "90"])]
    assert assessor([WARD, TWO], index).leadership(WARD).truth is MET


def test_later_years_and_years_that_do_not_count_are_not_looked_at() -> None:
    index = [
        *rows(WARD, [1, 1, 1, 1, 5], ["90", "90", "90", "90", "1"]),
        *rows(TWO, [2, 2, 2, 2, 1], ["80", "80", "80", "80", "99"]),
    ]
    assert assessor([WARD, TWO], index).comparison(Block.PHUONG).years == (2026, 2027, 2028, 2029)
    all_years = assessor([WARD, TWO], index, period_years="all_years")
    assert all_years.comparison(Block.PHUONG).years == (2026, 2027, 2028, 2029, 2030)
    assert all_years.leadership(WARD).truth is NOT_MET


def test_the_flag_asks_for_the_criteria_of_the_collective_as_well() -> None:
    index = rows(WARD, [1, 1, 1], ["90", "90", "90"])
    good = {"outstanding": True, "selected": True}
    assert assessor([WARD], index).assess(nomination("period.flag", facts=good)).truth is MET
    weak = assessor([WARD], index).assess(nomination("period.flag", facts={**good, "selected": False}))
    assert weak.truth is NOT_MET
    assert weak.clauses == ("III.2.2.a.TT.1", "III.2.2.a.TT.2")

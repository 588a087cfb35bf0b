"""The invented part: repeatable, plausible, and told apart from the real one."""

import itertools
from collections import Counter
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.core.blocks import INDEX_BLOCKS, Block
from thidua.core.scorecard.card import score_card
from thidua.core.scorecard.given import Given
from thidua.core.scorecard.tree import scorecard_of
from thidua.demo.candidates import invent_yearly
from thidua.demo.dice import dice
from thidua.demo.names import invent_name
from thidua.demo.rankings import UNRANKED_UNITS, Known, invent_rankings, starting_strength
from thidua.demo.scoring import SURVEYED, invent_sheet
from thidua.demo.titles import invent_initiatives, retell
from thidua.index_sets.reading import sample

MEMBERS = {
    Block.SO: [f"S{n}" for n in range(14)],
    Block.PHUONG: [f"P{n}" for n in range(45)],
    Block.XA: [f"X{n}" for n in range(68)] + sorted(UNRANKED_UNITS),
}
KNOWN = {
    "P7": Known(1, Decimal("95.80")),
    "P3": Known(2, Decimal("95.77")),
    "P9": Known(45, Decimal("76.26")),
}
YEARS = (2026, 2027, 2028, 2029, 2030)


def _rankings(seed, index="PAR"):
    return invent_rankings(index, dict.fromkeys(YEARS, MEMBERS), KNOWN, seed)


def test_the_same_seed_gives_the_same_rankings_and_another_seed_others():
    assert _rankings(1) == _rankings(1)
    assert _rankings(1) != _rankings(2)
    assert _rankings(1) != _rankings(1, "SIPAS")


def test_published_units_start_where_they_stood():
    strength = starting_strength(MEMBERS, KNOWN, 1)
    phuong = sorted(MEMBERS[Block.PHUONG], key=lambda unit: -strength[unit])
    assert phuong[0] == "P7"
    assert phuong[1] == "P3"
    assert phuong[-1] == "P9"


@pytest.mark.parametrize("seed", [1, 2, 2162])
def test_every_year_is_a_ranking_of_all_but_the_unranked_unit(seed):
    for rows in _rankings(seed).values():
        assert {row.unit for row in rows} == {u for units in MEMBERS.values() for u in units} - UNRANKED_UNITS
        for block in INDEX_BLOCKS:
            own = [row for row in rows if row.block is block]
            for row in own:
                assert row.rank == 1 + sum(other.score > row.score for other in own)
                assert Decimal(50) < row.score < Decimal(100)
                assert -row.score.as_tuple().exponent == 2


@pytest.mark.parametrize(
    ("year", "block", "cut"), [(2027, Block.PHUONG, 5), (2028, Block.XA, 5), (2029, Block.SO, 3)]
)
def test_once_in_each_block_two_units_share_the_last_place_of_the_yearly_list(year, block, cut):
    for seed in (1, 2, 2162):
        ranks = Counter(row.rank for row in _rankings(seed)[year] if row.block is block)
        assert ranks[cut] >= 2


def test_every_ranking_has_ties_and_near_ties():
    for rows in _rankings(7).values():
        for block in INDEX_BLOCKS:
            scores = [row.score for row in rows if row.block is block]
            assert len(set(scores)) < len(scores)
            gaps = {above - below for above, below in itertools.pairwise(scores)}
            assert any(0 < gap <= Decimal("0.05") for gap in gaps)


def test_a_unit_that_changes_block_keeps_its_strength():
    others = [unit for unit in MEMBERS[Block.XA] if unit != "X1"]
    later = {**MEMBERS, Block.PHUONG: [*MEMBERS[Block.PHUONG], "X1"], Block.XA: others}
    rankings = invent_rankings("PAR", {2026: MEMBERS, 2027: later}, KNOWN, 1)
    assert {row.block for row in rankings[2026] if row.unit == "X1"} == {Block.XA}
    assert {row.block for row in rankings[2027] if row.unit == "X1"} == {Block.PHUONG}


def test_initiatives_are_repeatable_dated_within_their_year_and_numbered():
    units = [(f"P{n}", f"Phường Thử {n}") for n in range(60)]
    invented = invent_initiatives(2027, units, 5)
    assert invented == invent_initiatives(2027, units, 5)
    assert [item.code for item in invented] == [f"SK-2027-{n + 1:03d}" for n in range(len(invented))]
    assert {item.recognised_on.year for item in invented if item.recognised_on} == {2027}
    assert all(bool(item.decision) is (item.recognised_on is not None) for item in invented)
    assert all(item.applied_on is None or item.recognised_on is not None for item in invented)
    assert {item.replicable for item in invented} == {True, False, None}


def test_a_look_alike_keeps_the_idea_and_changes_words_and_unit():
    title = "Tổ hướng dẫn lưu động hỗ trợ nộp hồ sơ dịch vụ công trực tuyến toàn trình của phường Hải An"
    other = "Tổ lưu động hướng dẫn hỗ trợ nộp hồ sơ DVC trực tuyến toàn trình trên địa bàn xã An Lão"
    assert retell(title, "Xã An Lão") == other


def test_candidates_are_named_for_people_and_leave_something_unknown():
    ranks = {f"P{n}": (Block.PHUONG, n + 1) for n in range(45)}
    invented = invent_yearly(2027, ranks, lambda unit: [f"{unit}-SK"], 1)
    assert invented == invent_yearly(2027, ranks, lambda unit: [f"{unit}-SK"], 1)
    people = [item for item in invented if item.award.endswith("individual")]
    assert people
    assert all(item.person_name and "trình diễn" in item.position for item in people)
    assert len({(item.unit, item.award) for item in invented}) == len(invented)


def test_names_depend_only_on_the_dice():
    assert invent_name(dice(1, "x")) == invent_name(dice(1, "x"))
    assert len({invent_name(dice(1, n)) for n in range(50)}) > 40


SAMPLE = scorecard_of([line.as_line for line in sample()])
MAXIMA = {one.code: one.maximum for one in SAMPLE.components}


@given(hundredths=st.integers(7000, 9920), seed=st.integers())
def test_an_invented_sheet_comes_to_exactly_its_points(hundredths, seed):
    score = Decimal(hundredths) / 100
    sheet = invent_sheet(score, Random(seed), MAXIMA)
    answers = {code: draft.given for code, draft in sheet.given.items()}
    surveyed = {code: Given(sheet.means[group]) for code, group in SURVEYED.items()}
    cuts = {code: points for code, (points, _reason) in sheet.cuts.items()}

    card = score_card(SAMPLE, answers | surveyed, cuts)

    assert (card.total.score, card.total.missing, card.faults) == (score, (), {})
    before = score_card(SAMPLE, answers | surveyed)
    assert all(before.marks[code].points > points for code, points in cuts.items())

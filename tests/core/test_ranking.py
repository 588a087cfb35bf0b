"""Ranks within a block: equal scores share a rank, the next one skips."""

from collections import Counter
from decimal import Decimal
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from thidua.core.ranking import Entry, Place, rank_scores

points = st.decimals(0, 100, places=3, allow_nan=False)
entries = st.lists(st.tuples(st.sampled_from(["so", "phuong", "xa"]), st.none() | points), max_size=30).map(
    lambda rows: [Entry(block, f"U{place}", score) for place, (block, score) in enumerate(rows)]
)


def one_block(*scores: str | None) -> list[Entry]:
    return [
        Entry("xa", f"U{place}", None if score is None else Decimal(score))
        for place, score in enumerate(scores)
    ]


def test_equal_scores_share_a_rank_and_the_next_rank_skips() -> None:
    places = rank_scores(one_block("95", "90", "90", "80"))
    assert [(place.rank, place.tie) for place in places] == [(1, 1), (2, 2), (2, 2), (4, 1)]


def test_the_rank_is_by_the_rounded_score_and_half_goes_up() -> None:
    places = rank_scores(one_block("95.004", "95.005", "94.995"))
    assert [(place.unit, place.rank, str(place.score)) for place in places] == [
        ("U1", 1, "95.01"),
        ("U0", 2, "95.00"),
        ("U2", 2, "95.00"),
    ]


def test_near_is_judged_on_rounded_scores_up_to_the_gap_itself() -> None:
    places = rank_scores(one_block("95.054", "95.001", "94.949", "94.80"))
    assert [place.near for place in places] == [True, True, True, False]
    assert [place.gap_above for place in places] == [None, Decimal("0.05"), Decimal("0.05"), Decimal("0.15")]


def test_a_tie_alone_is_not_near() -> None:
    assert [place.near for place in rank_scores(one_block("90", "90", "80"))] == [False, False, False]


def test_no_gap_is_near_when_near_is_zero() -> None:
    assert not any(place.near for place in rank_scores(one_block("90.01", "90"), near=Decimal(0)))


def test_a_unit_without_a_score_stands_last_without_a_rank() -> None:
    places = rank_scores(one_block(None, "90", None, "95"))
    assert [place.unit for place in places] == ["U3", "U1", "U0", "U2"]
    assert places[2] == Place("xa", "U0", None, None, None, None, None)


def test_blocks_come_as_first_seen_and_are_ranked_apart() -> None:
    given_entries = [
        Entry("xa", "A", Decimal(1)),
        Entry("so", "B", Decimal(9)),
        Entry("xa", "C", Decimal(5)),
    ]
    assert [(p.block, p.unit, p.rank) for p in rank_scores(given_entries)] == [
        ("xa", "C", 1),
        ("xa", "A", 2),
        ("so", "B", 1),
    ]


def test_nothing_in_gives_nothing_out() -> None:
    assert rank_scores([]) == []


@given(entries)
def test_a_ranking_is_a_permutation_of_its_entries(given_entries: list[Entry]) -> None:
    places = rank_scores(given_entries)
    assert Counter((p.block, p.unit) for p in places) == Counter((e.block, e.unit) for e in given_entries)


@given(entries)
def test_a_rank_is_one_more_than_the_number_of_better_units(given_entries: list[Entry]) -> None:
    places = rank_scores(given_entries)
    for place in places:
        peers = [p.score for p in places if p.block == place.block and p.score is not None]
        if place.score is None:
            assert (place.rank, place.tie, place.near) == (None, None, None)
        else:
            score = place.score
            assert place.rank == 1 + sum(peer > score for peer in peers)
            assert place.tie == peers.count(score)


@given(entries, st.decimals(0, 1, places=2))
def test_near_is_symmetric(given_entries: list[Entry], near: Decimal) -> None:
    places = [place for place in rank_scores(given_entries, near=near) if place.score is not None]
    for place in places:
        gaps = {abs(place.score - peer.score) for peer in places if peer.block == place.block} - {Decimal(0)}
        assert place.near == any(gap <= near for gap in gaps)


@given(entries, st.integers(-50, 50))
def test_adding_a_constant_changes_no_rank(given_entries: list[Entry], constant: int) -> None:
    raised = [
        Entry(e.block, e.unit, None if e.score is None else e.score + 100 + constant) for e in given_entries
    ]
    base = [Entry(e.block, e.unit, None if e.score is None else e.score + 100) for e in given_entries]

    def marks(places: list[Place]) -> list[tuple[str, int | None, int | None, bool | None]]:
        return [(p.unit, p.rank, p.tie, p.near) for p in places]

    assert marks(rank_scores(raised)) == marks(rank_scores(base))


@given(entries)
def test_inside_a_tie_units_keep_their_order(given_entries: list[Entry]) -> None:
    position = {entry.unit: place for place, entry in enumerate(given_entries)}
    places = rank_scores(given_entries)
    for first, second in pairwise(places):
        if (first.block, first.rank) == (second.block, second.rank):
            assert position[first.unit] < position[second.unit]

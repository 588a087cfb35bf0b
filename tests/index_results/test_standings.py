"""Totals against a second computation with fractions; what is kept and when it is computed again."""

import random
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st
from tests.index_results import naive
from tests.index_results.building import (
    LINES,
    judge,
    make_round,
    make_units,
    plain,
    send_sheet,
    survey_means,
    written,
)

from thidua.core.blocks import INDEX_BLOCKS, Block
from thidua.core.scorecard.card import Component, Scorecard, score_card
from thidua.core.scorecard.given import Given, NotArising
from thidua.core.scorecard.scales import scale_of
from thidua.index_results.standings import standings_of
from thidua.index_rounds.models import Answer

NOTHING = (None, None, False)
CARD = Scorecard(
    tuple(
        Component(code, parent, Decimal(maximum), scale_of(kind, params), NotArising(arising))
        for code, parent, maximum, kind, params, arising, _group in LINES
        if kind
    )
)


def numbers(top):
    return st.integers(0, top).map(lambda whole: (Decimal(whole), None, False))


shares = st.integers(1, 400).flatmap(
    lambda base: st.integers(0, base).map(lambda part: (Decimal(part), Decimal(base), False))
)
maybe = {
    "1.1": numbers(1) | st.just(NOTHING),
    "1.2": shares | st.just(NOTHING) | st.just((None, None, True)),
    "1.3": shares | st.just((None, None, True)),
    "2.1": numbers(9) | st.just(NOTHING),
    "2.2": numbers(12),
    "2.3": numbers(5),
    "3.3": numbers(4) | st.just(NOTHING),
}
sheets = st.fixed_dictionaries(maybe)
means = st.decimals(0, 100, places=4)
judgements = st.dictionaries(st.sampled_from(["1.1", "1.2", "2.1", "3.2"]), st.decimals(0, 1, places=4))


def agree(scored, given, mean, judged):
    total, reachable, exact = naive.card(given, mean, judged)
    assert abs(Fraction(scored.total.points) - total) < Fraction(1, 10**18)
    assert Fraction(scored.total.maximum) == reachable
    assert Fraction(scored.total.score) == naive.rounded(exact)


@for_all(given=sheets, mean=means, judged=judgements)
def test_every_total_agrees_with_plain_fractions(given, mean, judged):
    asked = {code: Given(*one) for code, one in given.items()} | {"3.1": Given(mean)}
    agree(score_card(CARD, asked, judged), given, mean, judged)


def _drawn(dice):
    def share():
        base = dice.randint(1, 300)
        return Decimal(dice.randint(0, base)), Decimal(base), False

    def number(top):
        return Decimal(dice.randint(0, top)), None, False

    return {
        "1.1": number(1),
        "1.2": dice.choice([share(), NOTHING, (None, None, True)]),
        "1.3": dice.choice([share(), (None, None, True)]),
        "2.1": number(9),
        "2.2": number(12),
        "2.3": number(5),
        "3.3": dice.choice([number(4), NOTHING]),
    }


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_whole_round_agrees_unit_by_unit(db, at, demo_day, seed):
    dice = random.Random(seed)
    history = make_units(at, INDEX_BLOCKS, 4)
    found = make_round(at, INDEX_BLOCKS)
    known = {}
    for unit in history.living():
        given, judged = _drawn(dice), {}
        sheet = send_sheet(at, found, unit, given)
        for code in dice.sample(["1.1", "2.1", "3.2"], dice.randint(0, 3)):
            judged[code] = Decimal(dice.randint(0, 10000)) / 10000
            judge(at, sheet, code, judged[code])
        known[unit.id] = (given, Decimal(dice.randint(0, 10**6)) / 10**4, judged)
    survey_means(at, {pk: mean for pk, (_given, mean, _judged) in known.items()})
    for block in INDEX_BLOCKS:
        standings = standings_of(found, block)
        assert len(standings.cards) == 4
        for pk, scored in standings.cards.items():
            agree(scored, *known[pk])
        exact = {pk: naive.rounded(naive.card(*known[pk])[2]) for pk in standings.cards}
        for pk, place in standings.place_of.items():
            assert place.rank == 1 + sum(other > exact[pk] for other in exact.values())


def test_equal_scores_share_a_rank_and_the_next_is_skipped(found):
    places = standings_of(found, Block.XA).places
    assert [place.rank for place in places] == [1, 2, 2, 4, 5, 6, 7]
    assert [place.near for place in places] == [False, False, False, False, True, True, False]


def test_units_that_sent_nothing_are_not_ranked(at, units, scored):
    found = scored("90")
    send_sheet(at, found, units["xa02"], plain(Decimal(9900)), is_sent=False)
    assert list(standings_of(found, Block.XA).cards) == [units["xa01"].id]
    assert standings_of(found, Block.SO) is None


def test_what_is_kept_follows_every_change(at, units, scored, django_assert_num_queries):
    found = scored("90", "80")
    first = standings_of(found, Block.XA)
    with django_assert_num_queries(2):
        assert standings_of(found, Block.XA) is first
    sheet = found.sheets.get(unit_id=units["xa01"].id)
    judge(at, sheet, "1.1", Decimal(70))
    assert standings_of(found, Block.XA).place_of[units["xa02"].id].rank == 1
    assert standings_of(found, Block.XA, is_judged=False).place_of[units["xa01"].id].rank == 1
    judge(at, sheet, "1.1", None, stage="explanation")
    assert standings_of(found, Block.XA).place_of[units["xa01"].id].rank == 1
    Answer.objects.filter(sheet=sheet).update(value=Decimal(1000), version=2)
    written(found)
    assert standings_of(found, Block.XA).place_of[units["xa01"].id].score == Decimal("10.00")


@pytest.mark.parametrize("many", [1, 3])
def test_the_number_of_queries_does_not_grow(scored, django_assert_num_queries, many):
    found = scored(*["90", "80", "70"][:many])
    standings_of(found, Block.XA)
    from thidua.index_results import standings

    standings.forget()
    with django_assert_num_queries(8):
        standings_of(found, Block.XA)

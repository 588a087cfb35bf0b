"""Ranks to try: a copy of the ledger in which a unit stands elsewhere, and nothing else is another."""

import datetime as dt
from decimal import Decimal

import pytest

from thidua.core.blocks import Block
from thidua.core.facts import UNRANKED_RANK, IndexRow, Initiative, Ledger, Place, Unit

DAY = dt.date(2028, 2, 15)
ONE, TWO, LEFT_OUT = (Unit(code, f"Phường {code}", Block.PHUONG) for code in ("P1", "P2", "P3"))
MOVED_BLOCK = Unit("X1", "Xã X1", Block.XA)


@pytest.fixture
def ledger():
    """2026 published for the phường; P2 has a row that comes later than DAY for 2027; X1 was a phường."""
    index = (
        IndexRow(2026, "P1", 1, Block.PHUONG, Decimal("95.80")),
        IndexRow(2026, "P2", 2, Block.PHUONG),
        IndexRow(2026, "X1", 3, Block.PHUONG),
        IndexRow(2027, "P2", 4, Block.PHUONG, published=dt.date(2028, 3, 1)),
    )
    initiatives = (Initiative("SK-1", "P1"),)
    return Ledger(as_of=DAY, units=(ONE, TWO, LEFT_OUT, MOVED_BLOCK), index=index, initiatives=initiatives)


def standings(ledger):
    return {code: ledger.standings(code) for code in ledger.units}


def test_another_rank_keeps_the_block_and_the_points_of_that_year(ledger):
    tried = ledger.with_ranks({("P1", 2026): 9, ("X1", 2026): 8})

    assert tried.standings("P1") == {2026: Place(9, Block.PHUONG, Decimal("95.80"))}
    assert tried.standings("X1") == {2026: Place(8, Block.PHUONG)}


def test_a_unit_that_was_left_out_gets_a_place_in_its_block_of_today(ledger):
    assert ledger.standings("P3") == {2026: Place(UNRANKED_RANK, Block.PHUONG)}

    assert ledger.with_ranks({("P3", 2026): 3}).standings("P3") == {2026: Place(3, Block.PHUONG)}


def test_a_year_that_is_not_published_stays_so_for_everybody_else(ledger):
    tried = ledger.with_ranks({("P1", 2027): 2, ("P2", 2027): 1})

    assert tried.standings("P1")[2027] == Place(2, Block.PHUONG)
    assert tried.standings("P2")[2027] == Place(1, Block.PHUONG)
    assert 2027 not in tried.standings("P3")
    assert tried.published == {Block.PHUONG: {2026}}


@pytest.mark.parametrize("asked_before", [True, False])
def test_the_ledger_itself_and_all_others_stay_as_they_are(ledger, asked_before):
    if asked_before:
        standings(ledger)
    tried = ledger.with_ranks({("P1", 2026): 9})

    assert standings(tried) == standings(ledger) | {"P1": {2026: Place(9, Block.PHUONG, Decimal("95.80"))}}
    assert ledger.standings("P1") == {2026: Place(1, Block.PHUONG, Decimal("95.80"))}
    assert dict(ledger.with_ranks({}).units) == ledger.units
    assert (tried.as_of, tried.own_initiatives("P1", ["SK-1"])) == (DAY, (Initiative("SK-1", "P1"),))
    assert sorted(code for code, _year, _place in tried.rows()) == ["P1", "P2", "X1"]


def test_what_comes_later_is_not_known_in_the_copy_either(ledger):
    tried = ledger.with_ranks({("P1", 2027): 1})

    assert tried.standings("P2") == {2026: Place(2, Block.PHUONG)}


def test_a_former_unit_is_read_by_its_own_rows_and_stands_among_nobody():
    gone = Unit("P9", "Phường P9", Block.PHUONG)
    index = (IndexRow(2026, "P9", 4, Block.PHUONG), IndexRow(2026, "P1", 1, Block.PHUONG))
    after = Ledger(as_of=DAY, units=(ONE,), index=index, former=(gone,))

    assert (after.unit("P9"), after.unit("P1")) == (gone, ONE)
    assert after.standings("P9") == {2026: Place(4, Block.PHUONG)}
    assert after.units == {"P1": ONE}
    assert after.with_ranks({("P1", 2026): 2}).unit("P9") == gone
    with pytest.raises(KeyError):
        after.unit("P0")


@pytest.mark.parametrize(("published", "known"), [(Block.PHUONG, {}), (Block.XA, {2026: Block.XA})])
def test_a_year_counts_in_the_block_of_that_year(published, known):
    """B09: what the block of today published says nothing of a year in which the unit was in another one."""
    became_phuong = Unit("X2", "Phường X2", Block.PHUONG, {2026: Block.XA})
    ledger = Ledger(as_of=DAY, units=(ONE, became_phuong), index=(IndexRow(2026, "P1", 1, published),))

    assert {year: place.block for year, place in ledger.standings("X2").items()} == known
    assert all(not place.is_ranked for place in ledger.standings("X2").values())

"""Invented rankings: a random walk around the real order of 2025, with ties and near-ties as in life."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from random import Random

from thidua.core.blocks import INDEX_BLOCKS, Block
from thidua.core.ranking import Entry, rank_scores
from thidua.demo.dice import dice

UNRANKED_UNITS = frozenset({"11948"})
"""Đặc khu Bạch Long Vĩ: the real 2025 list ranks 68 of 69 xã and đặc khu, and the invention keeps to it."""
FIRST_INVENTED_YEAR = 2026

# The best and the last score of each block in the published index of 2025.
_RANGE = {Block.SO: (94.71, 88.99), Block.PHUONG: (95.80, 76.26), Block.XA: (94.15, 73.37)}
_STEP = {Block.SO: 0.55, Block.PHUONG: 1.05, Block.XA: 1.25}
_PULL = 0.18
_YEARLY_PROGRESS = 0.25
_CEILING = 99.20
_CUTS = {Block.SO: (3, 5), Block.PHUONG: (5, 10), Block.XA: (5, 15)}
_TIE_AT_CUT = {2027: Block.PHUONG, 2028: Block.XA, 2029: Block.SO}
"""In these years two units of that block share the last place of the yearly list (reading B07)."""


@dataclass(frozen=True, slots=True)
class Known:
    """A published row of 2025."""

    rank: int
    score: Decimal | None


@dataclass(frozen=True, slots=True)
class InventedRow:
    """One row of an invented ranking."""

    unit: str
    block: Block
    rank: int
    score: Decimal


def starting_strength(
    members: Mapping[Block, Sequence[str]], known: Mapping[str, Known], seed: int
) -> dict[str, float]:
    """The strength of every ranked unit in 2025: published ones where they stood, the others in between."""
    strength: dict[str, float] = {}
    for block in INDEX_BLOCKS:
        units = [unit for unit in members[block] if unit not in UNRANKED_UNITS]
        best, last = _RANGE[block]
        taken = {known[unit].rank: unit for unit in units if unit in known}
        others = [unit for unit in units if unit not in known]
        dice(seed, "start", block).shuffle(others)
        for rank in range(1, len(units) + 1):
            unit = taken.get(rank) or others.pop()
            place = (rank - 1) / max(len(units) - 1, 1)
            score = known[unit].score if unit in known else None
            strength[unit] = float(score) if score is not None else best - (best - last) * place**1.2
    return strength


def invent_rankings(
    index: str,
    members_by_year: Mapping[int, Mapping[Block, Sequence[str]]],
    known: Mapping[str, Known],
    seed: int,
) -> dict[int, list[InventedRow]]:
    """Rankings of the years given, in order, each from the strength the year before left behind.

    `members_by_year`: the units of each block in each year, in a fixed order. A unit without a past
    begins at the lower third of its block.
    """
    years = sorted(members_by_year)
    home = starting_strength(members_by_year[years[0]], known, seed)
    now = dict(home)
    rankings = {}
    for year in years:
        members = members_by_year[year]
        for block in INDEX_BLOCKS:
            chance = dice(seed, index, "walk", year, block)
            best, last = _RANGE[block]
            for unit in members[block]:
                start = home.setdefault(unit, last + (best - last) / 3)
                pull = (start - now.setdefault(unit, start)) * _PULL
                now[unit] += pull + _YEARLY_PROGRESS + chance.gauss(0, _STEP[block])
        rankings[year] = [
            row
            for block in INDEX_BLOCKS
            for row in _rank(index, year, block, members[block], now, dice(seed, index, "ties", year, block))
        ]
    return rankings


def _rank(
    index: str, year: int, block: Block, units: Iterable[str], strength: Mapping[str, float], chance: Random
) -> list[InventedRow]:
    scores = {
        unit: Decimal(f"{min(strength[unit], _CEILING):.2f}") for unit in units if unit not in UNRANKED_UNITS
    }
    order = sorted(scores, key=lambda unit: (-scores[unit], unit))
    for place in chance.sample(range(len(order) - 1), k=min(2, len(order) - 1)):
        scores[order[place + 1]] = scores[order[place]]
    near = chance.randrange(len(order) - 1)
    scores[order[near + 1]] = scores[order[near]] - Decimal("0.02")
    if index == "PAR" and _TIE_AT_CUT.get(year) is block:
        _tie_at(order, scores, _CUTS[block][0])
    return [
        InventedRow(place.unit, block, place.rank, place.score)
        for place in rank_scores(Entry(block, unit, scores[unit]) for unit in order)
        if place.rank is not None and place.score is not None
    ]


def _tie_at(order: Sequence[str], scores: dict[str, Decimal], cut: int) -> None:
    """Makes the units at `cut` and just below it share a score of their own."""
    ranked = sorted(order, key=lambda unit: (-scores[unit], unit))
    shared = scores[ranked[cut - 1]]
    scores[ranked[cut]] = shared
    for above in ranked[: cut - 1]:
        if scores[above] == shared:
            scores[above] += Decimal("0.01")

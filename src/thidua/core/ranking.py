"""Ranks by score within a block: equal scores share a rank, the next one skips (1, 2, 2, 4).

Reading B07: a published rank always wins over a computed one; this room only computes and marks.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from thidua.core.scoring import round_points


@dataclass(frozen=True, slots=True)
class Entry:
    """One unit to be ranked. `score` None: no score, so no rank."""

    block: str
    unit: str
    score: Decimal | None


@dataclass(frozen=True, slots=True)
class Place:
    """A ranked unit. `score` is rounded; `tie` counts who shares the rank (1: alone).

    `near`: the gap to the next better or next worse different score is at most the near gap.
    `gap_above`: points to the next better different score, None for the leader.
    Unranked: rank, tie, near and gap are None.
    """

    block: str
    unit: str
    score: Decimal | None
    rank: int | None = None
    tie: int | None = None
    near: bool | None = None
    gap_above: Decimal | None = None


def rank_scores(
    entries: Iterable[Entry], *, decimals: int = 2, near: Decimal = Decimal("0.05")
) -> list[Place]:
    """Places in the order block (as first seen), rank; inside a tie and among unranked as given."""
    blocks: dict[str, list[Entry]] = {}
    for entry in entries:
        blocks.setdefault(entry.block, []).append(entry)
    return [place for members in blocks.values() for place in _rank_block(members, decimals, near)]


def _rank_block(members: Sequence[Entry], decimals: int, near: Decimal) -> list[Place]:
    scored = [(round_points(entry.score, decimals), entry) for entry in members if entry.score is not None]
    scored.sort(key=lambda pair: pair[0], reverse=True)
    levels = [(score, [entry for _, entry in group]) for score, group in groupby(scored, lambda p: p[0])]
    places: list[Place] = []
    for index, (score, group) in enumerate(levels):
        above = levels[index - 1][0] - score if index else None
        below = score - levels[index + 1][0] if index + 1 < len(levels) else None
        is_near = any(gap is not None and gap <= near for gap in (above, below))
        rank = len(places) + 1
        places += [Place(entry.block, entry.unit, score, rank, len(group), is_near, above) for entry in group]
    places += [Place(entry.block, entry.unit, None) for entry in members if entry.score is None]
    return places

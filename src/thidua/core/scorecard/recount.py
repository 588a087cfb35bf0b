"""Frozen results counted again from the file alone, on fractions: nothing of the scoring is used here.

Each number is counted from the step below it as the file states that step: a single wrong number is told
where it is, and a file without a line is right from the points of each component up to the ranks.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import floor
from typing import Any

from thidua.core.scorecard.frozen_results import FrozenCard, FrozenResults, FrozenUnit, read_results

LOST = Fraction(1, 10**12)
"""What the last kept digits may have lost: points are frozen to twenty places, a third has no end."""


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One number that does not follow from the others; `unit` is its code and name."""

    block: str
    unit: str
    what: str
    stored: str
    recounted: str


def disagreements(content: Mapping[str, Any]) -> list[Disagreement]:
    """Everything in frozen results that does not stand, in the order of the file. NotResults."""
    results = read_results(content)
    found: list[Disagreement] = []
    for block in results.blocks:
        ranks = _ranks([unit.score for unit in block.units])
        for unit, rank in zip(block.units, ranks, strict=True):
            said = _of_unit(block.card, unit, rank, results)
            found += (Disagreement(block.name, unit.name, *one) for one in said)
    return found


def _of_unit(
    card: FrozenCard, unit: FrozenUnit, rank: int, results: FrozenResults
) -> Iterator[tuple[str, str, str]]:
    """What does not stand of one unit: what, stored, counted again."""
    for word, codes in (("không phát sinh", unit.excluded), ("còn thiếu", unit.missing)):
        for code in codes:
            if (points := unit.components[code]) is not None:
                yield f"tiêu chí {code}", word, f"{_shown(points)} điểm"
    members: dict[str, list[Fraction | None]] = {area: [] for area in unit.areas}
    for code, points in unit.components.items():
        members[card.components[code].area].append(points)
    for area, stored in unit.areas.items():
        yield from _sum(f"điểm lĩnh vực {area}", stored, members[area])
    yield from _sum("tổng điểm", unit.points, list(unit.components.values()))
    counting = {code: one.maximum for code, one in card.components.items() if not one.is_outside}
    yield from _sum("điểm tối đa của bộ tiêu chí", unit.whole, list(counting.values()))
    left = [maximum for code, maximum in counting.items() if code not in unit.excluded]
    yield from _sum("điểm tối đa của đơn vị", unit.maximum, left)
    percent = _rounded(unit.points * 100 / unit.maximum, card.decimals) if unit.maximum else None
    if unit.percent != percent:
        yield "tỷ lệ phần trăm", _percent(unit.percent), _percent(percent)
    score = _rounded(_carried_over(unit), card.decimals)
    if unit.score != score:
        yield "điểm xếp hạng", _shown(unit.score), _shown(score)
    if unit.rank != rank:
        yield "thứ hạng", str(unit.rank), str(rank)
    head_class = _class_of(results, unit.score)
    if unit.head_class != head_class:
        yield "mức của người đứng đầu", unit.head_class or "không có", head_class or "không có"


def _sum(what: str, stored: Fraction, parts: Sequence[Fraction | None]) -> Iterator[tuple[str, str, str]]:
    total = sum((one for one in parts if one is not None), Fraction(0))
    if abs(total - stored) > LOST:
        yield what, _shown(stored), _shown(total)


def _carried_over(unit: FrozenUnit) -> Fraction:
    """The points, carried over to the whole when something left the sum."""
    if unit.maximum == unit.whole:
        return unit.points
    return unit.points * unit.whole / unit.maximum if unit.maximum else Fraction(0)


def _rounded(value: Fraction, decimals: int) -> Fraction:
    """Half up."""
    unit = 10**decimals
    return Fraction(floor(value * unit + Fraction(1, 2) + LOST), unit)


def _ranks(scores: Sequence[Fraction]) -> list[int]:
    """One more than how many stand above: equal scores share a rank and the next one skips."""
    best = sorted(scores, reverse=True)
    first = {score: best.index(score) + 1 for score in set(best)}
    return [first[score] for score in scores]


def _class_of(results: FrozenResults, score: Fraction) -> str:
    return next((name for name, least in results.cuts if score >= least), "")


def _percent(value: Fraction | None) -> str:
    return "không có" if value is None else _shown(value)


def _shown(value: Fraction) -> str:
    """In decimals with a comma; what has no end is cut at twelve places."""
    number = round(abs(value) * 10**12)
    whole, rest = divmod(number, 10**12)
    decimals = f"{rest:012}".rstrip("0")
    return ("-" if value < 0 and number else "") + str(whole) + (f",{decimals}" if decimals else "")

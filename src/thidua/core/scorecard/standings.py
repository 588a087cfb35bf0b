"""From cards to a ranking: places with ties and near-ties, what would turn the order, how firm the top is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from thidua.core.ranking import Entry, Place, rank_scores
from thidua.core.scorecard.card import CardScore, Mark, Scorecard
from thidua.core.scorecard.exact import ZERO

NEAR = Decimal("0.05")


def places_of(cards: Mapping[str, CardScore], *, places: int = 2) -> list[Place]:
    """Units by score, rounded once; equal scores share a rank (reading B07)."""
    entries = [Entry("", unit, card.total.score) for unit, card in cards.items()]
    return rank_scores(entries, decimals=places, near=NEAR)


@dataclass(frozen=True, slots=True)
class Line:
    """Where a cut falls: the last units inside, the first outside, and the points between them."""

    top: int
    inside: tuple[str, ...]
    outside: tuple[str, ...]
    gap: Decimal
    is_near: bool
    is_tied: bool


def cut_line(ranked: Sequence[Place], top: int) -> Line | None:
    """The cut after the first `top` places; None when everybody is inside. A tie at the cut lets all in."""
    scored = [place for place in ranked if place.rank is not None and place.score is not None]
    inside = [place for place in scored if (place.rank or 0) <= top]
    outside = [place for place in scored if (place.rank or 0) > top]
    if not inside or not outside:
        return None
    last, first = inside[-1].score or ZERO, outside[0].score or ZERO
    gap = last - first
    return Line(
        top=top,
        inside=tuple(place.unit for place in inside if place.score == last),
        outside=tuple(place.unit for place in outside if place.score == first),
        gap=gap,
        is_near=gap <= NEAR,
        is_tied=len(inside) > top,
    )


@dataclass(frozen=True, slots=True)
class Flip:
    """One component that alone would turn the order of two units.

    `gain`: by how much the lower one could rise there, or the upper one fall; at least the gap.
    """

    code: str
    unit: str
    gain: Decimal
    is_rise: bool


def flips(upper: tuple[str, CardScore], lower: tuple[str, CardScore]) -> list[Flip]:
    """The components that could turn two neighbours, the least change first: lost points of the lower unit,
    won points of the upper one."""
    gap = upper[1].total.exact_score - lower[1].total.exact_score
    found = [
        Flip(code, lower[0], lost, is_rise=True)
        for code, mark in lower[1].marks.items()
        if (lost := _lost(mark)) > ZERO and lost >= gap
    ]
    found += [
        Flip(code, upper[0], mark.points, is_rise=False)
        for code, mark in upper[1].marks.items()
        if mark.points is not None and mark.points > ZERO and mark.points >= gap
    ]
    return sorted(found, key=lambda one: (one.gain, one.code))


def _lost(mark: Mark) -> Decimal:
    return ZERO if mark.is_excluded else mark.maximum - (mark.points or ZERO)


@dataclass(frozen=True, slots=True)
class Sway:
    """A component without which the first `top` would be others."""

    code: str
    enters: tuple[str, ...]
    leaves: tuple[str, ...]


def sensitivity(card: Scorecard, cards: Mapping[str, CardScore], top: int) -> list[Sway]:
    """Leaving out one component at a time: those that change who stands in the first `top`."""
    first = _top({unit: one.total.exact_score for unit, one in cards.items()}, top)
    found = []
    for component in card.components:
        without = {
            unit: one.total.exact_score - (one.marks[component.code].points or ZERO)
            for unit, one in cards.items()
        }
        then = _top(without, top)
        if then != first:
            found.append(Sway(component.code, tuple(sorted(then - first)), tuple(sorted(first - then))))
    return found


def _top(scores: Mapping[str, Decimal], top: int) -> set[str]:
    ordered = sorted(scores.values(), reverse=True)
    if not ordered:
        return set()
    last = ordered[min(top, len(ordered)) - 1]
    return {unit for unit, score in scores.items() if score >= last}

"""A scorecard: the components of one block and year, and what one unit has on it, area by area and in sum."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from thidua.core.scorecard.exact import ZERO, divide, round_score
from thidua.core.scorecard.faults import ScaleFault
from thidua.core.scorecard.given import Given, NotArising, Scale
from thidua.core.scorecard.other_scales import FromOthers
from thidua.core.scorecard.scales import points_of


@dataclass(frozen=True, slots=True)
class Component:
    """What is scored: `code` 1.2.3, `area` the code of its area, `maximum` in points."""

    code: str
    area: str
    maximum: Decimal
    scale: Scale
    not_arising: NotArising = NotArising.NEVER


@dataclass(frozen=True)
class Scorecard:
    """The components in order. `places`: decimals of the score, rounded once, half up."""

    components: tuple[Component, ...]
    places: int = 2

    @cached_property
    def by_code(self) -> dict[str, Component]:
        """Components by code."""
        return {one.code: one for one in self.components}

    @cached_property
    def whole(self) -> Decimal:
        """The sum of the maxima; what is on top of it or off it does not count."""
        return sum((one.maximum for one in self.components if not one.scale.is_outside), ZERO)

    @cached_property
    def in_turn(self) -> tuple[Component, ...]:
        """The components so that a formula comes after what it reads. ScaleFault for a circle."""
        done: dict[str, Component] = {}
        waiting = list(self.components)
        while waiting:
            ready = [one for one in waiting if all(code in done for code in _reads(one))]
            if not ready:
                raise ScaleFault("các công thức vòng lại nhau: " + ", ".join(one.code for one in waiting))
            done.update((one.code, one) for one in ready)
            waiting = [one for one in waiting if one.code not in done]
        return tuple(done.values())


def _reads(component: Component) -> tuple[str, ...]:
    return component.scale.formula.codes if isinstance(component.scale, FromOthers) else ()


@dataclass(frozen=True, slots=True)
class Mark:
    """What one component brought. `points` None: nothing given yet, or out of the sum (`is_excluded`)."""

    code: str
    points: Decimal | None
    maximum: Decimal
    is_excluded: bool = False
    is_judged: bool = False


@dataclass(frozen=True)
class Sum:
    """Points of a whole card or of one area, unrounded. `maximum`: without what left the sum.

    `missing`: components for which nothing was given; they stand as 0 in the sum and are told.
    """

    points: Decimal
    maximum: Decimal
    whole: Decimal
    missing: tuple[str, ...] = ()
    places: int = 2

    @cached_property
    def is_reduced(self) -> bool:
        """Whether something left the sum, so that points alone cannot be compared."""
        return self.maximum != self.whole

    @cached_property
    def percent(self) -> Decimal | None:
        """Points in percent of what could be had, rounded once; None when nothing could be had."""
        return round_score(divide(self.points * 100, self.maximum), self.places) if self.maximum else None

    @cached_property
    def shown(self) -> Decimal:
        """The points as they are shown, rounded once."""
        return round_score(self.points, self.places)

    @cached_property
    def exact_score(self) -> Decimal:
        """What is ranked, unrounded: the points, carried over to the whole when something left the sum."""
        if not self.is_reduced:
            return self.points
        return divide(self.points * self.whole, self.maximum) if self.maximum else ZERO

    @cached_property
    def score(self) -> Decimal:
        """What is ranked, rounded once."""
        return round_score(self.exact_score, self.places)


@dataclass(frozen=True)
class CardScore:
    """A whole card of one unit: every component's mark, every area's sum, the total."""

    marks: dict[str, Mark]
    areas: dict[str, Sum]
    total: Sum
    faults: dict[str, str] = field(default_factory=dict)


def score_card(
    card: Scorecard, given: Mapping[str, Given], judged: Mapping[str, Decimal] | None = None
) -> CardScore:
    """Scores a card. `judged`: points that somebody set by hand, which win over the scale.

    A number that cannot be is a fault of its component, which then counts as not given.
    """
    judged = judged or {}
    marks: dict[str, Mark] = {}
    faults: dict[str, str] = {}
    points: dict[str, Decimal] = {}
    for one in card.in_turn:
        try:
            mark = _mark(one, given.get(one.code, _NOTHING), judged.get(one.code), points)
        except ScaleFault as fault:
            faults[one.code] = str(fault)
            mark = Mark(one.code, None, one.maximum)
        marks[one.code] = mark
        points[one.code] = mark.points or ZERO
    ordered = {one.code: marks[one.code] for one in card.components}
    areas: dict[str, list[Component]] = {}
    for one in card.components:
        areas.setdefault(one.area, []).append(one)
    return CardScore(
        marks=ordered,
        areas={area: _sum(members, ordered, card.places) for area, members in areas.items()},
        total=_sum(card.components, ordered, card.places),
        faults=faults,
    )


_NOTHING = Given()


def _mark(one: Component, given: Given, judged: Decimal | None, points: Mapping[str, Decimal]) -> Mark:
    if judged is not None:
        # Whoever judged it found that it did arise.
        return Mark(one.code, judged, one.maximum, is_judged=True)
    excluded = given.not_arising and one.not_arising is NotArising.EXCLUDED
    if isinstance(one.scale, FromOthers) and not given.not_arising:
        given = Given(one.scale.formula.value(points))
    return Mark(one.code, points_of(one.scale, given, one.maximum, one.not_arising), one.maximum, excluded)


def _sum(components: Iterable[Component], marks: Mapping[str, Mark], places: int) -> Sum:
    points = maximum = whole = ZERO
    missing = []
    for one in components:
        mark = marks[one.code]
        points += mark.points or ZERO
        if mark.points is None and not mark.is_excluded and one.scale.is_typed and not one.scale.is_outside:
            missing.append(one.code)
        if not one.scale.is_outside:
            whole += one.maximum
            maximum += ZERO if mark.is_excluded else one.maximum
    return Sum(points, maximum, whole, tuple(missing), places)

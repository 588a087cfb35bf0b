"""One block of a round as its pages draw it: the same shape, whether computed now or frozen and published."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from statistics import median

from thidua.core.blocks import Block
from thidua.core.ranking import Place
from thidua.core.scorecard.card import CardScore
from thidua.core.scorecard.exact import round_score
from thidua.core.scorecard.standings import places_of
from thidua.units.selectors import UnitHistory, UnitRecord, history

ROWS_ON_PAGE = 70
"""The largest block of the city, 69 units, is one page."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A component as the results count it. `rule`: how it is scored, in the words of the sheet.

    `is_outside`: its points come on top of the whole, or off it.
    """

    code: str
    name: str
    area: str
    maximum: Decimal
    is_outside: bool
    rule: str


@dataclass(frozen=True)
class BlockResults:
    """`areas`: code → name in the set's order; `cards`: unit id → its card; `decimals` of a score."""

    round_id: int
    year: int
    block: Block
    is_sample: bool
    areas: Mapping[str, str]
    components: tuple[Counted, ...]
    decimals: int
    cards: Mapping[int, CardScore]

    @property
    def unit_names(self) -> Mapping[int, str]:
        """Unit id → the name it had when the results were frozen; empty for what is computed now."""
        return {}

    @cached_property
    def kept_order(self) -> list[tuple[UnitHistory, list[tuple[UnitRecord, Place]]]]:
        """The units as they stood when `ranked` was asked last, and their order: a country's takes long."""
        return []

    @cached_property
    def by_code(self) -> dict[str, Counted]:
        """Components by code."""
        return {one.code: one for one in self.components}

    @cached_property
    def spread(self) -> dict[str, tuple[Decimal | None, Decimal | None]]:
        """Area → median and best percent of the block; None where nobody could have anything."""
        found: dict[str, tuple[Decimal | None, Decimal | None]] = {}
        for area in self.areas:
            percents = (card.areas[area].percent for card in self.cards.values())
            shares = [share for share in percents if share is not None]
            found[area] = (round_score(median(shares)), max(shares)) if shares else (None, None)
        return found

    @cached_property
    def places(self) -> list[Place]:
        """The units by rank; `Place.unit` is the unit's id as text."""
        return places_of({str(pk): card for pk, card in self.cards.items()}, places=self.decimals)

    @cached_property
    def place_of(self) -> dict[int, Place]:
        """Unit id → its place."""
        return {int(place.unit): place for place in self.places}

    def unit_on(self, unit_id: int, on: date) -> UnitRecord:
        """The unit as of a day, under the name it was published with."""
        return _named(history(on).by_id()[unit_id], self.unit_names)


def ranked(results: BlockResults, on: date) -> list[tuple[UnitRecord, Place]]:
    """The units in the order of their ranks, those of one rank by name."""
    known = history(on)
    for units_then, order in results.kept_order:
        if units_then is known:
            return order
    units, names = known.by_id(), results.unit_names
    found = [
        (_named(units[int(place.unit)], names), place) for place in results.places if int(place.unit) in units
    ]
    found.sort(key=lambda pair: (pair[1].rank or 0, pair[0].sort_key))
    results.kept_order[:] = [(known, found)]
    return found


def _named(unit: UnitRecord, names: Mapping[int, str]) -> UnitRecord:
    name = names.get(unit.id, unit.full_name)
    return unit if name == unit.full_name else replace(unit, full_name=name)

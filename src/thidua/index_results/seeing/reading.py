"""The areas of a block, read from its results; the same rows are the table behind the chart."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from thidua.core.ranking import Place
from thidua.foundation.tables import Cell
from thidua.index_results.block_results import BlockResults, ranked
from thidua.units.selectors import UnitRecord


@dataclass(frozen=True, slots=True)
class Area:
    """An area of the set with its name; `middle` and `best`: percent in the block, None without any."""

    code: str
    name: str
    middle: Decimal | None
    best: Decimal | None


@dataclass(frozen=True, slots=True)
class Grid:
    """Units by areas; each row with its percent in every area, None where nothing could be had."""

    areas: tuple[Area, ...]
    rows: tuple[tuple[UnitRecord, Place, tuple[Decimal | None, ...]], ...]


def areas_of(results: BlockResults) -> tuple[Area, ...]:
    """The areas in the order of the set."""
    return tuple(Area(code, name, *results.spread[code]) for code, name in results.areas.items())


def grid_of(results: BlockResults, on: date) -> Grid:
    """Every unit in every area, by rank."""
    areas, cards = areas_of(results), results.cards
    return Grid(
        areas,
        tuple(
            (unit, place, tuple(cards[unit.id].areas[area.code].percent for area in areas))
            for unit, place in ranked(results, on)
        ),
    )


def grid_table(grid: Grid) -> Iterator[list[Cell]]:
    """The grid to take along."""
    yield [_("Hạng"), _("Mã đơn vị"), _("Đơn vị"), *(f"{area.code} {area.name} (%)" for area in grid.areas)]
    for unit, place, shares in grid.rows:
        yield [place.rank, unit.code, unit.full_name, *shares]

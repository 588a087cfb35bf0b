"""What the charts of a block show, read from its results; the same rows are the tables behind them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from statistics import median

from django.utils.translation import gettext as _

from thidua.core.ranking import Place
from thidua.core.scorecard.exact import ZERO, divide, round_score
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


@dataclass(frozen=True, slots=True)
class Loss:
    """Where a block loses points: one component over all units for which it counts (`of`).

    `lost`: points in sum, unrounded; `full`, `part`, `none`, `missing` are units and add up to `of`.
    """

    code: str
    name: str
    maximum: Decimal
    of: int
    lost: Decimal
    full: int
    part: int
    none: int
    missing: int

    @property
    def shown(self) -> Decimal:
        """Points lost in sum, rounded once."""
        return round_score(self.lost)

    @property
    def percent(self) -> Decimal:
        """Points lost in percent of those that could be had, rounded once."""
        could = self.maximum * self.of
        return round_score(divide(self.lost * 100, could), 1) if could else ZERO


def areas_of(results: BlockResults) -> tuple[Area, ...]:
    """The areas in the order of the set."""
    found = []
    for code, name in results.areas.items():
        shares = [share for card in results.cards.values() if (share := card.areas[code].percent) is not None]
        middle = round_score(median(shares)) if shares else None
        found.append(Area(code, name, middle, max(shares, default=None)))
    return tuple(found)


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


def losses_of(results: BlockResults) -> list[Loss]:
    """Every component of the set's own points, the one that costs the block most first."""
    found = []
    for one in results.components:
        if one.is_outside:
            continue
        marks = [card.marks[one.code] for card in results.cards.values()]
        points = [mark.points for mark in marks if not mark.is_excluded]
        known = [value for value in points if value is not None]
        full, none = sum(value >= one.maximum for value in known), sum(value <= ZERO for value in known)
        found.append(
            Loss(
                code=one.code,
                name=one.name,
                maximum=one.maximum,
                of=len(points),
                lost=sum((one.maximum - (value or ZERO) for value in points), ZERO),
                full=full,
                part=len(known) - full - none,
                none=none,
                missing=len(points) - len(known),
            )
        )
    return sorted(found, key=lambda loss: -loss.lost)


def losses_table(losses: list[Loss]) -> Iterator[list[Cell]]:
    """The losses to take along."""
    yield [
        _("Mã"),
        _("Tiêu chí"),
        _("Tối đa"),
        _("Số đơn vị tính"),
        _("Điểm mất, cả khối"),
        _("Mất, %"),
        _("Đạt đủ"),
        _("Đạt một phần"),
        _("Không đạt"),
        _("Chưa có số liệu"),
    ]
    for one in losses:
        counts = (one.full, one.part, one.none, one.missing)
        maximum = one.maximum.normalize() + ZERO
        yield [one.code, one.name, maximum, one.of, one.shown, one.percent, *counts]

"""What the charts of a block show, read from its standings; the same rows are the tables behind them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from statistics import median

from django.utils.translation import gettext as _

from thidua.core.scorecard.exact import ZERO, divide, round_score
from thidua.foundation.tables import Cell
from thidua.index_results.ranking import Row, rows_of
from thidua.index_results.standings import Standings
from thidua.index_sets.selectors import lines_of


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
    rows: tuple[tuple[Row, tuple[Decimal | None, ...]], ...]


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


def names_of(standings: Standings) -> dict[str, str]:
    """Code → name of every line of the set; one query."""
    return {line.code: line.name for line in lines_of(standings.criteria_set)}


def areas_of(standings: Standings, names: Mapping[str, str]) -> tuple[Area, ...]:
    """The areas in the order of the set."""
    codes = dict.fromkeys(one.area for one in standings.card.components)
    found = []
    for code in codes:
        shares = [
            share for card in standings.cards.values() if (share := card.areas[code].percent) is not None
        ]
        middle = round_score(median(shares)) if shares else None
        found.append(Area(code, names.get(code, ""), middle, max(shares, default=None)))
    return tuple(found)


def grid_of(standings: Standings, on: date) -> Grid:
    """Every unit in every area, by rank."""
    areas = areas_of(standings, names_of(standings))
    return Grid(
        areas,
        tuple(
            (row, tuple(row.card.areas[area.code].percent for area in areas))
            for row in rows_of(standings, on)
        ),
    )


def grid_table(grid: Grid) -> Iterator[list[Cell]]:
    """The grid to take along."""
    yield [_("Hạng"), _("Mã đơn vị"), _("Đơn vị"), *(f"{area.code} {area.name} (%)" for area in grid.areas)]
    for row, shares in grid.rows:
        yield [row.place.rank, row.unit.code, row.unit.full_name, *shares]


def losses_of(standings: Standings) -> list[Loss]:
    """Every component of the set's own points, the one that costs the block most first."""
    names = names_of(standings)
    found = []
    for one in standings.card.components:
        if one.scale.is_outside:
            continue
        marks = [card.marks[one.code] for card in standings.cards.values()]
        points = [mark.points for mark in marks if not mark.is_excluded]
        known = [value for value in points if value is not None]
        full, none = sum(value >= one.maximum for value in known), sum(value <= ZERO for value in known)
        found.append(
            Loss(
                code=one.code,
                name=names.get(one.code, ""),
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

"""The rows of a block's ranking as the page and the table show them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from thidua.core.ranking import Place
from thidua.core.scorecard.card import CardScore
from thidua.core.scorecard.standings import Flip, Line, Sway, cut_line, flips
from thidua.foundation.tables import Cell
from thidua.index_results.block_results import ranked
from thidua.index_results.cuts import Cut, cuts_of
from thidua.index_results.head_classes import class_of, rule_on
from thidua.index_results.standings import Standings
from thidua.par_index.selectors import ranks_of_year
from thidua.units.selectors import UnitRecord, history

FLIPS_SHOWN = 6


@dataclass(frozen=True, slots=True)
class Row:
    """One unit. `was`: its published rank of the year before; `cut`: the first cut that falls under it.
    `head_class`: of the head of the unit (II.1), by the rule of the day.

    `above`: the code of the unit before it in the table; "" for the first.
    """

    unit: UnitRecord
    place: Place
    card: CardScore
    was: int | None
    cut: Cut | None
    above: str = ""
    head_class: str = ""

    @property
    def change(self) -> int | None:
        """Places won since the year before, below 0 for lost."""
        if self.was is None or self.place.rank is None:
            return None
        return self.was - self.place.rank

    @property
    def lost(self) -> int:
        """Places lost, for words."""
        return -(self.change or 0)


@dataclass(frozen=True, slots=True)
class CutLine:
    """A cut with where it falls and how firm it is. `line` None: everybody is inside."""

    cut: Cut
    line: Line | None
    inside: tuple[str, ...]
    outside: tuple[str, ...]
    sways: tuple[tuple[Sway, tuple[str, ...], tuple[str, ...]], ...]


def rows_of(standings: Standings, on: date) -> list[Row]:
    """The units in the order of their ranks, those of one rank by name."""
    last = ranks_of_year(standings.year - 1, on)
    rule = rule_on(on)
    ends = {cut.top: cut for cut in cuts_of(standings.block, standings.year, on)}
    places = ranked(standings, on)
    rows = []
    for number, (unit, place) in enumerate(places, 1):
        following = places[number][1].rank if number < len(places) else None
        cut = next((cut for top, cut in ends.items() if (place.rank or 0) <= top < (following or 0)), None)
        above = places[number - 2][0].code if number > 1 else ""
        named = class_of(rule, place.score)
        rows.append(Row(unit, place, standings.cards[unit.id], last.get(unit.code), cut, above, named))
    return rows


def cut_lines(standings: Standings, on: date) -> list[CutLine]:
    """Every cut of the block: who stands at it, how near, and which component alone would move it."""
    names = {str(pk): unit.full_name for pk, unit in history(on).by_id().items()}

    def named(ids: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(names.get(one, one) for one in ids)

    found = []
    for cut in cuts_of(standings.block, standings.year, on):
        line = cut_line(standings.places, cut.top)
        sways = standings.sways(cut.top)
        found.append(
            CutLine(
                cut=cut,
                line=line,
                inside=named(line.inside) if line else (),
                outside=named(line.outside) if line else (),
                sways=tuple((sway, named(sway.enters), named(sway.leaves)) for sway in sways),
            )
        )
    return found


def flips_between(standings: Standings, upper: int, lower: int) -> list[Flip]:
    """What would turn two neighbours, the least change first."""
    pair = [(str(pk), standings.cards[pk]) for pk in (upper, lower)]
    return flips(pair[0], pair[1])[:FLIPS_SHOWN]


def table(standings: Standings, rows: list[Row]) -> Iterator[list[Cell]]:
    """The ranking to take along; areas as columns."""
    areas = list(standings.areas)
    yield [
        _("Hạng"),
        _("Mã đơn vị"),
        _("Đơn vị"),
        _("Điểm xếp hạng"),
        _("Điểm"),
        _("Trên tổng"),
        "%",
        *(_("Lĩnh vực %s") % area for area in areas),
        _("Chưa có số liệu"),
        _("Mức của người đứng đầu"),
    ]
    for row in rows:
        total = row.card.total
        cells: list[Cell] = [row.place.rank, row.unit.code, row.unit.full_name, row.place.score]
        cells += [total.shown, total.maximum.normalize() + Decimal(0), total.percent]
        cells += [row.card.areas[area].shown for area in areas]
        yield [*cells, len(total.missing), row.head_class]

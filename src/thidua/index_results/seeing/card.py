"""One unit's card as its page shows it: areas beside the block, what components cost, ranks of years."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from thidua.core.blocks import Block
from thidua.core.ranking import Place
from thidua.core.scorecard.card import CardScore, Mark, Sum
from thidua.core.scorecard.exact import ZERO, round_score
from thidua.foundation.tables import Cell
from thidua.index_results.seeing.reading import Area, areas_of, names_of
from thidua.index_results.standings import standings_of
from thidua.index_rounds.models import Sheet
from thidua.par_index.selectors import YearRank, rank_history
from thidua.units.selectors import UnitRecord, history


@dataclass(frozen=True, slots=True)
class Part:
    """One component of a card. `lost`: points not won, rounded once; 0 for what is out of the sum."""

    code: str
    name: str
    mark: Mark

    @property
    def lost(self) -> Decimal:
        """What it costs the unit."""
        return ZERO if self.mark.is_excluded else round_score(self.mark.maximum - (self.mark.points or ZERO))


@dataclass(frozen=True)
class UnitCard:
    """A unit's result. `place` None and areas without the block's numbers for who sees the own card only."""

    unit: UnitRecord
    block: Block
    is_sample: bool
    score: CardScore
    place: Place | None
    of: int
    areas: tuple[tuple[Area, Sum], ...]
    parts: tuple[Part, ...]
    years: tuple[YearRank, ...]

    @property
    def costly(self) -> list[Part]:
        """What costs points, the most first."""
        return sorted((part for part in self.parts if part.lost > ZERO), key=lambda part: -part.lost)


def card_of_sheet(sheet: Sheet, on: date, *, sees_block: bool) -> UnitCard | None:
    """The card of a sheet that was sent; None where the round no longer scores its block."""
    block = Block(sheet.block)
    standings = standings_of(sheet.round, block)
    if standings is None or sheet.unit_id not in standings.cards:
        return None
    names = names_of(standings)
    score = standings.cards[sheet.unit_id]
    unit = history(on).by_id()[sheet.unit_id]
    outside = {one.code for one in standings.card.components if one.scale.is_outside}
    areas = areas_of(standings, names)
    if not sees_block:
        areas = tuple(Area(area.code, area.name, None, None) for area in areas)
    return UnitCard(
        unit=unit,
        block=block,
        is_sample=standings.criteria_set.is_sample,
        score=score,
        place=standings.place_of[sheet.unit_id] if sees_block else None,
        of=len(standings.cards),
        areas=tuple((area, score.areas[area.code]) for area in areas),
        parts=tuple(
            Part(code, names.get(code, ""), mark) for code, mark in score.marks.items() if code not in outside
        ),
        years=tuple(rank_history(unit.code, on)),
    )


def card_table(card: UnitCard) -> Iterator[list[Cell]]:
    """Every component of the card, to take along."""
    yield [_("Mã"), _("Tiêu chí"), _("Điểm"), _("Tối đa"), _("Mất"), _("Ghi chú")]
    for part in card.parts:
        note = _("không phát sinh, bỏ ra") if part.mark.is_excluded else ""
        if part.mark.points is None and not note:
            note = _("chưa có số liệu")
        points = None if part.mark.points is None else round_score(part.mark.points)
        yield [part.code, part.name, points, part.mark.maximum.normalize() + ZERO, part.lost, note]

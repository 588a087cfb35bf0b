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
from thidua.core.text import format_date
from thidua.foundation.tables import Cell
from thidua.index_results.block_results import BlockResults
from thidua.index_results.seeing.reading import Area, areas_of
from thidua.par_index.selectors import YearRank, rank_history
from thidua.units.enums import BlockChoice
from thidua.units.selectors import UnitRecord


@dataclass(frozen=True, slots=True)
class Part:
    """One component of a card. `rule`: how it is scored, in words. `lost`: points not won, rounded once;
    0 for what is out of the sum."""

    code: str
    name: str
    rule: str
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


def card_of_unit(results: BlockResults, unit_id: int, on: date, *, sees_block: bool) -> UnitCard | None:
    """The card of a unit; None where the results have none of it."""
    score = results.cards.get(unit_id)
    if score is None:
        return None
    unit = results.unit_on(unit_id, on)
    areas = areas_of(results)
    if not sees_block:
        areas = tuple(Area(area.code, area.name, None, None) for area in areas)
    return UnitCard(
        unit=unit,
        block=results.block,
        is_sample=results.is_sample,
        score=score,
        place=results.place_of[unit_id] if sees_block else None,
        of=len(results.cards),
        areas=tuple((area, score.areas[area.code]) for area in areas),
        parts=tuple(
            Part(one.code, one.name, one.rule, score.marks[one.code])
            for one in results.components
            if not one.is_outside
        ),
        years=tuple(rank_history(unit.code, on)),
    )


def card_table(card: UnitCard) -> Iterator[list[Cell]]:
    """Every component of the card, to take along."""
    yield [_("Mã"), _("Tiêu chí"), _("Điểm"), _("Tối đa"), _("Mất"), _("Ghi chú"), _("Quy tắc")]
    for part in card.parts:
        note = _("không phát sinh, bỏ ra") if part.mark.is_excluded else ""
        if part.mark.points is None and not note:
            note = _("chưa có số liệu")
        points = None if part.mark.points is None else round_score(part.mark.points)
        yield [part.code, part.name, points, part.mark.maximum.normalize() + ZERO, part.lost, note, part.rule]


def history_table(card: UnitCard) -> Iterator[list[Cell]]:
    """The published ranks of a unit, to take along."""
    yield [_("Năm"), _("Khối"), _("Hạng"), _("Số đơn vị xếp hạng"), _("Điểm"), _("Ngày công bố")]
    for one in card.years:
        named = str(BlockChoice(one.block).label)
        yield [one.year, named, one.rank, one.ranked_count, one.score, format_date(one.published_on)]

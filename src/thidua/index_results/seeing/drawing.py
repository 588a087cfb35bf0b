"""The rows of a chart as a picture, in the words of the page."""

from typing import Any

from django.utils.translation import gettext as _

from thidua.core.text import format_decimal
from thidua.documents.charts import RankLine, draw_ranks
from thidua.documents.score_charts import Bar, GridRow, WebLine, draw_bars, draw_grid, draw_web
from thidua.index_results.seeing.card import UnitCard
from thidua.index_results.seeing.reading import Grid, Loss
from thidua.units.enums import BlockChoice

BARS = 20
"""As many components as one looks at; the table has all."""


def draw_areas(grid: Grid, *, year: int, block: Any, note: str = "") -> str:
    """Units by areas, percent of what could be had."""
    title = _("Kết quả theo lĩnh vực, năm %(year)s, %(block)s (%% điểm có thể đạt)")
    return draw_grid(
        [GridRow(unit.full_name, shares) for unit, _place, shares in grid.rows],
        [(area.code, area.name) for area in grid.areas],
        title=_noted(title % {"year": year, "block": _in_sentence(block)}, note),
    )


def draw_losses(losses: list[Loss], *, year: int, block: Any, note: str = "") -> str:
    """The components that cost the block most."""
    words = _("%(points)s điểm (%(percent)s%%)")
    bars = [
        Bar(
            f"{one.code} {one.name}",
            one.lost,
            words % {"points": format_decimal(one.shown), "percent": format_decimal(one.percent)},
        )
        for one in losses[:BARS]
    ]
    title = _("Tiêu chí mất nhiều điểm nhất, năm %(year)s, %(block)s")
    return draw_bars(bars, title=_noted(title % {"year": year, "block": _in_sentence(block)}, note))


def draw_card(card: UnitCard, *, year: int, note: str = "") -> str:
    """A unit's areas, beside the block's median and best for who sees them; "" below three areas.

    An area of nothing but bonuses has no percent and no axis.
    """
    areas = [(area, own) for area, own in card.areas if own.whole]
    if len(areas) < 3:
        return ""
    lines = [WebLine(card.unit.full_name, tuple(own.percent for _area, own in areas))]
    if card.place:
        lines.append(WebLine(_("Trung vị của khối"), tuple(area.middle for area, _own in areas)))
        lines.append(WebLine(_("Cao nhất của khối"), tuple(area.best for area, _own in areas)))
    title = _("Kết quả theo lĩnh vực năm %(year)s (%% điểm có thể đạt)") % {"year": year}
    return draw_web(lines, [(area.code, area.name) for area, _own in areas], title=_noted(title, note))


def draw_history(card: UnitCard) -> str:
    """The published ranks of a unit; "" with fewer than two years."""
    if len(card.years) < 2:
        return ""
    years = list(range(card.years[0].year, card.years[-1].year + 1))
    line = RankLine(card.unit.full_name, tuple((place.year, place.rank) for place in card.years))
    title = _("Hạng đã công bố của %(unit)s") % {"unit": card.unit.full_name}
    return draw_ranks([line], title=title, years=years, year_title=_("Năm"), rank_title=_("Hạng"))


def _in_sentence(block: Any) -> str:
    return str(BlockChoice(block).label).lower()


def _noted(title: str, note: str) -> str:
    return f"{title}; {note}" if note else title

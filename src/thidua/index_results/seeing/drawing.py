"""The rows of a chart as a picture, in the words of the page."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from thidua.core.text import format_decimal
from thidua.documents.charts import RankLine, draw_ranks
from thidua.documents.score_charts import Divided, GridRow, WebLine, draw_divided, draw_grid, draw_web
from thidua.index_results.seeing.card import UnitCard
from thidua.index_results.seeing.losses import Loss
from thidua.index_results.seeing.reading import Grid
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


def draw_losses(losses: Sequence[Loss], *, year: int, scope: str, note: str = "") -> str:
    """How many units have all, part or none of the points of the costliest components; "" without any.

    `scope`: whose losses, as it stands within a sentence. A line of fewer blocks than others names them.
    """
    if not losses:
        return ""
    words = _("Mất %(points)s điểm (%(percent)s%%)")
    bars = [
        Divided(
            f"{one.code} {one.name}",
            words % {"points": format_decimal(one.shown), "percent": format_decimal(one.percent)}
            + ("" if one.is_everywhere else f" – {one.block_names}"),
            (one.full, one.part, one.none, one.missing),
        )
        for one in losses[:BARS]
    ]
    levels = (_("Đạt đủ"), _("Đạt một phần"), _("Không đạt"), _("Chưa có số liệu"))
    title = _("Nơi mất điểm, năm %(year)s, %(scope)s (số đơn vị ở từng mức)") % {"year": year, "scope": scope}
    return draw_divided(bars, levels, title=_noted(title, note))


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

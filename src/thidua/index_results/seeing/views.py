"""Charts of the areas of a block and of one unit, each as a page, a picture and a table."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from thidua.core.blocks import Block
from thidua.foundation.access import page
from thidua.index_results.access import READERS
from thidua.index_results.block_results import ROWS_ON_PAGE, BlockResults
from thidua.index_results.seeing.access import cards
from thidua.index_results.seeing.asking import asked, frame, source_asked
from thidua.index_results.seeing.card import UnitCard, card_of_unit, card_table, history_table
from thidua.index_results.seeing.drawing import draw_areas, draw_card, draw_history
from thidua.index_results.seeing.reading import grid_of, grid_table
from thidua.index_results.seeing.serving import PICTURES, above, picture, table
from thidua.index_results.seeing.source import Source
from thidua.index_results.seeing.steps import steps_of
from thidua.index_results.seeing.tabs import AREAS, ranking_address
from thidua.index_rounds.access import sheets
from thidua.index_rounds.models import Round, Sheet
from thidua.units.enums import BlockChoice


@page(*READERS)
@require_GET
def areas(request: Any, pk: int, block: str) -> HttpResponse:
    """Every unit of a block in every area."""
    found, source = asked(request, pk, block)
    grid = grid_of(source.results, request.today)
    shown = Paginator(grid.rows, ROWS_ON_PAGE).get_page(request.GET.get("trang"))
    context = frame(found, source, AREAS) | {"grid": grid, "rows": shown}
    return render(request, "index_results/seeing/areas.html", context)


@page(*READERS)
@require_GET
def areas_file(request: Any, pk: int, block: str, suffix: str) -> HttpResponse:
    """The same to take along: SVG, PNG, CSV or XLSX."""
    found, source = asked(request, pk, block)
    grid, stem = grid_of(source.results, request.today), f"linh-vuc-{found.year}-{block}{source.mark}"
    if suffix in PICTURES:
        return picture(draw_areas(grid, year=found.year, block=block, note=source.note), suffix, stem)
    lines = above(found, source, str(BlockChoice(block).label))
    return table(grid_table(grid), suffix, stem, lines, (8, 11, 36, *(14 for _area in grid.areas)))


def _card(request: Any, pk: int, code: str) -> tuple[Sheet, Source[BlockResults], UnitCard]:
    sheet = cards.get_for(request.user, request.moment, round=pk, unit__code=code)
    source = source_asked(request, sheet.round, Block(sheet.block))
    card = card_of_unit(source.results, sheet.unit_id, request.today, sees_block=source.sees_block)
    if card is None:
        raise Http404(_("Kết quả này không có đơn vị đó."))
    return sheet, source, card


def _ranking(found: Round, source: Source[BlockResults]) -> str:
    return ranking_address(found, source.results.block, None if source.is_present else source.publication)


@page(*READERS)
@require_GET
def unit(request: Any, pk: int, code: str) -> HttpResponse:
    """One unit's result: areas, what costs it points, its published ranks."""
    sheet, source, card = _card(request, pk, code)
    steps = steps_of(request.user, request.today, sheet.round, [sheet.unit_id]).get(sheet.unit_id, {})
    context = {
        "sheet": sheet,
        "round": sheet.round,
        "source": source,
        "here": reverse("index_results:unit", args=[pk, code]),
        "card": card,
        "svg": SafeString(draw_card(card, year=sheet.round.year, note=source.note)),
        "opens_sheet": sheets.visible_to(request.user, request.today).filter(pk=sheet.pk).exists(),
        "costly": [(part, steps.get(part.code, "")) for part in card.costly],
        "ranking": _ranking(sheet.round, source) if source.sees_block else "",
    }
    return render(request, "index_results/seeing/unit.html", context)


@page(*READERS)
@require_GET
def unit_file(request: Any, pk: int, code: str, suffix: str) -> HttpResponse:
    """A unit's web as SVG or PNG, its components as CSV or XLSX."""
    sheet, source, card = _card(request, pk, code)
    stem = f"ket-qua-{sheet.round.year}-{code}{source.mark}"
    if suffix in PICTURES:
        return picture(draw_card(card, year=sheet.round.year, note=source.note), suffix, stem)
    lines = above(sheet.round, source, card.unit.full_name)
    return table(card_table(card), suffix, stem, lines, (9, 60, 10, 10, 10, 24, 60))


@page(*READERS)
@require_GET
def unit_history(request: Any, pk: int, code: str, suffix: str) -> HttpResponse:
    """A unit's published ranks as SVG or PNG, as CSV or XLSX."""
    _sheet, _chosen, card = _card(request, pk, code)
    stem = f"lich-su-hang-{code}"
    if suffix in PICTURES:
        return picture(draw_history(card), suffix, stem)
    if not card.years:
        raise Http404(_("Chưa năm nào của đơn vị được công bố hạng."))
    lines = (_("Hạng đã công bố của %(unit)s") % {"unit": card.unit.full_name},)
    return table(history_table(card), suffix, stem, lines, (8, 20, 8, 20, 10, 16))

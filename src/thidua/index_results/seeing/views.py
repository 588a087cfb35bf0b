"""Charts of a block and of one unit, each as a page, a picture and a table."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from thidua.core.blocks import Block
from thidua.documents.score_charts import as_png
from thidua.foundation.access import page
from thidua.foundation.tables import CSV, XLSX, Cell, csv_bytes, download, xlsx_bytes
from thidua.index_results.access import READERS, results
from thidua.index_results.content import blocks_of
from thidua.index_results.seeing.access import cards
from thidua.index_results.seeing.card import UnitCard, card_of_unit, card_table, history_table
from thidua.index_results.seeing.drawing import draw_areas, draw_card, draw_history, draw_losses
from thidua.index_results.seeing.reading import grid_of, grid_table, losses_of, losses_table
from thidua.index_results.seeing.source import NOW, PRESENT, Source, source_of
from thidua.index_results.seeing.steps import steps_of
from thidua.index_results.seeing.tabs import AREAS, LOSSES, ranking_address, tabs_of
from thidua.index_rounds.access import sheets
from thidua.index_rounds.models import Round, Sheet
from thidua.units.enums import BlockChoice

ROWS_ON_PAGE = 100
SVG, PNG = "image/svg+xml; charset=utf-8", "image/png"


def _source(request: Any, found: Round, block: Block) -> Source:
    source = source_of(
        found, block, request.user, request.today, wants_present=request.GET.get(PRESENT) == NOW
    )
    if source is None:
        raise Http404(_("Kỳ này không chấm khối đó."))
    return source


def _asked(request: Any, pk: int, block: str) -> tuple[Round, Source]:
    found = results.get_for(request.user, request.today, pk=pk)
    if block not in set(Block):
        raise Http404(_("Kỳ này không chấm khối đó."))
    return found, _source(request, found, Block(block))


def _frame(found: Round, source: Source, kind: str) -> dict[str, Any]:
    block = source.results.block
    return {
        "round": found,
        "source": source,
        "here": reverse(f"index_results:{kind}", args=[found.pk, block.value]),
        "block_code": block.value,
        "block_name": BlockChoice(block).label,
        "is_sample": source.results.is_sample,
        "units": len(source.results.cards),
        **tabs_of(
            found,
            block,
            kind,
            blocks=blocks_of(found),
            publication=None if source.is_present else source.publication,
            query=source.query,
        ),
    }


def _above(found: Round, source: Source, named: str) -> tuple[str, str]:
    return f"{named}, {found.title}", source.words


def _picture(svg: str, suffix: str, stem: str) -> HttpResponse:
    if not svg:
        raise Http404(_("Chưa đủ số liệu để vẽ."))
    content, kind = (as_png(svg), PNG) if suffix == "png" else (svg.encode(), SVG)
    return download(content, kind, f"{stem}.{suffix}")


def _table(
    rows: Iterable[Sequence[Cell]], suffix: str, stem: str, above: Sequence[str], widths: Sequence[int]
) -> HttpResponse:
    if suffix == "csv":
        return download(csv_bytes(rows), CSV, f"{stem}.csv")
    content = xlsx_bytes(rows, sheet=_("Số liệu"), widths=widths, above=above, fixed_columns=2)
    return download(content, XLSX, f"{stem}.xlsx")


@page(*READERS)
@require_GET
def areas(request: Any, pk: int, block: str) -> HttpResponse:
    """Every unit of a block in every area."""
    found, source = _asked(request, pk, block)
    grid = grid_of(source.results, request.today)
    shown = Paginator(grid.rows, ROWS_ON_PAGE).get_page(request.GET.get("trang"))
    context = _frame(found, source, AREAS) | {"grid": grid, "rows": shown}
    return render(request, "index_results/seeing/areas.html", context)


@page(*READERS)
@require_GET
def areas_file(request: Any, pk: int, block: str, suffix: str) -> HttpResponse:
    """The same to take along: SVG, PNG, CSV or XLSX."""
    found, source = _asked(request, pk, block)
    grid, stem = grid_of(source.results, request.today), f"linh-vuc-{found.year}-{block}{source.mark}"
    if suffix in ("svg", "png"):
        return _picture(draw_areas(grid, year=found.year, block=block, note=source.note), suffix, stem)
    above = _above(found, source, str(BlockChoice(block).label))
    return _table(grid_table(grid), suffix, stem, above, (8, 11, 36, *(14 for _area in grid.areas)))


@page(*READERS)
@require_GET
def losses(request: Any, pk: int, block: str) -> HttpResponse:
    """Where a block loses its points."""
    found, source = _asked(request, pk, block)
    rows, drawn = losses_of(source.results), bool(source.results.cards)
    svg = draw_losses(rows, year=found.year, block=block, note=source.note) if drawn else ""
    context = _frame(found, source, LOSSES) | {"rows": rows, "svg": SafeString(svg)}
    return render(request, "index_results/seeing/losses.html", context)


@page(*READERS)
@require_GET
def losses_file(request: Any, pk: int, block: str, suffix: str) -> HttpResponse:
    """The same to take along: SVG, PNG, CSV or XLSX."""
    found, source = _asked(request, pk, block)
    rows, stem = losses_of(source.results), f"diem-mat-{found.year}-{block}{source.mark}"
    if suffix in ("svg", "png"):
        return _picture(draw_losses(rows, year=found.year, block=block, note=source.note), suffix, stem)
    above = _above(found, source, str(BlockChoice(block).label))
    return _table(losses_table(rows), suffix, stem, above, (9, 60, *(12 for _column in range(8))))


def _card(request: Any, pk: int, code: str) -> tuple[Sheet, Source, UnitCard]:
    sheet = cards.get_for(request.user, request.moment, round=pk, unit__code=code)
    source = _source(request, sheet.round, Block(sheet.block))
    card = card_of_unit(source.results, sheet.unit_id, request.today, sees_block=source.sees_block)
    if card is None:
        raise Http404(_("Kết quả này không có đơn vị đó."))
    return sheet, source, card


def _ranking(found: Round, source: Source) -> str:
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
    if suffix in ("svg", "png"):
        return _picture(draw_card(card, year=sheet.round.year, note=source.note), suffix, stem)
    above = _above(sheet.round, source, card.unit.full_name)
    return _table(card_table(card), suffix, stem, above, (9, 60, 10, 10, 10, 24, 60))


@page(*READERS)
@require_GET
def unit_history(request: Any, pk: int, code: str, suffix: str) -> HttpResponse:
    """A unit's published ranks as SVG or PNG, as CSV or XLSX."""
    _sheet, _chosen, card = _card(request, pk, code)
    stem = f"lich-su-hang-{code}"
    if suffix in ("svg", "png"):
        return _picture(draw_history(card), suffix, stem)
    if not card.years:
        raise Http404(_("Chưa năm nào của đơn vị được công bố hạng."))
    above = (_("Hạng đã công bố của %(unit)s") % {"unit": card.unit.full_name},)
    return _table(history_table(card), suffix, stem, above, (8, 20, 8, 20, 10, 16))

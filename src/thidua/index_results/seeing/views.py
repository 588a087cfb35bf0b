"""Charts of a block and of one unit, each as a page, a picture and a table."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from thidua.core.blocks import Block
from thidua.documents.score_charts import as_png
from thidua.foundation.access import page
from thidua.foundation.tables import CSV, XLSX, Cell, csv_bytes, download, xlsx_bytes
from thidua.index_results.access import READERS, results
from thidua.index_results.seeing.access import cards
from thidua.index_results.seeing.card import UnitCard, card_of_sheet, card_table
from thidua.index_results.seeing.drawing import draw_areas, draw_card, draw_history, draw_losses
from thidua.index_results.seeing.reading import grid_of, grid_table, losses_of, losses_table
from thidua.index_results.standings import Standings, standings_of
from thidua.index_rounds.access import sheets
from thidua.index_rounds.models import Round, Sheet
from thidua.units.enums import BlockChoice

ROWS_ON_PAGE = 100
SVG, PNG = "image/svg+xml; charset=utf-8", "image/png"


def _asked(request: Any, pk: int, block: str) -> tuple[Round, Standings]:
    found = results.get_for(request.user, request.today, pk=pk)
    standings = standings_of(found, Block(block)) if block in set(Block) else None
    if standings is None:
        raise Http404(_("Kỳ này không chấm khối đó."))
    return found, standings


def _frame(found: Round, standings: Standings) -> dict[str, Any]:
    return {
        "round": found,
        "block_code": standings.block.value,
        "block_name": BlockChoice(standings.block).label,
        "blocks": [(row.block, BlockChoice(row.block).label) for row in found.blocks.order_by("block")],
        "criteria_set": standings.criteria_set,
        "units": len(standings.cards),
    }


def _picture(svg: str, suffix: str, stem: str) -> HttpResponse:
    if not svg:
        raise Http404(_("Chưa đủ số liệu để vẽ."))
    content, kind = (as_png(svg), PNG) if suffix == "png" else (svg.encode(), SVG)
    return download(content, kind, f"{stem}.{suffix}")


def _table(
    rows: Iterable[Sequence[Cell]], suffix: str, stem: str, above: str, widths: Sequence[int]
) -> HttpResponse:
    if suffix == "csv":
        return download(csv_bytes(rows), CSV, f"{stem}.csv")
    content = xlsx_bytes(rows, sheet=_("Số liệu"), widths=widths, above=(above,), fixed_columns=2)
    return download(content, XLSX, f"{stem}.xlsx")


@page(*READERS)
@require_GET
def areas(request: Any, pk: int, block: str) -> HttpResponse:
    """Every unit of a block in every area."""
    found, standings = _asked(request, pk, block)
    grid = grid_of(standings, request.today)
    shown = Paginator(grid.rows, ROWS_ON_PAGE).get_page(request.GET.get("trang"))
    context = _frame(found, standings) | {"grid": grid, "rows": shown, "kind": "areas"}
    return render(request, "index_results/seeing/areas.html", context)


@page(*READERS)
@require_GET
def areas_file(request: Any, pk: int, block: str, suffix: str) -> HttpResponse:
    """The same to take along: SVG, PNG, CSV or XLSX."""
    found, standings = _asked(request, pk, block)
    grid, stem = grid_of(standings, request.today), f"linh-vuc-{found.year}-{block}"
    if suffix in ("svg", "png"):
        return _picture(draw_areas(grid, year=found.year, block=block), suffix, stem)
    widths = (8, 11, 36, *(14 for _area in grid.areas))
    return _table(grid_table(grid), suffix, stem, f"{found.title}, {BlockChoice(block).label}", widths)


@page(*READERS)
@require_GET
def losses(request: Any, pk: int, block: str) -> HttpResponse:
    """Where a block loses its points."""
    found, standings = _asked(request, pk, block)
    rows = losses_of(standings)
    svg = draw_losses(rows, year=found.year, block=block) if standings.cards else ""
    context = _frame(found, standings) | {"rows": rows, "svg": SafeString(svg), "kind": "losses"}
    return render(request, "index_results/seeing/losses.html", context)


@page(*READERS)
@require_GET
def losses_file(request: Any, pk: int, block: str, suffix: str) -> HttpResponse:
    """The same to take along: SVG, PNG, CSV or XLSX."""
    found, standings = _asked(request, pk, block)
    rows, stem = losses_of(standings), f"diem-mat-{found.year}-{block}"
    if suffix in ("svg", "png"):
        return _picture(draw_losses(rows, year=found.year, block=block), suffix, stem)
    widths = (9, 60, *(12 for _column in range(8)))
    return _table(losses_table(rows), suffix, stem, f"{found.title}, {BlockChoice(block).label}", widths)


def _card(request: Any, pk: int, code: str) -> tuple[Sheet, UnitCard]:
    sheet = cards.get_for(request.user, request.moment, round=pk, unit__code=code)
    sees_block = cards.sees_block(request.user, request.moment, sheet.round)
    card = card_of_sheet(sheet, request.today, sees_block=sees_block)
    if card is None:
        raise Http404(_("Kỳ này không chấm đơn vị đó."))
    return sheet, card


@page(*READERS)
@require_GET
def unit(request: Any, pk: int, code: str) -> HttpResponse:
    """One unit's result: areas, what costs it points, its published ranks."""
    sheet, card = _card(request, pk, code)
    context = {
        "sheet": sheet,
        "round": sheet.round,
        "card": card,
        "svg": SafeString(draw_card(card, year=sheet.round.year)),
        "opens_sheet": sheets.visible_to(request.user, request.today).filter(pk=sheet.pk).exists(),
    }
    return render(request, "index_results/seeing/unit.html", context)


@page(*READERS)
@require_GET
def unit_file(request: Any, pk: int, code: str, suffix: str) -> HttpResponse:
    """A unit's web as SVG or PNG, its components as CSV or XLSX."""
    sheet, card = _card(request, pk, code)
    stem = f"ket-qua-{sheet.round.year}-{code}"
    if suffix in ("svg", "png"):
        return _picture(draw_card(card, year=sheet.round.year), suffix, stem)
    above = f"{card.unit.full_name}, {sheet.round.title}"
    return _table(card_table(card), suffix, stem, above, (9, 60, 10, 10, 10, 24))


@page(*READERS)
@require_GET
def unit_history(request: Any, pk: int, code: str, suffix: str) -> HttpResponse:
    """A unit's published ranks as SVG or PNG."""
    _sheet, card = _card(request, pk, code)
    return _picture(draw_history(card), suffix, f"lich-su-hang-{code}")

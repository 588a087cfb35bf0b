"""What a round comes to: the ranking of each block as judged now, and what would turn it."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from thidua.core.blocks import Block
from thidua.foundation.access import page
from thidua.foundation.tables import CSV, XLSX, csv_bytes, download, xlsx_bytes
from thidua.index_results.access import COMPUTED_READERS, READERS, own_cards, results
from thidua.index_results.block_results import ROWS_ON_PAGE
from thidua.index_results.content import blocks_of
from thidua.index_results.published import latest_published
from thidua.index_results.ranking import Row, cut_lines, flips_between, rows_of, table
from thidua.index_results.seeing.source import NOW, PRESENT
from thidua.index_results.seeing.steps import steps_of
from thidua.index_results.seeing.tabs import RANKING, tabs_of
from thidua.index_results.standings import Standings, standings_of
from thidua.index_rounds.models import Round
from thidua.units.enums import BlockChoice


@page(*READERS)
@require_GET
def listing(request: Any) -> HttpResponse:
    """The rounds with their blocks."""
    rounds = results.visible_to(request.user, request.today).prefetch_related("blocks")
    rows = [
        (found, [(row.block, BlockChoice(row.block).label) for row in found.blocks.all()]) for found in rounds
    ]
    context = {
        "rows": rows,
        "own": own_cards(request.user, request.moment),
        "sees_computed": request.user.has_role(request.today, *COMPUTED_READERS),
    }
    return render(request, "index_results/list.html", context)


def _asked(request: Any, pk: int, block: str) -> tuple[Round, Standings]:
    found = results.get_for(request.user, request.today, pk=pk)
    standings = standings_of(found, Block(block)) if block in set(Block) else None
    if standings is None:
        raise Http404(_("Kỳ này không chấm khối đó."))
    return found, standings


@page(*COMPUTED_READERS)
@require_GET
def ranking(request: Any, pk: int, block: str) -> HttpResponse:
    """The ranking of a block as judged now, with ties, near-ties and the cuts of awards."""
    found, standings = _asked(request, pk, block)
    rows = rows_of(standings, request.today)
    size = max(len(rows), 1) if request.GET.get("in") else ROWS_ON_PAGE
    publication = latest_published(found, request.today)
    query = f"?{PRESENT}={NOW}" if publication else ""
    context = {
        "round": found,
        "block_code": block,
        "block_name": BlockChoice(block).label,
        "publication": publication,
        "is_sample": standings.is_sample,
        "query": query,
        "rows": Paginator(rows, size).get_page(request.GET.get("trang")),
        "cuts": cut_lines(standings, request.today),
        "missing": sum(bool(row.card.total.missing) for row in rows),
    }
    ways = tabs_of(found, Block(block), RANKING, blocks=blocks_of(found), publication=None, query=query)
    return render(request, "index_results/ranking.html", context | ways)


@page(*COMPUTED_READERS)
@require_GET
def neighbours(request: Any, pk: int, block: str, upper: str, lower: str) -> HttpResponse:
    """What would turn the order of two units, component by component."""
    found, standings = _asked(request, pk, block)
    rows = {row.unit.code: row for row in rows_of(standings, request.today)}
    if upper not in rows or lower not in rows:
        raise Http404(_("Không có đơn vị này trong bảng xếp hạng."))
    above, below = _in_order(rows[upper], rows[lower])
    names = {one.code: one.name for one in standings.components}
    steps = steps_of(request.user, request.today, found, [above.unit.id, below.unit.id])
    context = {
        "round": found,
        "block_code": block,
        "above": above,
        "below": below,
        "gap": above.card.total.score - below.card.total.score,
        "flips": [
            (one, names[one.code], steps.get(int(one.unit), {}).get(one.code, ""))
            for one in flips_between(standings, above.unit.id, below.unit.id)
        ],
        "differing": [
            (code, names[code], mark, below.card.marks[code])
            for code, mark in above.card.marks.items()
            if mark.points != below.card.marks[code].points
        ],
    }
    return render(request, "index_results/neighbours.html", context)


def _in_order(one: Row, other: Row) -> tuple[Row, Row]:
    return (one, other) if one.card.total.exact_score >= other.card.total.exact_score else (other, one)


@page(*COMPUTED_READERS)
@require_GET
def ranking_table(request: Any, pk: int, block: str, suffix: str) -> HttpResponse:
    """The ranking as CSV or XLSX."""
    found, standings = _asked(request, pk, block)
    rows = list(table(standings, rows_of(standings, request.today)))
    stem = f"xep-hang-tam-tinh-{found.year}-{block}"
    if suffix == "csv":
        return download(csv_bytes(rows), CSV, f"{stem}.csv")
    above = (
        f"{found.title}, {BlockChoice(block).label}",
        "Tạm tính, chưa công bố. Điểm cộng không làm tròn, làm tròn một lần ở tổng.",
    )
    widths = (8, 11, 36, *(11 for _cell in rows[0][3:]))
    content = xlsx_bytes(rows, sheet=_("Xếp hạng"), widths=widths, above=above, fixed_columns=3)
    return download(content, XLSX, f"{stem}.xlsx")

"""The overview page and its downloads."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from thidua.core.blocks import INDEX_BLOCKS
from thidua.foundation.access import page
from thidua.foundation.tables import CSV, XLSX, csv_bytes, download, xlsx_bytes
from thidua.movement.contents import Content
from thidua.unit_plans.access import READERS
from thidua.unit_plans.overview import read_overview, read_question, table
from thidua.unit_plans.selectors import plan_years
from thidua.units.enums import BlockChoice

ROWS_ON_PAGE = 50
WIDTHS = (10, 34, 16, 18, 18, 6, 6, 6, 6, 6, 6, 10, 10, 10, 18)


@page(*READERS)
@require_GET
def overview(request: Any) -> HttpResponse:
    """Units × contents with the last activity; `?in=1` puts every row on one page for printing."""
    asked = read_question(request.GET, request.today)
    found = read_overview(asked, request.today)
    size = max(len(found.rows), 1) if request.GET.get("in") else ROWS_ON_PAGE
    context = {
        "asked": asked,
        "figures": found.figures(),
        "rows": Paginator(found.rows, size).get_page(request.GET.get("trang")),
        "count": len(found.rows),
        "years": plan_years(),
        "blocks": [(block.value, BlockChoice(block.value).label) for block in INDEX_BLOCKS],
        "contents": list(Content),
    }
    return render(request, "unit_plans/overview.html", context)


@page(*READERS)
@require_GET
def overview_download(request: Any, suffix: str) -> HttpResponse:
    """The rows as filtered, as CSV or XLSX."""
    asked = read_question(request.GET, request.today)
    rows = table(read_overview(asked, request.today).rows)
    name = f"ke-hoach-don-vi-{asked.year}.{suffix}"
    if suffix == "csv":
        return download(csv_bytes(rows), CSV, name)
    title = _("Kế hoạch của các đơn vị năm %(year)s") % {"year": asked.year}
    content = xlsx_bytes(rows, sheet=_("Kế hoạch"), widths=WIDTHS, above=[title], fixed_columns=2)
    return download(content, XLSX, name)

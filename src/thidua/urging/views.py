"""The board: on the screen, on paper, as a table."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from thidua.core.roles import STANDING_OFFICE
from thidua.core.text import format_date
from thidua.foundation.access import page
from thidua.foundation.tables import CSV, XLSX, csv_bytes, download, xlsx_bytes
from thidua.urging.access import READERS, letters
from thidua.urging.board import board_on
from thidua.urging.pages import board_page, lines_for, read_filters, table_rows
from thidua.urging.selectors import last_reminded, runs_of

LETTERS_SHOWN = 20


@page(*READERS)
@require_GET
def board(request: Any) -> HttpResponse:
    """Who has and who has not, what is most urgent first."""
    context = board_page(request)
    context["letters"] = letters.visible_to(request.user, request.today).filter(year=context["filters"].year)[
        :LETTERS_SHOWN
    ]
    context["may_urge"] = request.user.has_role(request.today, *STANDING_OFFICE)
    return render(request, "urging/board.html", context)


@page(*READERS)
@require_GET
def board_download(request: Any, suffix: str) -> HttpResponse:
    """The lines that the filters keep, as CSV or XLSX."""
    filters = read_filters(request.GET, request.moment)
    found = board_on(filters.year, request.moment, last_reminded(runs_of(filters.year)))
    rows = list(table_rows(lines_for(found, filters), found))
    stem = f"don-doc-{filters.year}-{request.today:%Y%m%d}"
    if suffix == "csv":
        return download(csv_bytes(rows), CSV, f"{stem}.csv")
    title = _("Theo dõi thực hiện năm %(year)s, tính đến ngày %(day)s") % {
        "year": filters.year,
        "day": format_date(request.today),
    }
    widths = [10, 38, 12, *([14] * 4 * len(found.items)), 18]
    content = xlsx_bytes(rows, sheet=_("Đôn đốc"), widths=widths, above=[title], fixed_columns=2)
    return download(content, XLSX, f"{stem}.xlsx")

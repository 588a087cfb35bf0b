"""The ranking of a block and year: table, chart, exports."""

import hashlib
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import condition, require_GET

from thidua.core.roles import DOMAIN_READERS
from thidua.core.text import search_key
from thidua.foundation import revision
from thidua.foundation.access import ANY_ROLE, page
from thidua.foundation.tables import CSV, XLSX, download
from thidua.par_index.exports import ranking_csv, ranking_xlsx, source_words
from thidua.par_index.pages import Choice, chart_svg, choose, page_number, read_chart, read_table, table_page


def _asked(request: Any) -> Choice:
    choice = choose(request.GET, request.today)
    if choice is None:
        raise Http404
    return choice


@page(*ANY_ROLE)
@require_GET
def ranking_page(request: Any) -> HttpResponse:
    """One block of one year with ties, near-ties, gaps and changes, and the history of its leaders."""
    choice = choose(request.GET, request.today)
    if choice is None:
        return render(request, "par_index/ranking.html", {"choice": None})
    found, lines = read_table(choice, request.today)
    context = {
        "choice": choice,
        "ranking": found,
        "shown": table_page(choice, lines, page_number(request.GET.get("trang"))),
        "source_words": source_words(found),
        "opens_outlook": request.user.has_role(request.today, *DOMAIN_READERS),
        "chart": read_chart(choice.index, choice.block, request.today),
    }
    return render(request, "par_index/ranking.html", context)


def chart_etag(request: Any) -> str:
    """Changes with the facts, the day, the question and the language."""
    parts = (revision.current(), request.today, request.GET.urlencode(), get_language())
    return f'"{hashlib.sha256(repr(parts).encode()).hexdigest()[:32]}"'


@page(*ANY_ROLE)
@require_GET
@condition(etag_func=chart_etag)
def ranking_chart(request: Any) -> HttpResponse:
    """The rank history of a block as SVG."""
    choice = _asked(request)
    chart = read_chart(choice.index, choice.block, request.today)
    if not chart.is_worth_drawing:
        raise Http404
    title = _("Hạng qua các năm, khối %(block)s") % {"block": choice.block_word}
    response = HttpResponse(chart_svg(chart, title), content_type="image/svg+xml; charset=utf-8")
    response["Cache-Control"] = "private, max-age=0, must-revalidate"
    return response


@page(*ANY_ROLE)
@require_GET
def ranking_download(request: Any, suffix: str) -> HttpResponse:
    """The table on the page as CSV or XLSX."""
    choice = _asked(request)
    found, _lines = read_table(choice, request.today)
    stem = search_key(f"xep hang {choice.index} {choice.year} {choice.block.value}").replace(" ", "-")
    if suffix == "csv":
        return download(ranking_csv(found), CSV, f"{stem}.csv")
    return download(ranking_xlsx(found, choice), XLSX, f"{stem}.xlsx")

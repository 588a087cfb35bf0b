"""Pages for everybody on the internet: results as they were published."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from thidua.foundation import revision
from thidua.foundation.access import PUBLIC, page
from thidua.foundation.tables import CSV, download
from thidua.par_index.exports import ranking_csv, source_words
from thidua.par_index.pages import Choice, choose
from thidua.portal.selectors import public_ranking


@revision.kept(most=64)
def _drawn_table(choice: Choice, on: Any, language: str) -> SafeString:
    """The table in one language, drawn once for all visitors."""
    found, lines = public_ranking(choice, on)
    words = {"choice": choice, "ranking": found, "lines": lines, "office": False}
    return SafeString(render_to_string("par_index/_table.html", words))


@require_safe
@page(PUBLIC)
def public_ranking_page(request: Any) -> HttpResponse:
    """One block of one year as it was published, with ties, near-ties and gaps."""
    choice = choose(request.GET, request.today)
    if choice is None:
        return render(request, "portal/ranking.html", {"choice": None})
    found, _lines = public_ranking(choice, request.today)
    context = {
        "choice": choice,
        "source_words": source_words(found),
        "table": _drawn_table(choice, request.today, get_language() or ""),
    }
    return render(request, "portal/ranking.html", context)


@require_safe
@page(PUBLIC)
def public_ranking_csv(request: Any) -> HttpResponse:
    """The same table as open data; a heading alone where nothing was published."""
    choice = choose(request.GET, request.today)
    if choice is None:
        return render(request, "portal/ranking.html", {"choice": None}, status=404)
    found, _lines = public_ranking(choice, request.today)
    return download(ranking_csv(found), CSV, f"xep-hang-{choice.year}-{choice.block.value}.csv")

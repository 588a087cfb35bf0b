"""Pages for everybody on the internet: results as they were published."""

from dataclasses import dataclass
from datetime import date
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
from thidua.par_index.pages import Choice, choose, page_number, read_table, table_page


@dataclass(frozen=True, slots=True)
class _Drawn:
    """What does not depend on the visitor: the words about the source, and the table with all around it."""

    source_words: str
    content: SafeString


@revision.kept(most=64)
def _draw(choice: Choice, on: date, number: int, language: str) -> _Drawn:
    """A page of the ranking in one language, drawn once for all visitors."""
    found, lines = read_table(choice, on)
    words = {
        "choice": choice,
        "ranking": found,
        "shown": table_page(choice, lines, number),
        "office": False,
    }
    return _Drawn(source_words(found), SafeString(render_to_string("portal/_ranking.html", words)))


@require_safe
@page(PUBLIC)
def public_ranking_page(request: Any) -> HttpResponse:
    """One block of one year as it was published, with ties, near-ties and gaps."""
    choice = choose(request.GET, request.today)
    if choice is None:
        return render(request, "portal/ranking.html", {"choice": None})
    number = page_number(request.GET.get("trang"))
    drawn = _draw(choice, request.today, number, get_language() or "")
    return render(request, "portal/ranking.html", {"choice": choice, "drawn": drawn})


@require_safe
@page(PUBLIC)
def public_ranking_csv(request: Any) -> HttpResponse:
    """The same table as open data; a heading alone where nothing was published."""
    choice = choose(request.GET, request.today)
    if choice is None:
        return render(request, "portal/ranking.html", {"choice": None}, status=404)
    found, _lines = read_table(choice, request.today)
    return download(ranking_csv(found), CSV, f"xep-hang-{choice.year}-{choice.block.value}.csv")

"""Where points are lost, of a block and of the whole city, each as a page, a picture and a table."""

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from thidua.foundation.access import page
from thidua.index_results.access import READERS
from thidua.index_results.access import results as rounds
from thidua.index_results.block_results import BlockResults
from thidua.index_results.seeing.asking import asked, frame, wants_present
from thidua.index_results.seeing.drawing import draw_losses
from thidua.index_results.seeing.losses import losses_of, losses_table
from thidua.index_results.seeing.serving import PICTURES, above, picture, table
from thidua.index_results.seeing.source import Source, city_source_of
from thidua.index_results.seeing.tabs import LOSSES, tabs_of
from thidua.index_rounds.models import Round
from thidua.units.enums import BlockChoice

ROWS_ON_PAGE = 100
FILES = (*PICTURES, "xlsx", "csv")
NUMBERS = (12,) * 11


@page(*READERS)
@require_GET
def losses(request: Any, pk: int, block: str) -> HttpResponse:
    """Where a block loses its points."""
    found, source = asked(request, pk, block)
    context = frame(found, source, LOSSES)
    scope, args = str(context["block_name"]).lower(), [found.pk, block]
    return _page(request, context | _files("losses_file", args, source), [source.results], scope)


@page(*READERS)
@require_GET
def losses_file(request: Any, pk: int, block: str, suffix: str) -> HttpResponse:
    """The same to take along: SVG, PNG, CSV or XLSX."""
    found, source = asked(request, pk, block)
    named = str(BlockChoice(block).label)
    return _file(found, source, [source.results], named, suffix, stem=block)


@page(*READERS)
@require_GET
def city_losses(request: Any, pk: int) -> HttpResponse:
    """Where the whole city loses its points: all blocks together."""
    found, source = _city(request, pk)
    context = {
        "round": found,
        "source": source,
        "here": reverse("index_results:city_losses", args=[found.pk]),
        "is_city": True,
        "is_sample": any(one.is_sample for one in source.results),
        "units": sum(len(one.cards) for one in source.results),
        "silent": [BlockChoice(one.block).label for one in source.results if not one.cards],
        **tabs_of(
            found,
            None,
            LOSSES,
            blocks=[one.block for one in source.results],
            publication=None if source.is_present else source.publication,
            query=source.query,
        ),
    }
    files = _files("city_losses_file", [found.pk], source)
    return _page(request, context | files, source.results, _("cả thành phố"))


@page(*READERS)
@require_GET
def city_losses_file(request: Any, pk: int, suffix: str) -> HttpResponse:
    """The same to take along: SVG, PNG, CSV or XLSX."""
    found, source = _city(request, pk)
    return _file(found, source, source.results, _("Cả thành phố"), suffix, stem="ca-thanh-pho", is_city=True)


def _city(request: Any, pk: int) -> tuple[Round, Source[Sequence[BlockResults]]]:
    found = rounds.get_for(request.user, request.today, pk=pk)
    source = city_source_of(found, request.user, request.today, wants_present=wants_present(request))
    if not source.results:
        raise Http404(_("Kỳ này chưa chấm khối nào."))
    return found, source


def _files(name: str, args: Sequence[Any], source: Source[Any]) -> dict[str, Any]:
    """`files`: the kind in words and the address of each."""
    return {
        "files": [
            (suffix.upper(), reverse(f"index_results:{name}", args=[*args, suffix]) + source.query)
            for suffix in FILES
        ]
    }


def _page(request: Any, context: dict[str, Any], results: Sequence[BlockResults], scope: str) -> HttpResponse:
    rows, source = losses_of(results), context["source"]
    svg = draw_losses(rows, year=context["round"].year, scope=scope, note=source.note)
    shown = Paginator(rows, ROWS_ON_PAGE).get_page(request.GET.get("trang"))
    context |= {"rows": shown, "svg": SafeString(svg), "scope": scope}
    return render(request, "index_results/seeing/losses.html", context)


def _file(
    found: Round,
    source: Source[Any],
    results: Sequence[BlockResults],
    named: str,
    suffix: str,
    *,
    stem: str,
    is_city: bool = False,
) -> HttpResponse:
    rows, stem = losses_of(results), f"diem-mat-{found.year}-{stem}{source.mark}"
    if suffix in PICTURES:
        svg = draw_losses(rows, year=found.year, scope=named.lower(), note=source.note)
        return picture(svg, suffix, stem)
    widths = (9, 60, *((24,) if is_city else ()), *NUMBERS)
    lines = (
        *above(found, source, named),
        _("Mức ¼ thấp, trung vị, mức ¼ cao: như hàm QUARTILE.INC của Excel; để trống khi dưới ba mức điểm."),
    )
    return table(losses_table(rows, is_city=is_city), suffix, stem, lines, widths)

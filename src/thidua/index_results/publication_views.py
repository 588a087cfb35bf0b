"""Frozen results: what they say and change, confirming, putting away, verifying, taking along."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from thidua.core.blocks import Block
from thidua.core.roles import STANDING_OFFICE
from thidua.foundation.access import page
from thidua.foundation.files import give_out
from thidua.foundation.tables import XLSX, download
from thidua.index_results import publishing
from thidua.index_results.access import (
    COMPUTED_READERS,
    OFFICE,
    READERS,
    publications,
)
from thidua.index_results.badges import badge_of
from thidua.index_results.block_results import ROWS_ON_PAGE
from thidua.index_results.content import canonical, fingerprint, results_now
from thidua.index_results.corrections import corrected_by, moved_between
from thidua.index_results.effects import effects_of
from thidua.index_results.enums import PublicationState
from thidua.index_results.errors import ResultRefused
from thidua.index_results.forms import ConfirmForm, VerifyForm
from thidua.index_results.models import Publication
from thidua.index_results.published import latest_published
from thidua.index_results.seeing.source import NOW, PRESENT
from thidua.index_results.seeing.tabs import RANKING, tabs_of
from thidua.index_results.verifying import is_this, standing_of
from thidua.index_results.workbook import results_workbook
from thidua.units.enums import BlockChoice

LARGEST_FILE = 20 * 1024 * 1024


def _has(request: Any, *roles: Any) -> bool:
    return bool(request.user.has_role(request.today, *roles))


@page(*READERS)
@require_GET
def publication(request: Any, pk: int) -> HttpResponse:
    """Frozen results: places, classes, the paper behind them, whether they stand."""
    found = publications.get_for(request.user, request.today, pk=pk)
    return _publication_page(request, found, ConfirmForm(), VerifyForm())


def _publication_page(
    request: Any, found: Publication, confirming: ConfirmForm, verifying: VerifyForm
) -> HttpResponse:
    content = found.content
    asked = request.GET.get("khoi", "")
    block = next((one for one in content["blocks"] if one["block"] == asked), content["blocks"][0])
    is_draft, sees_computed = found.state == PublicationState.DRAFT, _has(request, *COMPUTED_READERS)
    effects = effects_of(found, request.today) if is_draft and sees_computed else []
    counts = latest_published(found.round, request.today)
    is_current = counts == found
    corrected = corrected_by(found)
    context = {
        "publication": found,
        "badge": badge_of(found),
        "shown": block,
        "is_sample": block["set"]["is_sample"],
        "block_name": BlockChoice(block["block"]).label,
        "rows": Paginator(block["units"], ROWS_ON_PAGE).get_page(request.GET.get("trang")),
        "opens_units": is_current or (is_draft and sees_computed),
        "unit_query": f"?{PRESENT}={NOW}" if is_draft and counts else "",
        "replaced_by": counts if counts and counts.ordinal > found.ordinal else None,
        "corrected": corrected,
        "moved": moved_between(corrected, found) if corrected else [],
        "standing": standing_of(found),
        "is_draft": is_draft,
        "is_office": _has(request, *STANDING_OFFICE),
        "is_own": found.prepared_by_id == request.user.pk,
        "effects": effects,
        "given": sum(row.is_given for row in effects),
        "moved_on": is_draft and _has_moved_on(request, found),
        "confirming": confirming,
        "verifying": verifying,
        "sees_computed": sees_computed,
    }
    blocks = [Block(one["block"]) for one in content["blocks"]]
    ways = tabs_of(found.round, Block(block["block"]), RANKING, blocks=blocks, publication=found)
    if not is_current:
        ways.pop("tabs")  # charts are drawn of what counts
    return render(request, "index_results/publication.html", context | ways)


def _has_moved_on(request: Any, found: Publication) -> bool:
    """Whether the round would be frozen otherwise today: somebody changed points in between."""
    try:
        return fingerprint(results_now(found.round, request.today)) != found.sha256
    except ResultRefused:
        return True


@page(*OFFICE)
@require_POST
def confirm(request: Any, pk: int) -> HttpResponse:
    """A second person publishes."""
    found = publications.get_for(request.user, request.today, action="confirm", pk=pk)
    form = ConfirmForm(request.POST)
    if form.is_valid():
        try:
            publishing.confirm(by=request.user, at=request.moment, publication=found, **form.cleaned_data)
        except ResultRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Đã công bố. Quy tắc khen thưởng và trang công khai đọc từ bản này."))
            return redirect("index_results:publication", pk)
    return _publication_page(request, found, form, VerifyForm())


@page(*OFFICE)
@require_POST
def discard(request: Any, pk: int) -> HttpResponse:
    """Puts a frozen draft away."""
    found = publications.get_for(request.user, request.today, action="discard", pk=pk)
    try:
        publishing.discard(by=request.user, at=request.moment, publication=found)
    except ResultRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Đã bỏ bản khóa này; có thể khóa lại."))
    return redirect("index_results:outcome", found.round_id)


@page(*READERS)
@require_POST
def verify(request: Any, pk: int) -> HttpResponse:
    """Holds a file against what was frozen."""
    found = publications.get_for(request.user, request.today, pk=pk)
    form = VerifyForm(request.POST, request.FILES)
    if form.is_valid():
        file = form.cleaned_data["file"]
        if file.size <= LARGEST_FILE and is_this(found, file.read()):
            messages.success(request, _("Tệp khớp dấu vân tay: đúng kết quả đã khóa, không đổi chữ nào."))
            return redirect("index_results:publication", pk)
        form.add_error(
            "file",
            _("Tệp không khớp dấu vân tay của bản này. Tải lại tệp kết quả ở trang này rồi so từng dòng."),
        )
    return _publication_page(request, found, ConfirmForm(), form)


@page(*READERS)
@require_GET
def results_json(request: Any, pk: int) -> HttpResponse:
    """The canonical bytes: their SHA-256 is the fingerprint."""
    found = publications.get_for(request.user, request.today, pk=pk)
    return download(canonical(found.content), "application/json", _stem(found) + ".json")


@page(*READERS)
@require_GET
def results_xlsx(request: Any, pk: int) -> HttpResponse:
    """The results as a workbook whose totals are formulas."""
    found = publications.get_for(request.user, request.today, pk=pk)
    return download(results_workbook(found.content, found.sha256), XLSX, _stem(found) + ".xlsx")


@page(*READERS)
@require_GET
def decision_file(request: Any, pk: int) -> HttpResponseBase:
    """The decision that publishes."""
    return give_out(publications.get_for(request.user, request.today, pk=pk).file)


def _stem(found: Publication) -> str:
    return f"ket-qua-chi-so-{found.content['round']['year']}-lan-{found.ordinal}"

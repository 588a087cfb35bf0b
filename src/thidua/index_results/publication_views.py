"""From the council's session to the published ranking: the round's page, freezing, confirming, verifying."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.core.roles import STANDING_OFFICE
from thidua.foundation.access import page
from thidua.foundation.files import give_out
from thidua.foundation.tables import XLSX, download
from thidua.index_results import publishing
from thidua.index_results.access import (
    COMPUTED_READERS,
    OFFICE,
    READERS,
    SCRIBES,
    publications,
    results,
    sessions,
)
from thidua.index_results.content import blocks_of, canonical, fingerprint, results_now
from thidua.index_results.council import has_agreed, record_session
from thidua.index_results.effects import effects_of
from thidua.index_results.enums import PublicationState
from thidua.index_results.errors import ResultRefused
from thidua.index_results.forms import ConfirmForm, DecisionForm, SessionForm, VerifyForm
from thidua.index_results.models import Publication
from thidua.index_results.verifying import is_this, standing_of
from thidua.index_results.workbook import results_workbook
from thidua.units.enums import BlockChoice

ROWS_ON_PAGE = 100
LARGEST_FILE = 20 * 1024 * 1024
LOOKS = {
    PublicationState.DRAFT: ("pencil", "unknown"),
    PublicationState.CONFIRMED: ("check", "met"),
    PublicationState.DISCARDED: ("circle-slash", "suspended"),
}
"""State → icon and look of its badge."""


def _badge(publication: Publication) -> tuple[str, str, str]:
    state = PublicationState(publication.state)
    return (str(state.label), *LOOKS[state])


def _has(request: Any, *roles: Any) -> bool:
    return bool(request.user.has_role(request.today, *roles))


@page(*READERS)
@require_GET
def outcome(request: Any, pk: int) -> HttpResponse:
    """The council's sessions and what was frozen and published of a round."""
    found = results.get_for(request.user, request.today, pk=pk)
    held = list(sessions.visible_to(request.user, request.today).filter(round=found))
    frozen = publications.visible_to(request.user, request.today).filter(round=found).defer("content")
    last = held[0] if held else None
    context = {
        "round": found,
        "sessions": [(session, has_agreed(session)) for session in held],
        "may_freeze": last if last and has_agreed(last) and _has(request, *STANDING_OFFICE) else None,
        "may_record": _has(request, *SCRIBES),
        "sees_computed": _has(request, *COMPUTED_READERS),
        "publications": [(one, _badge(one)) for one in frozen],
        "blocks": [(block.value, BlockChoice(block).label) for block in blocks_of(found)],
    }
    return render(request, "index_results/outcome.html", context)


@page(*SCRIBES)
@require_http_methods(["GET", "POST"])
def session_new(request: Any, pk: int) -> HttpResponse:
    """A session of the council is written down from its minutes."""
    found = results.get_for(request.user, request.today, action="record", pk=pk)
    form = SessionForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        minutes = form.cleaned_data["minutes"]
        try:
            record_session(
                by=request.user, at=request.moment, found=found, words=form.words(), minutes=minutes
            )
        except ResultRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Đã ghi phiên họp."))
            return redirect("index_results:outcome", pk)
    return render(request, "index_results/session_form.html", {"form": form, "round": found})


@page(*COMPUTED_READERS)
@require_GET
def minutes_file(request: Any, pk: int) -> HttpResponseBase:
    """The signed minutes of a session."""
    return give_out(sessions.get_for(request.user, request.today, pk=pk).minutes)


@page(*OFFICE)
@require_http_methods(["GET", "POST"])
def freeze(request: Any, pk: int) -> HttpResponse:
    """The results as they are now are frozen under a decision."""
    session = sessions.get_for(request.user, request.today, pk=pk)
    found = results.get_for(request.user, request.today, action="prepare", pk=session.round_id)
    form = DecisionForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            publication = publishing.freeze(
                by=request.user,
                at=request.moment,
                session=session,
                decision=form.decision(),
                file=form.cleaned_data["file"],
            )
        except ResultRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Đã khóa kết quả. Người thứ hai của cơ quan thường trực xác nhận."))
            return redirect("index_results:publication", publication.pk)
    context = {
        "form": form,
        "round": found,
        "session": session,
        "is_correction": found.publications.filter(state=PublicationState.CONFIRMED).exists(),
    }
    return render(request, "index_results/freeze_form.html", context)


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
    is_draft = found.state == PublicationState.DRAFT
    effects = effects_of(found, request.today) if is_draft and _has(request, *COMPUTED_READERS) else []
    context = {
        "publication": found,
        "badge": _badge(found),
        "shown": block,
        "block_name": BlockChoice(block["block"]).label,
        "blocks": [(one["block"], BlockChoice(one["block"]).label) for one in content["blocks"]],
        "rows": Paginator(block["units"], ROWS_ON_PAGE).get_page(request.GET.get("trang")),
        "standing": standing_of(found),
        "is_draft": is_draft,
        "is_office": _has(request, *STANDING_OFFICE),
        "is_own": found.prepared_by_id == request.user.pk,
        "effects": effects,
        "given": sum(row.is_given for row in effects),
        "moved_on": is_draft and _has_moved_on(request, found),
        "confirming": confirming,
        "verifying": verifying,
        "sees_computed": _has(request, *COMPUTED_READERS),
    }
    return render(request, "index_results/publication.html", context)


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

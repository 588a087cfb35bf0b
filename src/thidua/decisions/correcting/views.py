"""A confirmed decision is put right: the form, the second person, the files of before and after."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.decisions.access import READERS, RECORDERS, decisions
from thidua.decisions.correcting import services
from thidua.decisions.correcting.forms import CorrectionForm
from thidua.decisions.correcting.selectors import has_sheets
from thidua.decisions.correcting.services import Corrected
from thidua.decisions.errors import DecisionRefused
from thidua.decisions.forms import ReasonForm
from thidua.decisions.models import Correction, Decision
from thidua.foundation.access import page
from thidua.foundation.files import give_out

SAID = ("number", "decided_on", "signer_name", "signer_title", "state_form")


@page(*RECORDERS)
@require_http_methods(["GET", "POST"])
def new(request: Any, pk: int) -> HttpResponse:
    """Asks for a correction; the form starts with what was recorded."""
    found = decisions.get_for(request.user, request.today, action="record", pk=pk)
    initial = {name: getattr(found, name) for name in SAID}
    form = CorrectionForm(
        request.POST or None,
        request.FILES or None,
        initial=initial,
        is_of_state=bool(found.state_form),
        may_name=services.may_name_form(found),
    )
    seen = services.decision_as_shown(found)
    if request.method == "POST":
        seen = request.POST.get("seen", seen)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            services.ask_for_correction(
                by=request.user,
                at=request.moment,
                decision=found,
                said=Corrected(*(given.get(name, "") for name in SAID)),
                reason=given["reason"],
                file=given["file"],
                seen=seen,
            )
        except DecisionRefused as refusal:
            form.add_error(None, str(refusal))
            seen = services.decision_as_shown(found)
        else:
            messages.success(request, _("Đã ghi. Quyết định giữ nguyên đến khi người thứ hai xác nhận."))
            return redirect("decisions:decision", pk)
    return render(request, "decisions/correct.html", {"found": found, "form": form, "seen": seen})


@page(*RECORDERS)
@require_POST
def confirm(request: Any, pk: int, correction: int) -> HttpResponse:
    """The second person."""
    found, row = _found(request, pk, correction, action="record")
    try:
        services.confirm_correction(by=request.user, at=request.moment, correction=row)
    except DecisionRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Đã đính chính: sổ khen thưởng theo bản đúng, các đơn vị được báo."))
        if row.changes_sheets and has_sheets(found):
            messages.warning(request, _("Giấy chứng nhận đã làm ghi theo bản cũ: làm lại rồi phát thay."))
    return redirect("decisions:decision", pk)


@page(*RECORDERS)
@require_POST
def discard(request: Any, pk: int, correction: int) -> HttpResponse:
    """Asked for by mistake."""
    _decision, row = _found(request, pk, correction, action="record")
    form = ReasonForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    try:
        services.discard_correction(by=request.user, at=request.moment, correction=row, reason=reason)
    except DecisionRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Đã bỏ; quyết định giữ nguyên như đã ghi."))
    return redirect("decisions:decision", pk)


@page(*READERS)
@require_GET
def right_file(request: Any, pk: int, correction: int) -> HttpResponseBase:
    """The signed file that is the right one."""
    _decision, row = _found(request, pk, correction)
    if row.file is None:
        raise Http404(_("Đính chính này không thay bản đã ký."))
    return give_out(row.file)


@page(*READERS)
@require_GET
def old_file(request: Any, pk: int, correction: int) -> HttpResponseBase:
    """The signed file as it was recorded first."""
    _decision, row = _found(request, pk, correction)
    return give_out(row.old_file)


def _found(request: Any, pk: int, correction: int, action: str = "view") -> tuple[Decision, Correction]:
    found = decisions.get_for(request.user, request.today, action=action, pk=pk)
    return found, decisions.correction_for(request.user, request.today, found, correction)

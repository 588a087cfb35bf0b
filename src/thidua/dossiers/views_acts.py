"""What is done with one dossier once it is written: handed over, handed back, recalled, withdrawn, sent."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thidua.core.roles import STANDING_OFFICE
from thidua.dossiers.access import WRITERS, dossiers
from thidua.dossiers.enums import Proposer
from thidua.dossiers.errors import DossierRefused
from thidua.dossiers.forms import WordsForm
from thidua.dossiers.pages import unit_of
from thidua.dossiers.sending import afterwards, signing
from thidua.dossiers.sending.services import send_filing
from thidua.foundation.access import page


def _act(request: Any, pk: int, action: str) -> Any:
    return dossiers.get_for(request.user, request.today, action=action, pk=pk)


@page(*WRITERS)
@require_POST
def hand_over(request: Any, pk: int) -> HttpResponse:
    """The dossier is done; the head is told."""
    row = _act(request, pk, "write")
    try:
        signing.hand_over(by=request.user, at=request.moment, dossier=row)
    except DossierRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Đã trình ký. Người ký được báo ngay."))
    return redirect("dossiers:dossier", pk=pk)


@page(*WRITERS)
@require_POST
def hand_back(request: Any, pk: int) -> HttpResponse:
    """The head wants something changed."""
    row = _act(request, pk, "sign")
    form = WordsForm(request.POST, prefix="back")
    words = form.cleaned_data["words"] if form.is_valid() else ""
    try:
        signing.hand_back(by=request.user, at=request.moment, dossier=row, words=words)
    except DossierRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Đã chuyển lại. Người lập được báo ngay."))
    return redirect("dossiers:dossier", pk=pk)


@page(*WRITERS)
@require_POST
def recall(request: Any, pk: int) -> HttpResponse:
    """Before intake the unit takes it back."""
    row = _act(request, pk, "sign")
    try:
        afterwards.recall(by=request.user, at=request.moment, dossier=row)
    except DossierRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Đã thu hồi; hồ sơ trở lại trạng thái đang lập."))
    return redirect("dossiers:dossier", pk=pk)


@page(*WRITERS)
@require_POST
def withdraw(request: Any, pk: int) -> HttpResponse:
    """The subject is no longer put forward."""
    row = _act(request, pk, "write")
    form = WordsForm(request.POST, prefix="withdraw")
    reason = form.cleaned_data["words"] if form.is_valid() else ""
    try:
        afterwards.withdraw(by=request.user, at=request.moment, dossier=row, reason=reason)
    except DossierRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Đã rút hồ sơ; chỗ trong hạn mức được trả lại."))
    return redirect("dossiers:dossier", pk=pk)


@page(*sorted(STANDING_OFFICE))
@require_POST
def send_own(request: Any, pk: int) -> HttpResponse:
    """The head of the standing office sends what the office proposes itself."""
    row = _act(request, pk, "sign")
    if row.proposer != Proposer.OFFICE:
        raise Http404
    try:
        submission = send_filing(
            by=request.user,
            at=request.moment,
            filing=row.filing,
            unit=unit_of(row, request.moment),
            knows_not_met="knows" in request.POST,
            proposer=Proposer.OFFICE,
        )
    except DossierRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("dossiers:dossier", pk=pk)
    return redirect("dossiers:receipt", pk=submission.pk)

"""What is done with one dossier once it is written: handed over, handed back, recalled, withdrawn, sent."""

from collections.abc import Callable
from functools import partial
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
from thidua.dossiers.models import Dossier
from thidua.dossiers.pages import unit_of
from thidua.dossiers.sending import afterwards, signing
from thidua.dossiers.sending.seen import Seen, read_seen
from thidua.dossiers.sending.services import send_filing
from thidua.dossiers.sending.steps import signers_of
from thidua.foundation.access import page


def _of(request: Any, pk: int, action: str) -> Dossier:
    return dossiers.get_for(request.user, request.today, action=action, pk=pk)


def _done(request: Any, pk: int, act: Callable[[], object], words: str, *, typed: str = "") -> HttpResponse:
    """Does the act and says so, or why it cannot be done, with what was `typed` for it; back on the dossier's
    page.
    """
    try:
        act()
    except DossierRefused as refusal:
        messages.error(request, str(refusal))
        if typed:
            messages.info(request, _("Lời bạn đã gõ, chưa được ghi: %s") % typed)
    else:
        messages.success(request, words)
    return redirect("dossiers:dossier", pk=pk)


def _words(request: Any, prefix: str) -> str:
    form = WordsForm(request.POST, prefix=prefix)
    return str(form.cleaned_data["words"]) if form.is_valid() else ""


@page(*WRITERS)
@require_POST
def hand_over(request: Any, pk: int) -> HttpResponse:
    """The dossier is done; the head is told."""
    row = _of(request, pk, "write")
    act = partial(signing.hand_over, by=request.user, at=request.moment, dossier=row)
    is_told = bool(signers_of(row, request.today))  # else the page says that nobody signs, and what to do
    return _done(
        request, pk, act, _("Đã trình ký. Người ký được báo ngay.") if is_told else _("Đã trình ký.")
    )


@page(*WRITERS)
@require_POST
def hand_back(request: Any, pk: int) -> HttpResponse:
    """The head wants something changed."""
    row, words = _of(request, pk, "sign"), _words(request, "back")
    act = partial(signing.hand_back, by=request.user, at=request.moment, dossier=row, words=words)
    return _done(request, pk, act, _("Đã chuyển lại. Người lập được báo ngay."), typed=words)


@page(*WRITERS)
@require_POST
def recall(request: Any, pk: int) -> HttpResponse:
    """Before intake the unit takes it back."""
    row = _of(request, pk, "sign")
    act = partial(afterwards.recall, by=request.user, at=request.moment, dossier=row)
    return _done(request, pk, act, _("Đã thu hồi. Sửa xong thì trình ký, gửi lại."))


@page(*WRITERS)
@require_POST
def withdraw(request: Any, pk: int) -> HttpResponse:
    """The subject is no longer put forward."""
    row, reason = _of(request, pk, "write"), _words(request, "withdraw")
    act = partial(afterwards.withdraw, by=request.user, at=request.moment, dossier=row, reason=reason)
    return _done(request, pk, act, _("Đã rút hồ sơ; chỗ trong hạn mức được trả lại."), typed=reason)


@page(*sorted(STANDING_OFFICE))
@require_POST
def send_own(request: Any, pk: int) -> HttpResponse:
    """The head of the standing office sends the dossier of the page, which the office proposes itself."""
    row = _of(request, pk, "sign")
    if row.proposer != Proposer.OFFICE:
        raise Http404
    seen = read_seen(request.POST)
    try:
        submission = send_filing(
            by=request.user,
            at=request.moment,
            filing=row.filing,
            unit=unit_of(row, request.moment),
            seen=Seen({pk: seen.handed.get(pk, "")}, known=seen.known),
            proposer=Proposer.OFFICE,
        )
    except DossierRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("dossiers:dossier", pk=pk)
    return redirect("dossiers:receipt", pk=submission.pk)

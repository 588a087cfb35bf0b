"""Check answers, hand over, sign and send, receipt."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from thidua.foundation.access import page
from thidua.index_rounds.access import READERS, WRITERS, sheets
from thidua.index_rounds.enums import SheetState
from thidua.index_rounds.errors import RoundRefused
from thidua.index_rounds.sheets import sending
from thidua.index_rounds.sheets.card import sheet_card
from thidua.index_rounds.sheets.forms import WordsForm
from thidua.index_rounds.sheets.pages import frame, unit_of


@page(*WRITERS)
@require_GET
def check(request: Any, pk: int) -> HttpResponse:
    """Everything on one page before it leaves: what is missing, what cannot be, what is not proved."""
    sheet = sheets.get_for(request.user, request.today, action="write", pk=pk)
    context = frame(sheet, request.user, request.moment)
    context |= {"card": sheet_card(sheet), "words_form": WordsForm()}
    return render(request, "index_rounds/sheets/check.html", context)


@page(*WRITERS)
@require_POST
def hand_over(request: Any, pk: int) -> HttpResponse:
    """The officer is done."""
    sheet = sheets.get_for(request.user, request.today, action="write", pk=pk)
    try:
        sending.hand_over(
            by=request.user, at=request.moment, sheet=sheet, unit=unit_of(sheet, request.moment)
        )
    except RoundRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("index_rounds:check", pk=pk)
    messages.success(request, _("Đã trình ký. Lãnh đạo đơn vị được báo ngay."))
    return redirect("index_rounds:sheet", pk=pk)


@page(*WRITERS)
@require_POST
def hand_back(request: Any, pk: int) -> HttpResponse:
    """The head wants something changed."""
    sheet = sheets.get_for(request.user, request.today, action="sign", pk=pk)
    try:
        sending.hand_back(
            by=request.user, at=request.moment, sheet=sheet, words=request.POST.get("words", "")
        )
    except RoundRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("index_rounds:check", pk=pk)
    messages.success(request, _("Đã chuyển lại cho người chấm."))
    return redirect("index_rounds:sheet", pk=pk)


@page(*WRITERS)
@require_POST
def send(request: Any, pk: int) -> HttpResponse:
    """The head signs and sends."""
    sheet = sheets.get_for(request.user, request.today, action="sign", pk=pk)
    try:
        sending.send_sheet(
            by=request.user, at=request.moment, sheet=sheet, unit=unit_of(sheet, request.moment)
        )
    except RoundRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("index_rounds:check", pk=pk)
    return redirect("index_rounds:receipt", pk=pk)


@page(*READERS)
@require_GET
def receipt(request: Any, pk: int) -> HttpResponse:
    """The receipt of a sent sheet; made for printing."""
    sheet = sheets.get_for(request.user, request.today, pk=pk)
    sent = sheets.visible_to(request.user, request.today).filter(state=SheetState.SENT)
    found = get_object_or_404(sent.select_related("round", "unit", "signed_by"), pk=sheet.pk)
    context = frame(found, request.user, request.moment) | {"card": sheet_card(found)}
    return render(request, "index_rounds/sheets/receipt.html", context)

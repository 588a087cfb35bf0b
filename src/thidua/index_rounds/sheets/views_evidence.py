"""Evidence: onto the sheet, pinned to a component, taken again from last year, opened at its page."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from thidua.foundation.access import page
from thidua.index_rounds.access import READERS, WRITERS, evidence, sheets
from thidua.index_rounds.errors import RoundRefused
from thidua.index_rounds.models import Sheet
from thidua.index_rounds.selectors import pins_on
from thidua.index_rounds.sheets import evidence as services
from thidua.index_rounds.sheets.card import ComponentLine, SheetCard, sheet_card
from thidua.index_rounds.sheets.earlier import earlier_of
from thidua.index_rounds.sheets.forms import AnswerForm, EvidenceForm, PinForm
from thidua.index_rounds.sheets.showing import show
from thidua.index_rounds.sheets.views import show_answer
from thidua.index_rounds.sheets.writing import draft_of


@page(*WRITERS)
@require_POST
def add(request: Any, pk: int) -> HttpResponse:
    """One more file for the sheet."""
    sheet = sheets.get_for(request.user, request.today, action="write", pk=pk)
    form = EvidenceForm(request.POST, request.FILES)
    if not form.is_valid():
        messages.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
        return redirect("index_rounds:sheet", pk=pk)
    try:
        services.add_evidence(
            by=request.user,
            at=request.moment,
            sheet=sheet,
            upload=form.cleaned_data["file"],
            title=form.cleaned_data["title"],
        )
    except RoundRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Đã thêm tài liệu. Ghim vào từng tiêu chí ở trang của tiêu chí đó."))
    return redirect("index_rounds:sheet", pk=pk)


@page(*WRITERS)
@require_POST
def remove(request: Any, pk: int) -> HttpResponse:
    """A file does not belong to the sheet after all."""
    row = evidence.get_for(request.user, request.today, action="write", pk=pk)
    try:
        services.remove_evidence(by=request.user, at=request.moment, row=row)
    except RoundRefused as refusal:
        messages.error(request, str(refusal))
    return redirect("index_rounds:sheet", pk=row.sheet_id)


@page(*READERS)
@require_GET
def file(request: Any, pk: int) -> HttpResponseBase:
    """The file; a PDF opens in the browser, so that #page=… leads to the pin."""
    return show(evidence.get_for(request.user, request.today, pk=pk).file)


def _component(request: Any, pk: int, code: str) -> tuple[Sheet, SheetCard, ComponentLine]:
    sheet = sheets.get_for(request.user, request.today, action="write", pk=pk)
    card = sheet_card(sheet)
    line = card.by_code.get(code)
    if line is None or line.answer is None:
        raise Http404
    return sheet, card, line


@page(*WRITERS)
@require_POST
def pin(request: Any, pk: int, code: str) -> HttpResponse:
    """Pins a document of the sheet, or a new one, to a component."""
    sheet, card, line = _component(request, pk, code)
    documents = list(sheet.evidence.filter(removed_at__isnull=True))
    form = PinForm(request.POST, request.FILES, documents=documents)
    if line.answer is not None and form.is_valid():
        data = form.cleaned_data
        try:
            row = next((one for one in documents if one.pk == data["evidence"]), None)
            if data["file"]:
                row = services.add_evidence(
                    by=request.user, at=request.moment, sheet=sheet, upload=data["file"]
                )
            if row is not None:
                services.pin(
                    by=request.user,
                    at=request.moment,
                    answer=line.answer,
                    evidence=row,
                    page=data["page"],
                    passage=data["passage"],
                )
        except RoundRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Đã ghim minh chứng."))
            return redirect("index_rounds:answer", pk=pk, code=code)
    answer_form = AnswerForm(
        initial=draft_of(line.answer).fields if line.answer else {}, component=line.component
    )
    return show_answer(request, sheet, card, line, answer_form, pin_form=form, status=422)


@page(*WRITERS)
@require_POST
def unpin(request: Any, pk: int, row: int) -> HttpResponse:
    """The place proves the component no longer."""
    sheet = sheets.get_for(request.user, request.today, action="write", pk=pk)
    found = get_object_or_404(pins_on(sheet, is_of_explanation=False), pk=row)
    try:
        services.unpin(by=request.user, at=request.moment, row=found)
    except RoundRefused as refusal:
        messages.error(request, str(refusal))
    return redirect("index_rounds:answer", pk=pk, code=found.answer.code)


@page(*WRITERS)
@require_POST
def again(request: Any, pk: int, code: str, row: int) -> HttpResponse:
    """Last year's evidence, pinned at the same place."""
    sheet, _card, line = _component(request, pk, code)
    before = earlier_of(sheet, code)
    earlier = next((one for one in before.pins if one.pk == row), None) if before else None
    if earlier is None or line.answer is None:
        raise Http404
    try:
        services.take_again(by=request.user, at=request.moment, answer=line.answer, earlier=earlier)
    except RoundRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Đã dùng lại tài liệu năm trước. Kiểm tra xem còn đúng cho năm nay."))
    return redirect("index_rounds:answer", pk=pk, code=code)

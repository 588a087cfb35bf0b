"""A sheet and its components: the tree with progress, a component that saves itself, points as one types;
a sent sheet given back by the office."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.core.scorecard.card import score_card
from thidua.foundation import autosave
from thidua.foundation.access import page
from thidua.index_rounds.access import BOARD, OFFICE, READERS, WRITERS, sheets
from thidua.index_rounds.enums import SheetState
from thidua.index_rounds.errors import RoundRefused
from thidua.index_rounds.models import Sheet
from thidua.index_rounds.selectors import kept_words
from thidua.index_rounds.sheets import reopening, writing
from thidua.index_rounds.sheets.card import ComponentLine, SheetCard, given_by, sheet_card
from thidua.index_rounds.sheets.checking import check_given
from thidua.index_rounds.sheets.earlier import earlier_of
from thidua.index_rounds.sheets.forms import AnswerForm, EvidenceForm, PinForm, ReopenForm
from thidua.index_rounds.sheets.pages import around, frame, next_missing, unit_of


@page(*READERS)
@require_GET
def sheet_page(request: Any, pk: int) -> HttpResponse:
    """The tree of a sheet; its own people score from here, others read what was sent."""
    sheet = sheets.get_for(request.user, request.today, pk=pk)
    return _show_sheet(request, sheet, ReopenForm())


def _show_sheet(request: Any, sheet: Sheet, reopen_form: ReopenForm, status: int = 200) -> HttpResponse:
    card = sheet_card(sheet)
    may_reopen = sheet.state == SheetState.SENT and sheets.may_reopen(request.user, request.today, sheet)
    context = frame(sheet, request.user, request.moment) | {
        "card": card,
        "next": next_missing(card),
        "documents": sheet.evidence.filter(removed_at__isnull=True).select_related("file", "added_by"),
        "evidence_form": EvidenceForm(),
        "may_reopen": may_reopen,
        "why_not_reopen": reopening.why_not(sheet, request.moment) if may_reopen else "",
        "reopen_form": reopen_form,
    }
    return render(request, "index_rounds/sheets/sheet.html", context, status=status)


@page(*OFFICE, *BOARD)
@require_POST
def reopen(request: Any, pk: int) -> HttpResponse:
    """The office gives a sent sheet back to its unit; from then on only the unit sees what is in it."""
    sheet = sheets.get_for(request.user, request.today, action="reopen", pk=pk)
    form = ReopenForm(request.POST)
    if sheet.state == SheetState.SENT and not form.is_valid():
        return _show_sheet(request, sheet, form, status=422)
    unit, reason = unit_of(sheet, request.moment), form.data.get("reason", "")
    try:
        reopening.reopen(by=request.user, at=request.moment, sheet=sheet, unit=unit, reason=reason)
    except RoundRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(
            request, _("Đã mở lại phiếu của %s để sửa; người của đơn vị được báo.") % unit.full_name
        )
    return redirect("index_rounds:round", sheet.round_id)


@page(*READERS)
@require_http_methods(["GET", "POST"])
def answer_page(request: Any, pk: int, code: str) -> HttpResponseBase:
    """One component: rule, number, words, evidence, last year's; it saves itself."""
    action = "write" if request.method == "POST" else "view"
    sheet = sheets.get_for(request.user, request.today, action=action, pk=pk)
    card = sheet_card(sheet)
    line = card.by_code.get(code)
    if line is None or line.answer is None:
        raise Http404
    if request.method == "POST":
        return _save(request, sheet, card, line, AnswerForm(request.POST, component=line.component))
    form = AnswerForm(initial=writing.draft_of(line.answer).fields, component=line.component)
    return show_answer(request, sheet, card, line, form)


def _save(
    request: Any, sheet: Sheet, card: SheetCard, line: ComponentLine, form: AnswerForm
) -> HttpResponseBase:
    is_script = autosave.is_autosave(request)
    if not form.is_valid():
        return (
            autosave.refused(form.words)
            if is_script
            else show_answer(request, sheet, card, line, form, status=422)
        )
    here = redirect("index_rounds:answer", pk=sheet.pk, code=line.code)
    try:
        saved = writing.save_answer(
            by=request.user,
            at=request.moment,
            sheet=sheet,
            code=line.code,
            draft=form.draft(),
            version=autosave.sent_version(request),
        )
    except autosave.StaleVersion as stale:
        if is_script:
            return autosave.conflict(stale)
        messages.warning(
            request,
            _("%s đã lưu tiêu chí này trước bạn. Bản của bạn được giữ lại bên dưới, hãy xem và gộp.")
            % stale.by,
        )
        return here
    except RoundRefused as refusal:
        if is_script:
            return autosave.refused(str(refusal))
        form.add_error(None, str(refusal))
        return show_answer(request, sheet, card, line, form, status=422)
    if is_script:
        return autosave.saved(version=saved.version, at=request.moment)
    if "next" not in request.POST:
        return here
    following = next_missing(sheet_card(sheet), line.code)
    if following is None:
        return redirect("index_rounds:check", pk=sheet.pk)
    return redirect("index_rounds:answer", pk=sheet.pk, code=following.code)


def show_answer(
    request: Any,
    sheet: Sheet,
    card: SheetCard,
    line: ComponentLine,
    form: AnswerForm,
    *,
    pin_form: PinForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page of one component."""
    answer = line.answer
    if answer is None:
        raise Http404
    area = next(area for area in card.areas if line in area.lines)
    documents = list(sheet.evidence.filter(removed_at__isnull=True).select_related("file"))
    context = frame(sheet, request.user, request.moment) | {
        "card": card,
        "area": area,
        "line": line,
        "answer": answer,
        "form": form,
        "around": around(card, line.code),
        "points": {"mark": line.mark, "fault": line.fault, "area": area.sum, "total": card.total},
        "pins": answer.pins.filter(is_of_explanation=False).select_related("evidence__file"),
        "pin_form": pin_form or PinForm(documents=documents),
        "earlier": earlier_of(sheet, line.code),
        "kept": answer.kept.filter(settled_at__isnull=True, fields__has_key="note").select_related("by"),
    }
    return render(request, "index_rounds/sheets/answer.html", context, status=status)


@page(*WRITERS)
@require_POST
def points(request: Any, pk: int, code: str) -> HttpResponse:
    """What the sheet would have with the numbers as typed; nothing is saved."""
    sheet = sheets.get_for(request.user, request.today, action="write", pk=pk)
    card = sheet_card(sheet)
    line = card.by_code.get(code)
    if line is None:
        raise Http404
    form = AnswerForm(request.POST, component=line.component)
    fault, score = "", card.score
    if not form.is_valid():
        fault = form.words
    else:
        given = form.draft().given
        try:
            check_given(line.component, given)
        except RoundRefused as refusal:
            fault = str(refusal)
        else:
            answers = {one.code: given_by(one.answer) for one in card.lines if one.answer}
            score = score_card(card.card, {**answers, **card.surveyed, code: given})
    context = {
        "points": {
            "mark": score.marks[code],
            "fault": fault,
            "area": score.areas[line.component.area],
            "total": score.total,
        },
        "line": line,
    }
    return render(request, "index_rounds/sheets/_points.html", context)


@page(*WRITERS)
@require_POST
def refresh(request: Any, pk: int) -> HttpResponse:
    """Asks again what is known; what was typed stays."""
    sheet = sheets.get_for(request.user, request.today, action="write", pk=pk)
    try:
        codes = writing.refresh(by=request.user, at=request.moment, sheet=sheet)
    except RoundRefused as refusal:
        messages.error(request, str(refusal))
    else:
        words = _("Đã lấy lại số liệu của tiêu chí: %s. Số bạn tự nhập được giữ nguyên.") % ", ".join(codes)
        messages.success(request, words if codes else _("Số liệu đang là mới nhất."))
    return redirect("index_rounds:sheet", pk=pk)


@page(*WRITERS)
@require_POST
def settle(request: Any, pk: int, kept: int) -> HttpResponse:
    """The kept words were looked at."""
    sheet = sheets.get_for(request.user, request.today, action="write", pk=pk)
    row = get_object_or_404(kept_words(sheet), pk=kept)
    writing.settle_kept(at=request.moment, kept=row)
    return redirect("index_rounds:answer", pk=pk, code=row.answer.code)

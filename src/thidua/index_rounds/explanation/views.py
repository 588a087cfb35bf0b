"""What was judged on a sheet, the whole way of one component, and the unit's answer to a cut."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.foundation import autosave
from thidua.foundation.access import page
from thidua.index_rounds.access import READERS, WRITERS, sheets
from thidua.index_rounds.enums import PhaseKind
from thidua.index_rounds.errors import RoundRefused
from thidua.index_rounds.explanation import evidence, services
from thidua.index_rounds.explanation.forms import ExplanationForm
from thidua.index_rounds.explanation.judged import JudgedLine, JudgedSheet, judged_sheet, last_day
from thidua.index_rounds.explanation.trail import trail_of
from thidua.index_rounds.models import Sheet
from thidua.index_rounds.rounds.dates import require_open
from thidua.index_rounds.selectors import kept_words, pins_on, sent_explanations
from thidua.index_rounds.sheets.forms import PinForm
from thidua.index_rounds.sheets.writing import settle_kept as keep_away
from thidua.units.selectors import history


@page(*READERS)
@require_GET
def judged(request: Any, pk: int) -> HttpResponse:
    """A sheet with what was judged: cuts first, then every component; its head sends explanations here."""
    sheet = sheets.get_for(request.user, request.today, pk=pk)
    found = judged_sheet(sheet, request.user, request.moment)
    return render(request, "index_rounds/explanation/judged.html", _frame(request, sheet, found))


def _frame(request: Any, sheet: Sheet, found: JudgedSheet) -> dict[str, Any]:
    user, on, moment = request.user, request.today, request.moment
    is_writer = sheets.is_writer(user, on, sheet)
    why = services.closed_words(sheet) or _late_words(sheet, moment)
    return {
        "sheet": sheet,
        "round": sheet.round,
        "unit": history(on).by_id()[sheet.unit_id],
        "found": found,
        "is_writer": is_writer,
        "is_signer": sheets.is_signer(user, on, sheet),
        "why_closed": why,
        "is_open": is_writer and not why,
        "last_day": last_day(sheet.round, moment, PhaseKind.EXPLANATION),
        "written": len(found.cuts) - len(found.unanswered),
    }


def _late_words(sheet: Sheet, moment: Any) -> str:
    try:
        require_open(sheet.round, PhaseKind.EXPLANATION, moment)
    except RoundRefused as refusal:
        return str(refusal)
    return ""


def _line(request: Any, sheet: Sheet, code: str) -> tuple[JudgedSheet, JudgedLine]:
    found = judged_sheet(sheet, request.user, request.moment)
    line = next((one for one in found.lines if one.line.code == code and one.line.answer), None)
    if line is None:
        raise Http404
    return found, line


@page(*READERS)
@require_http_methods(["GET", "POST"])
def judged_answer(request: Any, pk: int, code: str) -> HttpResponseBase:
    """Every step of one component; while explanations are open, the unit's answer, which saves itself."""
    action = "write" if request.method == "POST" else "view"
    sheet = sheets.get_for(request.user, request.today, action=action, pk=pk)
    found, line = _line(request, sheet, code)
    if request.method == "POST":
        return _save(request, sheet, found, line, ExplanationForm(request.POST))
    form = ExplanationForm(initial={"text": line.explanation.text if line.explanation else ""})
    return _show(request, sheet, found, line, form)


def _save(
    request: Any, sheet: Sheet, found: JudgedSheet, line: JudgedLine, form: ExplanationForm
) -> HttpResponseBase:
    is_script = autosave.is_autosave(request)
    if not form.is_valid():
        return autosave.refused(form.words) if is_script else _show(request, sheet, found, line, form)
    answer: Any = line.line.answer
    answer.sheet = sheet
    try:
        row = services.save_explanation(
            by=request.user,
            at=request.moment,
            answer=answer,
            text=form.cleaned_data["text"],
            version=autosave.sent_version(request),
        )
    except autosave.StaleVersion as stale:
        if is_script:
            return autosave.conflict(stale)
        words = _("%s đã lưu giải trình này trước bạn. Bản của bạn được giữ lại bên dưới, hãy xem và gộp.")
        messages.warning(request, words % stale.by)
        return redirect("index_rounds:judged_answer", sheet.pk, answer.code)
    except RoundRefused as refusal:
        if is_script:
            return autosave.refused(str(refusal))
        form.add_error(None, str(refusal))
        return _show(request, sheet, found, line, form)
    if is_script:
        return autosave.saved(version=row.version, at=request.moment)
    codes = [one.line.code for one in found.unanswered if one.line.code != answer.code]
    after = next((code for code in codes if "next" in request.POST), None)
    if after is not None:
        return redirect("index_rounds:judged_answer", sheet.pk, after)
    return redirect("index_rounds:judged", sheet.pk)


def _show(
    request: Any,
    sheet: Sheet,
    found: JudgedSheet,
    line: JudgedLine,
    form: ExplanationForm,
    pin_form: PinForm | None = None,
) -> HttpResponse:
    answer: Any = line.line.answer
    answer.sheet = sheet
    area = next(area for area in found.card.areas if line.line in area.lines)
    frame = _frame(request, sheet, found)
    pins = list(answer.pins.select_related("evidence__file"))
    can_explain = frame["is_open"] and line.cut is not None
    documents = list(sheet.evidence.filter(removed_at__isnull=True)) if can_explain else []
    kept = answer.kept.filter(settled_at__isnull=True, fields__has_key=services.KEPT)
    context = frame | {
        "line": line.line,
        "judged": line,
        "area": area,
        "answer": answer,
        "steps": trail_of(answer, line.line, area, request.user, request.moment),
        "pins": [pin for pin in pins if not pin.is_of_explanation],
        "later_pins": [pin for pin in pins if pin.is_of_explanation],
        "form": form,
        "pin_form": pin_form or PinForm(documents=documents),
        "can_explain": can_explain,
        "kept": kept.select_related("by") if frame["is_writer"] else [],
    }
    is_wrong = form.errors or (pin_form and pin_form.errors)
    return render(request, "index_rounds/explanation/answer.html", context, status=422 if is_wrong else 200)


@page(*WRITERS)
@require_POST
def pin(request: Any, pk: int, code: str) -> HttpResponse:
    """Pins a place to the answer to a cut."""
    sheet = sheets.get_for(request.user, request.today, action="write", pk=pk)
    found, line = _line(request, sheet, code)
    answer: Any = line.line.answer
    answer.sheet = sheet
    documents = list(sheet.evidence.filter(removed_at__isnull=True))
    pin_form = PinForm(request.POST, request.FILES, documents=documents)
    if pin_form.is_valid():
        data = pin_form.cleaned_data
        try:
            evidence.pin_to_explanation(
                by=request.user,
                at=request.moment,
                answer=answer,
                evidence=next((one for one in documents if one.pk == data["evidence"]), None),
                upload=data["file"],
                page=data["page"],
                passage=data["passage"],
            )
        except RoundRefused as refusal:
            pin_form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Đã ghim minh chứng."))
            return redirect("index_rounds:judged_answer", pk, code)
    form = ExplanationForm(initial={"text": line.explanation.text if line.explanation else ""})
    return _show(request, sheet, found, line, form, pin_form)


@page(*WRITERS)
@require_POST
def unpin(request: Any, pk: int, row: int) -> HttpResponse:
    """Takes a place of an explanation away again."""
    sheet = sheets.get_for(request.user, request.today, action="write", pk=pk)
    found = get_object_or_404(pins_on(sheet, is_of_explanation=True), pk=row)
    try:
        evidence.unpin_from_explanation(by=request.user, at=request.moment, row=found)
    except RoundRefused as refusal:
        messages.error(request, str(refusal))
    return redirect("index_rounds:judged_answer", pk, found.answer.code)


@page(*WRITERS)
@require_POST
def settle_kept(request: Any, pk: int, kept: int) -> HttpResponse:
    """Kept words of an explanation were looked at."""
    sheet = sheets.get_for(request.user, request.today, action="write", pk=pk)
    row = get_object_or_404(kept_words(sheet), pk=kept)
    keep_away(at=request.moment, kept=row)
    return redirect("index_rounds:judged_answer", pk, row.answer.code)


@page(*WRITERS)
@require_POST
def send(request: Any, pk: int) -> HttpResponse:
    """The head sends the explanations, once."""
    sheet = sheets.get_for(request.user, request.today, action="sign", pk=pk)
    unit = history(request.today).by_id()[sheet.unit_id]
    try:
        services.send_explanations(by=request.user, at=request.moment, sheet=sheet, unit=unit)
    except RoundRefused as refusal:
        messages.error(request, str(refusal))
    else:
        sent = sent_explanations(sheet)
        messages.success(request, _("Đã gửi %d giải trình. Kết quả hiện ở từng tiêu chí.") % sent)
    return redirect("index_rounds:judged", pk)

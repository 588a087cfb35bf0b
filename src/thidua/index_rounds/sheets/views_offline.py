"""Scoring without a network: the workbook down, the workbook up, and taking what it says."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from thidua.foundation.access import page
from thidua.foundation.tables import XLSX, download
from thidua.index_rounds.access import WRITERS, sheets
from thidua.index_rounds.errors import RoundRefused
from thidua.index_rounds.models import Answer, Sheet
from thidua.index_rounds.sheets import writing
from thidua.index_rounds.sheets.card import ComponentLine, SheetCard, sheet_card
from thidua.index_rounds.sheets.forms import AnswerForm
from thidua.index_rounds.sheets.pages import frame, unit_of
from thidua.index_rounds.sheets.workbook import workbook_of
from thidua.index_rounds.sheets.workbook_in import read_workbook
from thidua.index_rounds.sheets.writing import AnswerDraft


@dataclass(frozen=True, slots=True)
class Difference:
    """A component that the file has otherwise, and the hidden fields that would take it."""

    line: ComponentLine
    here: AnswerDraft
    there: AnswerDraft
    version: int

    @property
    def fields(self) -> list[tuple[str, str]]:
        """Names and values, the long words left out."""
        named = {**self.there.fields, "version": str(self.version)}
        return [(f"{self.line.code}-{name}", text) for name, text in named.items() if name != "note"]


@page(*WRITERS)
@require_GET
def download_workbook(request: Any, pk: int) -> HttpResponse:
    """The sheet as a workbook with the facts in."""
    sheet = sheets.get_for(request.user, request.today, action="write", pk=pk)
    unit = unit_of(sheet, request.moment)
    content = workbook_of(sheet, unit, sheet_card(sheet), is_demo=request.installation.is_demo)
    return download(content, XLSX, f"phieu-cham-diem-{sheet.round.year}-{unit.code}.xlsx")


@page(*WRITERS)
@require_POST
def upload(request: Any, pk: int) -> HttpResponse:
    """What is wrong in the file, or what it says differently; nothing is taken yet."""
    sheet = sheets.get_for(request.user, request.today, action="write", pk=pk)
    context = frame(sheet, request.user, request.moment)
    sent = request.FILES.get("file")
    if context["why_closed"] or sent is None:
        messages.error(request, context["why_closed"] or _("Chưa chọn tệp."))
        return redirect("index_rounds:sheet", pk=pk)
    card = sheet_card(sheet)
    try:
        found = read_workbook(sheet, context["unit"], card, sent)
    except RoundRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("index_rounds:sheet", pk=pk)
    context |= {"faults": found.faults, "differences": []}
    if not found.faults:
        context["differences"] = _differences(sheet, card, found.drafts)
        if not context["differences"]:
            messages.success(request, _("Tệp giống hệt bản trong hệ thống, không có gì để lấy."))
            return redirect("index_rounds:sheet", pk=pk)
    status = 422 if found.faults else 200
    return render(request, "index_rounds/sheets/offline.html", context, status=status)


def _differences(sheet: Sheet, card: SheetCard, drafts: dict[str, AnswerDraft]) -> list[Difference]:
    found: dict[str, tuple[Answer, AnswerDraft]] = writing.differences(sheet, drafts)
    return [
        Difference(
            line, writing.draft_of(found[line.code][0]), found[line.code][1], found[line.code][0].version
        )
        for line in card.lines
        if line.code in found
    ]


@page(*WRITERS)
@require_POST
def take(request: Any, pk: int) -> HttpResponse:
    """Takes the components that were ticked, all or none, each under the version it was compared with."""
    sheet = sheets.get_for(request.user, request.today, action="write", pk=pk)
    card = sheet_card(sheet)
    taken: dict[str, tuple[AnswerDraft, int]] = {}
    try:
        for code in request.POST.getlist("take"):
            line = card.by_code.get(code)
            version = request.POST.get(f"{code}-version", "")
            form = AnswerForm(request.POST, prefix=code, component=line.component) if line else None
            if form is None or not form.is_valid() or not (version.isdecimal() and len(version) < 10):
                raise RoundRefused(_("Không đọc được tiêu chí %s. Hãy tải tệp lên lại.") % code[:20])
            taken[code] = (form.draft(), int(version))
        saved, stale = writing.take_answers(by=request.user, at=request.moment, sheet=sheet, taken=taken)
    except RoundRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("index_rounds:sheet", pk=pk)
    if saved:
        messages.success(request, _("Đã lấy từ tệp: tiêu chí %s.") % ", ".join(saved))
    if stale:
        messages.warning(
            request,
            _("Tiêu chí %s vừa có người khác lưu; số trong tệp được giữ lại ở đó để gộp.") % ", ".join(stale),
        )
    return redirect("index_rounds:sheet", pk=pk)

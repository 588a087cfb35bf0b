"""Writing without a network: the file down, the file up, and taking what it says section by section."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from thidua.foundation.access import page
from thidua.foundation.autosave import StaleVersion
from thidua.foundation.tables import XLSX, download
from thidua.reports import writing
from thidua.reports.access import reports
from thidua.reports.content import Change, content_of
from thidua.reports.errors import ReportRefused
from thidua.reports.figures import tidy, written
from thidua.reports.forms import PartForm
from thidua.reports.models import Report
from thidua.reports.offline import DOCX, FromFile, file_of, read_back, same_words
from thidua.reports.offline_xlsx import read_workbook, workbook_of
from thidua.reports.outline import SECTIONS, Section, numbers_of
from thidua.reports.pages import frame, unit_of
from thidua.reports.prefill import indicators_of
from thidua.reports.views_write import WRITERS
from thidua.reports.writing import PartDraft, Typed


@dataclass(frozen=True, slots=True)
class Difference:
    """A section that the file has otherwise: what changes, and the hidden fields that would take it."""

    section: Section
    changes: list[Change]
    fields: list[tuple[str, str]]
    is_open: bool


@page(*WRITERS)
@require_GET
def download_file(request: Any, pk: int) -> HttpResponse:
    """The report as a Word file with the facts in."""
    report = reports.get_for(request.user, request.today, action="write", pk=pk)
    unit = unit_of(report, request.moment)
    content = file_of(report, unit, content_of(report, unit), is_demo=request.installation.is_demo)
    return download(content, DOCX, f"bao-cao-{report.year}-{unit.code}.docx")


@page(*WRITERS)
@require_GET
def download_workbook(request: Any, pk: int) -> HttpResponse:
    """The report as a workbook with the facts in."""
    report = reports.get_for(request.user, request.today, action="write", pk=pk)
    unit = unit_of(report, request.moment)
    content = workbook_of(
        report,
        unit,
        content_of(report, unit),
        closed=set(report.parts.filter(is_open=False).values_list("section", flat=True)),
        is_demo=request.installation.is_demo,
    )
    return download(content, XLSX, f"bao-cao-{report.year}-{unit.code}.xlsx")


@page(*WRITERS)
@require_POST
def upload_file(request: Any, pk: int) -> HttpResponse:
    """What the file says differently; nothing is taken yet."""
    report = reports.get_for(request.user, request.today, action="write", pk=pk)
    upload = request.FILES.get("file")
    if upload is None:
        messages.error(request, _("Chưa chọn tệp."))
        return redirect("reports:report", pk=pk)
    try:
        writing.check_open(report)
        read = read_workbook if (upload.name or "").lower().endswith(".xlsx") else read_back
        found = read(report, unit_of(report, request.moment), upload)
    except ReportRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("reports:report", pk=pk)
    differences = _differences(report, found)
    if not differences:
        messages.success(request, _("Tệp giống hệt bản trong hệ thống, không có gì để lấy."))
        return redirect("reports:report", pk=pk)
    context = frame(report, request.user, request.moment) | {"differences": differences}
    return render(request, "reports/offline.html", context)


@page(*WRITERS)
@require_POST
def take(request: Any, pk: int) -> HttpResponse:
    """Takes the sections that were ticked, each under the version it was compared with."""
    report = reports.get_for(request.user, request.today, action="write", pk=pk)
    indicators = indicators_of(report.year)
    taken = []
    for section in SECTIONS:
        if f"take-{section.code}" not in request.POST:
            continue
        form = PartForm(request.POST, prefix=section.code, specs=numbers_of(section, indicators))
        version = request.POST.get(f"{section.code}-version", "")
        try:
            if not form.is_valid():
                raise ReportRefused(_("Mục %s trong tệp có số không đọc được.") % section.code)
            writing.save_part(
                by=request.user,
                at=request.moment,
                report=report,
                section=section.code,
                draft=form.draft(),
                version=int(version) if version.isdecimal() and len(version) < 10 else -1,
            )
        except StaleVersion as stale:
            words = _("Mục %(code)s: %(who)s vừa lưu; chữ trong tệp được giữ lại ở mục đó để gộp.")
            messages.warning(request, words % {"code": section.code, "who": stale.by})
        except ReportRefused as refusal:
            messages.error(request, str(refusal))
        else:
            taken.append(section.code)
    if taken:
        messages.success(request, _("Đã lấy từ tệp: mục %s.") % ", ".join(taken))
    return redirect("reports:report", pk=pk)


def _differences(report: Report, found: dict[str, FromFile]) -> list[Difference]:
    parts = {part.section: part for part in report.parts.all()}
    rows = {row.code: row for row in report.numbers.all()}
    indicators = indicators_of(report.year)
    differences = []
    for section in SECTIONS:
        there = found.get(section.code)
        if there is None:
            continue
        part = parts[section.code]
        changes = []
        text = part.text
        if there.text is not None and same_words(part.text) != same_words(there.text):
            text = there.text
            changes.append(Change(section.code, str(section.title), part.text, there.text, True))
        numbers = {}
        for spec in numbers_of(section, indicators):
            row = rows.get(spec.code)
            here = Typed(tidy(row.value), tidy(row.estimate)) if row else Typed(None)
            value, estimate = there.numbers.get(spec.code, (here.value, here.estimate))
            numbers[spec.code] = Typed(value, estimate if spec.is_cumulative else here.estimate)
            for old, new in ((here.value, value), (here.estimate, numbers[spec.code].estimate)):
                if old != new:
                    changes.append(Change(section.code, str(spec.label), written(old), written(new), False))
        if changes:
            draft = PartDraft(text, numbers)
            fields = writing.fields_of(draft.text, draft.numbers) | {"version": str(part.version)}
            named = [(f"{section.code}-{name}", value) for name, value in fields.items()]
            differences.append(Difference(section, changes, named, part.is_open))
    return differences

"""The unit's pages: begin, write section by section, evidence."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.core.roles import UNIT_ROLES, Role
from thidua.foundation import autosave
from thidua.foundation.access import not_for_you, page
from thidua.foundation.files import give_out
from thidua.reports import prefill, writing
from thidua.reports.access import READERS, reports
from thidua.reports.errors import ReportRefused
from thidua.reports.evidence import add_file, remove_file
from thidua.reports.forms import FileForm, PartForm
from thidua.reports.models import Report, ReportPart
from thidua.reports.outline import CODES, numbers_of, section_named
from thidua.reports.pages import NumberLine, frame, initial_of, last_return, part_lines, unit_of
from thidua.reports.selectors import report_years
from thidua.units.selectors import history

WRITERS = (Role.UNIT_OFFICER, Role.UNIT_HEAD)


@page(*WRITERS)
@require_POST
def start(request: Any) -> HttpResponse:
    """The report of one's unit begins, filled in."""
    units = history(request.today).by_id()
    code, year = request.POST.get("unit", ""), request.POST.get("year", "")
    unit = units.get(int(code)) if code.isdecimal() and len(code) < 10 else None
    if unit is None or not year.isdecimal() or int(year) not in report_years():
        raise Http404
    if unit.id not in request.user.unit_ids(request.today, *UNIT_ROLES):
        raise not_for_you(*WRITERS)
    report = writing.start_report(by=request.user, at=request.moment, unit=unit, year=int(year))
    return redirect("reports:report", pk=report.pk)


@page(*READERS)
@require_GET
def report_page(request: Any, pk: int) -> HttpResponse:
    """The unit's list of sections; readers of other units are led to what was sent."""
    report = reports.get_for(request.user, request.today, pk=pk)
    if not reports.is_writer(request.user, request.today, report):
        return redirect("reports:read", pk=pk)
    context = frame(report, request.user, request.moment)
    lines = part_lines(report)
    open_lines = [line for line in lines if line.part.is_open]
    context |= {
        "lines": lines,
        "done": sum(1 for line in open_lines if line.part.is_done or line.part.text),
        "total": len(open_lines),
        "files": report.files.filter(removed_at__isnull=True).select_related("file", "added_by"),
        "file_form": FileForm(),
        "next": next((line for line in open_lines if not (line.part.is_done and line.part.text)), None),
    }
    return render(request, "reports/report.html", context)


@page(*WRITERS)
@require_http_methods(["GET", "POST"])
def part_page(request: Any, pk: int, section: str) -> HttpResponseBase:
    """One section: facts, suggestions, text, numbers; it saves itself."""
    if section not in CODES:
        raise Http404
    report = reports.get_for(request.user, request.today, action="write", pk=pk)
    spec = section_named(section)
    numbers = numbers_of(spec, prefill.indicators_of(report.year))
    if request.method == "POST":
        form = PartForm(request.POST, specs=numbers)
        return _save(request, report, section, form)
    part = get_object_or_404(report.parts.select_related("saved_by"), section=section)
    rows = {row.code: row for row in report.numbers.filter(section=section)}
    form = PartForm(initial=initial_of(part, rows), specs=numbers)
    return _show(request, report, part, form)


def _save(request: Any, report: Report, section: str, form: PartForm) -> HttpResponseBase:
    is_script = autosave.is_autosave(request)
    part = get_object_or_404(report.parts.select_related("saved_by"), section=section)
    if not form.is_valid():
        words = " ".join(str(error) for errors in form.errors.values() for error in errors)
        return autosave.refused(words) if is_script else _show(request, report, part, form, status=422)
    draft = form.draft()
    sentence = request.POST.get("insert", "")
    if sentence and not is_script:
        offered = prefill.known_for(unit_of(report, request.moment), report.year, request.today)
        if sentence in offered.suggested(section):
            text = f"{draft.text.rstrip()}\n{sentence}" if draft.text.strip() else sentence
            draft = writing.PartDraft(text=text, numbers=draft.numbers)
    try:
        saved = writing.save_part(
            by=request.user,
            at=request.moment,
            report=report,
            section=section,
            draft=draft,
            version=autosave.sent_version(request),
            is_done=True if "next" in request.POST and not is_script else None,
        )
    except autosave.StaleVersion as stale:
        if is_script:
            return autosave.conflict(stale)
        messages.warning(
            request,
            _("%s đã lưu mục này trước bạn. Chữ của bạn được giữ lại bên dưới, hãy xem và gộp.") % stale.by,
        )
        return redirect("reports:part", pk=report.pk, section=section)
    except ReportRefused as refusal:
        if is_script:
            return autosave.refused(str(refusal))
        messages.error(request, str(refusal))
        return redirect("reports:part", pk=report.pk, section=section)
    if is_script:
        return autosave.saved(version=saved.version, at=request.moment)
    if "next" not in request.POST:
        return redirect("reports:part", pk=report.pk, section=section)
    return _to_next(report, section)


def _to_next(report: Report, section: str) -> HttpResponse:
    """The next open section, or the page where answers are checked."""
    open_codes = set(report.parts.filter(is_open=True).values_list("section", flat=True))
    after = [code for code in CODES[CODES.index(section) + 1 :] if code in open_codes]
    if after:
        return redirect("reports:part", pk=report.pk, section=after[0])
    return redirect("reports:check", pk=report.pk)


def _show(request: Any, report: Report, part: ReportPart, form: PartForm, status: int = 200) -> HttpResponse:
    unit = unit_of(report, request.moment)
    rows = {row.code: row for row in report.numbers.filter(section=part.section)}
    known = prefill.known_for(unit, report.year, request.today)
    returned = last_return(report)
    context = frame(report, request.user, request.moment) | {
        "section": section_named(part.section),
        "position": CODES.index(part.section) + 1,
        "sections_total": len(CODES),
        "part": part,
        "form": form,
        "lines": [
            NumberLine(
                spec,
                rows.get(spec.code),
                form[f"n-{spec.code}"],
                form[f"e-{spec.code}"] if spec.is_cumulative else None,
            )
            for spec in form.specs
        ],
        "suggestions": [words for words in known.suggested(part.section) if words not in part.text],
        "asked": returned.reasons.get(part.section, "") if returned else "",
        "kept": [
            (kept, kept.fields.get("text", ""))
            for kept in report.kept_words.filter(
                section=part.section, settled_at__isnull=True
            ).select_related("by", "other")
        ],
    }
    return render(request, "reports/part.html", context, status=status)


@page(*WRITERS)
@require_POST
def refresh(request: Any, pk: int) -> HttpResponse:
    """Asks the other rooms again; what was typed stays."""
    report = reports.get_for(request.user, request.today, action="write", pk=pk)
    try:
        count = writing.refresh_report(
            by=request.user, at=request.moment, report=report, unit=unit_of(report, request.moment)
        )
    except ReportRefused as refusal:
        messages.error(request, str(refusal))
    else:
        words = _("Đã lấy lại số liệu: %d số thay đổi. Số bạn tự nhập được giữ nguyên.") % count
        messages.success(request, words if count else _("Số liệu đang là mới nhất."))
    return redirect("reports:report", pk=pk)


@page(*WRITERS)
@require_POST
def settle(request: Any, pk: int, kept: int) -> HttpResponse:
    """The kept words were looked at."""
    report = reports.get_for(request.user, request.today, action="write", pk=pk)
    row = get_object_or_404(report.kept_words, pk=kept)
    writing.settle_kept(by=request.user, at=request.moment, kept=row)
    return redirect("reports:part", pk=pk, section=row.section)


@page(*WRITERS)
@require_POST
def file_add(request: Any, pk: int) -> HttpResponse:
    """One more file of evidence."""
    report = reports.get_for(request.user, request.today, action="write", pk=pk)
    form = FileForm(request.POST, request.FILES)
    if not form.is_valid():
        messages.error(request, " ".join(str(error) for error in form.errors["file"]))
        return redirect("reports:report", pk=pk)
    try:
        add_file(by=request.user, at=request.moment, report=report, upload=form.cleaned_data["file"])
    except ReportRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Đã thêm tệp."))
    return redirect("reports:report", pk=pk)


@page(*WRITERS)
@require_POST
def file_remove(request: Any, pk: int, file: int) -> HttpResponse:
    """A file does not belong to the report after all."""
    report = reports.get_for(request.user, request.today, action="write", pk=pk)
    row = get_object_or_404(report.files.select_related("file", "report"), pk=file)
    try:
        remove_file(by=request.user, at=request.moment, row=row)
    except ReportRefused as refusal:
        messages.error(request, str(refusal))
    return redirect("reports:report", pk=pk)


@page(*READERS)
@require_GET
def file_download(request: Any, pk: int, file: int) -> HttpResponseBase:
    """A file: the unit's own, or one that was sent."""
    report = reports.get_for(request.user, request.today, pk=pk)
    row = get_object_or_404(report.files.select_related("file"), pk=file)
    if not reports.is_writer(request.user, request.today, report):
        sent = report.submissions.values_list("content", flat=True)
        if not any(row.pk == one["id"] for content in sent for one in content["files"]):
            raise Http404
    return give_out(row.file)

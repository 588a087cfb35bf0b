"""Pages of the city's report: by section, with figures that lead to the units behind them."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.core.roles import Role
from thidua.foundation.access import page
from thidua.foundation.autosave import StaleVersion, conflict, is_autosave, refused, saved, sent_version
from thidua.foundation.tables import download
from thidua.reports.selectors import present_year, report_years, submitted_reports
from thidua.synthesis import services
from thidua.synthesis.access import READERS, WRITERS, city_reports
from thidua.synthesis.enums import CityState
from thidua.synthesis.errors import CityReportRefused
from thidua.synthesis.figures import changes, from_json
from thidua.synthesis.models import CityPart, CityReport
from thidua.synthesis.paper import draw_paper
from thidua.synthesis.words import CODES, TITLES, sentences
from thidua.units.selectors import history

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True, slots=True)
class ShownSection:
    """A section as the page shows it: figures in sentences, the officers' words."""

    code: str
    title: str
    told: list[tuple[str, str]]
    part: CityPart | None


@page(*READERS)
@require_GET
def report_list(request: Any) -> HttpResponse:
    """The years: begun, approved, or still to begin."""
    begun = {report.year: report for report in city_reports.visible_to(request.user, request.today)}
    present = present_year(request.moment)
    context = {
        "rows": [(year, begun.get(year)) for year in report_years() if year <= present][::-1],
        "may_write": request.user.has_role(request.today, *WRITERS),
    }
    return render(request, "synthesis/report_list.html", context)


@page(*WRITERS)
@require_POST
def start(request: Any) -> HttpResponse:
    """Begins the report of a year; its figures are drawn in the background."""
    city_reports.check(request.user, request.today, "write")
    year = request.POST.get("year", "")
    if not (year.isdecimal() and int(year) in report_years()):
        raise Http404(_("Năm này không thuộc giai đoạn của phong trào."))
    try:
        services.start(by=request.user, at=request.moment, year=int(year))
    except CityReportRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("synthesis:list")
    return redirect("synthesis:report", year)


@page(*READERS)
@require_GET
def report(request: Any, year: int) -> HttpResponse:
    """The whole report."""
    found = city_reports.get_for(request.user, request.today, year=year)
    now, before = from_json(found.figures), _last_year(request, year)
    parts = {part.section: part for part in found.parts.select_related("saved_by")}
    older = from_json(before.figures) if before else None
    context = {
        "report": found,
        "sections": [
            ShownSection(code, TITLES[code], sentences(code, now, older), parts.get(code)) for code in CODES
        ],
        "blocks": now.blocks,
        "last_year": before,
        "changes": changes(now, from_json(found.waiting)) if found.waiting is not None else None,
        "is_open": found.state == CityState.DRAFT,
        "may_write": request.user.has_role(request.today, *WRITERS),
        "may_approve": request.user.has_role(request.today, Role.STANDING_HEAD),
    }
    return render(request, "synthesis/report.html", context)


@page(*READERS)
@require_GET
def progress(request: Any, year: int) -> HttpResponse:
    """How far the drawing is; the page asks every second and reloads itself at the end."""
    found = city_reports.get_for(request.user, request.today, year=year)
    response = render(request, "synthesis/progress.html", {"report": found})
    if not found.is_drawing:
        response["HX-Refresh"] = "true"
    return response


@page(*WRITERS)
@require_http_methods(["GET", "POST"])
def part(request: Any, year: int, section: str) -> HttpResponse:
    """One section: figures to read, words to write; saves itself."""
    found = city_reports.get_for(request.user, request.today, action="write", year=year)
    row = found.parts.select_related("saved_by").filter(section=section).first()
    if row is None:
        raise Http404(_("Báo cáo không có mục này."))
    problem, typed, stale = "", None, None
    if request.method == "POST":
        typed = request.POST.get("text", "")
        try:
            row = services.save_part(
                by=request.user,
                at=request.moment,
                report=found,
                section=section,
                text=typed,
                version=sent_version(request),
            )
        except StaleVersion as newer:
            if is_autosave(request):
                return conflict(newer)
            stale = newer
        except CityReportRefused as refusal:
            if is_autosave(request):
                return refused(str(refusal))
            problem = str(refusal)
        else:
            if is_autosave(request):
                return saved(version=row.version, at=row.saved_at or request.moment)
            messages.success(request, _("Đã lưu."))
            return redirect("synthesis:report", year)
    before = _last_year(request, year)
    older = from_json(before.figures) if before else None
    context = {
        "report": found,
        "part": row,
        "text": row.text if typed is None else typed,
        "version": stale.version if stale else row.version,
        "title": TITLES[section],
        "told": sentences(section, from_json(found.figures), older),
        "quotes": [(u, t) for code, u, t in from_json(found.figures).quotes if code == section],
        "kept": row.refused.select_related("by")[:5],
        "problem": problem,
        "stale": stale,
        "is_open": found.state == CityState.DRAFT,
    }
    return render(request, "synthesis/part.html", context, status=409 if stale else 200)


@page(*READERS)
@require_GET
def figure(request: Any, year: int, code: str) -> HttpResponse:
    """The units behind a figure, each with its own number and its report."""
    found = city_reports.get_for(request.user, request.today, year=year)
    one = next((one for one in from_json(found.figures).figures if one.code == code), None)
    if one is None:
        raise Http404(_("Báo cáo không có số liệu này."))
    by_id = history(request.today).by_id()
    sent = {row.unit_id: row for row in submitted_reports(year)}
    rows = []
    for unit in (by_id[pk] for pk in one.units if pk in by_id):
        its = sent.get(unit.id)
        rows.append((unit, its.numbers.get(code) if its else None, its.report_id if its else None))
    rows.sort(key=lambda row: row[0].sort_key)
    context = {"report": found, "figure": one, "rows": rows, "is_count": code.startswith("sent.")}
    return render(request, "synthesis/figure.html", context)


@page(*WRITERS)
@require_POST
def refresh(request: Any, year: int) -> HttpResponse:
    """Asks for newer figures."""
    found = city_reports.get_for(request.user, request.today, action="write", year=year)
    return _done(request, services.ask_for_figures, found)


@page(*WRITERS)
@require_POST
def accept(request: Any, year: int) -> HttpResponse:
    """The newer figures become the report's."""
    found = city_reports.get_for(request.user, request.today, action="write", year=year)
    return _done(request, services.accept_figures, found)


@page(Role.STANDING_HEAD)
@require_POST
def approve(request: Any, year: int) -> HttpResponse:
    """The head closes the report."""
    found = city_reports.get_for(request.user, request.today, action="approve", year=year)
    return _done(request, services.approve, found)


@page(Role.STANDING_HEAD)
@require_POST
def reopen(request: Any, year: int) -> HttpResponse:
    """The head opens an approved report again."""
    found = city_reports.get_for(request.user, request.today, action="approve", year=year)
    return _done(request, services.reopen, found, reason=request.POST.get("reason", ""))


@page(*READERS)
@require_GET
def paper(request: Any, year: int) -> HttpResponse:
    """The report in Word."""
    found = city_reports.get_for(request.user, request.today, year=year)
    content = draw_paper(found, _last_year(request, year), is_demo=request.installation.is_demo)
    return download(content, DOCX, f"bao-cao-tong-hop-{year}.docx")


def _done(request: Any, act: Any, found: CityReport, **more: Any) -> HttpResponse:
    try:
        act(by=request.user, at=request.moment, report=found, **more)
    except CityReportRefused as refusal:
        messages.error(request, str(refusal))
    return redirect("synthesis:report", found.year)


def _last_year(request: Any, year: int) -> CityReport | None:
    rows = city_reports.visible_to(request.user, request.today)
    return rows.filter(year=year - 1, drawn_at__isnull=False).first()

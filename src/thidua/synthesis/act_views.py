"""What is done to the city's report: begun, written, its figures drawn again and taken over, approved."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from thidua.core.roles import Role
from thidua.foundation.access import page
from thidua.foundation.autosave import StaleVersion, conflict, is_autosave, refused, saved, sent_version
from thidua.reports.selectors import report_years
from thidua.synthesis import services
from thidua.synthesis.access import WRITERS, city_reports
from thidua.synthesis.enums import CityState
from thidua.synthesis.errors import CityReportRefused
from thidua.synthesis.models import CityReport
from thidua.synthesis.stored import from_json
from thidua.synthesis.views import last_year
from thidua.synthesis.words import TITLES, sentences


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
    now = from_json(found.figures)
    context = {
        "report": found,
        "part": row,
        "text": row.text if typed is None else typed,
        "version": stale.version if stale else row.version,
        "title": TITLES[section],
        "told": sentences(section, now, last_year(request, year)),
        "quotes": [quote for quote in now.quotes if quote.section == section],
        "difficulties": now.difficulties if section == "VII" else (),
        "kept": row.refused.select_related("by")[:5],
        "problem": problem,
        "stale": stale,
        "is_open": found.state == CityState.DRAFT,
    }
    return render(request, "synthesis/part.html", context, status=409 if stale else 200)


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


def _done(request: Any, act: Any, found: CityReport, **more: Any) -> HttpResponse:
    try:
        act(by=request.user, at=request.moment, report=found, **more)
    except CityReportRefused as refusal:
        messages.error(request, str(refusal))
    return redirect("synthesis:report", found.year)

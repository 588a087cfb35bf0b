"""Pages of the city's report: by section, with figures that lead to the units behind them."""

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from thidua.core.blocks import INDEX_BLOCKS
from thidua.core.roles import Role
from thidua.foundation.access import page
from thidua.foundation.tables import download
from thidua.reports.selectors import present_year, report_years, sent_reports, submitted_reports
from thidua.synthesis.access import READERS, WRITERS, city_reports
from thidua.synthesis.changes import changes
from thidua.synthesis.enums import CityState
from thidua.synthesis.figures import INDICATOR, Figure, Figures, Way, number_words
from thidua.synthesis.models import CityPart, CityReport
from thidua.synthesis.paper import draw_paper
from thidua.synthesis.sentence import Sentence
from thidua.synthesis.stored import from_json
from thidua.synthesis.tables import FigureRow, block_name, figure_rows, lines_by_block, sent_rows, sent_words
from thidua.synthesis.words import CODES, TITLES, LastYear, sentences
from thidua.unit_plans.selectors import indicator_table
from thidua.units.selectors import UnitRecord, history

UNITS_ON_PAGE = 50
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True, slots=True)
class ShownSection:
    """A section as the page shows it: figures in sentences, the officers' words."""

    code: str
    title: str
    told: list[Sentence]
    part: CityPart | None


@dataclass(frozen=True, slots=True)
class ShownTable:
    """A table of figures × blocks."""

    id: str
    title: str
    note: str
    rows: list[FigureRow]


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


@page(*READERS)
@require_GET
def report(request: Any, year: int) -> HttpResponse:
    """The whole report."""
    found = city_reports.get_for(request.user, request.today, year=year)
    now, before = from_json(found.figures), last_year(request, year)
    parts = {part.section: part for part in found.parts.select_related("saved_by")}
    context = {
        "report": found,
        "now": now,
        "sections": [
            ShownSection(code, TITLES[code], sentences(code, now, before), parts.get(code)) for code in CODES
        ],
        "sent_rows": sent_rows(now),
        "before": before,
        "changes": changes(now, from_json(found.waiting)) if found.waiting is not None else None,
        "is_open": found.state == CityState.DRAFT,
        "may_write": request.user.has_role(request.today, *WRITERS),
        "may_approve": request.user.has_role(request.today, Role.STANDING_HEAD),
    }
    return render(request, "synthesis/report.html", context)


@page(*READERS)
@require_GET
def annexes(request: Any, year: int) -> HttpResponse:
    """The annexes: every unit, figures by block, indicators, difficulties."""
    found = city_reports.get_for(request.user, request.today, year=year)
    now, before = from_json(found.figures), last_year(request, year)
    # One address drawn once: hundreds of lines differ in a number only.
    address = reverse("reports:read", args=[0])
    reports = {pk: address.replace("/0/", f"/{report}/") for pk, report in sent_reports(year).items()}
    context = {
        "report": found,
        "now": now,
        "before": before,
        "block_names": [block_name(block) for block in INDEX_BLOCKS],
        "blocks": [
            (name, [(line, sent_words(line), reports.get(line.unit_id)) for line in lines])
            for name, lines in lines_by_block(now)
        ],
        "tables": [
            ShownTable("theo-khoi", _("Số liệu theo khối"), "", [*figure_rows(now.sums, now, before)]),
            ShownTable(
                "chi-so",
                _("Chỉ số chuyển đổi số (trung vị)"),
                _("do cơ quan thường trực đặt, không có trong Kế hoạch"),
                [*figure_rows(now.indicators, now, before)],
            ),
        ],
    }
    return render(request, "synthesis/annexes.html", context)


@page(*READERS)
@require_GET
def progress(request: Any, year: int) -> HttpResponse:
    """How far the drawing is; the page asks every second and reloads itself at the end."""
    found = city_reports.get_for(request.user, request.today, year=year)
    response = render(request, "synthesis/progress.html", {"report": found})
    if not found.is_drawing:
        response["HX-Refresh"] = "true"
    return response


@dataclass(frozen=True, slots=True)
class Behind:
    """A unit behind a figure: the number as it was frozen, the one it has now, and its report."""

    unit: UnitRecord
    frozen: Decimal | None
    present: Decimal | None
    report_id: int | None

    @property
    def frozen_words(self) -> str:
        """The number that stands in the figure, as it is read."""
        return number_words(self.frozen)

    @property
    def present_words(self) -> str:
        """The number the unit gives now, as it is read."""
        return number_words(self.present)

    @property
    def is_other_now(self) -> bool:
        """Whether the unit has sent another number since the figure was drawn."""
        return self.frozen != self.present


@page(*READERS)
@require_GET
def figure(request: Any, year: int, code: str) -> HttpResponse:
    """The units behind a figure, each with the number that stands in it and its report."""
    found = city_reports.get_for(request.user, request.today, year=year)
    now = from_json(found.figures)
    one = now.by_code.get(code)
    if one is None:
        raise Http404(_("Báo cáo không có số liệu này."))
    context = {
        "report": found,
        "now": now,
        "figure": one,
        "rows": _behind(one, year, request),
        "silent": _silent(one, now),
        "is_count": one.way is Way.COUNT,
        "is_indicator": code.startswith(INDICATOR),
    }
    return render(request, "synthesis/figure.html", context)


def _behind(one: Figure, year: int, request: Any) -> Page[Behind]:
    """One page of the units in Vietnamese order; `?in=1` puts all of them on it for printing."""
    by_id = history(request.today).by_id()
    given = [(by_id[pk], number) for pk, number in one.given if pk in by_id]
    given.sort(key=lambda row: row[0].sort_key)
    size = max(len(given), 1) if request.GET.get("in") else UNITS_ON_PAGE
    pages: Paginator[Any] = Paginator(given, size)
    paged = pages.get_page(request.GET.get("trang"))
    shown = {unit.id for unit, _number in paged.object_list}
    sent, present = sent_reports(year), _present_numbers(one, year, request, shown)
    rows = [Behind(unit, number, present.get(unit.id), sent.get(unit.id)) for unit, number in paged]
    return Page(rows, paged.number, pages)


def _present_numbers(
    one: Figure, year: int, request: Any, units: Collection[int]
) -> dict[int, Decimal | None]:
    """What the units say of the figure at this moment."""
    if one.way is Way.COUNT:
        return {}
    if one.code.startswith(INDICATOR):
        code = one.code.removeprefix(INDICATOR)
        values = indicator_table(year, request.today, of=units).values
        return {pk: numbers.get(code) for pk, numbers in values.items()}
    return {row.unit_id: row.numbers.get(one.code) for row in submitted_reports(year, of=units)}


def _silent(one: Figure, now: Figures) -> list[str]:
    """The units that gave no number, where numbers are added up; a count says who is not in it elsewhere."""
    if one.way is Way.COUNT:
        return []
    given = set(one.units)
    return [line.name for line in now.lines if line.unit_id not in given]


@page(*READERS)
@require_GET
def paper(request: Any, year: int) -> HttpResponse:
    """The report in Word."""
    found = city_reports.get_for(request.user, request.today, year=year)
    content = draw_paper(found, last_year(request, year), request.today, is_demo=request.installation.is_demo)
    return download(content, DOCX, f"bao-cao-tong-hop-{year}.docx")


def last_year(request: Any, year: int) -> LastYear | None:
    """The report of the year before, once its head has approved it: a draft is no base for a comparison."""
    rows: Any = city_reports.visible_to(request.user, request.today)
    found: CityReport | None = rows.filter(year=year - 1, state=CityState.APPROVED).first()
    return LastYear(found.year, from_json(found.figures)) if found else None

"""Pages of the awards room: one unit, its sheet on paper, the outlook of the city."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from thidua.awards.access import APPRAISERS, candidates
from thidua.awards.outlook import matrix_on, shown_awards, unit_outlook
from thidua.awards.outlook_tables import (
    OutlookFilter,
    block_bars,
    filtered,
    open_needs,
    outlook_rows,
    quota_rows,
    violation_groups,
)
from thidua.awards.selectors import awards_of, candidates_of, year_strip
from thidua.awards.snapshot import Snapshot, snapshot_on
from thidua.awards.wording import issuer_of, summarise
from thidua.core.facts import Initiative
from thidua.core.labels import BLOCK_NAMES
from thidua.core.roles import DOMAIN_READERS, UNIT_ROLES
from thidua.foundation.access import page
from thidua.foundation.tables import CSV, XLSX, csv_bytes, download, xlsx_bytes
from thidua.movement.selectors import open_yearly_cycle, reading_register
from thidua.units.selectors import UnitRecord

PAGE_SIZE = 50


def _unit_or_404(snapshot: Snapshot, code: str) -> UnitRecord:
    unit = snapshot.history.units.get(code)
    if unit is None or unit.is_dissolved:
        raise Http404(_("Không có đơn vị mã “%(code)s”.") % {"code": code})
    return unit


def _initiatives_of(snapshot: Snapshot, code: str) -> list[Initiative]:
    return [item for item in snapshot.initiatives if item.unit == code]


def _unit_context(request: Any, code: str) -> dict[str, Any]:
    snapshot = snapshot_on(request.today)
    unit = _unit_or_404(snapshot, code)
    may_see = candidates.may_see(request.user, request.today, unit.id)
    year = open_yearly_cycle(request.moment)
    outlook = unit_outlook(snapshot, unit, year, with_candidates=may_see)
    return {
        "unit": unit,
        "block_name": _(BLOCK_NAMES[unit.block]).capitalize(),
        "year": year,
        "outlook": outlook,
        "summary": summarise(outlook),
        "strip": year_strip(snapshot, code),
        "may_see_candidates": may_see,
    }


@page(*DOMAIN_READERS)
@require_GET
def unit_page(request: Any, code: str) -> HttpResponse:
    """How far one unit is from each award, why, and what is still missing."""
    snapshot = snapshot_on(request.today)
    if code in snapshot.history and snapshot.history[code].is_dissolved:
        return redirect("units:history", code=code)
    context = _unit_context(request, code)
    context |= {
        "initiatives": _initiatives_of(snapshot, code),
        "given": awards_of(code),
        "listed": candidates_of(code) if context["may_see_candidates"] else [],
    }
    return render(request, "awards/unit.html", context)


@page(*DOMAIN_READERS)
@require_GET
def unit_sheet(request: Any, code: str) -> HttpResponse:
    """The same on one A4 page that can go with a Tờ trình."""
    context = _unit_context(request, code)
    used = {
        part.reading
        for award in context["outlook"].awards
        for part in award.branches
        if part.reading is not None
    }
    register = reading_register(request.today)
    context["initiatives"] = _initiatives_of(snapshot_on(request.today), code)
    is_own = context["unit"].id in request.user.unit_ids(request.today, *UNIT_ROLES)
    context["issuer"] = issuer_of(context["unit"], by_the_unit=is_own)
    context["readings"] = [entry for entry in register if (entry.reading.switch, entry.chosen.id) in used]
    return render(request, "awards/unit_sheet.html", context)


@page(*APPRAISERS)
@require_GET
def outlook_page(request: Any) -> HttpResponse:
    """Units × awards, filtered, with counts by block, quota use and what is not known."""
    table = matrix_on(request.today, open_yearly_cycle(request.moment))
    chosen = OutlookFilter.from_query(request.GET)
    rows = filtered(table, chosen)
    kind = request.GET.get("tep")
    if kind == "csv":
        return download(csv_bytes(outlook_rows(rows)), CSV, f"trien-vong-{request.today}.csv")
    if kind == "xlsx":
        widths = (9, 34, 16, *[26] * len(shown_awards()))
        content = xlsx_bytes(outlook_rows(rows), sheet=_("Triển vọng"), widths=widths, fixed_columns=2)
        return download(content, XLSX, f"trien-vong-{request.today}.xlsx")
    paged = Paginator(rows, PAGE_SIZE).get_page(chosen.page)
    context = {
        "matrix": table,
        "chosen": chosen,
        "rows": paged.object_list,
        "paged": paged,
        "awards": table.awards,
        "bars": block_bars(table),
        "open_needs": open_needs(table),
        "quota_rows": quota_rows(table),
        "violation_groups": violation_groups(table),
    }
    return render(request, "awards/outlook.html", context)

"""Pages of the awards room: one unit, its sheet on paper, the outlook of the city."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from thidua.awards.access import READERS, candidates
from thidua.awards.outlook import matrix, shown_awards, unit_outlook
from thidua.awards.outlook_tables import OutlookFilter, as_csv, as_xlsx, block_bars, filtered, open_needs
from thidua.awards.selectors import awards_of, candidates_of, year_strip
from thidua.awards.snapshot import Snapshot, snapshot_on
from thidua.awards.wording import summarise
from thidua.core.labels import BLOCK_NAMES
from thidua.core.roles import STANDING_OFFICE, Role
from thidua.foundation.access import page
from thidua.movement.selectors import open_yearly_cycle, reading_register
from thidua.units.selectors import UnitRecord

PAGE_SIZE = 50
OUTLOOK_READERS = (*STANDING_OFFICE, Role.EMULATION_BOARD, Role.DECISION_MAKER, Role.AUDITOR)


def _unit_or_404(snapshot: Snapshot, code: str) -> UnitRecord:
    unit = snapshot.history.units.get(code)
    if unit is None or unit.is_dissolved:
        raise Http404(_("Không có đơn vị mã “%(code)s”.") % {"code": code})
    return unit


def _unit_context(request: Any, code: str) -> dict[str, Any]:
    snapshot = snapshot_on(request.today)
    unit = _unit_or_404(snapshot, code)
    may_see = candidates.may_see(request.user, request.today, unit.id)
    year = open_yearly_cycle(request.moment)
    outlook = unit_outlook(snapshot, unit, year, with_candidates=may_see)
    return {
        "unit": unit,
        "block_name": BLOCK_NAMES[unit.block].capitalize(),
        "year": year,
        "outlook": outlook,
        "summary": summarise(outlook),
        "strip": year_strip(snapshot.assessor, code),
        "may_see_candidates": may_see,
    }


@page(*READERS)
@require_GET
def unit_page(request: HttpRequest, code: str) -> HttpResponse:
    """How far one unit is from each award, why, and what is still missing."""
    context = _unit_context(request, code)
    snapshot = snapshot_on(request.today)  # type: ignore[attr-defined]
    context |= {
        "initiatives": [item for item in snapshot.initiatives if item.unit == code],
        "given": awards_of(code),
        "listed": candidates_of(code) if context["may_see_candidates"] else [],
    }
    return render(request, "awards/unit.html", context)


@page(*READERS)
@require_GET
def unit_sheet(request: HttpRequest, code: str) -> HttpResponse:
    """The same on one A4 page that can go with a Tờ trình."""
    context = _unit_context(request, code)
    used = {
        part.reading
        for award in context["outlook"].awards
        for part in award.branches
        if part.reading is not None
    }
    register = reading_register(request.today)  # type: ignore[attr-defined]
    context["readings"] = [entry for entry in register if (entry.reading.switch, entry.chosen.id) in used]
    return render(request, "awards/unit_sheet.html", context)


@page(*OUTLOOK_READERS)
@require_GET
def outlook_page(request: Any) -> HttpResponse:
    """Units × awards, filtered, with counts by block, quota use and what is not known."""
    table = matrix(snapshot_on(request.today), open_yearly_cycle(request.moment))
    chosen = OutlookFilter.from_query(request.GET)
    rows = filtered(table, chosen)
    kind = request.GET.get("tep")
    if kind == "csv":
        return as_csv(rows, request.today)
    if kind == "xlsx":
        return as_xlsx(rows, request.today)
    start = max(0, chosen.page - 1) * PAGE_SIZE
    context = {
        "matrix": table,
        "chosen": chosen,
        "rows": rows[start : start + PAGE_SIZE],
        "total": len(rows),
        "first": start + 1,
        "last": min(start + PAGE_SIZE, len(rows)),
        "has_next": start + PAGE_SIZE < len(rows),
        "previous": chosen.page - 1,
        "next": chosen.page + 1,
        "awards": shown_awards(),
        "bars": block_bars(table),
        "open_needs": open_needs(table),
        "quota_use": table.quota_use,
        "violations": table.violations,
    }
    return render(request, "awards/outlook.html", context)

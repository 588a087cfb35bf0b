"""The dossiers: the unit's own by cycle, and for the office everything that was handed in."""

from collections import Counter
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from thidua.awards.access import APPRAISERS
from thidua.core.roles import STANDING_OFFICE, UNIT_ROLES
from thidua.dossiers.access import READERS, dossiers, filings
from thidua.dossiers.enums import HANDED_IN, DossierState, Proposer, Timing, is_handed_in
from thidua.dossiers.listing import filtered, lines_of, read_filters, route_choices
from thidua.dossiers.quotas import meters_of
from thidua.dossiers.routes import KIND_OF
from thidua.dossiers.selectors import cycles
from thidua.foundation.access import page
from thidua.movement.selectors import programme_for
from thidua.units.selectors import history

ROWS_ON_PAGE = 50
FILINGS_SHOWN = 6
"""Earlier filings of one's units are reached by their cycle."""


@page(*READERS)
@require_GET
def listing(request: Any) -> HttpResponse:
    """One's own filings first; then what was handed in, filtered."""
    filters = read_filters(request.GET, request.moment)
    is_office = request.user.has_role(request.today, *APPRAISERS)
    own_units = request.user.unit_ids(request.today, *UNIT_ROLES)
    by_id = history(request.today).by_id()
    own = _own(request, own_units, filters.cycle)
    context: dict[str, Any] = {
        "filters": filters,
        "cycles": cycles(),
        "is_office": is_office,
        "is_standing": request.user.has_role(request.today, *STANDING_OFFICE),
        "own_units": [by_id[pk] for pk in sorted(own_units) if pk in by_id],
        "own": own,
        "elsewhere": _cycles_of(request, own_units) if own_units and not own else [],
    }
    if is_office:
        visible = dossiers.visible_to(request.user, request.today).exclude(state=DossierState.WITHDRAWN)
        handed = visible.filter(is_handed_in() | Q(proposer=Proposer.OFFICE))
        rows = Paginator(filtered(handed, filters, request.moment), ROWS_ON_PAGE).get_page(
            request.GET.get("trang")
        )
        context |= {
            "rows": rows,
            "lines": lines_of(list(rows.object_list), request.moment, reader=request.user),
            "routes": route_choices(),
            "states": [(state.value, state.label) for state in DossierState if str(state) in HANDED_IN],
            "timings": Timing.choices,
            # What the office still writes is in its list, but was not handed in by anybody.
            "by_route": _by_route(
                visible.filter(is_handed_in(), filing__cycle=filters.cycle), filters.cycle, request.today
            ),
        }
    return render(request, "dossiers/list.html", context)


def _own(request: Any, unit_ids: Any, cycle: str) -> list[dict[str, Any]]:
    """The filings of one's units in the cycle: lines and limits."""
    if not unit_ids:
        return []
    own = filings.visible_to(request.user, request.today).filter(unit__in=unit_ids, cycle=cycle)
    found = []
    for filing in own.order_by("unit__code")[:FILINGS_SHOWN]:
        rows = list(filing.dossiers.select_related("filing__unit").order_by("number"))
        found.append(
            {
                "filing": filing,
                "unit": history(request.today).by_id()[filing.unit_id],
                "lines": lines_of(rows, request.moment),
                "meters": meters_of(filing, request.today),
                "waiting": sum(
                    row.state == DossierState.WAITING and row.proposer == Proposer.UNIT for row in rows
                ),
            }
        )
    return found


def _cycles_of(request: Any, unit_ids: Any) -> list[str]:
    """The cycles in which one's units have dossiers: what is being appraised lies behind the open one."""
    own = filings.visible_to(request.user, request.today).filter(unit__in=unit_ids)
    theirs = set(own.order_by().values_list("cycle", flat=True))
    return [cycle for cycle in cycles() if cycle in theirs]


def _by_route(rows: Any, cycle: str, on: Any) -> list[tuple[object, int]]:
    """How many dossiers of each route; those outside the limits stand apart (B28)."""
    family = {award.id: award.family for award in programme_for(cycle, on).awards}
    awards = dict(rows.order_by().values_list("pk", "award"))
    counted = Counter(family.get(award, "") for award in awards.values())
    return [(kind, counted[route]) for route, kind in KIND_OF.items() if counted[route]]

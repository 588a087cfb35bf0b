"""The step between writing and signing: everything that will go out, on one page to read and to print."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from thidua.core.roles import Role
from thidua.dossiers.access import WRITERS, dossiers, filings
from thidua.dossiers.checking import checked
from thidua.dossiers.enums import BEFORE_SENDING, HANDED_IN, Proposer
from thidua.dossiers.models import Dossier, Filing
from thidua.dossiers.papers import ground_doubts
from thidua.dossiers.unit_council.selectors import meetings_on
from thidua.foundation.access import page
from thidua.units.selectors import history


@page(Role.UNIT_OFFICER, Role.UNIT_HEAD)
@require_GET
def filing(request: Any, pk: int) -> HttpResponse:
    """All dossiers of the unit in a cycle that did not go out yet, with letter and minutes."""
    found = filings.get_for(request.user, request.today, action="write", pk=pk)
    rows = list(
        found.dossiers.filter(proposer=Proposer.UNIT, state__in=BEFORE_SENDING, decided_at=None)
        .select_related("filing__unit")
        .order_by("number")
    )
    more = {
        "is_whole_filing": True,
        "doubts": ground_doubts(found, request.today),
        "sent_count": found.dossiers.filter(proposer=Proposer.UNIT, state__in=HANDED_IN).count(),
        "minutes": meetings_on(rows),
    }
    return _page(request, found, rows, more)


@page(*WRITERS)
@require_GET
def one(request: Any, pk: int) -> HttpResponse:
    """One dossier, before it is handed over."""
    row = dossiers.get_for(request.user, request.today, action="write", pk=pk)
    rows = [row] if row.state in BEFORE_SENDING and row.decided_at is None else []
    return _page(request, row.filing, rows, {"row": row, "sent_count": 1 - len(rows)})


def _page(request: Any, found: Filing, rows: Sequence[Dossier], more: dict[str, Any]) -> HttpResponse:
    unit = history(request.today).by_id()[found.unit_id]
    shown = checked(found, rows, unit, request.moment)
    context = {
        "filing": found,
        "unit": unit,
        "dossiers": shown,
        "to_check": [one for one in shown if one.has_taken],
        "incomplete": [one for one in shown if one.gaps],
    }
    return render(request, "dossiers/check.html", context | more)

"""The provisional leaders for everybody who reads dossiers: the list in force and those before it."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from thidua.dossiers.access import READERS
from thidua.dossiers.leader_list.selectors import lists_of
from thidua.foundation.access import page
from thidua.movement.selectors import PlanOnDay


@page(*READERS)
@require_GET
def leader_list(request: Any, cycle: str) -> HttpResponse:
    """What is published of a cycle; before the first publication it says so."""
    if cycle not in PlanOnDay.cycles() or cycle.isdecimal():
        raise Http404
    found = lists_of(cycle, request.today)
    context = {"cycle": cycle, "lists": found, "current": found[0] if found else None}
    return render(request, "dossiers/leader_list/page.html", context)

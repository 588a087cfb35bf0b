"""The directory of units and the past of one unit."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from thidua.core.blocks import Block
from thidua.core.roles import DOMAIN_READERS
from thidua.foundation.access import ANY_ROLE, page
from thidua.units.access import MANAGERS, units
from thidua.units.enums import BlockChoice
from thidua.units.selectors import UnitRecord, directory, history, past_of

ROWS_ON_PAGE = 150
"""The whole city on one page, a country on many."""
DISSOLVED = "giai-the"


def _asked(request: Any) -> tuple[list[UnitRecord], str, str]:
    """The rows asked for, the block (or DISSOLVED) and the text."""
    chosen, text = request.GET.get("khoi", ""), request.GET.get("q", "")[:120]
    if chosen == DISSOLVED:
        return history(request.today).dissolved(), chosen, ""
    block = Block(chosen) if chosen in BlockChoice.values else None
    return directory(request.today, block=block, text=text), chosen if block else "", text


@page(*ANY_ROLE)
@require_GET
def unit_list(request: Any) -> HttpResponse:
    """Every unit in Vietnamese order, by block or by what somebody types."""
    rows, chosen, text = _asked(request)
    known = history(request.today)
    context = {
        "rows": Paginator(rows, ROWS_ON_PAGE).get_page(request.GET.get("trang")),
        "q": text,
        "chosen": chosen,
        "blocks": [(block, block.label, len(known.living(Block(block)))) for block in BlockChoice],
        "total": len(known.living()),
        "dissolved": len(known.dissolved()),
        "opens_outlook": request.user.has_role(request.today, *DOMAIN_READERS),
        "may_manage": request.user.has_role(request.today, *MANAGERS),
    }
    return render(request, "units/unit_list.html", context)


@page(*ANY_ROLE)
@require_GET
def unit_history(request: Any, code: str) -> HttpResponse:
    """Names, blocks by year, where the unit came from and what it became; the acts for who may."""
    unit = units.get_for(request.user, request.today, code=code)
    names = {record.code: record.full_name for record in history(request.today)}
    past = past_of(unit)
    context = {
        "past": past,
        "unit": unit,
        "came_from": [(row, names.get(row.predecessor.code, row.predecessor.code)) for row in past.came_from],
        "became": [(row, names.get(row.successor.code, row.successor.code)) for row in past.became],
        "opens_outlook": request.user.has_role(request.today, *DOMAIN_READERS) and not unit.dissolved_on,
        "may_manage": request.user.has_role(request.today, *MANAGERS) and not unit.dissolved_on,
    }
    return render(request, "units/unit_history.html", context)

"""Awards given, for everybody: only what stands in the decision, with those that were taken back marked."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from thidua.awards.access import public_awards
from thidua.decisions.register.selectors import RegisterFilter, choices, matching
from thidua.decisions.selectors import name_of
from thidua.foundation.access import PUBLIC, page
from thidua.initiatives.ledger.selectors import award_names
from thidua.units.selectors import history

PAGE_SIZE = 50


@require_safe
@page(PUBLIC)
def public_award_list(request: Any) -> HttpResponse:
    """The awards of a cycle, or of all, the newest decision first. A revocation counts at once."""
    asked, units = RegisterFilter.from_query(request.GET), history(request.today)
    visible = public_awards()
    paged = Paginator(matching(visible, asked, units), PAGE_SIZE).get_page(request.GET.get("trang"))
    cycles, kinds = choices(visible, request.today)
    names, by_id = award_names(request.today), units.by_id()
    context = {
        "asked": asked,
        "cycles": cycles,
        "kinds": kinds,
        "paged": paged,
        "rows": [
            (row, name_of(by_id, row.unit), names.get(row.award, row.title)) for row in paged.object_list
        ],
    }
    return render(request, "portal/awards.html", context)

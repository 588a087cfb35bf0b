"""Awards given, for everybody: only what stands in the decision, with those that were taken back marked."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from thidua.awards.access import public_awards
from thidua.decisions.register.selectors import RegisterFilter, choices, matching, units_given
from thidua.decisions.selectors import title_of
from thidua.foundation.access import PUBLIC, page
from thidua.initiatives.ledger.selectors import award_names
from thidua.units.selectors import history

PAGE_SIZE = 50


@require_safe
@page(PUBLIC)
def public_award_list(request: Any) -> HttpResponse:
    """The awards of a cycle, or of all, the newest decision first. A revocation counts at once."""
    asked = RegisterFilter.from_query(request.GET)
    visible = public_awards()
    paged = Paginator(matching(visible, asked), PAGE_SIZE).get_page(request.GET.get("trang"))
    cycles, kinds = choices(visible, request.today)
    shown, names = list(paged.object_list), award_names(request.today)
    given = units_given(shown, history(request.today))
    context = {
        "asked": asked,
        "cycles": cycles,
        "kinds": kinds,
        "paged": paged,
        "rows": [(row, *given[row.pk], title_of(row, names)) for row in shown],
    }
    return render(request, "portal/awards.html", context)

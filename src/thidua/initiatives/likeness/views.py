"""The page of look-alikes: two initiatives side by side, and what is said of them."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from thidua.foundation.access import page
from thidua.initiatives.access import LIKENESS_READERS, RULERS, WRITERS, initiatives
from thidua.initiatives.errors import InitiativeRefused
from thidua.initiatives.likeness.bars import bar_of
from thidua.initiatives.likeness.forms import NamedForm, RulingForm
from thidua.initiatives.likeness.pages import PAIRS_ON_PAGE, entries_beside, entry_coded, page_with, pairs_of
from thidua.initiatives.likeness.register import MOST
from thidua.initiatives.likeness.selectors import beside, lookalikes_of, to_be_told
from thidua.initiatives.likeness.services import rule
from thidua.initiatives.models import Initiative
from thidua.units.selectors import history


@page(*WRITERS, *LIKENESS_READERS)
@require_GET
def compare(request: Any, pk: int) -> HttpResponse:
    """What is like an initiative, in the whole city and in earlier years; `code` names one more."""
    row = initiatives.get_for(request.user, request.today, action="compare", pk=pk)
    may_name = initiatives.capacity(request.user, request.today, row) is not None
    naming = NamedForm(request.GET if may_name and "code" in request.GET else None)
    named = entry_coded(request, row, naming.cleaned_data["code"]) if naming.is_valid() else None
    if naming.is_valid() and named is None:
        naming.add_error("code", _("Sổ không có sáng kiến khác mang mã này; xem lại mã ở trang Sáng kiến."))
    return _page(request, row, {}, named=named, naming=naming if may_name else None)


@page(*WRITERS, *RULERS)
@require_POST
def say(request: Any, pk: int, other: int) -> HttpResponse:
    """Same, builds on, or different; then the next one that nobody has spoken of."""
    row = initiatives.get_for(request.user, request.today, action="rule", pk=pk)
    capacity = initiatives.capacity(request.user, request.today, row)
    assert capacity is not None
    entry = get_object_or_404(entries_beside(request, row), pk=other)
    form = RulingForm(request.POST, auto_id=f"sk-{other}-%s")
    if form.is_valid():
        try:
            rule(
                by=request.user,
                at=request.moment,
                initiative=row,
                other=entry,
                capacity=capacity,
                **form.given(),
            )
        except InitiativeRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Đã ghi ý kiến về %(code)s.") % {"code": entry.code})
            return redirect(_next_place(row))
    return _page(request, row, {other: form}, named=entry, naming=NamedForm())


def _next_place(row: Initiative) -> str:
    """Where the next one stands that somebody has to speak of; else the page as it opens."""
    address, open_ones = reverse("initiatives:likeness", args=[row.pk]), to_be_told(lookalikes_of(row))
    return f"{address}#sk-{open_ones[0].other.pk}" if open_ones else address


def _page(
    request: Any,
    row: Initiative,
    bound: dict[int, RulingForm],
    *,
    named: Initiative | None,
    naming: NamedForm | None,
) -> HttpResponse:
    found = lookalikes_of(row)
    untold = to_be_told(found)
    # It opens where somebody has to speak, and stays where somebody just spoke or what somebody named.
    place = named.pk if named else untold[0].other.pk if untold else 0
    is_listed = named is None or any(one.other.pk == named.pk for one in found)
    apart = [] if named is None or is_listed else [beside(row, named)]
    shown = Paginator(found, PAIRS_ON_PAGE).get_page(request.GET.get("trang") or page_with(found, place))
    is_own = initiatives.is_own(request.user, request.today, row)
    context = {
        "row": row,
        "unit": history(request.today).by_id()[row.unit_id].full_name,
        "pairs": pairs_of(request, row, [*apart, *shown.object_list], bound, named=named),
        "page_pairs": shown,
        "total": len(found),
        "is_full": len(found) >= MOST,
        "untold": len(untold),
        "bar": bar_of(row, found) if is_own and row.is_draft else None,
        "is_own": is_own,
        "naming": naming,
    }
    return render(request, "initiatives/likeness.html", context, status=422 if bound else 200)

"""Pages of one line of a draft."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from thidua.foundation.access import page
from thidua.index_sets import services
from thidua.index_sets.access import OFFICE, criteria_sets
from thidua.index_sets.errors import SetRefused
from thidua.index_sets.forms import LineForm
from thidua.index_sets.models import CriteriaSet
from thidua.unit_plans.indicator_selectors import definitions_of


def _form(request: Any, found: CriteriaSet, initial: dict[str, Any]) -> LineForm:
    indicators = [(one.code, one.name) for one in definitions_of(found.year)]
    return LineForm(request.POST or None, initial=initial, indicators=indicators)


@page(*OFFICE)
@require_http_methods(["GET", "POST"])
def add(request: Any, pk: int) -> HttpResponse:
    """A new line."""
    found = criteria_sets.get_for(request.user, request.today, action="write", pk=pk)
    form = _form(request, found, {"code": request.GET.get("ma", "")[:20], "not_arising": "never"})
    return _answer(request, found, form, former="")


@page(*OFFICE)
@require_http_methods(["GET", "POST"])
def change(request: Any, pk: int, code: str) -> HttpResponse:
    """A line of the draft."""
    found = criteria_sets.get_for(request.user, request.today, action="write", pk=pk)
    row = found.lines.filter(code=code).first()
    if row is None:
        raise Http404(_("Bộ tiêu chí không có dòng này."))
    return _answer(request, found, _form(request, found, LineForm.initial_of(row)), former=code)


def _answer(request: Any, found: CriteriaSet, form: LineForm, former: str) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            services.save_line(
                by=request.user, at=request.moment, criteria_set=found, line=form.draft(), former=former
            )
        except SetRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect(f"{reverse('index_sets:one', args=[found.pk])}#dong-{form.cleaned_data['code']}")
    context = {"found": found, "form": form, "former": former}
    return render(request, "index_sets/line.html", context, status=422 if form.errors else 200)


@page(*OFFICE)
@require_POST
def remove(request: Any, pk: int, code: str) -> HttpResponse:
    """Takes a line and all below it out."""
    found = criteria_sets.get_for(request.user, request.today, action="write", pk=pk)
    try:
        count = services.remove_line(by=request.user, at=request.moment, criteria_set=found, code=code)
    except SetRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Đã bỏ %(n)s dòng.") % {"n": count})
    return redirect("index_sets:one", found.pk)

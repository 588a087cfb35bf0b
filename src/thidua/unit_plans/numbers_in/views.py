"""Bringing in numbers with a file: template, upload, rehearsal, store."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.core.roles import STANDING_OFFICE
from thidua.foundation.access import page
from thidua.foundation.tables import XLSX, download
from thidua.unit_plans.access import NUMBER_GIVERS, WRITERS, may_give_numbers, number_files
from thidua.unit_plans.errors import NumberRefused
from thidua.unit_plans.indicator_pages import number_year
from thidua.unit_plans.numbers_in import services
from thidua.unit_plans.numbers_in.forms import ALL_UNITS, NumbersFileForm, ReasonForm
from thidua.unit_plans.numbers_in.rehearsal import FATE_LOOKS, Fate
from thidua.unit_plans.numbers_in.template import template_of_all, template_of_unit
from thidua.unit_plans.selectors import plan_years
from thidua.units.access import units
from thidua.units.selectors import history

FAULTS_ON_PAGE, ROWS_ON_PAGE = 50, 100


def _asked_year(request: Any) -> int:
    asked = request.GET.get("nam", "")
    years = [str(year) for year in plan_years() if year <= request.today.year]
    return int(asked) if asked in years else number_year(request.today)


@page(*NUMBER_GIVERS)
@require_http_methods(["GET", "POST"])
def bring(request: Any) -> HttpResponse:
    """Takes a file of numbers; afterwards the rehearsal."""
    own = request.user.unit_ids(request.today, *WRITERS)
    mine = list(units.visible_to(request.user, request.today).filter(pk__in=own).order_by("code"))
    form = NumbersFileForm(
        request.POST or None,
        request.FILES or None,
        units=mine,
        with_all=request.user.has_role(request.today, *STANDING_OFFICE),
        on=request.today,
        initial={"year": _asked_year(request)},
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            brought = services.receive_file(
                by=request.user,
                at=request.moment,
                unit=form.chosen_unit,
                year=data["year"],
                source=data["source"],
                file=data["file"],
            )
        except NumberRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("unit_plans:numbers_file", brought.pk)
    context = {"form": form, "year": _asked_year(request)}
    return render(request, "unit_plans/numbers_bring.html", context, status=422 if form.errors else 200)


@page(*NUMBER_GIVERS)
@require_GET
def template(request: Any) -> HttpResponse:
    """The file to fill in, of one unit (`don-vi`) or, for the standing office, of all."""
    year, code = _asked_year(request), request.GET.get("don-vi", ALL_UNITS)
    is_office = request.user.has_role(request.today, *STANDING_OFFICE)
    unit = history(request.today).units.get(code)
    if unit is not None and may_give_numbers(request.user, request.today, unit.id):
        content = template_of_unit(unit, year, request.today)
    elif code == ALL_UNITS and is_office:
        content = template_of_all(year, request.today)
    else:
        raise Http404
    return download(content, XLSX, f"chi-so-so-{year}-{code}.xlsx")


@page(*NUMBER_GIVERS)
@require_GET
def rehearsal(request: Any, pk: int) -> HttpResponse:
    """What a file would bring, number by number, and what has to be mended first."""
    brought = number_files.get_for(request.user, request.today, pk=pk)
    return _show(request, brought, ReasonForm())


def _show(request: Any, brought: Any, form: ReasonForm, status: int = 200) -> HttpResponse:
    names = history(request.today).by_id()
    context: dict[str, Any] = {
        "brought": brought,
        "whose": names[brought.unit_id].full_name if brought.unit_id else _("mọi đơn vị"),
    }
    if brought.stored_at is None:
        found = services.rehearse_file(brought, request.today)
        asked = request.GET.get("loc", "")
        shown = [row for row in found.rows if asked not in set(Fate) or row.fate == asked]
        faults = [*found.errors, *found.warnings]
        context |= {
            "rehearsal": found,
            "fates": [(fate, FATE_LOOKS[fate][0], found.tally[fate]) for fate in Fate if found.tally[fate]],
            "asked": asked,
            "corrected": found.tally[Fate.CHANGED],
            "to_store": len(found.to_store()),
            "faults": Paginator(faults, FAULTS_ON_PAGE).get_page(request.GET.get("trang")),
            "rows": Paginator(shown, ROWS_ON_PAGE).get_page(request.GET.get("dong")),
            "reason_form": form,
        }
    return render(request, "unit_plans/numbers_file.html", context, status=status)


@page(*NUMBER_GIVERS)
@require_POST
def store(request: Any, pk: int) -> HttpResponse:
    """The numbers of a clean file count from now on."""
    brought = number_files.get_for(request.user, request.today, pk=pk)
    form = ReasonForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    try:
        tally = services.store_file(by=request.user, at=request.moment, brought=brought, reason=reason)
    except NumberRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("unit_plans:numbers_file", pk)
    messages.success(
        request,
        _("Đã lưu %(new)s số mới, sửa %(changed)s số.")
        % {"new": tally[Fate.NEW], "changed": tally[Fate.CHANGED]},
    )
    if brought.unit is not None:
        return redirect("unit_plans:numbers", brought.unit.code, brought.year)
    return redirect("unit_plans:indicators")

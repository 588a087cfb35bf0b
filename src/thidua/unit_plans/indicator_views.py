"""Digital indicators: every unit's numbers of a year, one unit's own, one indicator over years."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.core.blocks import INDEX_BLOCKS
from thidua.core.roles import STANDING_OFFICE, Role
from thidua.foundation.access import Refused, page
from thidua.foundation.files import give_out
from thidua.foundation.tables import CSV, csv_bytes, download
from thidua.unit_plans import indicator_services
from thidua.unit_plans.access import READERS, WRITERS, may_give_numbers, values
from thidua.unit_plans.errors import NumberRefused
from thidua.unit_plans.indicator_forms import DefinitionForm, EndForm, NumbersForm
from thidua.unit_plans.indicator_pages import (
    IndicatorChart,
    ValueLine,
    bounds_in_words,
    number_year,
    read_chart,
    read_question,
    read_table,
)
from thidua.unit_plans.indicator_selectors import definition_with, definitions_of, set_in_use, values_of
from thidua.unit_plans.selectors import plan_years
from thidua.units.access import units
from thidua.units.enums import BlockChoice
from thidua.units.selectors import history


@page(*READERS)
@require_GET
def indicators(request: Any) -> HttpResponse:
    """The numbers of a year by unit, and the set itself."""
    asked = read_question(request.GET, request.today)
    table = read_table(asked, request.today)
    own = request.user.unit_ids(request.today, *WRITERS)
    known = history(request.today).by_id()
    context = {
        "asked": asked,
        "table": table,
        "years": plan_years(),
        "blocks": [(one.value, BlockChoice(one.value).label) for one in INDEX_BLOCKS],
        "own_units": [known[pk] for pk in sorted(own) if pk in known],
        "own_year": number_year(request.today),
        "set": [(one, bounds_in_words(one)) for one in set_in_use(request.today)],
        "is_head": request.user.has_role(request.today, Role.STANDING_HEAD),
        "may_bring": bool(own) or request.user.has_role(request.today, *STANDING_OFFICE),
        "end_form": EndForm(initial=EndForm.default_of(request.today)),
    }
    return render(request, "unit_plans/indicators.html", context)


@page(*READERS)
@require_GET
def indicators_download(request: Any) -> HttpResponse:
    """The table on the page as CSV."""
    asked = read_question(request.GET, request.today)
    name = f"chi-so-so-{asked.year}-{asked.block.value}.csv"
    return download(csv_bytes(read_table(asked, request.today).lines()), CSV, name)


def _chart(request: Any, slug: str) -> IndicatorChart:
    definition = definition_with(slug)
    if definition is None:
        raise Http404
    own = request.user.unit_ids(request.today, *WRITERS)
    return read_chart(definition, request.GET, request.today, own=own)


@page(*READERS)
@require_GET
def indicator(request: Any, slug: str) -> HttpResponse:
    """One indicator over years, the unit against the median of its block, with the table behind."""
    chart = _chart(request, slug)
    context = {
        "chart": chart,
        "definition": chart.definition,
        "bounds": bounds_in_words(chart.definition),
        "units": history(request.today).living(),
        "blocks": [(one.value, BlockChoice(one.value).label) for one in INDEX_BLOCKS],
    }
    return render(request, "unit_plans/indicator.html", context)


@page(*READERS)
@require_GET
def indicator_chart(request: Any, slug: str) -> HttpResponse:
    """The chart itself; `?taive=1` gives it as a file."""
    chart = _chart(request, slug)
    if not chart.series.years:
        raise Http404
    answer = HttpResponse(chart.svg(), content_type="image/svg+xml; charset=utf-8")
    answer["Cache-Control"] = "private, max-age=0, must-revalidate"
    if request.GET.get("taive"):
        answer["Content-Disposition"] = f'attachment; filename="{slug}.svg"'
    return answer


@page(*READERS)
@require_GET
def indicator_download(request: Any, slug: str) -> HttpResponse:
    """The table behind the chart as CSV."""
    return download(csv_bytes(_chart(request, slug).lines()), CSV, f"{slug}.csv")


@page(*READERS)
@require_http_methods(["GET", "POST"])
def unit_numbers(request: Any, code: str, year: int) -> HttpResponse:
    """A unit's numbers of a year with every correction; its people and the standing office may type."""
    unit = units.get_for(request.user, request.today, code=code)
    if year not in plan_years():
        raise Http404
    definitions = definitions_of(year)
    given = values_of(unit.pk, year)
    counting = {value.definition.code: value for value in given if value.replaced_at is None}
    may_write = may_give_numbers(request.user, request.today, unit.pk)
    form = NumbersForm(
        request.POST or None, request.FILES or None, definitions=definitions, counting=counting
    )
    if request.method == "POST":
        if not may_write:
            raise Refused(
                _("Số liệu này của đơn vị khác."),
                _("Chỉ cán bộ, lãnh đạo của đơn vị đó và cơ quan thường trực nhập được."),
            )
        if form.is_valid():
            try:
                stored = indicator_services.give_numbers(
                    by=request.user, at=request.moment, unit=unit, year=year, **form.said()
                )
            except NumberRefused as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, _("Đã lưu %(count)s số liệu.") % {"count": len(stored)})
                return redirect("unit_plans:numbers", code, year)
    context = {
        "unit": unit,
        "unit_name": history(request.today).by_id()[unit.pk].full_name,
        "year": year,
        "years": [one for one in plan_years() if one <= request.today.year],
        "lines": [ValueLine(one, counting.get(one.code), bounds_in_words(one)) for one in definitions],
        "corrected": [ValueLine(one.definition, one) for one in given if one.replaced_at is not None],
        "missing": len(definitions) - len(counting),
        "form": form,
        "may_write": may_write and year <= request.today.year,
    }
    return render(request, "unit_plans/numbers.html", context, status=422 if form.errors else 200)


@page(*READERS)
@require_GET
def number_evidence(request: Any, pk: int) -> FileResponse:
    """The file behind a number."""
    file = values.get_for(request.user, request.today, pk=pk).evidence
    if file is None:
        raise Http404
    return give_out(file)


@page(Role.STANDING_HEAD)
@require_http_methods(["GET", "POST"])
def define(request: Any) -> HttpResponse:
    """One more indicator in the office's set."""
    form = DefinitionForm(request.POST or None, initial={"valid_from": request.today})
    if request.method == "POST" and form.is_valid():
        try:
            indicator_services.define(by=request.user, at=request.moment, new=form.said())
        except NumberRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Đã thêm chỉ số vào bộ của cơ quan thường trực."))
            return redirect("unit_plans:indicators")
    return render(request, "unit_plans/define.html", {"form": form}, status=422 if form.errors else 200)


@page(Role.STANDING_HEAD)
@require_POST
def end(request: Any, slug: str) -> HttpResponse:
    """An indicator is asked for no longer."""
    definition = definition_with(slug)
    if definition is None:
        raise Http404
    form = EndForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Ghi ngày ngừng dùng dạng 31/12/2027."))
        return redirect("unit_plans:indicators")
    try:
        indicator_services.end_definition(
            by=request.user, at=request.moment, definition=definition, **form.cleaned_data
        )
    except NumberRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Đã ngừng dùng; số liệu các năm trước được giữ."))
    return redirect("unit_plans:indicators")

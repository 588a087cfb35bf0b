"""The board of visits, and the plan of a year: draft, paper, publication."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.core.roles import STANDING_OFFICE
from thidua.foundation.access import page
from thidua.foundation.files import give_out
from thidua.foundation.tables import CSV, csv_bytes, download
from thidua.steering.inspections import listing
from thidua.steering.inspections.access import CITY, OFFICE, READERS, inspection_plans, visits
from thidua.steering.inspections.enums import Check
from thidua.steering.inspections.errors import InspectionRefused
from thidua.steering.inspections.forms import PlanForm, PublishForm
from thidua.steering.inspections.models import InspectionPlan
from thidua.steering.inspections.paper import DOCX, plan_file
from thidua.steering.inspections.plan_services import PlanWords, change_plan, draft_plan, publish_plan
from thidua.steering.inspections.selectors import as_rows, with_remedies
from thidua.units.enums import BlockChoice

ROWS_ON_PAGE = 40
WHOLE_LIST = 1000
"""Enough for every unit: on paper there are no pages to turn."""


def _is_office(request: Any) -> bool:
    return bool(request.user.has_role(request.today, *STANDING_OFFICE))


@page(*READERS)
@require_GET
def board(request: Any) -> HttpResponse:
    """Who has been visited, what is still to be put right; a unit sees its own."""
    visible = visits.visible_to(request.user, request.today)
    years = listing.years_of(visible)
    asked = listing.read_filters(request.GET, years, request.today)
    rows = listing.board(visible, asked, request.today)
    size = WHOLE_LIST if request.GET.get("in") else ROWS_ON_PAGE
    shown = Paginator(listing.kept(rows, asked.state), size).get_page(request.GET.get("trang"))
    plans = inspection_plans.visible_to(request.user, request.today)
    context = {
        "asked": asked,
        "years": years,
        "blocks": BlockChoice.choices,
        "states": listing.state_choices(),
        "figures": listing.figures(rows),
        "rows": [(row, listing.STATE_LOOKS[row.state]) for row in shown],
        "paged": shown,
        "plans": [plan for plan in plans if plan.year == asked.year or plan.published_at is None],
        "is_office": _is_office(request),
        "is_city": request.user.has_role(request.today, *CITY),
    }
    return render(request, "steering/inspections/board.html", context)


@page(*READERS)
@require_GET
def board_csv(request: Any) -> HttpResponse:
    """The rows as filtered."""
    visible = visits.visible_to(request.user, request.today)
    asked = listing.read_filters(request.GET, listing.years_of(visible), request.today)
    rows = listing.kept(listing.board(visible, asked, request.today), asked.state)
    return download(csv_bytes(listing.table(rows)), CSV, f"kiem-tra-{asked.year}-{request.today:%Y%m%d}.csv")


@page(*OFFICE)
@require_http_methods(["GET", "POST"])
def plan_new(request: Any) -> HttpResponse:
    """A plan begins as a draft."""
    return _edit(request, None)


@page(*OFFICE)
@require_http_methods(["GET", "POST"])
def plan_change(request: Any, pk: int) -> HttpResponse:
    """Other words for a draft."""
    return _edit(request, inspection_plans.get_for(request.user, request.today, action="write", pk=pk))


def _edit(request: Any, plan: InspectionPlan | None) -> HttpResponse:
    form = PlanForm(request.POST or None, on=request.today, initial=_initial(request, plan))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data | {name: tuple(form.cleaned_data[name]) for name in ("checks", "units")}
        words = PlanWords(**given)
        try:
            if plan is None:
                plan = draft_plan(by=request.user, at=request.moment, words=words)
            else:
                change_plan(by=request.user, at=request.moment, plan=plan, words=words)
        except InspectionRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Đã lưu bản nháp. Tải bản Word để trình ký, rồi ban hành."))
            return redirect("steering:inspection_plan", plan.pk)
    return render(request, "steering/inspections/plan_form.html", {"form": form, "plan": plan})


def _initial(request: Any, plan: InspectionPlan | None) -> dict[str, object]:
    if plan is None:
        year = request.today.year
        title = _("Kiểm tra việc thực hiện Phong trào thi đua năm %d") % year
        return {"title": title, "checks": Check.values}
    return {
        "title": plan.title,
        "from_day": plan.from_day,
        "to_day": plan.to_day,
        "checks": plan.checks,
        "units": list(plan.visits.values_list("unit__code", flat=True)),
    }


@page(*READERS)
@require_GET
def plan(request: Any, pk: int) -> HttpResponse:
    """What the plan says, its units, and the next step of a draft."""
    found = inspection_plans.get_for(request.user, request.today, pk=pk)
    return _plan_page(request, found, PublishForm())


def _plan_page(request: Any, found: InspectionPlan, form: PublishForm) -> HttpResponse:
    # A draft's visits are behind no door of their own yet: whoever sees the draft sees its list.
    rows = found.visits.select_related("plan", "unit", "lead")
    if found.published_at is not None:
        rows = visits.visible_to(request.user, request.today).filter(plan=found)
    context = {
        "plan": found,
        "checks": [Check(check).label for check in found.checks],
        "rows": [
            (row, listing.STATE_LOOKS[row.state])
            for row in as_rows(with_remedies(rows, request.today), request.today)
        ],
        "form": form,
        "is_office": _is_office(request),
    }
    return render(request, "steering/inspections/plan.html", context)


@page(*OFFICE)
@require_POST
def plan_publish(request: Any, pk: int) -> HttpResponse:
    """The signed paper comes in; the units concerned are told."""
    found = inspection_plans.get_for(request.user, request.today, action="write", pk=pk)
    form = PublishForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            publish_plan(by=request.user, at=request.moment, plan=found, **form.cleaned_data)
        except InspectionRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Đã ban hành; các đơn vị trong kế hoạch được báo."))
            return redirect("steering:inspection_plan", pk)
    return _plan_page(request, found, form)


@page(*READERS)
@require_GET
def plan_docx(request: Any, pk: int) -> HttpResponse:
    """The plan as an official paper."""
    found = inspection_plans.get_for(request.user, request.today, pk=pk)
    content = plan_file(found, request.today, is_demo=request.installation.is_demo)
    return download(content, DOCX, f"ke-hoach-kiem-tra-{found.year}.docx")


@page(*READERS)
@require_GET
def plan_signed(request: Any, pk: int) -> HttpResponseBase:
    """The signed file."""
    found = inspection_plans.get_for(request.user, request.today, pk=pk)
    if found.file is None:
        raise Http404
    return give_out(found.file)

"""A unit's plan of a year: read it, write the draft, sign, amend, compare."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.core.blocks import Block
from thidua.foundation.access import Refused, page
from thidua.foundation.files import give_out
from thidua.unit_plans import services
from thidua.unit_plans.access import READERS, WRITERS, own_unit, plans, require_own
from thidua.unit_plans.comparisons import against_signed, against_source
from thidua.unit_plans.enums import PlanStatus
from thidua.unit_plans.errors import PlanRefused
from thidua.unit_plans.forms import DetailsForm
from thidua.unit_plans.models import UnitPlan
from thidua.unit_plans.plan_pages import content_cards, figures_of
from thidua.unit_plans.selectors import (
    draft_of,
    measures_of,
    plan_in_force,
    plan_years,
    plans_in_order,
    present_year,
    years_to_copy,
)
from thidua.units.access import units
from thidua.units.models import Unit
from thidua.units.selectors import history


@page(*READERS)
@require_GET
def start(request: Any) -> HttpResponse:
    """Where this person works: the plan of their unit, or the overview."""
    mine = request.user.unit_ids(request.today, *WRITERS)
    known = history(request.today).by_id()
    codes = sorted(known[pk].code for pk in mine if pk in known)
    if codes:
        return redirect("unit_plans:plan", codes[0], present_year(request.today))
    return redirect("unit_plans:overview")


def _year(year: int) -> int:
    if year not in plan_years():
        raise Http404
    return year


def _unit_year(request: Any, code: str, year: int) -> tuple[Unit, list[UnitPlan]]:
    unit = units.get_for(request.user, request.today, code=code)
    visible = plans.visible_to(request.user, request.today).filter(unit=unit, year=_year(year))
    return unit, list(plans_in_order(visible))


def _refusal(request: Any, plan: UnitPlan, action: str) -> Refused | None:
    """Why this person cannot do `action`; None when they can."""
    try:
        require_own(request.user, request.today, plan.unit_id, action=action)
    except Refused as refused:
        return refused
    return None


@page(*READERS)
@require_GET
def plan_page(request: Any, code: str, year: int) -> HttpResponse:
    """The version asked for (`?ban=`), else the draft for the unit's people, else the one in force."""
    unit, versions = _unit_year(request, code, year)
    own = request.user.unit_ids(request.today, *WRITERS)
    names = history(request.today).by_id()
    asked = request.GET.get("ban", "")
    chosen = next((plan for plan in versions if str(plan.version) == asked), None)
    plan = chosen or next(iter(versions), None)
    is_own = unit.pk in own
    context: dict[str, Any] = {
        "unit": unit,
        "unit_name": names[unit.pk].full_name,
        "year": year,
        "years": plan_years(),
        "own_units": [names[pk] for pk in sorted(own) if pk in names] if len(own) > 1 else [],
        "versions": versions,
        "plan": plan,
        "is_own": is_own,
        "copy_years": years_to_copy(unit.pk, year) if is_own and plan is None else [],
    }
    if plan is not None:
        measures = measures_of(plan)
        context |= {
            "cards": content_cards(measures, request.today, is_duty=names[unit.pk].block is not Block.NONE),
            "figures": figures_of(measures, request.today, is_duty=names[unit.pk].block is not Block.NONE),
            "details_form": DetailsForm(initial=DetailsForm.initial_of(plan)),
            "may_write": is_own and plan.is_draft,
            "may_note": is_own and plan.status == PlanStatus.SIGNED,
            "may_amend": is_own and plan.status == PlanStatus.SIGNED and not versions[0].is_draft,
            "sign_refusal": _refusal(request, plan, "sign"),
            "to_check": sum(measure.due_to_check for measure in measures),
        }
    return render(request, "unit_plans/plan.html", context)


@page(*READERS)
@require_GET
def compare(request: Any, code: str, year: int) -> HttpResponse:
    """What this plan took over: from the version before it, or from last year's plan."""
    unit, versions = _unit_year(request, code, year)
    asked = request.GET.get("ban", "")
    plan = next((one for one in versions if str(one.version) == asked), None) or next(iter(versions), None)
    if plan is None:
        raise Http404
    before = next((one for one in versions if one.version == plan.version - 1), None)
    if before is not None:
        differences = against_signed(measures_of(before), measures_of(plan))
    elif plan.copied_from is not None:
        before = plan.copied_from
        differences = against_source(measures_of(before), measures_of(plan), years=plan.year - before.year)
    else:
        raise Http404
    context = {
        "unit": unit,
        "unit_name": history(request.today).by_id()[unit.pk].full_name,
        "year": year,
        "plan": plan,
        "before": before,
        "differences": differences,
    }
    return render(request, "unit_plans/compare.html", context)


@page(*WRITERS)
@require_POST
def begin(request: Any, code: str, year: int) -> HttpResponse:
    """An empty draft, or a copy of an earlier year's."""
    unit = own_unit(request.user, request.today, code)
    source = request.POST.get("from", "") if "copy" in request.POST else ""
    copy_from = int(source) if source.isdecimal() and len(source) == 4 else None
    try:
        services.start_plan(by=request.user, at=request.moment, unit=unit, year=year, copy_from=copy_from)
    except PlanRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Đã mở bản nháp. Thêm biện pháp theo sáu nội dung thi đua."))
    return redirect("unit_plans:plan", code, year)


def _draft_for(request: Any, code: str, year: int, action: str = "write") -> UnitPlan:
    unit = own_unit(request.user, request.today, code, action=action)
    draft = draft_of(unit.pk, _year(year))
    if draft is None:
        raise Refused(
            _("Không có bản nháp nào của kế hoạch năm này."),
            _("Mở trang kế hoạch; lập kế hoạch mới hoặc bản điều chỉnh trước."),
        )
    return draft


@page(*WRITERS)
@require_http_methods(["GET", "POST"])
def details(request: Any, code: str, year: int) -> HttpResponse:
    """Number, date, and the signed paper."""
    unit = own_unit(request.user, request.today, code)
    plan = draft_of(unit.pk, _year(year)) or plan_in_force(unit.pk, year)
    if plan is None:
        raise Http404
    form = DetailsForm(request.POST or None, request.FILES or None, initial=DetailsForm.initial_of(plan))
    if request.method == "POST" and form.is_valid():
        try:
            services.save_details(by=request.user, at=request.moment, plan=plan, **form.cleaned_data)
        except PlanRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Đã lưu."))
            return redirect("unit_plans:plan", code, year)
    context = {"unit": unit, "year": year, "plan": plan, "form": form}
    return render(request, "unit_plans/details.html", context, status=422 if form.errors else 200)


@page(*WRITERS)
@require_POST
def hand_over(request: Any, code: str, year: int) -> HttpResponse:
    """The draft goes to the head for signature."""
    plan = _draft_for(request, code, year)
    try:
        services.hand_to_head(by=request.user, at=request.moment, plan=plan)
    except PlanRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Đã trình. Lãnh đạo đơn vị thấy việc này ở trang chủ của mình."))
    return redirect("unit_plans:plan", code, year)


@page(*WRITERS)
@require_POST
def sign(request: Any, code: str, year: int) -> HttpResponse:
    """The head signs; an officer is told why not."""
    plan = _draft_for(request, code, year, action="sign")
    try:
        services.sign_plan(by=request.user, at=request.moment, plan=plan)
    except PlanRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Đã ký ban hành. Từ nay ghi tiến độ vào từng biện pháp."))
    return redirect("unit_plans:plan", code, year)


@page(*WRITERS)
@require_POST
def amend(request: Any, code: str, year: int) -> HttpResponse:
    """A draft of the next version, with the reason."""
    unit = own_unit(request.user, request.today, code)
    plan = plan_in_force(unit.pk, _year(year))
    if plan is None:
        raise Http404
    try:
        services.start_amendment(
            by=request.user, at=request.moment, plan=plan, reason=request.POST.get("reason", "")
        )
    except PlanRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Đã mở bản điều chỉnh. Bản đã ký vẫn có hiệu lực đến khi ký bản mới."))
    return redirect("unit_plans:plan", code, year)


@page(*WRITERS)
@require_POST
def discard(request: Any, code: str, year: int) -> HttpResponse:
    """The draft is thrown away."""
    plan = _draft_for(request, code, year)
    services.discard_draft(by=request.user, at=request.moment, plan=plan)
    messages.success(request, _("Đã bỏ bản nháp."))
    return redirect("unit_plans:plan", code, year)


@page(*READERS)
@require_GET
def plan_file(request: Any, pk: int) -> FileResponse:
    """The unit's signed paper."""
    plan = plans.get_for(request.user, request.today, pk=pk)
    if plan.file is None:
        raise Http404
    return give_out(plan.file)

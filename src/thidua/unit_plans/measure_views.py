"""One measure: write it in the draft, say how far it is."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.core.blocks import Block
from thidua.foundation.access import Refused, page
from thidua.foundation.files import give_out
from thidua.unit_plans import progress_services, services
from thidua.unit_plans.access import READERS, WRITERS, evidence, measures, own_unit
from thidua.unit_plans.enums import Content, MeasureState, PlanStatus
from thidua.unit_plans.errors import MeasureChanged, PlanRefused
from thidua.unit_plans.forms import MeasureForm, NoteForm
from thidua.unit_plans.models import Measure
from thidua.unit_plans.plan_pages import card, timeline
from thidua.unit_plans.selectors import draft_of, notes_of
from thidua.units.selectors import history


@page(*WRITERS)
@require_http_methods(["GET", "POST"])
def add(request: Any, code: str, year: int) -> HttpResponse:
    """A new measure; afterwards the next one of the same content, or back to the plan."""
    unit = own_unit(request.user, request.today, code)
    plan = draft_of(unit.pk, year)
    if plan is None:
        raise Refused(
            _("Không có bản nháp nào của kế hoạch năm này."),
            _("Mở trang kế hoạch; lập kế hoạch mới hoặc bản điều chỉnh trước."),
        )
    asked = request.GET.get("noi-dung", "")
    content = asked if asked in Content.values else Content.ND1
    form = MeasureForm(request.POST or None, initial={"content": content})
    if request.method == "POST" and form.is_valid():
        try:
            added = services.add_measure(by=request.user, at=request.moment, plan=plan, measure=form.said())
        except PlanRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Đã lưu biện pháp."))
            if "more" in request.POST:
                return redirect(f"{request.path}?noi-dung={added.content}")
            return redirect("unit_plans:plan", code, year)
    context = {"unit": unit, "year": year, "plan": plan, "form": form}
    return render(request, "unit_plans/measure_form.html", context, status=422 if form.errors else 200)


@page(*WRITERS)
@require_http_methods(["GET", "POST"])
def change(request: Any, pk: int) -> HttpResponse:
    """The measure of a draft. Words of two people on one measure are shown side by side, none is lost."""
    measure = measures.get_for(request.user, request.today, action="write", pk=pk)
    form = MeasureForm(request.POST or None, initial=MeasureForm.initial_of(measure))
    edition = request.POST.get("edition", "")
    context = {
        "unit": measure.plan.unit,
        "year": measure.plan.year,
        "plan": measure.plan,
        "measure": measure,
        "form": form,
    }
    if request.method == "POST" and form.is_valid():
        try:
            services.change_measure(
                by=request.user,
                at=request.moment,
                measure=measure,
                edition=int(edition) if edition.isdecimal() and len(edition) < 10 else 0,
                new=form.said(),
            )
        except PlanRefused as refusal:
            form.add_error(None, str(refusal))
        except MeasureChanged as changed:
            context |= {
                "theirs": card(changed.measure, request.today, is_duty=True),
                "measure": changed.measure,
            }
            return render(request, "unit_plans/measure_form.html", context, status=409)
        else:
            messages.success(request, _("Đã lưu biện pháp."))
            return redirect("unit_plans:plan", measure.plan.unit.code, measure.plan.year)
    return render(request, "unit_plans/measure_form.html", context, status=422 if form.errors else 200)


@page(*WRITERS)
@require_POST
def remove(request: Any, pk: int) -> HttpResponse:
    """Takes a measure out of the draft."""
    measure = measures.get_for(request.user, request.today, action="write", pk=pk)
    try:
        services.remove_measure(by=request.user, at=request.moment, measure=measure)
    except PlanRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Đã bỏ biện pháp khỏi bản nháp."))
    return redirect("unit_plans:plan", measure.plan.unit.code, measure.plan.year)


@page(*READERS)
@require_http_methods(["GET", "POST"])
def measure_page(request: Any, pk: int) -> HttpResponse:
    """What was done about a measure, and the form that adds a note."""
    action = "write" if request.method == "POST" else "view"
    measure = measures.get_for(request.user, request.today, action=action, pk=pk)
    line = measure.line
    form = NoteForm(
        request.POST or None,
        request.FILES or None,
        initial={
            "done_on": request.today,
            "state": MeasureState.DOING if line.state == MeasureState.TODO else line.state,
        },
    )
    if request.method == "POST" and form.is_valid():
        try:
            progress_services.add_note(
                by=request.user, at=request.moment, measure=measure, note=form.said(), files=form.uploads()
            )
        except PlanRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Đã ghi tiến độ."))
            return redirect("unit_plans:measure", pk)
    unit = history(request.today).by_id()[measure.plan.unit_id]
    context = {
        "card": card(measure, request.today, is_duty=unit.block is not Block.NONE),
        "measure": measure,
        "plan": measure.plan,
        "unit_name": unit.full_name,
        "form": form,
        "notes": timeline(notes_of(measure), measure.target_unit),
        "may_note": _may_note(request, measure),
        "is_in_force": measure.plan.status == PlanStatus.SIGNED,
    }
    return render(request, "unit_plans/measure.html", context, status=422 if form.errors else 200)


def _may_note(request: Any, measure: Measure) -> bool:
    is_own = measure.plan.unit_id in request.user.unit_ids(request.today, *WRITERS)
    return is_own and measure.plan.status == PlanStatus.SIGNED


@page(*READERS)
@require_GET
def evidence_file(request: Any, pk: int) -> FileResponse:
    """A file that shows what a note says."""
    return give_out(evidence.get_for(request.user, request.today, pk=pk).file)

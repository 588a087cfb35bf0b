"""One measure: write it in the draft, say how far it is."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.core.blocks import Block
from thidua.foundation import autosave
from thidua.foundation.access import Refused, page
from thidua.foundation.files import give_out
from thidua.movement.contents import Content
from thidua.unit_plans import measure_services, progress_services
from thidua.unit_plans.access import READERS, WRITERS, evidence, measures, own_unit
from thidua.unit_plans.enums import MeasureState, PlanStatus
from thidua.unit_plans.errors import PlanRefused
from thidua.unit_plans.forms import MeasureForm, NoteForm
from thidua.unit_plans.models import Measure
from thidua.unit_plans.plan_pages import card, kept_words_of, timeline
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
    content = asked if asked in Content.values else Content.HEADS
    form = MeasureForm(request.POST or None, initial={"content": content})
    if request.method == "POST" and form.is_valid():
        try:
            added = measure_services.add_measure(
                by=request.user, at=request.moment, plan=plan, measure=form.said()
            )
        except PlanRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            if autosave.is_autosave(request):
                address = reverse("unit_plans:measure_change", args=[added.pk])
                return autosave.saved(version=added.edition, at=request.moment, address=address)
            return _after_saving(request, added)
    if form.errors and autosave.is_autosave(request):
        return autosave.refused(_words_of(form))
    context = {"unit": unit, "year": year, "plan": plan, "form": form}
    return render(request, "unit_plans/measure_form.html", context, status=422 if form.errors else 200)


def _after_saving(request: Any, measure: Measure) -> HttpResponse:
    """The next measure of the same content when that was asked for, else the plan."""
    messages.success(request, _("Đã lưu biện pháp."))
    place = (measure.plan.unit.code, measure.plan.year)
    if "more" in request.POST:
        return redirect(f"{reverse('unit_plans:measure_add', args=place)}?noi-dung={measure.content}")
    return redirect("unit_plans:plan", *place)


def _words_of(form: MeasureForm) -> str:
    return " ".join(str(error) for errors in form.errors.values() for error in errors)


@page(*WRITERS)
@require_http_methods(["GET", "POST"])
def change(request: Any, pk: int) -> HttpResponse:
    """The measure of a draft; it saves itself. Words of two people are shown side by side, none is lost."""
    measure = measures.get_for(request.user, request.today, action="write", pk=pk)
    is_script = autosave.is_autosave(request)
    form = MeasureForm(request.POST or None, initial=MeasureForm.initial_of(measure))
    shown: dict[str, Any] = {"measure": measure}
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            saved = measure_services.change_measure(
                by=request.user,
                at=request.moment,
                measure=measure,
                version=autosave.sent_version(request),
                new=form.said(),
                is_pressed=not is_script,
            )
        except PlanRefused as refusal:
            form.add_error(None, str(refusal))
        except autosave.StaleVersion as stale:
            if is_script:
                return autosave.conflict(stale)
            present = measures.get_for(request.user, request.today, pk=pk)
            shown = {"measure": present, "theirs": card(present, request.today, is_duty=True)}
            status = 409
        else:
            if is_script:
                return autosave.saved(version=saved.edition, at=request.moment)
            return _after_saving(request, measure)
    if form.errors:
        if is_script:
            return autosave.refused(_words_of(form))
        status = 422
    context = shown | {
        "unit": measure.plan.unit,
        "year": measure.plan.year,
        "plan": measure.plan,
        "form": form,
        "kept": kept_words_of(measure),
    }
    return render(request, "unit_plans/measure_form.html", context, status=status)


@page(*WRITERS)
@require_POST
def settle(request: Any, pk: int, kept: int) -> HttpResponse:
    """The kept words were looked at."""
    measure = measures.get_for(request.user, request.today, action="write", pk=pk)
    row = get_object_or_404(measure.kept_words, pk=kept)
    measure_services.settle_kept(at=request.moment, kept=row)
    return redirect("unit_plans:measure_change", pk)


@page(*WRITERS)
@require_POST
def remove(request: Any, pk: int) -> HttpResponse:
    """Takes a measure out of the draft."""
    measure = measures.get_for(request.user, request.today, action="write", pk=pk)
    try:
        measure_services.remove_measure(by=request.user, at=request.moment, measure=measure)
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

"""One visit: what is looked at, what was found, what can be done now; and one remedy."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from thidua.foundation.access import page
from thidua.foundation.files import give_out
from thidua.foundation.tables import download
from thidua.steering.inspections.access import INSPECTORS, READERS, findings, visits
from thidua.steering.inspections.acts import (
    REMEDY_ACTS,
    VISIT_ACTS,
    remedy_acts,
    remedy_form,
    visit_acts,
    visit_form,
)
from thidua.steering.inspections.enums import NOT_DONE, WAITS_FOR_UNIT, Check, FindingKind, VisitState
from thidua.steering.inspections.errors import InspectionRefused
from thidua.steering.inspections.forms import FindingForm
from thidua.steering.inspections.listing import STATE_LOOKS
from thidua.steering.inspections.models import Finding, Visit
from thidua.steering.inspections.paper import DOCX, conclusion_file, minutes_file
from thidua.steering.inspections.selectors import findings_of
from thidua.steering.inspections.visit_services import NewFinding, drop_finding, note_finding
from thidua.units.selectors import history

PAPERS = {"bien-ban": minutes_file, "ket-luan": conclusion_file}


@page(*READERS)
@require_GET
def visit(request: Any, pk: int) -> HttpResponse:
    """One visit; a unit reads what was found once it is concluded."""
    found = visits.get_for(request.user, request.today, pk=pk)
    return _visit_page(request, found, {}, None)


def _finding_form(found: Visit, data: Any = None) -> FindingForm:
    return FindingForm(data, checks=found.plan.checks, initial={"kind": FindingKind.WEAKNESS})


def _visit_page(
    request: Any, found: Visit, bound: dict[str, forms.Form], note: FindingForm | None
) -> HttpResponse:
    inspects = visits.refusal(request.user, request.today, found, "inspect") is None
    is_concluded = found.state == VisitState.CONCLUDED
    is_day = found.state == VisitState.ANNOUNCED and found.on is not None and found.on <= request.today
    context = {
        "visit": found,
        "unit": history(request.today).by_id()[found.unit_id],
        "state": (VisitState(found.state).label, *STATE_LOOKS[found.state]),
        "checks": [Check(check).label for check in found.plan.checks],
        "findings": findings_of(found, request.today) if is_concluded or inspects else [],
        "inspects": inspects,
        "is_concluded": is_concluded,
        "note": note or (_finding_form(found) if inspects and is_day else None),
        "acts": visit_acts(request, found, bound)
        if inspects or request.user.has_role(request.today, *INSPECTORS)
        else [],
    }
    return render(request, "steering/inspections/visit.html", context)


@page(*READERS)
@require_POST
def visit_act(request: Any, pk: int, name: str) -> HttpResponse:
    """Does one of the acts; what was typed stays on the page when it cannot be done."""
    if name not in VISIT_ACTS:
        raise Http404
    asked = VISIT_ACTS[name]
    found = visits.get_for(request.user, request.today, action=asked.door, pk=pk)
    form = visit_form(name, found, request, files=True)
    if form.is_valid():
        try:
            asked.run(by=request.user, at=request.moment, visit=found, **form.cleaned_data)
        except InspectionRefused as refusal:
            form.add_error(None, str(refusal))
            found.refresh_from_db()
        else:
            messages.success(request, str(asked.done))
            return redirect("steering:visit", pk)
    return _visit_page(request, found, {name: form}, None)


@page(*INSPECTORS)
@require_POST
def note(request: Any, pk: int) -> HttpResponse:
    """Notes what was found."""
    found = visits.get_for(request.user, request.today, action="inspect", pk=pk)
    form = _finding_form(found, request.POST)
    if form.is_valid():
        given = form.cleaned_data
        new = NewFinding(
            kind=FindingKind(given["kind"]),
            check_point=Check(given["check_point"]),
            text=given["text"],
            remedy=given["remedy"],
            due_on=given["due_on"],
        )
        try:
            note_finding(by=request.user, at=request.moment, visit=found, new=new)
        except InspectionRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Đã ghi nhận. Đơn vị chỉ thấy khi có kết luận."))
            return redirect("steering:visit", pk)
    return _visit_page(request, found, {}, form)


@page(*INSPECTORS)
@require_POST
def drop(request: Any, pk: int) -> HttpResponse:
    """Takes back what was noted by mistake."""
    found = findings.get_for(request.user, request.today, action="inspect", pk=pk)
    try:
        drop_finding(by=request.user, at=request.moment, finding=found)
    except InspectionRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Đã xóa ghi nhận."))
    return redirect("steering:visit", found.visit_id)


@page(*READERS)
@require_GET
def visit_docx(request: Any, pk: int, kind: str) -> HttpResponse:
    """Minutes or conclusion as a draft, with the facts in; before the conclusion for the inspectors alone."""
    if kind not in PAPERS:
        raise Http404
    found = visits.get_for(request.user, request.today, pk=pk)
    if found.state != VisitState.CONCLUDED:
        found = visits.get_for(request.user, request.today, action="inspect", pk=pk)
    content = PAPERS[kind](found, request.today, is_demo=request.installation.is_demo)
    return download(content, DOCX, f"{kind}-kiem-tra-{found.unit.code}-{found.plan.year}.docx")


@page(*READERS)
@require_GET
def minutes(request: Any, pk: int) -> HttpResponseBase:
    """The signed minutes."""
    found = visits.get_for(request.user, request.today, pk=pk)
    if found.minutes is None:
        raise Http404
    return give_out(found.minutes)


@page(*READERS)
@require_GET
def remedy(request: Any, pk: int) -> HttpResponse:
    """One finding with everything done about it."""
    return _remedy_page(request, findings.get_for(request.user, request.today, pk=pk), {})


def _remedy_page(request: Any, found: Finding, bound: dict[str, forms.Form]) -> HttpResponse:
    is_late = found.due_on is not None and found.due_on < request.today
    context = {
        "finding": found,
        "check": Check(found.check_point).label,
        "unit": history(request.today).by_id()[found.visit.unit_id],
        "entries": found.entries.select_related("by", "file"),
        "is_overdue": is_late and found.state in WAITS_FOR_UNIT,
        "is_open": found.state in NOT_DONE,
        "acts": remedy_acts(request, found, bound),
    }
    return render(request, "steering/inspections/remedy.html", context)


@page(*READERS)
@require_POST
def remedy_act(request: Any, pk: int, name: str) -> HttpResponse:
    """Does one of the acts; what was typed stays on the page when it cannot be done."""
    if name not in REMEDY_ACTS:
        raise Http404
    asked = REMEDY_ACTS[name]
    found = findings.get_for(request.user, request.today, action=asked.door, pk=pk)
    form = remedy_form(name, request, files=True)
    if form.is_valid():
        try:
            asked.run(by=request.user, at=request.moment, finding=found, **form.cleaned_data)
        except InspectionRefused as refusal:
            form.add_error(None, str(refusal))
            found.refresh_from_db()
        else:
            messages.success(request, str(asked.done))
            return redirect("steering:remedy", pk)
    return _remedy_page(request, found, {name: form})


@page(*READERS)
@require_GET
def evidence(request: Any, pk: int, entry: int) -> HttpResponseBase:
    """What a unit sent with its answer."""
    found = findings.evidence_for(request.user, request.today, pk=pk, entry=entry)
    if found.file is None:
        raise Http404
    return give_out(found.file)

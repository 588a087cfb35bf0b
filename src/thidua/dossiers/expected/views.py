"""The list of those whom a unit expects to put forward: filled early, dossiers begin from it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from thidua.awards.access import candidates
from thidua.awards.services import (
    AwardRefused,
    NewCandidate,
    add_candidates,
    attest,
    attested_as_shown,
    remove_candidate,
)
from thidua.core.roles import UNIT_ROLES, Role
from thidua.dossiers.expected.forms import ExpectedForm, KnownForm
from thidua.dossiers.expected.selectors import awards_open_to, expected_of, initiatives_of, unit_row
from thidua.dossiers.pages import own_units
from thidua.dossiers.routes import clause_in, kind_of
from thidua.dossiers.selectors import cycles
from thidua.foundation.access import not_for_you, page
from thidua.movement.selectors import open_yearly_cycle, programme_for
from thidua.units.selectors import UnitRecord, history

UNIT = (Role.UNIT_OFFICER, Role.UNIT_HEAD)


def _where(request: Any) -> tuple[UnitRecord, str]:
    """Unit and cycle of the address; Http404 for no such unit, Refused for another's."""
    past = history(request.today)
    own = own_units(request.user, request.today)
    code = request.GET.get("don-vi", "") or (own[0].code if own else "")
    if code not in past or past[code].is_dissolved:
        raise Http404
    if past[code] not in own:
        raise not_for_you(*UNIT_ROLES)
    asked = request.GET.get("dot", "")
    return past[code], asked if asked in cycles() else str(open_yearly_cycle(request.moment))


def _address(unit_code: str, cycle: str) -> str:
    return reverse("dossiers:expected") + f"?don-vi={unit_code}&dot={cycle}"


@page(*UNIT)
@require_http_methods(["GET", "POST"])
def listing(request: Any) -> HttpResponse:
    """The list with the limits; adding to it."""
    unit, cycle = _where(request)
    form = ExpectedForm(request.POST or None, awards=awards_open_to(unit, cycle, request.today))
    if request.method == "POST" and form.is_valid():
        new = NewCandidate(unit=unit_row(unit), cycle=cycle, **form.cleaned_data)
        try:
            add_candidates(
                by=request.user, at=request.moment, candidates=[new], source=_("Đơn vị lập danh sách dự kiến")
            )
        except AwardRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Đã thêm vào danh sách dự kiến. Ghi tiếp điều đã biết và nguồn."))
            return redirect(_address(unit.code, cycle))
    context = {
        "unit": unit,
        "units": own_units(request.user, request.today),
        "cycle": cycle,
        "cycles": cycles(),
        "expected": expected_of(unit, cycle, request.today),
        "form": form,
    }
    return render(request, "dossiers/expected/list.html", context, status=422 if form.errors else 200)


@page(*UNIT)
@require_http_methods(["GET", "POST"])
def change(request: Any, pk: int) -> HttpResponse:
    """What is known of one of the list, with its source; the rules say at once what is missing."""
    row = candidates.get_for(request.user, request.today, action="write", pk=pk)
    unit = history(request.today).by_id()[row.unit_id]
    award = programme_for(row.cycle, request.today).award_by_id[row.award]
    offered = initiatives_of(row.unit_id)
    form = KnownForm(request.POST or None, row=row, needs_ground=kind_of(award).needs_ground)
    asked = set(request.POST.getlist("initiative"))
    shown = attested_as_shown(row)
    seen = request.POST.get("seen") if request.method == "POST" else shown
    if request.method == "POST" and form.is_valid():
        try:
            attest(
                by=request.user,
                at=request.moment,
                candidate=row,
                facts=form.facts(),
                evidence=form.cleaned_data["evidence"],
                initiatives=[one for one in offered if str(one.pk) in asked],
                seen=seen,
            )
        except AwardRefused as refusal:
            form.add_error(None, str(refusal))
            if seen != shown and (otherwise := form.saved_otherwise()):
                form.add_error(None, otherwise)
            seen = shown  # told by now
        else:
            messages.success(request, _("Đã ghi; thông tin này được lấy sang khi lập hồ sơ."))
            return redirect(_address(unit.code, row.cycle))
    named = asked if form.is_bound else {str(one.pk) for one in row.initiatives.all()}
    context = {
        "row": row,
        "unit": unit,
        "award": award,
        "clause": clause_in(award, row.cycle),
        "subject": row.person_name or unit.full_name,
        "form": form,
        "initiatives": [(one, str(one.pk) in named) for one in offered],
        "back": _address(unit.code, row.cycle),
        "seen": seen,
    }
    return render(request, "dossiers/expected/change.html", context, status=422 if form.errors else 200)


@page(*UNIT)
@require_POST
def remove(request: Any, pk: int) -> HttpResponse:
    """Nobody thinks of them any more."""
    row = candidates.get_for(request.user, request.today, action="write", pk=pk)
    unit = history(request.today).by_id()[row.unit_id]
    try:
        remove_candidate(by=request.user, at=request.moment, candidate=row)
    except AwardRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Đã bỏ khỏi danh sách dự kiến."))
    return redirect(_address(unit.code, row.cycle))

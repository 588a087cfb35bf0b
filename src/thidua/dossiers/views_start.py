"""The routes to an award, and a dossier that begins on one of them."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.awards.access import candidates
from thidua.core.roles import STANDING_OFFICE, UNIT_ROLES, Role
from thidua.dossiers.begin import start_from_candidate
from thidua.dossiers.choices import choices_for
from thidua.dossiers.earlier.views import begun
from thidua.dossiers.enums import Proposer
from thidua.dossiers.errors import DossierRefused
from thidua.dossiers.forms import CollectiveForm, PersonForm
from thidua.dossiers.pages import own_units
from thidua.dossiers.routes import (
    WHO_PROPOSES,
    awards_in,
    clause_in,
    default_reading,
    is_closed_to,
    is_person,
    kind_of,
)
from thidua.dossiers.selectors import cycles
from thidua.dossiers.services import RANKED_COLLECTIVE, start_dossier
from thidua.foundation.access import not_for_you, page
from thidua.movement.selectors import open_yearly_cycle, programme_for
from thidua.units.selectors import UnitRecord, history

CHOOSE = "chon-don-vi"
"""In the address of who works for a unit and for the standing office: he proposes somebody else's."""
STARTERS = (Role.UNIT_OFFICER, Role.UNIT_HEAD, *sorted(STANDING_OFFICE))


def _where(request: Any) -> tuple[UnitRecord, str, bool]:
    """Unit and cycle of the address, and whether the office proposes; Http404, Refused."""
    past = history(request.today)
    own = own_units(request.user, request.today)
    is_standing = request.user.has_role(request.today, *STANDING_OFFICE)
    code = request.GET.get("don-vi", "")
    if not code and own:
        code = own[0].code
    if code not in past or past[code].is_dissolved:
        raise Http404
    unit = past[code]
    is_own = unit in own
    if not is_own and not is_standing:
        raise not_for_you(*UNIT_ROLES)
    asked = request.GET.get("dot", "")
    cycle = asked if asked in cycles() else str(open_yearly_cycle(request.moment))
    return unit, cycle, not is_own


@page(*STARTERS)
@require_GET
def routes(request: Any) -> HttpResponse:
    """Six routes, each with what it asks; a closed one says why and where to go instead."""
    own = own_units(request.user, request.today)
    past = history(request.today)
    is_standing = request.user.has_role(request.today, *STANDING_OFFICE)
    if not request.GET.get("don-vi") and (not own or (is_standing and CHOOSE in request.GET)):
        units = sorted(past.living(), key=lambda unit: unit.sort_key)
        return render(request, "dossiers/choose_unit.html", {"units": units, "cycles": cycles()})
    unit, cycle, by_office = _where(request)
    context = {
        "unit": unit,
        "units": own,
        "cycle": cycle,
        "cycles": cycles(),
        "by_office": by_office,
        "may_choose": is_standing and not by_office,
        "outside": default_reading(programme_for(cycle, request.today), WHO_PROPOSES),
        "choices": choices_for(unit, cycle, request.moment, by_office=by_office),
        "ranked_collective": RANKED_COLLECTIVE,
    }
    return render(request, "dossiers/routes.html", context)


@page(*STARTERS)
@require_http_methods(["GET", "POST"])
def start(request: Any, award_id: str) -> HttpResponse:
    """Who is put forward; then the dossier is there, filled in with what is known."""
    unit, cycle, by_office = _where(request)
    award = {one.id: one for one in awards_in(programme_for(cycle, request.today), cycle)}.get(award_id)
    if award is None or (by_office and not kind_of(award).needs_ground):
        raise Http404
    form_class = PersonForm if is_person(award) else CollectiveForm
    form = form_class(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            row = start_dossier(
                by=request.user,
                at=request.moment,
                unit=unit,
                cycle=cycle,
                award_id=award.id,
                subject=form.subject(),
                proposer=Proposer.OFFICE if by_office else Proposer.UNIT,
            )
        except DossierRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            return begun(request, row)
    context = {
        "unit": unit,
        "cycle": cycle,
        "award": award,
        "kind": kind_of(award),
        "clause": clause_in(award, cycle),
        "form": form,
        "is_person": is_person(award),
        "is_whole_unit": award.id in RANKED_COLLECTIVE,
        "is_closed": is_closed_to(award, unit, cycle),
    }
    return render(request, "dossiers/start.html", context, status=422 if form.errors else 200)


@page(Role.UNIT_OFFICER, Role.UNIT_HEAD)
@require_POST
def from_candidate(request: Any, pk: int) -> HttpResponse:
    """A dossier from the working list: facts and initiatives are taken over."""
    rows = candidates.visible_to(request.user, request.today).select_related("unit")
    candidate = get_object_or_404(rows, pk=pk)
    if candidate.unit_id not in request.user.unit_ids(request.today, *UNIT_ROLES):
        raise not_for_you(*UNIT_ROLES)
    unit = history(request.today).by_id()[candidate.unit_id]
    try:
        row = start_from_candidate(by=request.user, at=request.moment, unit=unit, candidate=candidate)
    except DossierRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("dossiers:list")
    messages.success(request, _("Đã lập hồ sơ từ danh sách dự kiến; thông tin và sáng kiến được lấy sang."))
    return begun(request, row)

"""A member's pages: his relations, the materials of one dossier, the ballot."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from thidua.appraising.conflicts.services import state_many, step_aside_later
from thidua.appraising.errors import AppraisalRefused
from thidua.appraising.forms import RelationsForm
from thidua.councils.access import READERS, VOTERS, items, sessions
from thidua.councils.agenda import groups_of
from thidua.councils.ballots.casting import cast
from thidua.councils.ballots.forms import BallotForm
from thidua.councils.declaring import cleared, open_items, undeclared
from thidua.councils.enums import SessionState, Way
from thidua.councils.errors import CouncilRefused
from thidua.councils.materials import materials_of
from thidua.councils.models import Attendee, CouncilSession
from thidua.councils.recusals import items_aside
from thidua.foundation.access import page
from thidua.units.selectors import history


@page(*VOTERS)
@require_http_methods(["GET", "POST"])
@never_cache
@sensitive_post_parameters()
def ballot(request: Any, pk: int) -> HttpResponse:
    """One choice for each dossier; all at once."""
    found = sessions.get_for(request.user, request.today, action="vote", pk=pk)
    seat = sessions.seat_of(request.user, found)
    is_open = _is_open(found, seat)
    aside = items_aside(seat, request.today)
    if is_open and open_items(seat, aside):
        messages.info(request, _("Trước khi bỏ phiếu, khai bạn có quan hệ với các đơn vị hay không."))
        return redirect(f"{reverse('councils:relations', args=[pk])}?phieu=1")
    rows = found.items.select_related("dossier__filing__unit")
    groups = groups_of(rows, found.cycle, request.today)
    lines = [(item, line) for group in groups for item, line in group.items if item.pk not in aside]
    labels = [(item, f"{item.place}. {line.subject or line.unit}") for item, line in lines]
    form = BallotForm(request.POST or None, items=labels, auto_id="phieu-%s")
    if request.method == "POST" and form.is_valid():
        try:
            receipt = cast(
                by=request.user, at=request.moment, session=found, attendee=seat, choices=form.choices()
            )
        except CouncilRefused as refusal:
            messages.error(request, str(refusal))
            found.refresh_from_db()
            seat.refresh_from_db()
            if seat.is_present or not _is_open(found, seat):
                return redirect("councils:ballot", pk)
        else:
            return _voted(request, found, receipt)
    context = {
        "session": found,
        "seat": seat,
        "form": form,
        "is_open": is_open,
        "is_secret": found.way == Way.SECRET,
        "groups": [
            (group.heading, [(item, line, _bound(form, item.pk, aside)) for item, line in group.items])
            for group in groups
        ],
    }
    return render(request, "councils/ballot.html", context, status=422 if form.is_bound else 200)


def _is_open(session: CouncilSession, seat: Attendee) -> bool:
    return session.state == SessionState.VOTING and not seat.has_voted


def _voted(request: Any, session: CouncilSession, receipt: str) -> HttpResponse:
    if receipt:
        # Shown in this answer only: it is not kept, so no other page can show it.
        return render(request, "councils/voted.html", {"session": session, "receipt": receipt})
    messages.success(request, _("Đã ghi nhận ý kiến của bạn."))
    return redirect("councils:session", session.pk)


def _bound(form: BallotForm, item: int, aside: set[int]) -> Any:
    """The field of an item; None where the member takes no part."""
    return None if item in aside else form[f"item-{item}"]


@page(*READERS)
@require_GET
def materials(request: Any, pk: int) -> HttpResponse:
    """What a member reads of one dossier before the vote."""
    item = items.get_for(request.user, request.today, pk=pk)
    if item.dossier.filing in undeclared(item.session, request.user, request.today):
        return redirect(f"{reverse('councils:relations', args=[item.session_id])}?muc={pk}")
    context = {
        "item": item,
        "session": item.session,
        "told": materials_of(item, request.user, request.today),
        "may_leave": request.user.has_role(request.today, *VOTERS)
        and item.dossier.filing in cleared(item.session, request.user),
    }
    return render(request, "councils/materials.html", context)


@page(*VOTERS)
@require_http_methods(["GET", "POST"])
def relations(request: Any, pk: int) -> HttpResponse:
    """Before materials and ballot a member says to which units he has a relation; then he goes on. With
    `?rut=1` he steps aside from units of which he said otherwise.
    """
    found = sessions.get_for(request.user, request.today, pk=pk)
    is_later = request.GET.get("rut") == "1"
    filings = cleared(found, request.user) if is_later else undeclared(found, request.user, request.today)
    asked = request.GET.get("muc", "")
    is_item = asked.isascii() and asked.isdecimal() and len(asked) < 10
    back = "councils:ballot" if request.GET.get("phieu") == "1" else "councils:session"
    on = redirect("councils:materials", int(asked)) if is_item else redirect(back, pk)
    if not filings:
        return on
    units = history(request.today).by_id()
    form = RelationsForm(
        request.POST if request.method == "POST" else None,
        filings=[(filing.pk, units[filing.unit_id].full_name) for filing in filings],
        is_later=is_later,
    )
    if request.method == "POST" and form.is_valid():
        aside, reason = form.cleaned_data["aside"], form.cleaned_data["reason"]
        try:
            write = step_aside_later if is_later else state_many
            write(by=request.user, at=request.moment, filings=filings, aside=aside, reason=reason)
        except AppraisalRefused as refusal:
            form.add_error("reason", str(refusal))
        else:
            messages.success(request, _("Đã ghi lời khai của bạn."))
            return on
    context = {"session": found, "form": form, "count": len(filings), "is_later": is_later}
    return render(request, "councils/relations.html", context, status=422 if form.errors else 200)

"""The page of one conference: what everybody reads, what the unit answers, what the office does next."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from thidua.conferences.access import conferences, handed_awards
from thidua.conferences.enums import CLOSED, STATE_LOOKS, State
from thidua.conferences.forms import AnswerForm, CallOffForm, HoldForm, LineForm
from thidua.conferences.models import Conference, Invitation
from thidua.conferences.moves import MOVES
from thidua.conferences.selectors import answers_of
from thidua.conferences.services import invited_units
from thidua.core.roles import CITY_READERS, STANDING_OFFICE
from thidua.foundation.access import Refused
from thidua.units.selectors import history


def is_office(request: Any) -> bool:
    """Whether this person prepares conferences."""
    return bool(request.user.has_role(request.today, *STANDING_OFFICE))


def is_city(request: Any) -> bool:
    """Whether this person reads what all units answered."""
    return bool(request.user.has_role(request.today, *CITY_READERS))


def answer_form(invitation: Invitation, data: Any = None) -> AnswerForm:
    """The answer of one unit, filled with what it said before."""
    given = {name: getattr(invitation, name) for name in ("answer", "people", "reason")}
    return AnswerForm(data, initial=given, auto_id=f"unit-{invitation.unit_id}-%s")


def one_page(request: Any, found: Conference, bound: dict[str, forms.Form] | None = None) -> HttpResponse:
    """The page; `bound` are forms that had faults: `line`, `hold`, `off`, or `answer-<unit>`."""
    bound, office = bound or {}, is_office(request)
    names = {pk: unit.full_name for pk, unit in history(request.today).by_id().items()}
    may_answer = found.state == State.INVITED and found.starts_at > request.moment
    own = [
        (one, names[one.unit_id], bound.get(f"answer-{one.unit_id}") or answer_form(one))
        for one in conferences.invitations(request.user, request.today, found)
    ]
    context = {
        "found": found,
        "look": STATE_LOOKS[found.state],
        "programme": found.programme.all(),
        "own": own,
        "may_answer": may_answer,
        "figures": answers_of(found, request.today).figures()
        if is_city(request) and found.invited_at
        else [],
        "is_office": office,
        "is_city": is_city(request),
        "awards": handed_awards.visible_to(request.user, request.today, found).count(),
        "line": bound.get("line") or LineForm(),
        "hold": bound.get("hold") or HoldForm(),
        "hold_refusal": _hold_refusal(request, found),
        "may_invite": found.state in MOVES["invite"].before,
        "may_hold": found.state in MOVES["hold"].before,
        "is_open": found.state not in CLOSED,
        "off": bound.get("off") or CallOffForm(),
        "invites": len(invited_units(found, request.moment)) if found.state == State.PLANNED else None,
    }
    return render(request, "conferences/one.html", context)


def _hold_refusal(request: Any, found: Conference) -> Refused | None:
    if found.starts_at <= request.moment:
        return None
    return Refused(_("Hội nghị chưa diễn ra."), _("Ghi kết luận sau giờ bắt đầu."))

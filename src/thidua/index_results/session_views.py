"""From the council's session to frozen results: the round's page, its sessions, freezing."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from thidua.core.roles import STANDING_OFFICE
from thidua.foundation.access import page
from thidua.foundation.files import give_out
from thidua.index_results import publishing
from thidua.index_results.access import (
    COMPUTED_READERS,
    OFFICE,
    READERS,
    SCRIBES,
    own_cards,
    publications,
    results,
    sessions,
)
from thidua.index_results.badges import badge_of
from thidua.index_results.content import blocks_of
from thidua.index_results.council import has_agreed, record_session
from thidua.index_results.enums import PublicationState
from thidua.index_results.errors import ResultRefused
from thidua.index_results.forms import DecisionForm, SessionForm
from thidua.index_results.models import Publication
from thidua.index_results.published import latest_published
from thidua.index_results.seeing.source import moved_blocks
from thidua.index_rounds.models import Round
from thidua.units.enums import BlockChoice


@page(*READERS)
@require_GET
def outcome(request: Any, pk: int) -> HttpResponse:
    """The council's sessions and what was frozen and published of a round."""
    found = results.get_for(request.user, request.today, pk=pk)
    held = list(sessions.visible_to(request.user, request.today).filter(round=found))
    frozen = publications.visible_to(request.user, request.today).filter(round=found).defer("content")
    last, counts = held[0] if held else None, latest_published(found, request.today)
    sees_computed = request.user.has_role(request.today, *COMPUTED_READERS)
    is_office = request.user.has_role(request.today, *STANDING_OFFICE)
    may_freeze = is_office and last is not None and has_agreed(last)
    context = {
        "round": found,
        "sessions": [(session, has_agreed(session)) for session in held],
        "may_freeze": last if may_freeze else None,
        "may_record": request.user.has_role(request.today, *SCRIBES),
        "sees_computed": sees_computed,
        "counts": counts,
        "moved": _moved(found, counts) if counts and sees_computed else [],
        "publications": [(one, badge_of(one)) for one in frozen],
        "blocks": [(block.value, BlockChoice(block).label) for block in blocks_of(found)],
        "own": own_cards(request.user, request.moment, found),
    }
    return render(request, "index_results/outcome.html", context)


def _moved(found: Round, counts: Publication) -> list[tuple[str, str]]:
    return [(block.value, str(BlockChoice(block).label)) for block in moved_blocks(found, counts)]


@page(*SCRIBES)
@require_http_methods(["GET", "POST"])
def session_new(request: Any, pk: int) -> HttpResponse:
    """A session of the council is written down from its minutes."""
    found = results.get_for(request.user, request.today, action="record", pk=pk)
    form = SessionForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        minutes = form.cleaned_data["minutes"]
        try:
            record_session(
                by=request.user, at=request.moment, found=found, words=form.words(), minutes=minutes
            )
        except ResultRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Đã ghi phiên họp."))
            return redirect("index_results:outcome", pk)
    return render(request, "index_results/session_form.html", {"form": form, "round": found})


@page(*COMPUTED_READERS)
@require_GET
def minutes_file(request: Any, pk: int) -> HttpResponseBase:
    """The signed minutes of a session."""
    return give_out(sessions.get_for(request.user, request.today, pk=pk).minutes)


@page(*OFFICE)
@require_http_methods(["GET", "POST"])
def freeze(request: Any, pk: int) -> HttpResponse:
    """The results as they are now are frozen under a decision."""
    session = sessions.get_for(request.user, request.today, pk=pk)
    found = results.get_for(request.user, request.today, action="prepare", pk=session.round_id)
    corrects = found.publications.filter(state=PublicationState.CONFIRMED).defer("content").first()
    form = DecisionForm(request.POST or None, request.FILES or None, is_correction=corrects is not None)
    if request.method == "POST" and form.is_valid():
        try:
            publication = publishing.freeze(
                by=request.user,
                at=request.moment,
                session=session,
                decision=form.decision(),
                file=form.cleaned_data["file"],
            )
        except ResultRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Đã khóa kết quả. Người thứ hai của cơ quan thường trực xác nhận."))
            return redirect("index_results:publication", publication.pk)
    context = {
        "form": form,
        "round": found,
        "session": session,
        "corrects": corrects,
    }
    return render(request, "index_results/freeze_form.html", context)

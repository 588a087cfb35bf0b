"""The desk: agenda, attendance and the moves of a session."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.councils import agenda
from thidua.councils.access import KEEPERS, items, sessions
from thidua.councils.acts import ACTS, acts_in
from thidua.councils.ballots import paper_counts
from thidua.councils.ballots.forms import CountForm
from thidua.councils.enums import SessionState, Way
from thidua.councils.errors import CouncilRefused
from thidua.councils.models import CouncilSession
from thidua.councils.moves import BEFORE_VOTE
from thidua.councils.pages import session_page
from thidua.councils.recusals import newly_aside
from thidua.dossiers.access import BAR_READERS
from thidua.foundation import autosave
from thidua.foundation.access import page

ARRANGE = (
    ("len", "arrow-up", _lazy("Lên")),
    ("xuong", "arrow-down", _lazy("Xuống")),
    ("bo", "x", _lazy("Bỏ khỏi chương trình")),
)
"""What can be done with an item: the address, its icon, its words."""


@page(*KEEPERS)
@require_GET
def desk(request: Any, pk: int) -> HttpResponse:
    """What the secretary does now."""
    return _desk(request, sessions.get_for(request.user, request.today, action="keep", pk=pk), {})


def _desk(
    request: Any, found: CouncilSession, bound: dict[str, Any], stale: autosave.StaleVersion | None = None
) -> HttpResponse:
    context = session_page(found, request.user, request.today)
    may_arrange = found.state in BEFORE_VOTE
    is_counting = found.state == SessionState.VOTING and found.way == Way.PAPER
    sees_bars = request.user.has_role(request.today, *BAR_READERS)
    context |= {
        "acts": acts_in(found, bound, has_quorum=context["standing"].has_quorum),
        "may_arrange": may_arrange,
        "arrange": ARRANGE,
        "offers": agenda.offers_for(found, request.today) if may_arrange else [],
        "paused": agenda.paused_in(found.cycle, request.today) if may_arrange and sees_bars else [],
        "stale": stale,
        "is_counting": is_counting,
        "newly_aside": newly_aside(found, request.today) if is_counting else [],
    }
    return render(request, "councils/desk.html", context)


@page(*KEEPERS)
@require_POST
@never_cache
@sensitive_post_parameters("code")
def act(request: Any, pk: int, name: str) -> HttpResponse:
    """Does one of the acts; what was typed stays on the page when it cannot be done."""
    if name not in ACTS:
        raise Http404
    found = sessions.get_for(request.user, request.today, action="keep", pk=pk)
    asked = ACTS[name]
    form = asked.form(found, request.POST, request.FILES)
    if not form.is_valid():
        if autosave.is_autosave(request):
            return autosave.refused_form(form)
        return _desk(request, found, {name: form})
    if asked.saves_itself:
        return _written(request, found, name, form)
    try:
        told = asked.run(by=request.user, at=request.moment, session=found, **form.cleaned_data)
    except CouncilRefused as refusal:
        form.add_error(None, str(refusal))
        return _desk(request, sessions.get_for(request.user, request.today, pk=pk), {name: form})
    messages.success(request, str(asked.done))
    if name == "bo-phieu" and told:
        # Shown in this answer only: it is not kept, so no other page can show it.
        return render(request, "councils/box_code.html", {"session": found, "code": told})
    return redirect(
        "councils:session" if found.state == SessionState.VOTING and name == "ket-thuc" else "councils:desk",
        pk,
    )


def _written(request: Any, found: CouncilSession, name: str, form: Any) -> HttpResponse:
    """The texts of the minutes, which save themselves: never over what somebody else wrote in between."""
    by_script, asked = autosave.is_autosave(request), ACTS[name]
    try:
        row = asked.run(
            by=request.user, at=request.moment, session=found, version=autosave.sent_version(request),
            is_final=not by_script, **form.cleaned_data,
        )  # fmt: skip
    except CouncilRefused as refusal:
        if by_script:
            return autosave.refused(str(refusal))
        form.add_error(None, str(refusal))
        return _desk(request, found, {name: form})
    except autosave.StaleVersion as stale:
        if by_script:
            return autosave.conflict(stale)
        return _desk(request, sessions.get_for(request.user, request.today, pk=found.pk), {name: form}, stale)
    if by_script:
        return autosave.saved(version=row.words_version, at=request.moment)
    messages.success(request, str(asked.done))
    return redirect("councils:desk", found.pk)


@page(*KEEPERS)
@require_POST
def add_items(request: Any, pk: int) -> HttpResponse:
    """Puts the ticked dossiers on the agenda."""
    found = sessions.get_for(request.user, request.today, action="keep", pk=pk)
    sent = request.POST.getlist("dossier")
    chosen = [int(value) for value in sent if value.isdecimal() and len(value) < 10]
    try:
        agenda.put_on_agenda(by=request.user, at=request.moment, session=found, dossiers=chosen)
    except CouncilRefused as refusal:
        messages.error(request, str(refusal))
    return redirect("councils:desk", pk)


@page(*KEEPERS)
@require_POST
def item_act(request: Any, pk: int, name: str) -> HttpResponse:
    """Moves an item up or down, or takes it off."""
    if name not in {known for known, _icon, _label in ARRANGE}:
        raise Http404
    item = items.get_for(request.user, request.today, action="keep", pk=pk)
    try:
        if name == "bo":
            agenda.take_off(by=request.user, at=request.moment, item=item)
        else:
            agenda.move_item(by=request.user, at=request.moment, item=item, is_up=name == "len")
    except CouncilRefused as refusal:
        messages.error(request, str(refusal))
    return redirect("councils:desk", item.session_id)


@page(*KEEPERS)
@require_http_methods(["GET", "POST"])
def count(request: Any, pk: int) -> HttpResponse:
    """The counting sheet, typed by one and by another; nobody sees the other's numbers before typing."""
    found = sessions.get_for(request.user, request.today, action="keep", pk=pk)
    if found.way != Way.PAPER:
        raise Http404
    rows = list(found.items.select_related("dossier__filing__unit"))
    form = CountForm(request.POST or None, items=rows)
    if request.method == "POST" and form.is_valid():
        try:
            paper_counts.type_count(
                by=request.user, at=request.moment, session=found,
                ballots=form.cleaned_data["ballots"], numbers=form.numbers(),
            )  # fmt: skip
        except CouncilRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Đã lưu lần nhập của bạn."))
            return redirect("councils:count", pk)
    counts = list(found.paper_counts.select_related("typed_by"))
    pair = paper_counts.agreed_pair(counts)
    is_voting = found.state == SessionState.VOTING
    aside = newly_aside(found, request.today) if is_voting else []
    lines = agenda.lines_of((row.dossier for row in rows), found.cycle, request.today)
    context = {
        "session": found,
        "form": form,
        "fields": [(item, lines[item.dossier_id], one, two) for item, one, two in form.pairs()],
        "counts": counts,
        "is_agreed": pair is not None,
        "newly_aside": aside,
        "may_type": pair is None
        and is_voting
        and not aside
        and not (counts and counts[-1].typed_by_id == request.user.pk),
        "differences": [] if pair else paper_counts.differences(counts, rows),
    }
    return render(request, "councils/count.html", context)

"""Decisions: those that wait, those that were made, one of them, and the acts on it."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.core.roles import Role
from thidua.decisions import apart, services
from thidua.decisions.access import READERS, RECORDERS, decisions
from thidua.decisions.correcting.selectors import (
    changes_in,
    corrections_of,
    has_outdated_sheets,
    outcome_corrections_of,
)
from thidua.decisions.drafting import drafted_for, drafted_from
from thidua.decisions.enums import STATE_LOOKS, DecisionState
from thidua.decisions.errors import DecisionRefused
from thidua.decisions.forms import DecisionForm, OutcomeForm, ReasonForm
from thidua.decisions.holds import (
    foreseen_in,
    holds_in,
    holds_of,
    holds_one_by_one,
    left_out_of,
    told,
)
from thidua.decisions.models import Decision, Outcome
from thidua.decisions.outside.selectors import dossier_choices
from thidua.decisions.papers import ground_doubts, printed_doubts
from thidua.decisions.selectors import (
    already_given,
    as_lines,
    counted,
    is_giving,
    lists_to_add,
    lists_to_record,
    outcomes_of,
    part_words,
    refused_units,
    undecided_outside,
    with_counts,
)
from thidua.decisions.services import NewDecision
from thidua.decisions.shown import outcome_as_shown, outcomes_as_shown
from thidua.documents.signatures import shown_signatures
from thidua.dossiers.models import Dossier
from thidua.dossiers.routes import is_of_state
from thidua.foundation.access import page
from thidua.foundation.fields import typed_in
from thidua.foundation.files import give_out
from thidua.proposals.access import proposals
from thidua.proposals.enums import ProposalState
from thidua.proposals.models import Proposal

ROWS_ON_PAGE = 50
SHOWN = {"co": Q(is_awarded=True), "chon": Q(is_chosen=True), "khong": Q(is_awarded=False, is_chosen=False)}
"""Word in the address → outcomes that are shown."""


@page(*READERS)
@require_GET
def decision_list(request: Any) -> HttpResponse:
    """Lists that wait for a decision, then every decision."""
    rows = with_counts(decisions.visible_to(request.user, request.today))
    paged = Paginator(rows, ROWS_ON_PAGE).get_page(request.GET.get("trang"))
    lists = list(lists_to_record())
    waiting = [row for row in lists if row.state == ProposalState.CONFIRMED]
    cycles = {row.cycle for row in waiting}
    context = {
        "waiting": waiting,
        "replaced": [row for row in lists if row.state != ProposalState.CONFIRMED],
        "doubts": sorted({words for cycle in cycles for words in ground_doubts(cycle, request.today)}),
        "outside": undecided_outside().count(),
        "paged": paged,
        "rows": [(row, *STATE_LOOKS[row.state]) for row in paged.object_list],
        "may_record": request.user.has_role(request.today, *RECORDERS),
        "may_draft": decisions.sees_bars(request.user, request.today),
    }
    return render(request, "decisions/list.html", context)


@page(*RECORDERS)
@require_http_methods(["GET", "POST"])
def new(request: Any) -> HttpResponse:
    """Records a signed decision over a list (`?danh-sach=`), or over dossiers outside a list, those of a
    draft (`?dossiers=`) ticked; with `?quyet-dinh=` what a decision that is recorded says besides.
    """
    of = request.GET.get("quyet-dinh", "")
    whole = decisions.get_for(request.user, request.today, action="record", pk=of) if of.isdecimal() else None
    if whole is not None and (whole.state != DecisionState.CONFIRMED or whole.part_of_id is not None):
        messages.error(request, _("Ghi thêm hồ sơ khi quyết định gốc đã được xác nhận, và ở quyết định đó."))
        return redirect("decisions:decision", whole.whole_id)
    listed = request.GET.get("danh-sach", "")
    proposal = lists_to_record().filter(pk=listed).first() if listed.isdecimal() else None
    if listed.isdecimal() and proposal is None:
        gone = proposals.get_for(request.user, request.today, pk=listed)
        messages.error(
            request,
            _(
                "Danh sách trình đợt %(cycle)s, lần %(ordinal)s không còn hồ sơ chờ quyết định: "
                "người khác vừa ghi."
            )
            % {"cycle": gone.cycle, "ordinal": gone.ordinal},
        )
        return redirect("decisions:list")
    rows = [] if proposal else list(undecided_outside())
    holds = foreseen_in(proposal, request.today) if proposal else holds_one_by_one(rows, request.today)
    sees_bars = decisions.sees_bars(request.user, request.today)
    holds = told(holds, sees_bars=sees_bars)
    choices = None if proposal else dossier_choices(rows, holds, request.today)
    drafted = {"dossiers": request.GET.getlist("dossiers")}
    is_named = whole is not None and bool(whole.state_form)
    of_state = [] if is_named else [row.pk for row in rows if is_of_state(row.award)]
    form = DecisionForm(
        request.POST or None,
        request.FILES or None,
        dossiers=choices,
        of_state=of_state,
        is_part=whole is not None,
        initial=drafted,
    )
    if request.method == "POST" and form.is_valid():
        found = _recorded(request, proposal, rows, form, whole)
        if found:
            messages.success(request, _("Đã ghi. Đối chiếu từng kết quả, rồi một người khác xác nhận."))
            return redirect("decisions:decision", found.pk)
    context = {
        "form": form,
        "whole": whole,
        "proposal": proposal,
        "has_outside": bool(rows) or form.is_bound,
        "holds": holds.items(),
        "left_out": told(left_out_of(proposal), sees_bars=sees_bars).items() if proposal else (),
    }
    return render(request, "decisions/new.html", context)


def _recorded(
    request: Any, proposal: Proposal | None, rows: list[Dossier], form: DecisionForm, whole: Decision | None
) -> Decision | None:
    """The decision as the form says, or the part of `whole`; None when it is refused, which the form says."""
    given, by_whom = form.cleaned_data, {"by": request.user, "at": request.moment}
    chosen, refused = ({int(pk) for pk in given.pop(name, ())} for name in ("dossiers", "refused"))
    file, reason = given.pop("file", None), given.pop("reason", "")
    drafted = drafted_for(
        [row for row in rows if row.pk in chosen], [row for row in rows if row.pk in refused], reason
    )
    outcomes = drafted_from(proposal) if proposal else drafted
    try:
        if whole is not None:
            return services.record_part(**by_whom, whole=whole, outcomes=outcomes, proposal=proposal, **given)
        new = NewDecision(**given, proposal=proposal)
        return services.record_decision(**by_whom, new=new, outcomes=outcomes, file=file)
    except DecisionRefused as refusal:
        form.add_error(None, str(refusal))
        return None


@page(*READERS)
@require_GET
def decision_page(request: Any, pk: int) -> HttpResponse:
    """What stands on the paper, what its signatures say, and the outcome of each dossier."""
    found = decisions.get_for(request.user, request.today, pk=pk)
    return _decision_page(request, found, ReasonForm())


def _decision_page(request: Any, found: Decision, form: ReasonForm) -> HttpResponse:
    rows = outcomes_of(found)
    shown = request.GET.get("ket-qua", "")
    if shown in SHOWN:
        rows = rows.filter(SHOWN[shown])
    paged = Paginator(rows, ROWS_ON_PAGE).get_page(request.GET.get("trang"))
    counts = counted(found)
    office = request.user.has_role(request.today, *RECORDERS)
    is_recorded = found.state == DecisionState.RECORDED
    icon, look = STATE_LOOKS[found.state]
    lines = as_lines(paged.object_list, found)
    given = already_given(found, lines) if is_recorded else {}
    sees_bars = decisions.sees_bars(request.user, request.today)
    holds = told(holds_in(found, request.today), sees_bars=sees_bars) if is_recorded else {}
    separate = list(apart.apart_in(found))
    refused = refused_units(found)
    corrections = list(corrections_of(found))
    may_add = office and found.state == DecisionState.CONFIRMED and found.part_of_id is None
    corrected_results = {row.outcome_id for row in outcome_corrections_of(found)}
    context = {
        "found": found,
        "icon": icon,
        "look": look,
        "counts": counts,
        "is_giving": is_giving(found),
        "shown": shown,
        "paged": paged,
        "lines": [(line, given.get(line.dossier.pk), holds.get(line.dossier.pk)) for line in lines],
        "holds": holds.items(),
        "apart": as_lines(separate, found),
        "is_decider": request.user.has_role(request.today, Role.DECISION_MAKER),
        "is_unseen": bool(separate) and found.apart_seen_at is None,
        "signatures": shown_signatures(found.signatures),
        "form": form,
        "unsaved": typed_in(form) if form.is_bound and not (office and is_recorded) else [],
        "is_recorded": is_recorded,
        "is_confirmed": found.state == DecisionState.CONFIRMED,
        "is_discarded": found.state == DecisionState.DISCARDED,
        "seen": outcomes_as_shown(found) if is_recorded else "",
        "may_change": office and is_recorded,
        "may_confirm": office and is_recorded and request.user.pk != found.recorded_by_id,
        "is_recorder": office and is_recorded and request.user.pk == found.recorded_by_id,
        "refused_units": refused,
        "doubts": printed_doubts(found, request.today, has_notices=bool(refused)),
        "may_record": office,
        "corrections": [
            (row, changes_in(row), shown_signatures(row.signatures), *STATE_LOOKS[row.state])
            for row in corrections
            if found.part_of_id is None
        ],
        "parts": [(row, *STATE_LOOKS[row.state]) for row in with_counts(found.parts.all())],
        "part": part_words(found),
        "may_add": may_add,
        "lists": lists_to_add(found) if may_add else [],
        "may_correct": office
        and found.state == DecisionState.CONFIRMED
        and found.part_of_id is None
        and not any(row.state == DecisionState.RECORDED for row in corrections),
        "may_correct_results": office and found.state == DecisionState.CONFIRMED,
        "corrected_results": corrected_results,
        "is_outdated": has_outdated_sheets(found) if corrections or corrected_results else False,
    }
    return render(request, "decisions/decision.html", context)


@page(*READERS)
@require_GET
def decision_file(request: Any, pk: int) -> HttpResponseBase:
    """The signed paper."""
    return give_out(decisions.get_for(request.user, request.today, pk=pk).file)


@page(Role.DECISION_MAKER)
@require_POST
def acknowledge(request: Any, pk: int) -> HttpResponse:
    """The decider has seen what no list proposed, with its grounds."""
    found = decisions.get_for(request.user, request.today, action="acknowledge", pk=pk)
    try:
        apart.acknowledge_apart(
            by=request.user, at=request.moment, decision=found, seen=request.POST.get("seen")
        )
    except DecisionRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Đã đánh dấu: người quyết định đã xem."))
    return redirect("decisions:decision", pk)


@page(*RECORDERS)
@require_POST
def confirm(request: Any, pk: int) -> HttpResponse:
    """The second person."""
    found = decisions.get_for(request.user, request.today, action="record", pk=pk)
    try:
        services.confirm_decision(
            by=request.user, at=request.moment, decision=found, seen=request.POST.get("seen")
        )
    except DecisionRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Đã xác nhận: kết quả vào sổ, các đơn vị được báo."))
    return redirect("decisions:decision", pk)


@page(*RECORDERS)
@require_POST
def discard(request: Any, pk: int) -> HttpResponse:
    """What was recorded by mistake."""
    found = decisions.get_for(request.user, request.today, action="record", pk=pk)
    form = ReasonForm(request.POST)
    if form.is_valid():
        try:
            services.discard(by=request.user, at=request.moment, decision=found, **form.cleaned_data)
        except DecisionRefused as refusal:
            messages.error(request, str(refusal))
            found.refresh_from_db()
        else:
            messages.success(request, _("Đã bỏ; các hồ sơ lại chờ quyết định."))
            return redirect("decisions:decision", pk)
    return _decision_page(request, found, form)


@page(*RECORDERS)
@require_http_methods(["GET", "POST"])
def outcome(request: Any, pk: int, outcome: int) -> HttpResponse:
    """What the paper says of one dossier."""
    found = decisions.get_for(request.user, request.today, action="record", pk=pk)
    try:
        row: Outcome = decisions.outcome_for(request.user, request.today, found, outcome)
    except Http404:
        if request.method != "POST":
            raise
        return _left_out(request, found)
    seen = outcome_as_shown(row)
    initial = {"is_awarded": "0" if row.is_refused else "1", "reason": row.reason}
    is_choice = found.proposal is not None and is_of_state(row.dossier.award)
    form = OutcomeForm(request.POST or None, initial=initial, is_choice=is_choice)
    is_left_out = "leave" in request.POST
    if request.method == "POST" and (is_left_out or form.is_valid()):
        try:
            done = _put_right(request, row, None if is_left_out else form.cleaned_data)
        except DecisionRefused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, done)
            return redirect("decisions:decision", pk)
    elif request.method == "POST":
        seen = request.POST.get("seen", "")  # what stands there now was not told yet
    held = holds_of([row.dossier], found.proposal, request.today, signed_on=found.decided_on)
    held = told(held, sees_bars=decisions.sees_bars(request.user, request.today))
    context = {
        "found": found,
        "line": as_lines([row], found)[0],
        "form": form,
        "holds": held.items(),
        "seen": seen,
    }
    return render(request, "decisions/outcome.html", context)


def _left_out(request: Any, found: Decision) -> HttpResponse:
    """Somebody else left the dossier out while this person wrote of it: told, with the words he typed."""
    messages.error(request, services.left_out_words())
    if typed := request.POST.get("reason", "").strip():
        messages.info(request, _("Lý do bạn đã gõ: %s") % typed[:500])
    return redirect("decisions:decision", found.pk)


def _put_right(request: Any, row: Outcome, given: dict[str, Any] | None) -> str:
    """Leaves the outcome out, or sets it as `given`; what was done, in words."""
    seen = request.POST.get("seen")
    if given is not None:
        services.settle(by=request.user, at=request.moment, outcome=row, seen=seen, **given)
        return _("Đã ghi kết quả của hồ sơ.")
    waiting = services.leave_out(by=request.user, at=request.moment, outcome=row, seen=seen)
    if waiting:
        return _("Đã đưa hồ sơ ra, cùng người thứ hai chờ Cờ của đơn vị: %s. Chờ quyết định khác.") % (
            ", ".join(waiting)
        )
    return _("Đã đưa hồ sơ ra; hồ sơ chờ quyết định khác.")

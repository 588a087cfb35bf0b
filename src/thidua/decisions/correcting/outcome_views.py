"""What a confirmed decision says of one dossier is put right: asked for, confirmed by a second person."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from thidua.decisions.access import RECORDERS, decisions
from thidua.decisions.correcting import outcomes
from thidua.decisions.correcting.forms import OutcomeCorrectionForm
from thidua.decisions.correcting.selectors import given_again
from thidua.decisions.enums import STATE_LOOKS, DecisionState
from thidua.decisions.errors import DecisionRefused
from thidua.decisions.flags import fallen_without
from thidua.decisions.forms import ReasonForm
from thidua.decisions.holds import holds_of_signed, told
from thidua.decisions.models import Decision, Outcome
from thidua.decisions.selectors import as_lines
from thidua.decisions.shown import outcome_as_shown
from thidua.foundation.access import page
from thidua.foundation.fields import typed_in
from thidua.foundation.shown import has_changed


@page(*RECORDERS)
@require_http_methods(["GET", "POST"])
def correct(request: Any, pk: int, outcome: int) -> HttpResponse:
    """What stands recorded of one dossier, what is asked for, and the form to ask."""
    found, row = _found(request, pk, outcome)
    if request.method == "POST" and has_changed(outcome_as_shown(row), request.POST.get("seen")):
        # What was typed says the opposite of what this form would ask for now.
        messages.error(
            request, _("Người khác vừa đính chính kết quả này. Xem kết quả đang ghi rồi hãy đề nghị.")
        )
        typed = OutcomeCorrectionForm(request.POST, is_favour=not row.is_refused)
        return _page(request, found, row, unsaved=typed_in(typed))
    form = OutcomeCorrectionForm(request.POST or None, is_favour=row.is_refused)
    if request.method == "POST" and form.is_valid():
        given = {"reason": ""} | form.cleaned_data
        try:
            outcomes.ask(by=request.user, at=request.moment, outcome=row, is_favour=row.is_refused, **given)
        except DecisionRefused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("Đã đề nghị. Kết quả giữ nguyên đến khi người thứ hai xác nhận."))
            return redirect("decisions:correct_outcome", pk, outcome)
    return _page(request, found, row, form=form)


@page(*RECORDERS)
@require_POST
def confirm(request: Any, pk: int, outcome: int, correction: int) -> HttpResponse:
    """The second person."""
    found, row = _found(request, pk, outcome)
    asked = decisions.outcome_correction_for(request.user, request.today, row, correction)
    try:
        done = outcomes.confirm(by=request.user, at=request.moment, correction=asked)
    except DecisionRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Đã đính chính: sổ khen thưởng ghi theo bản đã ký, đơn vị được báo."))
        if codes := ", ".join(one.dossier.code for one in fallen_without(done)):
            words = _(
                "Cờ của đơn vị được tặng, mà người thứ hai (%s) còn ghi là không được tặng vì không có Cờ: "
                "đối chiếu với bản đã ký rồi đề nghị đính chính kết quả của người đó."
            )
            messages.warning(request, words % codes)
    return redirect("decisions:correct_outcome", found.pk, row.pk)


@page(*RECORDERS)
@require_POST
def discard(request: Any, pk: int, outcome: int, correction: int) -> HttpResponse:
    """It was right as recorded."""
    found, row = _found(request, pk, outcome)
    asked = decisions.outcome_correction_for(request.user, request.today, row, correction)
    form = ReasonForm(request.POST)
    if form.is_valid():
        try:
            outcomes.discard(by=request.user, at=request.moment, correction=asked, **form.cleaned_data)
        except DecisionRefused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("Đã bỏ; kết quả giữ nguyên như đã ghi."))
            return redirect("decisions:correct_outcome", found.pk, row.pk)
    return _page(request, found, row, reason=form)


def _found(request: Any, pk: int, outcome: int) -> tuple[Decision, Outcome]:
    found = decisions.get_for(request.user, request.today, action="record", pk=pk)
    return found, decisions.outcome_for(request.user, request.today, found, outcome)


def _page(
    request: Any,
    found: Decision,
    row: Outcome,
    *,
    form: OutcomeCorrectionForm | None = None,
    reason: ReasonForm | None = None,
    unsaved: Sequence[str] = (),
) -> HttpResponse:
    asked = list(row.corrections.select_related("recorded_by", "confirmed_by"))
    waiting = next((one for one in asked if one.state == DecisionState.RECORDED), None)
    may_ask = waiting is None and found.state == DecisionState.CONFIRMED
    line, holds, again = as_lines([row], found)[0], {}, []
    if row.is_refused and (waiting or may_ask):
        sees_bars = decisions.sees_bars(request.user, request.today)
        held = holds_of_signed(row.dossier, found.proposal, request.today, signed_on=found.decided_on)
        holds, again = told(held, sees_bars=sees_bars), given_again(found, line, request.today)
    context = {
        "found": found,
        "line": line,
        "holds": holds.items(),
        "again": again,
        "waiting": waiting,
        "may_confirm": waiting is not None and waiting.recorded_by_id != request.user.pk,
        "may_ask": may_ask,
        "form": form or OutcomeCorrectionForm(is_favour=row.is_refused),
        "reason_form": reason or ReasonForm(),
        "seen": outcome_as_shown(row),
        "unsaved": [*unsaved]
        or [
            words
            for typed, is_offered in ((form, may_ask), (reason, waiting is not None))
            if typed and typed.is_bound and not is_offered
            for words in typed_in(typed)
        ],
        "asked": [(one, *STATE_LOOKS[one.state]) for one in asked if one != waiting],
    }
    return render(request, "decisions/correct_outcome.html", context)

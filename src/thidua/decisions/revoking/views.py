"""An award is taken back: the form, the row, the second person, what came back."""

from decimal import Decimal
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.decisions.access import RECORDERS, REGISTER_READERS, awards, revocations
from thidua.decisions.enums import STATE_LOOKS, DecisionState
from thidua.decisions.errors import DecisionRefused
from thidua.decisions.flags import given_with, rivals_again
from thidua.decisions.forms import MistakeForm, ReasonForm
from thidua.decisions.models import Revocation
from thidua.decisions.papers import typed_doubts
from thidua.decisions.revoking import services
from thidua.decisions.revoking.forms import RecoveryForm, RevocationForm
from thidua.decisions.revoking.services import NewRevocation
from thidua.decisions.selectors import name_of, title_of
from thidua.documents.signatures import shown_signatures
from thidua.foundation.access import page
from thidua.foundation.fields import typed_in
from thidua.foundation.files import give_out
from thidua.initiatives.ledger.selectors import award_names
from thidua.units.selectors import history


@page(*RECORDERS)
@require_http_methods(["GET", "POST"])
def new(request: Any, pk: int) -> HttpResponse:
    """Records the signed decision that takes an award back."""
    row = awards.get_for(request.user, request.today, action="revoke", pk=pk)
    form = RevocationForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        file = given.pop("file")
        try:
            found = services.record_revocation(
                by=request.user, at=request.moment, award=row, new=NewRevocation(**given), file=file
            )
        except DecisionRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            for words in typed_doubts(given["explanation"], given["decided_on"]):
                messages.warning(request, words)
            messages.success(request, _("Đã ghi. Khen thưởng còn hiệu lực đến khi người thứ hai xác nhận."))
            return redirect("decisions:revocation", found.pk)
    context = {
        "row": row,
        "form": form,
        "award": title_of(row, award_names(request.today)),
        "unit": name_of(history(request.today).by_id(), row.unit),
    }
    return render(request, "decisions/revoke.html", context)


@page(*REGISTER_READERS)
@require_GET
def revocation_page(request: Any, pk: int) -> HttpResponse:
    """Why, by which decision, what came back."""
    found = revocations.get_for(request.user, request.today, pk=pk)
    return _page(request, found)


def _page(
    request: Any,
    found: Revocation,
    *,
    reason: ReasonForm | None = None,
    recovery: forms.Form | None = None,
    mistake: MistakeForm | None = None,
) -> HttpResponse:
    office = request.user.has_role(request.today, *RECORDERS)
    is_recorded = found.state == DecisionState.RECORDED
    is_confirmed = found.state == DecisionState.CONFIRMED
    may_doubt = is_confirmed and not found.is_doubted
    icon, look = STATE_LOOKS[found.state]
    context = {
        "found": found,
        "amount": None if found.amount is None else Decimal(found.amount),
        "icon": icon,
        "look": look,
        "row": found.award,
        "award": title_of(found.award, award_names(request.today)),
        "unit": name_of(history(request.today).by_id(), found.award.unit),
        "signatures": shown_signatures(found.signatures),
        "may_confirm": office and is_recorded and request.user.pk != found.recorded_by_id,
        "is_recorder": office and is_recorded and request.user.pk == found.recorded_by_id,
        "may_change": office and is_recorded,
        "may_recover": office and is_confirmed,
        "may_undo": office and found.is_doubted and request.user.pk != found.mistake_told_by_id,
        "unsaved": [
            words
            for form, is_offered in ((reason, is_recorded), (mistake, may_doubt), (recovery, is_confirmed))
            if form and not is_offered
            for words in typed_in(form)
        ],
        "hanging": given_with(found.award) if office and found.state != DecisionState.DISCARDED else (),
        "rivals": rivals_again(found.award, request.today) if office and found.is_doubted else None,
        "seen": services.recovery_as_shown(found),
        "reason_form": reason or ReasonForm(),
        "mistake_form": mistake or MistakeForm(),
        "recovery_form": recovery or RecoveryForm(initial={"items": found.items, "amount": found.amount}),
    }
    return render(request, "decisions/revocation.html", context)


@page(*REGISTER_READERS)
@require_GET
def revocation_file(request: Any, pk: int) -> HttpResponseBase:
    """The signed paper."""
    return give_out(revocations.get_for(request.user, request.today, pk=pk).file)


@page(*RECORDERS)
@require_POST
def confirm(request: Any, pk: int) -> HttpResponse:
    """The second person."""
    found = revocations.get_for(request.user, request.today, action="record", pk=pk)
    try:
        services.confirm_revocation(by=request.user, at=request.moment, revocation=found)
    except DecisionRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Đã xác nhận: khen thưởng không còn hiệu lực, đơn vị được báo."))
    return redirect("decisions:revocation", pk)


@page(*RECORDERS)
@require_POST
def discard(request: Any, pk: int) -> HttpResponse:
    """Recorded by mistake."""
    found = revocations.get_for(request.user, request.today, action="record", pk=pk)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _page(request, found, reason=form)
    try:
        services.discard_revocation(by=request.user, at=request.moment, revocation=found, **form.cleaned_data)
    except DecisionRefused as refusal:
        messages.error(request, str(refusal))
        found.refresh_from_db()
        return _page(request, found, reason=form)
    messages.success(request, _("Đã bỏ; khen thưởng giữ nguyên hiệu lực."))
    return redirect("decisions:revocation", pk)


@page(*RECORDERS)
@require_POST
def recovery(request: Any, pk: int) -> HttpResponse:
    """What came back so far."""
    found = revocations.get_for(request.user, request.today, action="record", pk=pk)
    form = RecoveryForm(request.POST)
    if form.is_valid():
        seen = request.POST.get("seen")
        try:
            services.note_recovery(
                by=request.user, at=request.moment, revocation=found, seen=seen, **form.cleaned_data
            )
        except DecisionRefused as refusal:
            found.refresh_from_db()
            if found.state == DecisionState.CONFIRMED:
                form.add_error(None, str(refusal))
            else:  # The page has the form no more.
                messages.error(request, str(refusal))
        else:
            messages.success(request, _("Đã ghi phần đã thu hồi."))
            return redirect("decisions:revocation", pk)
    return _page(request, found, recovery=form)


@page(*RECORDERS)
@require_POST
def mistake(request: Any, pk: int) -> HttpResponse:
    """A confirmed one says what the signed paper does not."""
    found = revocations.get_for(request.user, request.today, action="record", pk=pk)
    form = MistakeForm(request.POST)
    if form.is_valid():
        try:
            services.tell_mistake(by=request.user, at=request.moment, revocation=found, **form.cleaned_data)
        except DecisionRefused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("Đã báo. Việc hủy bỏ giữ nguyên đến khi người thứ hai xác nhận."))
            return redirect("decisions:revocation", pk)
    found.refresh_from_db()
    return _page(request, found, mistake=form)


@page(*RECORDERS)
@require_POST
def undo(request: Any, pk: int) -> HttpResponse:
    """The second person agrees that it was a mistake."""
    found = revocations.get_for(request.user, request.today, action="record", pk=pk)
    try:
        services.undo_revocation(by=request.user, at=request.moment, revocation=found)
    except DecisionRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Đã bỏ: khen thưởng còn hiệu lực, đơn vị được báo. Ghi lại bản đúng."))
    return redirect("decisions:revocation", pk)


@page(*RECORDERS)
@require_POST
def keep(request: Any, pk: int) -> HttpResponse:
    """It was no mistake."""
    found = revocations.get_for(request.user, request.today, action="record", pk=pk)
    try:
        services.drop_mistake(by=request.user, at=request.moment, revocation=found)
    except DecisionRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Việc hủy bỏ giữ nguyên."))
    return redirect("decisions:revocation", pk)

"""How many of a unit's council have to be there: read by all, set by the head of the standing office; and
minutes that were typed wrong are set aside."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.core.roles import Role
from thidua.dossiers.access import READERS, filings
from thidua.dossiers.enums import Quorum
from thidua.dossiers.errors import DossierRefused
from thidua.dossiers.forms import WordsForm
from thidua.dossiers.unit_council.quorum import quorum_on, quorums_set, set_quorum
from thidua.dossiers.unit_council.services import set_aside_minutes
from thidua.foundation.access import page
from thidua.foundation.fields import CleanCharField, DayField


class QuorumForm(forms.Form):
    """A quorum from a day on."""

    valid_from = DayField(label=gettext_lazy("Áp dụng từ ngày"))
    quorum = forms.ChoiceField(label=gettext_lazy("Số thành viên có mặt"), choices=Quorum.choices)
    source = CleanCharField(
        label=gettext_lazy("Văn bản quy định"),
        max_length=200,
        help_text=gettext_lazy("Số, ngày, cơ quan ban hành."),
    )


@page(*READERS)
@require_GET
def quorum(request: Any) -> HttpResponse:
    """What holds today, and all that was set."""
    context = {
        "rule": quorum_on(request.today),
        "rules": quorums_set(),
        "is_head": request.user.has_role(request.today, Role.STANDING_HEAD),
    }
    return render(request, "dossiers/quorum.html", context)


@page(Role.STANDING_HEAD)
@require_http_methods(["GET", "POST"])
def quorum_new(request: Any) -> HttpResponse:
    """Another quorum from a day on."""
    initial = {"valid_from": request.today, "quorum": quorum_on(request.today).quorum}
    form = QuorumForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            set_quorum(by=request.user, at=request.moment, **form.cleaned_data)
        except DossierRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Đã ghi. Áp dụng cho cuộc họp từ ngày đã chọn."))
            return redirect("dossiers:quorum")
    status = 422 if form.errors else 200
    return render(request, "dossiers/quorum_new.html", {"form": form}, status=status)


@page(Role.UNIT_OFFICER, Role.UNIT_HEAD)
@require_POST
def set_aside(request: Any, pk: int, minutes: int) -> HttpResponse:
    """Minutes that were typed wrong count no longer."""
    filing = filings.get_for(request.user, request.today, action="write", pk=pk)
    held = get_object_or_404(filing.minutes, pk=minutes)
    form = WordsForm(request.POST)
    reason = form.cleaned_data["words"] if form.is_valid() else ""
    try:
        set_aside_minutes(by=request.user, at=request.moment, minutes=held, reason=reason)
    except DossierRefused as refusal:
        messages.error(request, str(refusal))
        if reason:
            messages.info(request, _("Lời bạn đã gõ, chưa được ghi: %s") % reason)
    else:
        messages.success(request, _("Biên bản không còn tính. Ghi lại cuộc họp cho đúng."))
    return redirect("dossiers:minutes", pk=pk)

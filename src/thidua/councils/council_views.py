"""Councils with their seats, and the standing office's choices about voting."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.core.roles import Role
from thidua.councils import services
from thidua.councils.access import KEEPERS, READERS, VOTERS, councils
from thidua.councils.enums import DUTY_ORDER
from thidua.councils.errors import CouncilRefused
from thidua.councils.forms import ChoiceForm, CouncilForm, RuleForm, SeatForm
from thidua.councils.models import Council
from thidua.councils.parameters.history import choices_made, rules_made
from thidua.councils.parameters.selectors import rule_on
from thidua.councils.parameters.services import choose_council, set_rule
from thidua.dossiers.selectors import cycles
from thidua.foundation.access import page
from thidua.people.selectors import holders


@page(*KEEPERS)
@require_http_methods(["GET", "POST"])
def new(request: Any) -> HttpResponse:
    """A council by its decision."""
    form = CouncilForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            row = services.set_up_council(by=request.user, at=request.moment, **form.cleaned_data)
        except CouncilRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Đã ghi hội đồng. Thêm các thành viên theo quyết định."))
            return redirect("councils:council", row.pk)
    return render(request, "councils/council_new.html", {"form": form})


@page(*READERS)
@require_http_methods(["GET", "POST"])
def council(request: Any, pk: int) -> HttpResponse:
    """The seats of a council; the desk adds to them."""
    action = "write" if request.method == "POST" else "view"
    found = councils.get_for(request.user, request.today, action=action, pk=pk)
    people = holders(request.today, *VOTERS)
    form = SeatForm(request.POST or None, people=people)
    if request.method == "POST" and form.is_valid():
        try:
            services.add_seat(by=request.user, at=request.moment, council=found, new=form.seat())
        except CouncilRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Đã thêm thành viên."))
            return redirect("councils:council", pk)
    context = {
        "council": found,
        "seats": _in_order(found),
        "form": form,
        "is_keeper": request.user.has_role(request.today, *KEEPERS),
    }
    return render(request, "councils/council.html", context)


@page(*KEEPERS)
@require_http_methods(["GET", "POST"])
def change(request: Any, pk: int) -> HttpResponse:
    """What was typed wrong of the decision, put right."""
    found = councils.get_for(request.user, request.today, action="write", pk=pk)
    known = {"name": found.name, "number": found.decision_number, "on": found.decision_date}
    form = CouncilForm(request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        try:
            services.correct_council(by=request.user, at=request.moment, council=found, **form.cleaned_data)
        except CouncilRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Đã sửa. Các phiên họp đã kết thúc giữ nguyên như đã khóa."))
            return redirect("councils:council", pk)
    return render(request, "councils/council_change.html", {"form": form, "council": found})


def _in_order(found: Council) -> list[Any]:
    rows = found.seats.select_related("account")
    return sorted(rows, key=lambda seat: (DUTY_ORDER[seat.duty], seat.pk))


@page(*KEEPERS)
@require_POST
def seat_drop(request: Any, pk: int, seat: int) -> HttpResponse:
    """Somebody leaves the council."""
    found = councils.get_for(request.user, request.today, action="write", pk=pk)
    services.drop_seat(by=request.user, at=request.moment, council=found, seat=seat)
    messages.success(request, _("Đã bỏ khỏi danh sách. Các phiên họp đã khai mạc giữ nguyên người dự."))
    return redirect("councils:council", pk)


@page(*READERS)
@require_GET
def rules(request: Any) -> HttpResponse:
    """By which rule councils vote, and in which cycles they do."""
    context = {
        "rule": rule_on(request.today),
        "rules": rules_made(),
        "choices": choices_made(),
        "is_head": request.user.has_role(request.today, Role.STANDING_HEAD),
    }
    return render(request, "councils/rules.html", context)


@page(Role.STANDING_HEAD)
@require_http_methods(["GET", "POST"])
def rule_set(request: Any) -> HttpResponse:
    """Another quorum or majority from a day on."""
    now = rule_on(request.today)
    known = {
        "quorum": now.quorum,
        "majority": now.majority,
        "flag_majority": now.flag_majority,
        "counts": now.counts,
        "valid_from": request.today,
    }
    form = RuleForm(request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        day = form.cleaned_data["valid_from"]
        try:
            set_rule(by=request.user, at=request.moment, valid_from=day, rule=form.rule())
        except CouncilRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Đã ghi quy tắc biểu quyết."))
            return redirect("councils:rules")
    return render(request, "councils/rule_form.html", {"form": form})


@page(Role.STANDING_HEAD)
@require_http_methods(["GET", "POST"])
def choose(request: Any) -> HttpResponse:
    """Whether the council votes in a cycle."""
    form = ChoiceForm(request.POST or None, cycles=cycles(), initial={"valid_from": request.today})
    if request.method == "POST" and form.is_valid():
        try:
            choose_council(by=request.user, at=request.moment, **form.cleaned_data)
        except CouncilRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Đã ghi lựa chọn."))
            return redirect("councils:rules")
    return render(request, "councils/choice_form.html", {"form": form})

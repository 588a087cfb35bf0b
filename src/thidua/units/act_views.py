"""What may happen to a unit, each in two steps: what is typed is rehearsed, then a person confirms it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from thidua.core.blocks import Block
from thidua.foundation.access import page
from thidua.units import services
from thidua.units.access import MANAGERS, units
from thidua.units.errors import UnitRefused
from thidua.units.forms import (
    BlockForm,
    DissolveForm,
    MergeForm,
    PaperForm,
    RegisterForm,
    RenameForm,
    SplitForm,
)
from thidua.units.models import Unit
from thidua.units.selectors import UnitPast, past_of

Do = Callable[[], list[Unit]]
"""Performs the act; gives the units it concerns, the one to look at afterwards first."""


class _Rehearsed(Exception):
    """Carries what an act would leave behind out of the transaction that is taken back."""

    def __init__(self, after: list[UnitPast]) -> None:
        super().__init__()
        self.after = after


def _rehearse(do: Do) -> list[UnitPast]:
    """What the units concerned would look like; nothing is stored. Raises UnitRefused as the act would."""
    try:
        with transaction.atomic():
            units_concerned = do()
            for unit in units_concerned:
                unit.refresh_from_db()
            raise _Rehearsed([past_of(unit) for unit in units_concerned])
    except _Rehearsed as rehearsed:
        return rehearsed.after


def _act(
    request: Any, form: PaperForm, do: Do, *, heading: Promise, lead: Promise, unit: Unit | None = None
) -> HttpResponse:
    """The form; on a valid one the check page; on its confirmation the act itself."""
    context = {"form": form, "heading": heading, "lead": lead, "unit": unit}
    if unit is not None:
        context["past"] = past_of(unit)
    if request.method == "POST" and "edit" not in request.POST and form.is_valid():
        try:
            if "confirm" in request.POST:
                done = do()
                messages.success(request, _("Đã ghi. Mọi kết quả xét từ nay theo thay đổi này."))
                return redirect("units:history", code=done[0].code)
            return render(request, "units/act_check.html", {**context, "after": _rehearse(do)})
        except UnitRefused as refusal:
            form.add_error(None, str(refusal))
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "units/act_form.html", context, status=status)


@page(*MANAGERS)
@require_http_methods(["GET", "POST"])
def register(request: Any) -> HttpResponse:
    """A unit that is new to the city."""
    form = RegisterForm(request.POST or None)

    def do() -> list[Unit]:
        (new,) = form.new_units()
        created = services.register_unit(
            by=request.user, at=request.moment, unit=new, on=form.on, decision=form.decision
        )
        return [created]

    return _act(
        request,
        form,
        do,
        heading=gettext_lazy("Ghi đơn vị mới"),
        lead=gettext_lazy("Cho đơn vị chưa có trong danh mục và không sinh ra từ sáp nhập, chia, tách."),
    )


@page(*MANAGERS)
@require_http_methods(["GET", "POST"])
def rename(request: Any, code: str) -> HttpResponse:
    """A new name from a day on."""
    unit = units.get_for(request.user, request.today, action="manage", code=code)
    form = RenameForm(request.POST or None)

    def do() -> list[Unit]:
        services.rename_unit(
            by=request.user,
            at=request.moment,
            unit=unit,
            name=form.cleaned_data["name"],
            full_name=form.cleaned_data["full_name"],
            kind=form.new_kind,
            on=form.on,
            decision=form.decision,
        )
        return [unit]

    return _act(
        request,
        form,
        do,
        unit=unit,
        heading=gettext_lazy("Đổi tên đơn vị"),
        lead=gettext_lazy("Tên cũ được giữ trong lịch sử và vẫn tìm được."),
    )


@page(*MANAGERS)
@require_http_methods(["GET", "POST"])
def change_block(request: Any, code: str) -> HttpResponse:
    """Another block from an index year on."""
    unit = units.get_for(request.user, request.today, action="manage", code=code)
    form = BlockForm(request.POST or None)

    def do() -> list[Unit]:
        services.change_block(
            by=request.user,
            at=request.moment,
            unit=unit,
            block=Block(form.cleaned_data["block"]),
            from_year=form.cleaned_data["from_year"],
            on=form.on,
            decision=form.decision,
            kind=form.new_kind,
            full_name=form.cleaned_data["full_name"],
        )
        return [unit]

    return _act(
        request,
        form,
        do,
        unit=unit,
        heading=gettext_lazy("Chuyển khối xếp hạng"),
        lead=gettext_lazy("Mỗi năm tính theo khối mà đơn vị được xếp hạng trong năm đó (cách hiểu B09)."),
    )


@page(*MANAGERS)
@require_http_methods(["GET", "POST"])
def merge(request: Any, code: str) -> HttpResponse:
    """Other units join this one, or all of them become a new one."""
    unit = units.get_for(request.user, request.today, action="manage", code=code)
    form = MergeForm(request.POST or None, today=request.today)

    def do() -> list[Unit]:
        others = [
            units.get_for(request.user, request.today, action="manage", pk=hit.id)
            for hit in form.cleaned_data["others"]
        ]
        created = form.new_units()
        heir = services.merge_units(
            by=request.user,
            at=request.moment,
            predecessors=[unit, *others] if created else others,
            successor=created[0] if created else unit,
            on=form.on,
            decision=form.decision,
        )
        return [heir, *others]

    return _act(
        request,
        form,
        do,
        unit=unit,
        heading=gettext_lazy("Sáp nhập"),
        lead=gettext_lazy(
            "Đơn vị mới không thừa hưởng hạng của đơn vị cũ (cách hiểu B09);"
            " đơn vị đã giải thể không được xét khen thưởng."
        ),
    )


@page(*MANAGERS)
@require_http_methods(["GET", "POST"])
def split(request: Any, code: str) -> HttpResponse:
    """New units come out of this one."""
    unit = units.get_for(request.user, request.today, action="manage", code=code)
    form = SplitForm(request.POST or None)

    def do() -> list[Unit]:
        heirs = services.split_unit(
            by=request.user,
            at=request.moment,
            unit=unit,
            successors=form.new_units(),
            on=form.on,
            decision=form.decision,
            is_kept=form.cleaned_data["is_kept"],
        )
        return [unit, *heirs]

    return _act(
        request,
        form,
        do,
        unit=unit,
        heading=gettext_lazy("Chia, tách"),
        lead=gettext_lazy("Đơn vị mới bắt đầu từ đầu, không thừa hưởng hạng của đơn vị cũ (cách hiểu B09)."),
    )


@page(*MANAGERS)
@require_http_methods(["GET", "POST"])
def dissolve(request: Any, code: str) -> HttpResponse:
    """The unit ends without a successor."""
    unit = units.get_for(request.user, request.today, action="manage", code=code)
    form = DissolveForm(request.POST or None)

    def do() -> list[Unit]:
        return [
            services.dissolve_unit(
                by=request.user, at=request.moment, unit=unit, on=form.on, decision=form.decision
            )
        ]

    return _act(
        request,
        form,
        do,
        unit=unit,
        heading=gettext_lazy("Giải thể"),
        lead=gettext_lazy("Đơn vị đã giải thể không còn được xét khen thưởng (Thông tư 15/2025/TT-BNV)."),
    )

"""What the standing office does with all sheets of a round: opens them, takes a corrected set over."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from thidua.core.roles import Role
from thidua.foundation.access import page
from thidua.index_rounds.access import OFFICE, rounds
from thidua.index_rounds.errors import RoundRefused
from thidua.index_rounds.sheets import adopting, opening
from thidua.units.enums import BlockChoice

ROWS_ON_PAGE = 50


@page(*OFFICE)
@require_POST
def open_all(request: Any, pk: int) -> HttpResponse:
    """Makes the sheets that are missing."""
    found = rounds.get_for(request.user, request.today, action="manage", pk=pk)
    try:
        count = opening.open_sheets(by=request.user, at=request.moment, found=found)
    except RoundRefused as refusal:
        messages.error(request, str(refusal))
    else:
        words = _("Đã mở %d phiếu; các đơn vị được báo.") % count
        messages.success(request, words if count else _("Mọi đơn vị trong các khối đều đã có phiếu."))
    return redirect("index_rounds:round", pk)


@page(*OFFICE)
@require_http_methods(["GET", "POST"])
def adopt(request: Any, pk: int, block: str) -> HttpResponse:
    """The effect of a corrected set on every sheet; the head of the standing office confirms."""
    action = "decide" if request.method == "POST" else "manage"
    found = rounds.get_for(request.user, request.today, action=action, pk=pk)
    row = get_object_or_404(found.blocks.select_related("criteria_set", "round"), block=block)
    corrected = adopting.newer_set(row)
    if corrected is None:
        raise Http404
    if request.method == "POST":
        if request.POST.get("version") != str(corrected.version):
            messages.warning(request, _("Bộ tiêu chí vừa có bản khác. Hãy xem ảnh hưởng mới rồi xác nhận."))
            return redirect("index_rounds:adopt", pk, block)
        try:
            adopting.adopt_set(by=request.user, at=request.moment, row=row, corrected=corrected)
        except RoundRefused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("Kỳ chấm đã dùng bộ tiêu chí mới; các đơn vị trong khối được báo."))
        return redirect("index_rounds:round", pk)
    effects = adopting.effects_of(row, corrected, request.today)
    context = {
        "round": found,
        "row": row,
        "corrected": corrected,
        "block_name": BlockChoice(block).label,
        "rows": Paginator(effects, ROWS_ON_PAGE).get_page(request.GET.get("trang")),
        "changed": sum(1 for one in effects if one.is_change),
        "total": len(effects),
        "is_head": request.user.has_role(request.today, Role.STANDING_HEAD),
    }
    return render(request, "index_rounds/sheets/adopt.html", context)

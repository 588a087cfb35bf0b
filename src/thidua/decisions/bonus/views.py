"""What the awards of a decision come to, and the numbers behind it."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from thidua.core.numerals import money_in_words
from thidua.decisions.access import READERS, RECORDERS, decisions
from thidua.decisions.bonus.forms import ParameterForm
from thidua.decisions.bonus.selectors import history_of_settings, settings_on
from thidua.decisions.bonus.services import set_parameter
from thidua.decisions.bonus.settling import bonus_of_decision, since_settled
from thidua.decisions.errors import DecisionRefused
from thidua.decisions.papers import typed_doubts
from thidua.decisions.selectors import name_of, part_words, title_of
from thidua.foundation.access import page, require_role
from thidua.foundation.tables import XLSX, download, xlsx_bytes
from thidua.initiatives.ledger.selectors import award_names
from thidua.units.selectors import history

ROWS_ON_PAGE = 50
HEAD = ("Đơn vị", "Họ và tên, tập thể", "Hình thức", "Cách tính", "Tiền thưởng (đồng)", "Ghi chú")
WIDTHS = (34, 30, 34, 36, 20, 28)


@page(*READERS)
@require_GET
def decision_bonus(request: Any, pk: int) -> HttpResponse:
    """Every award of a decision with its formula, and the sum; as a workbook with `?tep=xlsx`."""
    found = decisions.get_for(request.user, request.today, pk=pk)
    told, part = bonus_of_decision(found), part_words(found)
    # As the decision, its list and the register name them.
    names, units = award_names(found.decided_on), history(found.decided_on).by_id()
    if request.GET.get("tep") == "xlsx":
        table: list[list[Any]] = [list(HEAD)]
        for line in told.lines:
            unit = name_of(units, line.award.unit)
            formula, amount = (
                (line.bonus.formula, int(line.bonus.amount)) if line.bonus else ("chưa tính", None)
            )
            name = title_of(line.award, names)
            note = "đã hủy bỏ, không tính vào tổng" if line.award.is_revoked else ""
            table.append([unit, line.award.person_name or unit, name, formula, amount, note])
        table.append(["Tổng cộng", "", "", "", int(told.total), ""])
        table.append([f"Bằng chữ: {money_in_words(told.total)}", "", "", "", None, ""])
        what = "Tiền thưởng" if told.is_settled else "Ước tính tiền thưởng"
        title = f"{what} theo Quyết định số {found.number}"
        title += f" ({part})" if part else ""
        content = xlsx_bytes(table, sheet="Tiền thưởng", widths=WIDTHS, above=[title])
        return download(content, XLSX, f"tien-thuong-{found.pk}.xlsx")
    paged = Paginator(told.lines, ROWS_ON_PAGE).get_page(request.GET.get("trang"))
    context = {
        "found": found,
        "told": told,
        "part": part,
        "since": since_settled(told, found.decided_on),
        "total_in_words": money_in_words(told.total),
        "paged": paged,
        "lines": [
            (line, name_of(units, line.award.unit), title_of(line.award, names)) for line in paged.object_list
        ],
    }
    return render(request, "decisions/bonus.html", context)


@page(*READERS)
@require_http_methods(["GET", "POST"])
def parameters(request: Any) -> HttpResponse:
    """The numbers in force today with their sources; the office sets another from a day on."""
    form = ParameterForm(request.POST or None)
    if request.method == "POST":
        require_role(request, *RECORDERS)
        if form.is_valid():
            try:
                set_parameter(by=request.user, at=request.moment, **form.cleaned_data)
            except DecisionRefused as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(
                    request,
                    _(
                        "Đã ghi; áp dụng cho quyết định từ ngày đó. "
                        "Quyết định đã xác nhận giữ nguyên số tiền."
                    ),
                )
                for words in typed_doubts(form.cleaned_data["source"], form.cleaned_data["valid_from"]):
                    messages.warning(request, words)
                return redirect("decisions:bonus_parameters")
    context = {
        "settings": settings_on(request.today),
        "past": history_of_settings(),
        "form": form,
        "may_set": request.user.has_role(request.today, *RECORDERS),
    }
    return render(request, "decisions/bonus_parameters.html", context)

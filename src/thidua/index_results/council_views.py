"""The council sets other points: its secretary or the office writes them down beside the unit's words."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thidua.core.text import format_decimal
from thidua.foundation.access import page
from thidua.index_results.access import SCRIBES, results
from thidua.index_results.forms import CouncilPointsForm
from thidua.index_rounds.appraisal.services import Verdict, judge_by_council
from thidua.index_rounds.enums import Decision, SheetState
from thidua.index_rounds.errors import RoundRefused
from thidua.index_rounds.models import Round
from thidua.index_rounds.selectors import answer_of, judged_by_council
from thidua.units.selectors import history

ROWS = 200


def _sent(found: Round, request: Any) -> list[tuple[int, str]]:
    names = history(request.today).by_id()
    ids = found.sheets.filter(state=SheetState.SENT).values_list("unit_id", flat=True)
    units = sorted((names[pk] for pk in ids if pk in names), key=lambda unit: unit.sort_key)
    return [(unit.id, unit.full_name) for unit in units]


@page(*SCRIBES)
@require_http_methods(["GET", "POST"])
def points(request: Any, pk: int) -> HttpResponse:
    """What the council decided about single components, and one more."""
    found = results.get_for(request.user, request.today, action="record", pk=pk)
    units = _sent(found, request)
    form = CouncilPointsForm(request.POST or None, units=units)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        answer = answer_of(found, given["unit"], given["code"])
        if answer is None:
            form.add_error(
                "code", _("Phiếu của đơn vị này không có tiêu chí mang mã đó. Xem mã ở bộ tiêu chí.")
            )
        else:
            verdict = Verdict(Decision.CUT, given["points"], given["reason"])
            try:
                judge_by_council(by=request.user, at=request.moment, answer=answer, verdict=verdict)
            except RoundRefused as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, _("Đã ghi điểm của hội đồng; bảng xếp hạng tính lại ngay."))
                return redirect("index_results:council_points", pk)
    names = dict(units)
    made = judged_by_council(found)[:ROWS]
    context = {
        "form": form,
        "round": found,
        "rows": [
            (
                names.get(one.answer.sheet.unit_id, ""),
                one.answer.code,
                "" if one.points is None else format_decimal(one.points.normalize()),
                one.reason,
            )
            for one in made
        ],
    }
    return render(request, "index_results/council_points.html", context)

"""Intake of all dossiers of one filing at once."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from thidua.appraising.access import ACTORS, appraisals, is_on_side
from thidua.appraising.enums import Stage
from thidua.appraising.intake.filing import waiting_in
from thidua.appraising.intake.services import take_in_all
from thidua.foundation.access import page
from thidua.units.selectors import history


@page(*ACTORS)
@require_http_methods(["GET", "POST"])
def filing(request: Any, pk: int) -> HttpResponse:
    """Every dossier of the filing that waits, with what it lacks; those that are complete are taken in."""
    user, on = request.user, request.today
    first = appraisals.first_of(user, on, filing=pk)
    if appraisals.must_state(user, on, first.filing):
        messages.info(request, _("Trước khi tiếp nhận, cho biết bạn có quan hệ với đơn vị này hay không."))
        return redirect("appraising:dossier", first.pk)
    unit = history(on).by_id()[first.filing.unit_id]
    # What the unit sent and what the office proposes of it are taken in by others.
    whole = waiting_in(first.filing, unit, on)
    waiting = [one for one in whole if is_on_side(user, on, one.row, Stage.CONTENT)]
    if not waiting:
        appraisals.check_act(user, on, whole[0].row if whole else first, "content")
    if request.method == "POST":
        chosen = set(request.POST.getlist("ho-so"))
        rows = [(one.row, one.items) for one in waiting if one.is_complete and str(one.row.pk) in chosen]
        taken, refused = take_in_all(by=user, at=request.moment, dossiers=rows)
        _tell(request, taken, refused)
        is_all = taken == len(waiting)
        return redirect("appraising:queue") if is_all else redirect("appraising:filing", pk)
    context = {
        "filing": first.filing,
        "unit": unit,
        "waiting": waiting,
        "complete": sum(one.is_complete for one in waiting),
    }
    return render(request, "appraising/filing.html", context)


def _tell(request: Any, taken: int, refused: list[str]) -> None:
    if taken:
        words = ngettext(
            "Đã tiếp nhận %d hồ sơ; đơn vị được báo.", "Đã tiếp nhận %d hồ sơ; đơn vị được báo.", taken
        )
        messages.success(request, words % taken)
    for words in refused:
        messages.error(request, words)
    if not taken and not refused:
        messages.error(request, _("Chưa nhận hồ sơ nào: đánh dấu ít nhất một hồ sơ đủ thành phần."))

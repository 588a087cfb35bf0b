"""Pages of the movement room: the plan as it is read and met."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from thidua.core.grounds import papers_of, replacing
from thidua.core.labels import PAPER_FAMILIES
from thidua.core.programme import LegalBasis, load_programme
from thidua.core.roles import STANDING_OFFICE, Role
from thidua.foundation.access import ANY_ROLE, page
from thidua.movement import services
from thidua.movement.access import DECIDERS, readings
from thidua.movement.errors import DecisionRefused
from thidua.movement.forms import ReadingForm
from thidua.movement.selectors import (
    ReadingEntry,
    notices_on,
    open_among,
    plan_on,
    reading_register,
    standing_days,
)
from thidua.movement.versions.selectors import version_in_force


def _legal_row(basis: LegalBasis, bases: Sequence[LegalBasis], on: date) -> dict[str, Any]:
    """A legal basis with what matters today: in force or replaced, whether it lapses within the movement, and
    which papers print it.
    """
    newer = replacing(basis, bases)
    is_replaced = any(one.is_in_force(on) for one in newer)
    return {
        "basis": basis,
        "papers": [PAPER_FAMILIES[paper] for paper in papers_of(basis, load_programme().legal_bases)],
        "newer": newer,
        "in_force": False if is_replaced else basis.is_in_force(on),
        "days_left": (basis.valid_to - on).days if basis.valid_to and basis.valid_to > on else None,
    }


@page(*ANY_ROLE)
@require_GET
def plan(request: Any) -> HttpResponse:
    """The clauses in order with how each is met, the readings register, legal bases, slips, deadlines.

    As the version says that the chosen cycle follows; the open yearly cycle when none is chosen.
    """
    plan = plan_on(request.today)
    days = standing_days(plan, notices_on(request.today), request.today)
    cycle = request.GET.get("dot", "")
    cycle = cycle if cycle in plan.cycles() else str(open_among(days, request.moment))
    programme = plan.programme(cycle)
    register = reading_register(request.today, programme)
    by_clause: dict[str, list[ReadingEntry]] = {}
    for entry in register:
        for clause in entry.reading.clauses:
            by_clause.setdefault(clause, []).append(entry)
    context = {
        "programme": programme,
        "cycle": cycle,
        "cycles": plan.cycles(),
        "version": version_in_force(cycle, request.today),
        "clauses": [(clause, by_clause.get(clause.id, [])) for clause in programme.clauses],
        "register": register,
        "switches": [entry for entry in register if entry.reading.switch],
        "others": [entry for entry in register if not entry.reading.switch],
        "legal": [_legal_row(basis, programme.legal_bases, request.today) for basis in programme.legal_bases],
        "deadlines": [
            {
                "day": day,
                "name": plan.programme(day.cycle).deadline_by_id[day.deadline].name,
                "is_inclusive": day.last_moment.date() == day.date,
                "days_left": (day.last_moment.date() - request.today).days,
                "status": day.status(request.moment),
            }
            for day in days
        ],
        "may_decide": request.user.has_role(request.today, *DECIDERS),
        "keeps_register": request.user.has_role(request.today, *STANDING_OFFICE),
    }
    return render(request, "movement/plan.html", context)


@page(Role.STANDING_HEAD)
@require_http_methods(["GET", "POST"])
def decide_reading(request: Any, switch: str) -> HttpResponse:
    """The standing office's head chooses how a place of the plan is read."""
    readings.check(request.user, request.today, "decide")
    entry = next((e for e in reading_register(request.today) if e.reading.switch == switch), None)
    if entry is None:
        raise Http404(_("Kế hoạch không có cách hiểu này."))
    form = ReadingForm(request.POST or None, reading=entry.reading, chosen=entry.chosen.id)
    if request.method == "POST" and form.is_valid():
        try:
            services.choose_reading(
                by=request.user,
                at=request.moment,
                switch=switch,
                decider=request.user.get_full_name(),
                **form.cleaned_data,
            )
        except DecisionRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Đã ghi cách hiểu. Mọi kết quả từ nay theo cách hiểu này."))
            return redirect("movement:plan")
    return render(request, "movement/decide_reading.html", {"entry": entry, "form": form})

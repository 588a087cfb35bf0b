"""The queue, one dossier with what can be done about it, its files, the number of appraisals of a cycle."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.appraising.access import ACTORS, READERS, STATERS, appraisals, files
from thidua.appraising.acts import ACTS
from thidua.appraising.case import Case
from thidua.appraising.errors import AppraisalRefused, Overtaken
from thidua.appraising.forms import ConflictForm, StagesForm
from thidua.appraising.judging.forms import FindingsForm
from thidua.appraising.judging.services import choose_stages
from thidua.appraising.listing import shown_lines
from thidua.appraising.pages import page_of
from thidua.appraising.queue import (
    LOOKS,
    PLACES,
    Counts,
    Filter,
    Queue,
    QueueState,
    cycles_with_dossiers,
    may_choose_stages,
)
from thidua.appraising.selectors import has_procedure, stage_choices
from thidua.core.roles import Role
from thidua.dossiers.errors import DossierRefused
from thidua.dossiers.models import Dossier
from thidua.foundation.access import page
from thidua.foundation.files import give_out
from thidua.initiatives.errors import InitiativeRefused
from thidua.movement.selectors import plan_on
from thidua.units.selectors import history

ROWS_ON_PAGE = 30
REFUSALS = (AppraisalRefused, DossierRefused, InitiativeRefused)


@page(*READERS)
@require_GET
def queue_page(request: Any) -> HttpResponse:
    """What waits, by cycle: what is the person's first, of that what came first."""
    user, on = request.user, request.today
    cycles = cycles_with_dossiers(user, on)
    chosen = Filter.of(request.GET, cycles)
    if not chosen.cycle:
        return render(request, "appraising/queue.html", {"chosen": chosen})
    waiting = Queue(user, on, chosen.cycle)
    rows = waiting.filtered(chosen)
    counts = Counts.of(rows)
    if chosen.state:
        place = PLACES[QueueState(chosen.state)]
        rows = [row for row in rows if row[1] == place]
    shown = Paginator(rows, ROWS_ON_PAGE).get_page(request.GET.get("trang"))
    context = {
        "chosen": chosen,
        "cycles": cycles,
        "awards": waiting.awards(),
        "rows": shown,
        "lines": shown_lines(shown, waiting),
        "states": [(state.value, state.label, counts[state], LOOKS[state]) for state in QueueState],
        "all": counts.total(),
        "mine": counts.mine,
        "has_procedure": has_procedure(chosen.cycle),
        "may_choose_stages": may_choose_stages(user, on),
    }
    return render(request, "appraising/queue.html", context)


@page(*READERS)
@require_GET
def dossier(request: Any, pk: int) -> HttpResponse:
    """One dossier; before its content, an appraiser says whether he has to do with the unit."""
    row = appraisals.get_for(request.user, request.today, pk=pk)
    return _page(request, row, {})


def _page(request: Any, row: Dossier, bound: dict[str, Any]) -> HttpResponse:
    user, on = request.user, request.today
    if appraisals.must_state(user, on, row.filing):
        context = {
            "row": row,
            "unit": history(on).by_id()[row.filing.unit_id],
            "form": bound.get("conflict") or ConflictForm(),
        }
        return render(request, "appraising/conflict.html", context)
    return render(request, "appraising/dossier.html", page_of(Case(row, user, on), bound))


@page(*STATERS)
@require_POST
def act(request: Any, pk: int, name: str) -> HttpResponse:
    """Does one of the acts; what was typed stays on the page when it cannot be done."""
    asked = ACTS.get(name)
    if asked is None:
        raise Http404
    user, on = request.user, request.today
    row = appraisals.get_for(user, on, action=asked.door, pk=pk)
    case = Case(row, user, on)
    form = asked.form(case, request.POST)
    if form.is_valid() and asked.is_draft:
        return _page(request, row, {name: form})
    if form.is_valid():
        try:
            asked.run(case, form, request.moment)
        except REFUSALS as refusal:
            messages.error(request, str(refusal))
            if isinstance(refusal, Overtaken) and isinstance(form, FindingsForm):
                form.has_read(refusal.criterion, refusal.now)
        else:
            messages.success(request, str(asked.done))
            return _after(request, row, leads_on=asked.leads_on)
    else:
        messages.error(request, _("Chưa ghi được: xem các ô báo lỗi."))
    return _page(request, appraisals.get_for(user, on, pk=pk), {name: form})


def _after(request: Any, row: Dossier, *, leads_on: bool) -> HttpResponse:
    """The next dossier that waits for the person after one is done, else the same page."""
    if (refused := appraisals.refusal(request.user, request.today, row, "view")) is not None:
        messages.info(request, f"{refused.reason} {refused.next_step}")
        return redirect("appraising:queue")
    return _lead_on(request, row) if leads_on else redirect("appraising:dossier", row.pk)


@page(*READERS)
@require_GET
def first(request: Any, cycle: str) -> HttpResponse:
    """The first dossier of a cycle that waits for the person."""
    return _to_next(request, cycle)


@page(*ACTORS)
@require_GET
def following(request: Any, pk: int) -> HttpResponse:
    """The dossier after this one that waits for the person; looked for when it is asked for."""
    return _lead_on(request, appraisals.get_for(request.user, request.today, pk=pk))


def _lead_on(request: Any, row: Dossier) -> HttpResponse:
    return _to_next(request, row.filing.cycle, row.pk)


def _to_next(request: Any, cycle: str, after: int | None = None) -> HttpResponse:
    found = Queue(request.user, request.today, cycle).next_after(after)
    if found:
        return redirect("appraising:dossier", found)
    messages.info(request, _("Không còn hồ sơ nào của đợt %s chờ bạn.") % cycle)
    return redirect(f"{reverse('appraising:queue')}?dot={cycle}")


@page(*READERS)
@require_GET
def file(request: Any, pk: int) -> HttpResponseBase:
    """A file of a dossier."""
    return give_out(files.get_for(request.user, request.today, pk=pk).file)


@page(Role.STANDING_HEAD)
@require_http_methods(["GET", "POST"])
def stages(request: Any, cycle: str) -> HttpResponse:
    """Whether the second appraisal takes place in a cycle, and who decided so before."""
    if cycle not in plan_on(request.today).cycles():
        raise Http404
    given = has_procedure(cycle)
    form = StagesForm(request.POST or None, initial={"has_procedure": "yes" if given else "no"})
    if request.method == "POST" and form.is_valid():
        try:
            choose_stages(by=request.user, at=request.moment, cycle=cycle, **form.cleaned_data)
        except AppraisalRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Đã ghi số bước thẩm định của đợt %s.") % cycle)
            return redirect("appraising:queue")
    context = {"cycle": cycle, "form": form, "given": given, "choices": stage_choices(cycle)}
    return render(request, "appraising/stages.html", context)

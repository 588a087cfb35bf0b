"""The set of a cycle: the list and the shares."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from thidua.core.facts import PERIOD_CYCLE
from thidua.documents.score_charts import Divided, draw_divided
from thidua.foundation.access import page
from thidua.movement.selectors import PlanOnDay
from thidua.proposals.access import (
    READERS,
    cycle_for,
    proposals,
    sees_bars,
)
from thidua.proposals.after_pause import freed_in
from thidua.proposals.badges import state_badge
from thidua.proposals.cycle_set import CycleSet
from thidua.proposals.forms import PLACES
from thidua.proposals.pages import (
    ROWS_ON_PAGE,
    awards_there,
    block_choices,
    cycle_rows,
    figures_of,
    read_filters,
    state_choices,
    tabs_of,
)
from thidua.proposals.set_rows import address_of, progress_of, shown
from thidua.proposals.shares import Group, shares_of


@page(*READERS)
@require_GET
def cycles(request: Any) -> HttpResponse:
    """The cycles that have dossiers or lists."""
    made = proposals.visible_to(request.user, request.today).defer("content")
    rows = cycle_rows(made, PlanOnDay.cycles())
    shown = [(row, [(one, state_badge(one.state)) for one in row.proposals]) for row in rows]
    return render(request, "proposals/cycles.html", {"rows": shown, "period": PERIOD_CYCLE})


@page(*READERS)
@require_GET
def the_set(request: Any, cycle: str) -> HttpResponse:
    """All dossiers of a cycle together, each to choose on in its row."""
    whole = CycleSet(cycle_for(cycle), request.today)
    asked, sees = read_filters(request.GET, whole), sees_bars(request.user, request.today)
    rows = Paginator(
        [line for line in whole.lines if asked.suits(line, sees_bars=sees)], ROWS_ON_PAGE
    ).get_page(request.GET.get("trang"))
    codes = {str(row.pk): row for row in (*whole.rows, *whole.decided)}
    progress = progress_of(request, whole)
    context = {
        **progress,
        "tabs": tabs_of(cycle, "set"),
        "page_rows": rows,
        "rows": [
            shown(line, sees, address_of(request, cycle, line), to_choose=line.row.pk in progress["mine"])
            for line in rows.object_list
        ],
        "asked": asked,
        "awards": awards_there(whole.lines),
        "blocks": block_choices(),
        "states": state_choices(),
        "limits": [(one, [codes[pk] for pk in one.violation.nominations]) for one in whole.limits],
        "near": whole.near,
        "gone": whole.gone,
        "decided": whole.decided,
        "freed": [whole.by_pk[pk].row for pk in freed_in(cycle) if pk in whole.by_pk] if sees else [],
        "paused": [line.row for line in whole.lines if line.verdict.is_suspended] if sees else [],
        "late": [line.row for line in whole.lines if line.row.is_late],
        "is_council_on": whole.is_council_on,
        "places": PLACES,
    }
    return render(request, "proposals/set.html", context)


@page(*READERS)
@require_GET
def shares(request: Any, cycle: str) -> HttpResponse:
    """How the list is shared out, before it is signed."""
    whole = CycleSet(cycle_for(cycle), request.today)
    groups = [(group, _drawn(group)) for group in shares_of(whole.lines, cycle)]
    context = {
        "cycle": cycle,
        "tabs": tabs_of(cycle, "shares"),
        "groups": groups,
        "figures": figures_of(whole),
    }
    return render(request, "proposals/shares.html", context)


def _drawn(group: Group) -> str:
    """The chart of a group; nothing where nobody was put forward."""
    bars = [
        Divided(one.name, _("%(proposed)d trên %(handed_in)d hồ sơ được đề nghị")
                % {"proposed": one.proposed, "handed_in": one.handed_in},
                (one.proposed, one.handed_in - one.proposed))
        for one in group.shares if one.handed_in
    ]  # fmt: skip
    if not bars:
        return ""
    levels = [_("đề nghị tặng"), _("chưa hoặc không đề nghị")]
    return mark_safe(draw_divided(bars, levels, title=group.title))  # noqa: S308  drawn by us, words escaped

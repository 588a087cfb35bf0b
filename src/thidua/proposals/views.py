"""The set of a cycle: the list, the leaders, the shares, one dossier to choose on."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.documents.score_charts import Divided, draw_divided
from thidua.dossiers.access import dossiers
from thidua.foundation.access import page
from thidua.foundation.autosave import StaleVersion, sent_version
from thidua.movement.selectors import PlanOnDay
from thidua.proposals import choosing
from thidua.proposals.access import (
    CHOOSERS,
    READERS,
    cycle_for,
    line_for,
    lines_to_choose,
    proposals,
    sees_bars,
)
from thidua.proposals.badges import SAYS, choice_badge, state_badge, suggestion_badge, verdict_word
from thidua.proposals.cycle_set import CycleSet, Line
from thidua.proposals.errors import ProposalRefused
from thidua.proposals.forms import ChoiceForm
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
from thidua.proposals.shares import Group, shares_of


@page(*READERS)
@require_GET
def cycles(request: Any) -> HttpResponse:
    """The cycles that have dossiers or lists."""
    made = proposals.visible_to(request.user, request.today).defer("content")
    rows = cycle_rows(made, PlanOnDay.cycles())
    shown = [(row, [(one, state_badge(one.state)) for one in row.proposals]) for row in rows]
    return render(request, "proposals/cycles.html", {"rows": shown})


@page(*READERS)
@require_GET
def the_set(request: Any, cycle: str) -> HttpResponse:
    """All dossiers of a cycle together."""
    whole = CycleSet(cycle_for(cycle), request.today)
    asked, sees = read_filters(request.GET, whole), sees_bars(request.user, request.today)
    rows = Paginator([line for line in whole.lines if asked.suits(line)], ROWS_ON_PAGE).get_page(
        request.GET.get("trang")
    )
    codes = {str(line.row.pk): line.row for line in whole.lines}
    context = {
        "cycle": cycle,
        "tabs": tabs_of(cycle, "set"),
        "figures": figures_of(whole),
        "page_rows": rows,
        "rows": [_shown(line, sees) for line in rows.object_list],
        "asked": asked,
        "awards": awards_there(whole.lines),
        "blocks": block_choices(),
        "states": state_choices(),
        "limits": [(one, [codes[pk] for pk in one.violation.nominations]) for one in whole.limits],
        "near": whole.near,
        "gone": whole.gone,
        "decided": whole.decided,
        "paused": [line.row for line in whole.lines if line.verdict.is_suspended] if sees else [],
        "late": [line.row for line in whole.lines if line.row.is_late],
        "is_council_on": whole.is_council_on,
        "open": sum(
            line.choice is None and line.suggestion.is_proposed is not None
            for line in lines_to_choose(request.user, request.today, whole)
        ),
    }
    return render(request, "proposals/set.html", context)


def _shown(line: Line, sees: bool) -> dict[str, Any]:
    return {
        "line": line,
        "row": line.row,
        "verdict": verdict_word(line, sees_bars=sees),
        "choice": choice_badge(line),
        "suggestion": suggestion_badge(line),
        "says": [
            (_("nội dung"), SAYS[line.appraisal.content]),
            (_("thủ tục"), SAYS[line.appraisal.procedure]),
            *([(_("lãnh đạo"), SAYS[line.appraisal.leader])] if line.appraisal.needs_leader else []),
        ],
    }


@page(*CHOOSERS)
@require_POST
def follow(request: Any, cycle: str) -> HttpResponse:
    """Takes the suggestions where nobody has chosen; own cases are left to others."""
    whole = CycleSet(cycle_for(cycle), request.today)
    mine = [line.row.pk for line in lines_to_choose(request.user, request.today, whole)]
    try:
        count = choosing.follow_suggestions(by=request.user, at=request.moment, whole=whole, dossiers=mine)
    except ProposalRefused as refusal:
        messages.error(request, str(refusal))
    else:
        words = ngettext("Đã lấy theo gợi ý cho %d hồ sơ.", "Đã lấy theo gợi ý cho %d hồ sơ.", count)
        messages.success(request, words % count)
    return redirect("proposals:set", cycle)


@page(*READERS)
@require_GET
def leaders(request: Any, cycle: str) -> HttpResponse:
    """Who leads each block, by every metric."""
    whole = CycleSet(cycle_for(cycle), request.today)
    context = {"cycle": cycle, "tabs": tabs_of(cycle, "leaders"), "tables": whole.leaders}
    return render(request, "proposals/leaders.html", context)


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


@page(*READERS)
@require_http_methods(["GET", "POST"])
def line(request: Any, cycle: str, pk: int) -> HttpResponse:
    """One dossier: what is known, what is suggested, what is chosen."""
    whole = CycleSet(cycle_for(cycle), request.today)
    if request.method == "POST":
        return _choose(request, whole, pk)
    found = line_for(request.user, request.today, whole, pk)
    return _line_page(request, whole, found, ChoiceForm(line=found, initial=_initial(found)))


def _choose(request: Any, whole: CycleSet, pk: int) -> HttpResponse:
    found = line_for(request.user, request.today, whole, pk, action="choose")
    form = ChoiceForm(request.POST, line=found)
    if not form.is_valid():
        return _line_page(request, whole, found, form)
    try:
        choosing.choose(
            by=request.user, at=request.moment, whole=whole, dossier=pk, chosen=form.chosen,
            version=sent_version(request),
        )  # fmt: skip
    except ProposalRefused as refusal:
        form.add_error("reason", str(refusal))
        return _line_page(request, whole, found, form)
    except StaleVersion as stale:
        form.add_error(
            None, _("%s vừa chọn hồ sơ này. Xem lựa chọn đó ở trên rồi lưu lại nếu vẫn muốn đổi.") % stale.by
        )
        return _line_page(request, CycleSet(whole.cycle, request.today), found, form)
    messages.success(request, _("Đã lưu lựa chọn cho hồ sơ %s.") % found.row.code)
    return redirect(reverse("proposals:set", args=[whole.cycle]) + f"#h{pk}")


def _initial(found: Line) -> dict[str, Any]:
    if found.choice is None:
        wanted = found.suggestion.is_proposed
        return {"is_proposed": "" if wanted is None else str(int(wanted)), "reason": ""}
    made = found.choice
    return {"is_proposed": str(int(made.is_proposed)), "reason": made.reason, "flag_rank": made.flag_rank}


def _line_page(request: Any, whole: CycleSet, found: Line, form: ChoiceForm) -> HttpResponse:
    on = request.today
    shown = whole.by_pk[found.row.pk]
    may = any(one.row.pk == shown.row.pk for one in lines_to_choose(request.user, on, whole))
    context = {
        **_shown(shown, sees_bars(request.user, on)),
        "cycle": whole.cycle,
        "form": form,
        "may_choose": may,
        "opens": dossiers.visible_to(request.user, on).filter(pk=shown.row.pk).exists(),
        "limits": [one for one in whole.limits if str(shown.row.pk) in one.violation.nominations],
        "is_council_on": whole.is_council_on,
        "version": shown.choice.version if shown.choice else 0,
    }
    return render(request, "proposals/line.html", context)

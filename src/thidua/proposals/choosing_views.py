"""Choosing: one dossier on its page or in its row, which saves itself, and many as they are suggested."""

from collections.abc import Collection
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from thidua.appraising.conflicts.services import state_many, step_aside_later
from thidua.appraising.errors import AppraisalRefused
from thidua.appraising.forms import RelationsForm
from thidua.dossiers.access import dossiers
from thidua.dossiers.nominations import notices_beside, without_bars
from thidua.foundation import autosave
from thidua.foundation.access import page
from thidua.proposals import choosing
from thidua.proposals.access import (
    CHOOSERS,
    READERS,
    cleared,
    cycle_for,
    line_for,
    lines_to_choose,
    sees_bars,
    unstated,
)
from thidua.proposals.cycle_set import CycleSet, Line
from thidua.proposals.errors import ProposalRefused
from thidua.proposals.forms import ChoiceForm, read_seen
from thidua.proposals.set_rows import address_of, kept_query, progress_of, shown
from thidua.units.selectors import history


@page(*READERS)
@require_GET
def progress(request: Any, cycle: str) -> HttpResponse:
    """The figures alone, for the page of the set that keeps them fresh while somebody chooses."""
    whole = CycleSet(cycle_for(cycle), request.today)
    return render(request, "proposals/_progress.html", progress_of(request, whole))


@page(*CHOOSERS)
@require_http_methods(["GET", "POST"])
def follow(request: Any, cycle: str) -> HttpResponse:
    """Says what would be chosen as it is suggested, then takes just that; own cases are left to others."""
    whole = CycleSet(cycle_for(cycle), request.today)
    mine = {line.row.pk for line in lines_to_choose(request.user, request.today, whole)}
    if request.method == "POST":
        seen = {pk: is_in for pk, is_in in read_seen(request.POST.getlist("ho-so")).items() if pk in mine}
        return _followed(request, whole, seen)
    lines = [line for line in choosing.open_to_follow(whole) if line.row.pk in mine]
    context = {
        "cycle": cycle,
        "lines": lines,
        "to_propose": [line for line in lines if line.suggestion.is_proposed],
        "to_refuse": [line for line in lines if not line.suggestion.is_proposed],
        "left": sum(line.is_proposed is None for line in whole.lines)
        - sum(line.choice is None for line in lines),
        "unstated": len(unstated(request.user, request.today, whole)),
    }
    return render(request, "proposals/follow.html", context)


def _followed(request: Any, whole: CycleSet, seen: dict[int, bool]) -> HttpResponse:
    try:
        count = choosing.follow_suggestions(by=request.user, at=request.moment, whole=whole, seen=seen)
    except ProposalRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("proposals:set", whole.cycle)
    words = ngettext("Đã lấy theo gợi ý cho %d hồ sơ.", "Đã lấy theo gợi ý cho %d hồ sơ.", count)
    messages.success(request, words % count)
    if len(seen) > count:
        messages.warning(
            request,
            _("%d hồ sơ vừa có người khác chọn hoặc vừa đổi gợi ý nên không lấy; xem rồi chọn từng hồ sơ.")
            % (len(seen) - count),
        )
    return redirect("proposals:set", whole.cycle)


@page(*READERS)
@require_http_methods(["GET", "POST"])
def line(request: Any, cycle: str, pk: int) -> HttpResponseBase:
    """One dossier: what is known, what is suggested, what is chosen; for whoever chooses, once he has said
    whether he has to do with the unit.
    """
    whole = CycleSet(cycle_for(cycle), request.today)
    found = whole.by_pk.get(pk)
    if found and any(
        one.unit_id == found.row.unit_pk for one in unstated(request.user, request.today, whole)
    ):
        return _to_relations(request, cycle, pk)
    if request.method == "POST":
        return _choose(request, whole, pk)
    found = line_for(request.user, request.today, whole, pk)
    return _line_page(request, whole, found, ChoiceForm(line=found, initial=_initial(found)))


def _to_relations(request: Any, cycle: str, pk: int) -> HttpResponseBase:
    words = _("Trước khi xem và chọn, khai bạn có quan hệ với các đơn vị trong đợt này hay không.")
    if autosave.is_autosave(request):
        return autosave.refused(words)
    messages.info(request, words)
    return redirect(f"{reverse('proposals:relations', args=[cycle])}?ho-so={pk}")


@page(*CHOOSERS)
@require_http_methods(["GET", "POST"])
def relations(request: Any, cycle: str) -> HttpResponseBase:
    """Whoever chooses says once to which units of the set he has a relation, then goes on (D07); with
    `?rut=1` he steps aside from units of which he said otherwise.
    """
    whole = CycleSet(cycle_for(cycle), request.today)
    is_later = request.GET.get("rut") == "1"
    filings = (cleared if is_later else unstated)(request.user, request.today, whole)
    if not filings:
        return _back(request, whole)
    units = history(request.today).by_id()
    form = RelationsForm(
        request.POST if request.method == "POST" else None,
        filings=[(one.pk, units[one.unit_id].full_name) for one in filings],
        is_later=is_later,
    )
    if request.method == "POST" and form.is_valid():
        aside, reason = form.cleaned_data["aside"], form.cleaned_data["reason"]
        try:
            write = step_aside_later if is_later else state_many
            write(by=request.user, at=request.moment, filings=filings, aside=aside, reason=reason)
        except AppraisalRefused as refusal:
            form.add_error("reason", str(refusal))
        else:
            messages.success(request, _("Đã ghi lời khai của bạn."))
            return _back(request, whole, {one.unit_id for one in filings if one.pk in aside})
    context = {"cycle": cycle, "form": form, "count": len(filings), "is_later": is_later}
    return render(request, "proposals/relations.html", context, status=422 if form.errors else 200)


def _back(request: Any, whole: CycleSet, aside: Collection[int] = ()) -> HttpResponseBase:
    """To the dossier from which the person came; to the set when he has just stepped aside from its unit."""
    asked = request.GET.get("ho-so", "")
    if asked.isascii() and asked.isdecimal() and len(asked) < 10:
        found = whole.by_pk.get(int(asked))
        if found and found.row.unit_pk not in aside:
            return redirect("proposals:line", whole.cycle, found.row.pk)
    return redirect("proposals:set", whole.cycle)


def _choose(request: Any, whole: CycleSet, pk: int) -> HttpResponseBase:
    found = line_for(request.user, request.today, whole, pk, action="choose")
    form = ChoiceForm(request.POST, line=found)
    by_script = autosave.is_autosave(request)
    if not form.is_valid():
        return autosave.refused(_first_fault(form)) if by_script else _line_page(request, whole, found, form)
    try:
        made = choosing.choose(
            by=request.user, at=request.moment, whole=whole, dossier=pk, chosen=form.chosen,
            version=autosave.sent_version(request),
        )  # fmt: skip
    except ProposalRefused as refusal:
        if by_script:
            return autosave.refused(str(refusal))
        form.add_error("reason", str(refusal))
        return _line_page(request, whole, found, form)
    except autosave.StaleVersion as stale:
        if by_script:
            return autosave.conflict(stale)
        form.add_error(
            None, _("%s vừa chọn hồ sơ này. Xem lựa chọn đó ở trên rồi lưu lại nếu vẫn muốn đổi.") % stale.by
        )
        return _line_page(request, CycleSet(whole.cycle, request.today), found, form)
    if by_script:
        return autosave.saved(version=made.version, at=made.at)
    messages.success(request, _("Đã lưu lựa chọn cho hồ sơ %s.") % found.row.code)
    return redirect(reverse("proposals:set", args=[whole.cycle]) + f"{kept_query(request)}#h{pk}")


def _first_fault(form: ChoiceForm) -> str:
    return next(str(fault) for faults in form.errors.values() for fault in faults)


def _initial(found: Line) -> dict[str, Any]:
    if found.choice is None:
        wanted = found.suggestion.is_proposed
        return {"is_proposed": "" if wanted is None else str(int(wanted)), "reason": ""}
    made = found.choice
    return {
        "is_proposed": str(int(made.is_proposed)), "reason": found.own_reason, "flag_rank": made.flag_rank,
    }  # fmt: skip


def _line_page(request: Any, whole: CycleSet, found: Line, form: ChoiceForm) -> HttpResponse:
    on = request.today
    now = whole.by_pk[found.row.pk]
    may = any(one.row.pk == now.row.pk for one in lines_to_choose(request.user, on, whole))
    sees = sees_bars(request.user, on)
    context = {
        **shown(now, sees, address_of(request, whole.cycle, now), to_choose=may),
        "told": now.verdict if sees else without_bars(now.verdict),
        "notices": notices_beside(now.verdict, whole.judged.nominations),
        "cycle": whole.cycle,
        "query": kept_query(request),
        "form": form,
        "may_choose": may,
        "opens": dossiers.visible_to(request.user, on).filter(pk=now.row.pk).exists(),
        "limits": [one for one in whole.limits if str(now.row.pk) in one.violation.nominations],
        "is_council_on": whole.is_council_on,
        "version": now.choice.version if now.choice else 0,
    }
    return render(request, "proposals/line.html", context)

"""The second appraisal: drawing a sample, an opinion without the first, differences, settling."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.core.roles import Role
from thidua.foundation.access import page
from thidua.index_rounds.access import OFFICE, READERS, rounds
from thidua.index_rounds.appraisal import second
from thidua.index_rounds.appraisal.access import Mine, answers
from thidua.index_rounds.appraisal.forms import DrawForm
from thidua.index_rounds.appraisal.judging import case_of, show_case, verdict_form
from thidua.index_rounds.appraisal.queue import names_of
from thidua.index_rounds.appraisal.views import why_closed
from thidua.index_rounds.errors import RoundRefused
from thidua.index_rounds.models import SampledAnswer
from thidua.units.selectors import history

SAMPLE_READERS = (*OFFICE, Role.EMULATION_BOARD, Role.AUDITOR)


@page(*SAMPLE_READERS)
@require_GET
def sample(request: Any, pk: int) -> HttpResponse:
    """The sample of a round: who waits for a second opinion, where two opinions differ."""
    found = rounds.get_for(request.user, request.today, pk=pk)
    return _sample_page(request, found, DrawForm())


def _sample_page(request: Any, found: Any, form: DrawForm) -> HttpResponse:
    user, on = request.user, request.today
    names, units = names_of(found), history(on).by_id()
    pairs, mine = second.pairs_of(found), Mine.of(user, on, found)
    lines = [
        {
            "pair": pair,
            "unit": units[pair.answer.sheet.unit_id],
            "name": names.get((pair.answer.sheet.block, pair.answer.code), ""),
            "may_second": pair.is_waiting and not _is_first(pair, user) and mine.may_second(pair.answer),
            "may_settle": pair.differs and mine.may_settle(pair.answer),
            # Whoever may still give an opinion does not see the first one.
            "is_hidden": pair.is_waiting and not _is_first(pair, user),
        }
        for pair in pairs
    ]
    context = {
        "round": found,
        "lines": lines,
        "differences": sum(1 for pair in pairs if pair.to_settle),
        "waiting": sum(1 for pair in pairs if pair.is_waiting),
        "is_head": user.has_role(on, Role.STANDING_HEAD),
        "form": form,
        "why_closed": why_closed(found, request.moment),
    }
    return render(request, "index_rounds/appraisal/sample.html", context, status=422 if form.errors else 200)


def _is_first(pair: second.Pair, user: Any) -> bool:
    return pair.first is not None and pair.first.by_id == user.pk


@page(Role.STANDING_HEAD)
@require_POST
def draw(request: Any, pk: int) -> HttpResponse:
    """Draws a sample by the written number."""
    found = rounds.get_for(request.user, request.today, action="decide", pk=pk)
    form = DrawForm(request.POST)
    if form.is_valid():
        try:
            count = second.draw_sample(
                by=request.user,
                at=request.moment,
                found=found,
                number=form.cleaned_data["number"],
                **form.sizes(),
            )
        except RoundRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            words = _("Đã rút thêm %d tiêu chí vào mẫu.") % count
            messages.success(request, words if count else _("Số này rút đúng các tiêu chí đã có trong mẫu."))
            return redirect("index_rounds:sample", pk)
    return _sample_page(request, found, form)


@page(*READERS)
@require_http_methods(["GET", "POST"])
def give(request: Any, pk: int) -> HttpResponse:
    """A second opinion; the first is not on the page."""
    answer = answers.get_for(request.user, request.today, action="second", pk=pk)
    get_object_or_404(SampledAnswer, answer=answer)
    case = case_of(answer)
    form = verdict_form(case, request.POST or None, None)
    if request.method == "POST" and form.is_valid():
        try:
            second.give_second(by=request.user, at=request.moment, answer=answer, verdict=form.verdict())
        except RoundRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Đã ghi ý kiến thẩm định lần hai."))
            return redirect("index_rounds:queue")
    words = why_closed(answer.sheet.round, request.moment)
    return show_case(request, case, form, "index_rounds/appraisal/second.html", why_closed=words)


@page(Role.STANDING_HEAD, Role.EMULATION_BOARD)
@require_http_methods(["GET", "POST"])
def settle(request: Any, pk: int) -> HttpResponse:
    """Two opinions side by side, and what the head decides."""
    answer = answers.get_for(request.user, request.today, action="settle", pk=pk)
    get_object_or_404(SampledAnswer, answer=answer)
    case = case_of(answer)
    pair = second.pair_of(answer, case.line.component)
    if pair.first is None or pair.second is None:
        raise Http404
    form = verdict_form(case, request.POST or None, pair.settled, needs_reason=True)
    if request.method == "POST" and form.is_valid():
        try:
            second.settle_difference(
                by=request.user,
                at=request.moment,
                answer=answer,
                verdict=form.verdict(),
                seen=form.cleaned_data["seen"],
            )
        except RoundRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Đã xử lý khác biệt của tiêu chí %s.") % answer.code)
            return redirect("index_rounds:sample", answer.sheet.round_id)
    words = why_closed(answer.sheet.round, request.moment)
    return show_case(request, case, form, "index_rounds/appraisal/settle.html", pair=pair, why_closed=words)

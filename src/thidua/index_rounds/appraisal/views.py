"""The appraiser's queue, one answer with evidence beside the decision, the rest of an area at once."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from thidua.foundation.access import page
from thidua.index_rounds.access import READERS, sheets
from thidua.index_rounds.appraisal import services
from thidua.index_rounds.appraisal.access import answers, require_judge
from thidua.index_rounds.appraisal.judging import case_of, show_case, verdict_form
from thidua.index_rounds.appraisal.queue import (
    Filter,
    QueueState,
    choices_of,
    counts,
    place_of,
    queue,
    shown_lines,
)
from thidua.index_rounds.enums import PhaseKind, SheetState, Stage
from thidua.index_rounds.errors import RoundRefused
from thidua.index_rounds.models import Answer, Round
from thidua.index_rounds.rounds.dates import require_open
from thidua.index_rounds.selectors import present_rounds, waits_for_second
from thidua.index_rounds.sheets.card import sheet_card
from thidua.units.selectors import history

ROWS_ON_PAGE = 50


@page(*READERS)
@require_GET
def my_queue(request: Any) -> HttpResponse:
    """What waits for the person in the latest round, by unit, area and state."""
    found = next(iter(present_rounds()), None)
    if found is None:
        return render(request, "index_rounds/appraisal/queue.html", {"round": None})
    user, on, chosen = request.user, request.today, Filter.of(request.GET)
    numbers = counts(user, on, found)
    to_do = replace(chosen, state=QueueState.TO_DO.value)
    shown = Paginator(queue(user, on, found, chosen), ROWS_ON_PAGE).get_page(request.GET.get("trang"))
    units, areas = choices_of(user, on, found)
    block, _colon, area = chosen.area.partition(":")
    sheet = found.sheets.filter(unit=chosen.unit, block=block).first() if chosen.unit and area else None
    context = {
        "round": found,
        "rows": shown,
        "lines": shown_lines(shown, found, on),
        "chosen": chosen,
        "states": [(state.value, state.label, numbers[state]) for state in QueueState],
        "units": units,
        "areas": areas,
        "all": sum(numbers.values()),
        "to_do": numbers[QueueState.TO_DO],
        "has_work": bool(units),
        "rest_of": (sheet, area) if sheet else None,
        "next": queue(user, on, found, to_do).first(),
        "to_do_query": to_do.query,
        "why_closed": why_closed(found, request.moment),
    }
    return render(request, "index_rounds/appraisal/queue.html", context)


def why_closed(found: Round, moment: datetime) -> str:
    """Why nothing can be appraised at a moment; "" when it can."""
    try:
        require_open(found, PhaseKind.APPRAISAL, moment)
    except RoundRefused as refusal:
        return str(refusal)
    return ""


@page(*READERS)
@require_http_methods(["GET", "POST"])
def appraise(request: Any, pk: int) -> HttpResponse:
    """One answer: what the unit gave, the rule, evidence at its pin; accept or judge again."""
    user, on = request.user, request.today
    answer = answers.get_for(user, on, action="judge", pk=pk)
    case = case_of(answer)
    chosen = Filter.of(request.GET)
    place = place_of(queue(user, on, answer.sheet.round, chosen), answer)
    current = answer.judgements.filter(stage=Stage.APPRAISAL, is_current=True).select_related("by").first()
    is_blind = current is not None and current.by_id != user.pk and waits_for_second(answer)
    form = verdict_form(case, request.POST or None, current)
    if request.method == "POST" and not is_blind and form.is_valid():
        try:
            services.appraise(
                by=user,
                at=request.moment,
                answer=answer,
                verdict=form.verdict(),
                seen=form.cleaned_data["seen"],
            )
        except RoundRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Đã ghi: %(code)s, %(unit)s.") % _told(request, answer))
            return redirect(_next_address(place.after, chosen))
    return show_case(
        request,
        case,
        form,
        "index_rounds/appraisal/appraise.html",
        place=place,
        current=current,
        is_blind=is_blind,
        why_closed=why_closed(answer.sheet.round, request.moment),
    )


def _told(request: Any, answer: Answer) -> dict[str, str]:
    return {
        "code": answer.code,
        "unit": history(request.today).by_id()[answer.sheet.unit_id].full_name,
    }


def _next_address(pk: int | None, chosen: Filter) -> str:
    home = (
        reverse("index_rounds:queue") if pk is None else reverse("index_rounds:appraise", kwargs={"pk": pk})
    )
    return f"{home}?{chosen.query}" if chosen.query else home


@page(*READERS)
@require_http_methods(["GET", "POST"])
def accept_rest(request: Any, pk: int, area: str) -> HttpResponse:
    """What would be accepted in one area of a sheet; then it is."""
    user, on = request.user, request.today
    sheet = sheets.get_for(user, on, pk=pk)
    rows = services.untouched(sheet, area) if sheet.state == SheetState.SENT else []
    card = sheet_card(sheet)
    part = next((one for one in card.areas if one.line.code == area), None)
    example = sheet.answers.filter(code__in=[line.code for line in part.lines]).first() if part else None
    if part is None or example is None:
        raise Http404
    example.sheet = sheet
    require_judge(user, on, example)
    home = f"{reverse('index_rounds:queue')}?{Filter(sheet.unit_id, f'{sheet.block}:{area}').query}"
    if request.method == "POST":
        try:
            count = services.accept_rest(by=user, at=request.moment, sheet=sheet, area=area)
        except RoundRefused as refusal:
            messages.error(request, str(refusal))
        else:
            words = ngettext("Đã chấp nhận %d tiêu chí.", "Đã chấp nhận %d tiêu chí.", count) % count
            messages.success(request, words)
        return redirect(home)
    context = {
        "sheet": sheet,
        "round": sheet.round,
        "unit": history(on).by_id()[sheet.unit_id],
        "area": part,
        "lines": [card.by_code[row.code] for row in rows],
        "home": home,
        "why_closed": why_closed(sheet.round, request.moment),
    }
    return render(request, "index_rounds/appraisal/accept_rest.html", context)

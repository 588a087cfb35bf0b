"""The page on which one answer is judged, at any stage: what was given and asked beside the decision."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import render

from thidua.index_rounds.appraisal.forms import VerdictForm
from thidua.index_rounds.appraisal.points import own_points, range_of
from thidua.index_rounds.appraisal.queue import Filter
from thidua.index_rounds.models import Answer, Judgement
from thidua.index_rounds.sheets.card import AreaPart, ComponentLine, SheetCard, sheet_card
from thidua.index_rounds.sheets.earlier import earlier_of
from thidua.index_rounds.sheets.numbers import written
from thidua.units.selectors import history


@dataclass(frozen=True)
class Case:
    """An answer with its line in the sheet."""

    answer: Answer
    card: SheetCard
    line: ComponentLine
    area: AreaPart


def case_of(answer: Answer) -> Case:
    """Http404 for a component that no unit gives, or that left the set."""
    card = sheet_card(answer.sheet)
    line = card.by_code.get(answer.code)
    if line is None or not line.component.scale.is_typed:
        raise Http404
    return Case(answer, card, line, next(area for area in card.areas if line in area.lines))


def verdict_form(
    case: Case, data: QueryDict | None, shown: Judgement | None, *, needs_reason: bool = False
) -> VerdictForm:
    """The form of a stage, filled with the present decision. `seen` is what the page shows."""
    low, high = range_of(case.line.component)
    initial: dict[str, Any] = {}
    if shown is not None:
        initial = {
            "decision": shown.decision,
            "points": written(shown.points),
            "reason": shown.reason,
            "pin": shown.pin_id,
            "seen": shown.pk,
        }
    pins = case.answer.pins.select_related("evidence")
    return VerdictForm(data, low=low, high=high, pins=pins, needs_reason=needs_reason, initial=initial)


def show_case(request: Any, case: Case, form: VerdictForm, template: str, **more: Any) -> HttpResponse:
    """The page; 422 when the form came back."""
    sheet = case.answer.sheet
    pins = list(case.answer.pins.select_related("evidence__file"))
    context = {
        "answer": case.answer,
        "sheet": sheet,
        "round": sheet.round,
        "unit": history(request.today).by_id()[sheet.unit_id],
        "card": case.card,
        "area": case.area,
        "line": case.line,
        "own": own_points(case.line.component, case.answer),
        "pins": [pin for pin in pins if not pin.is_of_explanation],
        "later_pins": [pin for pin in pins if pin.is_of_explanation],
        "earlier": earlier_of(sheet, case.answer.code),
        "form": form,
        "query": Filter.of(request.GET).query,
        **more,
    }
    return render(request, template, context, status=422 if form.errors else 200)

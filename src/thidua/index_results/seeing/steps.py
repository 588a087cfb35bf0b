"""The ways from a component to the page of its sheet that shows every step of its points."""

from collections.abc import Iterable
from datetime import date

from django.urls import reverse

from thidua.foundation.access import Person
from thidua.index_rounds.access import sheets
from thidua.index_rounds.models import Answer, Round


def steps_of(user: Person, on: date, found: Round, units: Iterable[int]) -> dict[int, dict[str, str]]:
    """Unit id → code → address, for the sheets the person may open; one query.

    A component nobody answered has no steps and no address.
    """
    open_to = sheets.visible_to(user, on).filter(round=found, unit__in=units).order_by()
    answers = Answer.objects.filter(sheet__in=open_to.values("pk"))
    steps: dict[int, dict[str, str]] = {}
    for unit_id, sheet_id, code in answers.values_list("sheet__unit", "sheet", "code"):
        steps.setdefault(unit_id, {})[code] = reverse("index_rounds:judged_answer", args=[sheet_id, code])
    return steps

"""What is wrong with the grounds of a paper, told on the page from which it is printed, with the way out."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django import template
from django.utils.timezone import localtime

from thidua.core.facts import PERIOD_CYCLE
from thidua.core.roles import STANDING_OFFICE
from thidua.paper_forms.enums import Kind
from thidua.paper_forms.selectors import form_doubts as doubts_of_form

register = template.Library()
PLACE = "movement/_ground_doubts.html"


@register.inclusion_tag(PLACE, takes_context=True)
def ground_doubts(context: template.Context, doubts: Sequence[str], *, is_unit_paper: bool = False) -> Any:
    """The doubts, and what the reader can do: the standing office keeps the register, others tell it."""
    request = context["request"]
    return {
        "doubts": doubts,
        "keeps_register": request.user.has_role(request.today, *STANDING_OFFICE),
        "is_unit_paper": is_unit_paper,
    }


@register.inclusion_tag(PLACE, takes_context=True)
def form_doubts(
    context: template.Context, *kinds: str, cycle: str = PERIOD_CYCLE, day: date | datetime | None = None
) -> Any:
    """The same of the office's own forms of these kinds, by the register of the edition in force on `day`,
    that of the paper, or today where it has none.
    """
    today = context["request"].today
    on = localtime(day).date() if isinstance(day, datetime) else day
    found = [words for kind in kinds for words in doubts_of_form(Kind(kind), today, cycle, day=on)]
    return ground_doubts(context, found)

"""States of sheets as badges, numbers of sheets as Vietnamese write them."""

from decimal import Decimal

from django import template
from django.utils.safestring import SafeString

from thidua.foundation.marks import badge
from thidua.index_rounds.enums import SheetState
from thidua.index_rounds.sheets.numbers import written

register = template.Library()
_LOOKS = {
    SheetState.DRAFT.value: ("pencil", "unknown"),
    SheetState.WAITING.value: ("pen-line", "info"),
    SheetState.SENT.value: ("circle-check", "met"),
}


@register.simple_tag
def sheet_state(state: str) -> SafeString:
    """A state with its icon."""
    return badge(SheetState(state).label, *_LOOKS[state])


@register.filter
def figure(value: Decimal | None) -> str:
    """A number or points without idle zeros; a dash where there is none. At most four decimals are shown."""
    return "–" if value is None else written(value.quantize(Decimal("0.0001")))

"""Words and looks of states, and frozen numbers, in templates."""

from decimal import Decimal

from django import template
from django.utils.functional import Promise

from thidua.reports.enums import STATE_LOOKS, TIMING_LOOKS, ReportState, Timing
from thidua.reports.figures import written

register = template.Library()
_LABELS: dict[str, str | Promise] = {one.value: one.label for one in (*ReportState, *Timing)}
_LOOKS = {str(code): look for looks in (STATE_LOOKS, TIMING_LOOKS) for code, look in looks.items()}


@register.filter
def words(code: str) -> str:
    """A state or timing in words."""
    return str(_LABELS[str(code)])


@register.filter
def icon_of(code: str) -> str:
    """The icon of a state or timing."""
    return _LOOKS[str(code)][0]


@register.filter
def look_of(code: str) -> str:
    """The look of a state or timing, for `badge`."""
    return _LOOKS[str(code)][1]


@register.filter
def frozen(value: str | None) -> str:
    """A number as it was frozen, written as Vietnamese do; empty when it was not known."""
    return "" if value is None else written(Decimal(value))

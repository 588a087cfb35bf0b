"""Numbers of frozen results, which are kept as text."""

from decimal import Decimal

from django import template

from thidua.core.text import format_decimal

register = template.Library()


@register.filter
def shown_number(text: str | None) -> str:
    """95.80 as 95,80; a dash where there is none."""
    return "–" if text is None else format_decimal(Decimal(text))

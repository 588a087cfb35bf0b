"""Numbers of frozen results, which are kept as text."""

from decimal import Decimal

from django import template

from thidua.core.text import format_decimal
from thidua.documents.score_charts import step_of

register = template.Library()


@register.filter
def shown_number(text: str | None) -> str:
    """95.80 as 95,80; a dash where there is none."""
    return "–" if text is None else format_decimal(Decimal(text))


@register.filter
def shade(share: Decimal | None) -> str:
    """The shade of a percent, 1 to 5, by the number as it is printed; "none" where there is none."""
    return "none" if share is None else str(1 + step_of(share))

"""Hats in words."""

from datetime import date

from django import template

from thidua.core.text import format_date
from thidua.people.models import Delegation, RoleAssignment

register = template.Library()


@register.filter
def unit_of(names: dict[int, str], unit_id: int | None) -> str:
    """The name of a unit from a dict of names; empty for a hat of the city."""
    return names.get(unit_id or 0, "")


@register.filter
def last_day(row: RoleAssignment | Delegation) -> str:
    """The last day of a hat as it turned out; empty while no end is set."""
    if row.ended_on is not None:
        ended = date.fromordinal(max(row.ended_on.toordinal() - 1, row.valid_from.toordinal()))
        return format_date(min(ended, row.valid_to) if row.valid_to else ended)
    return format_date(row.valid_to) if row.valid_to else ""


@register.filter
def is_over(row: RoleAssignment | Delegation, on: date) -> bool:
    """Whether a hat lies in the past on `on`."""
    return (row.ended_on is not None and row.ended_on <= on) or (
        row.valid_to is not None and row.valid_to < on
    )

"""Words and looks of the board."""

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from thidua.core.text import format_date
from thidua.foundation.marks import badge
from thidua.urging import words
from thidua.urging.board import Cell
from thidua.urging.enums import Progress, Timing
from thidua.urging.items import Due, Item

register = template.Library()
_LOOKS = {
    Progress.NONE: ("circle-dashed", "plain"),
    Progress.WORKING: ("pencil", "info"),
    Progress.TO_SIGN: ("pen-line", "info"),
    Progress.RETURNED: ("undo-2", "suspended"),
    Progress.DONE: ("circle-check", "met"),
}
_OF_THE_CLOCK = {Timing.LATE: "suspended", Timing.ON_THE_DAY: "unknown"}


@register.simple_tag
def standing(cell: Cell) -> SafeString:
    """How a unit stands with an item: the state, what the clock says, the day it came.

    A board has hundreds of them: drawn here, since a template takes four times as long.
    """
    parts = [badge(cell.words, *_LOOKS[cell.progress])]
    if cell.is_late:
        parts.append(badge(_("quá hạn"), "clock-alert", "not-met"))
    elif cell.item.is_duty and cell.timing in _OF_THE_CLOCK:
        parts.append(badge(cell.timing.label, "clock", _OF_THE_CLOCK[cell.timing]))
    if cell.is_past_day:
        parts.append(badge(_("quá ngày hẹn"), "clock", "unknown"))
    if cell.came_at:
        parts.append(
            format_html('<span class="td-small td-soft">{}</span>', format_date(localdate(cell.came_at)))
        )
    return format_html("<span>{}</span>", SafeString(" ".join(parts)))


@register.simple_tag(takes_context=True)
def due_words(context: Any, due: Due, item: Item) -> str:
    """The deadline in words."""
    return words.due_words(due, item, context["request"].today)

"""Words and looks of the board."""

from typing import Any

from django import template

from thidua.urging import words
from thidua.urging.enums import Progress
from thidua.urging.items import Due, Item

register = template.Library()
_LOOKS = {
    Progress.NONE: ("circle-dashed", "plain"),
    Progress.WORKING: ("pencil", "info"),
    Progress.TO_SIGN: ("pen-line", "info"),
    Progress.RETURNED: ("undo-2", "suspended"),
    Progress.DONE: ("circle-check", "met"),
}


@register.filter
def progress_icon(progress: Progress) -> str:
    """The icon of a state."""
    return _LOOKS[progress][0]


@register.filter
def progress_look(progress: Progress) -> str:
    """The look of a state, for `badge`."""
    return _LOOKS[progress][1]


@register.simple_tag(takes_context=True)
def due_words(context: Any, due: Due, item: Item) -> str:
    """The deadline in words."""
    return words.due_words(due, item, context["request"].today)

"""Words and looks of states and timings in templates."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.functional import Promise

from thidua.dossiers.checklist.items import ITEM_OF
from thidua.dossiers.contributions import contribution_words
from thidua.dossiers.enums import STATE_LOOKS, TIMING_LOOKS, DossierState, Timing
from thidua.dossiers.routes import KIND_OF

register = template.Library()
_LABELS: dict[str, str | Promise] = {one.value: one.label for one in (*DossierState, *Timing)}
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
def route_name(family: str) -> str:
    """The route of an award in words."""
    return str(KIND_OF[family].name)


@register.filter
def item_name(code: str) -> str:
    """An item of the checklist in words."""
    return str(ITEM_OF[code].name)


@register.filter
def contribution(facts: Mapping[str, Any]) -> str:
    """What was contributed outside the limits, from the facts of a sending; "" for none."""
    return contribution_words(facts.get("contribution", ""), facts.get("raised_area", ""))

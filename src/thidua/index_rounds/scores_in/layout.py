"""How the workbook looks: who the row is about, then one or two columns for each component."""

from thidua.core.scorecard.card import Component, Scorecard
from thidua.core.text import search_key
from thidua.foundation.spreadsheets.headers import Layout

CODE, UNIT = "Mã đơn vị", "Đơn vị"
WHOLE = "tổng số"
"""After the code of a component: the column of what its number is a part of."""
VALUE_COLUMN, BASE_COLUMN = "value:", "base:"


def asked_of(card: Scorecard) -> list[Component]:
    """The components for which a number is given; surveys and formulas get theirs from elsewhere."""
    return [one for one in card.components if one.scale.is_typed]


def headings_of(component: Component) -> list[str]:
    """The headings of a component's columns."""
    return [component.code, f"{component.code} {WHOLE}"] if component.scale.asks_base else [component.code]


def layout_of(card: Scorecard) -> Layout:
    """The layout by which the table is found in a sheet."""
    words = {"code": frozenset({"ma don vi", "ma"}), "unit": frozenset({"don vi", "ten don vi", "ten"})}
    for one in asked_of(card):
        words[VALUE_COLUMN + one.code] = frozenset({search_key(one.code)})
        if one.scale.asks_base:
            words[BASE_COLUMN + one.code] = frozenset({search_key(f"{one.code} {WHOLE}")})
    values = frozenset(meaning for meaning in words if meaning.startswith(VALUE_COLUMN))
    return Layout(words, needed=(frozenset({"code", "unit"}), values))

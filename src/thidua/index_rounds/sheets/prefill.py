"""Numbers that the units have entered in the movement's year and that fill in lines of a set."""

from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import override

from thidua.index_rounds.models import Answer
from thidua.index_sets.models import CriteriaSet
from thidua.unit_plans.indicator_selectors import indicator_table

Known = Mapping[str, tuple[Decimal, str]]
"""Code of a component → its number and where it comes from."""


def known_numbers(
    criteria_set: CriteriaSet, year: int, on: date, *, of: Collection[int] | None = None
) -> dict[int, Known]:
    """Unit id → what is known for the lines that name an indicator, as of the end of `on`; three queries at
    most, none of the numbers when no line names one.

    The source is in Vietnamese whatever the reader's language: it is stored.
    """
    wanted = dict(criteria_set.lines.exclude(indicator="").values_list("code", "indicator"))
    if not wanted:
        return {}
    table = indicator_table(year, on, of=of)
    with override("vi"):
        sources = {
            one.code: (_("Chỉ số “%(name)s” năm %(year)d đơn vị đã nhập") % {"name": one.name, "year": year})[
                :200
            ]
            for one in table.definitions
        }
    return {
        unit_id: {
            code: (numbers[indicator], sources[indicator])
            for code, indicator in wanted.items()
            if indicator in numbers
        }
        for unit_id, numbers in table.values.items()
    }


def fill(answers: Collection[Answer], known: Known) -> list[Answer]:
    """Writes known numbers into answers that nobody typed; gives those that changed, not saved yet."""
    changed = []
    for answer in answers:
        number, source = known.get(answer.code, (None, ""))
        is_typed = not answer.source and (answer.value is not None or answer.not_arising)
        if number is None or is_typed or (answer.value, answer.source) == (number, source):
            continue
        answer.value, answer.base, answer.not_arising, answer.source = number, None, False, source
        changed.append(answer)
    return changed

"""What is read about digital indicators: definitions of a year, numbers by unit, one indicator over years."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from statistics import median

from django.db.models import Count, Q, QuerySet

from thidua.core.blocks import Block
from thidua.foundation.moment import day_after
from thidua.unit_plans.models import IndicatorDefinition, IndicatorValue
from thidua.units.selectors import history


@dataclass(frozen=True, slots=True)
class IndicatorTable:
    """Definitions asked for in `year`, and the numbers that count: unit id → code → number."""

    year: int
    definitions: tuple[IndicatorDefinition, ...]
    values: dict[int, dict[str, Decimal]]

    def missing(self, unit_id: int) -> list[IndicatorDefinition]:
        """What a unit has not given yet."""
        given = self.values.get(unit_id, {})
        return [definition for definition in self.definitions if definition.code not in given]


def definitions_of(year: int) -> list[IndicatorDefinition]:
    """What is asked for `year`, in order; one query."""
    return [one for one in IndicatorDefinition.objects.order_by("order", "code") if one.covers(year)]


def set_in_use(on: date) -> list[IndicatorDefinition]:
    """What is asked for now or later; one query."""
    still = Q(valid_to__isnull=True) | Q(valid_to__gte=on)
    return list(IndicatorDefinition.objects.filter(still).order_by("order", "code"))


def definition_with(code: str) -> IndicatorDefinition | None:
    """The definition of a code that counts, or counted last."""
    return IndicatorDefinition.objects.filter(code=code).order_by("-valid_from").first()


def indicator_table(year: int, on: date, *, of: Collection[int] | None = None) -> IndicatorTable:
    """Definitions and numbers of `year` by unit, as known at the end of `on`; two queries.

    `of` (unit ids) asks for the numbers of those units alone.
    """
    definitions = tuple(definitions_of(year))
    values: dict[int, dict[str, Decimal]] = defaultdict(dict)
    rows = _known(on).filter(year=year, definition__in=definitions)
    if of is not None:
        rows = rows.filter(unit_id__in=of)
    for unit_id, code, number in rows.values_list("unit_id", "definition__code", "number"):
        values[unit_id][code] = number
    return IndicatorTable(year, definitions, dict(values))


@dataclass(frozen=True, slots=True)
class IndicatorsGiven:
    """The codes asked for in a year, and how many of them each unit has given a number for."""

    codes: tuple[str, ...]
    by_unit: dict[int, int]


def indicators_given(year: int, on: date) -> IndicatorsGiven:
    """How complete the units' numbers of `year` are, as known at the end of `on`; two queries."""
    definitions = definitions_of(year)
    rows = _known(on).filter(year=year, definition__in=definitions).order_by().values("unit_id")
    counted = rows.annotate(given=Count("definition__code", distinct=True))
    return IndicatorsGiven(
        tuple(one.code for one in definitions), dict(counted.values_list("unit_id", "given"))
    )


def _known(on: date) -> QuerySet[IndicatorValue]:
    end = day_after(on)
    return IndicatorValue.objects.filter(entered_at__lt=end).filter(
        Q(replaced_at__isnull=True) | Q(replaced_at__gte=end)
    )


@dataclass(frozen=True, slots=True)
class Series:
    """One indicator over years: the unit's numbers, the median of its block, how many gave a number."""

    years: tuple[int, ...]
    own: dict[int, Decimal]
    middle: dict[int, Decimal]
    given: dict[int, int]

    @property
    def is_worth_drawing(self) -> bool:
        """At least two years with a number."""
        return len(self.years) > 1


def indicator_series(code: str, on: date, *, unit_id: int | None, block: Block | None) -> Series:
    """An indicator by year for one unit and its block (None: all units), as known on `on`; one query.

    In each year units stand with those that were in their block then; a unit with those it was with.
    """
    units = history(on).by_id()
    asked = units.get(unit_id) if unit_id is not None else None

    def is_beside(other: int, year: int) -> bool:
        if block is None:
            return True
        group = block if asked is None else asked.block_in(year)
        return group is not None and other in units and units[other].block_in(year) is group

    by_year: dict[int, list[Decimal]] = defaultdict(list)
    own: dict[int, Decimal] = {}
    rows = _known(on).filter(definition__code=code).values_list("year", "unit_id", "number")
    for year, of_unit, number in rows:
        if is_beside(of_unit, year):
            by_year[year].append(number)
        if of_unit == unit_id:
            own[year] = number
    return Series(
        years=tuple(sorted({*by_year, *own})),
        own=own,
        middle={year: median(numbers) for year, numbers in by_year.items()},
        given={year: len(numbers) for year, numbers in by_year.items()},
    )


def values_of(unit_id: int, year: int) -> list[IndicatorValue]:
    """Every number a unit has given for `year`, corrected ones too, newest first; one query."""
    return list(
        IndicatorValue.objects.filter(unit_id=unit_id, year=year)
        .select_related("definition", "entered_by", "evidence")
        .order_by("definition__order", "-entered_at", "-pk")
    )

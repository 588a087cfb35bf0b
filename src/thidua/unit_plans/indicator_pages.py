"""What the pages of digital indicators show: all units of a year, one indicator over years."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from statistics import median

from django.core.cache import cache
from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from thidua.core.blocks import INDEX_BLOCKS, Block
from thidua.documents.charts import DRAWING, NumberLine, draw_numbers
from thidua.foundation.tables import Cell
from thidua.unit_plans.comparisons import short_number
from thidua.unit_plans.indicator_selectors import Series, indicator_series, indicator_table
from thidua.unit_plans.models import IndicatorDefinition, IndicatorValue
from thidua.unit_plans.selectors import plan_years
from thidua.units.enums import BlockChoice
from thidua.units.selectors import UnitRecord, history

CHART_SECONDS = 7 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Asked:
    """Year and block of the table of all units."""

    year: int
    block: Block


def number_year(on: date) -> int:
    """The year whose numbers are asked for now: the last one that is over, from 2026 on."""
    years = plan_years()
    return min(max(on.year - 1, years[0]), years[-1])


def read_question(query: QueryDict, on: date) -> Asked:
    """The filters of the address; what makes no sense falls back."""
    year, block = query.get("nam", ""), query.get("khoi", "")
    is_year = year.isdecimal() and len(year) == 4 and int(year) in plan_years()
    found = next((one for one in INDEX_BLOCKS if one.value == block), Block.PHUONG)
    return Asked(int(year) if is_year else number_year(on), found)


@dataclass(frozen=True, slots=True)
class NumberTable:
    """Units of a block × indicators of a year; None where no number is given."""

    definitions: tuple[IndicatorDefinition, ...]
    numbers: list[tuple[UnitRecord, list[Decimal | None]]]
    middle: list[Decimal | None]

    @property
    def complete(self) -> int:
        """How many units have given all."""
        return sum(None not in given for _unit, given in self.numbers)

    def rows(self) -> list[tuple[UnitRecord, list[tuple[str, str | None]]]]:
        """Each unit with its numbers as (indicator, number in words)."""
        return [(unit, self._named(given)) for unit, given in self.numbers]

    def middle_words(self) -> list[tuple[str, str | None]]:
        """The medians as (indicator, number in words)."""
        return self._named(self.middle)

    def _named(self, numbers: list[Decimal | None]) -> list[tuple[str, str | None]]:
        names = [one.name for one in self.definitions]
        return [(name, _words(number)) for name, number in zip(names, numbers, strict=True)]

    def lines(self) -> Iterator[list[Cell]]:
        """The heading, one line for each unit, the medians."""
        yield [
            _("Mã đơn vị"),
            _("Đơn vị"),
            *(f"{one.name} ({one.measured_in})" for one in self.definitions),
        ]
        for unit, numbers in self.numbers:
            yield [unit.code, unit.full_name, *(_plain(number) for number in numbers)]
        yield ["", _("Trung vị của khối"), *(_plain(number) for number in self.middle)]


def _plain(number: Decimal | None) -> Decimal | None:
    """Without needless zeros, and never as 1E+2."""
    return None if number is None else Decimal(f"{number.normalize():f}")


def read_table(asked: Asked, on: date) -> NumberTable:
    """The numbers of the units that were in the block in the year, also of one that is no more."""
    table = indicator_table(asked.year, on)
    numbers: list[tuple[UnitRecord, list[Decimal | None]]] = [
        (unit, [table.values.get(unit.id, {}).get(one.code) for one in table.definitions])
        for unit in history(on)
        if unit.block_in(asked.year) is asked.block and _existed(unit, asked.year)
    ]
    columns = [
        [number for _unit, given in numbers if (number := given[place]) is not None]
        for place in range(len(table.definitions))
    ]
    return NumberTable(
        definitions=table.definitions,
        numbers=numbers,
        middle=[median(column) if column else None for column in columns],
    )


def _existed(unit: UnitRecord, year: int) -> bool:
    """Whether the unit could give numbers of the year: it was still there at its end."""
    return unit.dissolved_on is None or unit.dissolved_on > date(year, 12, 31)


def _words(number: Decimal | None) -> str | None:
    return None if number is None else short_number(number)


@dataclass(frozen=True, slots=True)
class IndicatorChart:
    """One indicator over years for one unit (or none) against its block (or all units)."""

    definition: IndicatorDefinition
    unit: UnitRecord | None
    block: Block | None
    series: Series

    @property
    def group(self) -> str:
        """Whose median is drawn."""
        if self.block is None:
            return _("các đơn vị")
        if self.unit and len({self.unit.block_in(year) for year in self.series.years}) > 1:
            return _("khối của đơn vị trong từng năm")
        return _("khối %(block)s") % {"block": str(BlockChoice(self.block.value).label).lower()}

    @property
    def middle_title(self) -> str:
        """What the line of the medians is called."""
        return _("Trung vị %(group)s") % {"group": self.group}

    @property
    def title(self) -> str:
        """What the drawing shows, in one line."""
        whose = self.unit.full_name if self.unit else self.group
        return f"{self.definition.name}: {whose}"

    def rows(self) -> list[tuple[int, str | None, str | None, int]]:
        """Year, the unit's number, the median, how many units gave one."""
        series = self.series
        return [
            (year, _words(series.own.get(year)), _words(series.middle.get(year)), series.given.get(year, 0))
            for year in series.years
        ]

    def lines(self) -> Iterator[list[Cell]]:
        """The same to take along."""
        unit = [self.unit.full_name] if self.unit else []
        yield [_("Năm"), *unit, self.middle_title, _("Số đơn vị đã nhập")]
        for year in self.series.years:
            own = [_plain(self.series.own.get(year))] if self.unit else []
            yield [year, *own, _plain(self.series.middle.get(year)), self.series.given.get(year, 0)]

    def svg(self) -> str:
        """The drawing, kept in the cache under the hash of what it shows and the language."""
        definition, series = self.definition, self.series
        lines = [NumberLine(self.middle_title, tuple(sorted(series.middle.items())))]
        if self.unit:
            lines.insert(0, NumberLine(self.unit.name, tuple(sorted(series.own.items()))))
        shown = repr((DRAWING, lines, self.title, definition.lowest, definition.highest, get_language()))
        key = f"unit_plans:chart:{hashlib.sha256(shown.encode()).hexdigest()}"
        svg: str | None = cache.get(key)
        if svg is None:
            svg = draw_numbers(
                lines,
                title=self.title,
                years=series.years,
                year_title=_("Năm"),
                number_title=definition.measured_in,
                bounds=(definition.lowest, definition.highest),
            )
            cache.set(key, svg, CHART_SECONDS)
        return svg


@dataclass(frozen=True, slots=True)
class ValueLine:
    """One number as it is read; `value` None: not given."""

    definition: IndicatorDefinition
    value: IndicatorValue | None
    bounds: str = ""

    @property
    def words(self) -> str:
        """The number with its unit of measure."""
        return f"{short_number(self.value.number)} {self.definition.measured_in}" if self.value else ""


def read_chart(
    definition: IndicatorDefinition, query: QueryDict, on: date, *, own: frozenset[int] | set[int]
) -> IndicatorChart:
    """For the unit asked for (`don-vi`), else one's own, else for the block (`khoi`)."""
    living = history(on).living()
    code, block = query.get("don-vi", ""), query.get("khoi", "")
    unit = next((one for one in living if one.code == code), None)
    wanted = next((one for one in INDEX_BLOCKS if one.value == block), None)
    if unit is None and not block and not code:
        unit = next((one for one in living if one.id in own), None)
    if unit is not None:
        wanted = unit.block if unit.block in INDEX_BLOCKS else None
    series = indicator_series(definition.code, on, unit_id=unit.id if unit else None, block=wanted)
    return IndicatorChart(definition, unit, wanted, series)


def bounds_in_words(definition: IndicatorDefinition) -> str:
    """From, to, in words; empty without bounds."""
    low, high = definition.lowest, definition.highest
    if low is not None and high is not None:
        return _("từ %(low)s đến %(high)s") % {"low": short_number(low), "high": short_number(high)}
    if low is not None:
        return _("từ %(low)s trở lên") % {"low": short_number(low)}
    if high is not None:
        return _("không quá %(high)s") % {"high": short_number(high)}
    return ""

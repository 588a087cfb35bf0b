"""The figures of the city's report as they are frozen: each with the number of every unit behind it.

A number that no unit gave is None, never 0. A total is counted from the numbers kept with it, so that what is
shown behind a figure always equals the figure, whatever is sent later.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from statistics import mean, median

from thidua.core.blocks import INDEX_BLOCKS, Block
from thidua.core.text import format_decimal
from thidua.reports.enums import Timing

INDICATOR = "indicator."
MEAN_PLACES = 2


class Way(StrEnum):
    """How the numbers of units become one: counted, added up, or the middle one."""

    COUNT = "count"
    SUM = "sum"
    MEDIAN = "median"


Given = tuple[int, Decimal | None]
"""A unit's id and its number; None: the unit itself is counted."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of the report. `of`: how many units could have given a number."""

    code: str
    section: str
    label: str
    measured_in: str
    way: Way
    given: tuple[Given, ...]
    of: int

    @property
    def units(self) -> tuple[int, ...]:
        """The ids of the units behind it."""
        return tuple(unit for unit, _number in self.given)

    @property
    def value(self) -> Decimal | None:
        """The figure; None when nobody gave a number."""
        return self.of_units(None)

    def of_units(self, wanted: frozenset[int] | None) -> Decimal | None:
        """The same figure of some units alone."""
        given = [number for unit, number in self.given if wanted is None or unit in wanted]
        if self.way is Way.COUNT:
            return Decimal(len(given))
        numbers = [number for number in given if number is not None]
        if not numbers:
            return None
        return sum(numbers, Decimal(0)) if self.way is Way.SUM else median(numbers)

    @property
    def average(self) -> Decimal | None:
        """The mean of the numbers given, to two places; None when there are none."""
        numbers = [number for _unit, number in self.given if number is not None]
        return round(mean(numbers), MEAN_PLACES) if numbers else None

    @property
    def words(self) -> str:
        """The value as it is read."""
        return number_words(self.value)

    @property
    def coverage(self) -> str:
        """“118/127”: how many units it is of."""
        return f"{len(self.given)}/{self.of}"


def number_words(value: Decimal | None) -> str:
    """A number as the report writes it: no idle zeros, “chưa có số liệu” for None."""
    if value is None:
        return "chưa có số liệu"
    return format_decimal(
        value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()
    )


def with_unit(words: str, measured_in: str) -> str:
    """“90%”, “12 lượt”."""
    return words + measured_in if measured_in == "%" else f"{words} {measured_in}".strip()


@dataclass(frozen=True, slots=True)
class UnitLine:
    """One unit that owes a report, as it stood. `timing` is of the first time it sent, "" when it never did.

    A report that came in time and was returned since is not late; `is_returned` says that it is not whole.
    """

    unit_id: int
    name: str
    block: Block
    timing: str
    first_sent_at: datetime | None
    sent_at: datetime | None
    receipt: str
    is_returned: bool

    @property
    def state(self) -> str:
        """How it stands, in words."""
        words = STATES[self.timing]
        return f"{words}, đang bổ sung theo yêu cầu" if self.is_returned else words


STATES = {
    Timing.ON_TIME.value: "đúng hạn",
    Timing.ON_THE_DAY.value: "trong ngày mốc",
    Timing.LATE.value: "sau hạn",
    "": "chưa gửi",
}


@dataclass(frozen=True, slots=True)
class DifficultyLine:
    """A difficulty sent to the standing office, as it stood. `is_over`: open past the day aimed at."""

    id: int
    receipt: str
    sender: str
    title: str
    text: str
    state: str
    state_words: str
    sent_on: str
    owner: str
    answer: str
    is_open: bool
    is_over: bool


@dataclass(frozen=True, slots=True)
class Quote:
    """A unit's own words in section VII or VIII of its report."""

    section: str
    unit_id: int
    unit: str
    text: str


@dataclass(frozen=True, slots=True)
class Leader:
    """A unit among the first of its block in the published index of a year."""

    year: int
    block: str
    rank: int
    name: str
    score: str
    published_on: str


@dataclass(frozen=True)
class Figures:
    """Everything drawn at one moment; None: never drawn."""

    moment: datetime | None = None
    figures: tuple[Figure, ...] = ()
    lines: tuple[UnitLine, ...] = ()
    difficulties: tuple[DifficultyLine, ...] = ()
    quotes: tuple[Quote, ...] = ()
    leaders: tuple[Leader, ...] = ()

    @cached_property
    def by_code(self) -> dict[str, Figure]:
        """Figures by their code."""
        return {one.code: one for one in self.figures}

    @cached_property
    def members(self) -> dict[Block, frozenset[int]]:
        """The units of each block, as the blocks were."""
        return {
            block: frozenset(line.unit_id for line in self.lines if line.block is block)
            for block in INDEX_BLOCKS
        }

    @property
    def indicators(self) -> list[Figure]:
        """The digital indicators of the year."""
        return [one for one in self.figures if one.code.startswith(INDICATOR)]

    @property
    def sums(self) -> list[Figure]:
        """The figures that are added up over the units."""
        return [one for one in self.figures if one.way is Way.SUM]

    def timings(self, block: Block | None = None) -> Counter[str]:
        """How many units of a block sent when ("": never), and how many of all were returned."""
        lines = [line for line in self.lines if block in (None, line.block)]
        counted = Counter(line.timing for line in lines)
        counted["returned"] = sum(line.is_returned for line in lines)
        return counted

"""The board: duty units × items, what is most urgent first. No query of its own."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.functional import cached_property

from thidua.core.blocks import Block
from thidua.core.programme import load_holidays
from thidua.units.selectors import UnitRecord, history
from thidua.urging import schedule
from thidua.urging.enums import Progress, Timing
from thidua.urging.items import REMEDIES, Due, Item, items_of, report_days, timing_of

_URGENCY = {Timing.LATE: 0, Timing.ON_THE_DAY: 1, Timing.ON_TIME: 2, Timing.NO_DATE: 3}
_FAR = (Progress.NONE, Progress.RETURNED, Progress.WORKING, Progress.TO_SIGN, Progress.DONE)
RETURNED_FIRST = {progress: place for place, progress in enumerate(_FAR)}


@dataclass(frozen=True, slots=True)
class Cell:
    """One unit and one item."""

    item: Item
    progress: Progress
    timing: Timing
    due: Due | None
    came_at: datetime | None

    @property
    def words(self) -> str:
        """How far, in the words of the item."""
        return str(self.item.done_word if self.is_done else self.progress.label)

    @property
    def is_done(self) -> bool:
        """Nothing more is asked."""
        return self.progress.is_done

    @property
    def is_late(self) -> bool:
        """Never sent, and the named day has passed. Only a duty of the plan can be late."""
        return not self.is_done and self.came_at is None and self.timing is Timing.LATE and self.item.is_duty

    @property
    def is_past_day(self) -> bool:
        """A day set for this very unit has passed (a remedy): amber, since the plan itself sets none."""
        return not self.is_done and self.timing is Timing.LATE and self.item.code == REMEDIES

    def is_in(self, state: str) -> bool:
        """Whether a filter of the board keeps it: a progress, a timing, or `missing`."""
        if state == "missing":
            return not self.is_done
        return state in (self.progress.value, self.timing.value)


@dataclass(frozen=True, slots=True)
class Line:
    """One unit with its cells, in the order of the items."""

    unit: UnitRecord
    cells: tuple[Cell, ...]
    reminded_at: datetime | None = None

    @property
    def urgency(self) -> tuple[object, ...]:
        """What is late and least begun stands first; then the Vietnamese order of names."""
        ranks = [
            (9, 9) if cell.is_done else (_URGENCY[cell.timing], RETURNED_FIRST[cell.progress])
            for cell in self.cells
        ]
        return (min(ranks, default=(9, 9)), self.unit.sort_key)

    def cell(self, code: str) -> Cell:
        """The cell of an item."""
        return next(cell for cell in self.cells if cell.item.code == code)


@dataclass(frozen=True)
class Board:
    """Every duty unit of the day against what is owed in a year."""

    year: int
    at: datetime
    items: tuple[Item, ...]
    lines: tuple[Line, ...]

    @cached_property
    def by_unit(self) -> dict[int, Line]:
        """Lines by the id of their unit."""
        return {line.unit.id: line for line in self.lines}

    def counts(self, code: str) -> Counter[str]:
        """How many units stand how with an item: by progress, and `late` for those missing and late."""
        counted: Counter[str] = Counter()
        for line in self.lines:
            cell = line.cell(code)
            counted[cell.progress.value] += 1
            counted["missing"] += not cell.is_done
            counted["late"] += cell.is_late
            counted["sent-late"] += cell.is_done and cell.timing is Timing.LATE
        return counted

    def missing(self, code: str) -> list[Line]:
        """The lines that have not done an item."""
        return [line for line in self.lines if not line.cell(code).is_done]

    def item(self, code: str) -> Item | None:
        """An item by its code."""
        return next((item for item in self.items if item.code == code), None)


def duty_units(on: date) -> list[UnitRecord]:
    """The units that owe something: those of the index blocks (readings D03, D06)."""
    return [unit for unit in history(on).living() if unit.block is not Block.NONE]


def board_on(year: int, at: datetime, reminded: dict[int, datetime] | None = None) -> Board:
    """The board of `year` at the moment `at`."""
    items = items_of(year, at)
    lines = [
        Line(unit, tuple(_cell(item, unit, at) for item in items), (reminded or {}).get(unit.id))
        for unit in duty_units(at.date())
    ]
    return Board(year, at, items, tuple(sorted(lines, key=lambda line: line.urgency)))


def _cell(item: Item, unit: UnitRecord, at: datetime) -> Cell:
    due, standing = item.due(unit), item.standing(unit.id)
    return Cell(item, standing.progress, timing_of(due, standing, at), due, standing.at)


def chosen(board: Board, *, block: str = "", item: str = "", state: str = "") -> list[Line]:
    """The lines that the filters keep; a state asks about `item`, or about any."""
    kept: Iterable[Line] = board.lines
    if block:
        kept = [line for line in kept if line.unit.block.value == block]
    if state:
        kept = [
            line
            for line in kept
            if any(cell.is_in(state) for cell in line.cells if item in ("", cell.item.code))
        ]
    return list(kept)


def present_year(at: datetime) -> int:
    """The year whose report is asked for now: the last whose first reminder has come."""
    days, holidays = report_days(at.date()), load_holidays()
    begun = [
        year
        for year, day in days.items()
        if schedule.aim(day.last_moment.date(), holidays) - schedule.WINDOW <= at.date()
    ]
    return max(begun, default=min(days))


def days_left(due: Due, on: date) -> int:
    """Days to the last day on time; below 0 when it has passed."""
    return (due.last_day - on) // timedelta(days=1)

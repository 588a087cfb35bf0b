"""What the pages of the board show, and the table that is taken along."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.core.paginator import Paginator
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from thidua.core.blocks import INDEX_BLOCKS
from thidua.core.text import format_date, search_key
from thidua.foundation.tables import Cell as TableCell
from thidua.units.enums import BlockChoice
from thidua.units.selectors import UnitRecord
from thidua.urging.board import Board, Cell, Line, board_on, chosen, present_year
from thidua.urging.enums import Progress, Timing
from thidua.urging.items import REMEDIES, Due, Item, report_days
from thidua.urging.models import ReminderRun
from thidua.urging.selectors import last_reminded, runs_of

LINES_ON_PAGE = 30
RUNS_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Filters:
    """What the reader asked the board for; empty: everything."""

    year: int
    block: str = ""
    item: str = ""
    state: str = ""
    text: str = ""

    @property
    def is_narrow(self) -> bool:
        """Whether anything is left out."""
        return bool(self.block or self.item or self.state or self.text)


def read_filters(asked: Mapping[str, str], at: Any) -> Filters:
    """The filters of a query or a form; what makes no sense is passed over."""
    years = report_days(at.date())
    year = asked.get("nam", "")
    return Filters(
        year=int(year) if year.isdecimal() and int(year) in years else present_year(at),
        block=_one_of(asked.get("khoi", ""), [block.value for block in INDEX_BLOCKS]),
        item=asked.get("viec", "")[:40],
        state=_one_of(asked.get("tinh-trang", ""), [code for code, _label in state_choices()]),
        text=asked.get("q", "").strip()[:80],
    )


def _one_of(value: str, allowed: Sequence[str]) -> str:
    return value if value in allowed else ""


def state_choices() -> list[tuple[str, str]]:
    """The states of the filter, most asked first."""
    return [
        ("missing", _("chưa xong")),
        *((progress.value, str(progress.label)) for progress in Progress),
        *((timing.value, str(timing.label)) for timing in (Timing.LATE, Timing.ON_THE_DAY, Timing.ON_TIME)),
    ]


def lines_for(board: Board, filters: Filters) -> list[Line]:
    """The lines that the filters keep."""
    lines = chosen(board, block=filters.block, item=filters.item, state=filters.state)
    if filters.text:
        wanted = search_key(filters.text)
        lines = [line for line in lines if wanted in search_key(f"{line.unit.full_name} {line.unit.name}")]
    return lines


@dataclass(frozen=True, slots=True)
class ItemSummary:
    """One item at a glance."""

    item: Item
    done: int
    missing: int
    late: int
    returned: int
    sent_late: int
    total: int
    due: Due | None


@dataclass(frozen=True, slots=True)
class BlockSummary:
    """How a block stands with an item, and which of its units have not done it, late ones first."""

    code: str
    name: str
    done: int
    total: int
    missing: list[tuple[UnitRecord, Cell]]


def board_page(request: Any) -> dict[str, Any]:
    """Everything the board shows; a constant number of queries. `?in=1`: all lines on one page to print."""
    at = request.moment
    filters = read_filters(request.GET, at)
    runs = runs_of(filters.year)
    board = board_on(filters.year, at, last_reminded(runs))
    lines = lines_for(board, filters)
    size = max(len(lines), 1) if request.GET.get("in") else LINES_ON_PAGE
    shown = Paginator(lines, size).get_page(request.GET.get("trang"))
    report, *others = board.items
    return {
        "board": board,
        "filters": filters,
        "lines": shown,
        "columns": [item for item in board.items if filters.item in ("", item.code)],
        "open_lines": sum(any(not cell.is_done for cell in line.cells) for line in lines),
        "report": _summary(board, report),
        "report_blocks": _by_block(board, report),
        "others": [_summary(board, item) for item in others],
        "blocks": [(block.value, BlockChoice(block).label) for block in INDEX_BLOCKS],
        "states": state_choices(),
        "years": sorted(report_days(at.date())),
        "runs": run_lines(board, runs[:RUNS_SHOWN]),
    }


def _summary(board: Board, item: Item) -> ItemSummary:
    counts = board.counts(item.code)
    first = board.lines[0] if board.lines else None
    # A day of one unit alone is no day of the item.
    has_one_day = item.code != REMEDIES
    return ItemSummary(
        item=item,
        done=counts[Progress.DONE.value],
        missing=counts["missing"],
        late=counts["late"],
        returned=counts[Progress.RETURNED.value],
        sent_late=counts["sent-late"],
        total=len(board.lines),
        due=first.cell(item.code).due if first and has_one_day else None,
    )


def _by_block(board: Board, item: Item) -> list[BlockSummary]:
    found = []
    for block in INDEX_BLOCKS:
        lines = [line for line in board.lines if line.unit.block is block]
        missing = [(line.unit, line.cell(item.code)) for line in lines if not line.cell(item.code).is_done]
        missing.sort(key=lambda one: (not one[1].is_late, one[0].sort_key))
        name = str(BlockChoice(block).label)
        found.append(BlockSummary(block.value, name, len(lines) - len(missing), len(lines), missing))
    return found


def run_lines(board: Board, runs: Sequence[ReminderRun]) -> list[tuple[ReminderRun, str]]:
    """Runs with the name of their item."""
    return [(run, str(item.name) if (item := board.item(run.item)) else "") for run in runs]


def new_token() -> str:
    """What makes a form of this room one act, however often it is sent."""
    return uuid4().hex


def table_rows(lines: Sequence[Line], board: Board) -> Iterator[list[TableCell]]:
    """The board as a table to take along, the heading first."""
    head: list[TableCell] = [_("Mã"), _("Đơn vị"), _("Khối")]
    for item in board.items:
        head += [str(item.name), _("Hạn (%(item)s)") % {"item": item.name}]
        head += [
            _("Lúc xong (%(item)s)") % {"item": item.name},
            _("Đúng hạn (%(item)s)") % {"item": item.name},
        ]
    yield [*head, _("Nhắc gần nhất")]
    for line in lines:
        row: list[TableCell] = [line.unit.code, line.unit.full_name, line.unit.block_name]
        for cell in line.cells:
            row += _table_cells(cell)
        yield [*row, f"{localtime(line.reminded_at):%H:%M %d/%m/%Y}" if line.reminded_at else None]


def _table_cells(cell: Cell) -> list[TableCell]:
    return [
        cell.words,
        format_date(cell.due.last_day) if cell.due else None,
        f"{localtime(cell.came_at):%H:%M:%S %d/%m/%Y}" if cell.came_at else None,
        str(cell.timing.label),
    ]

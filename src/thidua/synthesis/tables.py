"""The tables of the city's report, for the page and for the annexes of the paper alike (Vietnamese only)."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.utils.timezone import localtime
from django.utils.translation import override

from thidua.core.blocks import INDEX_BLOCKS, Block
from thidua.reports.enums import Timing
from thidua.synthesis.figures import Figure, Figures, UnitLine, number_words
from thidua.synthesis.sentence import day_words
from thidua.synthesis.words import LastYear
from thidua.units.enums import BlockChoice

WHOLE = "Toàn thành phố"


def block_name(block: Block) -> str:
    """A block as the paper writes it."""
    with override("vi"):
        return str(BlockChoice(block).label)


@dataclass(frozen=True, slots=True)
class SentRow:
    """How many units of a block sent when; `block` None: all of them."""

    block: Block | None
    name: str
    owing: int
    on_time: int
    on_the_day: int
    late: int
    missing: int
    returned: int


def sent_rows(now: Figures) -> list[SentRow]:
    """One row for each block, then the city."""
    blocks: list[Block | None] = [*INDEX_BLOCKS, None]
    return [_sent_row(now, block) for block in blocks] if now.lines else []


def _sent_row(now: Figures, block: Block | None) -> SentRow:
    counted = now.timings(block)
    return SentRow(
        block=block,
        name=block_name(block) if block else WHOLE,
        owing=sum(block in (None, line.block) for line in now.lines),
        on_time=counted[Timing.ON_TIME.value],
        on_the_day=counted[Timing.ON_THE_DAY.value],
        late=counted[Timing.LATE.value],
        missing=counted[""],
        returned=counted["returned"],
    )


def lines_by_block(now: Figures) -> list[tuple[str, list[UnitLine]]]:
    """Every unit, what is missing first, then what came last."""
    urgent = {"": 0, Timing.LATE.value: 1, Timing.ON_THE_DAY.value: 2, Timing.ON_TIME.value: 3}
    return [
        (
            block_name(block),
            sorted((line for line in now.lines if line.block is block), key=lambda line: urgent[line.timing]),
        )
        for block in INDEX_BLOCKS
        if now.members[block]
    ]


def sent_words(line: UnitLine) -> str:
    """When a unit sent: the first time, and the last where it differs."""
    if line.first_sent_at is None:
        return "–"
    first = f"{localtime(line.first_sent_at):%H:%M} {day_words(line.first_sent_at)}"
    if line.sent_at and line.sent_at != line.first_sent_at:
        return f"{first}; gửi lại {localtime(line.sent_at):%H:%M} {day_words(line.sent_at)}"
    return first


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One figure in every block, for the city, and in last year's approved report."""

    figure: Figure
    blocks: tuple[str, ...]
    whole: str
    last_year: str
    change: str

    @property
    def named_blocks(self) -> list[tuple[str, str]]:
        """Each block with its figure."""
        return [(block_name(block), value) for block, value in zip(INDEX_BLOCKS, self.blocks, strict=True)]


def figure_rows(figures: list[Figure], now: Figures, before: LastYear | None) -> Iterator[FigureRow]:
    """Figures × blocks. What is not known is a dash, never 0."""
    for one in figures:
        older = before.figures.by_code.get(one.code) if before else None
        then = older.value if older else None
        yield FigureRow(
            figure=one,
            blocks=tuple(_cell(one.of_units(now.members[block])) for block in INDEX_BLOCKS),
            whole=_cell(one.value),
            last_year=f"{_cell(then)} ({older.coverage})" if older and then is not None else "–",
            change=_signed(one.value - then) if one.value is not None and then is not None else "–",
        )


def _cell(value: Decimal | None) -> str:
    return "–" if value is None else number_words(value)


def _signed(change: Decimal) -> str:
    return f"+{number_words(change)}" if change > 0 else number_words(change).replace("-", "−")

"""What the ranking pages show, from what was asked for: shared by the office's and the public page."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.core.cache import cache
from django.core.paginator import Paginator
from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from thidua.core.blocks import Block
from thidua.core.scoring import parse_points
from thidua.documents.charts import DRAWING, RankLine, draw_ranks
from thidua.foundation import revision
from thidua.par_index.enums import IndexKind
from thidua.par_index.selectors import NEAR, RankedUnit, Ranking, available, block_lines, ranking
from thidua.units.enums import BlockChoice

CHART_UNITS = {Block.SO: 14, Block.PHUONG: 15, Block.XA: 15}
"""As many lines as a reader can follow: the whole sở block, the widest list of the plan for the others."""
WIDEST_NEAR = Decimal(5)
ROWS_ON_PAGE = 150
"""A whole block of the city on one page, one of a country on many."""
CHART_SECONDS = 7 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Choice:
    """A ranking that exists and what else could be chosen. `years` and `blocks` are those published."""

    index: IndexKind
    year: int
    block: Block
    near: Decimal
    indexes: tuple[IndexKind, ...]
    years: tuple[int, ...]
    blocks: tuple[Block, ...]

    def link(self, **change: object) -> str:
        """The query of the same page with one thing changed."""
        asked = {"chi-so": self.index, "nam": self.year, "khoi": self.block.value}
        asked |= {key.replace("_", "-"): value for key, value in change.items()}
        query = QueryDict(mutable=True)
        for key, value in asked.items():
            query[key] = str(value)
        if self.near != NEAR:
            query["sat"] = str(self.near)
        return f"?{query.urlencode()}"

    @property
    def block_word(self) -> str:
        """The block's name inside a sentence."""
        return block_word(self.block)

    @property
    def year_links(self) -> list[tuple[int, str]]:
        """The published years and where each is shown."""
        return [(year, self.link(nam=year)) for year in self.years]

    @property
    def block_links(self) -> list[tuple[Block, str, str]]:
        """The published blocks, their names and where each is shown."""
        return [(block, str(BlockChoice(block).label), self.link(khoi=block.value)) for block in self.blocks]

    @property
    def index_links(self) -> list[tuple[IndexKind, str]]:
        """The published indexes and where each is shown."""
        return [(index, self.link(chi_so=index)) for index in self.indexes]

    @property
    def title(self) -> str:
        """“Chỉ số … năm 2026, khối phường”."""
        return _("%(index)s năm %(year)s, khối %(block)s") % {
            "index": self.index.label,
            "year": self.year,
            "block": block_word(self.block),
        }


def block_word(block: Block) -> str:
    """The block's name inside a sentence."""
    label = str(BlockChoice(block).label)
    return label[0].lower() + label[1:]


def choose(asked: QueryDict, on: date) -> Choice | None:
    """What is asked for, or the nearest thing there is: latest year, first block. None: nothing yet."""
    found = available(on)
    if not found:
        return None
    index = next((kind for kind in found if kind == asked.get("chi-so")), next(iter(found)))
    years = found[index]
    year = next((one for one in years if str(one) == asked.get("nam")), next(iter(years)))
    blocks = years[year]
    block = next((one for one in blocks if one == asked.get("khoi")), blocks[0])
    return Choice(index, year, block, _near(asked.get("sat", "")), tuple(found), tuple(years), blocks)


def _near(text: str) -> Decimal:
    try:
        near = parse_points(text)
    except ValueError:
        return NEAR
    return near if 0 <= near <= WIDEST_NEAR else NEAR


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the table: a unit, or a run of places nobody was published for."""

    unit: RankedUnit | None = None
    gap: tuple[int, int] | None = None


def table_lines(ranking: Ranking) -> Iterator[Line]:
    """Units in their order with the gaps where they belong."""
    gaps = list(ranking.gaps)
    for unit in ranking.units:
        while gaps and gaps[0][1] < unit.rank:
            yield Line(gap=gaps.pop(0))
        yield Line(unit=unit)
    for gap in gaps:
        yield Line(gap=gap)


@revision.kept(most=64)
def read_table(choice: Choice, on: date) -> tuple[Ranking, tuple[Line, ...]]:
    """The ranking of `choice` as known on `on`, with its lines; one query when it is kept."""
    found = ranking(choice.index, choice.year, choice.block, on, near=choice.near)
    return found, tuple(table_lines(found))


@dataclass(frozen=True, slots=True)
class TablePage:
    """The lines of one page, and where the pages beside it are; empty where there is none."""

    lines: tuple[Line, ...]
    number: int
    count: int
    previous: str
    next: str


def page_number(asked: str | None) -> int:
    """The number asked for; 1 for anything that is none."""
    return int(asked) if asked and asked.isdecimal() and len(asked) < 5 else 1


def table_page(choice: Choice, lines: tuple[Line, ...], number: int) -> TablePage:
    """The page of that number, or the last there is."""
    page = Paginator(lines, ROWS_ON_PAGE).get_page(number)
    return TablePage(
        tuple(page.object_list),
        page.number,
        page.paginator.num_pages,
        choice.link(trang=page.number - 1) if page.has_previous() else "",
        choice.link(trang=page.number + 1) if page.has_next() else "",
    )


@dataclass(frozen=True, slots=True)
class Chart:
    """The rank history of a block: its years, its lines, and the hash of both."""

    years: tuple[int, ...]
    lines: tuple[tuple[str, tuple[tuple[int, int], ...]], ...]

    @property
    def is_worth_drawing(self) -> bool:
        """At least two published years; one year is what the table already says."""
        return len(self.years) > 1

    def rows(self) -> list[tuple[str, list[int | None]]]:
        """The same as a table: per unit its rank in each year, None where not published."""
        return [(name, [dict(points).get(year) for year in self.years]) for name, points in self.lines]


@revision.kept(most=16)
def read_chart(index: IndexKind, block: Block, on: date) -> Chart:
    """The best units of the latest year through all published years; one query when it is kept."""
    lines = tuple(block_lines(index, block, on, limit=CHART_UNITS[block]))
    return Chart(tuple(sorted({year for _name, points in lines for year, _rank in points})), lines)


def chart_svg(chart: Chart, title: str) -> str:
    """The drawing, kept in the cache under the hash of what it shows and the language."""
    shown = repr((DRAWING, chart.years, chart.lines, title, get_language()))
    key = f"par_index:chart:{hashlib.sha256(shown.encode()).hexdigest()}"
    svg: str | None = cache.get(key)
    if svg is None:
        lines = [RankLine(name, points) for name, points in chart.lines]
        svg = draw_ranks(lines, title=title, years=chart.years, year_title=_("Năm"), rank_title=_("Hạng"))
        cache.set(key, svg, CHART_SECONDS)
    return svg

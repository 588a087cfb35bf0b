"""Who leads each block for the flag: by the metric that was chosen, and by every other one (B20)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from types import MappingProxyType

from thidua.core.blocks import INDEX_BLOCKS, Block
from thidua.core.eligibility import Assessor, nominate
from thidua.core.facts import PERIOD_CYCLE, Nomination
from thidua.core.labels import BLOCK_NAMES
from thidua.core.leadership import BlockComparison, Tally
from thidua.core.programme import Option
from thidua.core.resolve import period_top
from thidua.core.truth import Truth
from thidua.par_index.selectors import NEAR

FLAG_METRIC, BY_MEAN_SCORE = "flag_metric", "mean_score"
POINT_A = "period.collective"
SHOWN = 5
"""So many leaders of a block are shown, and every unit that is put forward for the flag."""


@dataclass(frozen=True, slots=True)
class LeaderRow:
    """One unit in the table of its block. `placed`: (metric, its place by it), 0 where it has none.

    `point_a`: whether it meets the standards of point a, which the flag asks for too (B20, B22); what no
    dossier says stays unknown.
    """

    code: str
    name: str
    mean_score: Decimal | None
    mean_rank: Decimal | None
    first_places: int
    years_in_top: int
    placed: tuple[tuple[Option, int], ...]
    is_nominated: bool
    point_a: Truth

    def place_by(self, metric: str) -> int:
        """Its place by a metric, 0 where it has none."""
        return next((place for option, place in self.placed if option.id == metric), 0)


@dataclass(frozen=True, slots=True)
class Close:
    """A unit close behind the first of its block; `gap` in points of the mean score."""

    code: str
    name: str
    gap: Decimal


@dataclass(frozen=True, slots=True)
class LeaderTable:
    """One block. `firsts`: who would lead by each metric, several where they share the place. `close`: who
    follows the first so closely by mean score, where that is what leads, that a recount could turn them.
    """

    block: Block
    metrics: tuple[Option, ...]
    chosen: str
    years: tuple[int, ...]
    rows: tuple[LeaderRow, ...]
    firsts: tuple[tuple[str, ...], ...]
    close: tuple[Close, ...] = ()

    @property
    def block_name(self) -> str:
        """The block in words."""
        return BLOCK_NAMES[self.block]

    @property
    def is_agreed(self) -> bool:
        """Whether every metric names the same leaders."""
        return len({frozenset(names) for names in self.firsts}) <= 1

    @property
    def says(self) -> list[tuple[Option, tuple[str, ...], bool]]:
        """(metric, who would lead, whether it is the one in force)."""
        return [
            (metric, names, metric.id == self.chosen)
            for metric, names in zip(self.metrics, self.firsts, strict=True)
        ]


def leader_tables(
    assessor: Assessor, nominated: Iterable[str], filed: Mapping[str, Nomination] = MappingProxyType({})
) -> list[LeaderTable]:
    """A table for each block of which something is published. `nominated`: codes put forward for the flag;
    `filed`: unit → what it handed in for itself.
    """
    put_forward = frozenset(nominated)
    tables = (_table(assessor, block, put_forward, filed) for block in INDEX_BLOCKS)
    return [table for table in tables if table.rows]


def _table(
    assessor: Assessor, block: Block, nominated: frozenset[str], filed: Mapping[str, Nomination]
) -> LeaderTable:
    metrics = assessor.programme.reading_by_switch[FLAG_METRIC].options
    chosen = assessor.readings[FLAG_METRIC]
    top = period_top(assessor.programme)
    compared = {
        metric.id: assessor.comparison(block)
        if metric.id == chosen
        else BlockComparison(assessor.ledger, block, assessor.counted, metric.id, top)
        for metric in metrics
    }
    standing = {metric: one.standing() for metric, one in compared.items()}
    places = {metric: _places(tallies) for metric, tallies in standing.items()}
    ordered = standing[chosen]
    shown = [one for n, one in enumerate(ordered) if n < SHOWN or one.unit.code in nominated]
    return LeaderTable(
        block=block,
        metrics=tuple(metrics),
        chosen=chosen,
        years=compared[chosen].years,
        rows=tuple(
            LeaderRow(
                code=one.unit.code,
                name=one.unit.name,
                mean_score=one.mean_score,
                mean_rank=one.mean_rank,
                first_places=one.first_places,
                years_in_top=one.years_in_top,
                placed=tuple((metric, places[metric.id].get(one.unit.code, 0)) for metric in metrics),
                is_nominated=one.unit.code in nominated,
                point_a=_point_a(assessor, one.unit.code, filed.get(one.unit.code)),
            )
            for one in shown
        ),
        firsts=tuple(
            tuple(one.unit.name for one in standing[metric.id] if places[metric.id][one.unit.code] == 1)
            for metric in metrics
        ),
        close=_close(ordered) if chosen == BY_MEAN_SCORE else (),
    )


def _close(ordered: Sequence[Tally]) -> tuple[Close, ...]:
    means = [(one.unit, one.mean_score) for one in ordered if one.mean_score is not None]
    return tuple(
        Close(unit.code, unit.name, gap)
        for unit, mean in means[1:]
        if (gap := (means[0][1] - mean).quantize(Decimal("0.0001"))) <= NEAR
    )


def _point_a(assessor: Assessor, code: str, filed: Nomination | None) -> Truth:
    asked = nominate(POINT_A, PERIOD_CYCLE, code) if filed is None else replace(filed, award=POINT_A)
    return assessor.assess(asked).truth


def _places(tallies: list[Tally]) -> dict[str, int]:
    """Unit → its place; units with the same measures share one and the next is skipped."""
    found: dict[str, int] = {}
    for number, tally in enumerate(tallies, 1):
        above = tallies[number - 2] if number > 1 else None
        is_shared = above is not None and above.measures == tally.measures
        found[tally.unit.code] = found[above.unit.code] if above is not None and is_shared else number
    return found

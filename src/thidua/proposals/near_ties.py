"""Units so close to a cut of their block that a recount or a rounding could turn them round."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from thidua.core.blocks import INDEX_BLOCKS, Block
from thidua.core.eligibility import Assessor
from thidua.core.facts import PERIOD_CYCLE, Cycle, Place
from thidua.core.labels import BLOCK_NAMES
from thidua.core.resolve import period_top, yearly_top
from thidua.par_index.selectors import NEAR


@dataclass(frozen=True, slots=True)
class NearUnit:
    """One unit at a cut: its points and how far it is from the other side."""

    code: str
    name: str
    rank: int
    score: Decimal
    is_in: bool
    has_dossier: bool


@dataclass(frozen=True, slots=True)
class NearTie:
    """A cut of one block and year at which points are close. `gap`: between the last in and the first out."""

    year: int
    block: Block
    top: int
    gap: Decimal
    units: tuple[NearUnit, ...]

    @property
    def block_name(self) -> str:
        """The block in words."""
        return BLOCK_NAMES[self.block]


def near_ties(
    assessor: Assessor, cycle: Cycle, nominated: Iterable[str], most: Decimal = NEAR
) -> list[NearTie]:
    """The close cuts of the rankings that a cycle reads, those of the counted years for the period.

    `most`: the greatest gap in points that counts as close. Only cuts at which a unit with a dossier stands.
    """
    have = frozenset(nominated)
    is_period = cycle == PERIOD_CYCLE
    years = assessor.counted if is_period else (int(cycle),)
    tops = period_top(assessor.programme) if is_period else yearly_top(assessor.programme)
    placed: dict[tuple[int, Block], list[tuple[str, Place]]] = {}
    for code, year, place in assessor.ledger.rows():
        if year in years and place.score is not None:
            placed.setdefault((year, place.block), []).append((code, place))
    found = (
        _at_cut(assessor, year, block, tops[block], placed.get((year, block), []), have, most)
        for year in years
        for block in INDEX_BLOCKS
    )
    return [tie for tie in found if tie is not None]


def _at_cut(
    assessor: Assessor,
    year: int,
    block: Block,
    top: int,
    rows: list[tuple[str, Place]],
    have: frozenset[str],
    most: Decimal,
) -> NearTie | None:
    last_in = min((place.score for _, place in rows if place.rank <= top and place.score), default=None)
    first_out = max((place.score for _, place in rows if place.rank > top and place.score), default=None)
    if last_in is None or first_out is None or not Decimal(0) <= last_in - first_out <= most:
        return None
    close = sorted(
        (
            (place.rank, code, place)
            for code, place in rows
            if place.score is not None
            and code in assessor.ledger.units
            and (
                first_out <= place.score <= first_out + most
                if place.rank <= top
                else last_in - most <= place.score <= last_in
            )
        ),
        key=lambda one: one[:2],
    )
    if not any(code in have for _, code, _ in close):
        return None
    return NearTie(
        year=year,
        block=block,
        top=top,
        gap=last_in - first_out,
        units=tuple(
            NearUnit(
                code,
                assessor.ledger.units[code].name,
                rank,
                place.score or Decimal(0),
                rank <= top,
                code in have,
            )
            for rank, code, place in close
        ),
    )

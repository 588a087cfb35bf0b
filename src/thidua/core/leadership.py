"""Who is first in its block over several years: the test for the flag (III.2.2.b.CO.0, readings B20-B23).

The comparison is among all units now in the block, over the counted years published so far in that block.
A unit must have been ranked in every one of them; a rank or score earned in another block counts.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Context, Decimal
from functools import reduce

from thidua.core.blocks import Block
from thidua.core.facts import Ledger, Unit
from thidua.core.truth import MET, NOT_MET, UNKNOWN, Truth

_EXACT = Context(prec=200)
"""Wide enough for sums of all scores a case file may have: nothing is rounded before it is compared."""

Measure = Decimal | int | None
"""Greater is better; None: a score or a rank it needs is not known."""


@dataclass(frozen=True, slots=True)
class Tally:
    """What a unit brings to the comparison, best first by `measures` in order.

    `gaps`: its (year) results that are not known and that a measure needs.
    """

    unit: Unit
    measures: tuple[Measure, ...]
    gaps: tuple[int, ...]
    mean_score: Decimal | None
    mean_rank: Decimal | None
    first_places: int
    years_in_top: int


@dataclass(frozen=True, slots=True)
class Leadership:
    """Whether a unit leads its block.

    `years`: the years compared; none yet means unknown. `tally`: the unit's own, None when it was left out
    of a ranking. `ahead`: one unit surely ahead of it. `tied`: the units, itself included, that share the
    first place by every measure. `open_units`: units whose missing results leave the matter open.
    """

    truth: Truth
    years: tuple[int, ...]
    tally: Tally | None = None
    ahead: Unit | None = None
    tied: tuple[Unit, ...] = ()
    open_units: tuple[Tally, ...] = ()


class BlockComparison:
    """The tallies of one block, compared once and asked for each unit."""

    def __init__(
        self,
        ledger: Ledger,
        block: Block,
        counted_years: tuple[int, ...],
        metric: str,
        top: Mapping[Block, int],
    ) -> None:
        published = ledger.published.get(block, set())
        self.years = tuple(year for year in counted_years if year in published)
        self.tallies: dict[str, Tally] = {}
        if not self.years:
            return
        for unit in ledger.units.values():
            if unit.block is block and (tally := _tally(ledger, unit, self.years, metric, top)):
                self.tallies[unit.code] = tally
        self._complete = [tally for tally in self.tallies.values() if None not in tally.measures]
        self._incomplete = [tally for tally in self.tallies.values() if None in tally.measures]
        self._best = max((_known(tally) for tally in self._complete), default=None)
        self._leaders = [tally for tally in self._complete if _known(tally) == self._best]

    def leadership(self, unit: Unit) -> Leadership:
        """Whether `unit` is first in this block."""
        if not self.years:
            return Leadership(UNKNOWN, ())
        own = self.tallies.get(unit.code)
        if own is None:
            return Leadership(NOT_MET, self.years)
        is_complete = None not in own.measures
        if own.measures[0] is None and len(self.tallies) > 1:
            return Leadership(UNKNOWN, self.years, own, open_units=(own,))
        # Complete tallies are beaten by the best of them, so only that one is looked at.
        rivals = (*(self._leaders if is_complete else self._complete), *self._incomplete)
        tied = [unit]
        open_units = [] if is_complete else [own]
        is_open = False
        for rival in rivals:
            if rival is own:
                continue
            outcome = _compare(own, rival)
            if outcome is NOT_MET:
                return Leadership(NOT_MET, self.years, own, ahead=rival.unit)
            if outcome is UNKNOWN:
                is_open = True
                if None in rival.measures:
                    open_units.append(rival)
            elif outcome is None:
                tied.append(rival.unit)
        tied_units = tuple(tied) if len(tied) > 1 else ()
        if not is_open and not tied_units:
            return Leadership(MET, self.years, own)
        return Leadership(
            UNKNOWN, self.years, own, tied=tied_units, open_units=tuple(open_units) if is_open else ()
        )

    def standing(self) -> list[Tally]:
        """The complete tallies, best first: the table shown to the council."""
        return sorted(self._complete, key=_known, reverse=True) if self.years else []


def _known(tally: Tally) -> tuple[Decimal | int, ...]:
    return tuple(measure for measure in tally.measures if measure is not None)


def _compare(own: Tally, rival: Tally) -> Truth | None:
    """MET: own is ahead; NOT_MET: the rival is; UNKNOWN: a measure is missing; None: a full tie."""
    for mine, other in zip(own.measures, rival.measures, strict=True):
        if mine is None or other is None:
            return UNKNOWN
        if mine != other:
            return MET if mine > other else NOT_MET
    return None


def _tally(
    ledger: Ledger, unit: Unit, years: tuple[int, ...], metric: str, top: Mapping[Block, int]
) -> Tally | None:
    """The unit's measures over `years`, or None when it was left out of a published ranking."""
    standings = ledger.standings(unit.code)
    places = [standings.get(year) for year in years]
    known = [place for place in places if place is not None]
    if any(not place.is_ranked for place in known):
        return None
    pending = tuple(year for year, place in zip(years, places, strict=True) if place is None)
    unscored = tuple(
        year for year, place in zip(years, places, strict=True) if place is not None and place.score is None
    )
    scores = [place.score for place in known if place.score is not None]
    total = reduce(_EXACT.add, scores, Decimal(0)) if len(scores) == len(years) else None
    ranks = sum(place.rank for place in known) if not pending else None
    firsts = sum(place.rank == 1 for place in known)
    in_top = sum(place.rank <= top[place.block] for place in known)
    latest = places[-1].score if places[-1] is not None else None
    counts: tuple[Measure, ...] = (firsts, in_top) if not pending else (None, None)
    measures: dict[str, Callable[[], tuple[Measure, ...]]] = {
        "mean_score": lambda: (total, *counts, latest),
        "mean_rank": lambda: (-ranks if ranks is not None else None, *counts, latest),
        "first_places": lambda: (*counts, latest),
    }
    return Tally(
        unit=unit,
        measures=measures[metric](),
        gaps=tuple(sorted(pending + unscored)),
        mean_score=None if total is None else total / len(years),
        mean_rank=None if ranks is None else Decimal(ranks) / len(years),
        first_places=firsts,
        years_in_top=in_top,
    )

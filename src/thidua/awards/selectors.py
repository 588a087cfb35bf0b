"""What is read about awards given and candidates, beside the outlook."""

from dataclasses import dataclass

from thidua.awards.models import AwardRecord, Candidate
from thidua.awards.snapshot import Snapshot
from thidua.core.blocks import Block
from thidua.core.facts import Place
from thidua.core.resolve import period_top, yearly_top


@dataclass(frozen=True, slots=True)
class YearStanding:
    """One year of the five-year strip. `place` None: not known; `in_*` None where there is no rank."""

    year: int
    place: Place | None
    in_yearly: bool | None
    in_period: bool | None
    is_counted: bool

    @property
    def state(self) -> str:
        """`unknown`, `none` (not ranked), `year` (in the yearly list), `period` (in that list), `out`."""
        if self.place is None:
            return "unknown"
        if not self.place.is_ranked:
            return "none"
        return "year" if self.in_yearly else "period" if self.in_period else "out"


def year_strip(snapshot: Snapshot, unit: str) -> list[YearStanding]:
    """The years of the period for one unit: in or out of the yearly and of the period list.

    The yearly list is that of the year's own version of the plan.
    """
    assessor = snapshot.assessor
    period = period_top(assessor.programme)
    standings = assessor.ledger.standings(unit)
    strip = []
    for year in assessor.programme.period.years:
        place, yearly = standings.get(year), yearly_top(snapshot.plan.programme(year))
        is_ranked = place is not None and place.is_ranked and place.block is not Block.NONE
        strip.append(
            YearStanding(
                year=year,
                place=place,
                in_yearly=place.rank <= yearly[place.block] if is_ranked and place else None,
                in_period=place.rank <= period[place.block] if is_ranked and place else None,
                is_counted=year in assessor.counted,
            )
        )
    return strip


def awards_of(unit_code: str) -> list[AwardRecord]:
    """Awards given to the unit and its people, newest first; one query."""
    return list(AwardRecord.objects.filter(unit__code=unit_code))


def candidates_of(unit_code: str) -> list[Candidate]:
    """Who is on the unit's working list; one query."""
    return list(Candidate.objects.filter(unit__code=unit_code))

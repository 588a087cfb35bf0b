"""Of whom a unit thinks for an award before its dossiers are begun (`awards.Candidate`), with the limits."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from thidua.awards.models import Candidate
from thidua.core.programme import Award
from thidua.core.text import fold
from thidua.dossiers.enums import DossierState
from thidua.dossiers.models import Dossier
from thidua.dossiers.quotas import QuotaMeter, expected_meters
from thidua.dossiers.routes import awards_in, is_closed_to, kind_of
from thidua.initiatives.models import Initiative
from thidua.movement.selectors import programme_for
from thidua.units.models import Unit
from thidua.units.selectors import UnitRecord


@dataclass(frozen=True, slots=True)
class Expected:
    """One of the list. `dossier` was begun for the same award and name."""

    row: Candidate
    award: Award
    subject: str
    dossier: Dossier | None


@dataclass(frozen=True, slots=True)
class ExpectedList:
    """The list of a unit in a cycle, and the limits if all of it and all dossiers are put forward."""

    rows: tuple[Expected, ...]
    meters: tuple[QuotaMeter, ...]


def expected_of(unit: UnitRecord, cycle: str, on: date) -> ExpectedList:
    """The list with its limits; three queries at most."""
    awards = programme_for(cycle, on).award_by_id
    dossiers = list(
        Dossier.objects.filter(filing__unit=unit.id, filing__cycle=cycle)
        .exclude(state=DossierState.WITHDRAWN)
        .select_related("filing__unit")
    )
    begun = {(one.award, fold(one.subject_name)): one for one in dossiers}
    rows = tuple(
        Expected(
            row=one,
            award=awards[one.award],
            subject=one.person_name or unit.full_name,
            dossier=begun.get((one.award, fold(one.person_name))),
        )
        for one in Candidate.objects.filter(unit=unit.id, cycle=cycle)
        if one.award in awards
    )
    thought_of = [one.award for one in dossiers] + [one.award.id for one in rows if one.dossier is None]
    return ExpectedList(rows, tuple(expected_meters(cycle, unit.code, on, thought_of)))


def awards_open_to(unit: UnitRecord, cycle: str, on: date) -> Sequence[Award]:
    """The awards of the cycle without those closed to the unit: the routes lead it elsewhere."""
    suiting = awards_in(programme_for(cycle, on), cycle)
    return [
        award for award in suiting if not (is_closed_to(award, unit, cycle) or kind_of(award).by_office_alone)
    ]


def initiatives_of(unit_id: int) -> list[Initiative]:
    """The unit's initiatives to choose from, the latest recognised first; one query."""
    return list(Initiative.objects.filter(unit=unit_id).order_by("-recognised_on", "code"))


def unit_row(unit: UnitRecord) -> Unit:
    """The row that a candidate is written to."""
    return Unit.objects.get(pk=unit.id)

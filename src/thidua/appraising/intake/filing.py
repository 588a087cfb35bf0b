"""The dossiers of a unit's filing that wait for intake, looked at together: what each of them lacks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.timezone import localdate

from thidua.appraising.intake.items import Item, items_of, known_of
from thidua.appraising.selectors import last_sendings
from thidua.dossiers.checklist.standing import Known
from thidua.dossiers.enums import DossierState
from thidua.dossiers.models import Dossier, Filing
from thidua.movement.selectors import programme_for
from thidua.units.selectors import UnitRecord


@dataclass(frozen=True, slots=True)
class Waiting:
    """One dossier. `is_late`: it came after the deadline and nobody accepted that."""

    row: Dossier
    award: str
    items: Sequence[Item]
    is_late: bool

    @property
    def missing(self) -> list[Item]:
        """What is needed and not there, and the unit can bring."""
        needed = (item for item in self.items if item.is_needed and not item.is_there)
        return [item for item in needed if not item.is_waited_for]

    @property
    def waited_for(self) -> list[Item]:
        """What the office has yet to publish."""
        return [item for item in self.items if item.is_waited_for]

    @property
    def is_complete(self) -> bool:
        """Whether it may be taken in as it is."""
        return not self.missing and not self.is_late


def waiting_in(filing: Filing, unit: UnitRecord, on: date) -> list[Waiting]:
    """Those of the filing that were sent and not taken in, by number; a constant number of queries."""
    sendings = last_sendings(filing.cycle, filing.pk)
    awards = programme_for(filing.cycle, on).award_by_id
    rows = (
        filing.dossiers.filter(state=DossierState.SENT, decided_at__isnull=True)
        .select_related("filing__unit")
        .prefetch_related("files", "parts", "initiatives")
    )
    known: dict[date, Known] = {}
    found = []
    for row in rows.order_by("number"):
        if (sending := sendings.get(row.pk)) is None:
            continue
        award = awards[row.award]
        if (day := localdate(sending.at)) not in known:
            known[day] = known_of(unit, on, day)
        items = items_of(row, award, known[day])
        is_late = sending.is_late and not sending.is_accepted
        found.append(Waiting(row, award.name, items, is_late))
    return found

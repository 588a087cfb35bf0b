"""The parts of a dossier that was given back: what the unit writes again before it goes out anew.

Those that were questioned, and those without which it cannot be handed over by what is asked today: the
checklist or the register of initiatives may have changed since it was sent.
"""

from collections.abc import Iterable
from datetime import date

from thidua.dossiers.enums import DossierState
from thidua.dossiers.models import Dossier
from thidua.dossiers.sending.gaps import Gap, asked_of, gaps_of
from thidua.movement.selectors import programme_for


def is_part_open(row: Dossier, part: str, gaps: Iterable[Gap]) -> bool:
    """Whether a part is written while the unit has the dossier; `gaps`: its own, of the day. No query."""
    return row.open_parts is None or part in row.open_parts or any(part in gap.parts for gap in gaps)


def open_for_gaps(row: Dossier, part: str, on: date) -> None:
    """Opens a part of a returned dossier in which something is missing by what is asked on the day; it stays
    open until the dossier is sent, so that what fills the gap can still be changed. The caller has the row
    locked; of a part that is open already, or of any other dossier, nothing is read.
    """
    if row.state != DossierState.RETURNED or row.open_parts is None or part in row.open_parts:
        return
    whole = Dossier.objects.select_related("filing__unit").get(pk=row.pk)
    award = programme_for(whole.filing.cycle, on).award_by_id[whole.award]
    if is_part_open(whole, part, gaps_of(whole, award, asked_of([whole], on))):
        row.open_parts = sorted([*row.open_parts, part])
        row.save(update_fields=["open_parts"])

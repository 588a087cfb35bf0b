"""The dossiers of the queue as a page shows them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.timezone import localdate

from thidua.appraising.enums import SAY_LOOKS, Say, Stage
from thidua.appraising.queue import LOOKS, MINE, Entry, QueueState
from thidua.dossiers.models import Dossier
from thidua.movement.selectors import programme_for
from thidua.units.selectors import UnitRecord, history

LONG_WAIT = 25
"""Days after which a dossier that waits is marked; earlier procedures gave 25 working days."""


@dataclass(frozen=True, slots=True)
class QueueLine:
    """One dossier in the list."""

    row: Dossier
    entry: Entry
    unit: UnitRecord
    award: str
    days: int
    """Days since it was sent."""
    together: int
    """How many dossiers of the filing wait for intake, 0 where this one does not."""

    @property
    def state(self) -> QueueState:
        """What is to be done next."""
        return self.entry.state

    @property
    def look(self) -> tuple[str, str]:
        """Icon and look of its badge."""
        return LOOKS[self.state]

    @property
    def label(self) -> str:
        """Its state in words."""
        return str(self.state.label)

    @property
    def opinions(self) -> list[tuple[str, str, tuple[str, str]]]:
        """(stage, opinion in words, look) of the stages that gave one."""
        said = ((stage, getattr(self.entry.appraisal, stage.value)) for stage in Stage)
        return [(str(stage.label), str(Say(say).label), SAY_LOOKS[say]) for stage, say in said if say]

    @property
    def is_long(self) -> bool:
        """Whether it has waited long for this person."""
        return self.state in MINE and self.days > LONG_WAIT


def shown_lines(
    entries: Iterable[Entry], cycle: str, on: date, to_take_in: Mapping[int, int]
) -> list[QueueLine]:
    """Entries of a page as they are shown; one query while units and plan are kept."""
    shown = list(entries)
    rows = Dossier.objects.select_related("filing__unit").in_bulk([entry.dossier for entry in shown])
    units, awards = history(on).by_id(), programme_for(cycle, on).award_by_id
    return [
        QueueLine(
            row=rows[entry.dossier],
            entry=entry,
            unit=units[entry.unit],
            award=awards[entry.award].name if entry.award in awards else entry.award,
            days=(on - localdate(entry.sending.at)).days,
            together=to_take_in[entry.filing] if entry.state == QueueState.INTAKE else 0,
        )
        for entry in shown
    ]

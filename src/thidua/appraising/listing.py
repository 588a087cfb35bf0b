"""The dossiers of the queue as a page shows them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.timezone import localdate

from thidua.appraising.enums import SAY_LOOKS, Say, Stage
from thidua.appraising.queue import LOOKS, MINE, Queue, QueueState, state_at
from thidua.appraising.selectors import confirmed, standing_opinions
from thidua.dossiers.access import BAR_READERS
from thidua.dossiers.bars.elsewhere import barred_elsewhere
from thidua.dossiers.enums import DossierState, Timing
from thidua.dossiers.models import Dossier, SentDossier
from thidua.movement.selectors import programme_for
from thidua.units.selectors import UnitRecord, history

LONG_WAIT = 25
"""Days after which a dossier that waits is marked; earlier procedures gave 25 working days."""

UNDER_APPRAISAL = (QueueState.TO_DO, QueueState.STARTED, QueueState.OTHER, QueueState.DONE)


@dataclass(frozen=True, slots=True)
class QueueLine:
    """One dossier in the list."""

    sent: SentDossier
    state: QueueState
    """What is to be done next."""
    unit: UnitRecord
    award: str
    timing: Timing
    days: int
    """Days since it was sent."""
    together: int
    """How many dossiers of the filing wait for intake, 0 where this one does not."""
    said: dict[str, str]
    """Stage → its opinion."""
    is_unconfirmed: bool
    """Whether it is being appraised and the office has not said yet if something bars the subject; False for
    whoever may not know of bars."""

    @property
    def row(self) -> Dossier:
        """The dossier itself."""
        return self.sent.dossier

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
        said = ((stage, self.said.get(stage)) for stage in Stage)
        return [(str(stage.label), str(Say(say).label), SAY_LOOKS[say]) for stage, say in said if say]

    @property
    def is_late(self) -> bool:
        """Whether it came after the deadline."""
        return self.timing == Timing.LATE

    @property
    def is_on_the_day(self) -> bool:
        """Whether it came on the very day that the plan names."""
        return self.timing == Timing.ON_THE_DAY

    @property
    def is_long(self) -> bool:
        """Whether it has waited long for this person."""
        return self.state in MINE and self.days > LONG_WAIT


def shown_lines(rows: Iterable[tuple[int, int]], queue: Queue) -> list[QueueLine]:
    """(pk, place) of a page's rows as they are shown; six queries while units and plan are kept."""
    states = {pk: state_at(place) for pk, place in rows}
    read = SentDossier.objects.select_related("submission", "dossier__filing__unit")
    sent = read.defer("submission__content").in_bulk(states)
    shown = [sent[pk] for pk in states]
    together = queue.to_take_in(row.dossier.filing_id for row in shown if states[row.pk] == QueueState.INTAKE)
    said: dict[int, dict[str, str]] = {}
    opinions = standing_opinions().filter(sent__in=states)
    for pk, stage, say in opinions.values_list("sent_id", "stage", "say"):
        said.setdefault(pk, {})[stage] = say
    sees_bars = queue.user.has_role(queue.on, *BAR_READERS)
    known = confirmed(states) if sees_bars else set()
    doubtful = barred_elsewhere(SentDossier.objects.filter(pk__in=states)) if sees_bars else set()
    units, awards = history(queue.on).by_id(), programme_for(queue.cycle, queue.on).award_by_id
    return [
        QueueLine(
            sent=row,
            state=states[row.pk],
            unit=units[row.dossier.filing.unit_id],
            award=awards[row.dossier.award].name if row.dossier.award in awards else row.dossier.award,
            timing=Timing(row.timing),
            days=(queue.on - localdate(row.submission.sent_at)).days,
            together=together[row.dossier.filing_id] if states[row.pk] == QueueState.INTAKE else 0,
            said=said.get(row.pk, {}),
            is_unconfirmed=sees_bars
            and states[row.pk] in UNDER_APPRAISAL
            and row.dossier.state == DossierState.RECEIVED
            and (row.pk not in known or row.dossier_id in doubtful),
        )
        for row in shown
    ]

"""The deadline of a dossier and what a moment is worth against it (III.3.1.a, III.3.2; C01, C03)."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from thidua.core.deadlines import DeadlineDay
from thidua.dossiers.enums import Timing
from thidua.dossiers.models import Dossier, SentDossier
from thidua.dossiers.nominations import cycle_of
from thidua.dossiers.routes import KIND_OF
from thidua.movement.calendar import deadline_of
from thidua.movement.selectors import programme_for
from thidua.units.selectors import UnitRecord


def day_of(awards: Iterable[str], cycle: str, unit: UnitRecord, on: date) -> DeadlineDay | None:
    """The deadline that holds for the unit; None when no route among the awards has one."""
    programme = programme_for(cycle, on)
    named = {KIND_OF[programme.award_by_id[award].family].deadline for award in awards} - {""}
    if not named:
        return None
    return deadline_of(named.pop(), cycle_of(cycle), on)(unit)


def timing_of(day: DeadlineDay | None, at: datetime) -> Timing:
    """What sending at `at` is worth."""
    return Timing.OTHER if day is None else Timing(day.status(at))


def sent_as(rows: Sequence[Dossier], cycle: str, day: DeadlineDay | None, at: datetime) -> list[SentDossier]:
    """The dossiers as they go out at `at`, each with its own timing, not stored; one query. `day`: see
    `day_of`.

    One that was given back keeps the timing of the sending that was, and whether a late one was accepted: the
    plan sets a day for sending, none for what the office wants changed.
    """
    awards = programme_for(cycle, at.date()).award_by_id
    again = [row.pk for row in rows if row.open_parts is not None]
    given_back = SentDossier.objects.filter(dossier__in=again, returned__isnull=False)
    before = {
        one.dossier_id: one
        for one in given_back.select_related("submission")
        .defer("submission__content")
        .order_by("submission__ordinal")
    }
    found = []
    for row in rows:
        is_timed = bool(KIND_OF[awards[row.award].family].deadline)
        sent = SentDossier(dossier=row, timing=timing_of(day, at) if is_timed else Timing.OTHER)
        if (first := before.get(row.pk)) is not None:
            sent.timing, sent.was_accepted, sent.is_sent_again = first.timing, first.is_accepted, True
            sent.written_parts = row.open_parts
        found.append(sent)
    return found


def timing_together(sent: Iterable[SentDossier]) -> Timing:
    """The timing of a sending: that of the one that came last against its day."""
    return max((Timing(one.timing) for one in sent), key=_FROM_GOOD.index)


_FROM_GOOD = (Timing.OTHER, Timing.ON_TIME, Timing.ON_THE_DAY, Timing.LATE)

"""The deadline of a dossier and what a moment is worth against it (III.3.1.a, III.3.2; C01, C03)."""

from collections.abc import Collection, Iterable
from datetime import date, datetime

from thidua.core.deadlines import DeadlineDay
from thidua.dossiers.enums import Timing
from thidua.dossiers.models import Submission
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


def timing_in(submission: Submission, award: str, timed: Collection[str]) -> Timing:
    """What the sending is worth for one of its dossiers: a route without a deadline is never late, though it
    went out with one that is. `timed`: see `timed_awards`.
    """
    return Timing(submission.timing) if award in timed else Timing.OTHER


def timed_awards(cycle: str, on: date) -> frozenset[str]:
    """The awards whose route has a deadline."""
    awards = programme_for(cycle, on).awards
    return frozenset(award.id for award in awards if KIND_OF[award.family].deadline)

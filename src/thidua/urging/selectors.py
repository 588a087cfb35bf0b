"""What is read about urging itself: runs, letters, and who is written to."""

from collections.abc import Iterable
from datetime import date, datetime

from thidua.core.roles import Role
from thidua.people.selectors import holders
from thidua.urging.models import ReminderRun, RunKind

LEADERS = (Role.DECISION_MAKER, Role.STANDING_HEAD)
RUNS_READ = 200


def leaders(on: date) -> list[int]:
    """Those who get the digest."""
    return [user.pk for user in holders(on, *LEADERS)]


def manual_key(token: str) -> str:
    """The key of the run that one page sends, however often."""
    return f"urging.manual.{token}"


def run_of_page(token: str) -> ReminderRun | None:
    """The run that the page with this token has sent already."""
    return ReminderRun.objects.filter(key=manual_key(token)).first()


def runs_of(year: int) -> list[ReminderRun]:
    """The runs of a year, newest first; one query."""
    return list(ReminderRun.objects.filter(year=year).select_related("by")[:RUNS_READ])


def last_reminded(runs: Iterable[ReminderRun]) -> dict[int, datetime]:
    """When each unit was reminded last."""
    latest: dict[int, datetime] = {}
    for run in runs:
        for unit_id in run.unit_ids if run.kind != RunKind.DIGEST else ():
            latest[unit_id] = max(run.ran_at, latest.get(unit_id, run.ran_at))
    return latest

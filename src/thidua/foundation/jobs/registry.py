"""Jobs by name, tried again when they fail, and what is done every minute.

Each app names its own in a module `jobs.py`, read once when the apps are ready. A job may run twice
(a worker can die after its work and before it is noted): it must be idempotent.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps
from django.utils import timezone
from django_tasks import task

Work = Callable[..., None]
Due = Callable[[datetime], None]

MOST_TRIES = 3
PAUSES = (timedelta(minutes=1), timedelta(minutes=10))
"""How long to wait before the second and before the third try."""

_jobs: dict[str, Work] = {}
_due: dict[str, Due] = {}


def job(name: str) -> Callable[[Work], Work]:
    """Registers an idempotent function of JSON values under a dotted name (`reports.draw_city_report`)."""

    def register(work: Work) -> Work:
        _jobs[name] = work
        return work

    return register


def every_minute(name: str) -> Callable[[Due], Due]:
    """Registers what the worker does each minute, given the moment of the installation; idempotent too."""

    def register(work: Due) -> Due:
        _due[name] = work
        return work

    return register


def due_works() -> dict[str, Due]:
    """What is done every minute, by name. The foundation's own comes last, so that e-mails go out at once."""
    return dict(sorted(_due.items(), key=lambda named: named[0].startswith("foundation.")))


def enqueue(name: str, **arguments: Any) -> None:
    """Puts a job in the queue, in the transaction of the caller. KeyError for a name nobody registered."""
    _ = _jobs[name]
    run_job.enqueue(name, arguments, 1)


@task()
def run_job(name: str, arguments: dict[str, Any], attempt: int) -> None:
    """Runs one job; after a failure it is put in the queue again, up to MOST_TRIES times."""
    try:
        _jobs[name](**arguments)
    except Exception:
        if attempt < MOST_TRIES:
            later = timezone.now() + PAUSES[attempt - 1]
            run_job.using(run_after=later).enqueue(name, arguments, attempt + 1)
        raise


def collect() -> None:
    """Reads the `jobs` module of every app of ours; called once when the apps are ready."""
    for config in apps.get_app_configs():
        name = f"{config.name}.jobs"
        if config.name.startswith("thidua.") and config.label != "foundation" and find_spec(name):
            import_module(name)

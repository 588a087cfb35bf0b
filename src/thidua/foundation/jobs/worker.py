"""`thidua worker`: runs the queue and what is due, until it is told to stop.

Several workers may run on PostgreSQL; a job is claimed by one of them. What is done every minute is
idempotent, so that two workers doing it at once do it once.
"""

import argparse
import os
import signal
import time
import traceback
import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta
from types import FrameType

import structlog
from django.db import OperationalError, close_old_connections, transaction
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from thidua.foundation.jobs.models import DueRun
from thidua.foundation.jobs.registry import MOST_TRIES, due_works, run_job
from thidua.foundation.moment import current_installation

log = structlog.get_logger(__name__)
PAUSE_SECONDS = 1.0
DUE_EVERY = timedelta(minutes=1)
LOST_AFTER = timedelta(minutes=15)
"""A job that has run this long belongs to a worker that died."""


def main(argv: Sequence[str]) -> int:
    """Runs until SIGTERM or Ctrl+C, or with --once until the queue is empty. Returns the exit code."""
    parser = argparse.ArgumentParser(prog="thidua worker", description="Chạy các việc nền và việc theo giờ.")
    parser.add_argument("--once", action="store_true", help="làm hết việc đang chờ rồi dừng")
    parser.add_argument("--beside", type=int, help="dừng khi tiến trình mẹ có số này không còn")
    wanted = parser.parse_args(list(argv))
    stop = _Stop()
    last: datetime | None = None
    while True:
        try:
            now = timezone.now()
            if last is None or now - last >= DUE_EVERY:
                recover_lost(now)
                run_due()
                last = now
            run_queue(stop)
        except OperationalError:
            # The database is away or busy: the work is still in it, so wait and ask again.
            log.exception("database_not_available")
            if wanted.once:
                return 1
        if wanted.once or stop.asked or _is_orphan(wanted.beside):
            return 0
        close_old_connections()
        time.sleep(PAUSE_SECONDS)


def _is_orphan(parent: int | None) -> bool:
    """Whether the process that started this worker (`thidua run`) is gone."""
    return parent is not None and os.getppid() != parent


class _Stop:
    """Turns SIGTERM and SIGINT into a wish that is granted between two jobs."""

    def __init__(self) -> None:
        self.asked = False
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._ask)

    def _ask(self, _number: int, _frame: FrameType | None) -> None:
        self.asked = True


def run_queue(stop: _Stop | None = None) -> None:
    """Runs every job that is ready, one by one, until there is none or `stop` is asked for."""
    # Asked first, because claiming takes the write lock of SQLite.
    while not (stop and stop.asked) and DBTaskResult.objects.ready().exists():
        Worker(
            queue_names=["*"],
            interval=0,
            batch=True,
            backend_name="default",
            startup_delay=False,
            max_tasks=1,
            worker_id=uuid.uuid4().hex[:12],
            excluded_queue_names=[],
        ).run()


def run_due() -> None:
    """Does everything that is done every minute; a failure is noted and stops nothing else."""
    now = current_installation().now()
    for name, work in due_works().items():
        error = ""
        try:
            work(now)
        except Exception:
            error = traceback.format_exc()
            log.exception("due_work_failed", work=name)
        _note(name, now, error)


@transaction.atomic
def _note(name: str, at: datetime, error: str) -> None:
    before = DueRun.objects.select_for_update().filter(pk=name).first()
    failures = (before.failures if before else 0) + 1 if error else 0
    DueRun.objects.update_or_create(name=name, defaults={"ran_at": at, "error": error, "failures": failures})


@transaction.atomic
def recover_lost(now: datetime) -> int:
    """Puts jobs of dead workers in the queue again, or gives up after MOST_TRIES; gives how many."""
    lost = list(
        DBTaskResult.objects.select_for_update().filter(
            status=TaskResultStatus.RUNNING, started_at__lt=now - LOST_AFTER
        )
    )
    for row in lost:
        name, arguments, attempt = row.args_kwargs["args"]
        if attempt < MOST_TRIES:
            run_job.enqueue(name, arguments, attempt + 1)
        row.set_failed(RuntimeError("the worker that ran this job died"))
    return len(lost)

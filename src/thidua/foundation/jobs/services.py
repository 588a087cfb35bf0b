"""What the administrator does with the queue."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from thidua.foundation.audit.services import Actor, record
from thidua.foundation.jobs.registry import run_job
from thidua.foundation.moment import Installation


@transaction.atomic
def run_again(*, by: Actor, at: datetime, row: "DBTaskResult[..., Any]") -> bool:
    """Puts a failed job into the queue once more; False when somebody else has done it just now."""
    found = DBTaskResult.objects.select_for_update().filter(pk=row.pk, status=TaskResultStatus.FAILED).first()
    if found is None:
        return False
    name, arguments, _attempt = found.args_kwargs["args"]
    run_job.enqueue(name, arguments, 1)
    found.delete()
    record(
        by=by,
        at=at,
        action="foundation.job_retried",
        subject=Installation(),
        before=None,
        after={"job": name},
    )
    return True

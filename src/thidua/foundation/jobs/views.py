"""The queue as the technical administrator sees it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from thidua.foundation.access import page
from thidua.foundation.jobs.access import READERS, RUNNERS, jobs
from thidua.foundation.jobs.services import run_again
from thidua.foundation.notify.access import mail_troubles

ROWS_ON_PAGE = 100


@dataclass(frozen=True, slots=True)
class QueuedJob:
    """A job of the queue as a row of the page. `last_line` is the last line of its error."""

    pk: str
    name: str
    attempt: int
    status: str
    enqueued_at: datetime
    finished_at: datetime | None
    last_line: str


@page(*READERS)
@require_GET
def job_list(request: Any) -> HttpResponse:
    """What is waiting, what failed, what was done last; what the clock does; e-mails that did not go out."""
    rows = jobs.visible_to(request.user, request.today)
    context = {
        "jobs": [_shown(row) for row in rows[:ROWS_ON_PAGE]],
        "waiting": rows.filter(status=TaskResultStatus.READY).count(),
        "failed": rows.filter(status=TaskResultStatus.FAILED).count(),
        "mail_troubles": mail_troubles.visible_to(request.user, request.today).count(),
        "due_runs": jobs.due_runs(request.user, request.today),
        "may_retry": request.user.has_role(request.today, *RUNNERS),
    }
    return render(request, "foundation/job_list.html", context)


@page(*RUNNERS)
@require_POST
def job_retry(request: Any, pk: str) -> HttpResponse:
    """Puts a failed job in the queue once more."""
    row = jobs.get_for(request.user, request.today, action="run", pk=pk)
    if run_again(by=request.user, at=request.moment, row=row):
        messages.success(request, _("Đã đưa việc vào hàng đợi; sẽ chạy trong ít phút."))
    return redirect("jobs:list")


def _shown(row: DBTaskResult[..., Any]) -> QueuedJob:
    name, _arguments, attempt = row.args_kwargs["args"]
    lines = row.traceback.strip().splitlines()
    return QueuedJob(
        pk=str(row.pk),
        name=name,
        attempt=attempt,
        status=row.status,
        enqueued_at=row.enqueued_at,
        finished_at=row.finished_at,
        last_line=lines[-1] if lines else "",
    )

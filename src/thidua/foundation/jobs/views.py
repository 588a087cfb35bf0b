"""The queue as the technical administrator sees it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from thidua.core.roles import Role
from thidua.foundation.access import page
from thidua.foundation.audit.services import record
from thidua.foundation.jobs.models import DueRun
from thidua.foundation.jobs.registry import run_job
from thidua.foundation.moment import Installation

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


@page(Role.TECHNICAL_ADMIN, Role.AUDITOR)
@require_GET
def job_list(request: Any) -> HttpResponse:
    """What is waiting, what failed, what was done last; and what the clock does."""
    rows = DBTaskResult.objects.order_by("-enqueued_at")[:ROWS_ON_PAGE]
    context = {
        "jobs": [_shown(row) for row in rows],
        "waiting": DBTaskResult.objects.filter(status=TaskResultStatus.READY).count(),
        "failed": DBTaskResult.objects.filter(status=TaskResultStatus.FAILED).count(),
        "due_runs": DueRun.objects.all(),
        "may_retry": request.user.has_role(request.today, Role.TECHNICAL_ADMIN),
    }
    return render(request, "foundation/job_list.html", context)


@page(Role.TECHNICAL_ADMIN)
@require_POST
@transaction.atomic
def job_retry(request: Any, pk: str) -> HttpResponse:
    """Puts a failed job in the queue once more."""
    row = DBTaskResult.objects.select_for_update().filter(pk=pk, status=TaskResultStatus.FAILED).first()
    if row is None:
        raise Http404(_("Không có việc lỗi này; có thể đã được chạy lại."))
    name, arguments, _attempt = row.args_kwargs["args"]
    run_job.enqueue(name, arguments, 1)
    row.delete()
    record(
        by=request.user,
        at=request.moment,
        action="foundation.job_retried",
        subject=Installation(),
        before=None,
        after={"job": name},
    )
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

"""Who sees the queue, and who puts a failed job into it again."""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext as _
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from thidua.core.roles import Role
from thidua.foundation.access import Person, not_for_you
from thidua.foundation.jobs.models import DueRun

READERS = (Role.TECHNICAL_ADMIN, Role.AUDITOR)
RUNNERS = (Role.TECHNICAL_ADMIN,)


class JobDoor:
    """Actions: view; run (a failed one, again)."""

    def visible_to(self, user: Person, on: date) -> "QuerySet[DBTaskResult[..., Any]]":
        """Every job for its readers, newest first; none for others."""
        rows = DBTaskResult.objects.order_by("-enqueued_at")
        return rows if user.has_role(on, *READERS) else rows.none()

    def get_for(
        self, user: Person, on: date, *, action: str = "view", **lookup: Any
    ) -> "DBTaskResult[..., Any]":
        """One job; Http404 when it is not there, or for `run` no longer failed. Refused for others' acts."""
        rows = self.visible_to(user, on).filter(**lookup)
        if action == "run":
            if not user.has_role(on, *RUNNERS):
                raise not_for_you(*RUNNERS)
            rows = rows.filter(status=TaskResultStatus.FAILED)
        row = rows.first()
        if row is None:
            raise Http404(_("Không có việc lỗi này; có thể đã được chạy lại."))
        return row

    def due_runs(self, user: Person, on: date) -> QuerySet[DueRun]:
        """What is done every minute, for the same readers."""
        rows = DueRun.objects.all()
        return rows if user.has_role(on, *READERS) else rows.none()


jobs = JobDoor()

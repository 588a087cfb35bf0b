"""Reading the audit trail: filters, and pages by key, so that the last page is as fast as the first."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from thidua.core.text import search_key
from thidua.foundation.audit.models import AuditEvent

PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class Filters:
    """What to look for; empty means anything. Days are Asia/Ho_Chi_Minh, both included."""

    actor: str = ""
    action: str = ""
    subject: str = ""
    first_day: date | None = None
    last_day: date | None = None


def find_events(filters: Filters, *, before: int | None = None) -> tuple[list[AuditEvent], int | None]:
    """Events, newest first, and the number before which the next page begins (None at the end).

    `filters.actor` is any words of a name, with or without marks; `filters.subject` those of a label,
    or `type:pk` exactly.
    One query.
    """
    rows = AuditEvent.objects.order_by("-sequence")
    for word in search_key(filters.actor).split():
        rows = rows.filter(actor_folded__contains=word)
    if filters.action:
        rows = rows.filter(action=filters.action)
    if filters.subject:
        kind, colon, pk = filters.subject.partition(":")
        if colon and "." in kind:
            rows = rows.filter(subject_type=kind, subject_pk=pk)
        else:
            for word in search_key(filters.subject).split():
                rows = rows.filter(subject_folded__contains=word)
    if filters.first_day:
        rows = rows.filter(at__gte=_start_of(filters.first_day))
    if filters.last_day:
        rows = rows.filter(at__lt=_start_of(filters.last_day + timedelta(days=1)))
    if before is not None:
        rows = rows.filter(sequence__lt=before)
    found = list(rows[: PAGE_SIZE + 1])
    more = found[PAGE_SIZE - 1].sequence if len(found) > PAGE_SIZE else None
    return found[:PAGE_SIZE], more


def _start_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))

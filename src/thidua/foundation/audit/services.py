"""The only writer of the audit trail."""

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from django.db import connection
from django.db.models import Model

from thidua.core.text import search_key
from thidua.foundation.audit.chain import GENESIS, changed, event_hash, plain
from thidua.foundation.audit.models import AuditEvent, AuditHead
from thidua.foundation.request_id import current_request_id

SYSTEM = "Hệ thống"
"""The actor's name when no person acts: set-up, demonstration, background work."""


class Actor(Protocol):
    """Whoever acts: an account."""

    @property
    def pk(self) -> int: ...

    def get_full_name(self) -> str: ...


class ChainBroken(RuntimeError):
    """The head row is gone although events exist; nothing may be appended before somebody looks."""


def record(
    *,
    by: Actor | None,
    at: datetime,
    action: str,
    subject: Model,
    before: Mapping[str, object] | None,
    after: Mapping[str, object] | None,
    note: str = "",
) -> AuditEvent:
    """Appends one event to the chain, in the transaction of the caller, and gives it back.

    `by` is None when the system itself acts; `at` is aware; `action` is a dotted code
    (`people.role_granted`) whose words stand in the app's `audit_words.py`. Of `before` and `after`
    only the keys that differ are kept. Values: text, int, bool, Decimal, dates, None, lists and
    dicts of them; TypeError for anything else. RuntimeError outside a transaction: an act and its
    event live or die together.

    Call it last in a service: it locks the head of the chain until the transaction ends.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("audit.record() must run inside the transaction of the act it records")
    old, new = changed(before, after)
    head = _locked_head()
    event = AuditEvent(
        sequence=head.sequence + 1,
        at=at,
        actor_id=None if by is None else by.pk,
        actor_name=_text(SYSTEM if by is None else by.get_full_name(), 160),
        action=action,
        subject_type=subject._meta.label_lower,
        subject_pk=str(subject.pk),
        subject_label=_text(str(subject), 200),
        before=old,
        after=new,
        request_id=current_request_id(),
        note=_text(note, 500),
        previous_hash=head.hash,
    )
    event.actor_folded = search_key(event.actor_name)
    event.subject_folded = search_key(event.subject_label)
    event.hash = event_hash(event)
    event.save(force_insert=True)
    AuditHead.objects.filter(pk=head.pk).update(sequence=event.sequence, hash=event.hash)
    return event


def _text(value: str, limit: int) -> str:
    return str(plain(value))[:limit]


def _locked_head() -> AuditHead:
    # SQLite has no row locks: its transactions are immediate, so there is one writer at a time.
    head = AuditHead.objects.select_for_update().filter(pk=1).first()
    if head is not None:
        return head
    if AuditEvent.objects.exists():
        raise ChainBroken("the head of the audit chain is missing; run: thidua audit verify")
    AuditHead.objects.bulk_create([AuditHead(pk=1, sequence=0, hash=GENESIS)], ignore_conflicts=True)
    return AuditHead.objects.select_for_update().get(pk=1)

"""Reads the whole chain again and tells the first place where it is broken."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from django.db import connection

from thidua.core.text import search_key
from thidua.foundation.audit import triggers
from thidua.foundation.audit.chain import GENESIS, event_hash
from thidua.foundation.audit.models import AuditEvent, AuditHead

CHUNK = 1000


class Fault(StrEnum):
    """What can be wrong with a chain."""

    CHANGED = "changed"
    MISSING = "missing"
    FOREIGN = "foreign"
    CUT_TAIL = "cut_tail"
    HEAD_LOST = "head_lost"
    NOT_AS_NOTED = "not_as_noted"
    NO_TRIGGERS = "no_triggers"


@dataclass(frozen=True, slots=True)
class Break:
    """The first broken place: the number of the event and what is wrong there."""

    fault: Fault
    sequence: int


@dataclass(frozen=True, slots=True)
class Report:
    """What verification found. `count` and `head_hash` are worth noting down outside the database."""

    count: int
    head_hash: str
    broken: Break | None

    @property
    def is_whole(self) -> bool:
        return self.broken is None


def verify_chain(noted: tuple[int, str] | None = None) -> Report:
    """Checks every event, the head and the triggers.

    `noted` is a number and a hash that somebody wrote down earlier: whoever owns the database could
    compute a whole new chain, but not one that still has the noted hash at that number.
    """
    head = AuditHead.objects.filter(pk=1).first()
    if head is None:
        first = AuditEvent.objects.order_by("sequence").values_list("sequence", flat=True).first()
        # Before the first event there is no head yet.
        broken = None if first is None else Break(Fault.HEAD_LOST, first)
        if noted is not None and broken is None:
            broken = Break(Fault.NOT_AS_NOTED, noted[0])
        return Report(0, GENESIS, broken)
    broken = _first_break(head, noted)
    if broken is None and triggers.missing(connection):
        broken = Break(Fault.NO_TRIGGERS, 0)
    return Report(head.sequence, head.hash, broken)


def _first_break(head: AuditHead, noted: tuple[int, str] | None) -> Break | None:
    previous, expected = GENESIS, 1
    # Whoever changed an event and its hash gives himself away one event later, or at the head.
    for event in _events_up_to(head.sequence):
        if event.sequence != expected:
            return Break(Fault.MISSING, expected)
        if event.previous_hash != previous:
            return Break(Fault.CHANGED, max(event.sequence - 1, 1))
        if event.hash != event_hash(event) or not _is_found_by_its_names(event):
            return Break(Fault.CHANGED, event.sequence)
        if noted is not None and event.sequence == noted[0] and event.hash != noted[1]:
            return Break(Fault.NOT_AS_NOTED, event.sequence)
        previous, expected = event.hash, expected + 1
    if expected <= head.sequence:
        return Break(Fault.CUT_TAIL, expected)
    if previous != head.hash:
        return Break(Fault.CHANGED, head.sequence)
    if noted is not None and noted[0] > head.sequence:
        return Break(Fault.CUT_TAIL, head.sequence + 1)
    return _beyond_the_head()


def _events_up_to(last: int) -> Iterator[AuditEvent]:
    # In keyed chunks: a cursor held open over a long trail would hold up SQLite's writers.
    after = 0
    while chunk := list(
        AuditEvent.objects.filter(sequence__gt=after, sequence__lte=last).order_by("sequence")[:CHUNK]
    ):
        yield from chunk
        after = chunk[-1].sequence


def _is_found_by_its_names(event: AuditEvent) -> bool:
    return (event.actor_folded, event.subject_folded) == (
        search_key(event.actor_name),
        search_key(event.subject_label),
    )


def _beyond_the_head() -> Break | None:
    # Events may have been appended meanwhile: the head is read in the same statement.
    head = AuditHead.objects.filter(pk=1).values("sequence")[:1]
    extra = AuditEvent.objects.filter(sequence__gt=head).order_by("sequence")
    first = extra.values_list("sequence", flat=True).first()
    return None if first is None else Break(Fault.FOREIGN, first)

"""The register of words as this process keeps it, and the numbered changes by which it stays up to date.

A hundred thousand entries take seconds to read and to put in order. So a process reads them once; from then
on each search asks for the number of the last change, and reads only the entries that were changed since.
They are searched beside the rest, and put in order with it when they have become many.
"""

import uuid
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from threading import Lock
from typing import Self

from django.db.models import Max, QuerySet

from thidua.core.lookalikes import Known, Match, Register
from thidua.foundation.revision import Revision
from thidua.initiatives.models import Initiative, RegisterChange

MOST = 100
"""The look-alikes that are found of one initiative, the nearest first."""
MANY = 1000
"""So many changed entries are searched apart before everything is put in order anew."""

Change = tuple[int, str]
"""Number and stamp."""


def next_change() -> RegisterChange:
    """The number for what this transaction changes of the searched words.

    The row of the revision stamp is held until the end, so numbers are committed in their order.
    """
    list(Revision.objects.select_for_update())
    last = RegisterChange.objects.aggregate(last=Max("number"))["last"] or 0
    return RegisterChange.objects.create(number=last + 1, stamp=uuid.uuid4().hex)


class _Kept:
    """The register at one change; never altered, a later one takes its place."""

    def __init__(self, at: Change, entries: Mapping[int, Known]) -> None:
        self.at = at
        self._entries = entries
        self._ordered = Register(entries.values())
        self._fresh: dict[int, Known] = {}
        self._apart = Register(())

    def and_then(self, at: Change, changed: Iterable[Known]) -> Self:
        """The same with some entries new or changed."""
        fresh = self._fresh | {one.id: one for one in changed}
        if len(fresh) > MANY:
            return type(self)(at, {**self._entries, **fresh})
        later = type(self).__new__(type(self))
        later.at, later._entries, later._ordered = at, self._entries, self._ordered
        later._fresh, later._apart = fresh, Register(fresh.values())
        return later

    def search(self, title: str, summary: str, but: Collection[int]) -> list[Match]:
        found = self._apart.search(title, summary, most=MOST, but=but)
        found += self._ordered.search(title, summary, most=MOST, but={*but, *self._fresh})
        return sorted(found, key=lambda one: -one.score)[:MOST]


_kept = _Kept((0, ""), {})
_one_at_a_time = Lock()


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whose look-alikes are asked for; `but`: entries that are left out."""

    title: str
    summary: str
    but: tuple[int, ...] = ()


def search_each(wanted: Iterable[Wanted]) -> list[list[Match]]:
    """What stands in the register and is like each title or summary, at most MOST, best first; no drafts.

    One question for all of them when nothing changed since the last search of this process.
    """
    kept = _up_to_date()
    return [kept.search(one.title, one.summary, one.but) for one in wanted]


def _up_to_date() -> _Kept:
    global _kept
    newest = RegisterChange.objects.order_by("-number").values_list("number", "stamp").first() or (0, "")
    if _kept.at != newest:
        with _one_at_a_time:
            if _kept.at != newest:
                _kept = _later(_kept, newest)
    return _kept


def _later(old: _Kept, newest: Change) -> _Kept:
    number, stamp = old.at
    if RegisterChange.objects.filter(number=number, stamp=stamp).exists():
        return old.and_then(newest, _read(Initiative.objects.filter(register_change__gt=number)))
    return _Kept(newest, {one.id: one for one in _read(Initiative.objects.all())})


def _read(rows: QuerySet[Initiative]) -> Iterable[Known]:
    columns = rows.order_by("pk").values_list("pk", "folded", "title_words", "summary_words")
    return (Known(*values) for values in columns.iterator(chunk_size=5000))

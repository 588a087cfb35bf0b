"""The register of words as this process keeps it, and the numbered changes by which it stays up to date.

A hundred thousand entries take seconds to read and to put in order. So a process reads them once; from then
on each search asks for the number of the last change, and reads only the entries that were changed since.
They are searched beside the rest, and put in order with it when they have become many.
"""

import uuid
from collections.abc import Iterable, Mapping
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

REMEMBERED = 500
"""So many answers are kept until the register changes: pages of a dossier ask the same after each save."""

Change = tuple[int, str]
"""Number and stamp."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whose look-alikes are asked for; `but`: entries that are left out."""

    title: str
    summary: str
    but: tuple[int, ...] = ()


def next_change() -> RegisterChange:
    """The number for what this transaction changes of the searched words.

    The row of the revision stamp is held until the end, so numbers are committed in their order.
    """
    list(Revision.objects.select_for_update())
    last = RegisterChange.objects.aggregate(last=Max("number"))["last"] or 0
    return RegisterChange.objects.create(number=last + 1, stamp=uuid.uuid4().hex)


class _Kept:
    """The register at one change; never altered but for the answers it remembers, a later one takes its
    place.
    """

    def __init__(self, at: Change, entries: Mapping[int, Known]) -> None:
        self.at = at
        self._entries = entries
        self._ordered = Register(entries.values())
        self._fresh: dict[int, Known] = {}
        self._apart = Register(())
        self._answers: dict[Wanted, list[Match]] = {}

    def and_then(self, at: Change, changed: Iterable[Known]) -> Self:
        """The same with some entries new or changed."""
        fresh = self._fresh | {one.id: one for one in changed}
        if len(fresh) > MANY:
            return type(self)(at, {**self._entries, **fresh})
        later = type(self).__new__(type(self))
        later.at, later._entries, later._ordered = at, self._entries, self._ordered
        later._fresh, later._apart, later._answers = fresh, Register(fresh.values()), {}
        return later

    def search(self, one: Wanted) -> list[Match]:
        known = self._answers.get(one)
        if known is None:
            known = self._look_for(one)
            if len(self._answers) >= REMEMBERED:
                self._answers.clear()
            self._answers[one] = known
        return known

    def _look_for(self, one: Wanted) -> list[Match]:
        found = self._apart.search(one.title, one.summary, most=MOST, but=one.but)
        found += self._ordered.search(one.title, one.summary, most=MOST, but={*one.but, *self._fresh})
        return sorted(found, key=lambda match: -match.score)[:MOST]


_kept = _Kept((0, ""), {})
_one_at_a_time = Lock()


def search_each(wanted: Iterable[Wanted]) -> list[list[Match]]:
    """What stands in the register and is like each title or summary, at most MOST, best first; no drafts.

    One question for all of them when nothing changed since the last search of this process.
    """
    kept = _up_to_date()
    return [kept.search(one) for one in wanted]


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

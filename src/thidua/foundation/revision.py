"""One stamp that changes whenever a fact the rules read changes; what is kept in a process hangs on it.

The stamp is drawn by chance, not counted: a transaction that was rolled back or a restored backup can
never bring the same stamp with other facts.
"""

import gc
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from threading import Lock
from typing import ParamSpec, TypeVar

from django.db import connection, models
from django.db.models import Q
from django.http import HttpRequest
from django.http.response import HttpResponseBase

P = ParamSpec("P")
T = TypeVar("T")

_asked: ContextVar[list[str] | None] = ContextVar("asked", default=None)
"""The answer of `current` while a page is made that changes nothing; empty before it is asked."""


class Revision(models.Model):
    """The one row that holds the stamp."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    stamp = models.CharField(max_length=32)

    class Meta:
        app_label = "foundation"
        constraints = [models.CheckConstraint(condition=Q(id=1), name="revision_is_one_row")]

    def __str__(self) -> str:
        return self.stamp


def bump() -> None:
    """Draws a new stamp, in the transaction that changes the facts; RuntimeError outside one."""
    if not connection.in_atomic_block:
        raise RuntimeError("revision.bump() must run inside the transaction that changes the facts")
    stamp = uuid.uuid4().hex
    if asked := _asked.get():
        asked.clear()
    if not Revision.objects.filter(pk=1).update(stamp=stamp):
        Revision.objects.bulk_create([Revision(pk=1, stamp=stamp)], ignore_conflicts=True)


def current() -> str:
    """The stamp now, of a page that changes nothing as it began; empty before the first change.

    Nearly every page asks for it: plain SQL, because the ORM takes fifteen times as long to write the
    question as the database to answer it.
    """
    asked = _asked.get()
    if asked:
        return asked[0]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT stamp FROM {Revision._meta.db_table} WHERE id = 1")  # noqa: S608  (no input)
        row = cursor.fetchone()
    stamp = str(row[0]) if row else ""
    if asked is not None:
        asked.append(stamp)
    return stamp


class RevisionMiddleware:
    """Asks for the stamp once in a request that only reads, so that it stands on one state of the facts."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method not in ("GET", "HEAD"):
            return self.get_response(request)
        token = _asked.set([])
        try:
            return self.get_response(request)
        finally:
            _asked.reset(token)


def kept(most: int) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Keeps the last `most` results of a read in this process until the facts change.

    For functions whose result depends on the facts and on hashable arguments alone. A call asks the
    database one question when the result is kept. Before the first change nothing is kept. The first
    result after a change takes the place of all older ones: a country's worth of them is large.
    """

    def keep(read: Callable[P, T]) -> Callable[P, T]:
        results: dict[tuple[object, ...], T] = {}
        making = Lock()

        @wraps(read)
        def reading(*args: P.args, **kwargs: P.kwargs) -> T:
            stamp = current()
            if not stamp:
                return read(*args, **kwargs)
            key = (stamp, args, tuple(sorted(kwargs.items())))
            if key not in results:
                with making:  # one thread makes it, the others wait for it
                    if key not in results:
                        for old in [old for old in results if old[0] != stamp]:
                            del results[old]
                        with _collector_at_rest():
                            result = read(*args, **kwargs)
                        while len(results) >= most:
                            del results[next(iter(results))]
                        results[key] = result
            found = results.get(key)
            return read(*args, **kwargs) if found is None else found

        return reading

    return keep


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """What is made to be kept is no garbage; looking it through while it grows takes most of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()

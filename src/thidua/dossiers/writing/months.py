"""How many months somebody worked in administrative reform in the period (III.2.2.a.CN.0, reading B14)."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Protocol

from thidua.core.programme import load_programme


class Spanned(Protocol):
    """Anything from one day to another; `until` None: to this day."""

    @property
    def since(self) -> date: ...

    @property
    def until(self) -> date | None: ...


def months_of(spans: Iterable[Spanned], today: date) -> int:
    """Whole months, cumulative, from 01/01/2026 to `today`; days that two spans share count once.

    Whole calendar months of each stretch are counted first, then thirty spare days make one more:
    01/01/2026 to 31/12/2028 is 36.
    """
    first = load_programme().period.counts_from
    taken = sorted(
        (max(span.since, first), min(span.until or today, today))
        for span in spans
        if (span.until or today) >= first
    )
    months, spare = 0, 0
    for since, until in _merged(taken):
        whole, days = _between(since, until + timedelta(days=1))
        months, spare = months + whole, spare + days
    return months + spare // 30


def _merged(spans: Iterable[tuple[date, date]]) -> list[tuple[date, date]]:
    merged: list[tuple[date, date]] = []
    for since, until in spans:
        if until < since:
            continue
        if merged and since <= merged[-1][1] + timedelta(days=1):
            merged[-1] = (merged[-1][0], max(merged[-1][1], until))
        else:
            merged.append((since, until))
    return merged


def _between(since: date, end: date) -> tuple[int, int]:
    """Whole months and spare days from `since` to `end`, which itself is not counted."""
    months = (end.year - since.year) * 12 + end.month - since.month
    if end.day < since.day:
        months -= 1
    year, month = divmod(since.month - 1 + months, 12)
    reached_year, reached_month = since.year + year, month + 1
    day = min(since.day, _last_day(reached_year, reached_month))
    return months, (end - date(reached_year, reached_month, day)).days


def _last_day(year: int, month: int) -> int:
    following = date(year + month // 12, month % 12 + 1, 1)
    return (following - timedelta(days=1)).day

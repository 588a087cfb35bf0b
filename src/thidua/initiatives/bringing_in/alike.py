"""What the rows of a list are like, in the register and in the list itself, before anything is stored."""

from collections.abc import Sequence
from dataclasses import dataclass

from thidua.core.lookalikes import Known, Match, Register
from thidua.initiatives.bringing_in.reading import ReadInitiative
from thidua.initiatives.likeness.pages import Marked, runs
from thidua.initiatives.likeness.register import Wanted, search_each
from thidua.initiatives.models import Initiative

NEAREST = 3
"""So many are shown of each row."""


@dataclass(frozen=True, slots=True)
class Near:
    """One look-alike of a row: an entry of the register, or another row of the list (`entry` None)."""

    percent: int
    title: Marked
    code: str
    unit_id: int
    entry: int | None
    line: int | None


@dataclass(frozen=True, slots=True)
class Nearest:
    """The nearest look-alikes of a row, and how many more there are."""

    shown: tuple[Near, ...]
    more: int


def nearest_of(shown: Sequence[ReadInitiative], rows: Sequence[ReadInitiative]) -> list[Nearest]:
    """Of each of the `shown` rows what is like it in the register or among all `rows`; two queries.

    It only points, as everywhere: once they are in the register, somebody says what they are.
    """
    found = search_each([Wanted(one.new.title, one.new.summary) for one in shown])
    entries = Initiative.objects.in_bulk({match.id for matches in found for match in matches[:NEAREST]})
    # Sheets of one file have the same numbers of lines; a code is there once.
    places = {one.new.code: place for place, one in enumerate(rows)}
    register = Register(Known.of(place, one.new.title, one.new.summary) for place, one in enumerate(rows))
    listed = [register.search(one.new.title, one.new.summary, but=(places[one.new.code],)) for one in shown]
    return [_nearest(known, beside, entries, rows) for known, beside in zip(found, listed, strict=True)]


def _nearest(
    known: Sequence[Match],
    beside: Sequence[Match],
    entries: dict[int, Initiative],
    rows: Sequence[ReadInitiative],
) -> Nearest:
    near = [_entry(match, entries[match.id]) for match in known[:NEAREST] if match.id in entries]
    near += [_row(match, rows[match.id]) for match in beside[:NEAREST]]
    first = sorted(near, key=lambda one: -one.percent)[:NEAREST]
    return Nearest(tuple(first), len(known) + len(beside) - len(first))


def _entry(match: Match, row: Initiative) -> Near:
    return Near(_percent(match), runs(row.title, match.words), row.code, row.unit_id, row.pk, None)


def _row(match: Match, row: ReadInitiative) -> Near:
    new = row.new
    return Near(_percent(match), runs(new.title, match.words), new.code, new.unit.pk, None, row.line)


def _percent(match: Match) -> int:
    return int(match.score * 100)

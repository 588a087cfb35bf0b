"""What is known about units, ranks, initiatives and people on a date: plain frozen values.

`None` always means *not known* (or, for a date, *has not happened*); it is never zero and never "no".
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from thidua.core.blocks import Block
from thidua.core.text import name_key

PERIOD_CYCLE = "2026-2030"
Cycle = int | str
"""A year for yearly and ad-hoc awards, or the period's own name."""

UNRANKED_RANK = 2**63 - 1
"""The rank given to a unit left out of a published ranking: worse than any real one."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as it stands now. `block` is where it is ranked today, `earlier` year → the block of a year in
    which it was ranked in another one (B09)."""

    code: str
    name: str
    block: Block
    earlier: Mapping[int, Block] = field(default_factory=dict, hash=False)

    def block_in(self, year: Cycle) -> Block:
        """The block that counts in a year; for the period, today's."""
        return self.earlier.get(year, self.block) if isinstance(year, int) else self.block


@dataclass(frozen=True, slots=True)
class IndexRow:
    """One published row: `unit` was ranked `rank` in `block` for `year`. `published` None: known."""

    year: int
    unit: str
    rank: int
    block: Block
    score: Decimal | None = None
    published: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a unit stood in one year. `score` None: the points were not published."""

    rank: int
    block: Block
    score: Decimal | None = None

    @property
    def is_ranked(self) -> bool:
        return self.rank != UNRANKED_RANK


@dataclass(frozen=True, slots=True)
class Initiative:
    """An initiative of a unit. A date of None: recognition or application has not happened.

    `same_as`: the first of those it was ruled to be the same as; together they are one initiative (B19).
    `is_copied`: that first one is another unit's, so this is none of its own unit's; the ledger says so.
    """

    id: str
    unit: str
    title: str = ""
    recognised: dt.date | None = None
    applied: dt.date | None = None
    replicable: bool | None = None
    used_for: tuple[str, ...] = ()
    same_as: str = ""
    is_copied: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """What is attested about the subject of a nomination (contract, `facts`). None: not known."""

    selected: bool | None = None
    outstanding: bool | None = None
    conduct: bool | None = None
    rating: str | None = None
    par_role: str | None = None
    par_months: int | None = None
    barred: bool | None = None
    justification: str | None = None


@dataclass(frozen=True, slots=True)
class Nomination:
    """A subject put forward for one award in one cycle. `name`: the person, for individual awards.

    `born`: the year of birth where it is known, which tells apart two people of one unit with the same name.
    A case file has names alone.
    """

    id: str
    award: str
    cycle: Cycle
    unit: str
    name: str = ""
    initiatives: tuple[str, ...] = ()
    facts: Facts = Facts()
    born: int | None = None

    @property
    def name_key(self) -> str:
        """The name by which it is known again, however it is typed."""
        return name_key(self.name)


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice (III.3, last paragraph) that moves a deadline to the named day `date`."""

    deadline: str
    date: dt.date
    number: str
    cycle: int | None = None
    issued: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """Everything an evaluation needs; what a case file holds, and what the database is turned into."""

    programme: str
    as_of: dt.date
    readings: Mapping[str, str] = field(default_factory=dict)
    notices: tuple[Notice, ...] = ()
    units: tuple[Unit, ...] = ()
    index: tuple[IndexRow, ...] = ()
    initiatives: tuple[Initiative, ...] = ()
    nominations: tuple[Nomination, ...] = ()


class Ledger:
    """What is known on `as_of`: anything dated later does not exist yet.

    A year of a block is published when at least one row of it is known. A unit without a row in a
    published year of the block it was in then was not ranked. A unit's own later row makes that year not
    known for it.

    `units` are those of `as_of`; nothing is compared with the `former` ones, which are no more: what they
    put forward while they were there is still judged.
    """

    __slots__ = ("_pending", "_rows", "_standings", "as_of", "former", "initiatives", "published", "units")

    def __init__(
        self,
        *,
        as_of: dt.date,
        units: Iterable[Unit],
        index: Iterable[IndexRow],
        initiatives: Iterable[Initiative] = (),
        former: Iterable[Unit] = (),
    ) -> None:
        self.as_of = as_of
        self.units: dict[str, Unit] = {unit.code: unit for unit in units}
        self.former: dict[str, Unit] = {unit.code: unit for unit in former}
        self.initiatives: dict[str, Initiative] = {item.id: item for item in initiatives}
        for item in [item for item in self.initiatives.values() if item.same_as]:
            self.initiatives[item.id] = replace(item, is_copied=self._is_copied(item))
        self.published: dict[Block, set[int]] = {}
        self._rows: dict[str, dict[int, Place]] = {}
        self._pending: dict[str, set[int]] = {}
        self._standings: dict[str, dict[int, Place]] = {}
        for row in index:
            if row.published is not None and row.published > as_of:
                self._pending.setdefault(row.unit, set()).add(row.year)
                continue
            self._rows.setdefault(row.unit, {})[row.year] = Place(row.rank, row.block, row.score)
            self.published.setdefault(row.block, set()).add(row.year)

    def unit(self, code: str) -> Unit:
        """A unit of today or a former one; KeyError for one that never was."""
        return self.units.get(code) or self.former[code]

    def standings(self, code: str) -> dict[int, Place]:
        """The unit's known years: a `Place` each, unranked ones included; a year absent is not known."""
        known = self._standings.get(code)
        if known is None:
            unit, pending = self.unit(code), self._pending.get(code, set())
            known = {
                year: unranked
                for unranked in (Place(UNRANKED_RANK, one) for one in {unit.block, *unit.earlier.values()})
                for year in self.published.get(unranked.block, ())
                if year not in pending and unit.block_in(year) is unranked.block
            } | self._rows.get(code, {})
            self._standings[code] = known
        return known

    def with_ranks(self, ranks: Mapping[tuple[str, int], int]) -> "Ledger":
        """A copy in which units, (code, year), have other ranks: to try. A try publishes nothing.

        A year without a ranking stays not known for everybody else; a unit's block and points stay its own.
        """
        copy = Ledger(
            as_of=self.as_of,
            units=self.units.values(),
            index=(),
            initiatives=self.initiatives.values(),
            former=self.former.values(),
        )
        copy.published, copy._pending, copy._rows = self.published, self._pending, dict(self._rows)
        for (code, year), rank in ranks.items():
            own = copy._rows.get(code, {})
            old = own.get(year, Place(rank, self.units[code].block_in(year)))
            copy._rows[code] = own | {year: replace(old, rank=rank)}
        moved = {code for code, _year in ranks}
        copy._standings = {code: known for code, known in self._standings.items() if code not in moved}
        return copy

    def rows(self) -> Iterable[tuple[str, int, Place]]:
        """Every known row as (unit, year, place)."""
        for code, years in self._rows.items():
            for year, place in years.items():
                yield code, year, place

    def own_initiatives(self, unit: str, ids: Sequence[str]) -> tuple[Initiative, ...]:
        """The unit's own initiatives among `ids`, each once, as far as they have happened by `as_of`."""
        own = (self.initiatives[id_] for id_ in dict.fromkeys(ids))
        return tuple(self._so_far(item) for item in own if item.unit == unit)

    def _is_copied(self, item: Initiative) -> bool:
        """Whether what `item` is the same as belongs to another unit of today.

        What a unit took over from one that is no more stays its own.
        """
        first = self.initiatives.get(item.same_as)
        return first is not None and first.unit != item.unit and first.unit in self.units

    def _so_far(self, item: Initiative) -> Initiative:
        recognised, applied = (
            None if day is not None and day > self.as_of else day for day in (item.recognised, item.applied)
        )
        if (recognised, applied) == (item.recognised, item.applied):
            return item
        return replace(item, recognised=recognised, applied=applied)

"""The period rule for a collective (III.2.2.a.TT, default readings), written by hand, to measure against.

Three-valued like ours, over the same facts, without a trace.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from thidua.core.blocks import Block
from thidua.core.criteria import Subject
from thidua.core.mask import NOT_KNOWN

TOP = {Block.SO: 5, Block.PHUONG: 10, Block.XA: 15}
YEARS = (2026, 2027, 2028, 2029)
START, END = date(2026, 1, 1), date(2030, 12, 31)


def period_collective(subject: Subject) -> int:
    """2 met, 1 not known, 0 not met."""
    hits = open_years = 0
    for year in YEARS:
        place = subject.standings.get(year)
        if place is None:
            open_years += 1
        elif place.rank <= TOP[place.block]:
            hits += 1
    gate = 2 if hits >= 3 else 1 if hits + open_years >= 3 else 0
    facts = subject.facts
    if facts.selected is False or facts.outstanding is False:
        praised = 0
    elif facts.selected is None or facts.outstanding is None:
        praised = 1
    else:
        praised = 2
    sure = possible = 0
    for item in subject.initiatives:
        if item.recognised is None or item.applied is None:
            continue
        if not (START <= item.recognised <= END or START <= item.applied <= END):
            continue
        if item.replicable is None:
            possible += 1
        elif item.replicable:
            sure += 1
    initiatives = 2 if sure >= 2 else 1 if sure + possible >= 2 else 0
    return min(gate, max(praised, initiatives))


@dataclass(frozen=True)
class Table:
    """Columns of facts, one row for each unit; `ranks` year by year. Truth: 0 no, 1 not known, 2 yes."""

    ranks: list[NDArray[np.int16]]
    blocks: NDArray[np.int8]
    selected: NDArray[np.int8]
    outstanding: NDArray[np.int8]
    sure: NDArray[np.int16]
    possible: NDArray[np.int16]

    def rows(self, part: slice) -> "Table":
        """Some of the rows."""
        return Table(
            ranks=[rank[part] for rank in self.ranks],
            blocks=self.blocks[part],
            selected=self.selected[part],
            outstanding=self.outstanding[part],
            sure=self.sure[part],
            possible=self.possible[part],
        )


def period_collective_numpy(table: Table) -> NDArray[Any]:
    """The same for whole columns, as one writes it in numpy."""
    top = np.array([5, 10, 15], dtype=np.int16)[table.blocks]
    hits = np.zeros(len(table.blocks), dtype=np.int8)
    unknown = np.zeros(len(table.blocks), dtype=np.int8)
    for rank in table.ranks:
        known = rank != NOT_KNOWN
        hits += known & (rank <= top)
        unknown += ~known
    gate = np.where(hits >= 3, 2, np.where(hits + unknown >= 3, 1, 0)).astype(np.int8)
    praised = np.minimum(table.selected, table.outstanding)
    initiatives = np.where(table.sure >= 2, 2, np.where(table.sure + table.possible >= 2, 1, 0)).astype(
        np.int8
    )
    return np.minimum(gate, np.maximum(praised, initiatives))


def period_collective_in_slices(table: Table, size: int) -> NDArray[Any]:
    """The same again, `size` rows at a time, so that the columns in between stay in the cache."""
    rows = len(table.blocks)
    parts = (table.rows(slice(start, start + size)) for start in range(0, rows, size))
    return np.concatenate([period_collective_numpy(part) for part in parts])

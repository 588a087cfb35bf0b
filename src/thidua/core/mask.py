"""The third fold: the same verdict for a whole column of units at once, with numpy.

For what-if over a country. Truth is an int8 column (0 not met, 1 not known, 2 met), so that "all of" is a
minimum and "one of" a maximum. Columns are worked through in slices that stay in the processor's cache.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import singledispatch
from typing import Any

import numpy as np
from numpy.typing import NDArray

from thidua.core.blocks import INDEX_BLOCKS, Block
from thidua.core.criteria import (
    AllOf,
    Attested,
    FactIn,
    Initiatives,
    Leader,
    Months,
    OneOf,
    RankWithin,
    Rule,
    Subject,
    Written,
    YearsInTop,
)
from thidua.core.facts import UNRANKED_RANK
from thidua.core.truth import MET, NOT_MET, UNKNOWN

TruthColumn = NDArray[np.int8]
NOT_KNOWN = 0
"""A rank of 0 in a column: not known. (Real ranks begin at 1; unranked is `UNRANKED`.)"""
UNRANKED = int(np.iinfo(np.int16).max)
SLICE = 1 << 16


@dataclass
class Columns:
    """Facts of many subjects, one row each. Leave out what a rule does not read.

    `ranks`: year → int16 rank (0 not known, `UNRANKED` left out). `blocks`: year → index into INDEX_BLOCKS of
    the block ranked in. `cycle_year`: the year of yearly awards. `initiatives`: rule → (sure, possible).
    `facts`: yes/no facts as truth columns. `choices`: fact → text ("" not known). `months`: −1 not known.
    `leading`, `written`: truth columns.
    """

    ranks: Mapping[int, NDArray[np.int16]] = field(default_factory=dict)
    blocks: Mapping[int, NDArray[np.int8]] = field(default_factory=dict)
    cycle_year: int = 0
    initiatives: Mapping[Rule, tuple[NDArray[np.int16], NDArray[np.int16]]] = field(default_factory=dict)
    facts: Mapping[str, TruthColumn] = field(default_factory=dict)
    choices: Mapping[str, NDArray[Any]] = field(default_factory=dict)
    months: Mapping[str, NDArray[np.int32]] = field(default_factory=dict)
    leading: TruthColumn | None = None
    written: Mapping[str, TruthColumn] = field(default_factory=dict)


def mask(rule: Rule, columns: Columns, rows: int) -> TruthColumn:
    """The truth of `rule` for each of `rows` rows."""
    fold = _compile(rule, columns)
    result = np.empty(rows, dtype=np.int8)
    for start in range(0, rows, SLICE):
        part = slice(start, min(start + SLICE, rows))
        result[part] = fold(part)
    return result


Fold = Callable[[slice], TruthColumn]


@singledispatch
def _compile(rule: Rule, columns: Columns) -> Fold:
    raise TypeError(f"no mask for {type(rule).__name__}")


@_compile.register
def _(rule: AllOf, columns: Columns) -> Fold:
    return _join([_compile(part, columns) for part in rule.parts], np.minimum, MET)


@_compile.register
def _(rule: OneOf, columns: Columns) -> Fold:
    return _join([_compile(part, columns) for part in rule.parts], np.maximum, NOT_MET)


def _join(folds: Sequence[Fold], ufunc: np.ufunc, neutral: int) -> Fold:
    def fold(part: slice) -> TruthColumn:
        if not folds:
            return np.full(part.stop - part.start, neutral, dtype=np.int8)
        truth = folds[0](part)
        for other in folds[1:]:
            ufunc(truth, other(part), out=truth)
        return truth

    return fold


def _tops(top: Mapping[Block, int]) -> NDArray[np.int16]:
    return np.array([top[block] for block in INDEX_BLOCKS], dtype=np.int16)


@_compile.register
def _(rule: RankWithin, columns: Columns) -> Fold:
    ranks, blocks, tops = (
        columns.ranks[columns.cycle_year],
        columns.blocks[columns.cycle_year],
        _tops(rule.top),
    )

    def fold(part: slice) -> TruthColumn:
        rank = ranks[part]
        truth = (rank <= tops.take(blocks[part])).view(np.int8)
        truth += truth
        truth -= (rank == NOT_KNOWN).view(np.int8)
        return truth

    return fold


@_compile.register
def _(rule: YearsInTop, columns: Columns) -> Fold:
    years = [(columns.ranks[year], columns.blocks[year]) for year in rule.years]
    tops = _tops(rule.top)
    # Most often one block column serves every year: then its thresholds are looked up once per slice.
    same_block = len({id(blocks) for _, blocks in years}) == 1

    def fold(part: slice) -> TruthColumn:
        size = part.stop - part.start
        possible = np.zeros(size, dtype=np.int8)  # hits and years not known: 0 is below every threshold
        unknown = np.zeros(size, dtype=np.int8)
        top = tops.take(years[0][1][part]) if same_block else None
        for ranks, blocks in years:
            rank = ranks[part]
            possible += (rank <= (tops.take(blocks[part]) if top is None else top)).view(np.int8)
            unknown += (rank == NOT_KNOWN).view(np.int8)
        truth = (possible >= rule.at_least).view(np.int8)
        possible -= unknown
        truth += (possible >= rule.at_least).view(np.int8)
        return truth

    return fold


@_compile.register
def _(rule: Initiatives, columns: Columns) -> Fold:
    sure, possible = columns.initiatives[rule]

    def fold(part: slice) -> TruthColumn:
        truth = (sure[part] >= rule.at_least).view(np.int8)
        truth += (sure[part] + possible[part] >= rule.at_least).view(np.int8)
        return truth

    return fold


@_compile.register
def _(rule: Attested, columns: Columns) -> Fold:
    return _join([_stored(columns.facts[fact]) for fact in rule.facts], np.minimum, MET)


def _stored(column: TruthColumn) -> Fold:
    return lambda part: column[part].copy()


@_compile.register
def _(rule: FactIn, columns: Columns) -> Fold:
    column = columns.choices[rule.fact]

    def fold(part: slice) -> TruthColumn:
        truth = np.isin(column[part], rule.among).view(np.int8)
        truth += truth
        truth += (column[part] == "").view(np.int8)
        return truth

    return fold


@_compile.register
def _(rule: Months, columns: Columns) -> Fold:
    column = columns.months[rule.fact]

    def fold(part: slice) -> TruthColumn:
        truth = (column[part] >= rule.at_least).view(np.int8)
        truth += truth
        truth += (column[part] < 0).view(np.int8)
        return truth

    return fold


@_compile.register
def _(rule: Leader, columns: Columns) -> Fold:
    assert columns.leading is not None
    return _stored(columns.leading)


@_compile.register
def _(rule: Written, columns: Columns) -> Fold:
    return _stored(columns.written[rule.fact])


def columns_of(rule: Rule, subjects: Sequence[Subject], cycle_year: int) -> Columns:
    """The columns that `rule` reads, made of subjects of the index blocks (all of one cycle)."""
    leaves = list(_leaves(rule))
    years = {cycle_year} | {year for leaf in leaves if isinstance(leaf, YearsInTop) for year in leaf.years}
    places = {year: [subject.standings.get(year) for subject in subjects] for year in years}
    order = {block: n for n, block in enumerate(INDEX_BLOCKS)}
    attested = {fact for leaf in leaves if isinstance(leaf, Attested) for fact in leaf.facts}
    choices = {leaf.fact for leaf in leaves if isinstance(leaf, FactIn)}
    months = {leaf.fact for leaf in leaves if isinstance(leaf, Months)}
    written = [leaf for leaf in leaves if isinstance(leaf, Written)]
    initiatives = [leaf for leaf in leaves if isinstance(leaf, Initiatives)]
    leaders = [leaf for leaf in leaves if isinstance(leaf, Leader)]
    return Columns(
        ranks={
            year: np.array([_rank(place) for place in column], dtype=np.int16)
            for year, column in places.items()
        },
        blocks={
            year: np.array(
                [
                    order[place.block if place else subject.unit.block_in(year)]
                    for place, subject in zip(column, subjects, strict=True)
                ],
                dtype=np.int8,
            )
            for year, column in places.items()
        },
        cycle_year=cycle_year,
        initiatives={leaf: _counts(leaf, subjects) for leaf in initiatives},
        facts={
            fact: np.array([_code(getattr(s.facts, fact)) for s in subjects], dtype=np.int8)
            for fact in attested
        },
        choices={fact: np.array([getattr(s.facts, fact) or "" for s in subjects]) for fact in choices},
        months={
            fact: np.array(
                [-1 if (count := getattr(s.facts, fact)) is None else count for s in subjects], dtype=np.int32
            )
            for fact in months
        },
        leading=_truths(leaders[0], subjects) if leaders else None,
        written={leaf.fact: _truths(leaf, subjects) for leaf in written},
    )


def _leaves(rule: Rule) -> list[Rule]:
    if isinstance(rule, AllOf | OneOf):
        return [leaf for part in rule.parts for leaf in _leaves(part)]
    return [rule]


def _rank(place: Any) -> int:
    if place is None:
        return NOT_KNOWN
    return UNRANKED if place.rank == UNRANKED_RANK else min(place.rank, UNRANKED - 1)


def _code(value: bool | None) -> int:
    return UNKNOWN if value is None else MET if value else NOT_MET


def _truths(leaf: Rule, subjects: Sequence[Subject]) -> TruthColumn:
    return np.array([leaf.judge(subject)[0] for subject in subjects], dtype=np.int8)


def _counts(leaf: Initiatives, subjects: Sequence[Subject]) -> tuple[NDArray[np.int16], NDArray[np.int16]]:
    details = [leaf.judge(subject)[2] for subject in subjects]
    sure, possible = zip(*details, strict=True) if details else ((), ())
    return np.array(sure, dtype=np.int16), np.array(possible, dtype=np.int16)

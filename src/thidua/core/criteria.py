"""The criteria tree with its verbs: `judge` gives truth and a trace, `ways` what can still be had.

(`mask`, the same verdict for whole columns, is in `thidua.core.mask`.)

`judge` runs for every unit and every award of a country, so it returns plain tuples and renders no
text: a `Judged` is (truth, rule, detail), where the detail of `AllOf` and `OneOf` is the tuple of the
judged parts and the detail of a leaf is what it looked at. `thidua.core.trace` turns it into words.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from thidua.core.blocks import Block
from thidua.core.facts import Cycle, Facts, Initiative, Place, Unit
from thidua.core.leadership import Leadership
from thidua.core.truth import MET, NOT_MET, UNKNOWN, Truth, at_least, truth_of

Judged = tuple[Truth, "Rule", Any]


@dataclass(slots=True)
class Subject:
    """Who is judged, with the facts the leaves read. Made by `thidua.core.eligibility`."""

    unit: Unit
    cycle: Cycle
    standings: Mapping[int, Place]
    facts: Facts
    initiatives: tuple[Initiative, ...]
    leadership: Callable[[Unit], Leadership]

    @property
    def block_of_year(self) -> Block:
        """The block in which the unit was ranked in the cycle's year, or would be; today's for the period."""
        place = self.standings.get(self.cycle) if isinstance(self.cycle, int) else None
        return place.block if place is not None else self.unit.block_in(self.cycle)


class Rule:
    """A node of the criteria tree. `judge` folds it over one subject."""

    __slots__ = ()

    def judge(self, subject: Subject) -> Judged:
        raise NotImplementedError

    def clause_for(self, subject: Subject) -> str:
        """The clause this leaf applies to that subject."""
        raise NotImplementedError


class _Branch(Rule):
    """A node with parts. `reading`: the (switch, option) that chose this branch, if one did.

    `waived`: what the other options of that reading would have asked, where this one asks nothing.
    """

    __slots__ = ("judges", "parts", "reading", "waived")

    def __init__(self, parts: tuple[Rule, ...]) -> None:
        self.parts = parts
        self.judges = tuple(part.judge for part in parts)
        self.reading: tuple[str, str] | None = None
        self.waived: tuple[Rule, ...] = ()


class AllOf(_Branch):
    """Met when every part is met; not met as soon as one part is not."""

    __slots__ = ()

    def judge(self, subject: Subject) -> Judged:
        truth = MET
        parts = []
        for judge in self.judges:
            part = judge(subject)
            parts.append(part)
            if part[0] < truth:
                truth = part[0]
        return truth, self, tuple(parts)


class OneOf(_Branch):
    """Met when a part is met; not met only when every part is not."""

    __slots__ = ()

    def judge(self, subject: Subject) -> Judged:
        truth = NOT_MET
        parts = []
        for judge in self.judges:
            part = judge(subject)
            parts.append(part)
            if part[0] > truth:
                truth = part[0]
        return truth, self, tuple(parts)


class RankWithin(Rule):
    """The rank of the cycle's year is within the top of the block it was earned in (B08, B09)."""

    __slots__ = ("clauses", "top")

    def __init__(self, top: Mapping[Block, int], clauses: Mapping[Block, str]) -> None:
        self.top = dict(top)
        self.clauses = dict(clauses)

    def judge(self, subject: Subject) -> Judged:
        place = subject.standings.get(subject.cycle)  # type: ignore[arg-type]  # a year here
        if place is None:
            return UNKNOWN, self, None
        return (MET if place.rank <= self.top[place.block] else NOT_MET), self, place

    def clause_for(self, subject: Subject) -> str:
        return self.clauses[subject.block_of_year]


class YearsInTop(Rule):
    """At least `at_least` of the counted years within the top of the block of that year (B03-B09)."""

    __slots__ = ("at_least", "clauses", "top", "years")

    def __init__(
        self,
        top: Mapping[Block, int],
        clauses: Mapping[Block, str],
        at_least: int,
        years: tuple[int, ...],
    ) -> None:
        self.top = dict(top)
        self.clauses = dict(clauses)
        self.at_least = at_least
        self.years = years

    def judge(self, subject: Subject) -> Judged:
        hits = open_years = 0
        known = subject.standings.get
        top = self.top
        for year in self.years:
            place = known(year)
            if place is None:
                open_years += 1
            elif place.rank <= top[place.block]:
                hits += 1
        needed = self.at_least  # truth.at_least() written out: this runs for every unit of a country
        truth = MET if hits >= needed else UNKNOWN if hits + open_years >= needed else NOT_MET
        return truth, self, (hits, open_years)

    def clause_for(self, subject: Subject) -> str:
        return self.clauses[subject.unit.block]

    def open_years(self, subject: Subject) -> tuple[int, ...]:
        """The counted years whose ranking is not known for the subject's unit."""
        return tuple(year for year in self.years if year not in subject.standings)

    def is_hit(self, place: Place) -> bool:
        return place.rank <= self.top[place.block]


class Initiatives(Rule):
    """At least so many of the unit's named initiatives qualify within the window (B16-B19)."""

    __slots__ = ("at_least", "clause", "needs_replicable", "window")

    def __init__(
        self, at_least: int, needs_replicable: bool, window: tuple[date, date] | None, clause: str
    ) -> None:
        self.at_least = at_least
        self.needs_replicable = needs_replicable
        self.window = window
        self.clause = clause

    def judge(self, subject: Subject) -> Judged:
        sure = possible = 0
        start, end = self.window or self.window_for(subject)
        for item in subject.initiatives:  # qualifies() written out: this runs for every unit of a country
            if item.same_as:
                return self._judge_once_each(subject)
            recognised, applied = item.recognised, item.applied
            if recognised is None or applied is None:
                continue
            if start <= recognised <= end or start <= applied <= end:
                if item.replicable or not self.needs_replicable:
                    sure += 1
                elif item.replicable is None:
                    possible += 1
        return at_least(self.at_least, sure=sure, possible=possible), self, (sure, possible)

    def _judge_once_each(self, subject: Subject) -> Judged:
        found = [self.qualifies(item, subject) for item in self.counted(subject)]
        sure, possible = found.count(MET), found.count(UNKNOWN)
        return at_least(self.at_least, sure=sure, possible=possible), self, (sure, possible)

    def counted(self, subject: Subject) -> list[Initiative]:
        """The named initiatives; of those that are the same only the one that says most (B19)."""
        best: dict[str, Initiative] = {}
        for item in subject.initiatives:
            first = item.same_as or item.id
            if first not in best or self.qualifies(item, subject) > self.qualifies(best[first], subject):
                best[first] = item
        return list(best.values())

    def qualifies(self, item: Initiative, subject: Subject) -> Truth:
        """Recognised and applied, one of the two within the window, and replicable where that is asked.

        What was ruled to be the same as another unit's is no initiative of this one.
        """
        if item.is_copied or item.recognised is None or item.applied is None:
            return NOT_MET
        start, end = self.window_for(subject)
        if not (start <= item.recognised <= end or start <= item.applied <= end):
            return NOT_MET
        return truth_of(item.replicable) if self.needs_replicable else MET

    def window_for(self, subject: Subject) -> tuple[date, date]:
        """First and last day of the window: the period's, or the cycle's own year."""
        if self.window is not None:
            return self.window
        year = int(subject.cycle)
        return date(year, 1, 1), date(year, 12, 31)

    def clause_for(self, subject: Subject) -> str:
        return self.clause


class Attested(Rule):
    """All the listed yes/no facts are attested."""

    __slots__ = ("clause", "facts")

    def __init__(self, facts: tuple[str, ...], clause: str) -> None:
        self.facts = facts
        self.clause = clause

    def judge(self, subject: Subject) -> Judged:
        truth = MET
        facts = subject.facts
        for fact in self.facts:
            value = getattr(facts, fact)
            if value is None:
                truth = UNKNOWN
            elif not value:
                return NOT_MET, self, None
        return truth, self, None

    def clause_for(self, subject: Subject) -> str:
        return self.clause


class FactIn(Rule):
    """A fact with listed values has one of the accepted ones."""

    __slots__ = ("among", "clause", "fact")

    def __init__(self, fact: str, among: tuple[str, ...], clause: str) -> None:
        self.fact = fact
        self.among = among
        self.clause = clause

    def judge(self, subject: Subject) -> Judged:
        value = getattr(subject.facts, self.fact)
        if value is None:
            return UNKNOWN, self, None
        return (MET if value in self.among else NOT_MET), self, value

    def clause_for(self, subject: Subject) -> str:
        return self.clause


class Months(Rule):
    """A count of months reaches a number (B14)."""

    __slots__ = ("at_least", "clause", "fact")

    def __init__(self, fact: str, at_least: int, clause: str) -> None:
        self.fact = fact
        self.at_least = at_least
        self.clause = clause

    def judge(self, subject: Subject) -> Judged:
        value = getattr(subject.facts, self.fact)
        if value is None:
            return UNKNOWN, self, None
        return (MET if value >= self.at_least else NOT_MET), self, value

    def clause_for(self, subject: Subject) -> str:
        return self.clause


class Leader(Rule):
    """First in its block by the chosen metric over the counted years published so far (B20-B23)."""

    __slots__ = ("clause", "metric")

    def __init__(self, metric: str, clause: str) -> None:
        self.metric = metric
        self.clause = clause

    def judge(self, subject: Subject) -> Judged:
        finding = subject.leadership(subject.unit)
        return finding.truth, self, finding

    def clause_for(self, subject: Subject) -> str:
        return self.clause


class Written(Rule):
    """A text fact is given and is not blank; absent is not known, never "no"."""

    __slots__ = ("clauses", "fact")

    def __init__(self, fact: str, clauses: Mapping[Literal["year", "period"], str]) -> None:
        self.fact = fact
        self.clauses = dict(clauses)

    def judge(self, subject: Subject) -> Judged:
        text = getattr(subject.facts, self.fact)
        return (MET if text and text.strip() else UNKNOWN), self, None

    def clause_for(self, subject: Subject) -> str:
        return self.clauses["year" if isinstance(subject.cycle, int) else "period"]


class OutsideBlocks(Rule):
    """A unit outside the three index blocks has no rank: the ranked route is closed to it (B10, B27)."""

    __slots__ = ("clause",)

    def __init__(self, clause: str) -> None:
        self.clause = clause

    def judge(self, subject: Subject) -> Judged:
        return NOT_MET, self, None

    def clause_for(self, subject: Subject) -> str:
        return self.clause

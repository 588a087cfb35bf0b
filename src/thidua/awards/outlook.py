"""How far units are from each award: one unit, the city as a matrix, or before and after a change."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from thidua.awards.snapshot import Snapshot
from thidua.core.blocks import INDEX_BLOCKS, Block
from thidua.core.criteria import AllOf, OneOf, Rule
from thidua.core.eligibility import RANKED_FAMILIES, Verdict
from thidua.core.facts import PERIOD_CYCLE, Cycle
from thidua.core.labels import BLOCK_NAMES
from thidua.core.limits import Violation, find_violations
from thidua.core.needs import outline_sentence
from thidua.core.notices import notices_for
from thidua.core.programme import Award, load_programme
from thidua.core.trace import Trace, carrying_leaves
from thidua.core.truth import MET
from thidua.units.selectors import UnitRecord


@dataclass(frozen=True)
class AwardOutlook:
    """Where a unit stands for one award: the verdict on its candidate, or on a nomination nobody made yet."""

    award: Award
    cycle: Cycle
    verdict: Verdict
    others: tuple[Verdict, ...] = ()

    @property
    def reach(self) -> str:
        """`met`, `suspended`, `reachable` (something can still be had) or `closed` (nothing can)."""
        if self.verdict.is_suspended:
            return "suspended"
        if self.verdict.truth is MET:
            return "met"
        return "reachable" if self.verdict.ways else "closed"

    @property
    def is_nominated(self) -> bool:
        """Whether somebody is on the working list for it."""
        return self.verdict.nomination.id.isdecimal()

    @property
    def notices(self) -> list[str]:
        """What a reader should know beside the verdict."""
        return notices_for(self.verdict)

    @property
    def carrying(self) -> list[Trace]:
        """The leaves that carry the verdict, in few words."""
        return [self.verdict.tell_briefly(leaf) for leaf in carrying_leaves(self.verdict.judged)]

    @property
    def needs_sentence(self) -> str:
        """What can still be had, in running text; empty where nothing can, or nothing is missing."""
        return outline_sentence(self.verdict.outline) if self.verdict.outline else ""

    @property
    def branches(self) -> Iterator[AllOf | OneOf]:
        """The branches of its criteria: they carry the readings used."""
        return _branches(self.verdict.judged[1])


@dataclass(frozen=True)
class UnitOutlook:
    """One unit's row of the matrix."""

    unit: UnitRecord
    awards: tuple[AwardOutlook, ...]

    def by_reach(self, reach: str) -> list[AwardOutlook]:
        """Its awards of one reach."""
        return [award for award in self.awards if award.reach == reach]


def _branches(rule: Rule) -> Iterator[AllOf | OneOf]:
    if isinstance(rule, AllOf | OneOf):
        yield rule
        for part in rule.parts:
            yield from _branches(part)


def shown_awards() -> tuple[Award, ...]:
    """The awards with criteria: yearly, period, flag. The others are decided by hand on a written ground."""
    return tuple(award for award in load_programme().awards if award.family in RANKED_FAMILIES)


def unit_outlook(
    snapshot: Snapshot, unit: UnitRecord, year: int, *, with_candidates: bool = True
) -> UnitOutlook:
    """How far `unit` is from each award, in the yearly cycle `year` and the period.

    `with_candidates` False: by published facts alone, for those who may not see the candidates.
    """
    return UnitOutlook(
        unit,
        tuple(
            _award_outlook(
                snapshot, unit.code, award, year if award.cycle == "year" else PERIOD_CYCLE, with_candidates
            )
            for award in shown_awards()
        ),
    )


def _award_outlook(
    snapshot: Snapshot, unit: str, award: Award, cycle: Cycle, with_candidates: bool
) -> AwardOutlook:
    nominations = snapshot.nominations(unit, award.id, cycle, with_candidates=with_candidates)
    verdicts = [snapshot.assessor.assess(nomination) for nomination in nominations]
    best = max(verdicts, key=lambda verdict: (not verdict.is_suspended, verdict.truth))
    return AwardOutlook(award, cycle, best, tuple(verdict for verdict in verdicts if verdict is not best))


@dataclass(frozen=True)
class QuotaUse:
    """How many of a block's units already have somebody on the working list for an award."""

    award: Award
    block: Block
    used: int
    most: int

    @property
    def block_name(self) -> str:
        """The block in words."""
        return BLOCK_NAMES[self.block]


@dataclass(frozen=True)
class Matrix:
    """Units × awards on a date. Rows are in Vietnamese order of names."""

    snapshot: Snapshot
    year: int
    rows: tuple[UnitOutlook, ...]

    @cached_property
    def counts(self) -> dict[Block, dict[str, Counter[str]]]:
        """block → award id → verdict word → how many units."""
        counted = {block: {award.id: Counter[str]() for award in shown_awards()} for block in INDEX_BLOCKS}
        for row in self.rows:
            if row.unit.block in counted:
                for outlook in row.awards:
                    counted[row.unit.block][outlook.award.id][outlook.verdict.word] += 1
        return counted

    @cached_property
    def open_needs(self) -> list[tuple[str, str, int]]:
        """What is not known, and for how many units: (clause, award id, count), most first."""
        needs = Counter(
            (clause, outlook.award.id)
            for row in self.rows
            for outlook in row.awards
            if outlook.verdict.word == "unknown"
            for clause in outlook.verdict.clauses
        )
        return [(clause, award, count) for (clause, award), count in needs.most_common()]

    @cached_property
    def quota_use(self) -> list[QuotaUse]:
        """Places taken against places there are, for each award and block (7.1 of the plan's numbers)."""
        found = []
        for quota in self.snapshot.assessor.programme.quotas:
            award = self.snapshot.assessor.programme.award_by_id[quota.award]
            for block in INDEX_BLOCKS:
                rows = [row for row in self.rows if row.unit.block is block]
                used = sum(
                    1
                    for row in rows
                    for outlook in row.awards
                    if outlook.award is award and outlook.is_nominated
                )
                most = quota.at_most if quota.per == "block" else quota.at_most * len(rows)
                found.append(QuotaUse(award, block, used, most))
        return found

    @cached_property
    def violations(self) -> list[Violation]:
        """Limits broken by the candidates of the open cycles: those of a closed one had their decision."""
        assessor = self.snapshot.assessor
        nominations = [n for slot in self.snapshot.candidates.values() for n in slot]
        return find_violations(
            assessor.programme,
            [
                n
                for n in nominations
                if n.unit in assessor.ledger.units and n.cycle in (self.year, PERIOD_CYCLE)
            ],
            units=assessor.ledger.units,
            initiatives=assessor.ledger.initiatives,
            readings=assessor.readings,
        )


@lru_cache(maxsize=8)
def _matrix(key: "_Key") -> Matrix:
    snapshot = key.snapshot
    units = [unit for unit in snapshot.history.living() if unit.block is not Block.NONE]
    return Matrix(snapshot, key.year, tuple(unit_outlook(snapshot, unit, key.year) for unit in units))


@dataclass(frozen=True, eq=False)
class _Key:
    """A snapshot compared by identity: the same facts are the same object."""

    snapshot: Snapshot
    year: int

    def __hash__(self) -> int:
        return hash((id(self.snapshot), self.year))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and other.snapshot is self.snapshot and other.year == self.year


def matrix(snapshot: Snapshot, year: int) -> Matrix:
    """The outlook of every unit of the index blocks; made once per snapshot and year."""
    return _matrix(_Key(snapshot, year))


@dataclass(frozen=True)
class Change:
    """A verdict that a what-if would change."""

    unit: UnitRecord
    award: Award
    before: Verdict
    after: Verdict

    @property
    def is_gain(self) -> bool:
        return self.after.truth > self.before.truth


def changes(before: Matrix, after: Snapshot) -> list[Change]:
    """Whose verdict a changed snapshot changes, in the order of the matrix."""
    return list(_changes(before.rows, after, before.year))


def _changes(rows: Iterable[UnitOutlook], after: Snapshot, year: int) -> Iterator[Change]:
    for row in rows:
        new = unit_outlook(after, row.unit, year)
        for old_award, new_award in zip(row.awards, new.awards, strict=True):
            if old_award.verdict.word != new_award.verdict.word:
                yield Change(row.unit, old_award.award, old_award.verdict, new_award.verdict)

"""How far units are from each award: one unit, the city as a matrix, or before and after a change."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from thidua.awards.snapshot import Snapshot, snapshot_on
from thidua.core.blocks import INDEX_BLOCKS, Block
from thidua.core.criteria import AllOf, Judged, Leader, OneOf, Rule, Subject
from thidua.core.eligibility import RANKED_FAMILIES, Assessor, Verdict
from thidua.core.facts import PERIOD_CYCLE, Cycle, Initiative, Nomination
from thidua.core.labels import BLOCK_NAMES
from thidua.core.limits import Violation, find_violations
from thidua.core.needs import outline_sentence
from thidua.core.notices import notices_for
from thidua.core.programme import Award, Quota, load_programme
from thidua.core.resolve import period_top
from thidua.core.trace import Trace, carrying_leaves
from thidua.core.truth import MET, NOT_MET
from thidua.foundation import revision
from thidua.initiatives.selectors import standing_uses
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
        return (node for node in _nodes(self.verdict.judged[1]) if isinstance(node, AllOf | OneOf))


@dataclass(frozen=True)
class UnitOutlook:
    """One unit's row of the matrix."""

    unit: UnitRecord
    awards: tuple[AwardOutlook, ...]

    def by_reach(self, reach: str) -> list[AwardOutlook]:
        """Its awards of one reach."""
        return [award for award in self.awards if award.reach == reach]


def _nodes(rule: Rule) -> Iterator[Rule]:
    yield rule
    if isinstance(rule, AllOf | OneOf):
        for part in rule.parts:
            yield from _nodes(part)


def shown_awards() -> tuple[Award, ...]:
    """The awards with criteria: yearly, period, flag. The others are decided by hand on a written ground.

    No version of the plan adds or takes away an award; their words are those of the published plan.
    """
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
    verdicts = [snapshot.assess(nomination) for nomination in nominations]
    best = _best(verdicts)
    return AwardOutlook(
        best.award, cycle, best, tuple(verdict for verdict in verdicts if verdict is not best)
    )


def _best(verdicts: list[Verdict]) -> Verdict:
    return max(verdicts, key=lambda verdict: (not verdict.is_suspended, verdict.truth))


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
        for quota, award in self._quotas:
            for block in INDEX_BLOCKS:
                rows = [row for row in self.rows if row.unit.block is block]
                used = sum(
                    1
                    for row in rows
                    for outlook in row.awards
                    if outlook.award.id == award.id and outlook.is_nominated
                )
                most = quota.at_most if quota.per == "block" else quota.at_most * len(rows)
                found.append(QuotaUse(award, block, used, most))
        return found

    @cached_property
    def violations(self) -> list[Violation]:
        """Limits broken by the candidates of the open cycles: those of a closed one had their decision."""
        ledger = self.snapshot.ledger
        nominations = [
            n
            for slot in self.snapshot.candidates.values()
            for n in slot
            if n.unit in ledger.units and n.cycle in (self.year, PERIOD_CYCLE)
        ]
        initiatives = {**ledger.initiatives, **self._used_elsewhere(nominations)}
        found = []
        for cycle in (self.year, PERIOD_CYCLE):
            assessor = self.snapshot.assessor_for(cycle)
            violations = find_violations(
                assessor.programme,
                nominations,
                units=ledger.units,
                initiatives=initiatives,
                readings=assessor.readings,
            )
            # Each cycle by its own plan; an initiative may serve in both, so the period's plan speaks for it.
            found += [one for one in violations if cycle == _speaks_for(one, nominations)]
        return found

    def _used_elsewhere(self, nominations: Iterable[Nomination]) -> dict[str, Initiative]:
        """The initiatives that candidates name, each without the uses by the dossiers that these became: a
        candidate and the dossier of his unit for the same award and cycle are one use, not two. One query.
        """
        known = self.snapshot.ledger.initiatives
        first = {code: known[code].same_as or code for one in nominations for code in one.initiatives}
        named = Counter(
            (first[code], one.award, str(one.cycle), one.unit)
            for one in nominations
            for code in one.initiatives
        )
        own: dict[str, Counter[str]] = {}
        for code, award, cycle, source in standing_uses({cycle for _first, _award, cycle, _unit in named}):
            # The number of a dossier: cycle, unit, place.
            unit = source.removeprefix(f"{cycle}/").rpartition("/")[0]
            which = (first.get(code, code), award, cycle, unit)
            if named[which]:
                named[which] -= 1
                own.setdefault(which[0], Counter())[award] += 1
        return {
            code: replace(known[code], used_for=_less(known[code].used_for, own[one]))
            for code, one in first.items()
            if one in own
        }

    @property
    def awards(self) -> tuple[Award, ...]:
        """The awards of its columns, as the plans of their cycles word them."""
        return tuple(self.snapshot.award(award.id, self.cycle_of(award)) for award in shown_awards())

    def cycle_of(self, award: Award) -> Cycle:
        """The cycle in which the matrix asks about an award."""
        return self.year if award.cycle == "year" else PERIOD_CYCLE

    @property
    def _quotas(self) -> list[tuple[Quota, Award]]:
        """Each quota of an award of its columns, from the plan of that award's cycle."""
        return [
            (quota, award)
            for award in self.awards
            for quota in self.snapshot.plan.programme(self.cycle_of(award)).quotas
            if quota.award == award.id
        ]


def _less(uses: Iterable[str], taken: Counter[str]) -> tuple[str, ...]:
    """`uses` without so many of each as were `taken`."""
    return tuple((Counter(uses) - taken).elements())


def _speaks_for(found: Violation, nominations: list[Nomination]) -> Cycle:
    """The cycle whose plan says that a limit is broken."""
    cycles = {n.cycle for n in nominations if n.id in found.nominations}
    return cycles.pop() if len(cycles) == 1 else PERIOD_CYCLE


def matrix(snapshot: Snapshot, year: int) -> Matrix:
    """The outlook of every unit of the index blocks."""
    units = [unit for unit in snapshot.history.living() if unit.block is not Block.NONE]
    return Matrix(snapshot, year, tuple(unit_outlook(snapshot, unit, year) for unit in units))


@revision.kept(most=4)
def matrix_on(on: date, year: int) -> Matrix:
    """The same for what is known on `on`; one query when nothing has changed since it was last asked."""
    return matrix(snapshot_on(on), year)


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
    """Whose verdict a changed snapshot changes, in the order of the matrix.

    `after` is a `changed` copy of the facts of `before`; only what the change can reach is judged again.
    """
    reach = _Reach(before, after)
    return [
        Change(row.unit, old.award, old.verdict, new)
        for row in before.rows
        for old in row.awards
        if reach.includes(row.unit, old)
        and (new := reach.other_verdict(old))
        and new.word != old.verdict.word
    ]


class _Reach:
    """What a change can reach: every unit for an award whose rule it replaces, the units whose ranks it
    moves, and, where an award asks who leads a block, all of their block whose verdict hangs on that.
    """

    def __init__(self, before: Matrix, after: Snapshot) -> None:
        self._after = after
        self._moved = after.moved
        self._moved_blocks = {unit.block for unit in after.units if unit.code in after.moved}
        self._led, self._replaced = set[str](), set[str]()
        for award in before.awards:
            cycle = before.cycle_of(award)
            old_assessor, new_assessor = before.snapshot.assessor_for(cycle), after.assessor_for(cycle)
            old = old_assessor.rule(award, INDEX_BLOCKS[0])
            new = new_assessor.rule(after.award(award.id, cycle), INDEX_BLOCKS[0])
            if any(isinstance(node, Leader) for node in _nodes(new)):
                self._led.add(award.id)
            counts_others = award.id in self._led and (
                old_assessor.counted != new_assessor.counted
                or period_top(old_assessor.programme) != period_top(new_assessor.programme)
            )
            if counts_others or _shape(old) != _shape(new):
                self._replaced.add(award.id)

    def includes(self, unit: UnitRecord, outlook: AwardOutlook) -> bool:
        """Whether the verdict on `unit` for this award may be another."""
        if outlook.award.id in self._replaced or unit.code in self._moved:
            return True
        if outlook.award.id not in self._led or unit.block not in self._moved_blocks:
            return False
        return any(_hangs_on_leader(one.judged) for one in (outlook.verdict, *outlook.others))

    def other_verdict(self, outlook: AwardOutlook) -> Verdict | None:
        """The best of the same nominations under the change; None when each of them comes out as before."""
        again = [(verdict, *self._judge(verdict)) for verdict in (outlook.verdict, *outlook.others)]
        if all(judged[0] is verdict.truth for verdict, _, judged in again):
            return None
        return _best(
            [
                Verdict(self._assessor(verdict), verdict.nomination, self._award(verdict), subject, judged)
                for verdict, subject, judged in again
            ]
        )

    def _judge(self, verdict: Verdict) -> tuple[Subject, Judged]:
        """By the rule and the ranks of the change; what is attested and the initiatives stay."""
        assessor, old = self._assessor(verdict), verdict.subject
        unit = old.unit
        standings = assessor.ledger.standings(unit.code)
        subject = Subject(unit, old.cycle, standings, old.facts, old.initiatives, assessor.leadership)
        return subject, assessor.rule_for(self._award(verdict), subject).judge(subject)

    def _assessor(self, verdict: Verdict) -> Assessor:
        return self._after.assessor_for(verdict.nomination.cycle)

    def _award(self, verdict: Verdict) -> Award:
        return self._after.award(verdict.award.id, verdict.nomination.cycle)


def _hangs_on_leader(judged: Judged) -> bool:
    """Whether another leader of the block could turn it: no other part settles it already."""
    _, rule, parts = judged
    if not isinstance(rule, AllOf | OneOf):
        return isinstance(rule, Leader)
    settling = NOT_MET if isinstance(rule, AllOf) else MET
    hanging = [_hangs_on_leader(part) for part in parts]
    return any(hanging) and not any(
        part[0] is settling and not hangs for part, hangs in zip(parts, hanging, strict=True)
    )


def _shape(rule: Rule) -> tuple[object, ...]:
    """What a rule is made of: rules of one shape judge alike."""
    if isinstance(rule, AllOf | OneOf):
        return type(rule), *map(_shape, rule.parts)
    slots: tuple[str, ...] = type(rule).__slots__
    return type(rule), *(getattr(rule, slot) for slot in slots)

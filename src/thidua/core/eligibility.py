"""A nomination and what is known about it → a verdict with its trace, needs, clauses and notices."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from thidua.core.blocks import Block
from thidua.core.criteria import Judged, OutsideBlocks, Rule, Subject, YearsInTop
from thidua.core.facts import Facts, Ledger, Nomination, Notice, Unit
from thidua.core.leadership import BlockComparison, Leadership
from thidua.core.needs import NeedFinder, Outline
from thidua.core.periods import counted_years
from thidua.core.programme import Award, Programme
from thidua.core.resolve import Resolver, period_top
from thidua.core.trace import Narrator, Trace, carrying_leaves
from thidua.core.truth import MET, Truth
from thidua.core.ways import Way

RANKED_FAMILIES = frozenset({"annual", "period", "flag"})


@dataclass(frozen=True)
class Verdict:
    """What the rules say of one nomination. Words are made when they are read."""

    assessor: "Assessor"
    nomination: Nomination
    award: Award
    subject: Subject
    judged: Judged

    @property
    def truth(self) -> Truth:
        """The truth of the criteria, whether or not the subject is barred."""
        return self.judged[0]

    @property
    def is_suspended(self) -> bool:
        """Barred subjects are set aside, never silently refused (NĐ 152/2025 Điều 4; reading B32)."""
        return self.subject.facts.barred is True

    @property
    def word(self) -> str:
        """The contract's verdict: met, not_met, unknown or suspended."""
        return "suspended" if self.is_suspended else self.truth.word

    @cached_property
    def clauses(self) -> tuple[str, ...]:
        """Clauses of the leaves that carry the verdict, each once."""
        leaves = carrying_leaves(self.judged)
        return tuple(dict.fromkeys(rule.clause_for(self.subject) for _, rule, _ in leaves))

    @cached_property
    def ways(self) -> tuple[Way, ...]:
        """The smallest sets of needs that would make it met; empty when met, barred or impossible."""
        if self.truth is MET or self.is_suspended:
            return ()
        return self.assessor.needs.ways(self.judged, self.subject)

    @property
    def missing(self) -> list[list[str]]:
        """`ways` in words."""
        return [[need.text for need in way] for way in self.ways]

    @cached_property
    def outline(self) -> Outline | None:
        """`ways` for reading, nested; None where `ways` is empty."""
        return self.assessor.needs.outline(self.judged, self.subject) if self.ways else None

    @cached_property
    def trace(self) -> Trace:
        """The explanation as a tree."""
        return self.tell(self.judged)

    def tell(self, judged: Judged) -> Trace:
        """A part of the judged tree in words."""
        return self.assessor.narrator.tell(judged, self.subject, self.award.clause)

    def tell_briefly(self, leaf: Judged) -> Trace:
        """A leaf of the judged tree in the words of a sheet of paper."""
        return self.assessor.narrator.tell_briefly(leaf, self.subject)


class Assessor:
    """Judges nominations against one programme under one choice of readings, on one ledger."""

    def __init__(
        self,
        programme: Programme,
        ledger: Ledger,
        *,
        readings: Mapping[str, str] | None = None,
        notices: Sequence[Notice] = (),
    ) -> None:
        self.programme = programme
        self.ledger = ledger
        self.readings: dict[str, str] = {**programme.default_readings, **(readings or {})}
        self.notices = tuple(notices)
        self.narrator = Narrator(programme)
        self.needs = NeedFinder(programme)
        self.counted = self._counted(self.readings["period_years"])
        self._resolver = Resolver(programme, self.readings, self.counted)
        self._rules: dict[str, Rule] = {}
        self._comparisons: dict[Block, BlockComparison] = {}

    def _counted(self, option: str) -> tuple[int, ...]:
        return counted_years(self.programme, option, self.notices, self.ledger.as_of)

    def assess(self, nomination: Nomination) -> Verdict:
        """The verdict on a nomination whose unit and award are known to the ledger and the programme."""
        award = self.programme.award_by_id[nomination.award]
        subject = self.subject(nomination)
        return Verdict(self, nomination, award, subject, self.rule_for(award, subject).judge(subject))

    def subject(self, nomination: Nomination) -> Subject:
        """The facts that the rules read for one nomination."""
        unit = self.ledger.unit(nomination.unit)
        return Subject(
            unit=unit,
            cycle=nomination.cycle,
            standings=self.ledger.standings(unit.code),
            facts=nomination.facts,
            initiatives=self.ledger.own_initiatives(unit.code, nomination.initiatives),
            leadership=self.leadership,
        )

    def rule_for(self, award: Award, subject: Subject) -> Rule:
        """The rule of an award by the block in which the subject's unit was in the cycle's year (B09)."""
        return self.rule(award, subject.unit.block_in(subject.cycle))

    def rule(self, award: Award, block: Block) -> Rule:
        """The rule of an award for units of a block; outside the blocks the ranked route is closed."""
        if block is Block.NONE and award.outside_clause is not None:
            return OutsideBlocks(award.outside_clause)
        rule = self._rules.get(award.id)
        if rule is None:
            rule = self._rules[award.id] = self._resolver.rule_of(award)
        return rule

    def leadership(self, unit: Unit) -> Leadership:
        """Whether the unit is first in its block (flag)."""
        return self.comparison(unit.block).leadership(unit)

    def comparison(self, block: Block) -> BlockComparison:
        """The comparison for the flag of a block."""
        if block not in self._comparisons:
            self._comparisons[block] = BlockComparison(
                self.ledger, block, self.counted, self.readings["flag_metric"], period_top(self.programme)
            )
        return self._comparisons[block]

    def other_counted_years(self) -> dict[str, tuple[int, ...]]:
        """Counted years under the options of `period_years` that were not chosen, where they differ."""
        options = self.programme.reading_by_switch["period_years"].options
        others = {option.id: self._counted(option.id) for option in options}
        return {option: years for option, years in others.items() if years != self.counted}

    def would_stay_open(self, rule: YearsInTop, subject: Subject) -> list[str]:
        """Options of `period_years` under which a gate that is closed now would not be."""
        return [
            option
            for option, years in self.other_counted_years().items()
            if YearsInTop(rule.top, rule.clauses, rule.at_least, years).judge(subject)[0] is not Truth.NOT_MET
        ]

    @cached_property
    def sharing(self) -> Counter[tuple[Block, int, int]]:
        """How many units share a rank: (block, year, rank) → count."""
        return Counter((place.block, year, place.rank) for _, year, place in self.ledger.rows())

    def is_tied_at_cut(self, year: int, block: Block, rank: int, top: int) -> bool:
        """Whether the units that share `rank` reach over the cut at `top` (reading B07)."""
        count = self.sharing[block, year, rank]
        return count > 1 and rank <= top and rank + count - 1 > top


def nominate(award: str, cycle: int | str, unit: str, initiatives: Sequence[str] = ()) -> Nomination:
    """A nomination that nobody made yet: for asking how far a unit is from an award."""
    return Nomination(f"{award}/{cycle}/{unit}", award, cycle, unit, "", tuple(initiatives), Facts())

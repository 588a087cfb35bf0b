"""`missing`: each way suffices, nothing in it is spare, no way is left out, and what is past never comes.

A need is had by its `key`: the fact gets its good value, the year's ranking comes with the unit in the last
place of the top list, a further initiative is recognised and applied on the first day of the window.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import product

from hypothesis import given
from hypothesis import strategies as st
from tests.core import oracle
from tests.core.strategies import SUBJECT, worlds

from thidua.core.criteria import Subject
from thidua.core.eligibility import Assessor, Verdict
from thidua.core.facts import Case, Initiative, Ledger, Place
from thidua.core.leadership import Leadership
from thidua.core.needs import Outline
from thidua.core.programme import load_programme
from thidua.core.truth import MET, Truth

Key = tuple[str, ...]
PROGRAMME = load_programme()
GOOD = {name: values[0] for name, values in oracle.FACT_VALUES.items()} | {
    "par_months": 36,
    "justification": "Căn cứ ví dụ",
}


@dataclass
class Question:
    """One verdict, and the same question asked again when some things have been had."""

    case: Case
    verdict: Verdict

    @property
    def keys(self) -> list[tuple[Key, ...]]:
        """The ways by the keys of their needs."""
        return [tuple(need.key for need in way) for way in self.verdict.ways]

    def truth_with(self, had: Collection[Key]) -> Truth:
        """The truth of the criteria once the things of these keys have been had."""
        subject, award = self.verdict.subject, self.verdict.award
        rule = self.verdict.assessor.rule(award, subject.unit.block)
        return rule.judge(self._improved(subject, had))[0]

    def _improved(self, subject: Subject, had: Collection[Key]) -> Subject:
        facts = {key[1]: GOOD[key[1]] for key in had if key[0] == "fact"}
        spread = {key[1] for key in had if key[0] == "replicable"}
        years = {int(key[1]): Place(int(key[2]), subject.unit.block) for key in had if key[0] == "year"}
        day = date(subject.cycle if isinstance(subject.cycle, int) else 2026, 1, 1)
        further = [
            Initiative(f"new{n}", SUBJECT, "", day, day, replicable=True)
            for key in had
            if key[0] == "initiatives"
            for n in range(int(key[1]))
        ]
        # A flag that is still open needs all that its way names about the first place, not a part of it.
        asked = {key for way in self.keys for key in way if key[0] == "leader"}
        leads = bool(asked) and asked <= set(had)
        return replace(
            subject,
            facts=replace(subject.facts, **facts),
            initiatives=(
                *(replace(i, replicable=True) if i.id in spread else i for i in subject.initiatives),
                *further,
            ),
            standings={**subject.standings, **years},
            leadership=(lambda _: Leadership(MET, (2026,))) if leads else subject.leadership,
        )

    def can_be_had(self) -> list[Key]:
        """Everything that is open by the contract, whether or not this award asks for it."""
        nomination = self.verdict.nomination
        facts = [
            name
            for name in oracle.FACT_VALUES
            if getattr(nomination.facts, name) is None
            or (name == "par_months" and getattr(nomination.facts, name) < 36)
        ]
        if not (nomination.facts.justification or "").strip():
            facts.append("justification")
        top = oracle.YEARLY_TOP if isinstance(nomination.cycle, int) else oracle.PERIOD_TOP
        block = self.verdict.subject.unit.block
        asked = {nomination.cycle} if isinstance(nomination.cycle, int) else set(oracle.PERIOD)
        return [
            *(("fact", name) for name in facts),
            *(("replicable", i.id) for i in self._own() if i.replicable is None),
            *(("initiatives", str(count)) for count in (1, 2)),
            *(
                ("year", str(year), str(top[block]))
                for year in sorted(asked)
                if block != "none" and not oracle.known_standing(self.case, SUBJECT, year)[0]
            ),
            *sorted({key for way in self.keys for key in way if key[0] == "leader"}),
        ]

    def _own(self) -> list[Initiative]:
        own = oracle.own_initiatives(self.case, self.verdict.nomination)
        return [item for item in own if item.recognised and item.applied]


def questions(case: Case) -> Iterator[Question]:
    """Every award under every reading."""
    ledger = Ledger(as_of=case.as_of, units=case.units, index=case.index, initiatives=case.initiatives)
    for nomination in case.nominations:
        for readings in oracle.readings_of(nomination.award):
            assessor = Assessor(PROGRAMME, ledger, readings=readings, notices=case.notices)
            yield Question(case, assessor.assess(nomination))


def covers(had: Collection[Key], way: tuple[Key, ...]) -> bool:
    """Whether what was had holds the whole way; more initiatives than asked for are enough."""
    further = max((int(key[1]) for key in had if key[0] == "initiatives"), default=0)
    return all(int(key[1]) <= further if key[0] == "initiatives" else key in had for key in way)


@given(worlds())
def test_each_way_suffices_and_nothing_in_it_is_spare(case: Case) -> None:
    for question in questions(case):
        for way in question.keys:
            assert question.truth_with(way) is MET, way
            for spare in way:
                rest = [key for key in way if key != spare]
                if spare[0] == "initiatives" and int(spare[1]) > 1:
                    rest.append(("initiatives", str(int(spare[1]) - 1)))
                assert question.truth_with(rest) is not MET, (way, spare)


@given(worlds())
def test_a_year_asked_for_must_be_within_the_top(case: Case) -> None:
    for question in questions(case):
        for way in question.keys:
            worse = [(kind, of, str(int(rest[0]) + 1)) for kind, of, *rest in way if kind == "year"]
            if worse:
                assert question.truth_with([key for key in way if key[0] != "year"] + worse) is not MET


@given(worlds())
def test_only_what_can_still_be_had_is_missing(case: Case) -> None:
    for question in questions(case):
        named = {key for way in question.keys for key in way}
        assert named <= set(question.can_be_had())
        counted = oracle.counted_years(case, question.verdict.assessor.readings["period_years"])
        years = {int(key[1]) for key in named if key[0] == "year"}
        assert years <= {question.verdict.nomination.cycle, *counted}


@given(worlds(), st.integers(0, 2**20))
def test_what_suffices_holds_one_of_the_ways(case: Case, chosen: int) -> None:
    """No way is left out: any set of things that would do contains a way, and no other set does."""
    for question in questions(case):
        open_keys = question.can_be_had()
        had = [key for n, key in enumerate(open_keys) if chosen >> n & 1]
        counts = [key for key in had if key[0] == "initiatives"]
        had = [key for key in had if key not in counts[:-1]]  # one number of further initiatives
        is_met = question.verdict.truth is MET or any(covers(had, way) for way in question.keys)
        assert (question.truth_with(had) is MET) == is_met, had


@given(worlds())
def test_no_way_means_met_already_or_out_of_reach(case: Case) -> None:
    for question in questions(case):
        everything = [key for key in question.can_be_had() if key != ("initiatives", "1")]
        is_open = question.verdict.truth is not MET and question.truth_with(everything) is MET
        assert bool(question.keys) == is_open


@given(worlds())
def test_ways_are_the_smallest_sets_shortest_first(case: Case) -> None:
    for question in questions(case):
        ways = [set(way) for way in question.keys]
        assert [len(way) for way in ways] == [len(way) for way in question.keys]
        assert [len(way) for way in ways] == sorted(len(way) for way in ways)
        assert not any(one <= other for n, one in enumerate(ways) for m, other in enumerate(ways) if n != m)
        assert question.verdict.missing == [[need.text for need in way] for way in question.verdict.ways]
        clauses = PROGRAMME.clause_by_id
        assert all(need.text and need.clause in clauses for way in question.verdict.ways for need in way)


@given(worlds())
def test_the_outline_says_the_same_as_the_ways(case: Case) -> None:
    for question in questions(case):
        outline = question.verdict.outline
        ways = {frozenset(need.text for need in way) for way in question.verdict.ways}
        if outline is None:
            assert not ways
        else:
            told = set(_expanded(outline))
            assert ways == {way for way in told if not any(other < way for other in told)}


def _expanded(outline: Outline) -> Iterator[frozenset[str]]:
    if outline.kind == "need":
        yield frozenset({outline.text})
        return
    assert len(outline.parts) > 1
    parts = [list(_expanded(part)) for part in outline.parts]
    if outline.kind == "one_of":
        yield from (way for part in parts for way in part)
        return
    for choice in product(*parts):
        if outline.kind == "all":
            yield frozenset().union(*choice)
        else:
            texts = sorted(frozenset().union(*choice))
            yield from (
                frozenset(texts[n] for n in range(len(texts)) if bits >> n & 1)
                for bits in range(2 ** len(texts))
                if bits.bit_count() == outline.count
            )

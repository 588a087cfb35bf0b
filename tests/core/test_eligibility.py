"""Small questions about a verdict and about who judges: what is asked of whom, and under which readings."""

from datetime import date

import pytest
from tests.core.build import WARD, assessor, initiative, nomination, rows

from thidua.core.blocks import Block
from thidua.core.criteria import AllOf, Initiatives, OutsideBlocks, YearsInTop
from thidua.core.eligibility import Verdict, nominate
from thidua.core.facts import Facts, IndexRow, Nomination, Notice, Unit
from thidua.core.notices import notices_for
from thidua.core.programme import load_programme
from thidua.core.resolve import Resolver
from thidua.core.truth import MET, NOT_MET, UNKNOWN, Truth, at_least, truth_of

OUTSIDE = Unit("V1", "Cơ quan ngành dọc", Block.NONE)
PLAN = load_programme()


def test_the_words_of_truth_are_those_of_the_contract() -> None:
    assert [truth.word for truth in (MET, NOT_MET, UNKNOWN)] == ["met", "not_met", "unknown"]
    assert NOT_MET < UNKNOWN < MET
    assert [truth_of(value) for value in (True, False, None)] == [MET, NOT_MET, UNKNOWN]


@pytest.mark.parametrize(
    ("sure", "possible", "truth"),
    [(3, 0, MET), (4, 0, MET), (2, 0, NOT_MET), (2, 1, UNKNOWN), (0, 2, NOT_MET)],
)
def test_a_count_is_reached_surely_perhaps_or_not(sure: int, possible: int, truth: Truth) -> None:
    assert at_least(3, sure=sure, possible=possible) is truth


def test_a_nomination_nobody_made_yet_knows_nothing_of_its_subject() -> None:
    assert nominate("period.flag", "2026-2030", "P1", ["I1", "I2"]) == Nomination(
        id="period.flag/2026-2030/P1",
        award="period.flag",
        cycle="2026-2030",
        unit="P1",
        name="",
        initiatives=("I1", "I2"),
        facts=Facts(),
    )
    assert nominate("annual.collective", 2027, "P1").initiatives == ()


def test_outside_the_blocks_the_ranked_route_is_closed_with_its_clause() -> None:
    judge = assessor([WARD, OUTSIDE])
    yearly = judge.rule(PLAN.award_by_id["annual.individual"], Block.NONE)
    assert isinstance(yearly, OutsideBlocks)
    assert yearly.clause == "III.2.1.2.b.2"
    verdict = judge.assess(nomination("period.flag", unit="V1"))
    assert (verdict.word, verdict.clauses) == ("not_met", ("III.2.2.b.NGOAI",))
    open_to_all = judge.assess(nomination("discretionary.collective", unit="V1"))
    assert (open_to_all.word, open_to_all.clauses) == ("unknown", ("III.2.2.b.NGOAI",))


@pytest.mark.parametrize(("rank", "word"), [(1, "met"), (9, "not_met"), (None, "not_met"), (0, "unknown")])
def test_who_left_the_blocks_is_judged_for_its_year_in_them(rank: int | None, word: str) -> None:
    """B09: the year follows the block that the unit was in then. `rank` None: left out; 0: not published."""
    left, peer = Unit("V2", "Cơ quan rời khối", Block.NONE, {2027: Block.SO}), Unit("S1", "Sở Một", Block.SO)
    index = [] if rank == 0 else [IndexRow(2027, "S1", 2, Block.SO)]
    index += [IndexRow(2027, "V2", rank, Block.SO)] if rank else []
    judge = assessor([left, peer], index, initiatives=[initiative("I1", unit="V2")])

    def judged(year: int) -> tuple[Verdict, bool]:
        verdict = judge.assess(nomination("annual.collective", cycle=year, unit="V2", initiatives=("I1",)))
        return verdict, "ngoài ra" in " ".join(notices_for(verdict))

    verdict, is_led_elsewhere = judged(2027)
    assert (verdict.word, is_led_elsewhere) == (word, False)
    if rank == 0:
        assert "xếp hạng năm 2027 được công bố và trong tốp 3 khối sở" in str(verdict.missing)
    verdict, is_led_elsewhere = judged(2028)
    assert (verdict.word, is_led_elsewhere) == ("not_met", True)


def test_a_rule_and_a_comparison_are_made_once_for_a_whole_country() -> None:
    judge = assessor([WARD])
    award = PLAN.award_by_id["period.collective"]
    assert judge.rule(award, Block.SO) is judge.rule(award, Block.XA)
    assert judge.comparison(Block.SO) is judge.comparison(Block.SO)


def test_only_barred_that_is_true_suspends() -> None:
    judge = assessor([WARD])
    words = {
        barred: judge.assess(nomination("state.collective", facts={"barred": barred})).word
        for barred in (True, False, None)
    }
    assert words == {True: "suspended", False: "unknown", None: "unknown"}


def test_the_window_of_a_period_award_is_the_period_and_of_a_yearly_one_its_year() -> None:
    resolver = Resolver(PLAN, PLAN.default_readings, (2026,))

    def windows(award: str) -> set[object]:
        found: set[object] = set()
        front = [resolver.rule_of(PLAN.award_by_id[award])]
        while front:
            rule = front.pop()
            front += getattr(rule, "parts", ())
            found |= {rule.window} if isinstance(rule, Initiatives) else set()
        return found

    assert windows("period.flag") == {(date(2026, 1, 1), date(2030, 12, 31))}
    assert windows("annual.collective") == {None}


def test_a_reading_that_asks_nothing_keeps_what_the_others_would_ask() -> None:
    resolver = Resolver(PLAN, PLAN.default_readings, (2026, 2027))
    rule = resolver.rule_of(PLAN.award_by_id["annual.individual"])
    assert isinstance(rule, AllOf)
    waived = rule.parts[0]
    assert isinstance(waived, AllOf)
    assert (waived.parts, waived.reading) == ((), ("annual_individual_gate", "ungated"))
    assert [type(other).__name__ for other in waived.waived] == ["RankWithin"]
    with pytest.raises(TypeError, match="no rule for str"):
        resolver._resolve("x", PLAN.awards[0])


def test_the_other_options_of_the_counted_years_are_told_where_they_differ() -> None:
    judge = assessor([WARD])
    assert judge.counted == (2026, 2027, 2028, 2029)
    assert judge.other_counted_years() == {"all_years": (2026, 2027, 2028, 2029, 2030)}
    moved = assessor([WARD], notices=[Notice("period_dossier", date(2031, 3, 31), "1/SNV")])
    assert moved.counted == (2026, 2027, 2028, 2029, 2030)
    assert moved.other_counted_years() == {}


def test_a_gate_that_is_closed_may_be_open_under_the_other_reading() -> None:
    ranks = [1, 1, 11, 11]
    judge = assessor([WARD], rows(WARD, ranks))
    verdict = judge.assess(nomination("period.collective"))
    gate = next(rule for _, rule, _ in _leaves(verdict.judged) if isinstance(rule, YearsInTop))
    assert judge.would_stay_open(gate, verdict.subject) == ["all_years"]
    lost = assessor([WARD], rows(WARD, [1, 11, 11, 11]))
    assert lost.would_stay_open(gate, lost.subject(nomination("period.collective"))) == []


def _leaves(judged):  # type: ignore[no-untyped-def]
    from thidua.core.trace import leaves

    return leaves(judged)


def test_a_tie_reaches_over_the_cut_only_when_it_begins_within_the_top() -> None:
    def shared(rank: int, count: int) -> list[IndexRow]:
        return [IndexRow(2026, f"P{n}", rank, Block.PHUONG) for n in range(count)]

    def tied(rank: int, count: int, top: int = 5) -> bool:
        units = [Unit(f"P{n}", f"Phường {n}", Block.PHUONG) for n in range(count)]
        judge = assessor(units, shared(rank, count))
        return judge.is_tied_at_cut(2026, Block.PHUONG, rank, top)

    assert tied(5, 2)
    assert tied(4, 3)
    assert not tied(4, 2)  # ranks 4 and 5: both within, nothing is cut
    assert not tied(6, 2)  # both out
    assert not tied(5, 1)
    assert not tied(1, 5)
    assert tied(1, 6)

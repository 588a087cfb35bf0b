"""The third fold: whole columns at once give the verdicts that `judge` gives one by one."""

from collections.abc import Iterator, Sequence
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core import oracle
from tests.core.strategies import AS_OF, RANKS, facts, index_blocks, index_rows, notices

from thidua.core import mask as mask_module
from thidua.core.blocks import Block
from thidua.core.criteria import (
    AllOf,
    Attested,
    FactIn,
    Initiatives,
    Leader,
    Months,
    OneOf,
    OutsideBlocks,
    RankWithin,
    Rule,
    Subject,
    Written,
    YearsInTop,
)
from thidua.core.eligibility import Assessor
from thidua.core.facts import (
    UNRANKED_RANK,
    Case,
    Facts,
    Initiative,
    Ledger,
    Nomination,
    Place,
    Unit,
)
from thidua.core.mask import UNRANKED, Columns, columns_of, mask
from thidua.core.programme import DEFAULT_PROGRAMME, load_programme

PROGRAMME = load_programme()
INDEX_AWARDS = [award for award in oracle.AWARD_READINGS if award.startswith(("annual", "period"))]
TOP = {Block.SO: 3, Block.PHUONG: 5, Block.XA: 5}
CLAUSES = dict.fromkeys(TOP, "III.2.1.2.a.TT.2.S")


@st.composite
def towns(draw: st.DrawFn) -> Case:
    """Several units of the index blocks, each with facts of its own and nominated for every award."""
    blocks = draw(st.lists(index_blocks, min_size=1, max_size=6))
    units = [Unit(f"U{n}", f"Đơn vị {n}", block) for n, block in enumerate(blocks)]
    day = st.none() | st.dates(date(2025, 6, 1), date(2031, 6, 30))
    own = [
        Initiative(
            f"I{n}{k}", unit.code, "", draw(day), draw(day), draw(st.sampled_from((None, True, False)))
        )
        for n, unit in enumerate(units)
        for k in range(draw(st.integers(0, 2)))
    ]
    about = {unit.code: draw(facts()) for unit in units}
    year = draw(st.sampled_from(oracle.PERIOD))
    return Case(
        programme=DEFAULT_PROGRAMME,
        as_of=draw(st.sampled_from(AS_OF)),
        notices=draw(notices()),
        units=tuple(units),
        index=draw(index_rows(units)),
        initiatives=tuple(own),
        nominations=tuple(
            Nomination(
                f"{award}/{unit.code}",
                award,
                "2026-2030" if award.startswith(("period", "state")) else year,
                unit.code,
                initiatives=tuple(item.id for item in own if item.unit == unit.code),
                facts=about[unit.code],
            )
            for award in oracle.AWARD_READINGS
            for unit in units
        ),
    )


def columns(case: Case) -> Iterator[tuple[Rule, list[Subject], int]]:
    """(rule, subjects, year) for every award and every combination of its readings."""
    ledger = Ledger(as_of=case.as_of, units=case.units, index=case.index, initiatives=case.initiatives)
    for award in oracle.AWARD_READINGS:
        mine = [nomination for nomination in case.nominations if nomination.award == award]
        year = mine[0].cycle if isinstance(mine[0].cycle, int) else 2026
        for readings in oracle.readings_of(award):
            assessor = Assessor(PROGRAMME, ledger, readings=readings, notices=case.notices)
            subjects = [assessor.subject(nomination) for nomination in mine]
            yield assessor.rule(PROGRAMME.award_by_id[award], subjects[0].unit.block), subjects, year


@given(towns(), st.integers(1, 7))
def test_judge_and_mask_agree_for_every_award_and_reading(case: Case, size: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(mask_module, "SLICE", size)  # small slices, so that the last one is often cut short
        for rule, subjects, year in columns(case):
            one_by_one = [int(rule.judge(subject)[0]) for subject in subjects]
            truth = mask(rule, columns_of(rule, subjects, year), len(subjects))
            assert truth.dtype == np.int8
            assert truth.tolist() == one_by_one


def kleene(rule: Rule, read: Columns, row: int) -> int:
    """The truth of one row of columns, written out by the words of the contract."""
    if isinstance(rule, AllOf):
        return min((kleene(part, read, row) for part in rule.parts), default=2)
    if isinstance(rule, OneOf):
        return max((kleene(part, read, row) for part in rule.parts), default=0)
    if isinstance(rule, YearsInTop):
        hits = opened = 0
        for year in rule.years:
            rank = read.ranks[year][row]
            opened += rank == 0
            hits += 0 < rank <= rule.top[mask_module.INDEX_BLOCKS[read.blocks[year][row]]]
        return 2 if hits >= rule.at_least else 1 if hits + opened >= rule.at_least else 0
    if isinstance(rule, Initiatives):
        sure, possible = (column[row] for column in read.initiatives[rule])
        return 2 if sure >= rule.at_least else 1 if sure + possible >= rule.at_least else 0
    assert isinstance(rule, Attested)
    return min(int(read.facts[fact][row]) for fact in rule.facts)


@given(st.data())
def test_columns_without_subjects_are_folded_like_the_words_of_the_contract(data: st.DataObject) -> None:
    rows = data.draw(st.integers(1, 12))
    years = YearsInTop(oracle_top(), CLAUSES, 3, tuple(oracle.PERIOD))
    attested = Attested(("outstanding", "selected"), "c")
    initiatives = Initiatives(2, True, (date(2026, 1, 1), date(2030, 12, 31)), "c")
    rule = data.draw(
        st.sampled_from(
            (
                AllOf((years, OneOf((attested, initiatives)))),
                OneOf((years, attested, initiatives)),
                AllOf((years, attested, initiatives)),
                AllOf(()),
                OneOf(()),
            )
        )
    )

    def column(values: Sequence[int], dtype: type) -> np.ndarray:
        return np.array(data.draw(st.lists(st.sampled_from(values), min_size=rows, max_size=rows)), dtype)

    own_block = column(range(3), np.int8)
    moved = data.draw(st.booleans())
    read = Columns(
        ranks={year: column((0, UNRANKED, *RANKS), np.int16) for year in oracle.PERIOD},
        blocks={year: column(range(3), np.int8) if moved else own_block for year in oracle.PERIOD},
        initiatives={initiatives: (column(range(4), np.int16), column(range(4), np.int16))},
        facts={fact: column(range(3), np.int8) for fact in ("outstanding", "selected")},
    )
    before = {fact: column.copy() for fact, column in read.facts.items()}
    assert mask(rule, read, rows).tolist() == [kleene(rule, read, row) for row in range(rows)]
    assert all((read.facts[fact] == column).all() for fact, column in before.items())


def oracle_top() -> dict[Block, int]:
    """The period top lists by block."""
    return {Block(block): top for block, top in oracle.PERIOD_TOP.items()}


def test_each_leaf_has_its_column() -> None:
    ranks = np.array([0, 1, 3, 4, 5, 6, UNRANKED], np.int16)
    blocks = np.array([0, 0, 0, 0, 1, 2, 1], np.int8)
    read = Columns(
        ranks={2026: ranks},
        blocks={2026: blocks},
        cycle_year=2026,
        choices={"rating": np.array(["excellent", "good", "", "x", "", "", ""])},
        months={"par_months": np.array([-1, 0, 35, 36, 37, 1000, -1], np.int32)},
        leading=np.array([0, 1, 2, 0, 1, 2, 0], np.int8),
        written={"justification": np.array([1, 2, 1, 2, 1, 2, 1], np.int8)},
    )
    assert mask(RankWithin(TOP, CLAUSES), read, 7).tolist() == [1, 2, 2, 0, 2, 0, 0]
    assert mask(FactIn("rating", ("excellent", "x"), "c"), read, 7).tolist() == [2, 0, 1, 2, 1, 1, 1]
    assert mask(Months("par_months", 36, "c"), read, 7).tolist() == [1, 0, 0, 2, 2, 2, 1]
    assert mask(Leader("mean_score", "c"), read, 7).tolist() == [0, 1, 2, 0, 1, 2, 0]
    assert mask(Written("justification", {"year": "c"}), read, 7).tolist() == [1, 2, 1, 2, 1, 2, 1]


def test_a_single_counted_year_is_folded_too() -> None:
    rule = YearsInTop(oracle_top(), CLAUSES, 1, (2026,))
    read = Columns({2026: np.array([0, 5, 6], np.int16)}, {2026: np.zeros(3, np.int8)})
    assert mask(rule, read, 3).tolist() == [1, 2, 0]
    assert mask(YearsInTop(oracle_top(), CLAUSES, 1, ()), Columns(), 3).tolist() == [0, 0, 0]


def test_a_rule_without_a_column_of_its_own_is_refused() -> None:
    with pytest.raises(TypeError, match="no mask for OutsideBlocks"):
        mask(OutsideBlocks("c"), Columns(), 1)


def test_no_rows_give_no_truths() -> None:
    assert mask(AllOf(()), Columns(), 0).tolist() == []
    empty = columns_of(Initiatives(1, False, None, "c"), [], 2026)
    assert [column.tolist() for pair in empty.initiatives.values() for column in pair] == [[], []]


def test_a_rank_too_large_for_its_column_is_still_a_rank_and_out_of_every_top(make_subject) -> None:  # type: ignore[no-untyped-def]
    rule = RankWithin(TOP, CLAUSES)
    subjects = [make_subject(rank) for rank in (1, 40_000, None)]
    read = columns_of(rule, subjects, 2026)
    assert read.ranks[2026].tolist() == [1, UNRANKED - 1, 0]
    assert mask(rule, read, 3).tolist() == [2, 0, 1]
    assert columns_of(rule, [make_subject(UNRANKED_RANK)], 2026).ranks[2026].tolist() == [UNRANKED]


def test_the_columns_are_as_small_as_they_can_be() -> None:
    """A country of columns stays in the processor's cache because each cell has one, two or four bytes."""
    units = [Unit("U0", "Đơn vị", Block.SO)]
    facts_given = Facts(selected=True, par_months=None, rating="good", justification="x")
    asked = Nomination("N", "period.flag", "2026-2030", "U0", facts=facts_given)
    case = Case(DEFAULT_PROGRAMME, date(2030, 1, 1), units=tuple(units), nominations=(asked,))
    judge = Assessor(PROGRAMME, Ledger(as_of=case.as_of, units=units, index=()))
    people = AllOf(
        (Months("par_months", 36, "c"), FactIn("rating", ("good",), "c"), Written("justification", {}))
    )
    everything = AllOf((judge.rule(PROGRAMME.award_by_id["period.flag"], Block.SO), people))
    read = columns_of(everything, [judge.subject(asked)], 2026)
    kinds = {
        "ranks": {column.dtype for column in read.ranks.values()},
        "blocks": {column.dtype for column in read.blocks.values()},
        "initiatives": {column.dtype for pair in read.initiatives.values() for column in pair},
        "facts": {column.dtype for column in read.facts.values()},
        "months": {column.dtype for column in read.months.values()},
        "written": {column.dtype for column in read.written.values()},
    }
    assert kinds == {
        "ranks": {np.dtype(np.int16)},
        "blocks": {np.dtype(np.int8)},
        "initiatives": {np.dtype(np.int16)},
        "facts": {np.dtype(np.int8)},
        "months": {np.dtype(np.int32)},
        "written": {np.dtype(np.int8)},
    }
    assert read.leading is not None
    assert read.leading.dtype == np.int8
    assert read.months["par_months"].tolist() == [-1]
    assert set(read.ranks) == {2026, 2027, 2028, 2029}


@pytest.fixture
def make_subject():  # type: ignore[no-untyped-def]
    """make_subject(rank) → a ward ranked so in 2026; None: not known."""

    def make(rank: int | None) -> Subject:
        standings = {} if rank is None else {2026: Place(rank, Block.PHUONG)}
        unit = Unit("U", "Phường Ví dụ", Block.PHUONG)
        return Subject(unit, 2026, standings, Facts(), (), leadership=lambda _: pytest.fail("not asked"))

    return make

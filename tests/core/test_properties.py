"""What must be true of every verdict, tried on many small worlds, for every award and every reading.

The measure is `tests/core/oracle.py`: the contract in plain yes and no. See `conftest.py` for the profiles.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import event, given
from tests.core import oracle
from tests.core.strategies import SUBJECT, worlds

from thidua.core.eligibility import Assessor, Verdict
from thidua.core.evaluate import evaluate_case
from thidua.core.facts import Case, IndexRow, Ledger, Nomination
from thidua.core.programme import load_programme
from thidua.core.truth import MET, NOT_MET, UNKNOWN, Truth

PROGRAMME = load_programme()


def judge(case: Case, nomination: Nomination, readings: Mapping[str, str]) -> Verdict:
    """The verdict of the rules under these readings."""
    ledger = Ledger(as_of=case.as_of, units=case.units, index=case.index, initiatives=case.initiatives)
    return Assessor(PROGRAMME, ledger, readings=readings, notices=case.notices).assess(nomination)


def agreed(case: Case, nomination: Nomination, readings: Mapping[str, str]) -> Truth:
    """What every completion of the unknown facts agrees on; UNKNOWN when they do not."""
    full_readings = {**PROGRAMME.default_readings, **readings}
    counted = oracle.counted_years(case, full_readings["period_years"])
    found: set[bool] = set()
    for full in oracle.completions(case, nomination, full_readings):
        found.add(oracle.holds(nomination.award, nomination.cycle, full_readings, counted, full))
        if len(found) == 2:
            return UNKNOWN
    return MET if found == {True} else NOT_MET


def test_the_tables_of_the_contract_name_every_award_and_switch_of_the_programme() -> None:
    assert set(oracle.AWARD_READINGS) == set(PROGRAMME.award_by_id)
    assert {switch: set(options) for switch, options in oracle.OPTIONS.items()} == {
        switch: {option.id for option in reading.options}
        for switch, reading in PROGRAMME.reading_by_switch.items()
        if switch not in ("deadline_day", "initiative_reuse")  # these two decide no verdict
    }
    used = {switch for switches in oracle.AWARD_READINGS.values() for switch in switches}
    assert used == set(oracle.OPTIONS)


@given(worlds())
def test_the_verdict_is_what_all_completions_agree_on(case: Case) -> None:
    for nomination in case.nominations:
        for readings in oracle.readings_of(nomination.award):
            truth = judge(case, nomination, readings).truth
            event(f"{nomination.award}: {truth.word}")
            assert truth is agreed(case, nomination, readings), (nomination.award, readings)


def all_verdicts(case: Case) -> Iterator[tuple[str, dict[str, str], Verdict]]:
    """(award, readings, verdict) for the subject's every nomination under every reading."""
    for nomination in case.nominations:
        for readings in oracle.readings_of(nomination.award):
            yield nomination.award, readings, judge(case, nomination, readings)


def swaps(case: Case) -> Iterator[Case]:
    """The case with the subject in the place of a unit that was ranked better in its block, row by row.

    Points go with the place where both are known and in the order of the ranks, else they stay.
    """
    for own in case.index:
        for other in case.index:
            if own.unit != SUBJECT or (own.year, own.block) != (other.year, other.block):
                continue
            if other.rank < own.rank:
                yield replace(case, index=tuple(_swapped(row, own, other) for row in case.index))


def _swapped(row: IndexRow, own: IndexRow, other: IndexRow) -> IndexRow:
    if row not in (own, other):
        return row
    place = other if row is own else own
    known = own.score is not None and other.score is not None and own.score <= other.score
    return replace(row, rank=place.rank, score=place.score if known else row.score)


@given(worlds())
def test_a_better_rank_never_hurts(case: Case) -> None:
    before = {(award, *readings.items()): verdict.truth for award, readings, verdict in all_verdicts(case)}
    for better in list(swaps(case))[:4]:
        for award, readings, verdict in all_verdicts(better):
            assert verdict.truth >= before[award, *readings.items()], (award, readings)


@given(worlds())
def test_further_publication_never_turns_a_decided_verdict(case: Case) -> None:
    """Ranks that become known close what is open. (The flag compares the block anew with every year.)"""
    before = {(award, *readings.items()): verdict.truth for award, readings, verdict in all_verdicts(case)}
    published = replace(case, index=tuple(replace(row, published=None) for row in case.index))
    for award, readings, verdict in all_verdicts(published):
        was = before[award, *readings.items()]
        assert award == "period.flag" or was is UNKNOWN or verdict.truth is was, (award, readings)


@given(worlds())
def test_a_barred_subject_is_suspended_and_the_reasons_are_kept(case: Case) -> None:
    barred = replace(
        case,
        nominations=tuple(replace(n, facts=replace(n.facts, barred=True)) for n in case.nominations),
    )
    free = evaluate_case(case)
    held = evaluate_case(barred)
    assert held.violations == free.violations
    for before, after in zip(free.as_dict()["nominations"], held.as_dict()["nominations"], strict=True):
        assert after == {**before, "verdict": "suspended", "missing": []}
    assert all(verdict.outline is None for verdict in held.verdicts)


@given(worlds())
def test_the_clauses_are_the_leaves_that_carry_the_verdict(case: Case) -> None:
    for nomination in evaluate_case(case).as_dict()["nominations"]:
        assert nomination["clauses"]
        assert set(nomination["clauses"]) <= set(_leaf_clauses(nomination["trace"], nomination["verdict"]))
        assert nomination["trace"]["truth"] == nomination["verdict"]


def _leaf_clauses(trace: dict[str, Any], truth: str) -> Iterator[str]:
    if not trace["parts"]:
        yield from [trace["clause"]] if trace["truth"] == truth else []
    for part in trace["parts"]:
        yield from _leaf_clauses(part, truth)


@given(worlds())
def test_what_is_dated_later_does_not_exist_yet(case: Case) -> None:
    """Cutting off everything dated after `as_of` changes nothing, but that a later row says it will come."""
    as_of = case.as_of
    cut = replace(
        case,
        notices=tuple(n for n in case.notices if n.issued is None or n.issued <= as_of),
        initiatives=tuple(
            replace(
                item,
                recognised=item.recognised if item.recognised and item.recognised <= as_of else None,
                applied=item.applied if item.applied and item.applied <= as_of else None,
            )
            for item in case.initiatives
        ),
        index=tuple(
            row if oracle.is_known(row, as_of) else replace(row, rank=99, score=None, published=date.max)
            for row in case.index
        ),
    )
    assert evaluate_case(cut).as_dict() == evaluate_case(case).as_dict()

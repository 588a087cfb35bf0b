"""Whatever people choose, in any order: one flag a block, and no second person without the flag."""

from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from thidua.core.blocks import Block
from thidua.core.eligibility import Assessor, nominate
from thidua.core.facts import Ledger, Unit
from thidua.core.programme import load_programme
from thidua.proposals.cycle_set import NO_OPINION, Line, with_conditions
from thidua.proposals.errors import ProposalRefused
from thidua.proposals.models import ProposalChoice
from thidua.proposals.rows import SetRow
from thidua.proposals.suggesting import Suggestion

UNITS = [Unit(f"U{n}", f"Đơn vị {n}", Block.PHUONG) for n in range(3)]


def test_one_flag_a_block_in_any_order(period):
    rows = [period.put(code, "period.flag") for code in ("11311", "11329", "11407", "11629")]

    @settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(st.lists(st.tuples(st.integers(0, 3), st.booleans()), max_size=6))
    def keep(acts):
        ProposalChoice.objects.all().delete()
        for place, is_proposed in acts:
            with suppress(ProposalRefused):
                period.choose(rows[place], is_proposed, "Đã cân nhắc")
        chosen = ProposalChoice.objects.filter(is_proposed=True).values_list("flag_block", flat=True)
        assert len(chosen) == len(set(chosen))

    keep()


@pytest.fixture(scope="module")
def verdicts():
    """Of each award, for the row's sake."""
    from datetime import date

    assessor = Assessor(load_programme(), Ledger(as_of=date(2030, 3, 1), units=UNITS, index=()))
    return {
        (unit.code, award): assessor.assess(nominate(award, "2026-2030", unit.code))
        for unit in UNITS
        for award in ("period.flag", "period.individual")
    }


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    flags=st.lists(st.tuples(st.integers(0, 2), st.sampled_from([True, False, None])), max_size=4),
    people=st.lists(st.tuples(st.integers(0, 2), st.booleans(), st.sampled_from([True, False])), max_size=5),
)
def test_a_second_person_stays_exactly_while_a_flag_of_its_unit_may_come(verdicts, flags, people):
    lines = [_line(verdicts, unit, "period.flag", said, False) for unit, said in flags]
    lines += [_line(verdicts, unit, "period.individual", said, is_second) for unit, is_second, said in people]
    for before, after in zip(lines, with_conditions(lines), strict=True):
        of_unit = [said for unit, said in flags if UNITS[unit].code == before.row.unit.code]
        falls = before.row.is_conditional and not any(said in (True, None) for said in of_unit)
        assert bool(after.dropped) is falls
        assert after.is_proposed is (False if falls else before.is_proposed)


def _line(verdicts, place, award, said, is_conditional):
    unit, verdict = UNITS[place], verdicts[UNITS[place].code, award]
    row = SetRow(
        pk=1, code="x", unit=unit, unit_pk=1, award=verdict.award, state="received", proposer="unit",
        subject_name="", birth_year=None, gender="", position="", is_leader=None,
        is_conditional=is_conditional, ground_source="", contribution="", raised_area="", timing="on_time",
        is_accepted=False, receipt="", sha256="",
    )  # fmt: skip
    choice = None if said is None else ProposalChoice(is_proposed=said, reason="x")
    told = Suggestion(True)
    return Line(row, verdict, NO_OPINION, None, told, told, choice)

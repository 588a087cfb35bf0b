"""Signed plans and notes of many units at once."""

import pytest

from thidua.unit_plans.bringing_in import SignedPlan, bring_in_notes, bring_in_plans
from thidua.unit_plans.enums import PlanState
from thidua.unit_plans.errors import PlanRefused
from thidua.unit_plans.measure_services import NewMeasure
from thidua.unit_plans.models import Measure, UnitPlan
from thidua.unit_plans.progress_services import NewNote
from thidua.unit_plans.selectors import plan_states
from thidua.units.models import Unit

SAID = [NewMeasure("ND1", "Họp giao ban hằng tháng"), NewMeasure("ND4", "Tuyên truyền lưu động")]


def test_plans_and_notes_come_in_and_count(unit, officer, at):
    other = Unit.objects.get(code="11629")
    entries = [SignedPlan(pk, "45/KH-UBND", at.date(), SAID) for pk in (unit.pk, other.pk)]
    bring_in_plans(by=officer, at=at, year=2027, entries=entries)
    measures = list(Measure.objects.select_related("line", "plan").filter(plan__unit=unit))
    notes = [(measures[0], NewNote("Đã họp", at.date(), "done"))]
    assert bring_in_notes(by=officer, at=at, notes=notes) == 1
    standing = plan_states(2027, at.date())
    assert (standing[unit.pk].state, standing[unit.pk].measures, standing[unit.pk].done) == (
        PlanState.SIGNED,
        2,
        1,
    )
    assert standing[other.pk].last_activity is None
    with pytest.raises(PlanRefused, match="đã có kế hoạch"):
        bring_in_plans(by=officer, at=at, year=2027, entries=entries[:1])


def test_an_empty_plan_brings_nothing_in(unit, officer, at):
    other = Unit.objects.get(code="11629")
    entries = [SignedPlan(unit.pk, "1/KH", at.date(), SAID), SignedPlan(other.pk, "2/KH", at.date(), [])]
    with pytest.raises(PlanRefused, match="ít nhất một biện pháp"):
        bring_in_plans(by=officer, at=at, year=2027, entries=entries)
    assert not UnitPlan.objects.exists()

"""The bonus: whole đồng, rounded up to tens of thousands, base salary of the day of the decision."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.awards.models import AwardRecord
from thidua.decisions.bonus.defaults import KINDS
from thidua.decisions.bonus.estimate import bonus_of, rounded_up
from thidua.decisions.bonus.selectors import estimate, settings_on
from thidua.decisions.bonus.services import set_parameter
from thidua.decisions.errors import DecisionRefused
from thidua.decisions.models import BonusParameter

VALUES = {
    "base_salary": Decimal(2_530_000),
    "flag": Decimal(8),
    "certificate": Decimal("1.5"),
    "times_collective": Decimal(2),
    "round_to": Decimal(10_000),
    "doubled_last": Decimal(0),
}


@pytest.mark.parametrize(
    ("award", "amount", "formula"),
    [
        ("period.flag", 20_240_000, "8 × 2.530.000 = 20.240.000"),
        ("annual.individual", 3_800_000, "1,5 × 2.530.000 = 3.795.000"),
        ("adhoc.individual", 3_800_000, "1,5 × 2.530.000 = 3.795.000"),
        ("annual.collective", 7_590_000, "1,5 × 2 × 2.530.000 = 7.590.000"),
        ("period.collective", 7_590_000, "1,5 × 2 × 2.530.000 = 7.590.000"),
    ],
)
def test_sums_with_their_formula(award, amount, formula):
    found = bonus_of(award, VALUES)

    assert (found.amount, found.formula) == (Decimal(amount), formula)


def test_doubling_after_rounding_gives_another_sum():
    found = bonus_of("annual.collective", VALUES | {"doubled_last": Decimal(1)})

    assert found.amount == 7_600_000
    assert found.formula == "2 × 3.800.000 (1,5 × 2.530.000 = 3.795.000)"


def test_an_award_of_the_state_is_not_worked_out():
    assert bonus_of("state.individual", VALUES) is None


@given(amount=st.decimals(0, 10**9, places=2), unit=st.integers(1, 100_000))
def test_rounding_up_is_the_least_multiple_not_below(amount, unit):
    found = rounded_up(amount, Decimal(unit))

    assert found % unit == 0
    assert amount <= found < amount + unit
    assert rounded_up(found, Decimal(unit)) == found


@given(
    base=st.integers(1_000_000, 10_000_000),
    factor=st.decimals("0.1", 20, places=2),
    last=st.sampled_from([0, 1]),
)
def test_sums_are_whole_never_below_the_exact_one_and_collectives_get_no_less(base, factor, last):
    values = VALUES | {"base_salary": Decimal(base), "certificate": factor, "doubled_last": Decimal(last)}
    person, group = bonus_of("annual.individual", values), bonus_of("annual.collective", values)

    assert person.amount >= person.exact
    assert person.amount - person.exact < 10_000
    assert group.amount % 10_000 == 0
    assert group.amount >= person.amount
    assert group.amount >= 2 * factor * base


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("on", "base"),
    [
        (date(2024, 6, 30), 1_800_000),
        (date(2024, 7, 1), 2_340_000),
        (date(2026, 6, 30), 2_340_000),
        (date(2026, 7, 1), 2_530_000),
    ],
)
def test_the_base_salary_is_that_of_the_day(on, base):
    found = {one.kind.name: one for one in settings_on(on)}

    assert found["base_salary"].value == base
    assert found["base_salary"].is_confirmed
    assert not found["certificate"].is_confirmed, "read only in a translation"
    assert set(found) == {kind.name for kind in KINDS}


@pytest.mark.django_db
def test_what_the_office_sets_holds_from_its_day_and_is_confirmed(specialist, at):
    for value in ("1.6", "1.7"):
        set_parameter(
            by=specialist,
            at=at,
            name="certificate",
            valid_from=date(2027, 3, 1),
            value=Decimal(value),
            source="Nghị định mới",
        )

    before = {one.kind.name: one for one in settings_on(date(2027, 2, 28))}["certificate"]
    after = {one.kind.name: one for one in settings_on(date(2027, 3, 1))}["certificate"]
    assert (before.value, before.is_confirmed) == (Decimal("1.5"), False)
    assert (after.value, after.is_confirmed, after.row.set_by) == (Decimal("1.7"), True, specialist)
    assert BonusParameter.objects.count() == 2, "nothing is overwritten"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"name": "khac"}, "Không có tham số này"),
        ({"source": " "}, "Ghi văn bản làm căn cứ"),
        ({"name": "base_salary", "value": Decimal("2530000.5")}, "bằng đồng"),
        ({"name": "round_to", "value": Decimal(0)}, "bằng đồng"),
        ({"name": "doubled_last", "value": Decimal(2)}, "Ghi 1 nếu"),
        ({"value": Decimal(0)}, "không dùng được"),
        ({"value": Decimal(-1)}, "không dùng được"),
    ],
)
def test_senseless_numbers_are_refused(specialist, at, change, words):
    asked = {"name": "flag", "valid_from": at.date(), "value": Decimal(8), "source": "Nghị định"} | change

    with pytest.raises(DecisionRefused, match=words):
        set_parameter(by=specialist, at=at, **asked)
    assert not BonusParameter.objects.exists()


@pytest.mark.django_db
def test_a_decision_comes_to_the_sum_of_its_lines():
    rows = [AwardRecord(award=award) for award in ("period.flag", "period.individual", "state.individual")]

    found = estimate(rows, date(2027, 2, 15))

    assert found.total == 24_040_000
    assert found.unknown == 1
    assert {one.kind.name for one in found.unconfirmed} == {
        "flag",
        "certificate",
        "times_collective",
        "doubled_last",
    }
    assert estimate(rows, date(2020, 1, 1)).total == 0, "before the first shipped day nothing is known"

"""Majorities: from how many on, held against exact fractions."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.core.majority import AT_LEAST, needed, reaches

SHARES = {
    "two_thirds": Fraction(2, 3), "three_quarters": Fraction(3, 4), "four_fifths": Fraction(4, 5),
    "nine_tenths": Fraction(9, 10),
}  # fmt: skip


@given(st.integers(1, 200), st.integers(0, 200))
def test_a_majority_is_counted_exactly(whole: int, part: int) -> None:
    assert reaches(part, whole, "half") is (Fraction(part, whole) > Fraction(1, 2))
    for majority, share in SHARES.items():
        assert reaches(part, whole, majority) is (Fraction(part, whole) >= share)


@pytest.mark.parametrize(
    ("whole", "majority", "least"),
    [
        (9, "half", 5), (8, "half", 5), (9, "two_thirds", 6), (10, "two_thirds", 7), (7, "three_quarters", 6),
        (5, "four_fifths", 4), (11, "nine_tenths", 10), (10, "nine_tenths", 9),
    ],
)  # fmt: skip
def test_the_least_number_that_is_enough(whole: int, majority: str, least: int) -> None:
    assert needed(whole, majority) == least
    assert reaches(least, whole, majority)
    assert not reaches(least - 1, whole, majority)


def test_of_nobody_there_is_no_majority() -> None:
    for majority in ("half", *AT_LEAST):
        assert not reaches(0, 0, majority)
        assert needed(0, majority) == 1

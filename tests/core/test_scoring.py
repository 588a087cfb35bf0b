"""Points are read as people write them and rounded half up."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.core.scoring import parse_points, round_points


@pytest.mark.parametrize(
    ("text", "value"),
    [("95.80", "95.80"), ("95,80", "95.80"), (" 7 ", "7"), ("-0,5", "-0.5"), ("+3", "3"), ("007", "7")],
)
def test_a_decimal_point_or_comma_is_read(text: str, value: str) -> None:
    assert parse_points(text) == Decimal(value)


@pytest.mark.parametrize(
    "text",
    ["", " ", "1.234,5", "1,234.5", "1e3", "nan", "inf", "9 5", "95.", ".5", "95%", "٩٥", "1" * 13, "=1+1"],
)
def test_what_is_no_number_is_refused_with_the_cure(text: str) -> None:
    with pytest.raises(ValueError, match=r"viết dạng 95\.80 hoặc 95,80"):
        parse_points(text)


@pytest.mark.parametrize(
    ("cell", "shown"),
    [("x" * 5000, "x" * 40 + "…"), ("x" * 41, "x" * 40 + "…"), ("x" * 40, "x" * 40), ("x", "x")],
)
def test_a_very_long_cell_is_shown_shortened(cell: str, shown: str) -> None:
    with pytest.raises(ValueError, match=f"^“{shown}” không phải là số"):
        parse_points(cell)


@pytest.mark.parametrize(
    ("value", "places", "rounded"),
    [
        ("2.345", 2, "2.35"),
        ("2.3449", 2, "2.34"),
        ("-2.345", 2, "-2.35"),
        ("2.5", 0, "3"),
        ("2", 3, "2.000"),
        ("-0.001", 2, "0.00"),
        ("999999999999.999999999999", 12, "999999999999.999999999999"),
    ],
)
def test_points_are_rounded_half_up_and_padded(value: str, places: int, rounded: str) -> None:
    assert str(round_points(Decimal(value), places)) == rounded


@given(st.decimals(-1000, 1000, places=4), st.integers(0, 4))
def test_rounding_moves_by_half_a_unit_at_most_and_once_is_enough(value: Decimal, places: int) -> None:
    rounded = round_points(value, places)
    assert abs(rounded - value) <= Decimal("0.5").scaleb(-places)
    assert round_points(rounded, places) == rounded


@given(st.decimals(-1000, 1000, places=4), st.booleans())
def test_what_is_written_is_what_is_read(value: Decimal, comma: bool) -> None:
    text = f"{value:f}"
    assert parse_points(text.replace(".", ",") if comma else text) == value

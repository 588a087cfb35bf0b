"""Words and days as people type them."""

from datetime import date

import pytest
from django import forms

from thidua.foundation.fields import CleanCharField, DayField


@pytest.mark.parametrize("typed", ["2027-02-15", "15/02/2027"])
def test_a_day_is_picked_or_typed(typed):
    assert DayField().clean(typed) == date(2027, 2, 15)


@pytest.mark.parametrize("typed", ["0027-02-15", "15/02/0027", "1/1/0001", "9999-12-31"])
def test_a_year_of_other_times_is_refused_in_words(typed):
    with pytest.raises(forms.ValidationError, match=r"Năm \d{4} không đúng. Ghi năm đủ bốn chữ số"):
        DayField().clean(typed)


def test_no_day_where_none_is_needed():
    assert DayField(required=False).clean("") is None


def test_lines_that_the_browser_let_through_are_not_too_long():
    typed = "\r\n".join(["Sửa mục 2."] * 10)  # 109 letters as a browser counts them
    assert CleanCharField(max_length=109).clean(typed) == typed.replace("\r\n", "\n")

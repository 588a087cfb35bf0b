"""A day as people type it."""

from datetime import date

import pytest
from django import forms

from thidua.foundation.fields import DayField


@pytest.mark.parametrize("typed", ["2027-02-15", "15/02/2027"])
def test_a_day_is_picked_or_typed(typed):
    assert DayField().clean(typed) == date(2027, 2, 15)


@pytest.mark.parametrize("typed", ["0027-02-15", "15/02/0027", "1/1/0001", "9999-12-31"])
def test_a_year_of_other_times_is_refused_in_words(typed):
    with pytest.raises(forms.ValidationError, match=r"Năm \d{4} không đúng. Ghi năm đủ bốn chữ số"):
        DayField().clean(typed)


def test_no_day_where_none_is_needed():
    assert DayField(required=False).clean("") is None

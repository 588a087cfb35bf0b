"""Months of work in reform (III.2.2.a.CN.0, reading B14): cumulative from 01/01/2026, no day twice."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from thidua.dossiers.writing.months import months_of

TODAY = date(2030, 3, 15)
FIRST = date(2026, 1, 1)


@dataclass(frozen=True)
class Span:
    since: date
    until: date | None


@pytest.mark.parametrize(
    ("spans", "months"),
    [
        ([], 0),
        ([(date(2026, 1, 1), date(2028, 12, 31))], 36),
        ([(date(2026, 1, 1), date(2028, 12, 30))], 36),  # 35 whole months and 30 spare days
        ([(date(2026, 1, 1), date(2028, 12, 29))], 35),
        ([(date(2020, 1, 1), date(2025, 12, 31))], 0),
        ([(date(2020, 1, 1), date(2026, 3, 31))], 3),
        ([(date(2026, 1, 31), date(2026, 2, 28))], 1),
        ([(date(2026, 1, 1), date(2026, 6, 30)), (date(2026, 4, 1), date(2026, 9, 30))], 9),
        ([(date(2026, 1, 1), date(2026, 1, 31)), (date(2027, 1, 1), date(2027, 1, 31))], 2),
        ([(date(2029, 1, 1), None)], 14),
        ([(date(2031, 1, 1), None)], 0),
    ],
)
def test_examples(spans, months):
    assert months_of([Span(*one) for one in spans], TODAY) == months


days = st.dates(date(2024, 1, 1), date(2031, 1, 1))
some_spans = st.lists(
    st.tuples(days, st.one_of(st.none(), st.integers(0, 900))).map(
        lambda one: Span(one[0], None if one[1] is None else one[0] + timedelta(one[1]))
    ),
    max_size=6,
)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(some_spans)
def test_never_more_than_the_days_and_never_far_below(spans):
    worked = {
        FIRST + timedelta(number)
        for number in range((TODAY - FIRST).days + 1)
        if any(
            span.since <= FIRST + timedelta(number) <= (span.until or TODAY) for span in spans
        )
    }  # fmt: skip
    months = months_of(spans, TODAY)
    assert len(worked) // 31 - len(spans) <= months <= len(worked) / 28
    assert months_of([*spans, *spans], TODAY) == months
    assert months_of(list(reversed(spans)), TODAY) == months


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(some_spans, days)
def test_more_work_never_counts_less(spans, since):
    assert months_of([*spans, Span(since, None)], TODAY) >= months_of(spans, TODAY) - 1

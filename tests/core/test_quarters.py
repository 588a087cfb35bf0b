"""A walk over every quarter of the movement and the year after: 2026-Q1 to 2031-Q4, on the five-year example.

At the end of each quarter the whole case is judged as it was known then. What had been decided stays decided,
what was open closes when the last thing it waits for is published, and no date falls into a hole.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from thidua.core.casefile import parse_case, read_data
from thidua.core.deadlines import (
    VIETNAM_TIME,
    DeadlineDay,
    is_working_day,
    last_working_day,
    list_deadlines,
)
from thidua.core.evaluate import Evaluation, evaluate_case
from thidua.core.facts import Case
from thidua.core.periods import counted_years
from thidua.core.programme import load_holidays, load_programme

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "five-years.yaml"
PROGRAMME = load_programme()
HOLIDAYS = load_holidays()
MOVED_ON = date(2030, 2, 10)
"""The day of the example's notice that moves the period dossier to 31/3/2031."""
QUARTERS = [
    date(year, month + 1, 1) - timedelta(days=1) if month < 12 else date(year, 12, 31)
    for year in range(2026, 2032)
    for month in (3, 6, 9, 12)
]
ORDER = {"not_met": 0, "unknown": 1, "met": 2}


@cache
def five_years() -> Case:
    """The example, all of it known."""
    return parse_case(read_data(EXAMPLE.read_bytes(), is_json=False))


@cache
def known_by(day: date) -> Evaluation:
    """The example as it was known at the end of that day."""
    return evaluate_case(replace(five_years(), as_of=day))


def verdicts(day: date) -> dict[str, str]:
    """Nomination → verdict."""
    return {entry["id"]: entry["verdict"] for entry in known_by(day).as_dict()["nominations"]}


def deadlines(day: date) -> list[DeadlineDay]:
    """The deadlines as they stood that day."""
    return list_deadlines(PROGRAMME, HOLIDAYS, notices=five_years().notices, as_of=day)


def steps() -> Iterator[tuple[date, date]]:
    """Each quarter's end with the next one's."""
    return pairwise(QUARTERS)


def test_the_walk_has_every_quarter() -> None:
    assert len(QUARTERS) == 24
    assert (QUARTERS[0], QUARTERS[-1]) == (date(2026, 3, 31), date(2031, 12, 31))
    assert all(80 < (after - before).days < 100 for before, after in steps())


@pytest.mark.parametrize("day", QUARTERS, ids=str)
def test_the_whole_case_is_judged_in_every_quarter(day: date) -> None:
    result = known_by(day).as_dict()
    assert result["as_of"] == day.isoformat()
    assert len(result["nominations"]) == len(five_years().nominations)
    for entry in result["nominations"]:
        assert entry["verdict"] in (*ORDER, "suspended")
        assert entry["clauses"]
        assert entry["trace"]["text"]
        assert (entry["missing"] == []) or entry["verdict"] in ("unknown", "not_met")
        assert not any("None" in text for way in entry["missing"] for text in way)


def test_what_was_decided_on_ranks_stays_decided() -> None:
    """Ranks of further years close what is open. Only three things move a decided verdict, and rightly:
    an initiative that comes to be recognised, a notice that moves the counted years, and the flag,
    where every year that is published compares the block anew."""
    by_rank = ("nam-P09-cn", "nam-V1", "gd-P01-cn1", "ngoai-V1", "dot-xuat-P05", "nha-nuoc-S1")
    period = ("gd-P02", "gd-P12", "gd-S5", "gd-S6")
    for before, after in steps():
        was, now = verdicts(before), verdicts(after)
        stable = by_rank if before < MOVED_ON <= after else by_rank + period
        for id_ in stable:
            if was[id_] != "unknown":
                assert now[id_] == was[id_], (id_, before, after)


def test_the_gate_of_three_years_opens_only_when_three_years_are_published() -> None:
    for day in QUARTERS:
        published = sum(date(year + 1, 1, 10) <= day for year in range(2026, 2031))
        # Sở Ví dụ Năm was fifth, fourth, left out, fourth, fifth: three hits with the index of 2029.
        # With the notice of February 2030 the year 2030 counts too, which is not needed any more.
        assert verdicts(day)["gd-S5"] == ("met" if published >= 4 else "unknown")
        # Sở Ví dụ Sáu was sixth, sixth, fourth, sixth, sixth: lost with the index of 2027, when two of the
        # four counted years are gone, and not won back by a fifth.
        assert verdicts(day)["gd-S6"] == ("not_met" if published >= 2 else "unknown")


def test_yearly_verdicts_wait_for_their_own_year() -> None:
    for day in QUARTERS:
        published = date(2031, 1, 10) <= day
        found = verdicts(day)
        # K05: recognised 11/02/2030, applied 01/3/2030 (a fact of 2030); the rank of 2030 came on 10/01/2031.
        assert found["nam-S1"] == ("not_met" if day < date(2030, 3, 1) else "met" if published else "unknown")
        # The initiative of X02 is never applied, whatever its rank.
        assert found["nam-X02"] == "not_met"


def test_a_suspended_person_is_suspended_in_every_quarter() -> None:
    assert {verdicts(day)["gd-P02-cn"] for day in QUARTERS} == {"suspended"}


def test_limits_do_not_hang_on_the_day() -> None:
    """Quotas and reuse are about what is on the table, not about what is known."""
    told = [[(v.rule, v.nominations) for v in known_by(day).violations] for day in QUARTERS]
    assert all(found == told[0] for found in told)
    assert told[0]


def test_the_counted_years_change_once_with_the_notice() -> None:
    for day in QUARTERS:
        years = counted_years(PROGRAMME, "published_by_deadline", five_years().notices, day)
        last = 2030 if day >= MOVED_ON else 2029
        assert years == tuple(range(2026, last + 1))
        assert counted_years(PROGRAMME, "all_years", five_years().notices, day) == tuple(range(2026, 2031))


@pytest.mark.parametrize("day", QUARTERS, ids=str)
def test_in_every_quarter_the_deadlines_are_complete_and_in_order(day: date) -> None:
    listed = deadlines(day)
    assert {(d.deadline, d.cycle) for d in listed} == {
        *(
            (deadline, cycle)
            for deadline in ("annual_report", "annual_dossier")
            for cycle in range(2026, 2031)
        ),
        ("period_dossier", "2026-2030"),
    }
    assert [d.date for d in listed] == sorted(d.date for d in listed)
    assert all(d.last_moment.date() == d.date - timedelta(days=1) for d in listed)
    (period,) = [d for d in listed if d.deadline == "period_dossier"]
    moved = day >= MOVED_ON
    assert period.date == (date(2031, 3, 31) if moved else date(2030, 3, 31))
    assert period.notice == ("88/SNV-VD" if moved else None)
    assert period.planned == date(2030, 3, 31)


def test_at_the_end_of_a_quarter_what_is_past_is_late_and_what_comes_is_on_time() -> None:
    for day in QUARTERS:
        at = datetime(day.year, day.month, day.day, 17, 0, tzinfo=VIETNAM_TIME)
        for deadline in deadlines(day):
            expected = "late" if day > deadline.date else "on_the_day" if day == deadline.date else "on_time"
            assert deadline.status(at) == expected, (deadline.deadline, deadline.cycle, day)


def test_cycles_follow_one_another_without_a_hole_or_an_overlap() -> None:
    """Every year of the period has one report and then one dossier, before the next year's report."""
    days = {(d.deadline, d.cycle): d.date for d in deadlines(QUARTERS[0])}
    for cycle in PROGRAMME.period.years:
        report, dossier = days["annual_report", cycle], days["annual_dossier", cycle]
        assert (report.year, dossier.year) == (cycle, cycle + 1)
        following = days.get(("annual_report", cycle + 1), date(2031, 11, 30))
        assert report < dossier < following
    windows = [(date(cycle, 1, 1), date(cycle, 12, 31)) for cycle in PROGRAMME.period.years]
    assert all(end + timedelta(days=1) == start for (_, end), (start, _) in pairwise(windows))
    assert windows[0][0] == PROGRAMME.period.counts_from


def test_the_calendar_covers_every_year_of_the_walk() -> None:
    years = range(2026, 2032)
    assert tuple(years) == HOLIDAYS.years
    for year in years:
        found = {day for day in HOLIDAYS.dates if day.year == year}
        assert {date(year, 1, 1), date(year, 4, 30), date(year, 5, 1), date(year, 9, 2)} <= found
        tet = sorted(day for day in found if day.month in (1, 2) and (day.month, day.day) > (1, 3))
        assert len(tet) >= 5
        assert tet[-1] - tet[0] == timedelta(days=len(tet) - 1)
        days = [date(year, 1, 1) + timedelta(days=n) for n in range(365)]
        assert 240 <= sum(is_working_day(day, HOLIDAYS) for day in days) <= 256


def test_before_every_deadline_there_is_a_working_day_at_hand() -> None:
    for deadline in deadlines(QUARTERS[-1]):
        last = deadline.last_moment.date()
        reminder = last_working_day(last, HOLIDAYS)
        assert is_working_day(reminder, HOLIDAYS)
        assert (reminder == last) is deadline.working_day
        assert last - timedelta(days=5) <= reminder <= last


@pytest.mark.parametrize("day", QUARTERS, ids=str)
def test_a_lapsed_legal_basis_is_never_called_in_force(day: date) -> None:
    """The award decree lapses on 01/3/2027, before the first dossier: told, not overlooked."""
    state = {basis.id: basis.is_in_force(day) for basis in PROGRAMME.legal_bases}
    assert state["nd-152-2025"] is (day < date(2027, 3, 1))
    for basis in PROGRAMME.legal_bases:
        if state[basis.id]:
            assert basis.valid_from is not None
            assert basis.valid_from <= day
            assert basis.valid_to is None or day < basis.valid_to
        elif state[basis.id] is None:
            assert basis.valid_from is None
    decree = next(basis for basis in PROGRAMME.legal_bases if basis.id == "nd-152-2025")
    assert "hết hiệu lực" in (decree.note or "")

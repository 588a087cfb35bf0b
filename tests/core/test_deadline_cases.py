"""The worked examples of the deadlines (`cases/deadlines.yaml`)."""

from datetime import date, datetime
from typing import Any

import pytest
from tests.core.case_files import read_deadlines

from thidua.core.casefile import parse_notices
from thidua.core.deadlines import VIETNAM_TIME, DeadlineDay, last_working_day, list_deadlines
from thidua.core.programme import load_holidays, load_programme

EXAMPLES = read_deadlines()


def _day(example: dict[str, Any]) -> DeadlineDay:
    programme = load_programme()
    days = list_deadlines(
        programme,
        load_holidays(),
        notices=parse_notices(example.get("notices", []), programme),
        reading=example.get("reading"),
    )
    (found,) = [
        day for day in days if (day.deadline, str(day.cycle)) == (example["deadline"], str(example["cycle"]))
    ]
    return found


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example["title"])
def test_a_deadline_is_what_the_example_expects(example: dict[str, Any]) -> None:
    day = _day(example)
    expected = example["expect"]
    assert day.date.isoformat() == expected["date"]
    assert day.last_moment.isoformat() == expected["last_moment"]
    assert day.working_day is expected["working_day"]
    assert day.notice == expected.get("notice")
    assert day.clause in {"IV.1.b", "III.3.1.a", "III.3.2"}
    for moment, status in expected["status"].items():
        at = datetime.fromisoformat(moment)
        at = at if at.tzinfo else at.replace(tzinfo=VIETNAM_TIME)
        assert day.status(at) == status, moment


def test_the_plan_has_eleven_deadlines() -> None:
    days = list_deadlines(load_programme(), load_holidays())
    assert [(day.deadline, day.date.isoformat()) for day in days] == [
        ("annual_report", "2026-11-30"),
        ("annual_dossier", "2027-03-31"),
        ("annual_report", "2027-11-30"),
        ("annual_dossier", "2028-03-31"),
        ("annual_report", "2028-11-30"),
        ("annual_dossier", "2029-03-31"),
        ("annual_report", "2029-11-30"),
        ("annual_dossier", "2030-03-31"),
        ("period_dossier", "2030-03-31"),
        ("annual_report", "2030-11-30"),
        ("annual_dossier", "2031-03-31"),
    ]


@pytest.mark.parametrize(
    ("until", "last"),
    [
        ("2026-11-27", "2026-11-27"),  # a Friday
        ("2026-11-28", "2026-11-27"),  # the Saturday after it
        ("2026-11-29", "2026-11-27"),  # and the Sunday
        ("2026-11-24", "2026-11-23"),  # a holiday on a Tuesday
        ("2030-02-06", "2030-01-30"),  # the end of Tết, from Thursday to Wednesday
    ],
)
def test_the_last_working_day_goes_back_over_weekends_and_holidays(until: str, last: str) -> None:
    assert last_working_day(date.fromisoformat(until), load_holidays()) == date.fromisoformat(last)

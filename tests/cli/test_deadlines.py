"""`thidua deadlines`, to the letter of its contract. Every expectation is worked out with a calendar."""

import json
import subprocess
import sys
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from tests.cli.conftest import Run

ELEVEN = [
    ("annual_report", 2026, "IV.1.b", "2026-11-30", "2026-11-29", False),  # Sunday
    ("annual_dossier", 2026, "III.3.1.a", "2027-03-31", "2027-03-30", True),  # Tuesday
    ("annual_report", 2027, "IV.1.b", "2027-11-30", "2027-11-29", True),  # Monday
    ("annual_dossier", 2027, "III.3.1.a", "2028-03-31", "2028-03-30", True),  # Thursday
    ("annual_report", 2028, "IV.1.b", "2028-11-30", "2028-11-29", True),  # Wednesday
    ("annual_dossier", 2028, "III.3.1.a", "2029-03-31", "2029-03-30", True),  # Friday
    ("annual_report", 2029, "IV.1.b", "2029-11-30", "2029-11-29", True),  # Thursday
    ("annual_dossier", 2029, "III.3.1.a", "2030-03-31", "2030-03-30", False),  # Saturday
    ("period_dossier", "2026-2030", "III.3.2", "2030-03-31", "2030-03-30", False),  # Saturday
    ("annual_report", 2030, "IV.1.b", "2030-11-30", "2030-11-29", True),  # Friday
    ("annual_dossier", 2030, "III.3.1.a", "2031-03-31", "2031-03-30", False),  # Sunday
]
"""Deadline, cycle, clause, named day, last day on time, whether that is a working day."""

YEARLY = {"deadline": "annual_report", "cycle": 2027, "date": "2027-12-15", "number": "12/SNV"}
PERIOD = {"deadline": "period_dossier", "date": "2031-03-31", "number": "88/SNV-CCHC&PC"}


def listed(run: Run, *argv: str) -> list[dict[str, Any]]:
    status, out, err = run("deadlines", *argv, "--format", "json")
    assert (status, err) == (0, "")
    days: list[dict[str, Any]] = json.loads(out)
    return days


def only(run: Run, deadline: str, cycle: int | str, *argv: str) -> dict[str, Any]:
    (day,) = [day for day in listed(run, *argv) if (day["deadline"], day["cycle"]) == (deadline, cycle)]
    return day


def with_notices(tmp_path: Path, *notices: dict[str, Any], name: str = "notices.json") -> tuple[str, str]:
    (tmp_path / name).write_text(json.dumps(notices), encoding="utf-8")
    return "--notices", name


# --- the list ---


def test_all_eleven_deadlines_of_2026_to_2031_by_named_day(run: Run) -> None:
    assert listed(run) == [
        {
            "deadline": deadline,
            "cycle": cycle,
            "clause": clause,
            "date": date,
            "last_moment": f"{last}T23:59:59+07:00",
            "working_day": working_day,
            "notice": None,
            "status": None,
        }
        for deadline, cycle, clause, date, last, working_day in ELEVEN
    ]
    assert list(listed(run)[0]) == [
        "deadline",
        "cycle",
        "clause",
        "date",
        "last_moment",
        "working_day",
        "notice",
        "status",
    ]


def test_inclusive_the_named_day_itself_is_the_last(run: Run) -> None:
    days = listed(run, "--reading", "deadline_day=inclusive")
    assert [day["last_moment"] for day in days] == [f"{day['date']}T23:59:59+07:00" for day in days]
    assert [(day["date"], day["working_day"]) for day in days] == [
        ("2026-11-30", True),  # Monday
        ("2027-03-31", True),  # Wednesday
        ("2027-11-30", True),  # Tuesday
        ("2028-03-31", True),  # Friday
        ("2028-11-30", True),  # Thursday
        ("2029-03-31", False),  # Saturday
        ("2029-11-30", True),  # Friday
        ("2030-03-31", False),  # Sunday
        ("2030-03-31", False),
        ("2030-11-30", False),  # Saturday
        ("2031-03-31", True),  # Monday
    ]
    assert listed(run, "--reading=deadline_day=before") == listed(run)


@pytest.mark.parametrize(
    ("year", "dates"),
    [
        ("2025", []),
        ("2026", ["2026-11-30"]),
        ("2027", ["2027-03-31", "2027-11-30"]),
        ("2030", ["2030-03-31", "2030-03-31", "2030-11-30"]),
        ("2031", ["2031-03-31"]),
        ("2032", []),
        ("2100", []),
    ],
)
def test_year_selects_by_the_calendar_year_of_the_date(run: Run, year: str, dates: list[str]) -> None:
    assert [day["date"] for day in listed(run, "--year", year)] == dates


def test_year_looks_at_a_moved_date(run: Run, tmp_path: Path) -> None:
    notices = with_notices(tmp_path, PERIOD)
    assert [day["deadline"] for day in listed(run, "--year=2030", *notices)] == [
        "annual_dossier",
        "annual_report",
    ]
    assert [day["deadline"] for day in listed(run, "--year=2031", *notices)] == [
        "annual_dossier",
        "period_dossier",
    ]


# --- notices ---


def test_a_moved_deadline_keeps_its_clause_and_names_its_notice(run: Run, tmp_path: Path) -> None:
    notices = with_notices(tmp_path, PERIOD, YEARLY)
    assert only(run, "period_dossier", "2026-2030", *notices) == {
        "deadline": "period_dossier",
        "cycle": "2026-2030",
        "clause": "III.3.2",
        "date": "2031-03-31",
        "last_moment": "2031-03-30T23:59:59+07:00",
        "working_day": False,  # Sunday
        "notice": "88/SNV-CCHC&PC",
        "status": None,
    }
    report = only(run, "annual_report", 2027, *notices)
    assert (report["date"], report["clause"], report["notice"]) == ("2027-12-15", "IV.1.b", "12/SNV")
    # Only this deadline of this cycle moves.
    moved = {(day["deadline"], day["cycle"]) for day in listed(run, *notices) if day["notice"]}
    assert moved == {("annual_report", 2027), ("period_dossier", "2026-2030")}


def test_the_list_stays_in_the_order_of_the_days(run: Run, tmp_path: Path) -> None:
    early = {"deadline": "annual_dossier", "cycle": 2030, "date": "2026-07-01", "number": "1"}
    days = [day["date"] for day in listed(run, *with_notices(tmp_path, PERIOD, early))]
    assert days == sorted(days)
    assert days[0] == "2026-07-01"


def test_of_several_notices_for_one_deadline_the_last_listed_counts(run: Run, tmp_path: Path) -> None:
    first, second = (
        {**PERIOD, "issued": "2030-03-01"},
        {**PERIOD, "date": "2030-06-30", "issued": "2030-01-01"},
    )
    assert (
        only(run, "period_dossier", "2026-2030", *with_notices(tmp_path, first, second))["date"]
        == "2030-06-30"
    )
    assert (
        only(run, "period_dossier", "2026-2030", *with_notices(tmp_path, second, first))["date"]
        == "2031-03-31"
    )


def test_notices_are_a_yaml_or_json_list_as_in_a_case(run: Run, tmp_path: Path) -> None:
    yaml = """\
- {deadline: period_dossier, date: 2031-03-31, number: "88/SNV-CCHC&PC", issued: 2030-02-10}
- deadline: annual_report
  cycle: 2027
  date: '2027-12-15'
  number: 12
"""
    (tmp_path / "notices.yaml").write_bytes(unicodedata.normalize("NFD", "\ufeff" + yaml).encode())
    (tmp_path / "notices").write_text(yaml.replace("\n", "\r\n"), encoding="utf-8")
    from_json = listed(run, *with_notices(tmp_path, PERIOD, {**YEARLY, "number": 12}))
    assert from_json == listed(run, "--notices", "notices.yaml") == listed(run, "--notices", "notices")
    assert [day["notice"] for day in from_json if day["notice"]] == ["12", "88/SNV-CCHC&PC"]
    assert listed(run, *with_notices(tmp_path)) == listed(run)


def test_a_holiday_is_no_working_day(run: Run, tmp_path: Path) -> None:
    """01/9 and 02/9 of 2026 are National Day; 03/9/2026 is a Thursday."""

    def last_day(date: str) -> tuple[str, bool]:
        notices = with_notices(tmp_path, {**YEARLY, "cycle": 2026, "date": date})
        day = only(run, "annual_report", 2026, *notices)
        return day["last_moment"][:10], day["working_day"]

    assert last_day("2026-09-03") == ("2026-09-02", False)
    assert last_day("2026-09-04") == ("2026-09-03", True)
    assert last_day("2026-09-05") == ("2026-09-04", True)
    assert last_day("2026-09-06") == ("2026-09-05", False)  # Saturday


# --- a moment against them ---


@pytest.mark.parametrize(
    ("at", "before", "inclusive"),
    [
        ("2027-03-30T23:59:59", "on_time", "on_time"),
        ("2027-03-30T23:59:59.999999", "on_time", "on_time"),
        ("2027-03-31T00:00", "on_the_day", "on_time"),
        ("2027-03-31T08:00", "on_the_day", "on_time"),
        ("2027-03-31T23:59:59", "on_the_day", "on_time"),
        ("2027-03-31", "on_the_day", "on_time"),
        ("2027-04-01T00:00:00", "late", "late"),
        ("2030-01-01T00:00", "late", "late"),
        ("2000-01-01T00:00", "on_time", "on_time"),
        # with a zone of its own; without one it is Vietnam's, UTC+7
        ("2027-03-31T08:00+07:00", "on_the_day", "on_time"),
        ("2027-03-30T16:59:59Z", "on_time", "on_time"),
        ("2027-03-30T17:00:00Z", "on_the_day", "on_time"),
        ("2027-03-31T16:59:59+00:00", "on_the_day", "on_time"),
        ("2027-03-31T17:00:00+00:00", "late", "late"),
        ("2027-03-31T01:59:59+09:00", "on_time", "on_time"),
        ("2027-03-30T12:00:00-05:00", "on_the_day", "on_time"),
        ("2027-03-31T12:00:00-05:00", "late", "late"),
    ],
)
def test_a_moment_is_on_time_on_the_day_or_late(run: Run, at: str, before: str, inclusive: str) -> None:
    assert only(run, "annual_dossier", 2026, "--at", at)["status"] == before
    day = only(run, "annual_dossier", 2026, f"--at={at}", "--reading=deadline_day=inclusive")
    assert day["status"] == inclusive


def test_every_deadline_has_a_status_and_a_moved_one_is_judged_by_its_new_day(
    run: Run, tmp_path: Path
) -> None:
    at = ("--at", "2030-03-31T08:00")
    assert [day["status"] for day in listed(run, *at)] == ["late"] * 7 + ["on_the_day"] * 2 + ["on_time"] * 2
    day = only(run, "period_dossier", "2026-2030", *at, *with_notices(tmp_path, PERIOD))
    assert day["status"] == "on_time"


def test_no_moment_no_status(run: Run) -> None:
    assert {day["status"] for day in listed(run)} == {None}


# --- text ---


def test_text_tells_clause_last_moment_working_day_notice_and_status(run: Run, tmp_path: Path) -> None:
    notices = with_notices(tmp_path, PERIOD)
    status, out, err = run("deadlines", "--year=2031", "--at=2031-03-31T08:00", "--format=text", *notices)
    assert (status, err) == (0, "")
    dossier, period = out.splitlines()
    assert "III.3.1.a" in dossier
    assert "23:59:59 ngày 30/3/2031 (ngày nghỉ)" in dossier
    assert "nộp trong ngày mốc" in dossier
    assert "III.3.2" in period
    assert "88/SNV-CCHC&PC" in period
    assert "thay mốc 31/3/2030" in period
    assert "ngày làm việc" in run("deadlines", "--year=2027", "--format=text")[1]
    assert "đúng hạn" in run("deadlines", "--year=2027", "--format=text", "--at=2026-01-01")[1]
    assert "trễ hạn" in run("deadlines", "--year=2027", "--format=text", "--at=2028-01-01")[1]


def test_the_whole_command(tmp_path: Path) -> None:
    argv = [sys.executable, "-m", "thidua", "deadlines", "--year", "2026"]
    done = subprocess.run(argv, cwd=tmp_path, capture_output=True, check=True)
    assert [day["date"] for day in json.loads(done.stdout)] == ["2026-11-30"]
    done = subprocess.run([*argv, "--at", "hôm nay"], cwd=tmp_path, capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode() == "--at: “hôm nay” phải là thời điểm có thật dạng 2027-03-31T08:00\n"


# --- what is refused ---


@pytest.mark.parametrize(
    ("argv", "named"),
    [
        (["--year", "1999"], "--year"),
        (["--year", "2101"], "--year"),
        (["--year", "abc"], "--year"),
        (["--year", ""], "--year"),
        (["--year", "2027.0"], "--year"),
        (["--year", "٢٠٢٧"], "--year"),
        (["--year", "9" * 5000], "--year"),
        (["--reading", "inclusive"], "--reading"),
        (["--reading", "deadline_day"], "--reading"),
        (["--reading", "deadline_day="], "--reading"),
        (["--reading", "deadline_day=after"], "--reading"),
        (["--reading", "flag_metric=mean_rank"], "--reading"),
        (["--at", "2027-02-29T08:00"], "--at"),
        (["--at", "2027-03-31T25:00"], "--at"),
        (["--at", "31/3/2027"], "--at"),
        (["--at", "now"], "--at"),
        (["--at", ""], "--at"),
        (["--at", "0001-01-01T00:00+14:00"], "--at"),
        (["--at", "9999-12-31T23:59-12:00"], "--at"),
        (["--notices", "none.yaml"], "none.yaml"),
        (["--notices", "."], "."),
    ],
)
def test_a_bad_argument_ends_with_2_and_prints_nothing(run: Run, argv: list[str], named: str) -> None:
    status, out, err = run("deadlines", *argv)
    assert (status, out) == (2, "")
    (line,) = err.splitlines()
    assert line.startswith(f"{named}: ")


@pytest.mark.parametrize("argv", [["--year"], ["--format", "csv"], ["extra"], ["--when", "now"]])
def test_a_wrong_call_ends_with_2_and_prints_nothing(run: Run, argv: list[str]) -> None:
    status, out, err = run("deadlines", *argv)
    assert (status, out) == (2, "")
    assert "--help" in err


@pytest.mark.parametrize(
    ("notices", "paths"),
    [
        ("", [""]),
        ("notices: []\n", [""]),
        ("- 5\n- []\n", ["[0]", "[1]"]),
        ("- {}\n", ["[0].deadline", "[0].date", "[0].number"]),
        ("- {deadline: annual_report, date: 2027-12-15, number: 1}\n", ["[0].cycle"]),
        ("- {deadline: annual_report, date: 2027-12-15, number: 1, cycle: 2031}\n", ["[0].cycle"]),
        ("- {deadline: annual_report, date: 2027-12-15, number: 1, cycle: '2027'}\n", ["[0].cycle"]),
        ("- {deadline: period_dossier, date: 2031-03-31, number: 1, cycle: 2030}\n", ["[0].cycle"]),
        ("- {deadline: period_dossier, date: 2031-02-31, number: 1}\n", ["[0].date"]),
        ("- {deadline: period_dossier, date: 0001-01-01, number: 1}\n", ["[0].date"]),
        ("- {deadline: final, date: 2031-03-31, number: true}\n", ["[0].deadline", "[0].number"]),
        ("- {deadline: period_dossier, date: 2031-03-31, number: 1, note: x}\n", ["[0].note"]),
        (
            "- {deadline: period_dossier, date: 2031-03-31, number: 1, number: 2, issued: 5}\n",
            ["[0].number", "[0].issued"],
        ),
    ],
)
def test_a_bad_list_of_notices_is_told_with_all_its_faults(
    run: Run, tmp_path: Path, notices: str, paths: list[str]
) -> None:
    (tmp_path / "notices.yaml").write_text(notices, encoding="utf-8")
    status, out, err = run("deadlines", "--notices", "notices.yaml")
    assert (status, out) == (2, "")
    lines = err.splitlines()
    assert len(lines) == len(paths)
    for line, path in zip(lines, paths, strict=True):
        assert line.startswith(f"notices.yaml: {path}: " if path else "notices.yaml: ")


def test_all_bad_arguments_are_told_at_once(run: Run, tmp_path: Path) -> None:
    (tmp_path / "n.yaml").write_text("- {}\n", encoding="utf-8")
    status, out, err = run("deadlines", "--year=1", "--reading=x", "--at=y", "--notices=n.yaml")
    assert (status, out) == (2, "")
    assert [line.split(": ")[0] for line in err.splitlines()] == ["--year", "--reading", "--at"] + [
        "n.yaml"
    ] * 3

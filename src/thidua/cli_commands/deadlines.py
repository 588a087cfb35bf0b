"""`thidua deadlines`: every deadline of the plan, the last moment on time, and a moment against it."""

import argparse
import json
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from thidua.cli_commands.evaluate import fault_line, read_file
from thidua.core.casefile import parse_notices
from thidua.core.deadlines import VIETNAM_TIME, DeadlineDay, list_deadlines
from thidua.core.facts import Notice
from thidua.core.plain_yaml import Faults
from thidua.core.programme import Programme, load_holidays, load_programme
from thidua.core.records import FIRST_YEAR, LAST_YEAR, DataFaults
from thidua.core.text import format_date

if TYPE_CHECKING:
    from argparse import _SubParsersAction

STATUS_NAMES = {"on_time": "đúng hạn", "on_the_day": "nộp trong ngày mốc", "late": "trễ hạn"}


def add_parser(subparsers: "_SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser(
        "deadlines",
        help="các mốc thời gian của Kế hoạch, thời điểm cuối cùng còn đúng hạn",
        description="In các mốc thời gian của Kế hoạch, kể cả mốc đã được thông báo thay đổi.",
    )
    parser.add_argument("--year", metavar="Y", help="chỉ các mốc rơi vào năm dương lịch này")
    parser.add_argument("--notices", metavar="FILE", help="tệp YAML hoặc JSON: danh sách thông báo đổi mốc")
    parser.add_argument(
        "--reading", metavar="deadline_day=OPTION", help="cách hiểu chữ “trước ngày”: before hoặc inclusive"
    )
    parser.add_argument(
        "--at", metavar="TIME", help="thời điểm cần xét, ví dụ 2027-03-31T08:00 (giờ Việt Nam)"
    )
    parser.add_argument("--format", choices=("json", "text"), help="text: bảng để đọc; json: dữ liệu")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace, out: TextIO, err: TextIO) -> int:
    """Write the deadlines to `out`, or every fault to `err`. Returns 0 or 2."""
    programme = load_programme()
    faults: list[str] = []
    year = _year(args.year, faults)
    reading = _reading(args.reading, programme, faults)
    at = _moment(args.at, faults)
    notices = _notices(args.notices, programme, faults)
    if faults:
        err.write("".join(f"{fault}\n" for fault in faults))
        return 2
    days = [
        day
        for day in list_deadlines(programme, load_holidays(), notices=notices, reading=reading)
        if year is None or day.date.year == year
    ]
    if (args.format or ("text" if out.isatty() else "json")) == "json":
        json.dump([as_dict(day, at) for day in days], out, ensure_ascii=False)
        out.write("\n")
    else:
        names = {deadline.id: deadline.name for deadline in programme.deadlines}
        out.write("".join(as_line(day, names[day.deadline], at) for day in days))
    return 0


def as_dict(day: DeadlineDay, at: datetime | None) -> dict[str, Any]:
    """The contract's JSON shape."""
    return {
        "deadline": day.deadline,
        "cycle": day.cycle,
        "clause": day.clause,
        "date": day.date.isoformat(),
        "last_moment": day.last_moment.isoformat(),
        "working_day": day.working_day,
        "notice": day.notice,
        "status": None if at is None else day.status(at),
    }


def as_line(day: DeadlineDay, name: str, at: datetime | None) -> str:
    """One deadline for reading."""
    last = day.last_moment
    kind = "ngày làm việc" if day.working_day else "ngày nghỉ"
    parts = [
        f"{name}, đợt {day.cycle} ({day.clause}): mốc {format_date(day.date)}",
        f"đúng hạn đến hết {last:%H:%M:%S} ngày {format_date(last.date())} ({kind})",
    ]
    if day.notice:
        parts.append(f"theo thông báo {day.notice}, thay mốc {format_date(day.planned)}")
    if at is not None:
        parts.append(STATUS_NAMES[day.status(at)])
    return "; ".join(parts) + "\n"


def _year(text: str | None, faults: list[str]) -> int | None:
    if text is None:
        return None
    if not (text.isascii() and text.isdigit() and FIRST_YEAR <= int(text[:9]) <= LAST_YEAR):
        faults.append(f"--year: “{text}” phải là một năm {FIRST_YEAR}..{LAST_YEAR}")
        return None
    return int(text)


def _reading(text: str | None, programme: Programme, faults: list[str]) -> str | None:
    if text is None:
        return None
    options = [option.id for option in programme.reading_by_switch["deadline_day"].options]
    switch, _, option = text.partition("=")
    if switch != "deadline_day" or option not in options:
        faults.append(f"--reading: “{text}” phải là deadline_day={' hoặc deadline_day='.join(options)}")
        return None
    return option


def _moment(text: str | None, faults: list[str]) -> datetime | None:
    if text is None:
        return None
    try:
        moment = datetime.fromisoformat(text)
        return (moment if moment.tzinfo else moment.replace(tzinfo=VIETNAM_TIME)).astimezone(VIETNAM_TIME)
    except (ValueError, OverflowError):  # the latter: at the very edge of the calendar
        faults.append(f"--at: “{text}” phải là thời điểm có thật dạng 2027-03-31T08:00")
        return None


def _notices(name: str | None, programme: Programme, faults: list[str]) -> tuple[Notice, ...]:
    if name is None:
        return ()
    try:
        found: Faults = []
        return parse_notices(read_file(Path(name), found), programme, found)
    except DataFaults as error:
        faults += [fault_line(name, path, message) for path, message in error.faults]
        return ()

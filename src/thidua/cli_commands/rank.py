"""`thidua rank SCORES.csv`: ranks, ties and near-ties from a table of scores."""

import argparse
import csv
from decimal import Decimal
from typing import TYPE_CHECKING, TextIO

from thidua.cli_commands.csv_input import Table, read_table
from thidua.core.ranking import Entry, rank_scores
from thidua.core.scoring import parse_points

if TYPE_CHECKING:
    from argparse import _SubParsersAction

COLUMNS = ("block", "unit", "score")
MAX_DECIMALS = 12


def add_parser(subparsers: "_SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser(
        "rank",
        help="xếp hạng theo điểm trong từng khối, đánh dấu đồng hạng và sát điểm",
        description="Xếp hạng trong từng khối theo điểm đã làm tròn; in CSV block,rank,unit,score,tie,near.",
    )
    parser.add_argument("scores", metavar="SCORES.csv", help="bảng có các cột block,unit,score (UTF-8)")
    parser.add_argument("--decimals", default="2", metavar="N", help="làm tròn điểm đến N chữ số (2)")
    parser.add_argument(
        "--near", default="0.05", metavar="GAP", help="cách nhau không quá GAP là sát điểm (0.05)"
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace, out: TextIO, err: TextIO) -> int:
    """Write the ranking to `out`, or every fault to `err`. Returns 0 or 2."""
    faults: list[str] = []
    decimals = _decimals(args.decimals, faults)
    near = _near(args.near, faults)
    table = read_table(
        args.scores,
        COLUMNS,
        comma_cure=(
            'ô có dấu phẩy thì đặt trong dấu nháy kép, ví dụ điểm "95,80" (hoặc viết 95.80), '
            'tên "Sở Văn hóa, Thể thao và Du lịch"'
        ),
    )
    entries = read_entries(table)
    faults += table.fault_lines()
    if faults:
        err.write("".join(f"{fault}\n" for fault in faults))
        return 2
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["block", "rank", "unit", "score", "tie", "near"])
    for place in rank_scores(entries, decimals=decimals, near=near):
        if place.score is None:
            writer.writerow([place.block, "", place.unit, "", "", ""])
        else:
            near_word = "yes" if place.near else "no"
            writer.writerow([place.block, place.rank, place.unit, f"{place.score:f}", place.tie, near_word])
    return 0


def read_entries(table: Table) -> list[Entry]:
    """The entries of the table's rows; what is wrong with them is added to its faults."""
    entries: list[Entry] = []
    first_line: dict[tuple[str, str], int] = {}
    for row in table.rows:
        block, unit, points = (row.cells[name] for name in COLUMNS)
        if not block:
            table.blame(row.line, "block", "để trống; ghi khối của đơn vị (so, phuong, xa)")
        if not unit:
            table.blame(row.line, "unit", "để trống; ghi tên hoặc mã đơn vị")
        earlier = first_line.setdefault((block, unit), row.line)
        if block and unit and earlier != row.line:
            table.blame(
                row.line, "unit", f"“{unit}” đã có trong khối “{block}” ở dòng {earlier}; giữ lại một dòng"
            )
        try:
            score = parse_points(points) if points else None
        except ValueError as error:
            table.blame(row.line, "score", f"{error}; chưa có điểm thì để trống")
        else:
            entries.append(Entry(block, unit, score))
    return entries


def _decimals(text: str, faults: list[str]) -> int:
    stripped = text.strip()
    if stripped.isascii() and stripped.isdigit() and len(stripped) < 4 and int(stripped) <= MAX_DECIMALS:
        return int(stripped)
    faults.append(f"--decimals: “{text}” không dùng được; ghi số nguyên từ 0 đến {MAX_DECIMALS}")
    return 0


def _near(text: str, faults: list[str]) -> Decimal:
    try:
        near = parse_points(text)
    except ValueError as error:
        faults.append(f"--near: {error}")
        return Decimal(0)
    if near < 0:
        faults.append(f"--near: “{text}” là số âm; ghi khoảng cách điểm từ 0 trở lên, ví dụ 0.05")
    return near

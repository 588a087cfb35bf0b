"""`thidua similar TITLES.csv`: pairs of titles that tell the same idea in nearly the same words."""

import argparse
import csv
import json
from typing import TYPE_CHECKING, TextIO

from thidua.cli_commands.csv_input import Table, read_table
from thidua.core.scoring import parse_points
from thidua.core.similarity import DEFAULT_THRESHOLD, Title, find_lookalikes

if TYPE_CHECKING:
    from argparse import _SubParsersAction

COLUMNS = ("id", "title")
OPTIONAL = ("summary",)


def add_parser(subparsers: "_SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser(
        "similar",
        help="tìm các tên sáng kiến giống nhau",
        description="Tìm các cặp tên nói cùng một ý bằng gần như cùng lời; in a,b,score, giống nhất trước.",
    )
    parser.add_argument("titles", metavar="TITLES.csv", help="bảng có các cột id,title[,summary] (UTF-8)")
    parser.add_argument(
        "--threshold",
        default=str(DEFAULT_THRESHOLD),
        metavar="T",
        help=f"chỉ in cặp có điểm từ T trở lên, 0 đến 1 ({DEFAULT_THRESHOLD})",
    )
    parser.add_argument("--format", choices=("csv", "json"), default="csv", help="dạng kết quả (csv)")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace, out: TextIO, err: TextIO) -> int:
    """Write the look-alike pairs to `out`, or every fault to `err`. Returns 0 or 2."""
    faults: list[str] = []
    threshold = _threshold(args.threshold, faults)
    table = read_table(args.titles, COLUMNS, OPTIONAL, comma_cure="ô có dấu phẩy thì đặt trong dấu nháy kép")
    titles = read_titles(table)
    faults += table.fault_lines()
    if faults:
        err.write("".join(f"{fault}\n" for fault in faults))
        return 2
    pairs = find_lookalikes(titles, threshold=threshold)
    if args.format == "json":
        listed = [{"a": pair.a, "b": pair.b, "score": pair.score} for pair in pairs]
        out.write(json.dumps(listed, ensure_ascii=False, indent=2) + "\n")
        return 0
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["a", "b", "score"])
    writer.writerows([pair.a, pair.b, f"{pair.score:.4f}"] for pair in pairs)
    return 0


def read_titles(table: Table) -> list[Title]:
    """The titles of the table's rows; what is wrong with them is added to its faults."""
    titles: list[Title] = []
    first_line: dict[str, int] = {}
    for row in table.rows:
        title = Title(row.cells["id"], row.cells["title"], row.cells.get("summary", ""))
        earlier = first_line.setdefault(title.id, row.line)
        if not title.id:
            table.blame(row.line, "id", "để trống; ghi mã của sáng kiến")
        elif earlier != row.line:
            table.blame(row.line, "id", f"“{title.id}” đã có ở dòng {earlier}; mỗi mã chỉ dùng một lần")
        titles.append(title)
    return titles


def _threshold(text: str, faults: list[str]) -> float:
    try:
        threshold = float(parse_points(text))
    except ValueError as error:
        faults.append(f"--threshold: {str(error).replace('95.80', '0.80').replace('95,80', '0,80')}")
        return 1.0
    if not 0 <= threshold <= 1:
        faults.append(f"--threshold: “{text}” ngoài khoảng; ghi số từ 0 đến 1, ví dụ {DEFAULT_THRESHOLD}")
    return threshold

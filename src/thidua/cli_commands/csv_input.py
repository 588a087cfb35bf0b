"""Tables from CSV files as people really save them: BOM, NFD, semicolons and decimal commas of Excel.

A fault is one line: the file, the row (line of the file, from 1), the column, what is wrong and the cure.
"""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from thidua.core.text import nfc

_DELIMITERS = {",": "dấu phẩy", ";": "dấu chấm phẩy", "\t": "dấu tab"}
_BROKEN_QUOTES = {
    "unexpected end of data": "dấu nháy kép mở ra mà không đóng; thêm dấu nháy kép ở cuối ô",
    "field larger than field limit": (
        "một ô dài quá mức cho phép; thường do thiếu dấu nháy kép đóng, hãy kiểm tra ô này"
    ),
    "expected after": 'sau dấu nháy kép đóng phải là dấu ngăn cột; dấu nháy bên trong ô viết hai lần: ""',
}


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the line of the file where it begins, and its cells by column, in NFC."""

    line: int
    cells: dict[str, str]


@dataclass(slots=True)
class Table:
    """The rows that could be read and the faults of those that could not."""

    path: str
    rows: list[Row] = field(default_factory=list)
    faults: list[tuple[int, str]] = field(default_factory=list)

    def blame(self, line: int, column: str, what: str) -> None:
        """Note a fault of one cell."""
        self.faults.append((line, f"{self.path}: dòng {line}, cột {column}: {what}"))

    def fault_lines(self) -> list[str]:
        """All faults, one line each, in the order of the file."""
        return [text for _, text in sorted(self.faults, key=lambda fault: fault[0])]


def read_table(path: str, columns: Sequence[str], optional: Sequence[str] = (), *, comma_cure: str) -> Table:
    """The table of the CSV file `path`, whose header must name `columns` and may name `optional`.

    `comma_cure` tells what to do when a row has too many cells. Never raises for a bad file: the
    faults are in the table.
    """
    table = Table(path)
    try:
        text = _read_text(Path(path))
    except ValueError as error:
        table.faults.append((0, f"{path}: {error}"))
    else:
        _read_rows(table, text, columns, optional, comma_cure)
    return table


def _read_text(path: Path) -> str:
    """The text of the file. ValueError says what is wrong with it as a whole."""
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        raise ValueError("không có tệp này; kiểm tra lại đường dẫn") from None
    except IsADirectoryError:
        raise ValueError("là thư mục, không phải tệp CSV") from None
    except OSError as error:
        raise ValueError(f"không đọc được tệp ({error.strerror})") from None
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise ValueError(
            f"dòng {line}: không phải UTF-8; mở bằng Excel rồi lưu lại dạng “CSV UTF-8 (Comma delimited)”"
        ) from None
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise ValueError(f"dòng {line}: có ký tự NUL, không phải tệp CSV; hãy xuất lại từ bảng tính")
    if not text.strip():
        raise ValueError("tệp trống; cần dòng tiêu đề và các dòng dữ liệu")
    return text


def _read_rows(
    table: Table, text: str, columns: Sequence[str], optional: Sequence[str], comma_cure: str
) -> None:
    wanted = ",".join([*columns, *(f"[{name}]" for name in optional)])
    delimiter = _guess_delimiter(text, columns)
    records = _records(table, text, delimiter)
    line, header = next(records, (1, []))
    names = [nfc(cell).lower() for cell in header]
    while names and not names[-1]:
        names.pop()
    if not set(columns) & set(names):
        if not table.faults:
            table.faults.append(
                (line, f"{table.path}: dòng {line}: thiếu dòng tiêu đề; dòng đầu phải là {wanted}")
            )
        return
    for place, name in enumerate(names, 1):
        if not name:
            table.blame(line, str(place), f"tiêu đề để trống; các cột được nhận: {wanted}")
        elif name not in (*columns, *optional):
            table.blame(line, f"“{name}”", f"không nhận cột này, hãy bỏ đi; các cột được nhận: {wanted}")
        elif name in names[: place - 1]:
            table.blame(line, name, "tên cột bị lặp; giữ lại một cột")
    for name in columns:
        if name not in names:
            table.blame(line, name, f"thiếu cột; tiêu đề phải có: {wanted}")
    if not set(columns) <= set(names):
        return
    for line, cells in records:
        while len(cells) > len(names) and not cells[-1].strip():
            cells.pop()
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) == len(names):
            table.rows.append(Row(line, dict(zip(names, map(nfc, cells), strict=True))))
            continue
        what = f"có {len(cells)} ô, cần {len(names)} ô ngăn bằng {_DELIMITERS[delimiter]}"
        cure = comma_cure if len(cells) > len(names) else "thêm ô còn thiếu (ô không có gì thì để trống)"
        column = str(len(names) + 1) if len(cells) > len(names) else names[len(cells)]
        table.blame(line, column, f"{what}; {cure}")


def _guess_delimiter(text: str, columns: Sequence[str]) -> str:
    """The delimiter under which the first line names most of the wanted columns."""
    first = next((line for line in text.splitlines() if line.strip()), "")

    def hits(delimiter: str) -> int:
        names = {nfc(cell).strip('"').lower() for cell in first.split(delimiter)}
        return len(names & set(columns)) * 10 + (len(names) > 1)

    return max(_DELIMITERS, key=hits)


def _records(table: Table, text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """(line where it begins, cells) of each record; a broken quote is told and ends the reading."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            known = (cure for sign, cure in _BROKEN_QUOTES.items() if sign in str(error))
            what = next(known, str(error))
            table.faults.append((line, f"{table.path}: dòng {line}: {what}"))
            return
        if cells:
            yield line, cells

"""CSV and XLSX files as tables of cells, with what the eye misses: formulas, merges, hidden parts.

python-calamine gives the values; it says nothing of formulas, merged cells and hidden sheets, so the
parts of the OOXML package are read beside it, streaming and without entities or document types.
"""

import csv
import io
import re
import zipfile
from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat

from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineWorkbook

from thidua.core.text import compose
from thidua.foundation.spreadsheets.faults import UnreadableFile, column_index

MAX_BYTES = 5 * 1024 * 1024
MAX_UNPACKED_BYTES = 60 * 1024 * 1024
MAX_ROWS = 10_000
MAX_COLUMNS = 400
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged range, rows and columns from 0, ends included; `name` as the spreadsheet writes it (A3:A5)."""

    name: str
    first_row: int
    last_row: int
    first_column: int
    last_column: int


@dataclass(slots=True)
class Sheet:
    """A table of cells, rows and columns from 0. A cell is None, str, int, float, bool or a date."""

    name: str
    rows: list[list[Any]]
    is_hidden: bool = False
    formulas: dict[tuple[int, int], str] = field(default_factory=dict)
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    """Cells that show #N/A or #REF!; their value reads as empty."""
    merges: list[Merge] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)


def read_sheets(content: bytes, filename: str) -> list[Sheet]:
    """The sheets of a .csv or .xlsx file, hidden ones too. UnreadableFile when it is neither or too big."""
    if not content:
        raise UnreadableFile(_("Tệp trống."), _("Chọn lại tệp có bảng số liệu."))
    if len(content) > MAX_BYTES:
        raise UnreadableFile(
            _("Tệp nặng hơn 5 MB."), _("Bảng số liệu chỉ cần vài trăm dòng; bỏ hình ảnh và trang tính thừa.")
        )
    suffix = filename.lower().rsplit(".", 1)[-1] if "." in filename else ""
    if content.startswith(b"PK"):
        return _read_xlsx(content)
    if suffix in {"csv", "txt"}:
        return [_read_csv(content)]
    raise UnreadableFile(
        _("Tệp “%(name)s” không phải CSV hay XLSX.") % {"name": filename},
        _("Trong Excel chọn “Lưu thành” (Save As), kiểu Excel Workbook (.xlsx) hoặc CSV UTF-8 (.csv)."),
    )


def _read_csv(content: bytes) -> Sheet:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise UnreadableFile(
            _("Tệp CSV không phải UTF-8: dòng %(line)s có byte lạ.") % {"line": line},
            _("Trong Excel chọn “Lưu thành”, kiểu “CSV UTF-8 (phân cách bằng dấu phẩy)”."),
        ) from error
    if "\x00" in text:
        raise UnreadableFile(_("Tệp CSV có ký tự NUL."), _("Lưu lại bảng từ Excel, kiểu CSV UTF-8."))
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(";,\t", key=first.count)
    try:
        rows = list(csv.reader(io.StringIO(text), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise UnreadableFile(
            _("Tệp CSV hỏng: dấu nháy kép không khép."), _("Lưu lại bảng từ Excel, kiểu CSV UTF-8.")
        ) from error
    _check_size(rows, "")
    return Sheet(name="", rows=[[cell if cell.strip() else None for cell in row] for row in rows])


def _read_xlsx(content: bytes) -> list[Sheet]:
    try:
        package = zipfile.ZipFile(io.BytesIO(content))
    except zipfile.BadZipFile as error:
        raise _broken_xlsx() from error
    with package:
        names = set(package.namelist())
        if "xl/workbook.xml" not in names:
            raise _broken_xlsx()
        if any(name.lower().endswith("vbaproject.bin") for name in names):
            raise UnreadableFile(
                _("Tệp có macro."), _("Lưu lại kiểu Excel Workbook (.xlsx), không phải .xlsm.")
            )
        if sum(part.file_size for part in package.infolist()) > MAX_UNPACKED_BYTES:
            raise UnreadableFile(
                _("Tệp bung ra quá lớn (hơn 60 MB)."), _("Chép riêng bảng số liệu sang một tệp mới.")
            )
        try:
            found = _read_workbook(package, names)
            workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
            written = {compose(name): name for name in workbook.sheet_names}
            for sheet in found:
                if not sheet.is_hidden:
                    page = workbook.get_sheet_by_name(written[sheet.name])
                    table = page.to_python(skip_empty_area=False)
                    sheet.rows = [[None if cell == "" else cell for cell in row] for row in table]
                    _check_size(sheet.rows, sheet.name)
        except (CalamineError, expat.ExpatError, KeyError, zipfile.BadZipFile, RuntimeError) as error:
            raise _broken_xlsx() from error
    return found


def _broken_xlsx() -> UnreadableFile:
    return UnreadableFile(
        _("Tệp XLSX hỏng hoặc không phải bảng tính Excel."),
        _("Mở tệp bằng Excel, bỏ mật khẩu nếu có, rồi lưu lại kiểu Excel Workbook (.xlsx)."),
    )


def _check_size(rows: list[list[Any]], sheet: str) -> None:
    if len(rows) > MAX_ROWS or any(len(row) > MAX_COLUMNS for row in rows):
        raise UnreadableFile(
            _("Bảng quá lớn: đọc được nhiều nhất %(rows)s dòng và %(columns)s cột.")
            % {"rows": MAX_ROWS, "columns": MAX_COLUMNS},
            _("Chỉ để lại các dòng và cột của bảng số liệu."),
            sheet=sheet,
        )


def _read_workbook(package: zipfile.ZipFile, names: set[str]) -> list[Sheet]:
    """The sheets of the package with what is hidden in them; values come later."""
    targets: dict[str, str] = {}
    listed: list[tuple[str, bool, str]] = []

    def start_relation(tag: str, attributes: dict[str, str]) -> None:
        if _local(tag) == "Relationship":
            targets[attributes.get("Id", "")] = attributes.get("Target", "")

    def start_workbook(tag: str, attributes: dict[str, str]) -> None:
        if _local(tag) == "sheet":
            relation = next((value for key, value in attributes.items() if key.endswith(":id")), "")
            is_hidden = attributes.get("state", "visible") != "visible"
            listed.append((attributes.get("name", ""), is_hidden, relation))

    _parse(package, "xl/_rels/workbook.xml.rels", start_relation)
    _parse(package, "xl/workbook.xml", start_workbook)
    sheets = []
    for name, is_hidden, relation in listed:
        target = targets.get(relation, "")
        part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        if "worksheets/" not in part or part not in names:
            continue
        sheet = Sheet(name=compose(name), rows=[], is_hidden=is_hidden)
        if not is_hidden:
            _read_parts(package, part, sheet)
        sheets.append(sheet)
    return sheets


def _read_parts(package: zipfile.ZipFile, part: str, sheet: Sheet) -> None:
    cell: tuple[int, int] = (0, 0)
    formula: list[str] | None = None
    is_error = False

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal cell, formula, is_error
        local = _local(tag)
        if local == "c":
            cell = _position(attributes.get("r", "")) or cell
            is_error = attributes.get("t") == "e"
            if is_error:
                sheet.errors[cell] = ""
        elif local == "f":
            formula = []
        elif local == "mergeCell":
            _add_merge(sheet, attributes.get("ref", ""))
        elif local == "row" and attributes.get("hidden") in {"1", "true"}:
            sheet.hidden_rows.add(int(attributes.get("r", "0")) - 1)
        elif local == "col" and attributes.get("hidden") in {"1", "true"}:
            first, last = int(attributes.get("min", "1")), int(attributes.get("max", "1"))
            sheet.hidden_columns.update(range(first - 1, min(last, MAX_COLUMNS)))

    def text(data: str) -> None:
        if formula is not None:
            formula.append(data)
        elif is_error:
            sheet.errors[cell] += data

    def end(tag: str) -> None:
        nonlocal formula, is_error
        if _local(tag) == "f" and formula is not None:
            sheet.formulas[cell] = "=" + "".join(formula)
            formula = None
        elif _local(tag) == "c":
            is_error = False

    _parse(package, part, start, end, text)


def _add_merge(sheet: Sheet, reference: str) -> None:
    corners = [_position(corner) for corner in reference.split(":")]
    if len(corners) == 2 and corners[0] and corners[1]:
        (top, left), (bottom, right) = corners[0], corners[1]
        sheet.merges.append(Merge(reference, top, bottom, left, right))


def _position(reference: str) -> tuple[int, int] | None:
    match = _REFERENCE.fullmatch(reference.replace("$", ""))
    return (int(match[2]) - 1, column_index(match[1])) if match else None


def _local(tag: str) -> str:
    return tag.rpartition(":")[2]


def _parse(package: zipfile.ZipFile, part: str, start: Any, end: Any = None, text: Any = None) -> None:
    """Streams one XML part. A document type or an entity ends it: spreadsheets have none."""
    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    if end:
        parser.EndElementHandler = end
    if text:
        parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = _refuse_doctype
    with package.open(part) as stream:
        parser.ParseFile(stream)


def _refuse_doctype(*_arguments: object) -> None:
    raise _broken_xlsx()

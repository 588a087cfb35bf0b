"""The report as a workbook to fill in without a network: one sheet of numbers, one of words.

Everything but the cells to fill in is locked, without a password; grey tells it, and the line on top says
so. Codes and sections tell cells apart when the file comes back; nothing is stored here.
"""

import io
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core.files.base import File
from django.utils.translation import gettext as _

from thidua.core.scoring import round_points
from thidua.core.text import search_key
from thidua.foundation.files import BadUpload, Kind, inspect_upload
from thidua.foundation.spreadsheets.faults import UnreadableFile
from thidua.foundation.spreadsheets.headers import Layout, find_table, shown
from thidua.foundation.spreadsheets.sheets import Sheet, read_sheets
from thidua.reports.content import Content
from thidua.reports.errors import ReportRefused
from thidua.reports.figures import tidy
from thidua.reports.models import Report
from thidua.reports.offline import FromFile, check_identity, identity_of, number_in_file
from thidua.reports.outline import CODES, section_named
from thidua.units.selectors import UnitRecord

NUMBERS, WORDS = "Số liệu", "Nội dung"
NUMBER_HEADS = ("Mục", "Mã", "Số liệu", "Đơn vị tính", "Giá trị", "Ước cả năm", "Nguồn")
WORD_HEADS = ("Mục", "Tên mục", "Nội dung", "Gợi ý")
LOCKED = "Ô nền xám đã khóa, chỉ ghi vào ô trắng. Số chưa biết thì để trống, không ghi 0."
PLACES = 4


def _named(heads: tuple[str, ...], *names: str) -> dict[str, frozenset[str]]:
    """What each column is known by when the file comes back."""
    return {name: frozenset({search_key(words)}) for name, words in zip(names, heads, strict=True)}


_NUMBER_LAYOUT = Layout(
    _named(NUMBER_HEADS, "section", "code", "label", "measure", "value", "estimate", "source"),
    needed=(frozenset({"code"}), frozenset({"value"})),
)
_WORD_LAYOUT = Layout(
    _named(WORD_HEADS, "section", "title", "text", "hint"),
    needed=(frozenset({"section"}), frozenset({"text"})),
)


@dataclass(frozen=True, slots=True)
class _Looks:
    """The formats of a workbook."""

    title: Any
    note: Any
    head: Any
    locked: Any
    open: Any


def workbook_of(
    report: Report, unit: UnitRecord, content: Content, *, closed: Collection[str], is_demo: bool
) -> bytes:
    """The .xlsx with the facts in; the sections in `closed` are locked as they were sent."""
    import xlsxwriter  # only whoever downloads a workbook waits for it

    stream = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(stream, options) as book:
        plain = {"text_wrap": True, "valign": "top", "border": 1, "border_color": "#b9c4c4"}
        looks = _Looks(
            title=book.add_format({"bold": True, "font_size": 13}),
            note=book.add_format({"italic": True}),
            head=book.add_format({**plain, "bold": True, "bg_color": "#dfe9ea"}),
            locked=book.add_format({**plain, "bg_color": "#eef1f1"}),
            open=book.add_format({**plain, "locked": False}),
        )
        above = (
            f"Báo cáo phong trào thi đua năm {report.year}, {unit.full_name}",
            identity_of(report, unit),
            LOCKED + (" DỮ LIỆU TRÌNH DIỄN." if is_demo else ""),
        )
        words = _page(book, WORDS, looks, above, WORD_HEADS, (6, 30, 90, 50))
        numbers = _page(book, NUMBERS, looks, above, NUMBER_HEADS, (6, 24, 44, 10, 14, 14, 40))
        first = len(above) + 1
        for line, section in enumerate(content["sections"], first):
            _write_words(words, line, section, looks, is_open=section["code"] not in closed)
        rows = [(section, number) for section in content["sections"] for number in section["numbers"]]
        for line, (of_section, number) in enumerate(rows, first):
            is_open = of_section["code"] not in closed
            _write_number(numbers, line, of_section, number, looks, is_open=is_open)
    return stream.getvalue()


def _write_words(page: Any, line: int, section: dict[str, Any], looks: _Looks, *, is_open: bool) -> None:
    hints = "\n".join(str(hint) for hint in section_named(section["code"]).hints)
    page.write_string(line, 0, section["code"], looks.locked)
    page.write_string(line, 1, section["title"], looks.locked)
    page.write_string(line, 2, section["text"], looks.open if is_open else looks.locked)
    page.write_string(line, 3, hints, looks.locked)


def _write_number(
    page: Any, line: int, section: dict[str, Any], number: dict[str, Any], looks: _Looks, *, is_open: bool
) -> None:
    """A number that does not grow through the year has no estimate: its cell stays locked."""
    cumulative = {spec.code for spec in section_named(section["code"]).numbers if spec.is_cumulative}
    for column, words in enumerate((section["code"], number["code"], number["label"], number["measured_in"])):
        page.write_string(line, column, words, looks.locked)
    for column, name in ((4, "value"), (5, "estimate")):
        may_write = is_open and (name == "value" or number["code"] in cumulative)
        look = looks.open if may_write else looks.locked
        if number[name] is None:
            page.write_blank(line, column, None, look)
        else:
            page.write_number(line, column, float(number[name]), look)
    page.write_string(line, 6, number["source"], looks.locked)


def _page(
    book: Any,
    name: str,
    looks: _Looks,
    above: tuple[str, ...],
    heads: tuple[str, ...],
    widths: tuple[int, ...],
) -> Any:
    page = book.add_worksheet(name)
    for line, words in enumerate(above):
        page.write_string(line, 0, words, looks.title if line == 0 else looks.note)
    for column, (head, width) in enumerate(zip(heads, widths, strict=True)):
        page.write_string(len(above), column, head, looks.head)
        page.set_column(column, column, width)
    page.freeze_panes(len(above) + 1, 0)
    page.protect("", {"format_columns": True, "format_rows": True})
    return page


def read_workbook(report: Report, unit: UnitRecord, upload: "File[bytes]") -> dict[str, FromFile]:
    """Section → what the file says. ReportRefused: a foreign file, another year or unit, a wrong number."""
    try:
        inspect_upload(upload, kinds={Kind.XLSX})
        sheets = [sheet for sheet in read_sheets(upload.read(), upload.name or "") if sheet.rows]
    except BadUpload as fault:
        raise ReportRefused(fault.sentence) from fault
    except UnreadableFile as unreadable:
        raise ReportRefused(f"{unreadable.fault.message} {unreadable.fault.cure}") from unreadable
    check_identity(report, unit, (str(cell) for sheet in sheets for row in sheet.rows[:10] for cell in row))
    texts: dict[str, str] = {}
    numbers: dict[str, tuple[Decimal | None, Decimal | None]] = {}
    for sheet in sheets:
        numbers |= _numbers(sheet)
        texts |= _texts(sheet)
    if not texts and not numbers:
        raise ReportRefused(_("Trong tệp không còn bảng “Số liệu” hay “Nội dung” nào. Hãy tải tệp về lại."))
    return {code: FromFile(texts.get(code), numbers) for code in CODES}


def _numbers(sheet: Sheet) -> dict[str, tuple[Decimal | None, Decimal | None]]:
    table = find_table(sheet, _NUMBER_LAYOUT)
    if table is None:
        return {}
    found = {}
    for line in table.data_rows():
        label = shown(table.cell(line, "label"))
        found[shown(table.cell(line, "code"))] = (
            _number(label, table.cell(line, "value")),
            _number(label, table.cell(line, "estimate")),
        )
    return found


def _number(label: str, cell: Any) -> Decimal | None:
    if isinstance(cell, int | float) and not isinstance(cell, bool) and cell >= 0:
        return tidy(round_points(Decimal(repr(cell)), PLACES))
    return number_in_file(label, shown(cell))


def _texts(sheet: Sheet) -> dict[str, str]:
    table = find_table(sheet, _WORD_LAYOUT)
    if table is None:
        return {}
    rows = [(shown(table.cell(line, "section")).upper(), line) for line in table.data_rows()]
    return {code: str(table.cell(line, "text") or "").strip() for code, line in rows if code in CODES}

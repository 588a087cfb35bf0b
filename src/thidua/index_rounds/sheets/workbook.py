"""A sheet as a workbook to fill in without a network: one row for each component, facts in.

Everything but the cells to fill in is locked, without a password; grey tells it, and a line on top says so.
"""

import io
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from thidua.index_rounds.models import Sheet
from thidua.index_rounds.sheets.card import ComponentLine, SheetCard
from thidua.units.selectors import UnitRecord

PAGE = "Tự chấm"
HEADS = (
    "Mã",
    "Tiêu chí",
    "Điểm tối đa",
    "Cách chấm",
    "Số liệu",
    "Tổng số",
    "Không phát sinh",
    "Thuyết minh",
    "Điểm hệ thống tính",
    "Nguồn",
)
WIDTHS = (9, 52, 9, 40, 14, 12, 12, 50, 12, 34)
LOCKED = (
    "Ô nền xám đã khóa, chỉ ghi vào ô trắng. Chưa có số liệu thì để trống, không ghi 0. "
    "Cột “Không phát sinh”: ghi x."
)
YES, NO, CROSS = "có", "không", "x"


def identity_of(sheet: Sheet, unit: UnitRecord) -> str:
    """The line by which a file is known again."""
    return f"Mã phiếu: PC{sheet.round.year}/{sheet.block}/{unit.code}"


def workbook_of(sheet: Sheet, unit: UnitRecord, card: SheetCard, *, is_demo: bool) -> bytes:
    """The .xlsx of a unit's sheet."""
    import xlsxwriter  # only whoever downloads a workbook waits for it

    stream = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(stream, options) as book:
        plain = {"text_wrap": True, "valign": "top", "border": 1, "border_color": "#b9c4c4"}
        looks = {
            "title": book.add_format({"bold": True, "font_size": 13}),
            "note": book.add_format({"italic": True}),
            "head": book.add_format({**plain, "bold": True, "bg_color": "#dfe9ea"}),
            "group": book.add_format({"bold": True, "valign": "top", "bg_color": "#eef1f1"}),
            "locked": book.add_format({**plain, "bg_color": "#eef1f1"}),
            "open": book.add_format({**plain, "locked": False}),
        }
        page = book.add_worksheet(PAGE)
        above = _above(sheet, unit, card, is_demo=is_demo)
        for line, words in enumerate(above):
            page.write_string(line, 0, words, looks["title" if line == 0 else "note"])
        for column, (head, width) in enumerate(zip(HEADS, WIDTHS, strict=True)):
            page.write_string(len(above), column, head, looks["head"])
            page.set_column(column, column, width)
        row = len(above) + 1
        for area in card.areas:
            page.write_string(row, 1, f"{area.line.code}. {area.line.name}", looks["group"])
            row += 1
            for one in area.lines:
                _write_line(page, row, one, looks)
                row += 1
        page.freeze_panes(len(above) + 1, 2)
        page.protect("", {"format_columns": True, "format_rows": True})
    return stream.getvalue()


def _above(sheet: Sheet, unit: UnitRecord, card: SheetCard, *, is_demo: bool) -> Sequence[str]:
    marks = " BỘ MẪU, KHÔNG PHẢI CỦA THÀNH PHỐ." if card.criteria_set.is_sample else ""
    marks += " DỮ LIỆU TRÌNH DIỄN." if is_demo else ""
    return (
        f"Phiếu tự chấm điểm chỉ số cải cách hành chính năm {sheet.round.year}, {unit.full_name}",
        identity_of(sheet, unit),
        LOCKED + marks,
    )


def _write_line(page: Any, row: int, one: ComponentLine, looks: dict[str, Any]) -> None:
    """What the unit does not give itself stays locked."""
    scale, answer = one.component.scale, one.answer
    is_typed = scale.is_typed
    locked, typed = looks["locked"], looks["open" if is_typed else "locked"]
    page.write_string(row, 0, one.code, locked)
    page.write_string(row, 1, one.line.name, locked)
    page.write_number(row, 2, float(one.component.maximum), locked)
    page.write_string(row, 3, f"{one.rule}. Ghi: {scale.value_words}.", locked)
    _write_value(page, row, 4, answer.value if answer else None, typed, one)
    base_look = looks["open"] if is_typed and scale.asks_base else locked
    _write_number(page, row, 5, answer.base if answer else None, base_look)
    may_not_arise = is_typed and one.may_not_arise
    crossed = CROSS if answer and answer.not_arising else ""
    page.write_string(row, 6, crossed, looks["open"] if may_not_arise else locked)
    page.write_string(row, 7, answer.note if answer else "", typed)
    _write_number(page, row, 8, one.mark.points, locked)
    page.write_string(row, 9, answer.source if answer else "", locked)


def _write_value(
    page: Any, row: int, column: int, value: Decimal | None, look: Any, one: ComponentLine
) -> None:
    if one.component.scale.kind == "yes_no" and value is not None:
        page.write_string(row, column, YES if value else NO, look)
    else:
        _write_number(page, row, column, value, look)


def _write_number(page: Any, row: int, column: int, value: Decimal | None, look: Any) -> None:
    if value is None:
        page.write_blank(row, column, None, look)
    else:
        page.write_number(row, column, float(value), look)

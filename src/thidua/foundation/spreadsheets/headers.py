"""Finding the table in a sheet: the header row and which column is what, with or without diacritics."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from thidua.core.text import nfc, search_key
from thidua.foundation.spreadsheets.faults import Fault, Gravity, column_letter
from thidua.foundation.spreadsheets.sheets import Sheet

HEADER_ROWS = 25
"""The header is looked for in this many rows from the top; titles and decision lines stand above it."""

IGNORED = frozenset({"stt", "tt", "so tt", "so thu tu", "ghi chu", "no"})


@dataclass(frozen=True, slots=True)
class Layout:
    """What a table must look like: the words by which each column is known, folded (`search_key`).

    `needed`: of each group at least one column must be there, or the sheet has no such table.
    """

    words: Mapping[str, frozenset[str]]
    needed: tuple[frozenset[str], ...]

    def meaning(self, cell: Any) -> str | None:
        """What a header cell means; None when it is no header of this layout."""
        if not isinstance(cell, str):
            return None
        key = search_key(cell)
        return next((meaning for meaning, words in self.words.items() if key in words), None)


@dataclass(slots=True)
class Table:
    """A sheet with its header found: `columns` gives the column index of each meaning."""

    sheet: Sheet
    header_row: int
    columns: dict[str, int]
    faults: list[Fault] = field(default_factory=list)

    def cell(self, row: int, meaning: str) -> Any:
        """The value under a meaning in a row; None when the column or the cell is absent."""
        column = self.columns.get(meaning)
        cells = self.sheet.rows[row]
        return cells[column] if column is not None and column < len(cells) else None

    def letter(self, meaning: str) -> str:
        """The letter of the column of a meaning; empty when there is none."""
        column = self.columns.get(meaning)
        return "" if column is None else column_letter(column)

    def fault(
        self, gravity: Gravity, kind: str, message: str, cure: str, *, row: int, meaning: str = ""
    ) -> Fault:
        """A finding at a row (from 0) and, when the meaning has a column, its cell."""
        column = self.columns.get(meaning)
        value = self.cell(row, meaning) if column is not None else None
        return Fault(
            gravity,
            kind,
            message,
            cure,
            sheet=self.sheet.name,
            row=row + 1,
            column=self.letter(meaning),
            value=shown(value),
        )

    def data_rows(self) -> list[int]:
        """The rows under the header that hold anything in a known column."""
        return [
            row
            for row in range(self.header_row + 1, len(self.sheet.rows))
            if any(_is_filled(self.cell(row, meaning)) for meaning in self.columns)
        ]


def find_table(sheet: Sheet, layout: Layout) -> Table | None:
    """The table of a sheet, with what is wrong with its header and structure; None: the sheet has none."""
    for number, cells in enumerate(sheet.rows[:HEADER_ROWS]):
        meanings = [layout.meaning(cell) for cell in cells]
        named = {meaning for meaning in meanings if meaning}
        if all(named & group for group in layout.needed):
            columns: dict[str, int] = {}
            table = Table(sheet, number, columns)
            for index, meaning in enumerate(meanings):
                if meaning and meaning in columns:
                    table.faults.append(_double_header(sheet, number, index, columns[meaning]))
                elif meaning:
                    columns[meaning] = index
                elif _is_filled(cells[index]) and search_key(str(cells[index])) not in IGNORED:
                    table.faults.append(_unused_header(sheet, number, index))
            table.faults += _structure_faults(table)
            return table
    return None


def shown(cell: Any) -> str:
    """The cell as its reader sees it: a spreadsheet keeps 1 as 1.0."""
    if cell is None:
        return ""
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else nfc(str(cell))


def _is_filled(cell: Any) -> bool:
    return cell is not None and str(cell).strip() != ""


def _double_header(sheet: Sheet, row: int, column: int, first: int) -> Fault:
    return Fault(
        Gravity.ERROR,
        "header",
        _("Hai cột cùng nghĩa: cột %(first)s và cột %(second)s.")
        % {"first": column_letter(first), "second": column_letter(column)},
        _("Chỉ để lại một cột, hoặc đổi tên cột không dùng."),
        sheet=sheet.name,
        row=row + 1,
        column=column_letter(column),
        value=nfc(str(sheet.rows[row][column])),
    )


def _unused_header(sheet: Sheet, row: int, column: int) -> Fault:
    name = nfc(str(sheet.rows[row][column]))
    return Fault(
        Gravity.WARNING,
        f"unused:{column}",
        _("Cột “%(name)s” không được đọc.") % {"name": name},
        "",
        sheet=sheet.name,
        row=row + 1,
        column=column_letter(column),
        value=name,
    )


def _structure_faults(table: Table) -> list[Fault]:
    """Formulas, errors, merged cells and hidden rows or columns inside the table."""
    sheet, used = table.sheet, set(table.columns.values())
    filled = set(table.data_rows())
    last = max(filled, default=table.header_row)
    faults = []
    for (row, column), formula in sorted(sheet.formulas.items()):
        if column in used and table.header_row < row:
            faults.append(
                Fault(
                    Gravity.ERROR,
                    "formula",
                    _("Ô là công thức; giá trị in ra có thể khác giá trị được công bố."),
                    _("Chép cột, dán lại bằng “Dán giá trị” (Paste Values), rồi tải lên lại."),
                    sheet=sheet.name,
                    row=row + 1,
                    column=column_letter(column),
                    value=formula,
                )
            )
    for (row, column), shown_error in sorted(sheet.errors.items()):
        if column in used and table.header_row < row and (row, column) not in sheet.formulas:
            faults.append(
                Fault(
                    Gravity.ERROR,
                    "error_cell",
                    _("Ô báo lỗi của Excel, không có giá trị."),
                    _("Ghi giá trị đúng vào ô, hoặc xóa cho trống nếu không có."),
                    sheet=sheet.name,
                    row=row + 1,
                    column=column_letter(column),
                    value=shown_error,
                )
            )
    for merge in sheet.merges:
        touches = used & set(range(merge.first_column, merge.last_column + 1))
        if touches and merge.last_row >= table.header_row and merge.first_row <= last:
            faults.append(
                Fault(
                    Gravity.ERROR,
                    "merge",
                    _("Ô gộp %(range)s nằm trong bảng.") % {"range": merge.name},
                    _("Bỏ gộp ô (Unmerge), ghi đủ giá trị vào từng dòng."),
                    sheet=sheet.name,
                    row=merge.first_row + 1,
                    column=column_letter(merge.first_column),
                )
            )
    for row in sorted(filled & sheet.hidden_rows):
        faults.append(
            Fault(
                Gravity.ERROR,
                "hidden_row",
                _("Dòng đang bị ẩn nhưng có số liệu."),
                _("Hiện lại (Unhide) rồi kiểm tra; bỏ dòng nếu không thuộc bảng."),
                sheet=sheet.name,
                row=row + 1,
            )
        )
    for column in sorted(used & sheet.hidden_columns):
        faults.append(
            Fault(
                Gravity.ERROR,
                "hidden_column",
                _("Cột đang bị ẩn nhưng có số liệu."),
                _("Hiện lại (Unhide) rồi kiểm tra; bỏ cột nếu không thuộc bảng."),
                sheet=sheet.name,
                row=table.header_row + 1,
                column=column_letter(column),
            )
        )
    return faults

"""One row of a ranking, cell by cell."""

import unicodedata
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from thidua.core.blocks import Block
from thidua.core.scoring import parse_points
from thidua.core.text import nfc, search_key
from thidua.foundation.spreadsheets.faults import Fault, Gravity
from thidua.foundation.spreadsheets.headers import Table, shown
from thidua.units.enums import BlockChoice
from thidua.units.selectors import UnitRecord
from thidua.units.unit_names import UnitFinder, describe

SCORE_PLACES = 6
MAX_RANK = 10_000
BLOCK_WORDS = {
    "so": Block.SO,
    "so nganh": Block.SO,
    "so ban nganh": Block.SO,
    "khoi so ban nganh": Block.SO,
    "phuong": Block.PHUONG,
    "khoi phuong": Block.PHUONG,
    "xa": Block.XA,
    "xa dac khu": Block.XA,
    "khoi xa dac khu": Block.XA,
    "khoi xa": Block.XA,
}


@dataclass(slots=True)
class ReadRow:
    """What a row says; None for a part that could not be read (then a fault says why)."""

    unit: UnitRecord | None = None
    published_name: str = ""
    block: Block | None = None
    rank: int | None = None
    score: Decimal | None = None
    source: str = ""
    faults: list[Fault] = field(default_factory=list)


class RowReader:
    """Reads rows of one table for one index year."""

    def __init__(self, table: Table, finder: UnitFinder, year: int) -> None:
        self.table = table
        self.finder = finder
        self.year = year
        self.is_spreadsheet = bool(table.sheet.name)

    def read(self, line: int) -> ReadRow:
        """The row at `line` (from 0)."""
        row = ReadRow()
        self._read_unit(line, row)
        self._read_rank(line, row)
        self._read_score(line, row)
        self._read_block(line, row)
        self._read_year(line, row)
        row.source = nfc(self._text(line, "source"))[:300]
        return row

    def _text(self, line: int, meaning: str) -> str:
        cell = self.table.cell(line, meaning)
        # The text as typed, not composed: a decomposed name is told.
        return cell if isinstance(cell, str) else shown(cell)

    def _add(self, row: ReadRow, line: int, gravity: Gravity, kind: str, meaning: str, *words: str) -> None:
        row.faults.append(self.table.fault(gravity, kind, *words, row=line, meaning=meaning))

    def _error(self, row: ReadRow, line: int, meaning: str, *words: str) -> None:
        self._add(row, line, Gravity.ERROR, meaning, meaning, *words)

    def _read_unit(self, line: int, row: ReadRow) -> None:
        raw, code = self._text(line, "unit"), nfc(self._text(line, "code"))
        name = nfc(raw)
        if raw.strip() and not unicodedata.is_normalized("NFC", raw):
            self._add(
                row,
                line,
                Gravity.WARNING,
                "nfd",
                "unit",
                _("Tên gõ bằng dấu tổ hợp (NFD); đã đổi sang dạng dựng sẵn."),
                _("Không cần sửa; nên dùng bảng mã Unicode dựng sẵn khi gõ."),
            )
        row.published_name = name
        named = self.finder.named(name) if name else []
        if code:
            self._by_code(line, row, code, name, named)
        elif not name:
            self._error(
                row, line, "unit", _("Dòng không có tên đơn vị."), _("Ghi tên đơn vị, hoặc xóa dòng.")
            )
        elif len(named) == 1:
            row.unit = named[0]
        elif named:
            self._error(
                row,
                line,
                "unit",
                _("“%(name)s” là tên của nhiều đơn vị: %(units)s.")
                % {"name": name, "units": describe(named)},
                _("Ghi tên đầy đủ, hoặc thêm cột “Mã đơn vị”."),
            )
        else:
            self._unknown_name(line, row, name)

    def _by_code(self, line: int, row: ReadRow, code: str, name: str, named: list[UnitRecord]) -> None:
        unit = self.finder.with_code(code)
        if unit is None:
            self._error(
                row,
                line,
                "code",
                _("Không có đơn vị nào mang mã “%(code)s”.") % {"code": code},
                _("Tra mã ở trang Đơn vị, hoặc bỏ trống mã và ghi tên đầy đủ."),
            )
        elif name and unit not in named:
            self._error(
                row,
                line,
                "unit",
                _("Mã %(code)s là của %(unit)s, nhưng cột tên ghi “%(name)s”.")
                % {"code": unit.code, "unit": unit.full_name, "name": name},
                _("Sửa mã hoặc tên cho khớp nhau."),
            )
        else:
            row.unit = unit

    def _unknown_name(self, line: int, row: ReadRow, name: str) -> None:
        alike = self.finder.resembling(name)
        if alike:
            self._error(
                row,
                line,
                "unit",
                _("“%(name)s” không đúng tên đơn vị nào; gần giống: %(units)s.")
                % {"name": name, "units": describe(alike)},
                _("Ghi đúng từng dấu tên đơn vị, hoặc thêm cột “Mã đơn vị”."),
            )
        else:
            self._error(
                row,
                line,
                "unit",
                _("Không có đơn vị tên “%(name)s”.") % {"name": name},
                _("Tra tên ở trang Đơn vị; xóa dòng tổng hợp hay trung bình nếu có."),
            )

    def _read_rank(self, line: int, row: ReadRow) -> None:
        cell = self.table.cell(line, "rank")
        rank = _whole(cell)
        if cell is None or str(cell).strip() == "":
            self._error(
                row,
                line,
                "rank",
                _("Thiếu hạng."),
                _("Ghi hạng như quyết định; bỏ dòng nếu không được xếp hạng."),
            )
        elif rank is None or not 1 <= rank <= MAX_RANK:
            self._error(
                row,
                line,
                "rank",
                _("Hạng “%(value)s” không phải số nguyên từ 1.") % {"value": shown(cell)},
                _("Ghi số nguyên: 1, 2, 3 …"),
            )
        else:
            row.rank = rank

    def _read_score(self, line: int, row: ReadRow) -> None:
        cell = self.table.cell(line, "score")
        if cell is None or str(cell).strip() == "":
            return
        score = _points(cell)
        if score is None or score < 0 or _places(score) > SCORE_PLACES:
            self._error(
                row,
                line,
                "score",
                _("Điểm “%(value)s” không phải số không âm có nhiều nhất 6 chữ số lẻ.")
                % {"value": shown(cell)},
                _("Ghi dạng 95,80 hoặc 95.80; không ghi chữ, dấu phần trăm hay dấu phân nhóm."),
            )
            return
        row.score = score
        if self.is_spreadsheet and isinstance(cell, str):
            self._add(
                row,
                line,
                Gravity.WARNING,
                "text_number",
                "score",
                _("Điểm là ô chữ, đã đọc thành số."),
                _("Đối chiếu lại; nên định dạng cột là số."),
            )
        if score > 100:
            self._add(
                row,
                line,
                Gravity.WARNING,
                "over_100",
                "score",
                _("Điểm trên 100."),
                _("Đối chiếu với thang điểm của quyết định."),
            )

    def _read_block(self, line: int, row: ReadRow) -> None:
        written = nfc(self._text(line, "block"))
        own = row.unit.block_in(self.year) if row.unit else None
        if not written:
            row.block = own if own not in (None, Block.NONE) else None
            if row.unit and row.block is None:
                self._error(
                    row,
                    line,
                    "block",
                    _("%(unit)s không thuộc khối nào của chỉ số năm %(year)s.")
                    % {"unit": row.unit.full_name, "year": self.year},
                    _("Thêm cột “Khối”, hoặc ghi khối của đơn vị ở trang Đơn vị trước."),
                )
            return
        row.block = BLOCK_WORDS.get(search_key(written))
        if row.block is None:
            self._error(
                row,
                line,
                "block",
                _("Không có khối “%(name)s”.") % {"name": written},
                _("Ghi: sở, ban, ngành; phường; hoặc xã, đặc khu."),
            )
        elif row.unit and row.block != own:
            self._add(
                row,
                line,
                Gravity.WARNING,
                "block_differs",
                "block",
                _("%(unit)s được xếp ở khối %(block)s, khác khối ghi trong danh mục đơn vị.")
                % {"unit": row.unit.full_name, "block": str(BlockChoice(row.block).label).lower()},
                _("Khối trong bản công bố được giữ (B09); kiểm tra lại danh mục đơn vị."),
            )

    def _read_year(self, line: int, row: ReadRow) -> None:
        if "year" not in self.table.columns:
            return
        cell = self.table.cell(line, "year")
        if _whole(cell) != self.year:
            self._error(
                row,
                line,
                "year",
                _("Năm “%(value)s” khác năm %(year)s của bản công bố.")
                % {"value": shown(cell), "year": self.year},
                _("Mỗi tệp chỉ của một năm; sửa cột năm, hoặc chọn lại năm khi tải lên."),
            )


def _whole(cell: Any) -> int | None:
    if isinstance(cell, bool):
        return None
    if isinstance(cell, int):
        return cell
    if isinstance(cell, float):
        return int(cell) if cell.is_integer() else None
    text = str(cell or "").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 6 else None


def _points(cell: Any) -> Decimal | None:
    if isinstance(cell, bool):
        return None
    if isinstance(cell, int):
        return Decimal(cell)
    if isinstance(cell, float):
        # A spreadsheet shows 15 digits and keeps 17: 95.77000000000001 was typed as 95.77.
        return Decimal(f"{cell:.15g}") if abs(cell) < 1e9 else None
    if isinstance(cell, str):
        try:
            return parse_points(nfc(cell))
        except ValueError:
            return None
    return None


def _places(score: Decimal) -> int:
    exponent = score.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else SCORE_PLACES + 1

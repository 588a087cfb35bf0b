"""What an uploaded workbook says of a sheet: every fault with its row and cure, or one draft a component.

Nothing is stored here: the person sees what would change and takes what is wanted.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.core.files.base import File
from django.utils.translation import gettext as _

from thidua.core.scorecard.card import Component
from thidua.core.scoring import round_points
from thidua.core.text import format_decimal, search_key
from thidua.foundation.files import BadUpload, Kind, inspect_upload
from thidua.foundation.spreadsheets.faults import Fault, Gravity, UnreadableFile
from thidua.foundation.spreadsheets.headers import Layout, Table, find_table, shown
from thidua.foundation.spreadsheets.sheets import read_sheets
from thidua.index_rounds.errors import RoundRefused
from thidua.index_rounds.models import Sheet
from thidua.index_rounds.sheets.card import SheetCard
from thidua.index_rounds.sheets.checking import check_given
from thidua.index_rounds.sheets.numbers import PLACES, read_number
from thidua.index_rounds.sheets.workbook import CROSS, HEADS, NO, YES
from thidua.index_rounds.sheets.writing import LONGEST_NOTE, AnswerDraft
from thidua.units.enums import BlockChoice
from thidua.units.selectors import UnitRecord

MEANINGS = (
    "code", "name", "maximum", "rule", "value", "base", "not_arising", "note", "points", "source",
)  # fmt: skip
_LAYOUT = Layout(
    {meaning: frozenset({search_key(head)}) for meaning, head in zip(MEANINGS, HEADS, strict=True)},
    needed=(frozenset({"code"}), frozenset({"value"})),
)
_IDENTITY = re.compile(r"Mã phiếu: PC(\d{4})/(\w+)/([\w-]+)")
_WORDS = {search_key(YES): Decimal(1), search_key(NO): Decimal(0)}
_NOT_ARISING = frozenset({CROSS, search_key(YES), "1", "true"})
_ARISING = frozenset({"", search_key(NO), "0", "false"})


@dataclass
class FromFile:
    """Code → what the file says; `faults`: with one among them nothing is offered."""

    drafts: dict[str, AnswerDraft] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


def read_workbook(sheet: Sheet, unit: UnitRecord, card: SheetCard, upload: "File[bytes]") -> FromFile:
    """Reads a file. RoundRefused: no workbook, not of this sheet, no table in it."""
    try:
        inspect_upload(upload, kinds={Kind.XLSX})
        pages = [page for page in read_sheets(upload.read(), upload.name or "") if page.rows]
    except BadUpload as fault:
        raise RoundRefused(fault.sentence) from fault
    except UnreadableFile as unreadable:
        raise RoundRefused(f"{unreadable.fault.message} {unreadable.fault.cure}") from unreadable
    check_identity(sheet, unit, (str(cell) for page in pages for row in page.rows[:10] for cell in row))
    found = FromFile()
    tables = [table for page in pages if (table := find_table(page, _LAYOUT))]
    if not tables:
        raise RoundRefused(_("Trong tệp không còn bảng có cột “Mã” và “Số liệu”. Hãy tải tệp về lại."))
    for table in tables:
        found.faults += [fault for fault in table.faults if fault.gravity is Gravity.ERROR]
        for row in table.data_rows():
            _read_row(table, row, card, found)
    return found


def check_identity(sheet: Sheet, unit: UnitRecord, lines: Iterable[str]) -> None:
    """RoundRefused when the lines are not of one file of this sheet."""
    found = {hit.groups() for hit in map(_IDENTITY.search, lines) if hit}
    if not found:
        raise RoundRefused(
            _("Tệp này không phải tệp tải từ hệ thống: không thấy dòng “Mã phiếu”. Hãy tải tệp về lại.")
        )
    if len(found) > 1:
        raise RoundRefused(
            _("Trong tệp có hai phiếu khác nhau. Mỗi lần chỉ tải lên tệp của một đơn vị, một năm.")
        )
    ((year, block, code),) = found
    if year != str(sheet.round.year):
        raise RoundRefused(
            _("Tệp này là phiếu năm %(other)s, không phải năm %(year)d. Hãy tải tệp của năm này về.")
            % {"other": year, "year": sheet.round.year}
        )
    if code != unit.code:
        raise RoundRefused(
            _("Tệp này là phiếu của đơn vị khác (mã %s). Mở phiếu của đơn vị đó để tải lên.") % code
        )
    if block != sheet.block:
        raise RoundRefused(
            _("Tệp này theo bộ tiêu chí của khối khác, không phải khối %s. Hãy tải tệp về lại.")
            % BlockChoice(sheet.block).label
        )


def _read_row(table: Table, row: int, card: SheetCard, found: FromFile) -> None:
    def fault(kind: str, message: str, cure: str, meaning: str) -> None:
        found.faults.append(table.fault(Gravity.ERROR, kind, message, cure, row=row, meaning=meaning))

    code = shown(table.cell(row, "code"))
    if not code:
        return  # the heading of an area, or a remark
    line = card.by_code.get(code)
    if line is None:
        fault(
            f"code:{code}",
            _("Bộ tiêu chí đang dùng không có mã “%s”.") % code[:20],
            _("Sửa mã theo phiếu, hoặc tải tệp về lại nếu bộ tiêu chí đã có bản mới."),
            "code",
        )
        return
    if code in found.drafts:
        fault(f"double:{code}", _("Mã %s có hai dòng.") % code, _("Chỉ để lại một dòng."), "code")
        return
    if not line.component.scale.is_typed:
        return
    before = len(found.faults)
    points = _number(table.cell(row, "points"))
    maximum = line.component.maximum
    if points is not None and (points.is_nan() or abs(points) > maximum):
        fault(
            f"points:{code}",
            _("Điểm ghi ở tiêu chí %(code)s vượt điểm tối đa %(most)s.")
            % {"code": code, "most": format_decimal(maximum.normalize())},
            _("Không sửa cột này: điểm do hệ thống tính từ cột “Số liệu”."),
            "points",
        )
    numbers: dict[str, Decimal | None] = {}
    for meaning in ("value", "base"):
        numbers[meaning] = _number(table.cell(row, meaning))
        if numbers[meaning] is not None and numbers[meaning].is_nan():  # type: ignore[union-attr]
            fault(
                f"{meaning}:{code}",
                _("“%s” không phải một số.") % shown(table.cell(row, meaning))[:30],
                _("Viết ví dụ 1234 hoặc 95,8; chưa có số liệu thì để trống."),
                meaning,
            )
    crossed = search_key(shown(table.cell(row, "not_arising")))
    if crossed not in _NOT_ARISING | _ARISING:
        fault(
            f"not_arising:{code}",
            _("Cột “Không phát sinh” ghi “%s”.") % shown(table.cell(row, "not_arising"))[:30],
            _("Ghi x nếu không phát sinh, còn lại để trống."),
            "not_arising",
        )
    note = str(table.cell(row, "note") or "").strip()
    if len(note) > LONGEST_NOTE:
        fault(
            f"note:{code}",
            _("Thuyết minh dài hơn %d ký tự.") % LONGEST_NOTE,
            _("Rút gọn, phần chi tiết đưa vào tài liệu kiểm chứng."),
            "note",
        )
    if len(found.faults) > before:
        found.drafts[code] = AnswerDraft()  # seen, so that a second row of the code is told
        return
    draft = AnswerDraft(numbers["value"], numbers["base"], crossed in _NOT_ARISING, note)
    if draft.not_arising and (draft.value is not None or draft.base is not None):
        fault(
            f"both:{code}",
            _("Tiêu chí %s vừa có số liệu vừa ghi “không phát sinh”.") % code,
            _("Chỉ giữ một trong hai."),
            "not_arising",
        )
    elif why := _refusal(line.component, draft):
        fault(f"number:{code}", why, _("Sửa ô này, rồi tải tệp lên lại."), "value")
    found.drafts[code] = draft


def _refusal(component: Component, draft: AnswerDraft) -> str:
    try:
        check_given(component, draft.given)
    except RoundRefused as refusal:
        return str(refusal)
    return ""


def _number(cell: Any) -> Decimal | None:
    """The number of a cell; None when empty, NaN for what is none."""
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return round_points(Decimal(repr(cell)), PLACES)
    text = shown(cell)
    if search_key(text) in _WORDS:
        return _WORDS[search_key(text)]
    try:
        return read_number(text)
    except ValueError:
        return Decimal("NaN")

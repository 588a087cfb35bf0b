"""Reading a unit's list of awards from CSV or XLSX: every fault is told with its row, nothing is stored."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from thidua.awards.base_level.enums import BaseForm, Subject
from thidua.awards.base_level.models import BaseAward
from thidua.awards.base_level.words import NewBaseAward, fault_of
from thidua.core.text import nfc, search_key
from thidua.foundation.spreadsheets.faults import Fault, Gravity, UnreadableFile
from thidua.foundation.spreadsheets.headers import Layout, Table, find_table, shown
from thidua.foundation.spreadsheets.sheets import read_sheets
from thidua.initiatives.models import Initiative
from thidua.units.models import Unit

HEADINGS = (
    ("subject", "Đối tượng (tập thể, cá nhân)"),
    ("name", "Tên tập thể, họ và tên"),
    ("position", "Chức vụ"),
    ("form", "Hình thức"),
    ("number", "Số quyết định"),
    ("day", "Ngày quyết định"),
    ("achievement", "Thành tích"),
    ("initiative", "Mã sáng kiến"),
    ("leader", "Lãnh đạo"),
    ("woman", "Nữ"),
)
"""The columns of the sample file; Vietnamese in every language, because the reader knows these words."""
_WORDS = {
    "subject": {"doi tuong", "loai doi tuong", "tap the ca nhan", "loai"},
    "name": {"ho ten", "ho va ten", "ten", "ten tap the", "ten tap the ca nhan", "ho va ten tap the"},
    "position": {"chuc vu", "chuc danh", "chuc vu chuc danh"},
    "form": {"hinh thuc", "hinh thuc khen thuong", "danh hieu", "danh hieu hinh thuc"},
    "number": {"so quyet dinh", "quyet dinh so", "so qd", "quyet dinh"},
    "day": {"ngay quyet dinh", "ngay ky", "ngay qd", "ngay"},
    "achievement": {"thanh tich", "noi dung", "noi dung khen thuong", "ly do", "ly do khen thuong"},
    "initiative": {"ma sang kien", "sang kien"},
    "leader": {"lanh dao", "la lanh dao", "lanh dao quan ly"},
    "woman": {"nu", "la nu", "gioi tinh"},
}
LAYOUT = Layout(
    {meaning: frozenset({*_WORDS[meaning], search_key(heading)}) for meaning, heading in HEADINGS},
    needed=(frozenset({"name"}), frozenset({"number"})),
)
_NEEDED = ("subject", "form", "day", "achievement")
_SUBJECTS = {
    "tap the": Subject.COLLECTIVE,
    "tt": Subject.COLLECTIVE,
    "ca nhan": Subject.INDIVIDUAL,
    "cn": Subject.INDIVIDUAL,
}
_FORMS = {
    "giay khen": BaseForm.MERIT,
    "lao dong tien tien": BaseForm.ADVANCED,
    "tap the lao dong tien tien": BaseForm.ADVANCED,
    "ldtt": BaseForm.ADVANCED,
    "chien si thi dua co so": BaseForm.FIGHTER,
    "chien si thi dua": BaseForm.FIGHTER,
    "cstdcs": BaseForm.FIGHTER,
    "hinh thuc khac": BaseForm.OTHER,
    "khac": BaseForm.OTHER,
}
_YES = {"x", "co", "dung", "1", "nu", "yes"}
_NO = {"khong", "0", "nam", "no"}


@dataclass(frozen=True, slots=True)
class ReadAward:
    """One row as it would be stored; `line` is its number in the file."""

    line: int
    award: NewBaseAward


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What a file would bring. It may be stored only when `is_clean`."""

    rows: tuple[ReadAward, ...]
    errors: tuple[Fault, ...]
    warnings: tuple[Fault, ...]

    @property
    def is_clean(self) -> bool:
        """No error, and at least one row that is new."""
        return not self.errors and bool(self.rows)


def rehearse(content: bytes, filename: str, *, unit: Unit, year: int, on: date) -> Rehearsal:
    """Reads a list of awards of `unit` for `year`. Never raises for a bad file: faults are in the answer."""
    try:
        tables = [table for sheet in read_sheets(content, filename) if (table := find_table(sheet, LAYOUT))]
    except UnreadableFile as unreadable:
        return Rehearsal((), (unreadable.fault,), ())
    if not tables:
        return Rehearsal((), (_no_table(),), ())
    reader = _Reader(unit, year, on)
    rows = [row for table in tables for row in reader.read(table)]
    errors = tuple(fault for fault in reader.faults if fault.gravity is Gravity.ERROR)
    warnings = tuple(fault for fault in reader.faults if fault.gravity is Gravity.WARNING)
    return Rehearsal(tuple(rows), errors, warnings)


def _no_table() -> Fault:
    return Fault(
        Gravity.ERROR,
        "file",
        _("Không thấy bảng nào có cột họ tên (hoặc tên tập thể) và cột số quyết định."),
        _("Tải tệp mẫu về, chép danh sách vào rồi tải lên lại."),
    )


class _Reader:
    """Reads the tables of one file for one unit and year, and gathers what is wrong."""

    def __init__(self, unit: Unit, year: int, on: date) -> None:
        self.unit, self.year, self.on = unit, year, on
        self.faults: list[Fault] = []
        own = Initiative.objects.filter(unit=unit)
        self.initiatives = {initiative.code.lower(): initiative for initiative in own}
        kept = BaseAward.objects.filter(unit=unit, removed_at__isnull=True)
        self.kept = set(kept.values_list("folded_name", "decision_number", "form"))
        self.seen: dict[tuple[str, str, str], int] = {}

    def read(self, table: Table) -> Sequence[ReadAward]:
        """The rows of a table that can be read and are new."""
        self.faults += table.faults
        missing = [meaning for meaning in _NEEDED if meaning not in table.columns]
        if missing:
            headings = dict(HEADINGS)
            names = ", ".join(f"“{headings[meaning]}”" for meaning in missing)
            self._fault(
                table,
                table.header_row,
                "",
                _("Bảng thiếu cột %(names)s.") % {"names": names},
                _("Thêm cột rồi tải lên lại; tệp mẫu có đủ các cột."),
            )
            return []
        return [read for line in table.data_rows() if (read := self._row(table, line)) is not None]

    def _row(self, table: Table, line: int) -> ReadAward | None:
        before = len(self.faults)
        subject = self._coded(table, line, "subject", _SUBJECTS, _("Ghi “Tập thể” hoặc “Cá nhân”."))
        form = self._coded(
            table,
            line,
            "form",
            _FORMS,
            _("Ghi: Giấy khen; Lao động tiên tiến; Chiến sĩ thi đua cơ sở; hoặc Hình thức khác."),
        )
        day = self._day(table, line)
        initiative = self._initiative(table, line)
        leader = self._yes_or_no(table, line, "leader")
        woman = self._yes_or_no(table, line, "woman")
        if len(self.faults) > before or day is None:
            return None
        award = NewBaseAward(
            year=self.year,
            subject=subject,
            name=_text(table, line, "name"),
            form=form,
            decision_number=_text(table, line, "number"),
            decided_on=day,
            achievement=_text(table, line, "achievement"),
            position=_text(table, line, "position"),
            is_leader=leader,
            is_woman=woman,
            initiative=initiative,
        )
        fault = fault_of(award, self.unit.pk, self.on)
        if fault:
            self._fault(table, line, "name", fault, _("Sửa dòng này trong tệp rồi tải lên lại."))
            return None
        return self._new(table, line, award)

    def _new(self, table: Table, line: int, award: NewBaseAward) -> ReadAward | None:
        """None for a row that stands in the file or in the register already; both are told."""
        key = (search_key(award.name)[:160], award.decision_number, str(award.form))
        if key in self.seen:
            words = _("Trùng với dòng %(line)s: cùng tên, hình thức và số quyết định.")
            self._fault(table, line, "name", words % {"line": self.seen[key]}, _("Xóa một trong hai dòng."))
            return None
        self.seen[key] = line + 1
        if key in self.kept:
            self.faults.append(
                table.fault(
                    Gravity.WARNING,
                    "kept",
                    _("Đã có trong sổ; dòng này sẽ được bỏ qua."),
                    _("Không cần làm gì."),
                    row=line,
                    meaning="name",
                )
            )
            return None
        return ReadAward(line + 1, award)

    def _coded(self, table: Table, line: int, meaning: str, codes: dict[str, Any], cure: str) -> str:
        written = _text(table, line, meaning)
        code = codes.get(search_key(written))
        if code is None:
            words = _("“%(text)s” không đọc được.") % {"text": written} if written else _("Ô để trống.")
            self._fault(table, line, meaning, words, cure)
            return ""
        return str(code)

    def _day(self, table: Table, line: int) -> date | None:
        cell = table.cell(line, "day")
        if isinstance(cell, datetime):
            return cell.date()
        if isinstance(cell, date):
            return cell
        written = nfc(shown(cell))
        for pattern in ("%d/%m/%Y", "%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y"):
            try:
                return datetime.strptime(written, pattern).date()  # noqa: DTZ007  (a day, no moment)
            except ValueError:
                continue
        words = _("Ngày “%(text)s” không đọc được.") % {"text": written}
        self._fault(table, line, "day", words, _("Ghi dạng 09/06/2026."))
        return None

    def _initiative(self, table: Table, line: int) -> Initiative | None:
        code = _text(table, line, "initiative")
        if not code:
            return None
        found = self.initiatives.get(code.lower())
        if found is None:
            words = _("Đơn vị không có sáng kiến mã “%(code)s” trong sổ.") % {"code": code}
            self._fault(table, line, "initiative", words, _("Sửa mã, hoặc để trống ô này."))
        return found

    def _yes_or_no(self, table: Table, line: int, meaning: str) -> bool | None:
        written = search_key(_text(table, line, meaning))
        if not written:
            return None
        if written not in _YES | _NO:
            words = _("“%(text)s” không đọc được.") % {"text": _text(table, line, meaning)}
            self._fault(table, line, meaning, words, _("Ghi “có” hoặc “không”; để trống nếu không rõ."))
        return written in _YES

    def _fault(self, table: Table, line: int, meaning: str, message: str, cure: str) -> None:
        self.faults.append(table.fault(Gravity.ERROR, meaning, message, cure, row=line, meaning=meaning))


def _text(table: Table, line: int, meaning: str) -> str:
    return nfc(shown(table.cell(line, meaning)))

"""Reading a list of awards from CSV or XLSX: every fault is told with its row, nothing is stored."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from thidua.conferences.award_services import NewAward, fault_of
from thidua.conferences.models import Conference
from thidua.core.text import nfc, search_key
from thidua.foundation.spreadsheets.faults import Fault, Gravity, UnreadableFile
from thidua.foundation.spreadsheets.headers import Layout, Table, find_table, shown
from thidua.foundation.spreadsheets.sheets import read_sheets
from thidua.units.errors import UnitRefused
from thidua.units.selectors import find_one

HEADINGS = (
    ("recipient", "Tập thể, cá nhân được tặng"),
    ("unit", "Đơn vị"),
    ("award", "Hình thức"),
    ("decision", "Số quyết định"),
    ("day", "Ngày quyết định"),
)
"""The columns of the sample file; Vietnamese in every language, because the reader knows these words."""
_WORDS = {
    "recipient": {"ho ten", "ho va ten", "ten tap the", "ten tap the ca nhan", "tap the ca nhan", "ten"},
    "unit": {"don vi cong tac", "ma don vi", "don vi ma"},
    "award": {"hinh thuc khen thuong", "danh hieu hinh thuc", "danh hieu"},
    "decision": {"so quyet dinh", "so qd", "quyet dinh so", "quyet dinh"},
    "day": {"ngay quyet dinh", "ngay ky", "ngay qd", "ngay"},
}
LAYOUT = Layout(
    {meaning: frozenset({*_WORDS[meaning], search_key(heading)}) for meaning, heading in HEADINGS},
    needed=(frozenset({"recipient"}), frozenset({"decision"})),
)
_NEEDED = ("award", "day")


@dataclass(frozen=True, slots=True)
class ReadAward:
    """One row as it would be stored; `line` is its number in the file, `unit` its unit in words."""

    line: int
    award: NewAward
    unit: str


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What a file would bring. It may be stored only when `is_clean`."""

    rows: tuple[ReadAward, ...]
    faults: tuple[Fault, ...]

    @property
    def errors(self) -> int:
        """How many faults have to be mended first."""
        return sum(fault.gravity is Gravity.ERROR for fault in self.faults)

    @property
    def is_clean(self) -> bool:
        """No error, and at least one row that is new."""
        return not self.errors and bool(self.rows)


def rehearse(content: bytes, filename: str, *, conference: Conference, on: date) -> Rehearsal:
    """Reads a list for `conference`. Never raises for a bad file: faults are in the answer."""
    try:
        tables = [table for sheet in read_sheets(content, filename) if (table := find_table(sheet, LAYOUT))]
    except UnreadableFile as unreadable:
        return Rehearsal((), (unreadable.fault,))
    if not tables:
        cure = _("Tải tệp mẫu về, chép danh sách vào rồi tải lên lại.")
        words = _("Không thấy bảng nào có cột tên tập thể, cá nhân và cột số quyết định.")
        return Rehearsal((), (Fault(Gravity.ERROR, "file", words, cure),))
    reader = _Reader(conference, on)
    rows = [row for table in tables for row in reader.read(table)]
    return Rehearsal(tuple(rows), tuple(reader.faults))


class _Reader:
    """Reads the tables of one file and gathers what is wrong."""

    def __init__(self, conference: Conference, on: date) -> None:
        self.on = on
        self.faults: list[Fault] = []
        self.kept = set(conference.awards.values_list("folded", "award", "decision"))
        self.seen: dict[tuple[str, str, str], int] = {}
        self.units: dict[str, tuple[int, str] | str] = {}

    def read(self, table: Table) -> Sequence[ReadAward]:
        """The rows of a table that can be read and are new."""
        self.faults += table.faults
        missing = [
            heading for meaning, heading in HEADINGS if meaning in _NEEDED and meaning not in table.columns
        ]
        if missing:
            names = ", ".join(f"“{heading}”" for heading in missing)
            cure = _("Thêm cột rồi tải lên lại; tệp mẫu có đủ các cột.")
            self._fault(table, table.header_row, "", _("Bảng thiếu cột %s.") % names, cure)
            return []
        return [row for line in table.data_rows() if (row := self._row(table, line))]

    def _row(self, table: Table, line: int) -> ReadAward | None:
        before = len(self.faults)
        unit_id, unit = self._unit(table, line)
        day = self._day(table, line)
        if len(self.faults) > before or day is None:
            return None
        texts = {name: _text(table, line, name) for name in ("recipient", "award", "decision")}
        new = NewAward(**texts, decided_on=day, unit_id=unit_id)
        if fault := fault_of(new, self.on):
            self._fault(table, line, "recipient", fault, _("Sửa dòng này trong tệp rồi tải lên lại."))
            return None
        if new.key in self.seen:
            words = _("Trùng với dòng %d: cùng tên, hình thức và quyết định.") % self.seen[new.key]
            self._fault(table, line, "recipient", words, _("Xóa một trong hai dòng."))
            return None
        self.seen[new.key] = line + 1
        if new.key in self.kept:
            words, cure = _("Đã có trong danh sách; dòng này sẽ được bỏ qua."), _("Không cần làm gì.")
            self._fault(table, line, "recipient", words, cure, Gravity.WARNING)
            return None
        return ReadAward(line + 1, new, unit)

    def _unit(self, table: Table, line: int) -> tuple[int | None, str]:
        """The unit of a row; nothing for an empty cell: somebody outside the units."""
        written = _text(table, line, "unit")
        if not written:
            return None, ""
        if written not in self.units:
            try:
                hit = find_one(written, self.on)
            except UnitRefused as refusal:
                self.units[written] = str(refusal)
            else:
                self.units[written] = (hit.id, hit.full_name)
        found = self.units[written]
        if isinstance(found, str):
            self._fault(table, line, "unit", found, _("Ghi mã đơn vị; để trống nếu không thuộc đơn vị nào."))
            return None, ""
        return found

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
        self._fault(table, line, "day", _("Ngày “%s” không đọc được.") % written, _("Ghi dạng 09/06/2026."))
        return None

    def _fault(
        self, table: Table, line: int, meaning: str, message: str, cure: str, gravity: Gravity = Gravity.ERROR
    ) -> None:
        kind = meaning or "columns"
        self.faults.append(table.fault(gravity, kind, message, cure, row=line, meaning=meaning))


def _text(table: Table, line: int, meaning: str) -> str:
    return nfc(shown(table.cell(line, meaning)))

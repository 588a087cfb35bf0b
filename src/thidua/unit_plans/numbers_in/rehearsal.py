"""What a file of numbers would bring: new, corrected, the same, refused; nothing is stored here."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.foundation.spreadsheets.faults import Fault, Gravity, UnreadableFile
from thidua.foundation.spreadsheets.headers import Table, find_table
from thidua.foundation.spreadsheets.sheets import Sheet, read_sheets
from thidua.unit_plans.comparisons import short_number
from thidua.unit_plans.models import IndicatorDefinition
from thidua.unit_plans.numbers_in.layout import layouts
from thidua.unit_plans.numbers_in.rows import NumberReader
from thidua.units.selectors import UnitRecord


class Fate(StrEnum):
    """What becomes of a number that can be read."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"


FATE_LOOKS: dict[Fate, tuple[Promise, str, str]] = {
    Fate.NEW: (gettext_lazy("số mới"), "plus", "met"),
    Fate.CHANGED: (gettext_lazy("sửa số cũ"), "pencil", "info"),
    Fate.SAME: (gettext_lazy("giữ nguyên"), "equal", "plain"),
}
"""Fate → words, icon and look of its badge."""


@dataclass(frozen=True, slots=True)
class ReadNumber:
    """One number as it would be stored; `place` is where it stands in the file, `old` what counts now."""

    place: str
    unit: UnitRecord
    definition: IndicatorDefinition
    year: int
    number: Decimal
    source: str
    old: Decimal | None

    @property
    def fate(self) -> Fate:
        """What becomes of it."""
        if self.old is None:
            return Fate.NEW
        return Fate.SAME if self.old == self.number else Fate.CHANGED

    @property
    def look(self) -> tuple[Promise, str, str]:
        """Words, icon and look of its badge."""
        return FATE_LOOKS[self.fate]

    @property
    def words(self) -> str:
        """The number with its unit of measure."""
        return f"{short_number(self.number)} {self.definition.measured_in}"

    @property
    def old_words(self) -> str:
        """What counts now; empty for a new one."""
        return "" if self.old is None else f"{short_number(self.old)} {self.definition.measured_in}"


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What a file would bring. It may be stored only when `is_clean`."""

    rows: tuple[ReadNumber, ...]
    errors: tuple[Fault, ...]
    warnings: tuple[Fault, ...]

    @property
    def tally(self) -> Counter[Fate]:
        """How many numbers have which fate."""
        return Counter(row.fate for row in self.rows)

    def to_store(self) -> list[ReadNumber]:
        """The numbers that are new or corrected."""
        return [row for row in self.rows if row.fate is not Fate.SAME]

    @property
    def is_clean(self) -> bool:
        """No error, and at least one number that is new or corrected."""
        return not self.errors and bool(self.to_store())


def rehearse(
    content: bytes, filename: str, *, unit: UnitRecord | None, year: int, source: str, on: date
) -> Rehearsal:
    """Reads a file of numbers of `unit` (None: of all units). Never raises for a bad file.

    `year` and `source` are for rows that do not say their own.
    """
    reader = NumberReader(unit=unit, year=year, source=source, on=on)
    try:
        tables = [table for sheet in read_sheets(content, filename) for table in _tables(reader, sheet)]
    except UnreadableFile as unreadable:
        return Rehearsal((), (unreadable.fault,), ())
    if not tables:
        return Rehearsal((), (_no_table(),), ())
    rows = [
        ReadNumber(
            place=one.place,
            unit=one.unit,
            definition=one.definition,
            year=one.year,
            number=one.number,
            source=one.source,
            old=reader.known.get((one.unit.id, one.definition.code, one.year)),
        )
        for table in tables
        for one in reader.read(table)
    ]
    errors = tuple(fault for fault in reader.faults if fault.gravity is Gravity.ERROR)
    warnings = tuple(fault for fault in reader.faults if fault.gravity is Gravity.WARNING)
    return Rehearsal(tuple(rows), errors, warnings)


def _tables(reader: NumberReader, sheet: Sheet) -> Iterator[Table]:
    for layout in layouts(reader.definitions):
        table = find_table(sheet, layout)
        if table is not None:
            yield table
            return


def _no_table() -> Fault:
    return Fault(
        Gravity.ERROR,
        "file",
        _("Không thấy bảng số liệu: cần cột tên chỉ số và cột số liệu, hoặc mỗi chỉ số một cột."),
        _("Tải tệp mẫu về, ghi số vào rồi tải lên lại."),
    )

"""What a file of results would bring; nothing is stored here."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from thidua.core.blocks import INDEX_BLOCKS
from thidua.foundation.spreadsheets.faults import Fault, Gravity, UnreadableFile
from thidua.foundation.spreadsheets.headers import Table, find_table
from thidua.foundation.spreadsheets.sheets import Sheet, read_sheets
from thidua.surveys.models import Survey
from thidua.surveys.results_in.layout import layouts
from thidua.surveys.results_in.rows import ReadResult, ResultReader
from thidua.units.selectors import UnitRecord, history


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What a file would bring. It may be stored only when `is_clean`.

    `missing`: units that are ranked and about which the file says nothing.
    """

    rows: tuple[ReadResult, ...]
    errors: tuple[Fault, ...]
    warnings: tuple[Fault, ...]
    missing: tuple[UnitRecord, ...]

    @property
    def units(self) -> int:
        """About how many units the file says something."""
        return len({row.unit.id for row in self.rows})

    @property
    def is_clean(self) -> bool:
        """No error, and at least one result."""
        return not self.errors and bool(self.rows)


def rehearse(content: bytes, filename: str, *, survey: Survey, on: date) -> Rehearsal:
    """Reads a file of results of a survey. Never raises for a bad file."""
    groups = list(survey.groups.order_by("order", "pk"))
    reader = ResultReader(survey, groups, on)
    try:
        tables = [table for sheet in read_sheets(content, filename) for table in _tables(reader, sheet)]
    except UnreadableFile as unreadable:
        return Rehearsal((), (unreadable.fault,), (), ())
    if not tables:
        return Rehearsal((), (_no_table(),), (), ())
    rows = tuple(row for table in tables for row in reader.read(table))
    there = {row.unit.id for row in rows}
    living = (unit for block in INDEX_BLOCKS for unit in history(on).living(block))
    return Rehearsal(
        rows,
        tuple(fault for fault in reader.faults if fault.gravity is Gravity.ERROR),
        tuple(fault for fault in reader.faults if fault.gravity is Gravity.WARNING),
        tuple(unit for unit in living if unit.id not in there),
    )


def _tables(reader: ResultReader, sheet: Sheet) -> Iterator[Table]:
    for layout in layouts(reader.groups):
        table = find_table(sheet, layout)
        if table is not None:
            yield table
            return


def _no_table() -> Fault:
    return Fault(
        Gravity.ERROR,
        "file",
        _(
            "Không thấy bảng kết quả: cần cột đơn vị, số phiếu thu, và nhóm với điểm trung bình"
            " (hoặc mỗi nhóm một cột)."
        ),
        _("Tải tệp mẫu về, ghi số vào rồi tải lên lại."),
    )

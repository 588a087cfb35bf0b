"""What a workbook of scores would bring, unit by unit, and what has to be mended; nothing is stored here."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from thidua.core.blocks import Block
from thidua.core.labels import BLOCK_NAMES
from thidua.core.scorecard.card import Component, Scorecard, Sum, score_card
from thidua.core.scorecard.faults import ScaleFault
from thidua.core.scorecard.given import Given, Kind
from thidua.core.scorecard.scales import points_of
from thidua.core.text import search_key
from thidua.foundation.spreadsheets.faults import Fault, Gravity, UnreadableFile
from thidua.foundation.spreadsheets.headers import HEADER_ROWS, Table, find_table, shown
from thidua.foundation.spreadsheets.sheets import Sheet, read_sheets
from thidua.index_rounds.scores_in.cells import BadCell, number_of, says_nothing_arose
from thidua.index_rounds.scores_in.layout import BASE_COLUMN, VALUE_COLUMN, asked_of, layout_of
from thidua.units.selectors import UnitRecord
from thidua.units.unit_names import UnitFinder, describe

_YEAR = re.compile(r"\bnam (20\d\d)\b")
_CODE_LIKE = re.compile(r"\d+(\.\d+)+")


@dataclass(frozen=True, slots=True)
class ReadUnit:
    """One unit as its sheet would be; `filled` of `asked` components have something."""

    unit: UnitRecord
    given: Mapping[str, Given]
    total: Sum
    filled: int
    asked: int
    is_new: bool


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What a workbook would bring. It may be stored only when `is_clean`."""

    rows: tuple[ReadUnit, ...]
    errors: tuple[Fault, ...]
    warnings: tuple[Fault, ...]

    @property
    def is_clean(self) -> bool:
        """No error, and at least one unit."""
        return not self.errors and bool(self.rows)


@dataclass(frozen=True, slots=True)
class Expected:
    """What the workbook must be about. `closed`: units whose sheet cannot be changed any more, and why."""

    year: int
    block: Block
    card: Scorecard
    units: Mapping[int, UnitRecord]
    begun: frozenset[int]
    closed: Mapping[int, str]


def rehearse(content: bytes, filename: str, expected: Expected, on: date) -> Rehearsal:
    """Reads a workbook of scores. Never raises for a bad file."""
    reader = _Reader(expected, on)
    layout = layout_of(expected.card)
    try:
        sheets = read_sheets(content, filename)
    except UnreadableFile as unreadable:
        return Rehearsal((), (unreadable.fault,), ())
    tables = [table for sheet in sheets if (table := find_table(sheet, layout)) is not None]
    if not tables:
        return Rehearsal((), (_no_table(),), ())
    rows = [row for table in tables for row in reader.read(table)]
    return Rehearsal(
        tuple(rows),
        tuple(fault for fault in reader.faults if fault.gravity is Gravity.ERROR),
        tuple(fault for fault in reader.faults if fault.gravity is Gravity.WARNING),
    )


class _Reader:
    def __init__(self, expected: Expected, on: date) -> None:
        self.expected = expected
        self.components = asked_of(expected.card)
        self.finder = UnitFinder(on, expected.year)
        self.faults: list[Fault] = []
        self.seen: dict[int, str] = {}

    def read(self, table: Table) -> Iterator[ReadUnit]:
        """The rows of a table that can be read."""
        self.faults += [fault for fault in map(self._of_header, table.faults) if fault]
        self.faults += self._wrong_paper(table.sheet, table.header_row)
        for line in table.data_rows():
            unit = self._unit(table, line)
            given = dict(self._given(table, line))
            if unit is None:
                continue
            score = score_card(self.expected.card, given)
            yield ReadUnit(
                unit=unit,
                given=given,
                total=score.total,
                filled=sum(not one.is_empty for one in given.values()),
                asked=len(self.components),
                is_new=unit.id not in self.expected.begun,
            )

    def _of_header(self, fault: Fault) -> Fault | None:
        """A column that looks like a component but is none is an error, not a column left aside."""
        if fault.kind.startswith("unused:") and _CODE_LIKE.match(fault.value):
            return Fault(
                Gravity.ERROR,
                "component",
                _("Bộ tiêu chí không có tiêu chí “%(code)s” để chấm.") % {"code": fault.value[:40]},
                _("Sửa mã ở đầu cột, hoặc bỏ cột; tệp mẫu có đủ mã."),
                sheet=fault.sheet,
                row=fault.row,
                column=fault.column,
                value=fault.value,
            )
        return fault

    def _wrong_paper(self, sheet: Sheet, header_row: int) -> Iterator[Fault]:
        """The title above the table names another year or block."""
        title = search_key(
            " ".join(shown(cell) for row in sheet.rows[: min(header_row, HEADER_ROWS)] for cell in row)
        )
        years = set(_YEAR.findall(title))
        if years and str(self.expected.year) not in years:
            yield self._paper(
                sheet,
                _("Tệp của năm %(year)s, kỳ chấm này của năm %(own)s.")
                % {"year": min(years), "own": self.expected.year},
            )
        named = [block for block in Block if search_key(BLOCK_NAMES[block]) in title]
        if named and self.expected.block not in named:
            yield self._paper(
                sheet,
                _("Tệp của %(block)s, đang nhập %(own)s.")
                % {"block": BLOCK_NAMES[named[0]], "own": BLOCK_NAMES[self.expected.block]},
            )

    def _paper(self, sheet: Sheet, message: str) -> Fault:
        return Fault(
            Gravity.ERROR, "paper", message, _("Chọn đúng tệp, hoặc tải mẫu của kỳ này."), sheet=sheet.name
        )

    def _unit(self, table: Table, line: int) -> UnitRecord | None:
        code, name = (shown(table.cell(line, meaning)) for meaning in ("code", "unit"))
        named = self.finder.named(name) if name else []
        unit = self.finder.with_code(code) if code else (named[0] if len(named) == 1 else None)
        meaning = "code" if code else "unit"
        if unit is None:
            alike = named or (self.finder.resembling(name) if name else [])
            words = (
                _("“%(name)s” chưa đủ để biết là đơn vị nào; có: %(units)s.")
                % {"name": name, "units": describe(alike)}
                if alike
                else _("Không có đơn vị “%(name)s”.") % {"name": code or name}
            )
            self._fault(table, line, meaning, words, _("Chép mã và tên đơn vị từ tệp mẫu."))
        elif unit.id not in self.expected.units:
            words = _("%(unit)s không thuộc %(block)s của kỳ chấm này.") % {
                "unit": unit.full_name,
                "block": BLOCK_NAMES[self.expected.block],
            }
            self._fault(table, line, meaning, words, _("Bỏ dòng này, hoặc nhập vào khối của đơn vị."))
        elif unit.id in self.seen:
            words = _("%(unit)s đã có ở %(place)s.") % {"unit": unit.full_name, "place": self.seen[unit.id]}
            self._fault(table, line, meaning, words, _("Chỉ để lại một dòng cho mỗi đơn vị."))
        elif unit.id in self.expected.closed:
            self._fault(table, line, meaning, self.expected.closed[unit.id], _("Bỏ dòng này."))
        else:
            self.seen[unit.id] = _("dòng %(row)s") % {"row": line + 1}
            return unit
        return None

    def _given(self, table: Table, line: int) -> Iterator[tuple[str, Given]]:
        for one in self.components:
            value_at, base_at = VALUE_COLUMN + one.code, BASE_COLUMN + one.code
            cell = table.cell(line, value_at)
            try:
                if says_nothing_arose(cell):
                    given = Given(not_arising=True)
                else:
                    base = (
                        number_of(table.cell(line, base_at), Kind.COUNT) if base_at in table.columns else None
                    )
                    given = Given(number_of(cell, one.scale.kind), base)
                self._check(one, given)
            except BadCell as bad:
                self._fault(table, line, value_at, f"{one.code}: {bad}", bad.cure)
            except ScaleFault as fault:
                cure = _("Sửa ô này; cách chấm: %(rule)s.") % {"rule": one.scale.rule(one.maximum)}
                self._fault(table, line, value_at, f"{one.code}: {fault}", cure)
            else:
                if not given.is_empty:
                    yield one.code, given

    def _check(self, one: Component, given: Given) -> None:
        points_of(one.scale, given, one.maximum, one.not_arising)
        if given.value is None and given.base is not None:
            raise BadCell(_("có tổng số mà không có số đạt."), _("Ghi số đạt, hoặc bỏ trống cả hai ô."))

    def _fault(self, table: Table, line: int, meaning: str, message: str, cure: str) -> None:
        self.faults.append(table.fault(Gravity.ERROR, "cell", message, cure, row=line, meaning=meaning))


def _no_table() -> Fault:
    return Fault(
        Gravity.ERROR,
        "file",
        _("Không thấy bảng điểm: cần cột “Mã đơn vị” hoặc “Đơn vị”, và mỗi tiêu chí một cột theo mã."),
        _("Tải tệp mẫu về, ghi số vào rồi tải lên lại."),
    )

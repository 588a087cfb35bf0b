"""Rows of a table of numbers: which unit, which indicator, which year, which number."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from thidua.core.text import nfc, search_key
from thidua.foundation.spreadsheets.faults import Fault, Gravity
from thidua.foundation.spreadsheets.headers import Table, shown
from thidua.unit_plans.indicator_services import fault_of_number
from thidua.unit_plans.models import IndicatorDefinition, IndicatorValue
from thidua.unit_plans.numbers_in.cells import BadCell, read_cell
from thidua.unit_plans.numbers_in.layout import COLUMN
from thidua.unit_plans.selectors import plan_years
from thidua.units.selectors import UnitRecord
from thidua.units.unit_names import UnitFinder, describe


@dataclass(frozen=True, slots=True)
class FoundNumber:
    """One number with everything it belongs to; `place` says where in the file it stands."""

    place: str
    unit: UnitRecord
    definition: IndicatorDefinition
    year: int
    number: Decimal
    source: str


class NumberReader:
    """Reads the tables of one file and gathers what is wrong; asks the database four times at first."""

    def __init__(self, *, unit: UnitRecord | None, year: int, source: str, on: date) -> None:
        self.unit, self.year, self.source = unit, year, nfc(source)
        self.faults: list[Fault] = []
        self.definitions = list(IndicatorDefinition.objects.order_by("order", "code"))
        self.years = [one for one in plan_years() if one <= on.year]
        self.asked = {
            one: {found.code: found for found in self.definitions if found.covers(one)} for one in self.years
        }
        self.codes = {
            search_key(text): found.code for found in self.definitions for text in (found.code, found.name)
        }
        self.finder = UnitFinder(on, year)
        counting = IndicatorValue.objects.filter(replaced_at__isnull=True)
        self.known: dict[tuple[int, str, int], Decimal] = {
            (unit_id, code, of_year): number
            for unit_id, code, of_year, number in counting.values_list(
                "unit_id", "definition__code", "year", "number"
            )
        }
        self.seen: dict[tuple[int, str, int], str] = {}

    def read(self, table: Table) -> Iterator[FoundNumber]:
        """The numbers of a table that can be read; an empty cell is no number."""
        self.faults += table.faults
        if self.unit is None and not {"code", "unit"} & set(table.columns):
            self._fault(
                table,
                table.header_row,
                "",
                _("Bảng thiếu cột mã đơn vị hoặc tên đơn vị."),
                _("Thêm cột “Mã đơn vị”; tệp mẫu có sẵn mã và tên mọi đơn vị."),
            )
            return
        for line in table.data_rows():
            yield from self._row(table, line)

    def _row(self, table: Table, line: int) -> Iterator[FoundNumber]:
        cells = self._cells(table, line)
        if not cells:
            return
        unit, year = self._unit(table, line), self._year(table, line)
        source = _text(table, line, "source") or self.source
        if not source:
            self._fault(
                table,
                line,
                "source",
                _("Không có nguồn số liệu."),
                _("Ghi cột “Nguồn số liệu”, hoặc ghi nguồn chung khi tải tệp lên."),
            )
        if unit is None or year is None or not source:
            return
        for meaning, code in cells:
            found = self._number(table, line, meaning, code, unit, year, source[:200])
            if found is not None:
                yield found

    def _cells(self, table: Table, line: int) -> list[tuple[str, str]]:
        """(column, code of the indicator) of every number of the row."""
        if "number" not in table.columns:
            return [
                (meaning, meaning.removeprefix(COLUMN))
                for meaning in table.columns
                if meaning.startswith(COLUMN) and _text(table, line, meaning)
            ]
        if not _text(table, line, "number"):
            return []
        codes = set()
        for meaning in ("indicator_code", "indicator"):
            written = _text(table, line, meaning)
            code = self.codes.get(search_key(written))
            if written and code is None:
                self._fault(
                    table,
                    line,
                    meaning,
                    _("Không có chỉ số “%(name)s”.") % {"name": written[:80]},
                    _("Chép đúng tên hoặc mã chỉ số từ tệp mẫu."),
                )
                return []
            codes |= {code} if code else set()
        if len(codes) == 1:
            return [("number", codes.pop())]
        words = (
            _("Mã và tên chỉ số không khớp nhau.") if codes else _("Dòng có số nhưng không ghi chỉ số nào.")
        )
        self._fault(table, line, "indicator", words, _("Chép đúng tên hoặc mã chỉ số từ tệp mẫu."))
        return []

    def _unit(self, table: Table, line: int) -> UnitRecord | None:
        code, name = _text(table, line, "code"), _text(table, line, "unit")
        if not code and not name:
            if self.unit is None:
                self._fault(
                    table, line, "unit", _("Dòng không có đơn vị."), _("Ghi mã đơn vị hoặc tên đầy đủ.")
                )
            return self.unit
        named = self.finder.named(name) if name else []
        unit = self.finder.with_code(code) if code else (named[0] if len(named) == 1 else None)
        if unit is None:
            self._fault(table, line, "code" if code else "unit", *self._no_unit(code, name, named))
        elif code and name and unit not in named:
            self._fault(
                table,
                line,
                "unit",
                _("Mã %(code)s là của %(unit)s, nhưng cột tên ghi “%(name)s”.")
                % {"code": unit.code, "unit": unit.full_name, "name": name},
                _("Sửa mã hoặc tên cho khớp nhau."),
            )
        elif self.unit is not None and unit.id != self.unit.id:
            self._fault(
                table,
                line,
                "code" if code else "unit",
                _("Dòng này của %(unit)s, không phải đơn vị bạn đang nhập.") % {"unit": unit.full_name},
                _("Bỏ dòng này; chỉ cơ quan thường trực nhập số cho nhiều đơn vị."),
            )
        else:
            return unit
        return None

    def _no_unit(self, code: str, name: str, named: list[UnitRecord]) -> tuple[str, str]:
        if code:
            return (
                _("Không có đơn vị nào mang mã “%(code)s”.") % {"code": code},
                _("Tra mã ở trang Đơn vị, hoặc bỏ trống mã và ghi tên đầy đủ."),
            )
        alike = named or self.finder.resembling(name)
        if alike:
            return (
                _("“%(name)s” chưa đủ để biết là đơn vị nào; có: %(units)s.")
                % {"name": name, "units": describe(alike)},
                _("Ghi đúng từng dấu tên đầy đủ, hoặc thêm cột “Mã đơn vị”."),
            )
        return (
            _("Không có đơn vị tên “%(name)s”.") % {"name": name},
            _("Tra tên ở trang Đơn vị; xóa dòng tổng hợp hay trung bình nếu có."),
        )

    def _year(self, table: Table, line: int) -> int | None:
        written = _text(table, line, "year") or str(self.year)
        if written.isdecimal() and len(written) == 4 and int(written) in self.asked:
            return int(written)
        self._fault(
            table,
            line,
            "year",
            _("Chưa nhập được số liệu của năm “%(year)s”.") % {"year": written[:20]},
            _("Ghi một năm từ %(first)s đến %(last)s.") % {"first": plan_years()[0], "last": self.years[-1]},
        )
        return None

    def _number(
        self, table: Table, line: int, meaning: str, code: str, unit: UnitRecord, year: int, source: str
    ) -> FoundNumber | None:
        definition = self.asked[year].get(code)
        if definition is None:
            self._fault(
                table,
                line,
                meaning,
                _("Năm %(year)s không dùng chỉ số “%(code)s”.") % {"year": year, "code": code},
                _("Để trống ô này."),
            )
            return None
        try:
            read = read_cell(table.cell(line, meaning), definition)
        except BadCell as fault:
            self._fault(table, line, meaning, str(fault), fault.cure)
            return None
        if read is None:
            return None
        words = fault_of_number(definition, read.number)
        if words:
            self._fault(table, line, meaning, words, _("Xem lại cách tính rồi ghi lại số."))
            return None
        if read.look_at:
            self._fault(table, line, meaning, read.look_at, "", gravity=Gravity.WARNING)
        key, place = (
            (unit.id, code, year),
            table.fault(Gravity.WARNING, "", "", "", row=line, meaning=meaning).place,
        )
        if key in self.seen:
            self._fault(
                table,
                line,
                meaning,
                _("Số này đã có ở %(place)s.") % {"place": self.seen[key]},
                _("Xóa một trong hai."),
            )
            return None
        self.seen[key] = place
        return FoundNumber(place, unit, definition, year, read.number, source)

    def _fault(
        self, table: Table, line: int, meaning: str, message: str, cure: str, gravity: Gravity = Gravity.ERROR
    ) -> None:
        self.faults.append(table.fault(gravity, meaning or "table", message, cure, row=line, meaning=meaning))


def _text(table: Table, line: int, meaning: str) -> str:
    return nfc(shown(table.cell(line, meaning)))


def _place(table: Table, line: int, meaning: str) -> str:
    """Where a cell is, in the words in which a fault would say it."""
    return table.fault(Gravity.WARNING, "", "", "", row=line, meaning=meaning).place

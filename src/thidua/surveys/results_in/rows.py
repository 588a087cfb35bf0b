"""Rows of a table of results: which unit, which group, how many answered, which mean."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from thidua.core.text import nfc, search_key
from thidua.foundation.spreadsheets.faults import Fault, Gravity
from thidua.foundation.spreadsheets.headers import Table, shown
from thidua.surveys.models import QuestionGroup, Survey
from thidua.surveys.results_in.cells import BadCell, is_empty, read_count, read_mean
from thidua.surveys.results_in.layout import COLUMN
from thidua.units.selectors import UnitRecord
from thidua.units.unit_names import UnitFinder, describe


@dataclass(frozen=True, slots=True)
class ReadResult:
    """One result with where in the file it stands. `mean` is None where too few answered."""

    place: str
    unit: UnitRecord
    group: QuestionGroup
    asked: int | None
    answered: int
    mean: Decimal | None


class ResultReader:
    """Reads the tables of one file and gathers what is wrong."""

    def __init__(self, survey: Survey, groups: list[QuestionGroup], on: date) -> None:
        self.survey, self.groups = survey, groups
        self.faults: list[Fault] = []
        self.finder = UnitFinder(on, survey.year)
        self.by_words = {search_key(text): group for group in groups for text in (group.code, group.name)}
        self.by_code = {group.code: group for group in groups}
        self.seen: dict[tuple[int, int], str] = {}

    def read(self, table: Table) -> Iterator[ReadResult]:
        """The results of a table; whatever cannot be one is a fault."""
        self.faults += table.faults
        for line in table.data_rows():
            columns = self._columns(table, line)
            cells = [cell for cell in columns if not is_empty(table.cell(line, cell[0]))]
            if not cells:
                if columns:
                    self._without_mean(table, line)
                continue
            unit = self._unit(table, line)
            counts = self._counts(table, line)
            if not self._is_of_the_year(table, line) or unit is None or counts is None:
                continue
            for meaning, group in cells:
                found = self._result(table, line, meaning, unit, group, *counts)
                if found is not None:
                    yield found

    def _is_of_the_year(self, table: Table, line: int) -> bool:
        """A row may say its year; then it must be that of the survey."""
        written, year = _text(table, line, "year"), str(self.survey.year)
        if written in ("", year):
            return True
        self._fault(
            table,
            line,
            "year",
            _("Dòng này của năm %(written)s, cuộc điều tra của năm %(year)s.")
            % {"written": written[:20], "year": year},
            _("Chọn đúng tệp, hoặc sửa năm của cuộc điều tra."),
        )
        return False

    def _without_mean(self, table: Table, line: int) -> None:
        """A template row left empty is nothing; a row with answers but no mean was forgotten."""
        if not is_empty(table.cell(line, "answered")) and shown(table.cell(line, "answered")) != "0":
            self._fault(
                table,
                line,
                "mean",
                _("Dòng có số phiếu thu nhưng không có điểm trung bình nào."),
                _("Ghi điểm trung bình, hoặc xóa số phiếu."),
            )

    def _columns(self, table: Table, line: int) -> list[tuple[str, QuestionGroup]]:
        """(column, group) of every mean the row may hold; none when its group is not known."""
        if "group" not in table.columns:
            return [
                (meaning, self.by_code[meaning.removeprefix(COLUMN)])
                for meaning in table.columns
                if meaning.startswith(COLUMN)
            ]
        written = _text(table, line, "group")
        group = self.by_words.get(search_key(written))
        if group is not None:
            return [("mean", group)]
        if not is_empty(table.cell(line, "mean")):
            known = "; ".join(one.code for one in self.groups)
            self._fault(
                table,
                line,
                "group",
                _("Cuộc điều tra này không có nhóm “%s”.") % written[:80],
                _("Ghi mã hoặc tên một nhóm: %s. Thiếu nhóm thì thêm vào cuộc điều tra trước.") % known,
            )
        return []

    def _counts(self, table: Table, line: int) -> tuple[int | None, int] | None:
        """(asked, answered); None when a fault was noted."""
        read: dict[str, int | None] = {}
        for meaning in ("asked", "answered"):
            try:
                read[meaning] = read_count(table.cell(line, meaning))
            except BadCell as fault:
                self._fault(table, line, meaning, str(fault), fault.cure)
                return None
        asked, answered = read["asked"], read["answered"]
        if answered is None:
            words = _("Dòng có điểm nhưng không có số phiếu thu.")
            self._fault(table, line, "answered", words, _("Ghi số phiếu thu hợp lệ."))
            return None
        if asked is not None and answered > asked:
            self._fault(
                table,
                line,
                "answered",
                _("Thu %(answered)d phiếu, nhiều hơn %(asked)d phiếu phát.")
                % {"answered": answered, "asked": asked},
                _("Đối chiếu lại hai số; có thể hai cột bị đổi chỗ."),
            )
            return None
        return asked, answered

    def _result(
        self,
        table: Table,
        line: int,
        meaning: str,
        unit: UnitRecord,
        group: QuestionGroup,
        asked: int | None,
        answered: int,
    ) -> ReadResult | None:
        cell = table.cell(line, meaning)
        try:
            mean = read_mean(cell, self.survey.lowest, self.survey.highest)
        except BadCell as fault:
            self._fault(table, line, meaning, str(fault), fault.cure)
            return None
        place = table.fault(Gravity.WARNING, "", "", "", row=line, meaning=meaning).place
        if (unit.id, group.pk) in self.seen:
            self._fault(
                table,
                line,
                meaning,
                _("%(unit)s đã có kết quả nhóm này ở %(place)s.")
                % {"unit": unit.full_name, "place": self.seen[unit.id, group.pk]},
                _("Xóa một trong hai."),
            )
            return None
        self.seen[unit.id, group.pk] = place
        if answered < self.survey.least_answers:
            self._warn(
                table,
                line,
                meaning,
                _("Chỉ có %(answered)d phiếu, dưới %(least)d: điểm này không được lưu, không được tính.")
                % {"answered": answered, "least": self.survey.least_answers},
            )
            mean = None
        elif _looks_like_a_part(cell, self.survey.highest):
            self._warn(
                table,
                line,
                meaning,
                _("Ô ghi %s trên thang 100. Nếu ô định dạng phần trăm, hãy nhân 100 rồi ghi lại.")
                % shown(cell),
            )
        return ReadResult(place, unit, group, asked, answered, mean)

    def _unit(self, table: Table, line: int) -> UnitRecord | None:
        code, name = _text(table, line, "code"), _text(table, line, "unit")
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
        else:
            return unit
        return None

    def _no_unit(self, code: str, name: str, named: list[UnitRecord]) -> tuple[str, str]:
        if code:
            return (
                _("Không có đơn vị nào mang mã “%s”.") % code,
                _("Tra mã ở trang Đơn vị, hoặc bỏ trống mã và ghi tên đầy đủ."),
            )
        if not name:
            return _("Dòng không có đơn vị."), _("Ghi mã đơn vị hoặc tên đầy đủ.")
        alike = named or self.finder.resembling(name)
        if alike:
            return (
                _("“%(name)s” chưa đủ để biết là đơn vị nào; có: %(units)s.")
                % {"name": name, "units": describe(alike)},
                _("Ghi đúng từng dấu tên đầy đủ, hoặc thêm cột “Mã đơn vị”."),
            )
        return (
            _("Không có đơn vị tên “%s”.") % name,
            _("Tra tên ở trang Đơn vị; xóa dòng tổng hợp hay trung bình nếu có."),
        )

    def _fault(self, table: Table, line: int, meaning: str, message: str, cure: str) -> None:
        self.faults.append(table.fault(Gravity.ERROR, meaning, message, cure, row=line, meaning=meaning))

    def _warn(self, table: Table, line: int, meaning: str, message: str) -> None:
        self.faults.append(table.fault(Gravity.WARNING, meaning, message, "", row=line, meaning=meaning))


def _looks_like_a_part(cell: Any, highest: Decimal) -> bool:
    # Excel keeps 92,5 % as 0.925: nobody sees it before the points are wrong.
    return highest == 100 and isinstance(cell, float) and 0 < cell <= 1


def _text(table: Table, line: int, meaning: str) -> str:
    return nfc(shown(table.cell(line, meaning)))

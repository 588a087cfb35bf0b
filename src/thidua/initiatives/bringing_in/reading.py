"""Reading a list of initiatives from CSV or XLSX: every fault is told with its row, nothing is stored."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext as _

from thidua.core.text import format_date, nfc, search_key
from thidua.foundation.spreadsheets.faults import Fault, Gravity, UnreadableFile
from thidua.foundation.spreadsheets.headers import Table, find_table, shown
from thidua.foundation.spreadsheets.sheets import read_sheets
from thidua.initiatives.bringing_in.layout import AREAS, HEADINGS, LAYOUT, LEVELS, NEEDED
from thidua.initiatives.description.selectors import typed
from thidua.initiatives.description.words import (
    LONGEST,
    LONGEST_OF_AUTHOR,
    MOST_EFFECTS,
    NewAuthor,
    NewEffect,
    fault_of_authors,
    fault_of_shares,
    read_authors,
    read_effects,
    read_positions,
)
from thidua.initiatives.enums import Level
from thidua.initiatives.models import Initiative
from thidua.initiatives.proofs.words import StatedUse, fault_of_uses, read_uses
from thidua.initiatives.services import NewInitiative
from thidua.units.models import Unit
from thidua.units.selectors import there_on

LONGEST_CODE, LONGEST_DECISION = 30, 80
LONGEST_BODY, LONGEST_CERTIFICATE = 200, 80
TEXTS = ("summary", "problem", "novelty", "reach")


@dataclass(frozen=True, slots=True)
class ReadInitiative:
    """One row as it would be stored; `line` is its number in the file."""

    line: int
    new: NewInitiative

    @property
    def level(self) -> str:
        """The level of its recognition in words."""
        return str(Level(self.new.level).label)

    @property
    def authors(self) -> list[str]:
        """Its authors, each with the share, the position and where he or she works."""
        return [
            f"{one.name} ({', '.join(filter(None, said))})"
            for one in self.new.authors
            if (said := (f"{typed(one.percent)} %", one.position, one.workplace))
        ]


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What a file would bring. It may be stored only when `is_clean`."""

    rows: tuple[ReadInitiative, ...]
    errors: tuple[Fault, ...]
    warnings: tuple[Fault, ...]

    @property
    def is_clean(self) -> bool:
        """No error, and at least one row that is new."""
        return not self.errors and bool(self.rows)


def rehearse(content: bytes, filename: str, *, unit_ids: Collection[int] | None, on: date) -> Rehearsal:
    """Reads a list for the units of `unit_ids` (None: of any unit). Never raises for a bad file."""
    try:
        tables = [table for sheet in read_sheets(content, filename) if (table := find_table(sheet, LAYOUT))]
    except UnreadableFile as unreadable:
        return Rehearsal((), (unreadable.fault,), ())
    if not tables:
        return Rehearsal((), (_no_table(),), ())
    reader = _Reader(unit_ids, on)
    rows = [row for table in tables for row in reader.read(table)]
    errors = tuple(fault for fault in reader.faults if fault.gravity is Gravity.ERROR)
    warnings = tuple(fault for fault in reader.faults if fault.gravity is Gravity.WARNING)
    return Rehearsal(tuple(rows), errors, warnings)


def _no_table() -> Fault:
    return Fault(
        Gravity.ERROR,
        "file",
        _("Không thấy bảng nào có cột mã sáng kiến và cột tên sáng kiến."),
        _("Tải tệp mẫu về, chép danh sách vào rồi tải lên lại."),
    )


class _Reader:
    """Reads the tables of one file and gathers what is wrong."""

    def __init__(self, unit_ids: Collection[int] | None, on: date) -> None:
        self.unit_ids, self.on = unit_ids, on
        self.faults: list[Fault] = []
        self.units = {unit.code.lower(): unit for unit in Unit.objects.filter(there_on(on))}
        self.seen: dict[str, int] = {}
        self.kept: dict[str, str] = {}

    def read(self, table: Table) -> Sequence[ReadInitiative]:
        """The rows of a table that can be read and are new."""
        self.faults += table.faults
        missing = [meaning for meaning in NEEDED if meaning not in table.columns]
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
        lines = table.data_rows()
        codes = {_text(table, line, "code") for line in lines}
        # SQLite makes no letter small beyond a to z: “Đ” is asked for as it is written, and large.
        known = Initiative.written.annotate(key=Lower("code")).filter(
            Q(key__in={one.lower() for one in codes}) | Q(code__in={*codes, *(one.upper() for one in codes)})
        )
        # A draft is its unit's own business: its code is taken, its title is told to nobody.
        self.kept = {row.code.lower(): "" if row.is_draft else row.title for row in known}
        return [read for line in lines if (read := self._row(table, line)) is not None]

    def _row(self, table: Table, line: int) -> ReadInitiative | None:
        before = len(self.faults)
        code, is_new = self._code(table, line)
        unit = self._unit(table, line)
        title = self._title(table, line)
        area = self._area(table, line)
        authors = self._authors(table, line)
        uses = self._uses(table, line)
        recognised = self._day(table, line, "recognised")
        applied = self._day(table, line, "applied")
        decision = self._decision(table, line, recognised)
        level = self._level(table, line)
        self._fits(table, line)
        effects = self._effects(table, line)
        if len(self.faults) > before or unit is None or not is_new:
            return None
        new = NewInitiative(
            code=code,
            unit=unit,
            title=title,
            summary=_text(table, line, "summary"),
            problem=_text(table, line, "problem"),
            novelty=_text(table, line, "novelty"),
            reach=_text(table, line, "reach"),
            effects=effects,
            recognised_on=recognised,
            recognition_decision=decision,
            level=level,
            recognition_body=_text(table, line, "body"),
            certificate=_text(table, line, "certificate"),
            applied_on=applied,
            area=area,
            authors=authors,
            uses=uses,
        )
        return ReadInitiative(line + 1, new)

    def _code(self, table: Table, line: int) -> tuple[str, bool]:
        """The code, and whether it is new; one that stands in the register under its title is passed over."""
        code = _text(table, line, "code")
        key = code.lower()
        if not code or len(code) > LONGEST_CODE:
            words = _("Ô để trống.") if not code else _("Mã dài quá %(n)d ký tự.") % {"n": LONGEST_CODE}
            self._fault(table, line, "code", words, _("Ghi mã do đơn vị đặt, ví dụ SK-11311-2026-01."))
        elif key in self.seen:
            words = _("Mã “%(code)s” đã có ở dòng %(line)s.") % {"code": code, "line": self.seen[key]}
            self._fault(table, line, "code", words, _("Mỗi sáng kiến một mã; sửa một trong hai dòng."))
        elif key in self.kept and search_key(self.kept[key]) != search_key(_text(table, line, "title")):
            title = self.kept[key]
            words = (
                _("Mã “%(code)s” đã có trong sổ, của sáng kiến “%(title)s”.")
                if title
                else _("Mã “%(code)s” đã có bản nháp dùng.")
            )
            known = {"code": code, "title": title}
            self._fault(table, line, "code", words % known, _("Đặt mã khác cho sáng kiến này."))
        elif key in self.kept:
            words, cure = _("Đã có trong sổ; dòng này sẽ được bỏ qua."), _("Không cần làm gì.")
            self.faults.append(table.fault(Gravity.WARNING, "kept", words, cure, row=line, meaning="code"))
        self.seen.setdefault(key, line + 1)
        return code, key not in self.kept

    def _unit(self, table: Table, line: int) -> Unit | None:
        code = _text(table, line, "unit")
        unit = self.units.get(code.lower())
        if unit is None:
            words = _("Không có đơn vị nào mã “%(code)s”.") % {"code": code} if code else _("Ô để trống.")
            self._fault(table, line, "unit", words, _("Mã đơn vị có ở trang Đơn vị; ví dụ 11311, SNV."))
        elif self.unit_ids is not None and unit.pk not in self.unit_ids:
            words = _("Đơn vị “%(code)s” không phải đơn vị của bạn.") % {"code": code}
            self._fault(table, line, "unit", words, _("Chỉ để lại các dòng của đơn vị bạn."))
        return unit

    def _title(self, table: Table, line: int) -> str:
        title = _text(table, line, "title")
        if not title or len(title) > LONGEST["title"]:
            words = _("Ô để trống.") if not title else _("Tên dài quá %(n)d ký tự.") % {"n": LONGEST["title"]}
            self._fault(table, line, "title", words, _("Ghi giải pháp là gì, áp dụng ở đâu."))
        return title

    def _fits(self, table: Table, line: int) -> None:
        """Texts are no longer than the register keeps."""
        longest = {name: LONGEST[name] for name in TEXTS}
        longest |= {"body": LONGEST_BODY, "certificate": LONGEST_CERTIFICATE}
        for name, most in longest.items():
            if len(_text(table, line, name)) > most:
                words = _("Nội dung dài quá %(n)d ký tự.") % {"n": most}
                self._fault(table, line, name, words, _("Rút gọn; phần dài ghi sau trên trang sáng kiến."))

    def _effects(self, table: Table, line: int) -> tuple[NewEffect, ...]:
        written = _text(table, line, "effects")
        cure = _(
            "Ghi dạng: Thời gian chờ: 42 → 9 phút; Hồ sơ phải bổ sung: 18,5 → 4,2 %. Chưa đo thì ghi dấu ?; "
            "số không có dấu chấm ngăn hàng nghìn."
        )
        try:
            effects = read_effects(written)
        except ValueError as error:
            words = _("Không đọc được hiệu quả “%(text)s”.") % {"text": str(error)}
            self._fault(table, line, "effects", words, cure)
            return ()
        if len(effects) > MOST_EFFECTS:
            words = _("Nhiều nhất %(most)d dòng hiệu quả.") % {"most": MOST_EFFECTS}
            self._fault(table, line, "effects", words, _("Chỉ để lại các số quan trọng nhất."))
        return effects

    def _level(self, table: Table, line: int) -> str:
        """The level of the recognition, with who decided above the unit; that of the unit when not said."""
        written = _text(table, line, "level")
        found = LEVELS.get(search_key(written)) if written else Level.BASE
        if found is None:
            self._fault(
                table,
                line,
                "level",
                _("“%(text)s” không đọc được.") % {"text": written},
                _("Ghi “Cấp cơ sở”, “Cấp thành phố” hoặc “Cấp bộ, ngành, toàn quốc”; hoặc để trống."),
            )
            return Level.BASE
        if found != Level.BASE and not _text(table, line, "body"):
            self._fault(
                table,
                line,
                "body",
                _("Thiếu nơi ra quyết định công nhận."),
                _("Bắt buộc với cấp thành phố trở lên, ví dụ: Chủ tịch UBND thành phố Hải Phòng."),
            )
        has_decision = _text(table, line, "decision") or _text(table, line, "recognised")
        told = [name for name in ("level", "body", "certificate") if _text(table, line, name)]
        if told and not has_decision:
            self._fault(
                table,
                line,
                told[0],
                _("Có thông tin công nhận nhưng thiếu số và ngày quyết định công nhận."),
                _("Ghi số và ngày quyết định, hoặc để trống cả các cột công nhận."),
            )
        return found

    def _area(self, table: Table, line: int) -> str:
        written = _text(table, line, "area")
        if not written:
            return ""
        found = AREAS.get(search_key(written))
        if found is None:
            cure = _("Ghi một trong sáu lĩnh vực, ví dụ “Cải cách thủ tục hành chính”; hoặc để trống.")
            self._fault(table, line, "area", _("“%(text)s” không đọc được.") % {"text": written}, cure)
        return str(found or "")

    def _authors(self, table: Table, line: int) -> tuple[NewAuthor, ...]:
        written = _text(table, line, "authors")
        if not written:
            return self._with_positions(table, line, ())
        cure = _(
            "Ghi dạng: Lê Thu Hạnh (60 %); Trần Văn Tư (40 %, Sở Tư pháp). Cộng lại đủ 100 %. Mỗi người ngăn "
            "bằng dấu chấm phẩy, không kèm số thứ tự, chức vụ."
        )
        try:
            authors = read_authors(written)
        except ValueError as error:
            words = _("Không đọc được tác giả “%(text)s”.") % {"text": str(error)}
            self._fault(table, line, "authors", words, cure)
            return ()
        if fault := fault_of_authors(authors) or fault_of_shares(authors):
            self._fault(table, line, "authors", fault, cure)
        return self._with_positions(table, line, authors)

    def _with_positions(
        self, table: Table, line: int, authors: tuple[NewAuthor, ...]
    ) -> tuple[NewAuthor, ...]:
        written = _text(table, line, "positions")
        if not written:
            return authors
        positions = read_positions(written)
        cure = _(
            "Ghi theo thứ tự tác giả, ngăn bằng dấu chấm phẩy, ví dụ: Phó Trưởng phòng; Chuyên viên. "
            "Ai không có thì ghi dấu –."
        )
        if len(positions) != len(authors):
            words = _("Có %(positions)d chức vụ cho %(authors)d tác giả.")
            counts = {"positions": len(positions), "authors": len(authors)}
            self._fault(table, line, "positions", words % counts, cure)
            return authors
        most = LONGEST_OF_AUTHOR["position"]
        if any(len(one) > most for one in positions):
            self._fault(table, line, "positions", _("Chức vụ dài quá %(n)d ký tự.") % {"n": most}, cure)
        return tuple(
            replace(author, position=position) for author, position in zip(authors, positions, strict=True)
        )

    def _uses(self, table: Table, line: int) -> tuple[StatedUse, ...]:
        written = _text(table, line, "uses")
        cure = _(
            "Ghi dạng: Bộ phận một cửa (01/06/2026 – nay, Giấy xác nhận 05/XN-UBND ngày 20/06/2026). Mỗi nơi "
            "ngăn bằng dấu chấm phẩy; tệp chụp thêm sau, ở trang của sáng kiến."
        )
        try:
            uses = read_uses(written)
        except ValueError as error:
            words = _("Không đọc được nơi áp dụng “%(text)s”.") % {"text": str(error)}
            self._fault(table, line, "uses", words, cure)
            return ()
        if fault := fault_of_uses(uses, self.on):
            self._fault(table, line, "uses", fault, cure)
        return uses

    def _decision(self, table: Table, line: int, recognised: date | None) -> str:
        number = _text(table, line, "decision")
        if len(number) > LONGEST_DECISION:
            words = _("Số quyết định dài quá %(n)d ký tự.") % {"n": LONGEST_DECISION}
            self._fault(table, line, "decision", words, _("Chỉ ghi số và ký hiệu, ví dụ 312/QĐ-UBND."))
        if recognised is not None and not number:
            self._fault(
                table,
                line,
                "decision",
                _("Có ngày công nhận nhưng thiếu số quyết định."),
                _("Ghi số quyết định."),
            )
        if number and not _text(table, line, "recognised"):
            self._fault(
                table,
                line,
                "recognised",
                _("Có số quyết định nhưng thiếu ngày công nhận."),
                _("Ghi ngày, dạng 09/06/2026."),
            )
        return number

    def _day(self, table: Table, line: int, meaning: str) -> date | None:
        cell = table.cell(line, meaning)
        day = cell.date() if isinstance(cell, datetime) else cell if isinstance(cell, date) else None
        written = nfc(shown(cell))
        if day is None and written:
            day = _read_day(written)
            if day is None:
                words = _("Ngày “%(text)s” không đọc được.") % {"text": written}
                self._fault(table, line, meaning, words, _("Ghi dạng 09/06/2026."))
        if day is not None and not date(2000, 1, 1) <= day <= self.on:
            words = _("Ngày %(day)s không thể đúng: chưa tới, hoặc trước năm 2000.")
            self._fault(table, line, meaning, words % {"day": format_date(day)}, _("Sửa ngày trong tệp."))
            return None
        return day

    def _fault(self, table: Table, line: int, meaning: str, message: str, cure: str) -> None:
        self.faults.append(table.fault(Gravity.ERROR, meaning, message, cure, row=line, meaning=meaning))


def _read_day(written: str) -> date | None:
    for pattern in ("%d/%m/%Y", "%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y"):
        try:
            return datetime.strptime(written, pattern).date()  # noqa: DTZ007  (a day, no moment)
        except ValueError:
            continue
    return None


def _text(table: Table, line: int, meaning: str) -> str:
    return nfc(shown(table.cell(line, meaning)))

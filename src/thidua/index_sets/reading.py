"""A set from a workbook: every line that can be read; what has to be mended, with its row and the cure."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from importlib import resources

from django.utils.translation import gettext as _

from thidua.core.scorecard.faults import ScaleFault
from thidua.core.scorecard.tree import SetFault, faults_of
from thidua.core.scoring import parse_points
from thidua.core.text import nfc, search_key
from thidua.foundation.spreadsheets.faults import Fault, Gravity, UnreadableFile
from thidua.foundation.spreadsheets.headers import Table, find_table, shown
from thidua.foundation.spreadsheets.sheets import read_sheets
from thidua.index_sets.lines import CODE, LineDraft
from thidua.index_sets.ways import BY_WORD, WAYS, not_arising_of, params_of
from thidua.index_sets.workbook import LAYOUT

LONGEST = {"clause": 300, "evidence_asked": 1000, "appraised_by": 200, "indicator": 20, "survey_group": 40}
"""As long as their columns in the database."""


@dataclass(frozen=True, slots=True)
class ReadSet:
    """What a file would bring. It may be stored only when `is_clean`; warnings do not stop it."""

    lines: tuple[LineDraft, ...]
    errors: tuple[Fault, ...]
    warnings: tuple[Fault, ...]

    @property
    def is_clean(self) -> bool:
        """No error, and at least one line."""
        return not self.errors and bool(self.lines)

    @property
    def total(self) -> Decimal:
        """What the scored lines add up to, bonus and penalty aside."""
        return sum(
            (line.maximum or Decimal(0) for line in self.lines if line.kind and line.kind != "bonus"),
            Decimal(0),
        )


def read_set(content: bytes, filename: str, stated_total: Decimal | None) -> ReadSet:
    """Reads a workbook of criteria. Never raises for a bad file."""
    try:
        sheets = read_sheets(content, filename)
    except UnreadableFile as unreadable:
        return ReadSet((), (unreadable.fault,), ())
    table = next((found for sheet in sheets if (found := find_table(sheet, LAYOUT)) is not None), None)
    if table is None:
        return ReadSet((), (_no_table(),), ())
    reader = _Reader(table)
    lines = tuple(reader.lines())
    faults = [*reader.faults, *_of_the_set(table, reader.rows, lines, stated_total)]
    return ReadSet(
        lines,
        tuple(fault for fault in faults if fault.gravity is Gravity.ERROR),
        tuple(fault for fault in faults if fault.gravity is Gravity.WARNING),
    )


def sample() -> tuple[LineDraft, ...]:
    """The invented set that comes with the system: eight areas of the national model, no city's own."""
    content = resources.files("thidua.reference").joinpath("sample_criteria.csv").read_bytes()
    found = read_set(content, "sample_criteria.csv", None)
    if not found.is_clean:
        raise ValueError(found.errors[0].message)
    return found.lines


class _Reader:
    def __init__(self, table: Table) -> None:
        self.table = table
        self.faults: list[Fault] = list(table.faults)
        self.rows: dict[str, int] = {}

    def lines(self) -> Iterator[LineDraft]:
        """The lines that can be read."""
        for row in self.table.data_rows():
            line = self._line(row)
            if line is not None:
                self.rows.setdefault(line.code, row)
                yield line

    def _line(self, row: int) -> LineDraft | None:
        code, name = self._text(row, "code").rstrip("."), self._text(row, "name")
        if not CODE.fullmatch(code):
            self._fault(
                row,
                "code",
                _("Mã “%(code)s” không đọc được.") % {"code": code[:20]},
                _("Viết dạng 1, 1.2 hoặc 1.2.3; định dạng cột là Văn bản để Excel không đổi 1.10 thành 1.1."),
            )
            return None
        if not name:
            self._fault(
                row,
                "name",
                _("Dòng %(code)s không có tên.") % {"code": code},
                _("Ghi tên lĩnh vực hay tiêu chí."),
            )
            return None
        try:
            written = self._text(row, "maximum")
            maximum = parse_points(written) if written else None
        except ValueError as fault:
            self._fault(row, "maximum", str(fault), _("Ghi số điểm, ví dụ 1,5."))
            return None
        try:
            return self._scored(row, code, name, maximum)
        except ScaleFault as fault:
            self._fault(
                row,
                "way",
                f"{code}: {fault}",
                _("Sửa cách chấm hoặc tham số của dòng này; tệp mẫu có ví dụ mỗi cách."),
            )
            return None

    def _scored(self, row: int, code: str, name: str, maximum: Decimal | None) -> LineDraft:
        word = self._text(row, "way")
        way = BY_WORD.get(search_key(word)) if word else None
        if word and way is None:
            raise ScaleFault(
                f"không có cách chấm “{word[:30]}”; các cách: {', '.join(one.word for one in WAYS)}"
            )
        texts = {name: self._text(row, name) for name in (way.asks if way else ())}
        return LineDraft(
            code=code,
            name=name[:600],
            maximum=maximum,
            kind=way.kind.value if way else "",
            params=params_of(way, texts) if way else {},
            not_arising=not_arising_of(self._text(row, "not_arising")),
            **{name: self._text(row, name)[:longest] for name, longest in LONGEST.items()},
        )

    def _text(self, row: int, meaning: str) -> str:
        return nfc(shown(self.table.cell(row, meaning)))

    def _fault(self, row: int, meaning: str, message: str, cure: str) -> None:
        self.faults.append(self.table.fault(Gravity.ERROR, "cell", message, cure, row=row, meaning=meaning))


def _of_the_set(
    table: Table, rows: dict[str, int], lines: tuple[LineDraft, ...], stated_total: Decimal | None
) -> Iterator[Fault]:
    """What is wrong with the set as a whole, at the row of its line."""
    for found in faults_of([line.as_line for line in lines], stated_total):
        gravity = Gravity.WARNING if found.is_warning else Gravity.ERROR
        message = words_of(found)
        if found.code in rows:
            yield table.fault(
                gravity, "set", message, _("Sửa dòng này."), row=rows[found.code], meaning="code"
            )
        else:
            yield Fault(gravity, "set", message, _("Xem lại bảng."))


def words_of(found: SetFault) -> str:
    """A fault of a set with the code it is about."""
    return f"{found.code}: {found.words}" if found.code else found.words


def _no_table() -> Fault:
    return Fault(
        Gravity.ERROR,
        "file",
        _("Không thấy bảng tiêu chí: cần cột “Mã”, “Tên” và “Điểm tối đa”."),
        _("Tải tệp mẫu về, ghi tiêu chí vào rồi tải lên lại."),
    )

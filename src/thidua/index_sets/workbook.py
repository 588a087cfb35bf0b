"""A set as a table to take along: the same columns go out and come back."""

from collections.abc import Iterable, Iterator

from thidua.core.text import search_key
from thidua.foundation.spreadsheets.headers import Layout
from thidua.foundation.tables import Cell, csv_bytes, xlsx_bytes
from thidua.index_sets.lines import LineDraft
from thidua.index_sets.ways import (
    AFTER,
    EACH,
    FORMULA,
    HIGH,
    LOW,
    NOT_ARISING_WORDS,
    STEPS,
    texts_of,
    way_of,
)

HEADINGS = {
    "code": "Mã",
    "name": "Tên",
    "maximum": "Điểm tối đa",
    "way": "Cách chấm",
    LOW: "Ngưỡng 0 điểm",
    HIGH: "Ngưỡng tối đa",
    STEPS: "Bậc",
    EACH: "Mỗi lần",
    AFTER: "Quá số ngày",
    FORMULA: "Công thức",
    "not_arising": "Không phát sinh",
    "clause": "Căn cứ",
    "evidence_asked": "Tài liệu kiểm chứng",
    "appraised_by": "Cơ quan thẩm định",
    "indicator": "Chỉ số lấy sẵn",
    "survey_group": "Nhóm điều tra",
}
"""Vietnamese in every language: the reader of the file knows these words."""
_ALSO = {
    "code": {"ma tieu chi", "stt tieu chi"},
    "name": {"ten tieu chi", "noi dung", "tieu chi", "linh vuc tieu chi"},
    "maximum": {"diem", "diem chuan"},
    EACH: {"tru moi ngay", "diem moi lan"},
    "evidence_asked": {"minh chung"},
}
WIDTHS = (9, 60, 10, 14, 10, 10, 28, 9, 9, 24, 14, 34, 40, 26, 16, 14)
SHEET = "Bộ tiêu chí"
LAYOUT = Layout(
    {name: frozenset({search_key(words), *_ALSO.get(name, ())}) for name, words in HEADINGS.items()},
    needed=(frozenset({"code"}), frozenset({"name"}), frozenset({"maximum"})),
)


def table(lines: Iterable[LineDraft]) -> Iterator[list[Cell]]:
    """The heading and a row for each line."""
    yield list(HEADINGS.values())
    for line in lines:
        way, texts = way_of(line.kind, line.params), texts_of(line.kind, line.params)
        written: dict[str, Cell] = {
            "code": line.code,
            "name": line.name,
            "maximum": None if line.maximum is None else line.maximum.normalize(),
            "way": way.word if way else None,
            **texts,
            "not_arising": NOT_ARISING_WORDS[line.not_arising],
            "clause": line.clause,
            "evidence_asked": line.evidence_asked,
            "appraised_by": line.appraised_by,
            "indicator": line.indicator,
            "survey_group": line.survey_group,
        }
        yield [written.get(name) or None for name in HEADINGS]


def to_xlsx(lines: Iterable[LineDraft], *, above: tuple[str, ...]) -> bytes:
    """The set as a workbook."""
    return xlsx_bytes(table(lines), sheet=SHEET, widths=WIDTHS, above=above, fixed_columns=2)


def to_csv(lines: Iterable[LineDraft]) -> bytes:
    """The set as CSV."""
    return csv_bytes(table(lines))

"""How a table of numbers may look: one row a number, or one row a unit and one column an indicator."""

from collections.abc import Iterable

from thidua.core.text import search_key
from thidua.foundation.spreadsheets.headers import Layout
from thidua.unit_plans.models import IndicatorDefinition

COLUMN = "column:"
"""Before the code of the indicator that a column holds."""
HEADINGS = {
    "code": "Mã đơn vị",
    "unit": "Đơn vị",
    "year": "Năm",
    "source": "Nguồn số liệu",
    "indicator_code": "Mã chỉ số",
    "indicator": "Chỉ số",
    "measure": "Đơn vị tính",
    "number": "Số liệu",
}
"""The headings of the template; Vietnamese in every language, because the reader knows these words."""
_WORDS = {
    "code": {"ma", "ma so"},
    "unit": {"ten don vi", "ten", "co quan don vi", "don vi hanh chinh"},
    "year": {"nam so lieu", "nam bao cao"},
    "source": {"nguon", "nguon du lieu"},
    "indicator_code": {"ma so chi so"},
    "indicator": {"ten chi so", "chi tieu"},
    "measure": {"dvt", "don vi do"},
    "number": {"gia tri", "ket qua", "so"},
}
_WHERE = {meaning: frozenset({*_WORDS[meaning], search_key(words)}) for meaning, words in HEADINGS.items()}


def column_heading(definition: IndicatorDefinition) -> str:
    """The heading of the column of an indicator."""
    return f"{definition.name} ({definition.measured_in})"


def layouts(definitions: Iterable[IndicatorDefinition]) -> tuple[Layout, Layout]:
    """The long table (a row for each number) and the wide one (a column for each indicator)."""
    columns: dict[str, set[str]] = {}
    for one in definitions:
        known = columns.setdefault(COLUMN + one.code, set())
        known |= {search_key(text) for text in (one.code, one.name, column_heading(one))}
    common = {meaning: _WHERE[meaning] for meaning in ("code", "unit", "year", "source")}
    long = Layout(_WHERE, needed=(frozenset({"indicator_code", "indicator"}), frozenset({"number"})))
    wide = Layout(
        common | {meaning: frozenset(words) for meaning, words in columns.items()},
        needed=(frozenset(columns),),
    )
    return long, wide

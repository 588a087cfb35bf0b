"""How a table of results may look: a row for each unit and group, or a column for each group."""

from collections.abc import Iterable

from thidua.core.text import search_key
from thidua.foundation.spreadsheets.headers import Layout
from thidua.surveys.models import QuestionGroup

COLUMN = "column:"
"""Before the code of the group that a column holds."""
HEADINGS = {
    "code": "Mã đơn vị",
    "unit": "Đơn vị",
    "year": "Năm",
    "group": "Nhóm câu hỏi",
    "asked": "Số phiếu phát",
    "answered": "Số phiếu thu",
    "mean": "Điểm trung bình",
}
"""The headings of the template; Vietnamese in every language, because the reader knows these words."""
_WORDS = {
    "code": {"ma", "ma so"},
    "unit": {"ten don vi", "ten", "co quan don vi"},
    "year": {"nam danh gia", "nam chi so"},
    "group": {"nhom", "ma nhom", "ten nhom", "noi dung", "tieu chi"},
    "asked": {"phieu phat", "phieu phat ra", "so phieu phat ra", "so phieu gui", "phat ra"},
    "answered": {"phieu thu", "phieu thu ve", "so phieu thu ve", "so phieu hop le", "thu ve", "so phieu"},
    "mean": {"diem tb", "trung binh", "diem", "ket qua", "muc do hai long", "chi so hai long"},
}
_WHERE = {meaning: frozenset({*_WORDS[meaning], search_key(words)}) for meaning, words in HEADINGS.items()}


def layouts(groups: Iterable[QuestionGroup]) -> tuple[Layout, Layout]:
    """The long table (a row for each unit and group) and the wide one (a column of means for each group)."""
    columns = {
        COLUMN + group.code: frozenset({search_key(group.code), search_key(group.name)}) for group in groups
    }
    common = {meaning: _WHERE[meaning] for meaning in ("code", "unit", "year", "asked", "answered")}
    who = frozenset({"code", "unit"})
    long = Layout(_WHERE, needed=(who, frozenset({"group"}), frozenset({"answered"}), frozenset({"mean"})))
    wide = Layout(common | columns, needed=(who, frozenset({"answered"}), frozenset(columns)))
    return long, wide

"""The items of a dossier and for whom each is asked; the default is the table of plan-clauses 7.5."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thidua.core.programme import Award
from thidua.dossiers.routes import Route, is_person


class Kind(StrEnum):
    """For whom an item is asked: the columns of the table."""

    COLLECTIVE = "collective"
    PERSON = "person"
    PERIOD_PERSON = "period_person"
    FLAG = "flag"
    DISCRETIONARY = "discretionary"
    ADHOC = "adhoc"


KIND_NAMES: dict[str, Promise] = {
    Kind.COLLECTIVE: _("Tập thể"),
    Kind.PERSON: _("Cá nhân, hằng năm"),
    Kind.PERIOD_PERSON: _("Cá nhân, tổng kết"),
    Kind.FLAG: _("Cờ thi đua"),
    Kind.DISCRETIONARY: _("Ngoài hạn mức, cấp Nhà nước"),
    Kind.ADHOC: _("Đột xuất"),
}


class Need(StrEnum):
    """How much an item is asked for."""

    MUST = "must"
    MAY = "may"
    NO = "no"


NEED_NAMES: dict[str, Promise] = {
    Need.MUST: _("bắt buộc"),
    Need.MAY: _("nếu có"),
    Need.NO: _("không cần"),
}


@dataclass(frozen=True, slots=True)
class Item:
    """One item. `by_system`: this software holds or makes it; `source`: what asks for it."""

    code: str
    name: Promise
    source: str
    by_system: bool
    who: Promise


ITEMS: tuple[Item, ...] = (
    Item("letter", _("Tờ trình và danh sách"), "Luật TĐKT Điều 84", True, _("đơn vị đề nghị")),
    Item("report", _("Báo cáo thành tích"), "Luật TĐKT Điều 84", True, _("người, tập thể được đề nghị")),
    Item(
        "minutes", _("Biên bản họp xét của hội đồng đơn vị"), "Luật TĐKT Điều 84", True, _("hội đồng đơn vị")
    ),
    Item(
        "initiative",
        _("Quyết định, giấy chứng nhận sáng kiến và xác nhận áp dụng"),
        "III.2",
        True,
        _("sổ sáng kiến"),
    ),
    Item("index", _("Trích quyết định công bố chỉ số"), "III.2", True, _("hệ thống")),
    Item("rating", _("Bằng chứng xếp loại năm"), "III.2.1.2.a.CN", False, _("đơn vị đề nghị")),
    Item("work", _("Quá trình làm cải cách hành chính từ đủ 36 tháng"), "III.2.2.a.CN.0", True, _("cá nhân")),
    Item(
        "bars", _("Cam kết không thuộc trường hợp chưa xét"), "NĐ 152/2025 Điều 4", True, _("đơn vị đề nghị")
    ),
    Item("awards", _("Lịch sử khen thưởng cho cùng thành tích"), "III.1.2.2", True, _("hệ thống")),
    Item("ground", _("Văn bản căn cứ"), "III.2.1.2.b.2, III.3.1.b", False, _("bên đề nghị")),
)
ITEM_OF: dict[str, Item] = {item.code: item for item in ITEMS}

Entries = Mapping[str, Mapping[str, str]]
"""Item → kind → need."""


def _row(*needs: str) -> dict[str, str]:
    return {str(kind): need for kind, need in zip(Kind, needs, strict=True)}


_MUST, _MAY, _NO = str(Need.MUST), str(Need.MAY), str(Need.NO)
DEFAULT: Entries = {
    "letter": _row(_MUST, _MUST, _MUST, _MUST, _MUST, _MUST),
    "report": _row(_MUST, _MUST, _MUST, _MUST, _MUST, _MUST),
    "minutes": _row(_MUST, _MUST, _MUST, _MUST, _MAY, _NO),
    "initiative": _row(_MAY, _MAY, _MAY, _MAY, _NO, _NO),
    "index": _row(_MUST, _NO, _NO, _MUST, _NO, _NO),
    "rating": _row(_NO, _MAY, _MAY, _NO, _NO, _NO),
    "work": _row(_NO, _NO, _MUST, _NO, _NO, _NO),
    "bars": _row(_MUST, _MUST, _MUST, _MUST, _MUST, _MUST),
    "awards": _row(_MUST, _MUST, _MUST, _MUST, _MUST, _MUST),
    "ground": _row(_NO, _NO, _NO, _NO, _MAY, _MAY),
}
"""An item that the criteria ask about (initiative, rating) is “may” here: the verdict tells when it lacks."""


def kind_of_award(award: Award) -> Kind:
    """The column of an award."""
    match award.family:
        case Route.FLAG:
            return Kind.FLAG
        case Route.ADHOC:
            return Kind.ADHOC
        case Route.DISCRETIONARY | Route.STATE:
            return Kind.DISCRETIONARY
    if not is_person(award):
        return Kind.COLLECTIVE
    return Kind.PERIOD_PERSON if str(award.family) == Route.PERIOD else Kind.PERSON

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
    PERIOD_COLLECTIVE = "period_collective"
    PERSON = "person"
    PERIOD_PERSON = "period_person"
    FLAG = "flag"
    DISCRETIONARY = "discretionary"
    ADHOC = "adhoc"
    STATE = "state"


KIND_NAMES: dict[str, Promise] = {
    Kind.COLLECTIVE: _("Tập thể, hằng năm"),
    Kind.PERIOD_COLLECTIVE: _("Tập thể, tổng kết"),
    Kind.PERSON: _("Cá nhân, hằng năm"),
    Kind.PERIOD_PERSON: _("Cá nhân, tổng kết"),
    Kind.FLAG: _("Cờ thi đua"),
    Kind.DISCRETIONARY: _("Ngoài hạn mức"),
    Kind.ADHOC: _("Đột xuất"),
    Kind.STATE: _("Cấp Nhà nước"),
}


class Need(StrEnum):
    """How much an item is asked for. `RELIED`: a must as soon as the dossier stands on it."""

    MUST = "must"
    RELIED = "relied"
    MAY = "may"
    NO = "no"


NEED_NAMES: dict[str, Promise] = {
    Need.MUST: _("bắt buộc"),
    Need.RELIED: _("bắt buộc khi dựa vào"),
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
    Item(
        "ground",
        _("Văn bản căn cứ"),
        "III.2.1.2.b.2, III.2.2.b, III.3.1.b",
        False,
        _("bên đề nghị"),
    ),
    Item(
        "city_minutes",
        _("Biên bản của Hội đồng thi đua – khen thưởng thành phố"),
        "NĐ 152/2025 Điều 42",
        False,
        _("hội đồng thành phố"),
    ),
    Item(
        "endorsed_report",
        _("Báo cáo thành tích có xác nhận của thành phố"),
        "NĐ 152/2025 Điều 42",
        False,
        _("cơ quan thường trực"),
    ),
    Item("related", _("Tài liệu liên quan theo Điều 33"), "NĐ 152/2025 Điều 33, 42", False, _("bên đề nghị")),
    Item(
        "consulted",
        _("Ý kiến hiệp y của bộ, ngành hoặc địa phương"),
        "NĐ 98/2023 Điều 31, chưa đối chiếu NĐ 152/2025",
        False,
        _("cơ quan thường trực"),
    ),
)
ITEM_OF: dict[str, Item] = {item.code: item for item in ITEMS}
BY_LAW = frozenset({"letter", "report"})
"""Items that every dossier has by law: by the usual procedure and, the report in short, by the simple one
(Luật TĐKT Điều 84, 85; NĐ 152/2025 Điều 42). The office changes the others only.
"""
INITIATIVE = "initiative"
CAN_BE_RELIED_ON = frozenset({INITIATIVE})
"""Items of which the system knows whether a dossier stands on them."""

PUBLISHED = frozenset({"index"})
"""Items that no unit can bring, as the standing office publishes them: they come when they are decided."""

Entries = Mapping[str, Mapping[str, str]]
"""Item → kind → need."""


def _row(*needs: str) -> dict[str, str]:
    return {str(kind): need for kind, need in zip(Kind, needs, strict=True)}


_MUST, _RELIED, _MAY, _NO = (str(need) for need in Need)
DEFAULT: Entries = {
    "letter": _row(_MUST, _MUST, _MUST, _MUST, _MUST, _MUST, _MUST, _MUST),
    "report": _row(_MUST, _MUST, _MUST, _MUST, _MUST, _MUST, _MUST, _MUST),
    "minutes": _row(_MUST, _MUST, _MUST, _MUST, _MUST, _MUST, _NO, _MAY),
    INITIATIVE: _row(_MUST, _RELIED, _RELIED, _RELIED, _RELIED, _NO, _NO, _RELIED),
    "index": _row(_MUST, _MUST, _NO, _NO, _MUST, _NO, _NO, _NO),
    "rating": _row(_NO, _NO, _MUST, _MUST, _NO, _NO, _NO, _MAY),
    "work": _row(_NO, _NO, _NO, _MUST, _NO, _NO, _NO, _NO),
    "bars": _row(_MUST, _MUST, _MUST, _MUST, _MUST, _MUST, _MUST, _MUST),
    "awards": _row(_MUST, _MUST, _MUST, _MUST, _MUST, _MUST, _MUST, _MUST),
    "ground": _row(_NO, _NO, _NO, _NO, _NO, _MUST, _MUST, _MUST),
    **{
        code: _row(_NO, _NO, _NO, _NO, _NO, _NO, _NO, _MAY)
        for code in ("city_minutes", "endorsed_report", "related", "consulted")
    },
}
"""III.2.1.2.a.TT.1 leaves a collective of a year no way without an initiative; the other criteria have one
beside it (T1, O1), so there its papers are asked once the dossier stands on it.

On the State's level the law's own list follows (NĐ 152/2025 Điều 42): what comes only after the city has
chosen cannot be asked when the dossier begins; what was not read in the decree itself is a may.
"""


def kind_of_award(award: Award) -> Kind:
    """The column of an award."""
    match award.family:
        case Route.FLAG:
            return Kind.FLAG
        case Route.ADHOC:
            return Kind.ADHOC
        case Route.DISCRETIONARY:
            return Kind.DISCRETIONARY
        case Route.STATE:
            return Kind.STATE
    is_of_period = str(award.family) == Route.PERIOD
    if is_person(award):
        return Kind.PERIOD_PERSON if is_of_period else Kind.PERSON
    return Kind.PERIOD_COLLECTIVE if is_of_period else Kind.COLLECTIVE

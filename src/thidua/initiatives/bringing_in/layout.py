"""The columns of a list of initiatives, and the words by which they are known."""

from thidua.core.text import search_key
from thidua.foundation.spreadsheets.headers import Layout
from thidua.movement.contents import Area

HEADINGS = (
    ("code", "Mã sáng kiến"),
    ("unit", "Mã đơn vị"),
    ("title", "Tên sáng kiến"),
    ("area", "Lĩnh vực"),
    ("authors", "Tác giả (tỷ lệ %)"),
    ("summary", "Tóm tắt"),
    ("recognised", "Ngày công nhận"),
    ("decision", "Số quyết định công nhận"),
    ("applied", "Áp dụng từ ngày"),
)
"""The columns of the sample file; Vietnamese in every language, because the reader knows these words."""
WIDTHS = (20, 12, 60, 32, 44, 60, 16, 26, 16)
_WORDS = {
    "code": {"ma", "ma sk", "ma so"},
    "unit": {"don vi", "ma dv", "ma don vi hanh chinh"},
    "title": {"ten", "ten giai phap", "sang kien", "ten sang kien giai phap"},
    "area": {"linh vuc cai cach", "linh vuc ap dung"},
    "authors": {"tac gia", "nhom tac gia", "dong tac gia", "tac gia dong tac gia"},
    "summary": {"noi dung", "noi dung tom tat", "mo ta"},
    "recognised": {"ngay quyet dinh", "ngay qd", "ngay quyet dinh cong nhan"},
    "decision": {"so quyet dinh", "quyet dinh cong nhan", "so qd", "quyet dinh"},
    "applied": {"ngay ap dung", "ap dung tu", "thoi gian ap dung"},
}
LAYOUT = Layout(
    {meaning: frozenset({*_WORDS[meaning], search_key(heading)}) for meaning, heading in HEADINGS},
    needed=(frozenset({"code"}), frozenset({"title"})),
)
NEEDED = ("unit",)
AREAS = {
    "cai cach the che": Area.INSTITUTIONS,
    "the che": Area.INSTITUTIONS,
    "cai cach thu tuc hanh chinh": Area.PROCEDURES,
    "thu tuc hanh chinh": Area.PROCEDURES,
    "tthc": Area.PROCEDURES,
    "cai cach to chuc bo may": Area.ORGANISATION,
    "to chuc bo may": Area.ORGANISATION,
    "cai cach che do cong vu": Area.SERVICE,
    "che do cong vu": Area.SERVICE,
    "cai cach tai chinh cong": Area.FINANCE,
    "tai chinh cong": Area.FINANCE,
    "chinh quyen dien tu chinh quyen so": Area.DIGITAL,
    "chinh quyen dien tu": Area.DIGITAL,
    "chinh quyen so": Area.DIGITAL,
}

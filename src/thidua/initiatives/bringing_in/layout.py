"""The columns of a list of initiatives, and the words by which they are known."""

from thidua.core.text import search_key
from thidua.foundation.spreadsheets.headers import Layout
from thidua.initiatives.enums import Level
from thidua.movement.contents import Area

HEADINGS = (
    ("code", "Mã sáng kiến"),
    ("unit", "Mã đơn vị"),
    ("title", "Tên sáng kiến"),
    ("area", "Lĩnh vực"),
    ("authors", "Tác giả (tỷ lệ %)"),
    ("positions", "Chức vụ của tác giả"),
    ("summary", "Tóm tắt"),
    ("problem", "Vấn đề trước đó"),
    ("novelty", "Điểm mới"),
    ("effects", "Hiệu quả (trước → sau)"),
    ("reach", "Nơi khác làm theo được thế nào"),
    ("recognised", "Ngày công nhận"),
    ("decision", "Số quyết định công nhận"),
    ("level", "Cấp công nhận"),
    ("body", "Nơi ra quyết định"),
    ("certificate", "Số giấy chứng nhận"),
    ("applied", "Áp dụng từ ngày"),
    ("uses", "Nơi áp dụng (thời gian, giấy xác nhận)"),
)
"""The columns of the sample file; Vietnamese in every language, because the reader knows these words."""
WIDTHS = (20, 12, 60, 32, 44, 40, 60, 60, 60, 60, 60, 16, 26, 24, 44, 22, 16, 60)
_WORDS = {
    "code": {"ma", "ma sk", "ma so"},
    "unit": {"don vi", "ma dv", "ma don vi hanh chinh"},
    "title": {"ten", "ten giai phap", "sang kien", "ten sang kien giai phap"},
    "area": {"linh vuc cai cach", "linh vuc ap dung"},
    "authors": {"tac gia", "nhom tac gia", "dong tac gia", "tac gia dong tac gia"},
    "positions": {"chuc vu", "chuc vu tac gia", "chuc danh"},
    "summary": {"noi dung", "noi dung tom tat", "mo ta"},
    "problem": {"van de", "thuc trang", "thuc trang truoc khi ap dung"},
    "novelty": {"tinh moi", "diem moi cua sang kien"},
    "effects": {"hieu qua", "hieu qua truoc sau", "hieu qua bang so"},
    "reach": {"kha nang nhan rong", "pham vi ap dung"},
    "recognised": {"ngay quyet dinh", "ngay qd", "ngay quyet dinh cong nhan"},
    "decision": {"so quyet dinh", "quyet dinh cong nhan", "so qd", "quyet dinh"},
    "level": {"cap", "cap cong nhan sang kien"},
    "body": {"noi cong nhan", "co quan cong nhan", "noi quyet dinh", "co quan ban hanh"},
    "certificate": {"giay chung nhan", "so gcn", "so giay chung nhan sang kien"},
    "applied": {"ngay ap dung", "ap dung tu", "thoi gian ap dung"},
    "uses": {"noi ap dung", "xac nhan ap dung", "minh chung ap dung"},
}
LAYOUT = Layout(
    {meaning: frozenset({*_WORDS[meaning], search_key(heading)}) for meaning, heading in HEADINGS},
    needed=(frozenset({"code"}), frozenset({"title"})),
)
NEEDED = ("unit",)
LEVELS = {
    "co so": Level.BASE,
    "cap co so": Level.BASE,
    "don vi": Level.BASE,
    "cap don vi": Level.BASE,
    "cap co so don vi": Level.BASE,
    "thanh pho": Level.CITY,
    "cap thanh pho": Level.CITY,
    "tinh": Level.CITY,
    "cap tinh": Level.CITY,
    "toan quoc": Level.NATIONAL,
    "cap toan quoc": Level.NATIONAL,
    "bo nganh": Level.NATIONAL,
    "cap bo": Level.NATIONAL,
    "cap bo nganh": Level.NATIONAL,
    "cap bo nganh toan quoc": Level.NATIONAL,
}
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

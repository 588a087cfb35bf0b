"""The world of the journey: the real units, four published years, three units that nominate in 2030."""

from datetime import date, datetime
from decimal import Decimal

from tests.publishing import publish_ranking
from tests.some_pdf import some_pdf

from thidua.core.deadlines import VIETNAM_TIME
from thidua.core.roles import Role
from thidua.foundation.moment import Installation
from thidua.initiatives.description.words import NewAuthor
from thidua.initiatives.ledger.services import NewUse, note_uses
from thidua.initiatives.models import Initiative
from thidua.initiatives.services import NewInitiative, register_many
from thidua.units.models import Unit
from thidua.units.services import import_reference

YEARS = (2026, 2027, 2028, 2029)
SO, PHUONG, XA = "STC", "11311", "11824"
PLACES = {"so": (SO, "SYT", "STP"), "phuong": (PHUONG, "11413", "11329"), "xa": (XA, "11629", "11674")}
"""Block → its first three in every year; the first leads."""
PERIOD = "2026-2030"
USED = "SK-2027-01"
LEANS_ON = {XA: USED, PHUONG: "SK-2028-03"}
"""Unit → the initiative on which its flag stands."""
LONG_NAME = "Nguyễn Thị Hồng Phượng Nghiêm Trang Khánh Vân Thùy Dương Anh"
SECOND_NAME = "Trần Nguyễn Hoàng Phúc Bảo Long Thiên Ân Gia Khánh Minh Đăng"
LONG_AUTHORS = (
    LONG_NAME,
    "Hoàng Phan Thị Phương Quỳnh Như Nghiêm Trần Lê Ngọc Khánh An",
    "Nguyễn Trường Thịnh Hoàng Nghĩa Trọng Quốc Khánh Phương Đông",
    "Phạm Nguyễn Hoàng Thùy Trang Nghiêm Khánh Phương Quỳnh Giang",
)
"""Four of 60 letters each made the initiative with the long title."""
LONG_TITLE = (
    "Tiếp nhận, số hóa và trả kết quả thủ tục hành chính lưu động tại nhà văn hóa tổ dân phố cho "
    "người cao tuổi, người khuyết tật, hộ chính sách, kết hợp hướng dẫn nộp hồ sơ trực tuyến toàn "
    "trình trên Cổng dịch vụ công quốc gia, nhắc hẹn tự động qua tin nhắn và khảo sát mức độ hài lòng "
    "ngay khi nhận kết quả, áp dụng thống nhất tại mọi điểm tiếp nhận trên địa bàn phường, "
    "kể cả tại nhà các hộ neo đơn, xa"
)


def on(year, month, day):
    """The demonstration lives on this day from now on."""
    Installation.objects.update(demo_date=date(year, month, day))


def paper(name, content=b""):
    """A file as the browser is handed it; without `content` a page that opens."""
    return {"name": name, "mimeType": "application/pdf", "buffer": content or some_pdf()}


def people_of(make_person):
    """Login → account: officer and head of each unit, the office, the board, the council, who decides."""
    unit = {code: Unit.objects.get(code=code) for code in (SO, PHUONG, XA)}
    found = {}
    for name, code in (("so", SO), ("phuong", PHUONG), ("xa", XA)):
        found[f"canbo.{name}"] = make_person(f"canbo.{name}", (Role.UNIT_OFFICER, unit[code]))
        found[f"lanhdao.{name}"] = make_person(f"lanhdao.{name}", (Role.UNIT_HEAD, unit[code]))
    for name, role, full_name in (
        ("chuyenvien", Role.STANDING_SPECIALIST, "Phạm Ngọc Quyên"),
        ("truongphong", Role.STANDING_HEAD, "Vũ Đình Nghĩa"),
        ("ban", Role.EMULATION_BOARD, "Lê Thu Hà"),
        ("thuky", Role.COUNCIL_SECRETARY, "Đỗ Minh Khoa"),
        ("ubv1", Role.COUNCIL_MEMBER, "Hoàng Minh Chiến"),
        ("ubv2", Role.COUNCIL_MEMBER, "Bùi Thị Hạnh"),
        ("ubv3", Role.COUNCIL_MEMBER, "Ngô Quốc Bảo"),
        ("chutich", Role.DECISION_MAKER, "Trần Quang Huy"),
    ):
        found[name] = make_person(name, role, full_name=full_name)
    return found


def furnish(by, second):
    """Four years of rankings, and for every unit two initiatives; one of them served an award of 2027."""
    units = {unit.code: unit for unit in Unit.objects.all()}
    for year in YEARS:
        places = {}
        for codes in PLACES.values():
            for rank, code in enumerate(codes, start=1):
                score = Decimal("95.00") - rank + Decimal(year - 2026) / 10
                places[units[code]] = (rank, f"{score:.2f}".replace(".", ","))
        at = datetime(year + 1, 1, 12, 8, tzinfo=VIETNAM_TIME)
        publish_ranking(year, places, by=by, second=second, at=at)
    register_many(
        by=by,
        at=datetime(2029, 11, 1, 8, tzinfo=VIETNAM_TIME),
        initiatives=[
            NewInitiative(
                code=code,
                unit=units[unit],
                title=title,
                recognised_on=date(2027, 5, 10),
                recognition_decision="12/QĐ-UBND",
                applied_on=date(2027, 6, 1),
                replicable=True,
                replicable_reason="Đã thử ở đơn vị khác và làm được",
                authors=tuple(NewAuthor(name, percent=Decimal(25)) for name in LONG_AUTHORS)
                if title == LONG_TITLE
                else (),
            )
            for code, unit, title in (
                (USED, XA, "Một lần khai báo cho ba thủ tục"),
                ("SK-2028-02", XA, "Hẹn giờ trả kết quả qua điện thoại"),
                ("SK-2028-03", PHUONG, LONG_TITLE),
            )
        ],
        source="Danh sách sáng kiến",
    )
    note_uses(
        by=by,
        at=datetime(2028, 6, 1, 8, tzinfo=VIETNAM_TIME),
        uses=[
            NewUse(Initiative.objects.get(code=USED).pk, "annual.collective", "2027", "Quyết định 99/QĐ-UBND")
        ],
    )


def make_units(at):
    """The 139 real units."""
    import_reference(by=None, at=at)

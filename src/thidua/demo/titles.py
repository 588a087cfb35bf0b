"""Invented initiatives: titles as units write them, and now and then nearly the one of a neighbour."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from thidua.demo.dice import dice

WAYS = (
    "Ứng dụng mã QR trong",
    "Mô hình “Ngày không hẹn” trong",
    "Xây dựng quy trình rút gọn cho việc",
    "Số hóa hồ sơ phục vụ",
    "Tổ hướng dẫn lưu động hỗ trợ",
    "Ứng dụng trợ lý ảo trong",
    "Liên thông điện tử trong",
    "Bộ biểu mẫu điền sẵn cho",
    "Nhóm Zalo của tổ dân phố phục vụ",
    "Bảng theo dõi tiến độ trực tuyến trong",
    "Mô hình “Thứ Bảy vì dân” trong",
    "Sổ tay điện tử hướng dẫn",
)
MATTERS = (
    "giải quyết thủ tục đăng ký khai sinh, khai tử",
    "tiếp nhận hồ sơ đất đai",
    "chi trả trợ cấp bảo trợ xã hội tại nhà",
    "chứng thực bản sao điện tử",
    "cấp giấy phép kinh doanh hộ cá thể",
    "tiếp nhận phản ánh, kiến nghị của người dân",
    "trả kết quả hồ sơ qua bưu chính công ích",
    "nộp hồ sơ dịch vụ công trực tuyến toàn trình",
    "thanh toán phí, lệ phí không dùng tiền mặt",
    "rà soát, đơn giản hóa thủ tục nội bộ",
    "quản lý văn bản và giao việc cho công chức",
    "đánh giá sự hài lòng ngay tại quầy",
    "cấp giấy xác nhận tình trạng hôn nhân",
    "giải quyết chế độ cho người có công",
    "theo dõi hồ sơ trễ hạn và xin lỗi công dân",
    "cấp phép xây dựng nhà ở riêng lẻ",
    "hỗ trợ doanh nghiệp nhỏ khởi sự",
    "đăng ký hộ tịch lưu động ở khu dân cư",
)
PEOPLE = (
    "",
    "",
    " cho người cao tuổi",
    " cho người khuyết tật",
    " cho công nhân khu công nghiệp",
    " ngoài giờ hành chính",
    " tại nhà văn hóa tổ dân phố",
    " trên điện thoại thông minh",
)
OWNER, AREA = " của ", " trên địa bàn "
# The same idea told in other words: what a look-alike changes.
_OTHER_WORDS = (
    ("Ứng dụng", "Áp dụng"),
    ("Xây dựng quy trình rút gọn cho việc", "Rút gọn quy trình"),
    ("người cao tuổi", "người già"),
    ("Tổ hướng dẫn lưu động", "Tổ lưu động hướng dẫn"),
    ("hộ cá thể", "hộ kinh doanh"),
    ("thủ tục", "TTHC"),
    ("dịch vụ công", "DVC"),
    ("Trợ lý ảo", "Chatbot"),
)


@dataclass(frozen=True, slots=True)
class InventedInitiative:
    """An initiative before it enters the register. Dates of None: not recognised, not applied (yet)."""

    code: str
    unit: str
    title: str
    recognised_on: date | None
    decision: str
    applied_on: date | None
    replicable: bool | None


def invent_initiatives(year: int, units: Sequence[tuple[str, str]], seed: int) -> list[InventedInitiative]:
    """The initiatives of a year for `units`, (code, full name) with the better ones first.

    About every second unit has one; units near the top more often, and some have two.
    """
    invented: list[InventedInitiative] = []
    for place, (unit, name) in enumerate(units):
        chance = dice(seed, "initiative", year, unit)
        likely = 0.85 - 0.55 * place / max(len(units) - 1, 1)
        count = (chance.random() < likely) + (chance.random() < likely / 4)
        for _ in range(count):
            title = _title(chance, name, [item.title for item in invented])
            invented.append(_dated(chance, f"SK-{year}-{len(invented) + 1:03d}", unit, title, year))
    return invented


def _title(chance: Random, name: str, earlier: Sequence[str]) -> str:
    if earlier and chance.random() < 0.08:
        return retell(earlier[chance.randrange(len(earlier))], name)
    way, matter = chance.choice(WAYS), chance.choice(MATTERS)
    people = chance.choice(PEOPLE) if " cho " not in f" {way} {matter} " else ""
    return f"{way} {matter}{people}{OWNER}{_inside(name)}"


def retell(title: str, name: str) -> str:
    """The same idea in nearly the same words, at another unit."""
    idea = title.split(OWNER)[0].split(AREA)[0]
    for words, others in _OTHER_WORDS:
        idea = idea.replace(words, others)
    return f"{idea}{AREA}{_inside(name)}"


def _inside(name: str) -> str:
    """A unit's name inside a sentence: phường Hải An."""
    return name[0].lower() + name[1:] if name.startswith(("Phường ", "Xã ", "Đặc khu ")) else name


def _dated(chance: Random, code: str, unit: str, title: str, year: int) -> InventedInitiative:
    recognised = date(year, 3, 1) + timedelta(days=chance.randrange(270)) if chance.random() < 0.9 else None
    applied = None
    if recognised is not None and chance.random() < 0.92:
        applied = max(date(year, 1, 1), recognised - timedelta(days=chance.randrange(120)))
    return InventedInitiative(
        code=code,
        unit=unit,
        title=title,
        recognised_on=recognised,
        decision=f"{chance.randrange(20, 900)}/QĐ-SK (trình diễn)" if recognised else "",
        applied_on=applied,
        replicable=chance.choices((True, None, False), (70, 22, 8))[0],
    )

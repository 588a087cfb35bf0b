"""Invented people. Every name is put together by chance; positions say that the person is invented."""

from random import Random


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


FAMILY = _words(
    "Nguyễn Trần Lê Phạm Hoàng Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đào Đoàn Vương Trịnh Mai Lương Tạ Chu "
    "Cao Hà Phùng Quách Nghiêm Đinh Lưu"
)
WOMEN_MIDDLE = _words("Thị Thu Ngọc Minh Thanh Hồng Phương Bích Kim Diệu")
MEN_MIDDLE = _words("Văn Đức Hữu Quang Minh Thành Xuân Ngọc Quốc Đình")
WOMEN_GIVEN = _words(
    "Anh Chi Dung Giang Hà Hạnh Hiền Hoa Hương Huyền Lan Linh Loan Mai Nga Ngân Nhung Oanh Phượng Quyên "
    "Thảo Thủy Trang Tuyết Uyên Vân Yến"
)
MEN_GIVEN = _words(
    "An Bình Chiến Cường Dũng Duy Đạt Hải Hiếu Hòa Hùng Hưng Khánh Kiên Lâm Long Nam Nghĩa Phong Phúc Quân "
    "Sơn Thái Thắng Tiến Toàn Trung Tuấn Việt Vinh"
)
INVENTED = "nhân vật trình diễn"
POSITIONS = (
    "Công chức Văn phòng HĐND và UBND",
    "Phó Giám đốc Trung tâm Phục vụ hành chính công",
    "Chuyên viên phụ trách cải cách hành chính",
    "Trưởng phòng Văn hóa – Xã hội",
    "Phó Chủ tịch UBND",
)
AGENCY_POSITIONS = (
    "Chánh Văn phòng",
    "Phó Chánh Văn phòng",
    "Chuyên viên phụ trách cải cách hành chính",
    "Trưởng phòng Tổ chức – Hành chính",
)


def invent_name(chance: Random) -> str:
    """A full name of an invented person."""
    is_woman = chance.random() < 0.5
    middle, given = (WOMEN_MIDDLE, WOMEN_GIVEN) if is_woman else (MEN_MIDDLE, MEN_GIVEN)
    return f"{chance.choice(FAMILY)} {chance.choice(middle)} {chance.choice(given)}"


def invent_position(chance: Random, *, agency: bool) -> str:
    """A position, with the remark that the person is invented."""
    return f"{chance.choice(AGENCY_POSITIONS if agency else POSITIONS)} ({INVENTED})"

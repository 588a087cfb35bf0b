"""The accounts of a demonstration: one for each role, and the people of a few units. All invented."""

from dataclasses import dataclass
from datetime import date

from django.contrib.auth.hashers import make_password

from thidua.core.roles import Role
from thidua.demo.names import INVENTED
from thidua.demo.stages import FIRST_DAY, moment
from thidua.foundation.role_names import ROLE_NAMES
from thidua.people.models import RoleAssignment, User
from thidua.people.services import create_account, delegate, grant_role
from thidua.units.models import Unit

PASSWORD = "trinh-dien-2162"  # noqa: S105  (printed on the screen of every demonstration)
SPECIALIST, HEAD = "chuyenvien", "truongphong"
LENDER, BORROWER = "chutich.hongbang", "canbo.hongbang"


@dataclass(frozen=True, slots=True)
class Part:
    """A person of the play: login name, name, position and hats as (role, unit code)."""

    username: str
    full_name: str
    position: str
    hats: tuple[tuple[Role, str], ...]


CAST = (
    Part("canbo.hongbang", "Lê Thu Hạnh", "Công chức phường Hồng Bàng", ((Role.UNIT_OFFICER, "11311"),)),
    Part("chutich.hongbang", "Đỗ Quang Lâm", "Chủ tịch UBND phường Hồng Bàng", ((Role.UNIT_HEAD, "11311"),)),
    Part(
        SPECIALIST, "Phạm Ngọc Quyên", "Chuyên viên Phòng CCHC và pháp chế", ((Role.STANDING_SPECIALIST, ""),)
    ),
    Part(HEAD, "Vũ Đình Nghĩa", "Trưởng phòng CCHC và pháp chế", ((Role.STANDING_HEAD, ""),)),
    Part(
        "ban.tdkt", "Trịnh Hồng Vân", "Chuyên viên Ban Thi đua – Khen thưởng", ((Role.EMULATION_BOARD, ""),)
    ),
    Part("hoidong", "Đặng Xuân Phúc", "Ủy viên Hội đồng Thi đua – Khen thưởng", ((Role.COUNCIL_MEMBER, ""),)),
    Part("thuky", "Mai Bích Thảo", "Thư ký Hội đồng Thi đua – Khen thưởng", ((Role.COUNCIL_SECRETARY, ""),)),
    Part("lanhdao.tp", "Hoàng Minh Chiến", "Lãnh đạo UBND thành phố", ((Role.DECISION_MAKER, ""),)),
    Part("truyenthong", "Bùi Diệu Linh", "Phóng viên Báo và PTTH Hải Phòng", ((Role.PUBLICITY, ""),)),
    Part("mattran", "Ngô Hữu Thắng", "Cán bộ Ủy ban MTTQ thành phố", ((Role.FRONT_ORGANISATION, ""),)),
    Part("giamsat", "Tạ Kim Oanh", "Cán bộ kiểm tra, chỉ đọc", ((Role.AUDITOR, ""),)),
    Part("quantri", "Cao Thành Duy", "Quản trị kỹ thuật", ((Role.TECHNICAL_ADMIN, ""),)),
    Part("quantri2", "Phùng Đức Kiên", "Quản trị kỹ thuật", ((Role.TECHNICAL_ADMIN, ""),)),
    Part("canbo.sonoivu", "Đoàn Phương Chi", "Văn phòng Sở Nội vụ", ((Role.UNIT_OFFICER, "SNV"),)),
    Part("giamdoc.sonoivu", "Lương Quốc Việt", "Phó Giám đốc Sở Nội vụ", ((Role.UNIT_HEAD, "SNV"),)),
    Part("canbo.anlao", "Chu Văn Hòa", "Công chức xã An Lão", ((Role.UNIT_OFFICER, "11629"),)),
    Part("chutich.anlao", "Vương Thị Nhung", "Chủ tịch UBND xã An Lão", ((Role.UNIT_HEAD, "11629"),)),
    Part(
        "canbo.camgiang",
        "Hà Thanh Yến",
        "Công chức, giúp việc hai xã Cẩm Giang và Cẩm Giàng",
        ((Role.UNIT_OFFICER, "10888"), (Role.UNIT_OFFICER, "10903")),
    ),
)
SHOWN = ("canbo.hongbang", "chutich.hongbang", SPECIALIST, HEAD, "giamsat", "quantri")
"""The accounts to begin with; the others are told after them."""


def create_cast() -> dict[str, User]:
    """Every account with its hats, from the first day of the demonstration; login name → account."""
    unit_ids = dict(Unit.objects.values_list("code", "pk"))
    at = moment(FIRST_DAY, 8)
    people = {}
    for part in CAST:
        user = create_account(
            by=None,
            at=at,
            username=part.username,
            full_name=part.full_name,
            position_title=f"{part.position} ({INVENTED})",
        )
        for role, code in part.hats:
            unit_id = unit_ids[code] if code else None
            grant_role(by=None, at=at, user=user, role=role, unit_id=unit_id, valid_from=FIRST_DAY)
        people[part.username] = user
    # One password for all, told on the screen: hashed once, since hashing is slow on purpose.
    User.objects.filter(pk__in=[user.pk for user in people.values()]).update(password=make_password(PASSWORD))
    return people


def lend_a_hat(people: dict[str, User], on: date, until: date) -> None:
    """The head of phường Hồng Bàng lends the hat to the officer for the days around the demonstration."""
    lender, borrower = people[LENDER], people[BORROWER]
    assignment = RoleAssignment.objects.get(user=lender, role=Role.UNIT_HEAD)
    delegate(
        by=lender,
        at=moment(on, 16),
        assignment=assignment,
        to_user=borrower,
        valid_from=on,
        valid_to=until,
        document_number="03/UQ-UBND (trình diễn)",
    )


def describe() -> str:
    """The accounts in words, for the screen: login name, roles, and the password of them all."""
    width = max(len(part.username) for part in CAST)
    first = [part for name in SHOWN for part in CAST if part.username == name]
    rest = [part for part in CAST if part.username not in SHOWN]
    lines = [f"Tài khoản trình diễn (mật khẩu chung: {PASSWORD})"]
    for part in (*first, *rest):
        roles = ", ".join(dict.fromkeys(str(ROLE_NAMES[role]) for role, _ in part.hats))
        lines.append(f"  {part.username.ljust(width)}  {part.full_name}, {roles}")
    return "\n".join(lines)

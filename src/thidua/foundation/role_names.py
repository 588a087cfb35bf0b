"""The roles of the movement in words (QĐ 2162/QĐ-UBND, IV.1-IV.4 and III.3)."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thidua.core.roles import Role

ROLE_NAMES: dict[Role, Promise] = {
    Role.UNIT_OFFICER: _("Cán bộ phụ trách của đơn vị"),
    Role.UNIT_HEAD: _("Thủ trưởng đơn vị"),
    Role.STANDING_SPECIALIST: _("Chuyên viên cơ quan thường trực (Sở Nội vụ)"),
    Role.STANDING_HEAD: _("Lãnh đạo cơ quan thường trực (Sở Nội vụ)"),
    Role.EMULATION_BOARD: _("Ban Thi đua – Khen thưởng"),
    Role.COUNCIL_MEMBER: _("Thành viên Hội đồng Thi đua – Khen thưởng"),
    Role.COUNCIL_SECRETARY: _("Thư ký Hội đồng Thi đua – Khen thưởng"),
    Role.DECISION_MAKER: _("Người có thẩm quyền quyết định"),
    Role.PUBLICITY: _("Cơ quan tuyên truyền"),
    Role.FRONT_ORGANISATION: _("Mặt trận Tổ quốc và tổ chức chính trị – xã hội"),
    Role.AUDITOR: _("Kiểm tra, giám sát (chỉ đọc)"),
    Role.TECHNICAL_ADMIN: _("Quản trị kỹ thuật"),
}


def role_choices() -> list[tuple[str, Promise]]:
    """Roles and their names in the order of the mission's list."""
    return [(role.value, name) for role, name in ROLE_NAMES.items()]

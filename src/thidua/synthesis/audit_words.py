"""What the audit trail calls the acts of this room."""

from django.utils.translation import gettext_lazy as _

ACTIONS = {
    "synthesis.started": _("Lập báo cáo tổng hợp"),
    "synthesis.figures_asked": _("Lấy số liệu tổng hợp"),
    "synthesis.figures_accepted": _("Nhận số liệu mới"),
    "synthesis.part_saved": _("Sửa một mục của báo cáo tổng hợp"),
    "synthesis.approved": _("Duyệt báo cáo tổng hợp"),
    "synthesis.reopened": _("Mở lại báo cáo tổng hợp"),
}

FIELDS = {
    "drawn_at": _("Số liệu lấy lúc"),
    "length": _("Số ký tự"),
}

"""What the audit trail calls the acts of this room."""

from django.utils.translation import gettext_lazy as _

ACTIONS = {
    "reports.started": _("Bắt đầu báo cáo năm"),
    "reports.part_saved": _("Lưu một mục của báo cáo"),
    "reports.refreshed": _("Lấy lại số liệu của báo cáo"),
    "reports.file_added": _("Thêm tài liệu kiểm chứng"),
    "reports.file_removed": _("Bỏ tài liệu kiểm chứng"),
    "reports.handed_over": _("Trình ký báo cáo"),
    "reports.handed_back": _("Chuyển lại báo cáo để sửa"),
    "reports.sent": _("Ký, gửi báo cáo"),
    "reports.returned": _("Trả lại báo cáo"),
    "reports.brought_in": _("Đưa các báo cáo đã gửi vào hệ thống"),
}

FIELDS = {
    "unit": _("Đơn vị"),
    "year": _("Năm"),
    "state": _("Trạng thái"),
    "section": _("Mục"),
    "letters": _("Số chữ cái"),
    "numbers": _("Số liệu"),
    "file": _("Tệp"),
    "sha256": _("Dấu vân tay (SHA-256)"),
    "receipt": _("Số biên nhận"),
    "timing": _("So với hạn"),
    "reasons": _("Lý do"),
    "words": _("Ý kiến"),
    "reports": _("Số báo cáo"),
}

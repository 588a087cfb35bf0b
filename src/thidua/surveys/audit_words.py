"""What the audit trail calls the acts of this room. No act ever carries an answer."""

from django.utils.translation import gettext_lazy as _

ACTIONS = {
    "surveys.begun": _("Lập cuộc điều tra"),
    "surveys.changed": _("Sửa cuộc điều tra đang chuẩn bị"),
    "surveys.file_received": _("Nhận tệp kết quả điều tra"),
    "surveys.results_stored": _("Lưu kết quả điều tra"),
    "surveys.links_made": _("Tạo đường dẫn phiếu hỏi"),
    "surveys.links_revoked": _("Thu hồi đường dẫn chưa dùng"),
    "surveys.opened": _("Mở phiếu hỏi"),
    "surveys.extended": _("Đổi ngày cuối lấy ý kiến"),
    "surveys.closed": _("Khóa kết quả điều tra"),
    "surveys.discarded": _("Bỏ cuộc điều tra"),
}

FIELDS = {
    "survey_title": _("Tên cuộc điều tra"),
    "scale": _("Thang điểm"),
    "groups": _("Các nhóm câu hỏi"),
    "links": _("Số đường dẫn"),
    "results": _("Số kết quả"),
}

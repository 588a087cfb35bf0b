"""What the audit trail calls the acts of this room."""

from django.utils.translation import gettext_lazy as _

ACTIONS = {
    "conferences.begun": _("Lập hội nghị"),
    "conferences.changed": _("Sửa thông tin hội nghị"),
    "conferences.line_added": _("Thêm mục chương trình hội nghị"),
    "conferences.line_dropped": _("Bỏ mục chương trình hội nghị"),
    "conferences.invited": _("Gửi giấy mời hội nghị"),
    "conferences.held": _("Ghi kết luận hội nghị"),
    "conferences.called_off": _("Hủy hội nghị"),
    "conferences.answered": _("Trả lời giấy mời"),
    "conferences.pack_drawn": _("Lấy số liệu cho hội nghị"),
    "conferences.awards_added": _("Ghi danh sách trao thưởng"),
    "conferences.list_received": _("Tải lên danh sách trao thưởng"),
    "conferences.award_presented": _("Ghi đã trao khen thưởng"),
    "conferences.award_dropped": _("Bỏ khỏi danh sách trao thưởng"),
    "conferences.award_confirmed": _("Đơn vị xác nhận đã nhận khen thưởng"),
}
FIELDS = {
    "conference_title": _("Tên hội nghị"),
    "starts_at": _("Bắt đầu lúc"),
    "place": _("Địa điểm"),
    "chair": _("Chủ trì"),
    "programme_item": _("Mục chương trình"),
    "answer": _("Trả lời"),
    "drawn_at": _("Số liệu lúc"),
    "received_by": _("Người nhận"),
    "received_on": _("Ngày nhận"),
}

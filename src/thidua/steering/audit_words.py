"""What the audit trail calls the acts of this room."""

from django.utils.translation import gettext_lazy as _

ACTIONS = {
    "steering.difficulty_send": _("Gửi phản ánh, kiến nghị"),
    "steering.difficulty_assign": _("Giao xử lý phản ánh"),
    "steering.difficulty_interim": _("Trả lời bước đầu phản ánh"),
    "steering.difficulty_forward": _("Chuyển phản ánh sang cơ quan khác"),
    "steering.difficulty_answer": _("Trả lời phản ánh"),
    "steering.difficulty_solved": _("Xác nhận phản ánh đã giải quyết"),
    "steering.difficulty_not_solved": _("Cho biết phản ánh chưa giải quyết được"),
    "steering.difficulty_withdraw": _("Rút phản ánh"),
    "steering.difficulty_amendment": _("Gắn phản ánh với quyết định sửa đổi"),
    "steering.difficulty_share": _("Đưa phản ánh vào Hỏi – đáp chung"),
    "steering.difficulty_unshare": _("Gỡ phản ánh khỏi Hỏi – đáp chung"),
    "steering.guidance_drafted": _("Thêm văn bản hướng dẫn"),
    "steering.guidance_published": _("Phát hành văn bản hướng dẫn"),
    "steering.guidance_received": _("Xác nhận đã nhận văn bản"),
    "steering.guidance_reminded": _("Nhắc đơn vị chưa mở văn bản"),
    "steering.answer_target_set": _("Đặt thời hạn trả lời phản ánh"),
}

FIELDS = {
    "state": _("Trạng thái"),
    "text": _("Nội dung"),
    "valid_from": _("Áp dụng từ ngày"),
    "working_days": _("Số ngày làm việc"),
    "source": _("Căn cứ"),
    "number": _("Số, ký hiệu"),
    "subject": _("Trích yếu"),
    "scope": _("Nơi nhận"),
    "units": _("Số đơn vị"),
    "people": _("Số người được báo"),
}

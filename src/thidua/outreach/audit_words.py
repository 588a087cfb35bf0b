"""What the audit trail calls the acts of this room."""

from django.utils.translation import gettext_lazy as _

ACTIONS = {
    "outreach.recorded": _("Ghi hoạt động tuyên truyền"),
    "outreach.corrected": _("Sửa hoạt động tuyên truyền"),
    "outreach.removed": _("Bỏ hoạt động tuyên truyền ghi nhầm"),
    "outreach.written": _("Viết gương điển hình"),
    "outreach.rewritten": _("Sửa gương điển hình"),
    "outreach.sent": _("Gửi duyệt gương điển hình"),
    "outreach.returned": _("Trả lại gương điển hình"),
    "outreach.published": _("Đăng gương điển hình"),
    "outreach.withdrawn": _("Rút gương điển hình"),
    "outreach.photo_added": _("Thêm ảnh vào gương điển hình"),
    "outreach.photo_removed": _("Gỡ ảnh khỏi gương điển hình"),
    "outreach.consent_recorded": _("Ghi sự đồng ý của người trong ảnh, trong bài"),
    "outreach.consent_withdrawn": _("Ghi việc rút lại sự đồng ý"),
}

FIELDS = {
    "count": _("Số dòng"),
    "sha256": _("Dấu vân tay của tệp (SHA-256)"),
    "photo": _("Ảnh"),
    "story_withdrawn": _("Bài được rút theo"),
}

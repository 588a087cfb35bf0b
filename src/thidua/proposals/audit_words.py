"""What the audit trail calls the acts of this room."""

from django.utils.translation import gettext_lazy as _

ACTIONS = {
    "proposals.chosen": _("Chọn đề nghị hoặc không đề nghị"),
    "proposals.followed": _("Lấy theo gợi ý cho các hồ sơ chưa chọn"),
    "proposals.frozen": _("Khóa danh sách trình khen thưởng"),
    "proposals.confirmed": _("Xác nhận danh sách trình khen thưởng"),
    "proposals.discarded": _("Bỏ danh sách trình đã khóa"),
    "proposals.letter_named": _("Ghi số, ngày Tờ trình, bản đã ký"),
    "proposals.apart_seen": _("Người quyết định đã xem phần ngoài hạn mức"),
}

FIELDS = {
    "is_proposed": _("Đề nghị tặng"),
    "is_suggested": _("Theo gợi ý"),
    "handed_in": _("Số hồ sơ"),
    "proposed": _("Số được đề nghị"),
    "apart": _("Số ngoài hạn mức, đột xuất"),
    "signers": _("Người ký số"),
}

"""What the audit trail calls the acts of this room."""

from django.utils.translation import gettext_lazy as _

ACTIONS = {
    "index_results.session_recorded": _("Ghi phiên họp hội đồng"),
    "index_results.frozen": _("Khóa kết quả chỉ số"),
    "index_results.published": _("Xác nhận công bố kết quả chỉ số"),
    "index_results.discarded": _("Bỏ kết quả đã khóa, chưa công bố"),
    "index_results.classes_set": _("Đặt mức xếp loại người đứng đầu"),
}

FIELDS = {
    "held_on": _("Ngày họp"),
    "members": _("Số thành viên"),
    "present": _("Số có mặt"),
    "agreed": _("Số tán thành"),
    "ordinal": _("Lần công bố"),
    "changed_verdicts": _("Số kết quả xét đổi khác"),
    "awards_given": _("Số khen thưởng đã trao giữ nguyên"),
    "cuts": _("Các mức"),
}

"""What the audit trail calls the acts of this room."""

from django.utils.translation import gettext_lazy as _

ACTIONS = {
    "initiatives.drafted": _("Bắt đầu bản nháp sáng kiến"),
    "initiatives.rewritten": _("Sửa mô tả sáng kiến"),
    "initiatives.draft_dropped": _("Bỏ bản nháp sáng kiến"),
    "initiatives.registered": _("Ghi sáng kiến vào sổ"),
    "initiatives.list_received": _("Tải lên danh sách sáng kiến"),
    "initiatives.list_registered": _("Ghi danh sách sáng kiến vào sổ"),
    "initiatives.application_received": _("Nhận đơn công nhận sáng kiến"),
    "initiatives.council_met": _("Ghi kết quả họp hội đồng sáng kiến"),
    "initiatives.recognised": _("Ghi quyết định công nhận sáng kiến"),
    "initiatives.recognised_again": _("Ghi quyết định công nhận sáng kiến ở cấp khác"),
    "initiatives.not_recognised": _("Ghi việc không công nhận sáng kiến"),
    "initiatives.applied": _("Ghi ngày áp dụng sáng kiến"),
    "initiatives.proof_added": _("Thêm xác nhận áp dụng sáng kiến"),
    "initiatives.proof_removed": _("Bỏ xác nhận áp dụng sáng kiến"),
    "initiatives.reach_judged": _("Đánh giá khả năng nhân rộng"),
    "initiatives.adoption_declared": _("Khai áp dụng sáng kiến của đơn vị khác"),
    "initiatives.adoption_confirmed": _("Xác nhận áp dụng sáng kiến của đơn vị khác"),
    "initiatives.adoption_declined": _("Không xác nhận áp dụng sáng kiến của đơn vị khác"),
    "initiatives.used": _("Ghi sổ lần dùng sáng kiến"),
}

FIELDS = {
    "unit": _("Đơn vị"),
    "title": _("Tên sáng kiến"),
    "area": _("Lĩnh vực"),
    "summary": _("Tóm tắt"),
    "recognised_on": _("Ngày công nhận"),
    "recognition_decision": _("Quyết định công nhận"),
    "applied_on": _("Áp dụng từ ngày"),
    "replicable": _("Có thể nhân rộng"),
    "replicable_reason": _("Ý kiến về khả năng nhân rộng"),
    "award": _("Hình thức khen thưởng"),
    "cycle": _("Đợt xét"),
    "source": _("Căn cứ"),
    "initiative": _("Sáng kiến"),
    "count": _("Số dòng"),
    "first": _("Mã đầu"),
    "last": _("Mã cuối"),
}

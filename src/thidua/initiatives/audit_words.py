"""What the audit trail calls the acts of this room."""

from django.utils.translation import gettext_lazy as _

ACTIONS = {
    "initiatives.registered": _("Ghi sáng kiến vào sổ"),
    "initiatives.list_registered": _("Ghi danh sách sáng kiến vào sổ"),
    "initiatives.recognised": _("Ghi quyết định công nhận sáng kiến"),
    "initiatives.applied": _("Ghi ngày áp dụng sáng kiến"),
    "initiatives.reach_judged": _("Đánh giá khả năng nhân rộng"),
    "initiatives.used": _("Ghi sổ lần dùng sáng kiến"),
}

FIELDS = {
    "unit": _("Đơn vị"),
    "title": _("Tên sáng kiến"),
    "recognised_on": _("Ngày công nhận"),
    "recognition_decision": _("Quyết định công nhận"),
    "applied_on": _("Áp dụng từ ngày"),
    "replicable": _("Có thể nhân rộng"),
    "replicable_reason": _("Ý kiến về khả năng nhân rộng"),
    "award": _("Hình thức khen thưởng"),
    "cycle": _("Đợt xét"),
    "source": _("Căn cứ"),
    "count": _("Số dòng"),
    "first": _("Mã đầu"),
    "last": _("Mã cuối"),
}

"""What the audit trail calls the acts of this room."""

from django.utils.translation import gettext_lazy as _

ACTIONS = {
    "appraising.conflict_stated": _("Khai quan hệ với đơn vị đề nghị"),
    "appraising.intake": _("Xem hồ sơ đủ hay thiếu"),
    "appraising.findings_noted": _("Ghi nhận xét thẩm định"),
    "appraising.opinion_given": _("Cho ý kiến thẩm định"),
    "appraising.stages_chosen": _("Chọn số bước thẩm định"),
    "appraising.reuse_ruled": _("Quyết định về dùng lại sáng kiến"),
}

FIELDS = {
    "is_recused": _("Không tham gia xét"),
    "is_complete": _("Đủ thành phần"),
    "items": _("Thành phần hồ sơ"),
    "stage": _("Bước"),
    "findings": _("Nhận xét"),
    "say": _("Ý kiến"),
    "words": _("Nội dung"),
    "cycle": _("Đợt xét"),
    "has_procedure": _("Có bước thủ tục"),
    "initiative": _("Sáng kiến"),
    "is_allowed": _("Cho dùng lại"),
    "reason": _("Lý do"),
}

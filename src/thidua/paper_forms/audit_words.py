"""What the audit trail calls the acts of this room."""

from django.utils.translation import gettext_lazy as _

ACTIONS = {
    "paper_forms.form_set": _("Đặt mẫu văn bản của cơ quan"),
    "paper_forms.form_dropped": _("Quay lại mẫu văn bản của hệ thống"),
}

FIELDS = {
    "paper_kind": _("Loại văn bản"),
    "valid_from": _("Áp dụng từ ngày"),
    "file": _("Tệp"),
    "sha256": _("Dấu vân tay (SHA-256)"),
}

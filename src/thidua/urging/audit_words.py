"""What the audit trail calls the acts of this room."""

from django.utils.translation import gettext_lazy as _

ACTIONS = {
    "urging.reminded": _("Nhắc các đơn vị chưa hoàn thành"),
    "urging.letter_drawn": _("Soạn văn bản đôn đốc"),
    "urging.letter_numbered": _("Ghi số văn bản đôn đốc"),
}

FIELDS = {
    "item": _("Việc"),
    "year": _("Năm"),
    "units": _("Đơn vị"),
    "people": _("Số người được báo"),
    "kind": _("Loại"),
    "number": _("Số, ký hiệu"),
    "issued_on": _("Ngày ban hành"),
    "answer_by": _("Đề nghị gửi chậm nhất"),
}

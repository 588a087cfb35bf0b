"""What the audit trail calls the acts of this room."""

from django.utils.translation import gettext_lazy as _

ACTIONS = {
    "index_sets.begun": _("Soạn bộ tiêu chí"),
    "index_sets.described": _("Sửa thông tin bộ tiêu chí"),
    "index_sets.line_saved": _("Ghi dòng của bộ tiêu chí"),
    "index_sets.line_removed": _("Bỏ dòng của bộ tiêu chí"),
    "index_sets.discarded": _("Bỏ bản soạn bộ tiêu chí"),
    "index_sets.put_in_force": _("Xác nhận bộ tiêu chí"),
}

FIELDS = {
    "lines": _("Số dòng"),
    "codes": _("Mã các dòng"),
    "kind": _("Cách chấm"),
    "maximum": _("Điểm tối đa"),
}

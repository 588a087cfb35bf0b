"""What the audit trail calls the acts of this room."""

from django.utils.translation import gettext_lazy as _

ACTIONS = {
    "units.registered": _("Ghi đơn vị mới"),
    "units.renamed": _("Đổi tên đơn vị"),
    "units.block_changed": _("Chuyển khối"),
    "units.merged": _("Sáp nhập đơn vị"),
    "units.was_split": _("Chia, tách đơn vị"),
    "units.dissolved": _("Giải thể đơn vị"),
    "units.reference_imported": _("Nạp danh mục đơn vị của thành phố"),
}

FIELDS = {
    "code": _("Mã đơn vị"),
    "kind": _("Loại đơn vị"),
    "names": _("Các tên"),
    "blocks": _("Khối theo năm"),
    "dissolved_on": _("Ngày không còn tồn tại"),
    "predecessors": _("Đơn vị trước đó"),
    "successor": _("Đơn vị kế tục"),
    "successors": _("Các đơn vị kế tục"),
    "codes": _("Các mã"),
}

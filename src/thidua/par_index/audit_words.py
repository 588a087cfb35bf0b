"""What the audit trail calls the acts of this room."""

from django.utils.translation import gettext_lazy as _

ACTIONS = {
    "par_index.received": _("Tải lên bảng xếp hạng"),
    "par_index.stored": _("Lưu bản nháp xếp hạng"),
    "par_index.confirmed": _("Xác nhận công bố xếp hạng"),
    "par_index.discarded": _("Bỏ bản xếp hạng chưa công bố"),
    "par_index.reference_imported": _("Nạp chỉ số năm 2025 từ nguồn công khai"),
}

FIELDS = {
    "index": _("Chỉ số"),
    "year": _("Năm"),
    "decision": _("Số quyết định"),
    "decision_date": _("Ngày quyết định"),
    "published_on": _("Ngày công bố"),
    "file": _("Tệp"),
    "sha256": _("Dấu vân tay của tệp (SHA-256)"),
    "status": _("Trạng thái"),
    "rows": _("Số dòng"),
    "replaces": _("Thay thế bản"),
    "releases": _("Các bản công bố"),
}

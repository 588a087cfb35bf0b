"""What the audit trail calls the acts of this room."""

from django.utils.translation import gettext_lazy as _

ACTIONS = {
    "movement.reading_chosen": _("Chọn cách hiểu Kế hoạch"),
    "movement.deadline_moved": _("Ghi thông báo đổi mốc thời gian"),
    "movement.office_date_set": _("Đặt mốc nội bộ"),
    "movement.feed_renewed": _("Tạo lại đường dẫn lịch điện thoại"),
    "movement.version_drafted": _("Soạn bản nháp sửa đổi Kế hoạch"),
    "movement.version_dropped": _("Bỏ bản nháp sửa đổi Kế hoạch"),
    "movement.version_confirmed": _("Xác nhận phiên bản Kế hoạch"),
}

FIELDS = {
    "switch": _("Chỗ để ngỏ"),
    "option": _("Cách hiểu"),
    "document": _("Số văn bản"),
    "decided_on": _("Ngày quyết định"),
    "deadline": _("Mốc thời gian"),
    "cycle": _("Đợt"),
    "date": _("Ngày mốc mới"),
    "number": _("Số thông báo"),
    "issued": _("Ngày ban hành"),
    "scope": _("Phạm vi"),
    "units": _("Khối, đơn vị"),
    "task": _("Việc"),
    "plan_version": _("Phiên bản Kế hoạch"),
    "version_title": _("Tên bản sửa đổi"),
    "base": _("Sửa từ phiên bản"),
    "cycles": _("Đợt áp dụng"),
    "fingerprint": _("Mã băm nội dung"),
    "told": _("Số người được báo"),
}

"""What the audit trail calls the acts of this room."""

from django.utils.translation import gettext_lazy as _

ACTIONS = {
    "movement.reading_chosen": _("Chọn cách hiểu Kế hoạch"),
    "movement.deadline_moved": _("Ghi thông báo đổi mốc thời gian"),
    "movement.office_date_set": _("Đặt mốc nội bộ"),
    "movement.feed_renewed": _("Tạo lại đường dẫn lịch điện thoại"),
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
}

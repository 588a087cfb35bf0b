"""What this room tells people."""

from django.utils.translation import gettext_lazy as _

from thidua.foundation.notify import Kind

TO_SIGN = "reports.to_sign"
HANDED_BACK = "reports.handed_back"
SENT = "reports.sent"
RETURNED = "reports.returned"
TWO_WRITERS = "reports.two_writers"

KINDS = (
    Kind(TO_SIGN, _("Báo cáo năm chờ ký"), is_duty=True),
    Kind(HANDED_BACK, _("Báo cáo năm được chuyển lại để sửa"), is_duty=True),
    Kind(SENT, _("Báo cáo năm đã gửi")),
    Kind(RETURNED, _("Báo cáo năm bị trả lại"), is_duty=True),
    Kind(TWO_WRITERS, _("Hai người cùng sửa một mục báo cáo"), is_duty=True),
)

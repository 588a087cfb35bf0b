"""What this room tells people."""

from django.utils.translation import gettext_lazy as _

from thidua.foundation.notify import Kind

TO_SIGN = "dossiers.to_sign"
HANDED_BACK = "dossiers.handed_back"
SENT = "dossiers.sent"
RECEIVED = "dossiers.received"
RETURNED = "dossiers.returned"
WITHDRAWN = "dossiers.withdrawn"
BAR_REPORTED = "dossiers.bar_reported"
LEADERS = "dossiers.leaders"
TWO_WRITERS = "dossiers.two_writers"

KINDS = (
    Kind(TO_SIGN, _("Hồ sơ khen thưởng chờ ký"), is_duty=True),
    Kind(HANDED_BACK, _("Hồ sơ khen thưởng được chuyển lại để sửa"), is_duty=True),
    Kind(SENT, _("Hồ sơ khen thưởng đã gửi")),
    Kind(RECEIVED, _("Hồ sơ khen thưởng đã được tiếp nhận")),
    Kind(RETURNED, _("Hồ sơ khen thưởng bị trả lại"), is_duty=True),
    Kind(WITHDRAWN, _("Hồ sơ khen thưởng đã gửi được rút"), is_duty=True),
    Kind(BAR_REPORTED, _("Đơn vị báo thêm về hồ sơ khen thưởng đã gửi"), is_duty=True),
    Kind(LEADERS, _("Danh sách dẫn đầu tạm thời: đơn vị được thêm hoặc ra khỏi"), is_duty=True),
    Kind(TWO_WRITERS, _("Hai người cùng sửa một mục hồ sơ"), is_duty=True),
)

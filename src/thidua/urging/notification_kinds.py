"""What this room tells people."""

from django.utils.translation import gettext_lazy as _

from thidua.foundation.notify import Kind

REMINDER = "urging.reminder"
WISH = "urging.wish"
DIGEST = "urging.digest"

KINDS = (
    Kind(REMINDER, _("Nhắc việc có thời hạn trong Kế hoạch"), is_duty=True),
    Kind(WISH, _("Nhắc việc không có thời hạn trong Kế hoạch")),
    Kind(DIGEST, _("Tóm tắt tình hình gửi báo cáo cho lãnh đạo")),
)

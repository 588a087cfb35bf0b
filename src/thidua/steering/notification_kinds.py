"""What this room tells people."""

from django.utils.translation import gettext_lazy as _

from thidua.foundation.notify import Kind

TO_HANDLE = "steering.to_handle"
ANSWERED = "steering.answered"
DIGEST = "steering.digest"
GUIDANCE = "steering.guidance"
INSPECTION = "steering.inspection"
REMEDY = "steering.remedy"

KINDS = (
    Kind(GUIDANCE, _("Văn bản hướng dẫn gửi đơn vị"), is_duty=True),
    Kind(INSPECTION, _("Kế hoạch, ngày và kết luận kiểm tra"), is_duty=True),
    Kind(REMEDY, _("Khắc phục sau kiểm tra"), is_duty=True),
    Kind(TO_HANDLE, _("Phản ánh, kiến nghị cần xử lý"), is_duty=True),
    Kind(ANSWERED, _("Trả lời phản ánh, kiến nghị đã gửi")),
    Kind(DIGEST, _("Tổng hợp phản ánh, kiến nghị hằng tuần cho lãnh đạo")),
)

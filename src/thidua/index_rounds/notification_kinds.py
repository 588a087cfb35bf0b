"""What this room tells people."""

from django.utils.translation import gettext_lazy as _

from thidua.foundation.notify import Kind

ROUND = "index_rounds.round"
SHEET_OPENED = "index_rounds.sheet_opened"
TO_SIGN = "index_rounds.to_sign"
HANDED_BACK = "index_rounds.handed_back"
SENT = "index_rounds.sent"
TWO_WRITERS = "index_rounds.two_writers"
TO_EXPLAIN = "index_rounds.to_explain"
EXPLAINED = "index_rounds.explained"
EXPLANATION_DECIDED = "index_rounds.explanation_decided"

KINDS = (
    Kind(ROUND, _("Kỳ chấm chỉ số: đổi ngày, hủy, sửa bộ tiêu chí"), is_duty=True),
    Kind(SHEET_OPENED, _("Phiếu tự chấm điểm chỉ số đã mở"), is_duty=True),
    Kind(TO_SIGN, _("Phiếu tự chấm điểm chờ ký"), is_duty=True),
    Kind(HANDED_BACK, _("Phiếu tự chấm điểm được chuyển lại để sửa"), is_duty=True),
    Kind(SENT, _("Phiếu tự chấm điểm đã gửi")),
    Kind(TWO_WRITERS, _("Hai người cùng sửa một tiêu chí"), is_duty=True),
    Kind(TO_EXPLAIN, _("Có tiêu chí bị chấm lại, giải trình đã mở"), is_duty=True),
    Kind(EXPLAINED, _("Đơn vị gửi giải trình điểm chỉ số"), is_duty=True),
    Kind(EXPLANATION_DECIDED, _("Có kết quả giải trình điểm chỉ số"), is_duty=True),
)

"""What this room tells people."""

from django.utils.translation import gettext_lazy as _

from thidua.foundation.notify import Kind

PLANNED = "councils.planned"
CALLED_OFF = "councils.called_off"
VOTE = "councils.vote"
CLOSED = "councils.closed"

KINDS = (
    Kind(PLANNED, _("Lịch họp hội đồng"), is_duty=True),
    Kind(CALLED_OFF, _("Phiên họp hội đồng không diễn ra"), is_duty=True),
    Kind(VOTE, _("Hội đồng bắt đầu bỏ phiếu"), is_duty=True),
    Kind(CLOSED, _("Kết quả phiên họp hội đồng")),
)

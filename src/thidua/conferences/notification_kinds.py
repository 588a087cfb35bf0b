"""What this room tells people."""

from django.utils.translation import gettext_lazy as _

from thidua.foundation.notify import Kind

INVITATION = "conferences.invitation"
AWARD = "conferences.award"

KINDS = (
    Kind(INVITATION, _("Giấy mời hội nghị sơ kết, tổng kết"), is_duty=True),
    Kind(AWARD, _("Khen thưởng đã trao tại hội nghị")),
)

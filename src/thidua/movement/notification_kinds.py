"""What this room tells people."""

from django.utils.translation import gettext_lazy as _

from thidua.foundation.notify import Kind

PLAN_AMENDED = "movement.plan_amended"

KINDS = (
    Kind("movement.deadline_moved", _("Đổi mốc thời gian của Kế hoạch"), is_duty=True),
    Kind(PLAN_AMENDED, _("Kế hoạch được sửa đổi"), is_duty=True),
)

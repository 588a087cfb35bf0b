"""What this room tells people."""

from django.utils.translation import gettext_lazy as _

from thidua.foundation.notify.kinds import Kind

TWO_WRITERS = "unit_plans.two_writers"

KINDS = (
    Kind("unit_plans.ready", _("Kế hoạch của đơn vị chờ ký"), is_duty=True),
    Kind(TWO_WRITERS, _("Hai người cùng sửa một biện pháp"), is_duty=True),
)

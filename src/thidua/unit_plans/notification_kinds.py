"""What this room tells people."""

from django.utils.translation import gettext_lazy as _

from thidua.foundation.notify.kinds import Kind

KINDS = (Kind("unit_plans.ready", _("Kế hoạch của đơn vị chờ ký"), is_duty=True),)

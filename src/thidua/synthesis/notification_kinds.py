"""What this room tells people."""

from django.utils.translation import gettext_lazy as _

from thidua.foundation.notify import Kind

KINDS = (Kind("synthesis.two_writers", _("Hai người cùng sửa báo cáo tổng hợp"), is_duty=True),)

"""What this room tells people."""

from django.utils.translation import gettext_lazy as _

from thidua.foundation.notify import Kind

KINDS = (Kind("outreach.reviewed", _("Gương điển hình được duyệt, trả lại hoặc rút")),)

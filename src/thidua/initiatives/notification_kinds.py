"""What this room tells people."""

from django.utils.translation import gettext_lazy as _

from thidua.foundation.notify import Kind

TO_CONFIRM, ADOPTED = "initiatives.to_confirm", "initiatives.adopted"
RULED = "initiatives.likeness_ruled"
KINDS = (
    Kind(TO_CONFIRM, _("Xác nhận áp dụng sáng kiến của đơn vị khác")),
    Kind(ADOPTED, _("Đơn vị khác áp dụng sáng kiến của đơn vị tôi")),
    Kind(RULED, _("Ý kiến thẩm định về sáng kiến tương tự")),
)

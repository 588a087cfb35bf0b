"""What this room tells people."""

from django.utils.translation import gettext_lazy as _

from thidua.foundation.notify import Kind

TO_CONFIRM, ADOPTED = "initiatives.to_confirm", "initiatives.adopted"
RULED, CORRECTED = "initiatives.likeness_ruled", "initiatives.recognition_corrected"
KINDS = (
    Kind(TO_CONFIRM, _("Xác nhận áp dụng sáng kiến của đơn vị khác")),
    Kind(ADOPTED, _("Đơn vị khác áp dụng sáng kiến của đơn vị tôi")),
    Kind(RULED, _("Ý kiến thẩm định về sáng kiến tương tự")),
    Kind(CORRECTED, _("Đính chính sáng kiến đang dùng cho hồ sơ")),
)

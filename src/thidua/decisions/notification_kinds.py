"""What this room tells people."""

from django.utils.translation import gettext_lazy as _

from thidua.foundation.notify import Kind

TO_CONFIRM = "decisions.to_confirm"
AWARDED = "decisions.awarded"
NOT_AWARDED = "decisions.not_awarded"
CHOSEN = "decisions.chosen"
REVOKED = "decisions.revoked"
CORRECTED = "decisions.corrected"
CERTIFICATES = "decisions.certificates"

KINDS = (
    Kind(TO_CONFIRM, _("Quyết định khen thưởng chờ người thứ hai xác nhận"), is_duty=True),
    Kind(AWARDED, _("Đơn vị có khen thưởng theo quyết định")),
    Kind(CHOSEN, _("Hồ sơ được chọn trình cấp Nhà nước")),
    Kind(NOT_AWARDED, _("Hồ sơ không được tặng, có lý do")),
    Kind(REVOKED, _("Khen thưởng bị hủy bỏ, hoặc việc hủy bỏ là ghi nhầm"), is_duty=True),
    Kind(
        CORRECTED, _("Số, ngày, người ký của quyết định hoặc kết quả của hồ sơ được đính chính"), is_duty=True
    ),
    Kind(CERTIFICATES, _("Giấy chứng nhận đã làm xong")),
)

"""The signed PDF of a decision: kept as it came, with what its digital signatures say, once and for all."""

from django.utils.translation import gettext as _

from thidua.decisions.errors import DecisionRefused
from thidua.documents.signatures import StoredSignature, UnreadablePdf, signatures_to_store
from thidua.foundation.files import InspectedFile


def signatures_in(file: InspectedFile) -> list[StoredSignature]:
    """The signatures as they are stored. DecisionRefused for a file that cannot be read.

    Asked before a transaction begins: it takes its time, and nobody else should wait for it.
    """
    try:
        return signatures_to_store(file.file)
    except UnreadablePdf:
        raise DecisionRefused(
            _("Không đọc được tệp PDF này (hỏng, thiếu trang hoặc có mật khẩu). Tải lên đúng bản đã ký.")
        ) from None

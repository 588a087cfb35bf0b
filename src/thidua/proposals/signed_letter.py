"""The office's Tờ trình as it came back signed: what its digital signatures say, read once when it comes."""

from django.utils.translation import gettext as _

from thidua.documents.signatures import StoredSignature, UnreadablePdf, signatures_to_store
from thidua.foundation.files import InspectedFile, Kind
from thidua.proposals.errors import ProposalRefused

LETTER_KINDS = frozenset({Kind.PDF, Kind.PNG, Kind.JPEG})
"""A PDF with digital signatures, or a scan of the paper signed in ink."""


def signatures_in(upload: InspectedFile) -> list[StoredSignature]:
    """The signatures of the letter as they are stored; none in what is no PDF. ProposalRefused for a PDF
    that cannot be read.

    Asked before a transaction begins: it takes its time, and nobody else should wait for it.
    """
    if upload.kind != Kind.PDF:
        return []
    try:
        return signatures_to_store(upload.file)
    except UnreadablePdf:
        raise ProposalRefused(
            _(
                "Không đọc được tệp PDF “%s” (hỏng, thiếu trang hoặc có mật khẩu). "
                "Mở thử tệp, rồi tải lên đúng Tờ trình đã ký."
            )
            % upload.name
        ) from None

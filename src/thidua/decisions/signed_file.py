"""The signed PDF of a decision: kept as it came, with what its digital signatures say, once and for all."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from thidua.decisions.errors import DecisionRefused
from thidua.documents.signatures import SignatureFound, UnreadablePdf, read_signatures, trust_in_words
from thidua.foundation.files import InspectedFile


@dataclass(frozen=True, slots=True)
class ShownSignature:
    """One signature on a page: what was found when the file came, and one sentence about who vouches."""

    signer: str
    organisation: str
    signed_at: datetime | None
    is_intact: bool
    covers_whole_file: bool
    trust: str

    @property
    def is_sound(self) -> bool:
        """Intact, and nothing was added after it."""
        return self.is_intact and self.covers_whole_file


def signatures_in(file: InspectedFile) -> list[dict[str, Any]]:
    """The signatures as they are stored. DecisionRefused for a file that cannot be read.

    Asked before a transaction begins: it takes its time, and nobody else should wait for it.
    """
    file.file.seek(0)
    try:
        found = read_signatures(file.file.read())
    except UnreadablePdf:
        raise DecisionRefused(
            _("Không đọc được tệp PDF này (hỏng, thiếu trang hoặc có mật khẩu). Tải lên đúng bản đã ký.")
        ) from None
    return [_stored(one) for one in found]


def shown_signatures(stored: list[dict[str, Any]]) -> list[ShownSignature]:
    """The stored signatures for a page, in the language of the reader."""
    shown = []
    for one in stored:
        at = parse_datetime(one["signed_at"]) if one["signed_at"] else None
        found = SignatureFound(**{**one, "signed_at": at})
        shown.append(
            ShownSignature(
                found.signer,
                found.organisation,
                found.signed_at,
                found.is_intact,
                found.covers_whole_file,
                trust_in_words(found),
            )
        )
    return shown


def _stored(found: SignatureFound) -> dict[str, Any]:
    return {
        "signer": found.signer,
        "organisation": found.organisation,
        "signed_at": found.signed_at.isoformat() if found.signed_at else None,
        "is_intact": found.is_intact,
        "covers_whole_file": found.covers_whole_file,
        "is_trusted": found.is_trusted,
    }

"""Signatures as they are stored beside a file, read once when it comes, and as a page shows them later."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import IO, Any

from django.utils.dateparse import parse_datetime

from thidua.documents.signatures.reading import SignatureFound, read_signatures
from thidua.documents.signatures.wording import trust_in_words

StoredSignature = dict[str, Any]
"""The fields of SignatureFound; `signed_at` as ISO 8601 text with its zone, or None."""


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


def signatures_to_store(pdf: IO[bytes]) -> list[StoredSignature]:
    """The signatures of a PDF as they are stored; the file is left at its beginning. UnreadablePdf.

    Asked before a transaction begins: it takes its time, and nobody else should wait for it.
    """
    pdf.seek(0)
    found = read_signatures(pdf.read())
    pdf.seek(0)
    return [
        asdict(one) | {"signed_at": one.signed_at.isoformat() if one.signed_at else None} for one in found
    ]


def shown_signatures(stored: Iterable[Mapping[str, Any]]) -> list[ShownSignature]:
    """The stored signatures for a page, in the language of the reader."""
    return [_shown(one) for one in stored]


def _shown(stored: Mapping[str, Any]) -> ShownSignature:
    at = parse_datetime(stored["signed_at"]) if stored["signed_at"] else None
    found = SignatureFound(**{**stored, "signed_at": at})
    return ShownSignature(
        found.signer,
        found.organisation,
        found.signed_at,
        found.is_intact,
        found.covers_whole_file,
        trust_in_words(found),
    )

"""Signatures as they are stored beside a file, read once when it comes, and as a page shows them later."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import IO, Any, Protocol

from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from thidua.documents.signatures.reading import SignatureFound, UnreadablePdf, read_signatures
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


class Upload(Protocol):
    """A file that came in: its bytes, its name for showing, its kind ("pdf", ...)."""

    @property
    def file(self) -> IO[bytes]: ...

    @property
    def name(self) -> str: ...

    @property
    def kind(self) -> str: ...


def signatures_in(upload: Upload, refused: type[Exception], paper: str = "") -> list[StoredSignature]:
    """The signatures of a signed paper as they are stored; none in what is no PDF, as a scan.

    `refused` is raised for a PDF that cannot be read, with words for the person in which `paper` is what was
    asked for. Called before a transaction begins, as `signatures_to_store`.
    """
    if upload.kind != "pdf":
        return []
    try:
        return signatures_to_store(upload.file)
    except UnreadablePdf:
        raise refused(
            _(
                "Không đọc được tệp PDF “%(name)s” (hỏng, thiếu trang hoặc có mật khẩu). "
                "Mở thử tệp, rồi tải lên đúng %(paper)s."
            )
            % {"name": upload.name, "paper": paper or _("bản đã ký")}
        ) from None


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

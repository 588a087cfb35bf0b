"""Reads the signatures of a PDF: by whom, when, and whether the file is still what was signed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from thidua.core.text import nfc
from thidua.documents.signatures.roots import trusted_roots


class UnreadablePdf(Exception):
    """The bytes are not a PDF that can be read to its end: damaged, cut off, or locked with a password."""


@dataclass(frozen=True, slots=True)
class SignatureFound:
    """One signature. `signer` and `organisation` are what its certificate says, "" where it does not.

    `signed_at` is the time stated by who signed, with its zone; None where none is stated.
    `is_intact`: what it covers is, bit for bit, what was signed, with the key of the certificate.
    `covers_whole_file`: nothing was added after it but further signatures.
    `is_trusted`: the certificate comes from a provider whom the installation trusts; False when it does
    but was not valid at the time of signing; None when the provider is not among the known ones, which says
    nothing against it.
    """

    signer: str
    organisation: str
    signed_at: datetime | None
    is_intact: bool
    covers_whole_file: bool
    is_trusted: bool | None


def read_signatures(raw: bytes) -> tuple[SignatureFound, ...]:
    """The signatures of the file, in the order they were made; none for an unsigned one.

    Raises UnreadablePdf. A signature that cannot be understood counts as not intact.
    """
    # pyHanko takes half a second to load, and few requests need it.
    from thidua.documents.signatures import checking

    embedded = checking.embedded_signatures(raw)
    roots = trusted_roots() if embedded else ()
    checked = [checking.check(one, roots) for one in embedded]
    last = checked[-1] if checked else None
    return tuple(_found(one, last) for one in checked)


def _found(checked: Any, last: Any) -> SignatureFound:
    """What is told; by the `last` signature it is judged what was added after the earlier ones."""
    return SignatureFound(
        signer=nfc(checked.signer),
        organisation=nfc(checked.organisation),
        signed_at=checked.signed_at,
        is_intact=checked.is_intact,
        covers_whole_file=checked.reaches_end
        or (checked.is_followed_by_signatures_only and last.reaches_end and last.is_intact),
        is_trusted=checked.is_trusted if checked.is_intact else None,
    )


def are_sound(found: Sequence[SignatureFound]) -> bool:
    """There is a signature, and each is intact and covers the file."""
    return bool(found) and all(one.is_intact and one.covers_whole_file for one in found)

"""The providers of certificates that an installation trusts: files given by its administrator."""

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    from asn1crypto import x509

SUFFIXES = (".pem", ".crt", ".cer")


class BadRoots(Exception):
    """A file of the folder is not a certificate."""


def trusted_roots() -> tuple["x509.Certificate", ...]:
    """The certificates in `settings.SIGNATURE_ROOTS` (a file or a folder, PEM or DER); none where empty."""
    return _read(str(settings.SIGNATURE_ROOTS)) if settings.SIGNATURE_ROOTS else ()


@lru_cache(maxsize=4)
def _read(place: str) -> tuple["x509.Certificate", ...]:
    from asn1crypto import pem, x509

    path = Path(place)
    files = sorted(one for one in path.iterdir() if one.suffix in SUFFIXES) if path.is_dir() else [path]
    found: list[x509.Certificate] = []
    for file in files:
        raw = file.read_bytes()
        try:
            parts = [part for _, _, part in pem.unarmor(raw, multiple=True)] if pem.detect(raw) else [raw]
            found += [x509.Certificate.load(part) for part in parts]
        except ValueError as error:
            raise BadRoots(f"{file} không phải là chứng thư.") from error
    return tuple(found)

"""Signs papers of the demonstration as a USB token would, with certificates that say what they are."""

import io
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from functools import cache
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.signers.pdf_cms import SimpleSigner

ORGANISATION = "Ủy ban nhân dân thành phố Hải Phòng (chứng thư trình diễn)"
FROM, UNTIL = datetime(2025, 6, 1, tzinfo=UTC), datetime(2035, 6, 1, tzinfo=UTC)


class _SignerAt(signers.PdfSigner):
    """States a moment of the demonstration as the time of signing, not that of the machine."""

    def __init__(self, at: datetime, who: SimpleSigner) -> None:
        said = signers.PdfSignatureMetadata(field_name="ChuKySo", subfilter=SigSeedSubFilter.PADES)
        super().__init__(said, signer=who)
        self._at = at

    def init_signing_session(self, *args: Any, **kwargs: Any) -> Any:
        """A session of that moment."""
        session = super().init_signing_session(*args, **kwargs)
        session.system_time = self._at
        return session


def signed(raw: bytes, *, by: str, at: datetime) -> bytes:
    """The PDF with the digital signature of a person; nobody is asked to trust the certificate."""
    out = io.BytesIO()
    # In a thread: pyHanko starts a loop of its own, and one may run in this thread.
    with ThreadPoolExecutor(1) as pool:
        writer = IncrementalPdfFileWriter(io.BytesIO(raw))
        pool.submit(_SignerAt(at, _signer(by)).sign_pdf, writer, output=out).result()
    return out.getvalue()


@cache
def _signer(name: str) -> SimpleSigner:
    key = ec.generate_private_key(ec.SECP256R1())
    told = x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "VN"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, ORGANISATION),
            x509.NameAttribute(NameOID.COMMON_NAME, name),
        ]
    )
    certificate = (
        x509.CertificateBuilder()
        .subject_name(told)
        .issuer_name(told)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(FROM)
        .not_valid_after(UNTIL)
        .sign(key, hashes.SHA256())
    )
    packed = serialization.pkcs12.serialize_key_and_certificates(
        None, key, certificate, None, serialization.NoEncryption()
    )
    made: SimpleSigner = SimpleSigner.load_pkcs12_data(packed, other_certs=[])
    return made

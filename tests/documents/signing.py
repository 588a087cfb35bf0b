"""Certificates and signed PDFs made in the test; nothing is kept and nothing is fetched."""

import io
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime

import time_machine
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.signers.pdf_cms import SimpleSigner

SIGNED = datetime(2030, 3, 28, 9, 30, tzinfo=UTC)


@dataclass(frozen=True)
class Authority:
    """A provider of certificates."""

    name: str
    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate

    @property
    def pem(self) -> bytes:
        return self.certificate.public_bytes(serialization.Encoding.PEM)


def _named(name: str, organisation: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "VN"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation),
            x509.NameAttribute(NameOID.COMMON_NAME, name),
        ]
    )


def authority(name: str = "Nhà cung cấp thử") -> Authority:
    key = ec.generate_private_key(ec.SECP256R1())
    told = _named(name, name)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(told)
        .issuer_name(told)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(datetime(2025, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2040, 1, 1, tzinfo=UTC))
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .add_extension(_usage(signs=False), critical=True)
        .sign(key, hashes.SHA256())
    )
    return Authority(name, key, certificate)


def _usage(*, signs: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=signs,
        content_commitment=signs,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=not signs,
        crl_sign=not signs,
        encipher_only=False,
        decipher_only=False,
    )


def signer(by: Authority, name: str, organisation: str, *, until: int = 2035) -> SimpleSigner:
    """Who signs, with a certificate of `by` that ends with the year before `until`."""
    key = ec.generate_private_key(ec.SECP256R1())
    certificate = (
        x509.CertificateBuilder()
        .subject_name(_named(name, organisation))
        .issuer_name(by.certificate.subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(datetime(2025, 6, 1, tzinfo=UTC))
        .not_valid_after(datetime(until, 1, 1, tzinfo=UTC))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signs=True), critical=True)
        .sign(by.key, hashes.SHA256())
    )
    made = SimpleSigner.load_pkcs12_data(
        serialization.pkcs12.serialize_key_and_certificates(
            b"x", key, certificate, None, serialization.NoEncryption()
        ),
        other_certs=[],
    )
    assert made
    return made


def signed(raw: bytes, who: SimpleSigner, *, field: str = "ChuKy1", at: datetime = SIGNED) -> bytes:
    """The PDF with one more signature, made at `at`; in a thread, as a browser's loop may run in this one."""
    out = io.BytesIO()
    with time_machine.travel(at, tick=False), ThreadPoolExecutor(1) as pool:
        pool.submit(
            signers.sign_pdf,
            IncrementalPdfFileWriter(io.BytesIO(raw)),
            signers.PdfSignatureMetadata(field_name=field, subfilter=SigSeedSubFilter.PADES),
            signer=who,
            output=out,
        ).result()
    return out.getvalue()

"""The part that speaks to pyHanko."""

import io
import logging
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from asn1crypto import x509
from asn1crypto.cms import ContentInfo
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import (
    EmbeddedPdfSignature,
    SignatureCoverageLevel,
    validate_pdf_signature,
)
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko.sign.validation.status import PdfSignatureStatus
from pyhanko_certvalidator import ValidationContext

from thidua.documents.signatures.reading import UnreadablePdf

log = logging.getLogger(__name__)
MAY_SIGN = KeyUsageConstraints(key_usage={"digital_signature", "non_repudiation"}, match_all_key_usages=False)


@dataclass(frozen=True, slots=True)
class Checked:
    """What pyHanko says of one signature, in the words of this house."""

    signer: str = ""
    organisation: str = ""
    signed_at: datetime | None = None
    is_intact: bool = False
    reaches_end: bool = False
    is_followed_by_signatures_only: bool = False
    is_trusted: bool | None = None


def embedded_signatures(raw: bytes) -> list[EmbeddedPdfSignature]:
    """The signatures in the order they were made. Raises UnreadablePdf."""
    try:
        reader = PdfFileReader(io.BytesIO(raw), strict=False)
        if reader.encrypted:
            raise UnreadablePdf("locked with a password")
        # Reading the pages finds out a file that is cut off or has lost its table.
        _ = reader.root["/Pages"]["/Count"]
        return list(reader.embedded_regular_signatures)
    except UnreadablePdf:
        raise
    except Exception as error:  # a hostile or damaged file fails in many ways, all with the same meaning
        raise UnreadablePdf(str(error)) from error


def check(signature: EmbeddedPdfSignature, roots: tuple[x509.Certificate, ...]) -> Checked:
    """One signature, judged at the time stated in it."""
    try:
        certificate = signature.signer_cert
        stated = signature.self_reported_timestamp
        moment = stated or certificate.not_valid_before
        status = _validated(signature, roots, moment)
    except Exception as error:  # as above: what cannot be understood was not verified
        log.info("signature not understood: %s", error)
        return Checked()
    subject = certificate.subject.native
    level = status.modification_level
    return Checked(
        signer=_first(subject.get("common_name")),
        organisation=_first(subject.get("organization_name") or subject.get("organizational_unit_name")),
        signed_at=stated,
        is_intact=status.intact and status.valid and _is_room_empty(signature.pkcs7_content),
        reaches_end=status.coverage == SignatureCoverageLevel.ENTIRE_FILE,
        is_followed_by_signatures_only=(
            level is not None and level <= ModificationLevel.FORM_FILLING and bool(status.docmdp_ok)
        ),
        is_trusted=_trust(status, certificate, roots, moment),
    )


def _is_room_empty(content: bytes) -> bool:
    """The room kept for a signature is longer than it and not signed itself: it must hold nothing else."""
    return not any(content[len(ContentInfo.load(content).dump()) :])


def _validated(
    signature: EmbeddedPdfSignature, roots: tuple[x509.Certificate, ...], moment: datetime
) -> PdfSignatureStatus:
    context = ValidationContext(
        trust_roots=list(roots), moment=moment, allow_fetching=False, revocation_mode="soft-fail"
    )
    # pyHanko starts a loop of its own, which a thread that already runs one (an asynchronous server) refuses.
    with ThreadPoolExecutor(1) as aside:
        return aside.submit(
            validate_pdf_signature, signature, context, context, key_usage_settings=MAY_SIGN
        ).result()


def _trust(
    status: PdfSignatureStatus,
    certificate: x509.Certificate,
    roots: tuple[x509.Certificate, ...],
    moment: datetime,
) -> bool | None:
    """None where no known provider stands behind the certificate: that is not known, not refused."""
    if status.trusted:
        return True
    if status.revoked:
        return False
    is_of_known = any(certificate.issuer == root.subject for root in roots)
    was_valid = certificate.not_valid_before <= moment <= certificate.not_valid_after
    return False if is_of_known and not was_valid else None


def _first(value: Any) -> str:
    """A name may stand several times in a certificate; the last one written is the narrowest."""
    if isinstance(value, list):
        return str(value[-1]) if value else ""
    return str(value or "")

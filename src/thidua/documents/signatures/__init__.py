"""Signatures that others made (with a USB token, a signing service) and that stand in an uploaded PDF.

Signing itself is not done here. Nothing is fetched from a network: who is trusted is in the settings.
"""

from thidua.documents.signatures.reading import SignatureFound, UnreadablePdf, read_signatures
from thidua.documents.signatures.stored import (
    ShownSignature,
    StoredSignature,
    shown_signatures,
    signatures_in,
)
from thidua.documents.signatures.wording import trust_in_words

__all__ = [
    "ShownSignature",
    "SignatureFound",
    "StoredSignature",
    "UnreadablePdf",
    "read_signatures",
    "shown_signatures",
    "signatures_in",
    "trust_in_words",
]

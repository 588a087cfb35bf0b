"""Signatures that others made (with a USB token, a signing service) and that stand in an uploaded PDF.

Signing itself is not done here. Nothing is fetched from a network: who is trusted is in the settings.
"""

from thidua.documents.signatures.reading import SignatureFound, UnreadablePdf, read_signatures
from thidua.documents.signatures.wording import trust_in_words

__all__ = ["SignatureFound", "UnreadablePdf", "read_signatures", "trust_in_words"]

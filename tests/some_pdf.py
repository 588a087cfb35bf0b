"""A PDF that opens, where a test needs no more of it."""

from functools import cache

from thidua.documents.papers import Paper, Signer, to_pdf


@cache
def some_pdf() -> bytes:
    """One page in the form of a decision."""
    return to_pdf(Paper("Quyết định", "", "UBND", "QĐ-UBND", "Khen thưởng", Signer(("CHỦ TỊCH",))))

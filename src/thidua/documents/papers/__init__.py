"""Official papers in the layout of Decree 30/2020/NĐ-CP, Annex I: what is on them, and the .docx."""

from thidua.documents.papers.docx import to_docx
from thidua.documents.papers.paper import (
    Annex,
    Block,
    Heading,
    Items,
    Paper,
    Quote,
    Signer,
    Table,
    Text,
    dated,
)

__all__ = [
    "Annex",
    "Block",
    "Heading",
    "Items",
    "Paper",
    "Quote",
    "Signer",
    "Table",
    "Text",
    "dated",
    "to_docx",
]

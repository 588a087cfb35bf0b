"""Official papers in the layout of Decree 30/2020/NĐ-CP, Annex I: what is on them, .docx, PDF/A."""

from thidua.documents.papers.authority import Capacity, signing
from thidua.documents.papers.certificate import Certificate, certificates_pdf, qr_svg
from thidua.documents.papers.certificate_docx import certificate_docx
from thidua.documents.papers.docx import to_docx
from thidua.documents.papers.paper import (
    SUGGESTED_FORM,
    Annex,
    Article,
    Block,
    Heading,
    Items,
    Paper,
    Quote,
    Signer,
    Table,
    Text,
    accompanying,
    annex_label,
    dated,
)
from thidua.documents.papers.pdf import to_pdf

__all__ = [
    "SUGGESTED_FORM",
    "Annex",
    "Article",
    "Block",
    "Capacity",
    "Certificate",
    "Heading",
    "Items",
    "Paper",
    "Quote",
    "Signer",
    "Table",
    "Text",
    "accompanying",
    "annex_label",
    "certificate_docx",
    "certificates_pdf",
    "dated",
    "qr_svg",
    "signing",
    "to_docx",
    "to_pdf",
]

"""A signed paper, as small as a PDF can be."""

from django.core.files.base import ContentFile

from thidua.foundation.files import Kind, inspect_upload

PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def paper(name="quyet-dinh.pdf"):
    return inspect_upload(ContentFile(PDF, name=name), kinds=(Kind.PDF,))

"""What a page says of a signature."""

from django.utils.translation import gettext as _

from thidua.documents.signatures.reading import SignatureFound


def trust_in_words(found: SignatureFound) -> str:
    """One sentence about the certificate's provider; an unknown one is not called untrue."""
    if found.is_trusted is None:
        return _("Chưa kiểm được nhà cung cấp chứng thư.")
    if found.is_trusted:
        return _("Nhà cung cấp chứng thư đã được hệ thống tin cậy.")
    return _("Chứng thư không có hiệu lực vào lúc ký.")

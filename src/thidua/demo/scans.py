"""Papers that stand for signed ones in the demonstration."""

from datetime import datetime
from functools import cache

from django.core.files.base import ContentFile

from thidua.demo.signing import signed
from thidua.demo.steering import PAPER
from thidua.documents.papers import Paper, Signer, Text, to_pdf
from thidua.foundation.files import InspectedFile, Kind, inspect_upload


@cache
def _drawn() -> bytes:
    """A page that says what it stands for; drawn once, a decision of the demonstration has no other."""
    words = "Bản đã ký của quyết định nằm ở hệ thống quản lý văn bản; tệp này chỉ để trình diễn."
    return to_pdf(
        Paper(
            kind="Quyết định",
            above="",
            issuer="ỦY BAN NHÂN DÂN\nTHÀNH PHỐ HẢI PHÒNG",
            symbol="QĐ-UBND",
            subject="Tệp thay cho bản đã ký",
            signer=Signer(("PHÓ CHỦ TỊCH",)),
            body=(Text(words),),
            marks=("DỮ LIỆU TRÌNH DIỄN",),
        )
    )


def scan_of(number: str) -> InspectedFile:
    """The scan of a decision with this number."""
    return _upload(_drawn(), f"quyet-dinh-{number.partition('/')[0]}.pdf")


def signed_scan_of(number: str, by: str, at: datetime) -> InspectedFile:
    """The same with the digital signature of a person."""
    return _upload(signed(_drawn(), by=by, at=at), f"quyet-dinh-{number.partition('/')[0]}-da-ky.pdf")


def empty_paper(name: str) -> InspectedFile:
    """A paper of which only the name matters."""
    return _upload(PAPER, name)


def _upload(content: bytes, name: str) -> InspectedFile:
    return inspect_upload(ContentFile(content, name=name), kinds=(Kind.PDF,))

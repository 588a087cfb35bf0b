"""Sheets that are handed over: Bằng khen, Giấy chứng nhận, as PDF/A, one to a page, landscape A4.

Each carries the decision it rests on and a QR code that leads to the public page where it can be checked.
"""

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import segno

from thidua.documents.papers.paper import SUGGESTED_FORM, Signer, dated, padded
from thidua.documents.papers.typesetting import MADE, typeset

CODE_SIDE = 22
"""Millimetres of the QR code on paper."""
SCAN_WORDS = "Quét mã để kiểm tra trên hệ thống."
Progress = Callable[[int, int], None]
"""Told how many are done, and of how many."""


@dataclass(frozen=True, slots=True)
class Certificate:
    """One sheet. `number` and `on` are those of the decision; unknown ones leave room."""

    form: str
    """What is given: “Bằng khen”, “Giấy chứng nhận”."""
    conferred_by: str
    """“Chủ tịch Ủy ban nhân dân thành phố Hải Phòng”."""
    name: str
    achievement: str
    check_url: str
    """The address in the QR code."""
    signer: Signer
    of: str = ""
    """Position and unit of a person, the agency above a collective."""
    verb: str = "TẶNG"
    number: str = ""
    symbol: str = "QĐ-UBND"
    on: date | None = None
    place: str = "Hải Phòng"
    marks: Sequence[str] = ()
    is_suggested_form: bool = True
    """The form of the sheet is ours until the office says which one is prescribed."""

    @property
    def decision(self) -> str:
        return f"Theo Quyết định số {padded(self.number)}/{self.symbol}\n{dated(self.on)}"

    @property
    def placed(self) -> str:
        """“Hải Phòng, ngày 09 tháng 6 năm 2026”."""
        return f"{self.place}, {dated(self.on)}"


def certificates_pdf(certificates: Sequence[Certificate], *, progress: Progress | None = None) -> bytes:
    """All of them in one file, in the order given. Raises ValueError where there is none.

    `progress` hears of each sheet that is prepared; the last is told when the file is whole.
    """
    if not certificates:
        raise ValueError("no certificate to draw")
    total = len(certificates)
    sheets = []
    for done, certificate in enumerate(certificates):
        sheets.append(_sheet(certificate))
        if progress and done:
            progress(done, total)
    first = certificates[0]
    title = first.form if total > 1 else f"{first.form}: {first.name}"
    made = typeset(
        "certificate.typ",
        sheets={"made": MADE, "title": title, "issuer": first.conferred_by, "sheets": sheets},
    )
    if progress:
        progress(total, total)
    return made


def _sheet(certificate: Certificate) -> dict[str, Any]:
    return {
        "form": certificate.form,
        "conferred_by": certificate.conferred_by,
        "verb": certificate.verb,
        "name": certificate.name,
        "of": certificate.of,
        "achievement": certificate.achievement,
        "decision": certificate.decision,
        "placed": certificate.placed,
        "signer": {"lines": list(certificate.signer.lines), "name": certificate.signer.name},
        "marks": list(certificate.marks),
        "form_note": SUGGESTED_FORM if certificate.is_suggested_form else "",
        "check_url": certificate.check_url,
        "scan_words": SCAN_WORDS,
        "code": qr_svg(certificate.check_url),
    }


def qr_svg(address: str) -> str:
    """The QR code of an address as SVG, readable with a seventh of it worn off."""
    out = io.BytesIO()
    segno.make(address, error="m").save(out, kind="svg", border=2, xmldecl=False)
    return out.getvalue().decode()


def qr_png(address: str) -> bytes:
    """The same for a .docx, fine enough for print."""
    out = io.BytesIO()
    segno.make(address, error="m").save(out, kind="png", border=2, scale=8)
    return out.getvalue()

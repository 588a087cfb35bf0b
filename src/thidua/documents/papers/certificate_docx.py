"""A certificate as .docx: one landscape A4 page with a double frame, in the order of the PDF."""

import io
from collections.abc import Iterable
from math import ceil
from typing import Any

from docx import Document
from docx.document import Document as Page
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from thidua.documents.papers.certificate import CODE_SIDE, SCAN_WORDS, Certificate, qr_png
from thidua.documents.papers.docx import draw_columns, draw_line, draw_rule, set_style
from thidua.documents.papers.paper import SUGGESTED_FORM, Signer
from thidua.documents.papers.steady import steady_bytes

RED = RGBColor(0xA8, 0x12, 0x1C)
GOLD = "8A6A1F"
INK = 249
"""Millimetres between the margins."""
LETTER = 0.19
"""Millimetres of width that a letter takes for each point of its size, on the safe side."""


def certificate_docx(certificate: Certificate, *, code_words: str = "") -> bytes:
    """The file of one sheet; `code_words` stand in the place of the QR code in a form to begin from."""
    document = Document()
    set_style(document)
    _page(document)
    _notes(document, certificate)
    _line(document, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 15, bold=True)
    _line(document, "Độc lập - Tự do - Hạnh phúc", 15, bold=True)
    draw_rule(document, 94)
    _line(document, certificate.conferred_by.upper(), 17, bold=True, before=20)
    _line(document, certificate.verb, 15, before=4)
    _red(
        _line(
            document, certificate.form.upper(), _fitting(certificate.form, (40, 32, 26)), bold=True, before=6
        )
    )
    _line(document, certificate.name, _fitting(certificate.name, (26, 23, 20, 17)), bold=True, before=8)
    if certificate.of:
        _line(document, certificate.of, _fitting(certificate.of, (16, 14, 12), lines=2), before=4)
    said = certificate.achievement
    size = _fitting(said, (17, 15, 13, 12, 11), lines=4)
    _line(document, said, size, italic=True, before=10, after=_gap(certificate, size))
    _foot(document, certificate, code_words)
    return steady_bytes(document)


def _page(document: Page) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(24)
    section.top_margin = section.bottom_margin = Mm(15)
    section.header_distance = section.footer_distance = Mm(5)
    frame = OxmlElement("w:pgBorders")
    frame.set(qn("w:offsetFrom"), "page")
    for side in ("top", "left", "bottom", "right"):
        line = OxmlElement(f"w:{side}")
        for key, value in (("val", "thickThinSmallGap"), ("sz", "24"), ("space", "26"), ("color", GOLD)):
            line.set(qn(f"w:{key}"), value)
        frame.append(line)
    # The schema wants the frame between margins and columns.
    section._sectPr.insert_element_before(frame, "w:lnNumType", "w:pgNumType", "w:cols", "w:docGrid")


def _notes(document: Page, certificate: Certificate) -> None:
    notes = [SUGGESTED_FORM] if certificate.is_suggested_form else []
    for place, words in enumerate((*certificate.marks, *notes)):
        _line(document, words, 9, bold=place < len(certificate.marks), align=ALIGN.RIGHT)


def _foot(document: Page, certificate: Certificate, code_words: str) -> None:
    code, decision, signer = draw_columns(document, (28, 116, 105))
    _code(code, certificate, code_words)
    for words in (*certificate.decision.split("\n"), SCAN_WORDS):
        draw_line(decision, words, size=Pt(10))
    _signer(signer, certificate.placed, certificate.signer)


def _code(place: Any, certificate: Certificate, code_words: str) -> None:
    paragraph = draw_line(place, code_words)
    if not code_words:
        picture = io.BytesIO(qr_png(certificate.check_url))
        paragraph.add_run().add_picture(picture, width=Mm(CODE_SIDE))


def _signer(place: Any, placed: str, signer: Signer) -> None:
    _line(place, placed, 13, italic=True, after=3)
    for words in signer.lines:
        _line(place, words.upper(), 13, bold=True)
    _line(place, signer.name, 14, bold=True, before=58)  # room for the hand and the seal


def _line(
    place: Any,
    words: str,
    size: int,
    *,
    bold: bool = False,
    italic: bool = False,
    before: int = 0,
    after: int = 0,
    align: ALIGN = ALIGN.CENTER,
) -> Any:
    return draw_line(
        place, words, size=Pt(size), bold=bold, italic=italic, align=align, before=before, after=after
    )


def _red(paragraph: Any) -> None:
    for run in paragraph.runs:
        run.font.color.rgb = RED


def _gap(certificate: Certificate, size: int) -> int:
    """Points above the foot: fewer lines leave more, so that the page is filled and stays one."""
    lines = _lines(certificate.of, 14) + _lines(certificate.achievement, size)
    return max(16, 64 - 12 * lines)


def _lines(words: str, size: int) -> int:
    return ceil(len(words) * size * LETTER / INK)


def _fitting(words: str, sizes: Iterable[int], lines: int = 1) -> int:
    """The largest of the sizes at which the words fit so many lines; the smallest where none does."""
    tried = sorted(sizes, reverse=True)
    fits = (size for size in tried if len(words) * size * LETTER <= INK * lines)
    return next(fits, tried[-1])

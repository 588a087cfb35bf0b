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
SIGNER_INK = 105
LETTER = 0.19
"""Millimetres of width that a letter takes for each point of its size, on the safe side."""
ROOM = 174
"""Points between what stands on every sheet."""


def certificate_docx(certificate: Certificate, *, code_words: str = "") -> bytes:
    """The file of one sheet; `code_words` stand in the place of the QR code in a form to begin from."""
    document = Document()
    set_style(document)
    _page(document)
    name, of, said = certificate.name, certificate.of, certificate.achievement
    name_size = _fitting(name, (26, 23, 20, 17))
    of_size = _fitting(of, (16, 14, 12), lines=2)
    said_size = _fitting(said, (17, 15, 13, 12, 11), lines=4)
    left = _left(certificate.signer, ((name, name_size), (of, of_size), (said, said_size)))
    _notes(document, certificate)
    _line(document, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 15, bold=True)
    _line(document, "Độc lập - Tự do - Hạnh phúc", 15, bold=True)
    draw_rule(document, 94)
    _line(document, certificate.conferred_by.upper(), 17, bold=True, before=max(2, min(20, 20 + left)))
    _line(document, certificate.verb, 15, before=4)
    _red(
        _line(
            document, certificate.form.upper(), _fitting(certificate.form, (40, 32, 26)), bold=True, before=6
        )
    )
    _line(document, name, name_size, bold=True, before=8)
    if of:
        _line(document, of, of_size, before=4)
    _line(document, said, said_size, italic=True, before=10, after=max(4, min(48, 4 + left)))
    _foot(document, certificate, code_words, hand=max(36, min(58, 76 + left)))
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


def _foot(document: Page, certificate: Certificate, code_words: str, *, hand: int) -> None:
    code, decision, signer = draw_columns(document, (28, 116, SIGNER_INK))
    _code(code, certificate, code_words)
    for words in (*certificate.decision.split("\n"), SCAN_WORDS):
        draw_line(decision, words, size=Pt(10))
    _signer(signer, certificate.placed, certificate.signer, hand)


def _code(place: Any, certificate: Certificate, code_words: str) -> None:
    paragraph = draw_line(place, code_words)
    if not code_words:
        picture = io.BytesIO(qr_png(certificate.check_url))
        paragraph.add_run().add_picture(picture, width=Mm(CODE_SIDE))


def _signer(place: Any, placed: str, signer: Signer, hand: int) -> None:
    _line(place, placed, 13, italic=True, after=3)
    for words in signer.lines:
        _line(place, words.upper(), 13, bold=True)
    _line(place, signer.name, 14, bold=True, before=hand)  # room for the hand and the seal


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


def _left(signer: Signer, said: Iterable[tuple[str, int]]) -> int:
    """Points of ROOM that words of these sizes leave, so that the page is filled and stays one; below nothing
    the gaps that can be smaller are.
    """
    signed = [*((words.upper(), 13) for words in signer.lines), (signer.name, 14)]
    used = sum(_lines(words, size) * size for words, size in said)
    used += sum(_lines(words, size, SIGNER_INK) * size for words, size in signed)
    return ROOM - round(used * 1.15)


def _lines(words: str, size: int, ink: int = INK) -> int:
    return ceil(_wide(words) * size * LETTER / ink)


def _wide(words: str) -> float:
    """How many letters of usual width the words are as wide as; a capital is wider."""
    return len(words) + 0.3 * sum(map(str.isupper, words))


def _fitting(words: str, sizes: Iterable[int], lines: int = 1) -> int:
    """The largest of the sizes at which the words fit so many lines; the smallest where none does."""
    tried = sorted(sizes, reverse=True)
    fits = (size for size in tried if _wide(words) * size * LETTER <= INK * lines)
    return next(fits, tried[-1])

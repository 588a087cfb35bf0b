"""Draws a paper as .docx: A4, 20/20/30/15 mm, Times New Roman 13–14, page numbers from the second page on.

The same paper always gives the same bytes, so that a file can be known by its fingerprint.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any

from docx import Document
from docx.document import Document as Page
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from thidua.documents.papers.docx_table import draw_table
from thidua.documents.papers.letters import printable
from thidua.documents.papers.paper import (
    MOST_TOGETHER,
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
    paragraphs,
)
from thidua.documents.papers.steady import steady_bytes

FONT = "Times New Roman"
SIZE, SMALL, LIST = Pt(14), Pt(13), Pt(11)
AFTER_PAGE_NUMBERS = (
    "w:cols", "w:formProt", "w:vAlign", "w:noEndnote", "w:titlePg", "w:textDirection", "w:bidi",
    "w:rtlGutter", "w:docGrid", "w:printerSettings", "w:sectPrChange",
)  # fmt: skip
"""What comes behind `w:pgNumType` in the shape of a section (ECMA-376)."""
INK_WIDTH, WIDE_INK_WIDTH = 165, 257
"""Width of what is printed, in millimetres, upright and on its side."""
EPOCH = datetime(2026, 6, 9)  # noqa: DTZ001  (a fixed date, so that equal papers are equal files)


def to_docx(paper: Paper) -> bytes:
    """The file of a paper."""
    document = Document()
    _set_up(document)
    if paper.is_suggested_form:
        draw_line(document, SUGGESTED_FORM, size=LIST, italic=True, align=ALIGN.RIGHT, after=4)
    for mark in paper.marks:
        draw_line(document, mark, size=SMALL, bold=True, align=ALIGN.CENTER, after=4)
    _head(document, paper)
    _title(document, paper)
    if paper.authority:
        draw_line(document, paper.authority.upper(), bold=True, align=ALIGN.CENTER, before=4, after=6)
    for words in paper.grounds:
        draw_line(document, words, italic=True, align=ALIGN.JUSTIFY, first=10, after=6)
    if paper.resolves:
        resolved = draw_line(document, paper.resolves, bold=True, align=ALIGN.CENTER, before=4, after=6)
        resolved.paragraph_format.keep_with_next = True
    draw_blocks(document, paper.body, INK_WIDTH)
    _foot(document, paper)
    for annex in paper.annexes:
        _annex(document, annex)
    return steady_bytes(document)


def _set_up(document: Page) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.header_distance = Mm(10)
    section.different_first_page_header_footer = True
    set_style(document)
    _page_number(section.header.paragraphs[0])


def set_style(document: Page) -> None:
    """Letters and language of an official paper, and nothing in it that tells who made it when."""
    style = document.styles["Normal"]
    style.font.name, style.font.size = FONT, SIZE
    properties = style.element.get_or_add_rPr()
    fonts = properties.get_or_add_rFonts()
    for name in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(name), FONT)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "vi-VN")
    properties.append(language)
    style.paragraph_format.space_after = Pt(0)
    core = document.core_properties
    core.author = core.last_modified_by = core.comments = ""
    core.created = core.modified = EPOCH


def _page_number(paragraph: Any) -> None:
    paragraph.alignment = ALIGN.CENTER
    for kind in ("begin", None, "end"):
        if kind:
            part = OxmlElement("w:fldChar")
            part.set(qn("w:fldCharType"), kind)
        else:
            part = OxmlElement("w:instrText")
            part.text = " PAGE "
        paragraph.add_run()._r.append(part)


def _head(document: Page, paper: Paper) -> None:
    left, right = draw_columns(document, (70, 95))
    if paper.above:
        draw_line(left, paper.above.upper(), size=SMALL, align=ALIGN.CENTER)
    draw_line(left, paper.issuer.upper(), size=SMALL, bold=True, align=ALIGN.CENTER)
    draw_rule(left, 22)
    draw_line(left, paper.numbered, size=SMALL, align=ALIGN.CENTER, before=4)
    if not paper.kind:
        draw_line(left, f"V/v {paper.subject}", size=Pt(12), align=ALIGN.CENTER)
    draw_line(right, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", size=Pt(12), bold=True, align=ALIGN.CENTER)
    draw_line(right, "Độc lập - Tự do - Hạnh phúc", size=SMALL, bold=True, align=ALIGN.CENTER)
    draw_rule(right, 20)
    draw_line(right, paper.placed, size=SMALL, italic=True, align=ALIGN.CENTER, before=4)


def _title(document: Page, paper: Paper) -> None:
    if paper.kind:
        draw_line(document, paper.kind.upper(), bold=True, align=ALIGN.CENTER, before=14)
        draw_line(document, paper.subject, bold=True, align=ALIGN.CENTER)
        draw_rule(document, 60)
    if len(paper.addressees) == 1:
        draw_line(document, f"Kính gửi: {paper.addressees[0]}", align=ALIGN.CENTER, before=10, after=8)
    elif paper.addressees:
        draw_line(document, "Kính gửi:", before=10, first=40)
        for place, name in enumerate(paper.addressees, 1):
            end = "." if place == len(paper.addressees) else ";"
            draw_line(document, f"- {name}{end}", left=50)
    document.add_paragraph().paragraph_format.line_spacing = Pt(6)


def _foot(document: Page, paper: Paper) -> None:
    # A page does not begin with the signature alone: the last words come along.
    if document.paragraphs and document.element.body[-2] is document.paragraphs[-1]._p:
        document.paragraphs[-1].paragraph_format.keep_with_next = True
    draw_line(document, "", size=Pt(6)).paragraph_format.keep_with_next = True
    left, right = draw_columns(document, (75, 90))
    if len(paper.recipients) <= MOST_TOGETHER:
        # Who signs is not parted from the office that he signs for.
        document.tables[-1].rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    if paper.other_signer:
        _signer(left, paper.other_signer)
        _signer(right, paper.signer)
        return
    draw_line(left, "Nơi nhận:" if paper.recipients else "", size=Pt(12), bold=True, italic=True)
    for place, name in enumerate(paper.recipients):
        end = "." if place == len(paper.recipients) - 1 else ";"
        draw_line(left, f"- {name}{end}", size=LIST)
    _signer(right, paper.signer)


def _signer(place: Any, signer: Signer) -> None:
    for words in signer.lines:
        draw_line(place, words.upper(), bold=True, align=ALIGN.CENTER)
    # Room for the hand and the seal.
    for _ in range(4):
        draw_line(place, "")
    draw_line(place, signer.name, bold=True, align=ALIGN.CENTER)


def _annex(document: Page, annex: Annex) -> None:
    section = document.add_section(WD_SECTION.NEW_PAGE)
    flatten(document.paragraphs[-1])
    section.different_first_page_header_footer = False
    number_from_one(section._sectPr)
    if annex.is_wide:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Mm(297), Mm(210)
        section.left_margin, section.right_margin = Mm(20), Mm(20)
    else:
        section.orientation = WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.left_margin, section.right_margin = Mm(30), Mm(15)
    draw_list(document, annex, WIDE_INK_WIDTH if annex.is_wide else INK_WIDTH)


def number_from_one(shape: Any) -> None:
    """The pages of an annex are numbered by themselves (Decree 30/2020, Annex I); `shape`: its `w:sectPr`."""
    for found in shape.findall(qn("w:pgNumType")):
        shape.remove(found)
    number = OxmlElement("w:pgNumType")
    number.set(qn("w:start"), "1")
    shape.insert_element_before(number, *AFTER_PAGE_NUMBERS)


def draw_list(document: Page, annex: Annex, width: int) -> None:
    """An annex from where the document ends, `width` millimetres wide."""
    if annex.label:
        draw_line(document, annex.label, bold=True, align=ALIGN.CENTER)
    draw_line(document, annex.title.upper(), bold=True, align=ALIGN.CENTER, after=0 if annex.note else 8)
    if annex.note:
        draw_line(document, annex.note, size=SMALL, italic=True, align=ALIGN.CENTER, after=8)
    draw_blocks(document, annex.blocks, width)
    if annex.blocks and isinstance(annex.blocks[-1], Table):
        flatten(document.paragraphs[-1])


def flatten(paragraph: Any) -> None:
    """Takes the height of an empty paragraph that ends a section or stands behind a table: below a full page
    it began another one, empty but for its number.
    """
    paragraph.paragraph_format.line_spacing = Pt(1)


def draw_blocks(document: Page, blocks: Iterable[Block], width: int) -> None:
    """Headings, paragraphs and tables from where the document ends, `width` millimetres wide."""
    for block in blocks:
        match block:
            case Heading(text, level):
                words = text.upper() if level == 1 else text
                paragraph = draw_line(
                    document, words, bold=True, italic=level > 2, first=10, before=6, after=4
                )
                paragraph.paragraph_format.keep_with_next = True
            case Text(text):
                for words in paragraphs(text):
                    draw_line(document, words, align=ALIGN.JUSTIFY, first=10, after=6)
            case Article():
                _article(document, block)
            case Items(items):
                # A line that ends within a justified paragraph is drawn out over the whole width.
                for words in (line for item in items for line in paragraphs(f"- {item}")):
                    draw_line(document, words, align=ALIGN.JUSTIFY, first=10, after=4)
            case Quote(text, source):
                draw_line(document, f"“{text.strip()}”", italic=True, align=ALIGN.JUSTIFY, left=10, after=0)
                draw_line(document, f"({source})", size=SMALL, left=10, after=6)
            case Table():
                _table(document, block, width)


def _article(document: Page, article: Article) -> None:
    opening, *others = paragraphs(article.text) or [""]
    paragraph = draw_line(document, f"{article.label} ", bold=True, align=ALIGN.JUSTIFY, first=10, after=6)
    _words(paragraph, opening, SIZE, False, False)
    for words in others:
        draw_line(document, words, align=ALIGN.JUSTIFY, first=10, after=6)


def _table(document: Page, table: Table, width: int) -> None:
    if table.caption:
        draw_line(
            document, table.caption, bold=True, size=SMALL, before=6, after=4
        ).paragraph_format.keep_with_next = True
    draw_table(document, table, width)
    draw_line(document, "", size=Pt(6))


def draw_columns(document: Page, widths: Sequence[int]) -> list[Any]:
    """Cells without lines, so many millimetres wide; LibreOffice asks for the width of column and cell."""
    table = document.add_table(rows=1, cols=len(widths))
    table.autofit = False
    cells = []
    for column, cell, width in zip(table.columns, table.rows[0].cells, widths, strict=True):
        column.width = cell.width = Mm(width)
        cells.append(_Cell(cell))
    return cells


class _Cell:
    """A cell whose first, given paragraph is used before another is added."""

    def __init__(self, cell: Any) -> None:
        self._add: Callable[[], Any] = cell.add_paragraph
        self._first: Any = cell.paragraphs[0]

    def add_paragraph(self) -> Any:
        first, self._first = self._first, None
        return first if first is not None else self._add()


def draw_line(
    place: Any,
    words: str,
    *,
    size: Pt = SIZE,
    bold: bool = False,
    italic: bool = False,
    align: ALIGN = ALIGN.LEFT,
    before: int = 0,
    after: int = 0,
    first: int = 0,
    left: int = 0,
) -> Any:
    """A paragraph; gaps in points, indents in millimetres."""
    paragraph = place.add_paragraph()
    shape = paragraph.paragraph_format
    paragraph.alignment = align
    shape.space_before, shape.space_after = Pt(before), Pt(after)
    if first:
        shape.first_line_indent = Mm(first)
    if left:
        shape.left_indent = Mm(left)
    _words(paragraph, words, size, bold, italic)
    return paragraph


def _words(paragraph: Any, words: str, size: Pt, bold: bool, italic: bool) -> None:
    run = paragraph.add_run(printable(words))
    run.font.size, run.bold, run.italic = size, bold, italic


def draw_rule(place: Any, indent: int) -> None:
    """The short line under a head: a paragraph of no height with a border."""
    paragraph = place.add_paragraph()
    shape = paragraph.paragraph_format
    shape.left_indent = shape.right_indent = Mm(indent)
    shape.line_spacing = Pt(3)
    borders, bottom = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "0"), ("color", "000000")):
        bottom.set(qn(f"w:{name}"), value)
    borders.append(bottom)
    properties = paragraph._p.get_or_add_pPr()
    # The schema wants the border before spacing and indents.
    properties.insert_element_before(borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")

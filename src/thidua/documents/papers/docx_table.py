"""Tables of a .docx, built cell by cell in XML: a list of 127 units is drawn in a twentieth of a second."""

from collections.abc import Iterable, Sequence
from typing import Any

from docx.document import Document as Page
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm

from thidua.documents.papers.letters import printable
from thidua.documents.papers.paper import Table, is_tall

HALF_POINTS = "24"
"""The size of the letters, 12 points, as the format counts it."""


def draw_table(document: Page, table: Table, width: int) -> None:
    """The table at the end of the document, `width` millimetres wide; its head is repeated on every page."""
    drawn = document.add_table(rows=0, cols=len(table.head))
    drawn.style = "Table Grid"
    drawn.alignment = WD_TABLE_ALIGNMENT.CENTER
    drawn.autofit = False
    total = sum(table.widths)
    widths = [Mm(width * share / total) for share in table.widths]
    for column, size in zip(drawn.columns, widths, strict=True):
        column.width = size
    twips = [str(round(size.twips)) for size in widths]
    sides = ["right" if place in table.numbers else "left" for place in range(len(widths))]
    drawn._tbl.append(_row(table.head, twips, ["center"] * len(widths), is_head=True))
    for row in table.rows:
        drawn._tbl.append(_row(row, twips, sides, is_head=False))


def _row(cells: Sequence[str], widths: Iterable[str], sides: Iterable[str], *, is_head: bool) -> Any:
    """A row that is not torn apart as long as it fits a page."""
    row = OxmlElement("w:tr")
    shape = _add(row, "trPr")
    if not is_tall(cells):
        _add(shape, "cantSplit")
    if is_head:
        _add(shape, "tblHeader")
    for words, width, side in zip(cells, widths, sides, strict=True):
        cell = _add(row, "tc")
        _add(_add(cell, "tcPr"), "tcW", type="dxa", w=width)
        paragraph = _add(cell, "p")
        _add(_add(paragraph, "pPr"), "jc", val=side)
        _write(_add(paragraph, "r"), words, is_head)
    return row


def _write(run: Any, words: str, is_bold: bool) -> None:
    shape = _add(run, "rPr")
    if is_bold:
        _add(shape, "b")
    _add(shape, "sz", val=HALF_POINTS)
    for place, line in enumerate(printable(words).split("\n")):
        if place:
            _add(run, "br")
        text = _add(run, "t")
        text.text = line
        text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _add(parent: Any, name: str, **attributes: str) -> Any:
    made = parent.makeelement(qn(f"w:{name}"), {qn(f"w:{key}"): value for key, value in attributes.items()})
    parent.append(made)
    return made

"""Tracked changes of a Word file are taken as accepted; what stands in content controls is read."""

import pytest
from docx import Document
from docx.oxml import parse_xml

from thidua.documents.word_changes import accept_changes

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def accepted(*blocks):
    """The lines and cells of a document with these blocks, and how many changes there were."""
    document = Document()
    body = document.element.body
    for block in blocks:
        body.insert(len(body) - 1, parse_xml(block.replace(">", f" {W}>", 1)))
    count = accept_changes(body)
    cells = [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]
    return [paragraph.text for paragraph in document.paragraphs], cells, count


def run(words, tag="t"):
    return f'<w:r><w:{tag} xml:space="preserve">{words}</w:{tag}></w:r>'


def gone(words):
    return f"<w:del>{run(words, 'delText')}</w:del>"


@pytest.mark.parametrize(
    ("block", "line", "count"),
    [
        (f"<w:p>{run('a')}</w:p>", "a", 0),
        (f"<w:p>{run('a ')}<w:ins>{run('b')}</w:ins>{gone('c')}</w:p>", "a b", 2),
        (f"<w:p><w:moveFrom>{run('a')}</w:moveFrom>{run('b')}<w:moveTo>{run('a')}</w:moveTo></w:p>", "ba", 1),
        (f"<w:p><w:ins>{run('a')}{gone('b')}</w:ins></w:p>", "a", 2),
        (f"<w:p><w:pPr><w:rPr><w:ins/></w:rPr></w:pPr>{run('a')}</w:p>", "a", 0),
        (f"<w:p><w:smartTag><w:smartTagPr/>{run('a')}</w:smartTag></w:p>", "a", 0),
        (f"<w:p><w:sdt><w:sdtContent><w:ins>{run('a')}</w:ins></w:sdtContent></w:sdt></w:p>", "a", 1),
    ],
)
def test_a_paragraph(block, line, count):
    assert accepted(block) == ([line], [], count)


def test_the_end_of_a_paragraph_taken_out_joins_it_to_the_one_below():
    ended = "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>"
    lines, _cells, count = accepted(
        f"<w:p>{ended}{run('a ')}</w:p>", f"<w:p>{ended}{gone('x')}</w:p>", f"<w:p><w:pPr/>{run('b')}</w:p>"
    )
    assert (lines, count) == (["a b"], 1)


def test_a_row_taken_out_and_cells_in_controls():
    cell = f"<w:tc><w:tcPr/><w:p>{run('a')}</w:p></w:tc>"
    table = (
        f"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:trPr><w:del/></w:trPr>{cell}</w:tr>"
        f"<w:tr><w:sdt><w:sdtPr/><w:sdtContent>{cell}</w:sdtContent></w:sdt></w:tr></w:tbl>"
    )
    lines, cells, _count = accepted(table, f"<w:p>{run('c')}</w:p>")
    assert (lines, cells) == (["c"], [["a"]])


def test_a_whole_control_between_paragraphs_and_a_prompt_that_nobody_answered():
    inside = f"<w:sdtContent><w:p>{run('a')}</w:p></w:sdtContent>"
    prompt = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr>{inside}</w:sdt>"
    assert accepted(f"<w:sdt><w:sdtPr/>{inside}</w:sdt>", prompt)[0] == ["a"]

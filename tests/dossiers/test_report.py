"""The achievement report goes out to Word with its facts and comes back, no word lost."""

import io
import zipfile
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from docx import Document
from docx.oxml import parse_xml
from tests.dossiers.conftest import PERSON

from thidua.dossiers.errors import DossierRefused
from thidua.dossiers.models import Dossier
from thidua.dossiers.report.reading import read_report
from thidua.dossiers.services import Subject, name_initiatives
from thidua.dossiers.writing.services import Span, save_part, tell_work
from thidua.foundation.files import Kind, inspect_upload

TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"></Types>'
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
LONG_NAME = "Nguyễn Phan Hoàng Thị Phương Nghiêm Trần Lê Ngọc Huyền Trang Anh"
pytestmark = pytest.mark.usefixtures("demo_day")


@pytest.fixture
def written(world, start, officer, at):
    row = start("annual.individual", Subject(LONG_NAME, "female", 1988, "Công chức Văn phòng"))
    save_part(by=officer, at=at, dossier=row, section="results", text="Trước 5 ngày.\nNay 3 ngày.", version=1)
    span = Span(date(2026, 1, 1), None, "UBND phường", "Tổ một cửa", "QĐ 5/QĐ-UBND")
    tell_work(by=officer, at=at, dossier=row, spans=[span])
    name_initiatives(by=officer, at=at, dossier=row, initiatives=[world])
    return Dossier.objects.select_related("filing__unit").get(pk=row.pk)


def fetched(client, row):
    answer = client.get(reverse("dossiers:report_file", args=[row.pk, "docx"]))
    assert answer.status_code == 200
    return Document(io.BytesIO(answer.content))


def uploaded(document, name="bao-cao.docx"):
    out = io.BytesIO()
    document.save(out)
    return SimpleUploadedFile(name, out.getvalue())


def read(row, document):
    return read_report(row, inspect_upload(uploaded(document), kinds={Kind.DOCX}))


def below(document, heading):
    """The paragraph after a heading."""
    lines = document.paragraphs
    place = next(n for n, line in enumerate(lines) if line.text.strip().lower().endswith(heading.lower()))
    return lines[place + 1]


def test_the_facts_are_in_and_the_file_comes_back_the_same(browser, written):
    document = fetched(browser, written)
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    words = "\n".join(cells)
    for fact in (LONG_NAME, "hạng 1", "26/QĐ-UBND", "12/QĐ-UBND", "QĐ 5/QĐ-UBND", "XÁC NHẬN CỦA"):
        assert fact in words, fact
    found = read(written, document)
    assert found.texts["results"] == "Trước 5 ngày.\nNay 3 ngày."
    assert found.texts["general"] == ""
    assert found.notes == []


def test_what_was_typed_is_shown_first_and_taken_section_by_section(browser, written, officer, at):
    document = fetched(browser, written)
    below(document, "Thông tin chung").text = "Sinh tại Hải Phòng, vào ngành năm 2010."
    below(document, "so với trước").text = "Trước 6 ngày."
    url = reverse("dossiers:report_upload", args=[written.pk])
    shown = browser.post(url, {"file": uploaded(document)}).content.decode()
    assert "Sinh tại Hải Phòng" in shown
    assert written.parts.get(section="general").text == ""
    taken = {
        "take-general": "1", "text-general": "Sinh tại Hải Phòng, vào ngành 2010.", "version-general": "1",
        "take-results": "1", "text-results": "Trước 6 ngày.", "version-results": "1",
    }  # fmt: skip
    answer = browser.post(reverse("dossiers:report_take", args=[written.pk]), taken, follow=True)
    assert "Đã lấy từ tệp: Thông tin chung" in answer.content.decode()
    assert "vừa lưu" in answer.content.decode()
    assert written.parts.get(section="general").text.startswith("Sinh tại")
    assert written.parts.get(section="results").text.startswith("Trước 5 ngày")
    assert written.kept_words.get().text == "Trước 6 ngày."


def test_a_table_becomes_lines_and_what_is_left_out_is_named(browser, written):
    document = fetched(browser, written)
    target = below(document, "sáng kiến")
    table = document.add_table(rows=2, cols=2)
    for row, words in zip(table.rows, (("Tháng", "Hồ sơ"), ("5", "120")), strict=True):
        for cell, text in zip(row.cells, words, strict=True):
            cell.text = text
    target._p.addnext(table._tbl)
    gone = next(line for line in document.paragraphs if "chăm lo" in line.text)
    gone.text = "Mục khác"
    found = read(written, document)
    assert "Tháng | Hồ sơ\n5 | 120" in found.texts["measures"]
    assert any("2 dòng chữ" in note for note in found.notes)
    assert any("Không thấy đề mục" in note and "chăm lo" in note for note in found.notes)


def test_a_table_keeps_equal_and_empty_cells_and_one_about_who_receives_is_no_signature(browser, written):
    document = fetched(browser, written)
    target = below(document, "sáng kiến")
    lines = (("Nơi nhận kết quả", "2026", "2027"), ("Một cửa", "98%", "98%"), ("Trực tuyến", "", "5%"))
    table = document.add_table(rows=4, cols=3)
    for row, words in zip(table.rows, lines, strict=False):
        for cell, text in zip(row.cells, words, strict=True):
            cell.text = text
    last = table.rows[3].cells
    last[0].merge(last[1]).text = "Tăng"
    last[2].text = "5%"
    target._p.addnext(table._tbl)
    assert read(written, document).texts["measures"] == (
        "Nơi nhận kết quả | 2026 | 2027\nMột cửa | 98% | 98%\nTrực tuyến | – | 5%\nTăng | 5%"
    )


def test_a_table_merged_with_a_row_that_was_deleted_is_read(browser, written):
    document = fetched(browser, written)
    target = below(document, "sáng kiến")
    table = document.add_table(rows=3, cols=2)
    for number, row in enumerate(table.rows):
        row.cells[0].text, row.cells[1].text = "Một cửa", f"{number} hồ sơ"
    table.cell(0, 0).merge(table.cell(1, 0)).text = "Một cửa"
    # As Track Changes keeps a row that somebody took out.
    gone = table.rows[0]._tr.get_or_add_trPr()
    gone.append(parse_xml(f'<w:del xmlns:w="{W}" w:id="9" w:author="Trần Văn Bình"/>'))
    empty = parse_xml(f'<w:tr xmlns:w="{W}"/>')
    table._tbl.append(empty)
    target._p.addnext(table._tbl)
    answer = browser.post(reverse("dossiers:report_upload", args=[written.pk]), {"file": uploaded(document)})
    assert answer.status_code == 200
    assert "– | 1 hồ sơ\nMột cửa | 2 hồ sơ" in read(written, document).texts["measures"]


TRACKED = """<w:p xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
  <w:r><w:t xml:space="preserve">Thời gian giải quyết giảm từ </w:t></w:r>
  <w:del w:id="1" w:author="Trần Văn Bình"><w:r><w:delText>6</w:delText></w:r></w:del>
  <w:ins w:id="2" w:author="Trần Văn Bình"><w:r><w:t>5</w:t></w:r></w:ins>
  <w:r><w:t xml:space="preserve"> xuống 3 </w:t></w:r>
  <w:sdt><w:sdtContent><w:r><w:t>ngày</w:t></w:r></w:sdtContent></w:sdt>
  <w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr>
  <w:sdtContent><w:r><w:t>Bấm để gõ</w:t></w:r></w:sdtContent></w:sdt>
</w:p>"""
IN_A_CONTROL = """<w:sdt xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
  <w:sdtPr/><w:sdtContent><w:p><w:r><w:t>Cả đoạn trong một ô nội dung.</w:t></w:r></w:p></w:sdtContent>
</w:sdt>"""
TAKEN_OUT = """<w:p xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
  <w:pPr><w:rPr><w:del w:id="3" w:author="Trần Văn Bình"/></w:rPr></w:pPr>
  <w:del w:id="4" w:author="Trần Văn Bình"><w:r><w:delText>Câu đã bỏ.</w:delText></w:r></w:del>
</w:p>"""


def test_tracked_changes_are_read_as_accepted_and_counted_and_no_control_is_lost(browser, written):
    document = fetched(browser, written)
    line = below(document, "Thông tin chung")
    for words in (IN_A_CONTROL, TAKEN_OUT, TRACKED):
        line._p.addnext(parse_xml(words))
    found = read(written, document)
    assert found.texts["general"] == (
        "Thời gian giải quyết giảm từ 5 xuống 3 ngày\nCả đoạn trong một ô nội dung."
    )
    assert found.texts["results"] == "Trước 5 ngày.\nNay 3 ngày."
    assert [note for note in found.notes if note.startswith("Tệp có 3 chỗ sửa theo dõi")] == found.notes


def test_files_that_are_not_this_report(browser, written, start, make_initiative):
    other = start("annual.individual", PERSON)
    document = fetched(browser, other)
    with pytest.raises(DossierRefused, match="của hồ sơ khác"):
        read(written, document)
    empty = Document()
    empty.add_paragraph("Kính gửi Sở Nội vụ")
    with pytest.raises(DossierRefused, match="không thấy đề mục nào"):
        read(written, empty)
    twice = fetched(browser, written)
    twice.add_paragraph("I. Thông tin chung")
    with pytest.raises(DossierRefused, match="có hai lần"):
        read(written, twice)


@pytest.mark.parametrize(
    "parts",
    [
        {"[Content_Types].xml": "<x/>", "word/document.xml": "<notxml"},
        {"[Content_Types].xml": TYPES, "word/document.xml": "<w/>"},
    ],
)
def test_a_damaged_word_file_is_refused_in_words(parts, browser, written):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    upload = {"file": SimpleUploadedFile("bao-cao.docx", out.getvalue())}
    answer = browser.post(reverse("dossiers:report_upload", args=[written.pk]), upload, follow=True)
    assert "Hãy mở bằng Word, lưu lại rồi tải lên" in answer.content.decode()


def test_a_pdf_for_those_who_read(browser, written):
    answer = browser.get(reverse("dossiers:report_file", args=[written.pk, "pdf"]))
    assert answer.content.startswith(b"%PDF")

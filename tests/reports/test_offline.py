"""The Word file goes down, is written in, comes back, and only what is chosen is taken."""

import io

import pytest
from django.core.files.base import ContentFile
from docx import Document
from docx.oxml import parse_xml
from tests.reports.conftest import HONG_BANG, write

from thidua.reports.content import content_of
from thidua.reports.errors import ReportRefused
from thidua.reports.models import KeptWords
from thidua.reports.offline import file_of, read_back
from thidua.reports.sending import send_report
from thidua.units.letterhead import letterhead_of
from thidua.units.selectors import history


@pytest.fixture
def file(report, unit):
    return file_of(report, unit, content_of(report, unit), is_demo=False)


def changed(content: bytes, edit) -> bytes:
    document = Document(io.BytesIO(content))
    edit(document)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def add_words(document, section: str = "VII", words: str = "Máy quét đã cũ.") -> None:
    mark = next(one for one in document.paragraphs if one.text.endswith(f"[Mục {section}]"))
    mark._p.addnext(document.add_paragraph(words)._p)


def set_number(document, code: str, text: str) -> None:
    for table in document.tables:
        for row in table.rows:
            if row.cells[0].text == code:
                row.cells[2].text = text


def docx(content: bytes, name: str = "bao-cao.docx") -> ContentFile:
    return ContentFile(content, name=name)


def test_what_goes_down_comes_back_the_same(full, unit):
    content = content_of(full, unit)
    found = read_back(full, unit, docx(file_of(full, unit, content, is_demo=True)))
    assert {code: one.text for code, one in found.items()} == {
        section["code"]: section["text"] for section in content["sections"]
    }
    assert found["VI"].numbers["index.rank"][0] == full.numbers.get(code="index.rank").value


def test_only_ticked_sections_are_taken(client, officer, report, file):
    def edit(document):
        add_words(document)
        add_words(document, "VIII", "Nâng cấp đường truyền.")
        set_number(document, "publicity.items", "1.250")

    client.force_login(officer)
    page = client.post(f"/bao-cao/{report.pk}/tai-len/", {"file": docx(changed(file, edit))})
    assert [one.section.code for one in page.context["differences"]] == ["IV", "VII", "VIII"]
    assert not report.parts.exclude(text="").exists()
    fields = {name: value for one in page.context["differences"] for name, value in one.fields}
    client.post(f"/bao-cao/{report.pk}/lay-tu-tep/", fields | {"take-IV": "1", "take-VII": "1"})
    assert report.parts.get(section="VII").text == "Máy quét đã cũ."
    assert report.parts.get(section="VIII").text == ""
    assert report.numbers.get(code="publicity.items").value == 1250


def test_a_colleague_who_saved_meanwhile_loses_nothing(client, officer, colleague, report, file):
    client.force_login(officer)
    page = client.post(f"/bao-cao/{report.pk}/tai-len/", {"file": docx(changed(file, add_words))})
    fields = dict(page.context["differences"][0].fields)
    write(report, colleague, "VII", "Chữ của đồng nghiệp")
    client.post(f"/bao-cao/{report.pk}/lay-tu-tep/", fields | {"take-VII": "1"})
    assert report.parts.get(section="VII").text == "Chữ của đồng nghiệp"
    assert KeptWords.objects.get().fields["text"] == "Máy quét đã cũ."


def test_words_typed_with_track_changes_are_read(report, unit, file):
    def edit(document):
        add_words(document, "VII", "Máy quét ")
        line = next(one for one in document.paragraphs if one.text == "Máy quét ")
        space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
        line._p.append(parse_xml(f"<w:ins {space}><w:r><w:t>đã cũ.</w:t></w:r></w:ins>"))

    assert read_back(report, unit, docx(changed(file, edit)))["VII"].text == "Máy quét đã cũ."


def _other_year(document):
    for paragraph in document.paragraphs:
        if "Mã báo cáo" in paragraph.text:
            paragraph.text = f"Mã báo cáo: BC2027/{HONG_BANG}"


def _other_unit(document):
    for paragraph in document.paragraphs:
        if "Mã báo cáo" in paragraph.text:
            paragraph.text = "Mã báo cáo: BC2026/SNV"


def _no_identity(document):
    for paragraph in document.paragraphs:
        if "Mã báo cáo" in paragraph.text:
            paragraph.text = ""


def _no_marks(document):
    for paragraph in document.paragraphs:
        paragraph.text = paragraph.text.replace("[Mục", "[Phần")


@pytest.mark.parametrize(
    ("edit", "words"),
    [
        (_other_year, "năm 2027"),
        (_other_unit, "đơn vị khác"),
        (_no_identity, "không thấy dòng"),
        (_no_marks, "không còn dấu"),
        (lambda document: add_words(document, "VII", "Phương hướng [Mục VIII]"), "hai lần"),
        (lambda document: set_number(document, "publicity.items", "nhiều"), "không phải một số"),
    ],
)
def test_a_wrong_file_is_refused_with_words(report, unit, file, edit, words):
    with pytest.raises(ReportRefused, match=words):
        read_back(report, unit, docx(changed(file, edit)))


@pytest.mark.parametrize("content", [b"PK\x03\x04 broken", b"%PDF-1.7 no Word"])
def test_what_is_no_word_file_is_refused(report, unit, content):
    with pytest.raises(ReportRefused):
        read_back(report, unit, docx(content))


def test_a_sent_report_takes_no_file(client, officer, full, head, unit, at, file):
    send_report(by=head, at=at, report=full, unit=unit)
    client.force_login(officer)
    answer = client.post(f"/bao-cao/{full.pk}/tai-len/", {"file": docx(file)}, follow=True)
    assert "đã gửi nên không sửa được" in answer.content.decode()


@pytest.mark.parametrize(
    ("code", "above", "issuer", "signer"),
    [
        ("11311", "", "ỦY BAN NHÂN DÂN\nPHƯỜNG HỒNG BÀNG", "TM. ỦY BAN NHÂN DÂN, CHỦ TỊCH"),
        ("STC", "ỦY BAN NHÂN DÂN\nTHÀNH PHỐ HẢI PHÒNG", "SỞ TÀI CHÍNH", "GIÁM ĐỐC"),
        (
            "VPUBND",
            "ỦY BAN NHÂN DÂN\nTHÀNH PHỐ HẢI PHÒNG",
            "VĂN PHÒNG ỦY BAN NHÂN DÂN THÀNH PHỐ",
            "CHÁNH VĂN PHÒNG",
        ),
        ("CATP", "[CƠ QUAN CHỦ QUẢN]", "CÔNG AN THÀNH PHỐ", "THỦ TRƯỞNG CƠ QUAN"),
    ],
)
def test_the_head_of_the_paper_is_that_of_its_kind_of_agency(city, at, code, above, issuer, signer):
    head = letterhead_of(history(at.date())[code])
    assert (head.above, head.issuer, ", ".join(head.signer)) == (above, issuer, signer)


def test_the_organiser_reports_to_the_city(city, at):
    assert letterhead_of(history(at.date())["SNV"]).addressee == "Ủy ban nhân dân thành phố Hải Phòng"

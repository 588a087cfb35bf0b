"""The workbook goes down, is filled in, comes back, and only what is chosen is taken."""

import io

import openpyxl
import pytest
from django.core.files.base import ContentFile

from thidua.reports.content import content_of
from thidua.reports.errors import ReportRefused
from thidua.reports.offline_xlsx import read_workbook, workbook_of
from thidua.reports.sending import return_report, send_report

FIRST = 5
"""The row under the headings, as the spreadsheet counts."""


@pytest.fixture
def file(report, unit):
    return workbook_of(report, unit, content_of(report, unit), closed=(), is_demo=False)


def changed(content: bytes, edit) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(content))
    edit(book)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def row_of(page, column: int, text: str) -> int:
    return next(row for row in range(FIRST, page.max_row + 1) if page.cell(row, column).value == text)


def add_words(book, section: str = "VII", words: str = "Máy quét đã cũ.\nThiếu người.") -> None:
    page = book["Nội dung"]
    page.cell(row_of(page, 1, section), 3).value = words


def set_number(book, code: str, value: object, estimate: object = None) -> None:
    page = book["Số liệu"]
    row = row_of(page, 2, code)
    page.cell(row, 5).value = value
    if estimate is not None:
        page.cell(row, 6).value = estimate


def xlsx(content: bytes, name: str = "bao-cao.xlsx") -> ContentFile:
    return ContentFile(content, name=name)


def test_what_goes_down_comes_back_the_same(full, unit):
    content = content_of(full, unit)
    found = read_workbook(full, unit, xlsx(workbook_of(full, unit, content, closed=(), is_demo=True)))
    assert {code: one.text for code, one in found.items()} == {
        section["code"]: section["text"] for section in content["sections"]
    }
    assert found["VI"].numbers["index.rank"][0] == full.numbers.get(code="index.rank").value


def test_an_untouched_file_has_nothing_to_take(client, officer, full, unit):
    client.force_login(officer)
    file = client.get(f"/bao-cao/{full.pk}/tai-ve.xlsx").content
    answer = client.post(f"/bao-cao/{full.pk}/tai-len/", {"file": xlsx(file)}, follow=True)
    assert "giống hệt" in answer.content.decode()


def test_only_ticked_sections_are_taken(client, officer, report, file):
    def edit(book):
        add_words(book)
        add_words(book, "VIII", "Nâng cấp đường truyền.")
        set_number(book, "publicity.items", 1250, "1.400")
        set_number(book, "awards.women", "12,5")

    client.force_login(officer)
    page = client.post(f"/bao-cao/{report.pk}/tai-len/", {"file": xlsx(changed(file, edit))})
    assert [one.section.code for one in page.context["differences"]] == ["IV", "V", "VII", "VIII"]
    fields = {name: value for one in page.context["differences"] for name, value in one.fields}
    client.post(f"/bao-cao/{report.pk}/lay-tu-tep/", fields | {"take-IV": "1", "take-VII": "1"})
    assert report.parts.get(section="VII").text == "Máy quét đã cũ.\nThiếu người."
    assert report.parts.get(section="VIII").text == ""
    row = report.numbers.get(code="publicity.items")
    assert (row.value, row.estimate) == (1250, 1400)


def test_a_file_of_numbers_alone_leaves_the_words(client, officer, full, unit):
    content = workbook_of(full, unit, content_of(full, unit), closed=(), is_demo=False)

    def edit(book):
        set_number(book, "publicity.items", 7)
        del book["Nội dung"]

    client.force_login(officer)
    page = client.post(f"/bao-cao/{full.pk}/tai-len/", {"file": xlsx(changed(content, edit))})
    [difference] = page.context["differences"]
    assert [change.is_text for change in difference.changes] == [False]


def test_only_what_may_be_written_is_unlocked(sent, full, specialist, unit, at):
    return_report(by=specialist, at=at, report=full, unit=unit, reasons={"IV": "Thiếu số liệu"})
    closed = set(full.parts.filter(is_open=False).values_list("section", flat=True))
    content = workbook_of(full, unit, content_of(full, unit), closed=closed, is_demo=False)
    book = openpyxl.load_workbook(io.BytesIO(content))
    words, numbers = book["Nội dung"], book["Số liệu"]
    assert words.protection.sheet
    assert "đã khóa" in words["A3"].value

    def unlocked(page) -> set[tuple[object, object]]:
        return {
            (page.cell(row, 1).value, page.cell(FIRST - 1, cell.column).value)
            for row in range(FIRST, page.max_row + 1)
            for cell in page[row]
            if not cell.protection.locked
        }

    assert unlocked(words) == {("IV", "Nội dung")}
    assert unlocked(numbers) == {("IV", "Giá trị"), ("IV", "Ước cả năm")}


def _identity(words: str):
    def edit(book):
        for page in book:
            page["A2"].value = words

    return edit


def _no_tables(book):
    for page in book:
        for column in range(1, 8):
            page.cell(FIRST - 1, column).value = None


@pytest.mark.parametrize(
    ("edit", "words"),
    [
        (_identity("Mã báo cáo: BC2027/11311"), "năm 2027"),
        (_identity("Mã báo cáo: BC2026/SNV"), "đơn vị khác"),
        (_identity(""), "không thấy dòng"),
        (_no_tables, "không còn bảng"),
        (lambda book: set_number(book, "publicity.items", "nhiều"), "không phải một số"),
        (lambda book: set_number(book, "publicity.items", -5), "không phải một số"),
    ],
)
def test_a_wrong_file_is_refused_with_words(report, unit, file, edit, words):
    with pytest.raises(ReportRefused, match=words):
        read_workbook(report, unit, xlsx(changed(file, edit)))


@pytest.mark.parametrize("content", [b"PK\x03\x04 broken", b"%PDF-1.7 no workbook"])
def test_what_is_no_workbook_is_refused(client, officer, report, unit, content):
    with pytest.raises(ReportRefused):
        read_workbook(report, unit, xlsx(content))


def test_a_sent_report_takes_no_file(client, officer, full, head, unit, at, file):
    send_report(by=head, at=at, report=full, unit=unit)
    client.force_login(officer)
    answer = client.post(f"/bao-cao/{full.pk}/tai-len/", {"file": xlsx(file)}, follow=True)
    assert "đã gửi nên không sửa được" in answer.content.decode()

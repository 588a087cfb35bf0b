"""Every kind of bad file gets its message with sheet, row, column and cure; nothing is stored."""

import unicodedata
from datetime import date
from decimal import Decimal

import pytest
from openpyxl.styles import Font
from tests.par_index.conftest import xlsx

from thidua.core.blocks import Block
from thidua.par_index.importing.rehearsal import rehearse_import
from thidua.par_index.models import IndexRow

pytestmark = pytest.mark.django_db
HEADER = ("Đơn vị", "Hạng", "Điểm")
GOOD = ("Phường Hồng Bàng", 1, 95.8)


def rehearse(content, filename="xep-hang.xlsx"):
    if isinstance(content, str):
        content, filename = content.encode(), "xep-hang.csv"
    found = rehearse_import(content, filename, year=2026, published_on=date(2027, 1, 11))
    assert IndexRow.objects.count() == 0
    return found


def only_error(found):
    assert len(found.errors) == 1, found.errors
    assert found.errors[0].cure
    assert not found.is_clean
    return found.errors[0]


def cell(fault):
    return (fault.sheet, fault.row, fault.column, fault.value)


@pytest.mark.parametrize(
    "text",
    [
        "Đơn vị,Hạng,Điểm\nPhường Hồng Bàng,1,95.80\n",
        'Đơn vị,Hạng,Điểm\nPhường Hồng Bàng,1,"95,80"\n',
        "\ufeffĐơn vị;Hạng;Điểm\r\nPhường Hồng Bàng;1;95,80\r\n",
        "don vi;xep hang;diem so\nHồng Bàng;1;95,80\n",
        "STT;Mã đơn vị;Tên đơn vị;Hạng;Điểm;Khối\n1;11311;UBND phường Hồng Bàng;1;95,80;phường\n",
        "BẢNG XẾP HẠNG\n\nĐơn vị;Hạng;Điểm\nPHƯỜNG HỒNG BÀNG;1;95,80\n",
        "Đơn vị;Hạng;Điểm\nPhươ\u0300ng Hô\u0300ng Ba\u0300ng;1;95,80\n",
    ],
)
def test_the_ways_an_office_writes_a_table_are_all_read(city, text):
    found = rehearse(text)
    assert found.is_clean, found.errors
    [row] = found.rows
    assert (row.unit_code, row.block, row.rank, row.score) == ("11311", Block.PHUONG, 1, Decimal("95.80"))


def test_a_workbook_with_title_rows_and_a_sheet_per_block_is_read(city):
    def two_sheets(book, page):
        page.insert_rows(1, 3)
        page["A1"] = "BẢNG XẾP HẠNG"
        page.merge_cells("A1:C1")
        page["A1"].font = Font(bold=True)
        other = book.create_sheet("Xã")
        other.append(HEADER)
        other.append(("Xã An Lão", 3, 92.94))

    found = rehearse(xlsx(HEADER, GOOD, prepare=two_sheets))
    assert found.is_clean, found.errors
    assert found.counts() == {Block.PHUONG: 1, Block.XA: 1}
    assert [(row.sheet, row.line) for row in found.rows] == [("Phường", 5), ("Xã", 2)]


def test_a_score_with_floating_noise_is_the_number_typed(city):
    [row] = rehearse(xlsx(HEADER, ("Phường Hồng Bàng", 1, 95.77000000000001))).rows
    assert row.score == Decimal("95.77")


def test_a_missing_score_stays_unknown(city):
    [row] = rehearse("Đơn vị;Hạng;Điểm\nPhường Hồng Bàng;1;\n").rows
    assert row.score is None


def test_a_formula_is_refused_with_its_cell(city):
    fault = only_error(rehearse(xlsx(HEADER, ("Phường Hồng Bàng", 1, "=90+5.8"))))
    # The value of a formula without a stored result is empty; only the formula itself is told.
    assert (fault.kind, *cell(fault)) == ("formula", "Phường", 2, "C", "=90+5.8")


def test_a_cell_that_shows_an_error_is_not_read_as_empty(city):
    # What “Paste Values” leaves of a look-up that found nothing.
    fault = only_error(rehearse(xlsx(HEADER, ("Phường Hồng Bàng", 1, "#N/A"))))
    assert (fault.kind, *cell(fault)) == ("error_cell", "Phường", 2, "C", "#N/A")


def test_a_sheet_named_by_a_keyboard_that_takes_letters_apart_is_read(city):
    found = rehearse(xlsx(HEADER, GOOD, sheet=unicodedata.normalize("NFD", "Phường")))
    assert found.is_clean, found.errors
    assert [row.sheet for row in found.rows] == ["Phường"]


def test_merged_cells_in_the_table_are_refused(city):
    content = xlsx(HEADER, GOOD, ("Phường Hải An", 2, 95.77), prepare=lambda _b, p: p.merge_cells("C2:C3"))
    fault = only_error(rehearse(content))
    assert (fault.kind, fault.row, fault.column) == ("merge", 2, "C")
    assert "C2:C3" in fault.message


def test_a_hidden_sheet_is_refused_by_name(city):
    def hide(book, _page):
        book.create_sheet("Bản cũ").sheet_state = "hidden"

    fault = only_error(rehearse(xlsx(HEADER, GOOD, prepare=hide)))
    assert (fault.kind, fault.sheet) == ("hidden_sheet", "Bản cũ")


def test_a_hidden_row_with_figures_is_refused(city):
    def hide(_book, page):
        page.row_dimensions[2].hidden = True

    assert (only_error(rehearse(xlsx(HEADER, GOOD, prepare=hide))).kind) == "hidden_row"


def test_a_hidden_column_of_the_table_is_refused(city):
    def hide(_book, page):
        page.column_dimensions["C"].hidden = True

    fault = only_error(rehearse(xlsx(HEADER, GOOD, prepare=hide)))
    assert (fault.kind, fault.row, fault.column) == ("hidden_column", 1, "C")


def test_a_score_above_a_hundred_is_kept_and_told(city):
    found = rehearse("Đơn vị;Hạng;Điểm\nPhường Hồng Bàng;1;101,5\n")
    assert found.rows[0].score == Decimal("101.5")
    assert [(w.kind, w.row, w.column) for w in found.warnings] == [("over_100", 2, "C")]


def test_the_block_of_the_publication_is_kept_and_told_when_the_list_of_units_has_another(city):
    found = rehearse("Đơn vị;Hạng;Khối\nPhường Hồng Bàng;1;xã, đặc khu\nĐặc khu Cát Hải;1;xã\n")
    assert [row.block for row in found.rows] == [Block.XA, Block.XA]
    assert [(w.kind, w.row, w.column) for w in found.warnings] == [("block_differs", 2, "C")]


@pytest.mark.parametrize(
    ("row", "column", "value"),
    [
        (("Phường Hồng Bàng", True, 95.8), "B", "True"),
        (("Phường Hồng Bàng", 1, True), "C", "True"),
        (("Phường Hồng Bàng", "nhất", 95.8), "B", "nhất"),
        (("Phường Hồng Bàng", 1.5, 95.8), "B", "1.5"),
        (("Phường Hồng Bàng", 0, 95.8), "B", "0"),
        (("Phường Hồng Bàng", 1, "rất cao"), "C", "rất cao"),
        (("Phường Hồng Bàng", 1, -2), "C", "-2"),
        (("Phường Hồng Bàng", 1, "1.234,5"), "C", "1.234,5"),
    ],
)
def test_text_where_a_number_should_be_is_refused_with_its_cell(city, row, column, value):
    fault = only_error(rehearse(xlsx(HEADER, row)))
    assert (fault.sheet, fault.row, fault.column) == ("Phường", 2, column)
    assert fault.value == value


def test_a_number_kept_as_text_is_read_and_told(city):
    found = rehearse(xlsx(HEADER, ("Phường Hồng Bàng", 1, "95,80")))
    assert found.is_clean
    assert found.rows[0].score == Decimal("95.80")
    assert [(w.kind, w.row, w.column) for w in found.warnings] == [("text_number", 2, "C")]


def test_decomposed_text_is_read_and_told_once_with_a_count(city):
    found = rehearse(
        xlsx(HEADER, ("Phươ\u0300ng Hô\u0300ng Ba\u0300ng", 1, 95.8), ("Phươ\u0300ng Ha\u0309i An", 2, 95.7))
    )
    assert found.is_clean
    [warning] = found.warnings
    assert (warning.kind, warning.row, warning.column) == ("nfd", 2, "A")
    assert "1 ô khác" in warning.message


def test_a_name_right_only_without_marks_names_both_candidates(city):
    fault = only_error(rehearse("Đơn vị;Hạng\nXa Cam Giang;1\n"))
    assert "10888" in fault.message
    assert "10903" in fault.message
    assert (fault.row, fault.column) == (2, "A")


def test_look_alikes_with_their_marks_are_two_units(city):
    found = rehearse("Đơn vị;Hạng\nXã Cẩm Giang;1\nXã Cẩm Giàng;2\n")
    assert [row.unit_code for row in found.rows] == ["10888", "10903"]


def test_the_old_way_of_placing_a_mark_is_not_guessed(city):
    assert "Việt Hòa" in only_error(rehearse("Đơn vị;Hạng\nPhường Việt Hoà;1\n")).message


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Đơn vị;Hạng\nPhường Không Có;1\n", "Không có đơn vị tên"),
        ("Mã;Hạng\n99999;1\n", "99999"),
        ("Mã;Đơn vị;Hạng\n11311;Phường Hải An;1\n", "cột tên ghi"),
        ("Đơn vị;Hạng\nPhường Hồng Bàng;\n", "Thiếu hạng"),
        ("Đơn vị;Hạng\n;1\n", "không có tên đơn vị"),
        ("Đơn vị;Hạng\nHồng Bàng;1\nPhường Hồng Bàng;2\n", "đã có ở dòng 2"),
        ("Đơn vị;Hạng;Năm\nPhường Hồng Bàng;1;2025\n", "khác năm 2026"),
        ("Đơn vị;Hạng;Khối\nPhường Hồng Bàng;1;quận\n", "Không có khối"),
        ("Đơn vị;Hạng\nCông an thành phố;1\n", "không thuộc khối nào"),
        ("Đơn vị;Điểm\nPhường Hồng Bàng;95\n", "không có cột “Hạng”"),
        ("Đơn vị;Hạng;Xếp hạng\nPhường Hồng Bàng;1;1\n", "Hai cột cùng nghĩa"),
        ("Đơn vị;Hạng\n", "không có dòng nào"),
        ("a;b\n1;2\n", "dòng tiêu đề"),
        ('Đơn vị;Hạng\n"Phường;1\n', "nháy kép"),
        ("", "Tệp trống"),
    ],
)
def test_each_fault_of_a_row_or_table_is_told(city, text, words):
    assert words in only_error(rehearse(text)).message


def test_every_fault_of_a_file_is_told_at_once(city):
    found = rehearse("Đơn vị;Hạng;Điểm\nPhường Lạ;x;y\nPhường Hải An;2;z\n")
    assert [(fault.row, fault.column) for fault in found.errors] == [(2, "A"), (2, "B"), (2, "C"), (3, "C")]


def test_a_published_rank_against_the_scores_is_kept_and_told(city):
    found = rehearse("Đơn vị;Hạng;Điểm\nPhường Hồng Bàng;1;90\nPhường Hải An;2;95\n")
    assert found.is_clean
    assert [row.rank for row in found.rows] == [1, 2]
    assert [warning.kind for warning in found.warnings] == ["rank_score"]


def test_a_skipped_rank_is_told(city):
    found = rehearse("Đơn vị;Hạng\nPhường Hồng Bàng;1\nPhường Hải An;4\n")
    assert [warning.kind for warning in found.warnings] == ["rank_gap"]


def test_equal_ranks_skip_the_next_without_a_word(city):
    found = rehearse("Đơn vị;Hạng\nPhường Hồng Bàng;1\nPhường Hải An;2\nPhường Hồng An;2\nPhường Lê Chân;4\n")
    assert not found.warnings


@pytest.mark.parametrize(
    ("content", "filename", "words"),
    [
        (b"\xff\xfe\x00bad", "x.csv", "UTF-8"),
        (b"%PDF-1.7", "x.pdf", "không phải CSV hay XLSX"),
        (b"PK\x03\x04 broken", "x.xlsx", "hỏng"),
        (b"a" * (5 * 1024 * 1024 + 1), "x.csv", "5 MB"),
        (b"Don vi;Hang\n" + b"a;1\n" * 10_001, "x.csv", "quá lớn"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(city, content, filename, words):
    fault = only_error(rehearse(content, filename))
    assert words in fault.message


def test_a_document_type_in_a_part_is_refused(city):
    import io
    import zipfile

    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr("xl/workbook.xml", '<!DOCTYPE a [<!ENTITY b "c">]><workbook>&b;</workbook>')
        package.writestr("xl/_rels/workbook.xml.rels", "<Relationships/>")
    assert "hỏng" in only_error(rehearse(stream.getvalue())).message

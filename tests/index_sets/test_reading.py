"""Workbooks of criteria: what goes out comes back, and what cannot be read is named with its row and cure."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.core.scorecard.given import NotArising
from thidua.index_sets.lines import LineDraft
from thidua.index_sets.reading import read_set, sample
from thidua.index_sets.ways import WAYS, params_of, texts_of, way_of
from thidua.index_sets.workbook import to_csv, to_xlsx

HEAD = "Mã;Tên;Điểm tối đa;Cách chấm;Ngưỡng 0 điểm;Ngưỡng tối đa;Bậc;Mỗi lần;Không phát sinh\n"


def words_of(found):
    return " | ".join(f"{fault.place}: {fault.message} {fault.cure}" for fault in found.errors)


def test_the_sample_survives_both_formats():
    lines = sample()
    assert read_set(to_xlsx(lines, above=("Bộ mẫu",)), "bo.xlsx", Decimal(100)).lines == lines
    assert read_set(to_csv(lines), "bo.csv", Decimal(100)).lines == lines


points = st.decimals("0.01", "99", places=2)
texts = st.fixed_dictionaries(
    {
        "low": st.integers(0, 40).map(str),
        "high": st.integers(50, 100).map(str),
        "steps": st.sampled_from(["95:1; 80:0,5", "3:0,02"]),
        "each": points.map(str),
        "after": st.sampled_from(["", "5"]),
        "formula": st.just("[1.1] / 2"),
    }
)


@given(st.sampled_from(WAYS), texts, points.map(lambda number: number + 2), st.sampled_from(list(NotArising)))
def test_any_line_survives_the_workbook(way, written, maximum, not_arising):
    line = LineDraft(
        "1.2", "Tiêu chí", maximum, way.kind.value, params_of(way, written), not_arising, clause="II.3"
    )
    other = LineDraft("1.1", "Khác", Decimal(1), "yes_no")
    area = LineDraft("1", "Lĩnh vực")
    found = read_set(to_csv([area, other, line]), "bo.csv", None)
    assert found.errors == ()
    assert found.lines[2] == line
    assert way_of(line.kind, line.params) == way
    assert params_of(way, texts_of(line.kind, line.params)) == line.params


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("1.2;Tên;1;đoán;;;;;", "dòng 4, cột D: 1.2: không có cách chấm “đoán”"),
        ("1.2;Tên;1;đếm;;;;;", "1.2: thiếu số điểm mỗi lần"),
        ("1.2;Tên;1;tỷ lệ;90;90;;;", "1.2: hai ngưỡng của tỷ lệ phải khác nhau"),
        ("1.2;Tên;1;thang bậc %;;;95-1;;", "bậc viết dạng mốc:điểm"),
        ("1.2;Tên;1;thang bậc %;;;95:2;;", "1.2: có bậc cao hơn điểm tối đa 1"),
        ("1.2;Tên;một;có/không;;;;;", "“một” không phải là số"),
        ("1.2;;1;có/không;;;;;", "Dòng 1.2 không có tên"),
        ("1.1;Tên;1;có/không;;;;;", "mã 1.1 có 2 dòng"),
        ("7.1;Tên;1;có/không;;;;;", "7.1: không có dòng cha “7”"),
        ("1.2;Tên;1;có/không;;;;;lung tung", "cột không phát sinh chỉ nhận"),
        ("?;Tên;1;có/không;;;;;", "Mã “?” không đọc được"),
        ("1.2;Tên;-1;có/không;;;;;", "1.2: điểm tối đa phải lớn hơn 0"),
    ],
)
def test_what_cannot_be_read_is_named_with_its_row_and_the_cure(row, words):
    content = HEAD + "1;Lĩnh vực;;;;;;;\n1.1;Một;1;có/không;;;;;\n" + row + "\n"
    found = read_set(content.encode(), "bo.csv", None)
    assert words in words_of(found)
    assert not found.is_clean
    assert all(fault.cure for fault in found.errors)


def test_a_set_that_does_not_add_up_is_a_warning_with_the_place():
    content = HEAD + "1;Lĩnh vực;100;;;;;;\n1.1;Một;99,55;có/không;;;;;\n"
    found = read_set(content.encode(), "bo.csv", Decimal(100))
    assert found.is_clean
    told = " | ".join(fault.message for fault in found.warnings)
    assert "1: ghi 100 điểm, các dòng bên dưới cộng lại được 99,55" in told
    assert "lệch ở lĩnh vực 1 (99,55/100)" in told


def test_a_file_that_is_none_is_told():
    assert "Không thấy bảng tiêu chí" in words_of(read_set(b"a;b\n1;2\n", "a.csv", None))

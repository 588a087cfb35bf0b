"""The ranking as a file: opens in Vietnamese Excel, keeps numbers as numbers, runs nothing, reads back."""

import csv
import io
from dataclasses import replace
from datetime import date
from decimal import Decimal

import openpyxl
import pytest
from django.urls import reverse
from tests.par_index.conftest import AT, META

from thidua.par_index.importing.rehearsal import rehearse_import
from thidua.par_index.services import import_reference_2025

CSV = reverse("par_index:ranking_csv")
XLSX = reverse("par_index:ranking_xlsx")
TITLE = "Chỉ số cải cách hành chính (PAR INDEX) năm 2026, khối phường"
HEAD = [
    "Hạng",
    "Mã đơn vị",
    "Đơn vị",
    "Điểm công bố",
    "Điểm làm tròn",
    "So với năm trước",
    "Số đơn vị cùng hạng",
    "Sát điểm",
    "Nguồn",
]
FORMULA = '=HYPERLINK("http://x.example";"Bấm")'
RANKED = (
    "Đơn vị;Hạng;Điểm;Nguồn\n"
    f'Phường Hải An;1;95,804;"{FORMULA.replace(chr(34), chr(34) * 2)}"\n'
    "Phường Hồng Bàng;2;95,775;+84 225\n"
    "Phường Hồng An;3;;https://haiphong.gov.vn/\n"
)


@pytest.fixture
def reader(client, demo_day, head):
    client.force_login(head)
    return client


def lines(answer):
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))


def sheet(answer):
    return openpyxl.load_workbook(io.BytesIO(answer.content)).active


@pytest.mark.parametrize("address", [CSV, XLSX])
def test_a_visitor_is_sent_to_sign_in_and_back(client, demo_day, address):
    assert client.get(address)["Location"] == f"{reverse('account_login')}?next={address}"


def test_the_csv_opens_by_a_double_click_in_vietnamese_excel(reader, city, publish):
    import_reference_2025(by=None, at=AT)
    publish(RANKED)

    answer = reader.get(CSV)

    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"] == 'attachment; filename="xep-hang-par-2026-phuong.csv"'
    assert answer.content.startswith("\ufeffHạng;Mã đơn vị;Đơn vị;".encode())
    assert answer.content.count(b"\r\n") == answer.content.count(b"\n") == 4
    assert lines(answer) == [
        HEAD,
        ["1", "11413", "Phường Hải An", "95,804", "95,80", "1", "1", "có", f"'{FORMULA}"],
        ["2", "11311", "Phường Hồng Bàng", "95,775", "95,78", "-1", "1", "có", "'+84 225"],
        ["3", "11602", "Phường Hồng An", "", "", "0", "1", "không", "https://haiphong.gov.vn/"],
    ]


def test_the_xlsx_keeps_numbers_as_numbers_and_text_as_text(reader, publish):
    publish(RANKED)

    answer = reader.get(XLSX)

    assert answer["Content-Disposition"] == 'attachment; filename="xep-hang-par-2026-phuong.xlsx"'
    page = sheet(answer)
    assert (page["A1"].value, page["A2"].value) == (
        TITLE,
        "Quyết định số 88/QĐ-UBND ngày 11/01/2027; công bố ngày 11/01/2027.",
    )
    assert [cell.value for cell in page[4]] == HEAD
    assert [[cell.value for cell in row] for row in page.iter_rows(min_row=5)] == [
        [1, "11413", "Phường Hải An", 95.804, 95.8, None, 1, "có", FORMULA],
        [2, "11311", "Phường Hồng Bàng", 95.775, 95.78, None, 1, "có", "+84 225"],
        [3, "11602", "Phường Hồng An", None, None, None, 1, "không", "https://haiphong.gov.vn/"],
    ]
    assert {cell.data_type for row in page.iter_rows() for cell in row if cell.value is not None} == {
        "n",
        "s",
    }
    assert (page["D5"].number_format, page["E5"].number_format) == ("0.000", "0.00")
    assert page["I7"].hyperlink is None
    assert page.freeze_panes == "A5"


def test_places_nobody_was_published_for_stand_as_gaps(reader, city):
    import_reference_2025(by=None, at=AT)
    asked = {"nam": "2025", "khoi": "xa"}

    table = lines(reader.get(CSV, asked))
    page = sheet(reader.get(XLSX, asked))

    assert table[6] == ["6–67", "", "chưa công bố", "", "", "", "", "", ""]
    assert [cell.value for cell in page[10]][:3] == ["6–67", None, "chưa công bố"]
    assert [line[3] for line in table[1:]] == ["94,15", "93,40", "92,94", "", "", "", "73,37"]


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_what_was_taken_along_reads_back_as_it_was(reader, publish, suffix):
    publish(RANKED)
    content = reader.get(reverse(f"par_index:ranking_{suffix}")).content

    found = rehearse_import(content, f"xep-hang.{suffix}", year=2026, published_on=date(2027, 1, 11))

    assert found.errors == ()
    assert [(row.unit_code, row.rank, row.score) for row in found.rows] == [
        ("11413", 1, Decimal("95.804")),
        ("11311", 2, Decimal("95.775")),
        ("11602", 3, None),
    ]


def test_the_file_is_of_the_table_that_was_asked_for(reader, publish):
    publish()
    publish(meta=replace(META, year=2025, decision_number="9/QĐ-UBND"))

    answer = reader.get(CSV, {"nam": "2025", "sat": "0,2"})

    assert "par-2025-phuong" in answer["Content-Disposition"]
    assert [line[7] for line in lines(answer)[1:]] == ["có", "có", "có"]

"""Results from CSV and XLSX: read on trial, told row by row, stored as a whole or not at all."""

import io
from decimal import Decimal

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from python_calamine import CalamineWorkbook

from thidua.foundation.audit.models import AuditEvent
from thidua.foundation.files import Kind, inspect_upload
from thidua.foundation.tables import xlsx_bytes
from thidua.surveys import closing, services
from thidua.surveys.errors import SurveyRefused
from thidua.surveys.models import GroupResult, Survey
from thidua.surveys.results_in.cells import read_mean
from thidua.surveys.results_in.rehearsal import rehearse
from thidua.surveys.results_in.services import bring_in_results, receive_file, store_file
from thidua.surveys.results_in.template import template_of
from thidua.surveys.selectors import means_of
from thidua.units.selectors import history

LONG = ("Mã đơn vị", "Đơn vị", "Nhóm", "Số phiếu phát", "Số phiếu thu", "Điểm trung bình")
WIDE = ("Tên đơn vị", "Phiếu phát", "Phiếu thu", "TTHC", "Công chức tiếp nhận")
GOOD = (
    ("11629", "", "TTHC", "150", "120", "92,5"),
    ("", "Xã Cẩm Giàng", "cong chuc tiep nhan", "", "80", "90.25"),
)


def csv(*rows):
    return "\n".join(map(";".join, rows)).encode()


@pytest.fixture
def read(in_file, on):
    def read(*rows):
        return rehearse(csv(*rows), "ket-qua.csv", survey=in_file, on=on)

    return read


@pytest.fixture
def keep(in_file, specialist, at):
    def keep(*rows):
        file = inspect_upload(ContentFile(csv(*rows), name="ket-qua.csv"), kinds={Kind.CSV})
        return receive_file(by=specialist, at=at, survey=in_file, file=file)

    return keep


def told(rows):
    return [(row.unit.code, row.group.code, row.asked, row.answered, row.mean) for row in rows]


def test_long_and_wide_tables_are_read(read):
    assert told(read(LONG, *GOOD).rows) == [
        ("11629", "TTHC", 150, 120, Decimal("92.5")),
        ("10888", "CBCC", None, 80, Decimal("90.25")),
    ]
    wide = read(WIDE, ("Xã An Lão", "150", "120", "92,5", ""), ("Xã Cẩm Giàng", "100", "80", "90", "88"))
    assert wide.is_clean
    assert [row[1:] for row in told(wide.rows)] == [
        ("TTHC", 150, 120, Decimal("92.5")),
        ("TTHC", 100, 80, 90),
        ("CBCC", 100, 80, 88),
    ]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (("99999", "", "TTHC", "9", "9", "50"), "dòng 2, cột A: Không có đơn vị nào mang mã “99999”"),
        (("", "", "TTHC", "9", "9", "50"), "Dòng không có đơn vị"),
        (("", "Xã Cam Giang", "TTHC", "9", "9", "50"), "chưa đủ để biết là đơn vị nào"),
        (("11629", "Xã Cẩm Giàng", "TTHC", "9", "9", "50"), "nhưng cột tên ghi “Xã Cẩm Giàng”"),
        (("11629", "", "Lạ", "9", "9", "50"), "dòng 2, cột C: Cuộc điều tra này không có nhóm “Lạ”"),
        (("11629", "", "TTHC", "100", "101", "50"), "Thu 101 phiếu, nhiều hơn 100 phiếu phát"),
        (("11629", "", "TTHC", "100", "", "50"), "không có số phiếu thu"),
        (("11629", "", "TTHC", "100", "9,5", "50"), "“9,5” không phải là số phiếu"),
        (("11629", "", "TTHC", "100", "-9", "50"), "“-9” không phải là số phiếu"),
        (
            ("11629", "", "TTHC", "100", "9", "100,01"),
            "dòng 2, cột F: 100,01 nằm ngoài thang điểm từ 0 đến 100",
        ),
        (("11629", "", "TTHC", "100", "9", "-1"), "nằm ngoài thang điểm"),
        (("11629", "", "TTHC", "100", "9", "tốt"), "“tốt” không phải là số"),
        (("11629", "", "TTHC", "100", "9", ""), "không có điểm trung bình nào"),
    ],
)
def test_a_bad_row_is_refused_with_its_place_and_the_cure(read, row, words):
    found = read(LONG, row)
    assert not found.is_clean
    assert len(found.errors) == 1, "one fault is told once"
    assert words in f"{found.errors[0].place}: {found.errors[0].message}"
    assert found.errors[0].cure


def test_a_sheet_of_another_year_is_refused(read):
    found = read((*LONG, "Năm"), (*GOOD[0], "2025"), (*GOOD[1], "2026"))
    assert [fault.message for fault in found.errors] == ["Dòng này của năm 2025, cuộc điều tra của năm 2026."]


def test_the_same_unit_and_group_twice_is_refused(read):
    found = read(LONG, GOOD[0], ("11629", "", "TTHC", "150", "121", "92"))
    assert "đã có kết quả nhóm này ở dòng 2, cột F" in found.errors[0].message


def test_too_few_answers_are_a_warning_and_their_mean_is_not_kept(read):
    found = read(LONG, ("11629", "", "TTHC", "9", "4", "50"))
    assert found.is_clean
    assert told(found.rows) == [("11629", "TTHC", 9, 4, None)]
    assert "Chỉ có 4 phiếu, dưới 5" in found.warnings[0].message


def test_ranked_units_that_the_file_does_not_name_are_told(read):
    assert [unit.code for unit in read(LONG, GOOD[0]).missing] == ["10888"]


@pytest.mark.parametrize("rows", [[("Họ tên", "Tuổi"), ("A", "5")], [("",)]])
def test_what_is_no_table_of_results_is_told(read, rows):
    assert len(read(*rows).errors) == 1


def test_a_percentage_that_excel_keeps_as_a_part_is_pointed_out(in_file, on):
    rows = [LONG, ("11629", "Xã An Lão", "TTHC", 150, 120, Decimal("0.925"))]
    found = rehearse(xlsx_bytes(rows, sheet="A", widths=[9] * 6), "a.xlsx", survey=in_file, on=on)
    assert "nhân 100" in found.warnings[0].message


def test_long_fractions_are_rounded_once_and_half_up():
    assert read_mean("4,1234565", Decimal(1), Decimal(5)) == Decimal("4.123457")


def test_the_template_comes_back_empty_and_filled_in(in_file, on):
    content = template_of(in_file, history(on))
    rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    assert rehearse(content, "mau.xlsx", survey=in_file, on=on).errors == ()
    head = next(row for row in rows if "Mã đơn vị" in row)
    table = [head, ["11629", "Xã An Lão", 150, 120, Decimal("92.5"), Decimal("90")]]
    filled = xlsx_bytes(table, sheet="A", widths=[9] * len(head))
    assert len(rehearse(filled, "mau.xlsx", survey=in_file, on=on).rows) == 2


def test_all_or_nothing_then_a_second_person_closes_and_nothing_changes_any_more(
    keep, specialist, head, unit, at
):
    brought = keep(LONG, GOOD[0], ("11629", "", "CBCC", "100", "101", "50"))
    with pytest.raises(SurveyRefused, match="còn lỗi"):
        store_file(by=specialist, at=at, survey=brought)
    assert not GroupResult.objects.exists()
    brought = keep(LONG, *GOOD)
    assert store_file(by=specialist, at=at, survey=brought) == 2
    assert means_of(2026) == {}
    with pytest.raises(SurveyRefused, match="người thứ hai"):
        closing.close(by=specialist, at=at, survey=brought)
    closed = closing.close(by=head, at=at, survey=brought)
    assert means_of(2026)[unit.pk, "TTHC"].mean == Decimal("92.5")
    assert means_of(2026)[unit.pk, "TTHC"].scale == (0, 100)
    for act in (
        lambda: keep(LONG, *GOOD),
        lambda: store_file(by=specialist, at=at, survey=closed),
        lambda: services.discard(by=specialist, at=at, survey=closed, reason="Nhầm"),
        lambda: closing.close(by=head, at=at, survey=closed),
    ):
        with pytest.raises(SurveyRefused):
            act()
    event = AuditEvent.objects.get(action="surveys.closed")
    assert event.after == {"state": "closed", "units": 2, "results": 2}


def test_nothing_is_closed_without_results(in_file, head, at):
    with pytest.raises(SurveyRefused, match="Chưa có kết quả"):
        closing.close(by=head, at=at, survey=in_file)
    in_file.refresh_from_db()
    assert in_file.closed_at is None


def test_another_file_or_other_groups_put_away_what_was_read(keep, specialist, of_file, at):
    brought = keep(LONG, *GOOD)
    store_file(by=specialist, at=at, survey=brought)
    services.change(by=specialist, at=at, survey=brought, words=of_file)
    assert not GroupResult.objects.exists()
    store_file(by=specialist, at=at, survey=brought)
    keep(LONG, GOOD[0])
    assert not GroupResult.objects.exists()


def test_a_correction_is_another_survey_that_is_closed_later(specialist, head, of_file, unit, at):
    for mean in ("80", "85"):
        rows = [(unit.pk, "TTHC", 100, 60, Decimal(mean)), (unit.pk, "CBCC", 100, 4, Decimal(mean))]
        bring_in_results(by=specialist, at=at, words=of_file, rows=rows, closed_by=head)
    assert {key: found.mean for key, found in means_of(2026).items()} == {(unit.pk, "TTHC"): 85}
    assert GroupResult.objects.filter(group__code="CBCC", mean__isnull=True).count() == 2
    with pytest.raises(SurveyRefused, match="ngoài thang"):
        bring_in_results(by=specialist, at=at, words=of_file, rows=[(unit.pk, "TTHC", 9, 9, Decimal(101))])
    assert Survey.objects.count() == 2


def test_the_office_goes_from_a_new_survey_to_closed_results(client, specialist, head, leader, unit, on):
    client.force_login(specialist)
    sent = {"title": "SIPAS", "year": 2026, "lowest": "0", "highest": "100", "least_answers": 5}
    answer = client.post(reverse("surveys:new", args=["file"]), sent | {"groups": "TTHC | Thủ tục"})
    page = answer.url
    assert "Bước 2: tải tệp kết quả" in client.get(page).content.decode()
    assert client.get(f"{page}tep-mau.xlsx").status_code == 200
    bad = ContentFile(csv(LONG, ("11629", "", "TTHC", "9", "99", "50")), name="a.csv")
    shown = client.post(f"{page}tep/nhan/", {"file": bad}, follow=True).content.decode()
    assert "Tệp có 1 lỗi, chưa lưu kết quả nào" in shown
    assert "Lưu tất cả" not in shown
    good = ContentFile(csv(LONG, ("11629", "", "TTHC", "150", "120", "92,5")), name="a.csv")
    assert "Lưu tất cả" in client.post(f"{page}tep/nhan/", {"file": good}, follow=True).content.decode()
    stored = client.post(f"{page}luu/", follow=True).content.decode()
    assert "Đã lưu 1 kết quả" in stored
    assert "Bạn là người lập hoặc nhập kết quả lần cuối" in stored
    assert client.post(f"{page}khoa/").status_code == 403
    client.force_login(leader)
    assert client.get(page).status_code == 404
    client.force_login(head)
    assert "Đã khóa kết quả" in client.post(f"{page}khoa/", follow=True).content.decode()
    client.force_login(leader)
    shown = client.get(page).content.decode()
    assert "92,50" in shown
    assert "120 / 150" in shown
    assert "80 %" in shown
    assert "± 8,9 %" in shown
    assert client.get(f"{page}ket-qua.xlsx").status_code == 200


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"groups": "TTHC Thủ tục"}, "Dòng 1: cần mã nhóm"),
        ({"groups": "A | Một\nA | Hai"}, "Mã nhóm “A” có hai lần"),
        ({"lowest": "100"}, "Mức thấp nhất phải nhỏ hơn"),
        ({"least_answers": "4"}, "Ghi từ 5 trở lên"),
    ],
)
def test_a_survey_that_cannot_be_is_told_in_words(client, specialist, demo_day, change, words):
    client.force_login(specialist)
    sent = {"title": "SIPAS", "year": 2026, "lowest": "0", "highest": "100", "least_answers": 5}
    answer = client.post(reverse("surveys:new", args=["file"]), sent | {"groups": "A | Một"} | change)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Survey.objects.exists()

"""A list that says all the register asks, from the sample file and back; look-alikes while it is on trial."""

import re
from datetime import date
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from tests.some_pdf import some_pdf

from thidua.initiatives.bringing_in.alike import nearest_of
from thidua.initiatives.bringing_in.layout import HEADINGS
from thidua.initiatives.bringing_in.reading import rehearse
from thidua.initiatives.bringing_in.writing import list_table
from thidua.initiatives.description.words import NewEffect, read_effects, read_positions
from thidua.initiatives.likeness.selectors import lookalikes_of, to_be_told
from thidua.initiatives.models import Author, Effect, Initiative, ProofOfUse, Recognition
from thidua.initiatives.papers import papers_of

TITLE = "Trợ lý ảo trả lời câu hỏi về đất đai tại một cửa"
WHOLE = {
    "code": "SK-1",
    "unit": "10888",
    "title": TITLE,
    "area": "Cải cách thủ tục hành chính",
    "authors": "Lê Thu Hạnh (60 %); Trần Văn Tư (40 %, Sở Tư pháp (cũ))",
    "positions": "Phó Trưởng phòng; –",
    "summary": "Không phải chờ.",
    "problem": "Người dân gọi nhiều lần.",
    "novelty": "Trả lời cả ban đêm.",
    "effects": "Thời gian chờ: 42 → 9 phút; Hồ sơ phải bổ sung: 18,5 -> 4,2 %; Cuộc gọi: ? → 120",
    "reach": "Chỉ cần kho câu hỏi chung.",
    "recognised": date(2026, 5, 4),
    "decision": "312/QĐ-UBND",
    "level": "Cấp thành phố",
    "body": "Chủ tịch UBND thành phố Hải Phòng",
    "certificate": "07/GCN",
    "applied": "01/06/2026",
    "uses": (
        "Bộ phận một cửa (từ 01/06/2026 đến nay, Giấy xác nhận 05/XN-UBND ngày 20/06/2026); "
        "Công an xã (15/05/2026 – 31/12/2026, Báo cáo 12/BC (lần 2))"
    ),
}


def sheet(client, *lines):
    """The sample file as a clerk fills it."""
    book = openpyxl.load_workbook(BytesIO(client.get(reverse("initiatives:sample")).content))
    page = book.active
    heads = [cell.value for cell in page[1]]
    assert heads == [heading for _meaning, heading in HEADINGS]
    for number, said in enumerate(lines, start=2):
        for column, (meaning, _heading) in enumerate(HEADINGS, start=1):
            page.cell(number, column).value = (WHOLE | said).get(meaning)
    kept = BytesIO()
    book.save(kept)
    return ContentFile(kept.getvalue(), name="sang-kien.xlsx")


@pytest.fixture
def bring(client, officer, demo_day):
    """bring(line, …) → the address of the rehearsal, as the clerk."""
    client.force_login(officer)

    def act(*lines):
        answer = client.post(reverse("initiatives:bring"), {"file": sheet(client, *lines)})
        assert answer.status_code == 302
        return answer.url

    return act


def test_from_the_sample_file_into_the_register_nothing_is_lost(bring, client):
    address = bring({})
    page = client.get(address).content.decode()
    assert "Đọc được 1 dòng, không có lỗi" in page
    assert "Cấp thành phố, Chủ tịch UBND thành phố Hải Phòng" in page
    assert client.post(address + "luu/").status_code == 302
    row = Initiative.objects.get()
    assert (row.title, row.summary, row.area) == (TITLE, "Không phải chờ.", "thu_tuc")
    assert (row.problem, row.novelty, row.reach) == (WHOLE["problem"], WHOLE["novelty"], WHOLE["reach"])
    assert [(one.what, one.before, one.after, one.measured_in) for one in row.effects.all()] == [
        ("Thời gian chờ", 42, 9, "phút"),
        ("Hồ sơ phải bổ sung", Decimal("18.5"), Decimal("4.2"), "%"),
        ("Cuộc gọi", None, 120, ""),
    ]
    found = row.recognitions.get()
    assert (found.level, found.decision, found.decided_on) == ("thanh_pho", "312/QĐ-UBND", date(2026, 5, 4))
    assert (found.body, found.certificate) == ("Chủ tịch UBND thành phố Hải Phòng", "07/GCN")
    assert [(one.name, one.position, one.workplace) for one in row.authors.all()] == [
        ("Lê Thu Hạnh", "Phó Trưởng phòng", ""),
        ("Trần Văn Tư", "", "Sở Tư pháp (cũ)"),
    ]
    assert [(one.place, one.since, one.until, one.paper) for one in row.proofs.all()] == [
        ("Công an xã", date(2026, 5, 15), date(2026, 12, 31), "Báo cáo 12/BC (lần 2)"),
        ("Bộ phận một cửa", date(2026, 6, 1), None, "Giấy xác nhận 05/XN-UBND ngày 20/06/2026"),
    ]
    # The first day that is stated or proved.
    assert (row.recognised_on, row.applied_on) == (date(2026, 5, 4), date(2026, 5, 15))
    page = client.get(reverse("initiatives:one", args=[row.pk])).content.decode()
    assert "07/GCN" in page
    assert "Thêm tệp quyết định, giấy chứng nhận" in page


def test_what_was_brought_in_goes_out_in_the_same_shape_and_comes_in_again(bring, client, giang, on):
    bare = dict.fromkeys(WHOLE) | {"code": "SK-2", "unit": "10888", "title": "Hẹn giờ"}
    client.post(bring({}, bare) + "luu/")
    before = {row.code: list_table([row])[1] for row in Initiative.objects.all()}
    taken = client.get(reverse("initiatives:as_list"), HTTP_ACCEPT_LANGUAGE="en").content
    for model in (Author, Effect, Recognition, ProofOfUse):
        model.objects.all().delete()
    Initiative.objects.all().delete()

    found = rehearse(taken, "a.xlsx", unit_ids=[giang.pk], on=on)
    assert found.errors == ()
    again = ContentFile(taken, name="sang-kien.xlsx")
    address = client.post(reverse("initiatives:bring"), {"file": again}).url
    assert client.post(address + "luu/").status_code == 302
    assert {row.code: list_table([row])[1] for row in Initiative.objects.all()} == before
    assert before["SK-1"][-1] == (
        "Công an xã (15/5/2026 – 31/12/2026, Báo cáo 12/BC (lần 2)); "
        "Bộ phận một cửa (01/6/2026 – nay, Giấy xác nhận 05/XN-UBND ngày 20/06/2026)"
    )


def test_what_is_still_a_draft_does_not_go_out(bring, client):
    bare = dict.fromkeys(WHOLE) | {"code": "SK-1", "unit": "10888", "title": "Hẹn giờ"}
    client.post(bring(bare) + "luu/")
    Initiative.objects.update(is_draft=True)
    taken = client.get(reverse("initiatives:as_list")).content
    assert "SK-1" not in str(list(openpyxl.load_workbook(BytesIO(taken)).active.values))


@pytest.mark.parametrize("cell", ["Chuyên viên; –", "Chuyên viên;\n–", "Chuyên viên\n–", "Chuyên viên; –;"])
def test_positions_are_parted_as_authors_are(cell):
    assert read_positions(cell) == ("Chuyên viên", "")


def test_the_list_goes_out_with_as_many_questions_for_many_rows(
    bring, client, django_assert_num_queries, django_assert_max_num_queries
):
    client.post(bring({}) + "luu/")
    client.get(reverse("initiatives:as_list"))
    with django_assert_max_num_queries(20) as asked:
        client.get(reverse("initiatives:as_list"))
    count = len(asked)
    client.post(bring(*({"code": f"SK-{number}"} for number in range(2, 6))) + "luu/")
    client.get(reverse("initiatives:as_list"))
    with django_assert_num_queries(count):
        client.get(reverse("initiatives:as_list"))


def test_the_scan_of_a_named_paper_follows_on_the_page(bring, client):
    client.post(bring({}) + "luu/")
    row = Initiative.objects.get()
    address = reverse("initiatives:one", args=[row.pk])
    assert papers_of(row).lacking == ["tệp quyết định, giấy chứng nhận", "tệp xác nhận áp dụng"]
    page = client.get(address).content.decode()
    assert "Giấy xác nhận 05/XN-UBND" in page
    first, second = row.proofs.all()
    assert client.get(reverse("initiatives:proof_file", args=[first.pk])).status_code == 404
    for proof in (first, second):
        assert "Thêm tệp cho xác nhận áp dụng đã ghi" in client.get(address).content.decode()
        scan = ContentFile(some_pdf(), name=f"xac-nhan-{proof.pk}.pdf")
        act = reverse("initiatives:act", args=[row.pk, "scan"])
        assert client.post(act, {"proof": proof.pk, "file": scan}).status_code == 302
        proof.refresh_from_db()
        assert proof.file.name == f"xac-nhan-{proof.pk}.pdf"
    assert "Thêm tệp cho xác nhận áp dụng đã ghi" not in client.get(address).content.decode()
    assert papers_of(Initiative.objects.get()).lacking == ["tệp quyết định, giấy chứng nhận"]


@pytest.mark.parametrize(
    ("change", "words", "column"),
    [
        ({"positions": "Chuyên viên"}, "Có 1 chức vụ cho 2 tác giả", "F"),
        ({"positions": f"{'x' * 161}; –"}, "dài quá 160", "F"),
        ({"authors": None}, "Có 2 chức vụ cho 0 tác giả", "F"),
        ({"uses": "Bộ phận một cửa"}, "Không đọc được nơi áp dụng “Bộ phận một cửa”", "R"),
        ({"uses": "Một cửa (31/02/2026, Giấy 5)"}, "Không đọc được nơi áp dụng", "R"),
        ({"uses": "Một cửa (01/06/2026)"}, "“Một cửa” thiếu giấy xác nhận", "R"),
        ({"uses": "Một cửa (01/06/2026 – 01/05/2026, Giấy 5)"}, "ngày kết thúc trước", "R"),
        ({"uses": "Một cửa (01/06/2099, Giấy 5)"}, "không thể đúng", "R"),
        ({"uses": f"{'x' * 201} (01/06/2026, Giấy 5)"}, "dài quá 200", "R"),
        ({"uses": "; ".join(f"Tổ {n} (01/06/2026, Giấy 5)" for n in range(21))}, "Nhiều nhất 20", "R"),
        ({"problem": "x" * 3001}, "dài quá 3000", "H"),
        ({"novelty": "x" * 3001}, "dài quá 3000", "I"),
        ({"effects": "Nhanh hơn nhiều"}, "Không đọc được hiệu quả “Nhanh hơn nhiều”", "J"),
        ({"effects": "Hồ sơ: 1.200 → 800"}, "“Hồ sơ: 1.200 → 800”", "J"),
        ({"effects": "; ".join(f"Số {n}: 1 → 2" for n in range(13))}, "Nhiều nhất 12", "J"),
        ({"reach": "x" * 2001}, "dài quá 2000", "K"),
        ({"level": "Cấp xóm"}, "“Cấp xóm” không đọc được", "N"),
        ({"body": None}, "Thiếu nơi ra quyết định", "O"),
        ({"certificate": "x" * 81}, "dài quá 80", "P"),
        ({"recognised": None, "decision": None}, "thiếu số và ngày quyết định", "N"),
        (
            {"recognised": None, "decision": None, "level": None, "body": None},
            "thiếu số và ngày quyết định",
            "P",
        ),
    ],
)
def test_each_fault_names_row_column_and_cure(client, officer, giang, on, demo_day, change, words, column):
    client.force_login(officer)
    found = rehearse(sheet(client, change).read(), "a.xlsx", unit_ids=[giang.pk], on=on)
    [fault] = found.errors
    assert words in fault.message
    assert (fault.row, fault.column) == (2, column)
    assert fault.cure


def test_a_level_that_is_not_said_is_that_of_the_unit(client, officer, giang, on, demo_day):
    client.force_login(officer)
    bare = {"level": None, "body": None, "certificate": None, "effects": None}
    [row] = rehearse(sheet(client, bare).read(), "a.xlsx", unit_ids=[giang.pk], on=on).rows
    assert (row.new.level, row.new.recognition_body, row.new.effects) == ("co_so", "", ())


@pytest.mark.parametrize("text", ["Chờ 42 → 9", "Chờ: nhiều → ít", "Chờ: 4 → 1,23456", "Chờ: 42", ": 1 → 2"])
def test_what_is_no_effect(text):
    with pytest.raises(ValueError, match=re.escape(text)):
        read_effects(text)


def test_an_effect_may_have_a_colon_and_a_minus():
    assert read_effects("Giờ cao điểm (7:30): -1,5 => 0 độ") == (
        NewEffect("Giờ cao điểm (7:30)", Decimal("-1.5"), Decimal(0), "độ"),
    )


class TestLookAlikes:
    def test_a_row_is_shown_beside_the_register_and_its_own_list_and_can_be_stored(
        self, bring, client, enter, giàng
    ):
        theirs = enter(code="SK-CU", unit=giàng, title=f"Mô hình {TITLE.lower()}")
        address = bring({}, {"code": "SK-2"}, {"code": "SK-3", "title": "Chuyến xe lưu động"})
        page = client.get(address).content.decode()
        assert "2 dòng dưới đây giống sáng kiến đã có" in page
        assert f'<a href="{reverse("initiatives:one", args=[theirs.pk])}">' in page
        assert '<mark class="in-mark">' in page
        assert "Xã Cẩm Giàng" in page
        assert "dòng 3 của tệp này" in page
        assert "dòng 2 của tệp này" in page
        assert "dòng 4 của tệp này" not in page
        assert "giống 100 %" in page

        assert client.post(address + "luu/").status_code == 302
        later = Initiative.objects.get(code="SK-2")
        assert theirs.code in {one.other.code for one in lookalikes_of(later)}
        assert to_be_told(lookalikes_of(later))

    @pytest.mark.usefixtures("demo_day")
    def test_sheets_with_the_same_numbers_of_lines_are_told_apart(self, client, officer, giang, on):
        client.force_login(officer)
        book = openpyxl.load_workbook(BytesIO(sheet(client, {}).read()))
        other = book.copy_worksheet(book.active)
        other.cell(2, 1).value = "SK-2"
        kept = BytesIO()
        book.save(kept)
        rows = rehearse(kept.getvalue(), "a.xlsx", unit_ids=[giang.pk], on=on).rows
        assert [row.line for row in rows] == [2, 2]
        assert [[near.code for near in one.shown] for one in nearest_of(rows, rows)] == [["SK-2"], ["SK-1"]]

    def test_without_look_alikes_nothing_is_said(self, bring, client):
        page = client.get(bring({})).content.decode()
        assert "giống sáng kiến đã có" not in page
        assert "Lưu vào sổ" in page

    def test_as_many_questions_for_many_rows(
        self, bring, client, enter, giàng, django_assert_num_queries, django_assert_max_num_queries
    ):
        enter(code="SK-CU", unit=giàng, title=TITLE)
        one = bring({})
        client.get(one)
        with django_assert_max_num_queries(20) as asked:
            client.get(one)
        count = len(asked)
        many = bring(*({"code": f"SK-{number}"} for number in range(1, 9)))
        client.get(many)
        with django_assert_num_queries(count):
            client.get(many)

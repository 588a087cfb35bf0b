"""A list from a file: read on trial, every fault with its row, stored whole or not at all."""

from datetime import date

import pytest
from django.core.files.base import ContentFile
from django.http import Http404
from django.urls import reverse

from thidua.foundation.audit.models import AuditEvent
from thidua.foundation.files import Kind, inspect_upload
from thidua.initiatives.access import files
from thidua.initiatives.bringing_in.reading import rehearse
from thidua.initiatives.bringing_in.services import receive_list, store_list
from thidua.initiatives.errors import InitiativeRefused
from thidua.initiatives.models import Initiative

HEAD = (
    "Mã sáng kiến;Mã đơn vị;Tên sáng kiến;Lĩnh vực;Tác giả (tỷ lệ %);Tóm tắt;Ngày công nhận;"
    "Số quyết định công nhận;Áp dụng từ ngày\n"
)


def line(**change):
    cells = {
        "code": "SK-1",
        "unit": "10888",
        "title": "Hẹn giờ",
        "area": "Cải cách thủ tục hành chính",
        "authors": '"Lê Thu Hạnh (60 %); Trần Văn Tư (40 %)"',
        "summary": "Không phải chờ.",
        "recognised": "04/05/2026",
        "decision": "12/QĐ-UBND",
        "applied": "2026-04-01",
    }
    return ";".join((cells | change).values()) + "\n"


@pytest.fixture
def read(giang, giàng, on):
    """read(lines, …) → what a file with these lines would bring to Xã Cẩm Giang."""

    def act(*lines, unit_ids=(giang.pk,), head=HEAD):
        return rehearse((head + "".join(lines)).encode(), "sang-kien.csv", unit_ids=unit_ids, on=on)

    return act


@pytest.fixture
def bring(officer, at):
    def act(*lines):
        text = (HEAD + "".join(lines)).encode()
        upload = inspect_upload(ContentFile(text, name="sang-kien.csv"), kinds={Kind.CSV})
        return receive_list(by=officer, at=at, file=upload)

    return act


def test_a_whole_row_is_read(read, giang):
    found = read(line())

    assert (found.errors, found.warnings, found.is_clean) == ((), (), True)
    [row] = found.rows
    new = row.new
    assert (row.line, new.code, new.unit, new.area) == (2, "SK-1", giang, "thu_tuc")
    assert (new.recognised_on, new.applied_on) == (date(2026, 5, 4), date(2026, 4, 1))
    assert [(one.name, one.percent) for one in new.authors] == [("Lê Thu Hạnh", 60), ("Trần Văn Tư", 40)]


@pytest.mark.parametrize("name", ["H'Hen Niê", "Y Bhiu-Ênuôl", "TS. Lê Thu Hạnh"])
def test_one_name_is_one_author(read, name):
    [row] = read(line(authors=name)).rows
    assert [(one.name, one.percent) for one in row.new.authors] == [(name, 100)]


def test_the_rehearsal_shows_the_authors(bring, officer, client):
    kept = bring(line(authors='"Lê Thu Hạnh (60,5 %); Trần Văn Tư (39,5 %, Sở Tư pháp)"'))
    client.force_login(officer)
    page = client.get(reverse("initiatives:rehearsal", args=[kept.pk])).content.decode()
    assert "Lê Thu Hạnh (60,5 %)<br>Trần Văn Tư (39,5 %, Sở Tư pháp)" in page


def test_only_code_unit_and_title_are_needed(read):
    bare = {"area": "", "authors": "", "summary": "", "recognised": "", "decision": "", "applied": ""}
    assert read(line(**bare)).is_clean
    assert read("SK-1;10888;Hẹn giờ\n", head="Mã sáng kiến;Mã đơn vị;Tên sáng kiến\n").is_clean


@pytest.mark.parametrize(
    ("change", "words", "column"),
    [
        ({"code": ""}, "để trống", "A"),
        ({"code": "x" * 31}, "dài quá 30", "A"),
        ({"unit": ""}, "để trống", "B"),
        ({"unit": "99999"}, "Không có đơn vị nào mã “99999”", "B"),
        ({"unit": "10903"}, "không phải đơn vị của bạn", "B"),
        ({"title": ""}, "để trống", "C"),
        ({"title": "x" * 401}, "dài quá 400", "C"),
        ({"area": "Xây dựng"}, "“Xây dựng” không đọc được", "D"),
        ({"authors": '"A (60 %); B (30 %)"'}, "cộng lại là 90 %", "E"),
        ({"authors": '"A; B"'}, "Không đọc được tác giả “A”", "E"),
        ({"authors": "Lê Thu Hạnh, Trần Văn Tư, Phạm Hà"}, "Không đọc được tác giả “Lê Thu Hạnh, Trần", "E"),
        ({"authors": "Lê Thu Hạnh và Trần Văn Tư"}, "Không đọc được tác giả", "E"),
        ({"authors": "Lê Thu Hạnh – Phó Trưởng phòng"}, "Không đọc được tác giả", "E"),
        ({"authors": "Lê Thu Hạnh, Trần Văn Tư (100 %)"}, "Không đọc được tác giả", "E"),
        ({"authors": '"A (150 %); B (-50 %)"'}, "lớn hơn 0 và không quá 100", "E"),
        ({"authors": '"A (33,333 %); B (66,667 %)"'}, "nhiều nhất 2 chữ số", "E"),
        ({"authors": "x" * 121}, "dài quá", "E"),
        ({"authors": f"A (100 %, {'x' * 201})"}, "dài quá", "E"),
        ({"authors": '"' + "; ".join(["A (8 %)"] * 12 + ["B (4 %)"]) + '"'}, "Nhiều nhất 12 tác giả", "E"),
        ({"summary": "x" * 2001}, "dài quá 2000", "F"),
        ({"recognised": "hôm qua"}, "“hôm qua” không đọc được", "G"),
        ({"recognised": "31/02/2026"}, "không đọc được", "G"),
        ({"recognised": "01/03/2027"}, "không thể đúng", "G"),
        ({"recognised": ""}, "thiếu ngày công nhận", "G"),
        ({"decision": ""}, "thiếu số quyết định", "H"),
        ({"decision": "x" * 81}, "dài quá 80", "H"),
        ({"applied": "01/01/1999"}, "không thể đúng", "I"),
    ],
)
def test_each_fault_is_told_with_its_row_column_and_cure(read, change, words, column):
    found = read(line(**change))

    [fault] = found.errors
    assert words in fault.message
    assert (fault.row, fault.column) == (2, column)
    assert fault.cure
    assert not found.is_clean


def test_one_code_stands_for_one_initiative(read):
    found = read(line(), line(code="sk-1", title="Khác"))

    [fault] = found.errors
    assert (fault.row, fault.message) == (3, "Mã “sk-1” đã có ở dòng 2.")


def test_what_stands_in_the_register_is_passed_over_or_named(read, enter):
    enter(code="SK-1", title="Hẹn giờ")

    again = read(line(), line(code="SK-2"))
    assert again.errors == ()
    assert [row.new.code for row in again.rows] == ["SK-2"]
    assert "bỏ qua" in again.warnings[0].message
    [fault] = read(line(title="Việc khác")).errors
    assert "đã có trong sổ, của sáng kiến “Hẹn giờ”" in fault.message


@pytest.mark.parametrize("code", ["SK-ĐK-01", "sk-đk-01"])
def test_a_code_with_marks_is_known_on_every_database(read, enter, code):
    enter(code="SK-ĐK-01", title="Hẹn giờ")
    found = read(line(code=code), line(code="SK-2"))
    assert "bỏ qua" in found.warnings[0].message
    assert [row.new.code for row in found.rows] == ["SK-2"]


def test_a_code_is_the_same_in_capitals_and_a_draft_is_not_told(read, enter, draft):
    enter(code="SK-1", title="Hẹn giờ")
    assert "bỏ qua" in read(line(code="sk-1")).warnings[0].message
    row = draft(title="Việc còn giấu")
    [fault] = read(line(code=row.code)).errors
    assert fault.message == f"Mã “{row.code}” đã có bản nháp dùng."


def test_the_office_brings_in_lists_of_any_unit(read):
    assert read(line(unit="10903"), unit_ids=None).is_clean


@pytest.mark.parametrize(
    ("head", "words"),
    [
        ("Họ tên;Chức vụ\n", "Không thấy bảng"),
        ("Mã sáng kiến;Tên sáng kiến\n", "thiếu cột “Mã đơn vị”"),
    ],
)
def test_a_file_without_the_columns_is_told_so(read, head, words):
    found = read("a;b\n", head=head)
    assert words in found.errors[0].message


def test_a_clean_list_enters_as_one_act(bring, officer, giang, at):
    kept = bring(line(), line(code="SK-2"))

    assert store_list(by=officer, at=at, kept=kept, unit_ids=[giang.pk]) == 2

    row = Initiative.objects.get(code="SK-1")
    assert row.authors.count() == 2
    assert row.recognitions.get().decision == "12/QĐ-UBND"
    actions = AuditEvent.objects.filter(action__startswith="initiatives.").order_by("sequence")
    assert [event.action for event in actions] == ["initiatives.list_received", "initiatives.list_registered"]
    with pytest.raises(InitiativeRefused, match="không lưu hai lần"):
        store_list(by=officer, at=at, kept=kept, unit_ids=[giang.pk])


def test_a_list_with_one_fault_stores_nothing(bring, officer, giang, at):
    kept = bring(line(), line(code="SK-2", unit="99999"))

    with pytest.raises(InitiativeRefused, match="còn lỗi"):
        store_list(by=officer, at=at, kept=kept, unit_ids=[giang.pk])

    assert not Initiative.objects.exists()


def test_a_list_is_seen_by_who_brought_it_and_the_office(bring, officer, head, specialist, on):
    kept = bring(line())
    for person in (officer, specialist):
        assert files.get_for(person, on, pk=kept.pk) == kept
    with pytest.raises(Http404):
        files.get_for(head, on, pk=kept.pk)

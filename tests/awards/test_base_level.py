"""III.2.1.1: units' own awards, typed or brought in, counted, with what looks given twice."""

import io
from datetime import date

import openpyxl
import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.awards.conftest import ACHIEVEMENT

from thidua.awards.base_level import services
from thidua.awards.base_level.enums import BaseForm, Subject
from thidua.awards.base_level.errors import BaseAwardRefused
from thidua.awards.base_level.importing import HEADINGS, rehearse
from thidua.awards.base_level.notes import notes_on
from thidua.awards.base_level.selectors import BaseCounts, counts, counts_by_block
from thidua.awards.models import BaseAward
from thidua.awards.services import GivenAward, register_awards
from thidua.core.blocks import Block
from thidua.core.roles import Role
from thidua.foundation.audit.models import AuditEvent
from thidua.foundation.files import Kind, inspect_upload


def sheet(*rows) -> bytes:
    book = openpyxl.Workbook()
    book.active.append([heading for _meaning, heading in HEADINGS])
    for row in rows:
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


GOOD = [
    "Cá nhân",
    "Lê Thu Hạnh",
    "Công chức",
    "Giấy khen",
    "15/QĐ-UBND",
    date(2026, 12, 1),
    ACHIEVEMENT,
    "",
    "không",
    "có",
]


def uploaded(content: bytes):
    return inspect_upload(ContentFile(content, name="danh-sach.xlsx"), kinds={Kind.XLSX})


def test_counts_tell_leaders_women_and_what_is_not_known(give, giang, hong_bang, django_assert_num_queries):
    give(giang, is_leader=True, is_woman=False)
    give(giang, name="Lê Thu Hạnh", is_leader=False, is_woman=True)
    give(giang, name="Hà Thanh Yến")
    give(giang, name="Phòng Kinh tế", subject=Subject.COLLECTIVE)
    give(hong_bang, year=2027, decided_on=date(2027, 1, 5))
    with django_assert_num_queries(1):
        found = counts(2026)
    assert found == {giang.pk: BaseCounts(1, 3, 1, 1, 1, 1, 1, 1)}
    assert found[giang.pk].total == 4


def test_counts_by_block(give, giang, hong_bang, on):
    give(giang)
    give(hong_bang)
    lines = {found.block: found for found in counts_by_block(2026, on)}
    assert (lines[Block.XA].units, lines[Block.XA].giving, lines[Block.XA].counts.individuals) == (1, 1, 1)
    assert lines[Block.PHUONG].counts.total == 1
    assert lines[Block.SO].counts == BaseCounts()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"year": 2028}, "Năm thành tích"),
        ({"year": 2025}, "Năm thành tích"),
        ({"name": "  "}, "họ và tên"),
        ({"decision_number": ""}, "số quyết định"),
        ({"achievement": " "}, "thành tích"),
        ({"decided_on": date(2027, 3, 1)}, "chưa tới"),
        ({"decided_on": date(2025, 12, 31)}, "trước năm thành tích"),
        ({"form": "huan_chuong"}, "danh mục"),
        ({"subject": "ho_gia_dinh"}, "Tập thể"),
        ({"name": "A" * 161}, "160 ký tự"),
    ],
)
def test_what_cannot_be_is_refused_in_words(give, giang, change, words):
    with pytest.raises(BaseAwardRefused, match=words):
        give(giang, **change)
    assert not BaseAward.objects.exists()


def test_an_initiative_of_another_unit_is_refused(give, giang, hong_bang, make_initiative):
    with pytest.raises(BaseAwardRefused, match="đơn vị khác"):
        give(giang, initiative=make_initiative(hong_bang))


def test_a_collective_has_no_gender_and_no_position(give, giang):
    row = give(
        giang, subject=Subject.COLLECTIVE, name="Phòng Kinh tế", is_woman=True, position="Trưởng phòng"
    )
    assert (row.is_woman, row.is_leader, row.position) == (None, None, "")


def test_the_audit_trail_keeps_no_name(give, giang):
    give(giang, name="Người Rất Riêng")
    event = AuditEvent.objects.latest("sequence")
    assert event.action == "awards.base_recorded"
    assert "Người Rất Riêng" not in f"{event.subject_label}{event.after}{event.before}"


def test_the_same_achievement_of_the_same_person_is_told_to_both(give, giang, hong_bang):
    first = give(giang)
    second = give(giang, form=BaseForm.FIGHTER, decision_number="330/QĐ-UBND", name="nguyễn thị hồng phượng")
    other_year = give(giang, year=2027, decided_on=date(2027, 1, 20))
    elsewhere = give(hong_bang)
    notes = notes_on([first, second, other_year, elsewhere])
    assert set(notes) == {first.pk, second.pk}
    assert "330/QĐ-UBND" in notes[first.pk][0].words


def test_another_achievement_is_no_duplicate(give, giang):
    first = give(giang)
    second = give(giang, decision_number="9/QĐ-UBND", achievement="Tổ chức bầu cử an toàn tại ba khu dân cư")
    assert notes_on([first, second]) == {}


def test_an_initiative_used_twice_is_told(give, giang, make_initiative):
    initiative = make_initiative(giang)
    first = give(giang, initiative=initiative)
    second = give(giang, name="Lê Thu Hạnh", initiative=initiative, achievement="Hướng dẫn nộp hồ sơ")
    alone = give(giang, name="Hà Thanh Yến", achievement="Trực bộ phận một cửa")
    notes = notes_on([first, second, alone])
    assert [note.kind for note in notes[first.pk]] == ["initiative"]
    assert alone.pk not in notes


def test_an_award_of_the_city_for_the_same_year_is_information(give, giang, at):
    row = give(giang)
    given = GivenAward(giang, "annual.individual", "2026", "99/QĐ-UBND", date(2027, 2, 1), row.name)
    register_awards(by=None, at=at, awards=[given])
    [note] = notes_on([row])[row.pk]
    assert note.kind == "city"
    assert "được phép" in note.words


def test_a_removed_row_counts_nowhere(give, giang, officer, at):
    row = give(giang)
    with pytest.raises(BaseAwardRefused, match="lý do"):
        services.remove_award(by=officer, at=at, row=row, reason=" ")
    services.remove_award(by=officer, at=at, row=row, reason="Ghi nhầm đơn vị")
    assert counts(2026) == {}
    with pytest.raises(BaseAwardRefused, match="đã bị bỏ"):
        services.remove_award(by=officer, at=at, row=row, reason="Lần nữa")


def test_a_clean_file_is_stored_once(giang, officer, at, on):
    file = uploaded(
        sheet(
            GOOD, ["Tập thể", "Phòng Kinh tế", "", "Giấy khen", "15/QĐ-UBND", "01/12/2026", "Giải ngân sớm"]
        )
    )
    brought = services.receive_list(by=officer, at=at, unit=giang, year=2026, file=file)
    assert services.rehearse_list(brought, on).is_clean
    assert not BaseAward.objects.exists()
    assert services.store_list(by=officer, at=at, brought=brought) == 2
    assert counts(2026)[giang.pk].women == 1
    with pytest.raises(BaseAwardRefused, match="hai lần"):
        services.store_list(by=officer, at=at, brought=brought)
    again = services.rehearse_list(brought, on)
    assert (again.rows, len(again.warnings)) == ((), 2)


@pytest.mark.parametrize(
    ("place", "value", "words", "column"),
    [
        (0, "Hộ gia đình", "không đọc được", "A"),
        (3, "", "để trống", "D"),
        (5, "sang năm", "Ngày “sang năm”", "F"),
        (7, "SK-KHÔNG-CÓ", "không có sáng kiến", "H"),
        (8, "có lẽ", "“có lẽ”", "I"),
        (1, "", "họ và tên", "B"),
    ],
)
def test_a_fault_names_its_row_and_the_cure(giang, on, place, value, words, column):
    bad = list(GOOD)
    bad[place] = value
    found = rehearse(sheet(GOOD, bad), "a.xlsx", unit=giang, year=2026, on=on)
    [fault] = found.errors
    assert words in fault.message
    assert (fault.row, fault.column) == (3, column)
    assert fault.cure
    assert not found.is_clean


def test_a_row_twice_in_a_file_is_an_error(giang, on):
    [fault] = rehearse(sheet(GOOD, GOOD), "a.xlsx", unit=giang, year=2026, on=on).errors
    assert "Trùng với dòng 2" in fault.message


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"", "a.csv", "trống"),
        (b"a;b\n1;2\n", "a.csv", "Không thấy bảng"),
        (b"PK\x03\x04hong", "a.xlsx", "hỏng"),
    ],
)
def test_a_file_that_is_no_list_is_told(giang, on, content, name, words):
    [fault] = rehearse(content, name, unit=giang, year=2026, on=on).errors
    assert words in fault.message


def test_a_list_without_a_needed_column_names_it(giang, on):
    text = "Họ và tên;Số quyết định\nLê Thu Hạnh;15/QĐ-UBND\n"
    [fault] = rehearse(text.encode(), "a.csv", unit=giang, year=2026, on=on).errors
    assert "“Thành tích”" in fault.message


def test_the_officer_types_an_award_and_sees_it(sign_in, giang):
    client = sign_in(Role.UNIT_OFFICER)
    page = client.get(reverse("awards:base_register")).content.decode()
    assert "Không ghi cũng không bị coi là trễ hạn" in page
    data = {
        "unit": giang.pk,
        "year": 2026,
        "subject": "individual",
        "name": "Lê Thu Hạnh",
        "form": "giay_khen",
        "decision_number": "312/QĐ-UBND",
        "decided_on": "2026-12-15",
        "achievement": ACHIEVEMENT,
        "is_leader": "no",
    }
    answer = client.post(reverse("awards:base_new"), data)
    row = BaseAward.objects.get()
    assert answer["Location"] == reverse("awards:base_award", args=[row.pk])
    assert (row.is_leader, row.is_woman) == (False, None)
    assert "Lê Thu Hạnh" in client.get(reverse("awards:base_register")).content.decode()
    answer = client.post(reverse("awards:base_change", args=[row.pk]), data | {"name": "Lê Thu Hằng"})
    row.refresh_from_db()
    assert (answer.status_code, row.name, row.folded_name) == (302, "Lê Thu Hằng", "le thu hang")


def test_a_bad_form_keeps_what_was_typed(sign_in, giang):
    client = sign_in(Role.UNIT_OFFICER)
    answer = client.post(reverse("awards:base_new"), {"unit": giang.pk, "year": 2026, "name": "Lê Thu Hạnh"})
    assert answer.status_code == 422
    assert "Lê Thu Hạnh" in answer.content.decode()


def test_the_file_journey_on_the_pages(sign_in, giang):
    client = sign_in(Role.UNIT_OFFICER)
    file = ContentFile(sheet(GOOD), name="danh-sach.xlsx")
    answer = client.post(reverse("awards:base_bring"), {"unit": giang.pk, "year": 2026, "file": file})
    page = client.get(answer["Location"]).content.decode()
    assert "Đọc được 1 dòng" in page
    client.post(answer["Location"] + "luu/")
    assert BaseAward.objects.get().brought_in is not None
    sample = client.get(reverse("awards:base_sample"))
    assert sample.content.startswith(b"PK")


def test_others_do_not_see_the_names(sign_in, give, hong_bang):
    row = give(hong_bang, name="Đỗ Quang Lâm")
    client = sign_in(Role.UNIT_OFFICER)
    assert client.get(reverse("awards:base_award", args=[row.pk])).status_code == 404
    assert row.name not in client.get(reverse("awards:base_register")).content.decode()
    assert row.name not in client.get(reverse("awards:base_csv")).content.decode()


def test_the_office_filters_and_takes_the_table_along(sign_in, give, giang, hong_bang):
    give(giang)
    give(giang, form=BaseForm.FIGHTER, decision_number="330/QĐ-UBND")
    give(hong_bang, name="Đỗ Quang Lâm")
    client = sign_in(Role.STANDING_SPECIALIST)
    address = reverse("awards:base_register")
    assert "Đỗ Quang Lâm" not in client.get(address, {"khoi": "xa"}).content.decode()
    assert "Đỗ Quang Lâm" in client.get(address, {"q": "do quang"}).content.decode()
    assert "Đỗ Quang Lâm" not in client.get(address, {"loc": "luu-y"}).content.decode()
    text = client.get(reverse("awards:base_csv"), {"loc": "luu-y"}).content.decode("utf-8-sig")
    assert text.count("330/QĐ-UBND") == 2
    assert client.get(reverse("awards:base_xlsx")).content.startswith(b"PK")
    page = client.get(reverse("awards:base_statistics")).content.decode()
    assert "Toàn thành phố" in page
    assert "2 người chưa ghi" not in page
    assert "3 người chưa ghi" in page


def test_the_register_asks_a_constant_number_of_questions(sign_in, give, giang, make_initiative):
    client = sign_in(Role.STANDING_SPECIALIST)
    give(giang, initiative=make_initiative(giang))
    client.get(reverse("awards:base_register"))

    with CaptureQueriesContext(connection) as one:
        client.get(reverse("awards:base_register"))
    for number in range(3):
        give(giang, name=f"Người {number}", initiative=make_initiative(giang, code=f"SK-{number}"))
    client.get(reverse("awards:base_register"))  # the kept history of units is read anew

    with CaptureQueriesContext(connection) as many:
        client.get(reverse("awards:base_register"))
    assert len(one) == len(many)

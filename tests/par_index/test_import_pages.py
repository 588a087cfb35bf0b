"""Bringing a ranking in through the pages: three steps by two people; a bad file is told cell by cell."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl.styles import Font
from tests.page_text import rows, words
from tests.par_index.conftest import CLEAN, person, xlsx

from thidua.core.roles import Role
from thidua.foundation.files.models import StoredFile
from thidua.foundation.models import AuditEvent
from thidua.par_index.enums import ReleaseStatus
from thidua.par_index.models import IndexRelease, IndexRow, ReleaseBlock

UPLOAD = reverse("par_index:upload")
LIST = reverse("par_index:releases")
RANKING = reverse("par_index:ranking")
HEADER = ("Đơn vị", "Hạng", "Điểm")
GOOD = ("Phường Hồng Bàng", 1, 95.8)
STATED = {
    "index": "PAR",
    "year": "2026",
    "decision_number": "88/QĐ-UBND",
    "decision_date": "2027-01-11",
    "published_on": "2027-01-11",
    "reason": "",
}


def send(browser, content=CLEAN, name="xep-hang.csv", **change):
    """Uploads a file with what is stated of it."""
    raw = content if isinstance(content, bytes) else content.encode()
    return browser.post(UPLOAD, {**STATED, **change, "file": SimpleUploadedFile(name, raw)})


def address(act, release):
    return reverse(f"par_index:{act}", args=[release.pk])


def faults(page):
    """Where, the value of the cell, what, and the cure, of every finding."""
    return [tuple(row) for row in rows(page, "Lỗi và điều cần xem lại")]


@pytest.fixture
def browsers(demo_day, specialist, head):
    """One browser for each of the two people."""
    made = (Client(), Client())
    made[0].force_login(specialist)
    made[1].force_login(head)
    return made


@pytest.fixture
def first(browsers):
    return browsers[0]


@pytest.fixture
def second(browsers):
    return browsers[1]


@pytest.fixture
def draft(first):
    """A clean file, stored as a draft by the first person."""
    send(first)
    release = IndexRelease.objects.get()
    first.post(address("release_store", release))
    return release


def test_a_visitor_is_sent_to_sign_in_and_back(client, demo_day):
    assert [client.get(page)["Location"] for page in (LIST, UPLOAD)] == [
        f"{reverse('account_login')}?next={page}" for page in (LIST, UPLOAD)
    ]


def test_a_ranking_comes_in_by_three_steps_of_two_people(first, second):
    sent = send(first, name="Bảng xếp hạng 2026.csv")
    release = IndexRelease.objects.get()
    assert sent["Location"] == address("release", release)

    rehearsal = first.get(sent["Location"])
    assert "Đọc được 3 dòng, không có lỗi" in words(rehearsal)
    assert rows(rehearsal, "Các dòng đọc được") == [
        ["2", "Phường Hồng Bàng", "11311", "Phường", "1", "95,80"],
        ["3", "Phường Hải An", "11413", "Phường", "2", "95,77"],
        ["4", "Phường Hồng An", "11602", "Phường", "3", "95,57"],
    ]
    assert IndexRow.objects.count() == 0

    stored = first.post(address("release_store", release), follow=True)
    assert "Đã lưu bản nháp. Bản này chờ một người khác xác nhận." in words(stored)
    assert "vì vậy bạn không được tự xác nhận" in words(stored).lower()
    assert address("release_confirm", release) not in stored.content.decode()
    assert "Chưa có bảng xếp hạng nào" in words(first.get(RANKING))

    asked = second.get(address("release", release))
    assert address("release_confirm", release) in asked.content.decode()
    assert rows(asked, "Các dòng")[0] == ["Phường", "1", "Phường Hồng Bàng", "11311", "95,80"]
    confirmed = second.post(address("release_confirm", release), follow=True)
    assert "Đã xác nhận." in words(confirmed)
    assert "Người xác nhận Người lanhdao" in words(confirmed)
    assert "3 đơn vị có hạng đã công bố" in words(first.get(RANKING))
    told = AuditEvent.objects.filter(action__startswith="par_index").values_list("action", "actor_name")
    assert list(told) == [
        ("par_index.received", "Người chuyenvien"),
        ("par_index.stored", "Người chuyenvien"),
        ("par_index.confirmed", "Người lanhdao"),
    ]


def test_the_first_person_is_refused_the_confirmation_with_reason_and_cure(first, draft):
    answer = first.post(address("release_confirm", draft))

    assert answer.status_code == 403
    assert "Bạn là người nhập bảng này, nên không được tự xác nhận." in words(answer)
    assert "Đề nghị một người khác của cơ quan thường trực" in words(answer)
    draft.refresh_from_db()
    assert (draft.status, ReleaseBlock.objects.filter(is_current=True).count()) == (ReleaseStatus.DRAFT, 0)


def test_whoever_comes_too_late_is_told_who_was_first(second, draft):
    second.post(address("release_confirm", draft))

    for act in ("release_store", "release_confirm", "release_discard"):
        late = second.post(address(act, draft), {"reason": "nhầm"}, follow=True)
        assert "Bản này đã được Người lanhdao xác nhận lúc" in words(late)


def test_the_auditor_looks_on_and_others_know_nothing_of_drafts(client, demo_day, draft):
    acts = ("release_store", "release_confirm", "release_discard")
    pages = ("release", "release_file")

    def look(name):
        answer = client.get(address(name, draft))
        answer.getvalue()  # a file that is read to its end is closed
        return answer.status_code

    def statuses(role):
        client.force_login(person(f"nguoi.{role.value}", role))
        return (
            client.get(LIST).status_code,
            [look(name) for name in pages],
            [client.post(address(name, draft), {"reason": "x"}).status_code for name in acts],
            send(client).status_code,
        )

    assert statuses(Role.AUDITOR) == (200, [200, 200], [403, 403, 403], 403)
    assert statuses(Role.EMULATION_BOARD) == (403, [403, 403], [403, 403, 403], 403)
    draft.refresh_from_db()
    assert draft.status == ReleaseStatus.DRAFT


def test_a_file_is_given_out_as_it_was_sent(first, draft):
    answer = first.get(address("release_file", draft))

    assert answer.getvalue() == CLEAN.encode()
    assert answer["Content-Disposition"] == 'attachment; filename="xep-hang.csv"'
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_a_discarded_draft_needs_a_reason_and_stays_in_the_list(first, draft):
    silent = first.post(address("release_discard", draft), {"reason": " "}, follow=True)
    assert "Ghi lý do bỏ bản này." in words(silent)
    assert draft.status != ReleaseStatus.DISCARDED

    gone = first.post(address("release_discard", draft), {"reason": "Nhầm tệp"}, follow=True)

    assert "Đã bỏ bản này. Dữ liệu đã công bố không thay đổi." in words(gone)
    assert [row[:5] for row in rows(gone, "Bản công bố chỉ số")] == [
        ["PAR 2026", "88/QĐ-UBND (11/01/2027)", "11/01/2027", "3", "đã bỏ"]
    ]
    assert "Nhầm tệp" in words(first.get(address("release", draft)))


def test_a_correction_shows_what_it_changes_before_the_second_person_confirms(first, second, draft):
    second.post(address("release_confirm", draft))
    corrected = CLEAN.replace("Phường Hải An;2;95,77", "Phường Hải An;2;")
    send(first, corrected, decision_number="90/QĐ-UBND", published_on="2027-01-20", reason="Đính chính")
    later = IndexRelease.objects.get(decision_number="90/QĐ-UBND")
    first.post(address("release_store", later))

    page = second.get(address("release", later))

    assert "1 dòng thay đổi so với bản đang tính" in words(page)
    assert rows(page, "Thay đổi so với bản đang tính") == [
        ["Phường Hải An", "Phường", "hạng 2, điểm 95,77", "hạng 2, điểm chưa có"]
    ]
    second.post(address("release_confirm", later))
    assert "Quyết định số 90/QĐ-UBND" in words(second.get(RANKING))


def two_faults(_book, page):
    page.merge_cells("C3:C4")


def hide_a_sheet(book, _page):
    book.create_sheet("Bản cũ").sheet_state = "hidden"


def hide_a_row(_book, page):
    page.row_dimensions[2].hidden = True
    page["A1"].font = Font(bold=True)


IN_SHEET = "trang tính “Phường”, dòng"
PASTE = "Chép cột, dán lại bằng “Dán giá trị” (Paste Values), rồi tải lên lại."
WHOLE = "Ghi số nguyên: 1, 2, 3 …"
POINTS = "Ghi dạng 95,80 hoặc 95.80; không ghi chữ, dấu phần trăm hay dấu phân nhóm."
UNHIDE = "Hiện lại (Unhide) rồi kiểm tra; bỏ dòng nếu không thuộc bảng."


@pytest.mark.parametrize(
    ("content", "name", "told"),
    [
        (
            xlsx(HEADER, ("Phường Hồng Bàng", 1, "=90+5.8")),
            "x.xlsx",
            (
                f"{IN_SHEET} 2, cột C",
                "=90+5.8",
                "Ô là công thức; giá trị in ra có thể khác giá trị được công bố.",
                PASTE,
            ),
        ),
        (
            xlsx(HEADER, GOOD, ("Phường Hải An", 2, 95.77), ("Phường Hồng An", 3, None), prepare=two_faults),
            "x.xlsx",
            (
                f"{IN_SHEET} 3, cột C",
                "–",
                "Ô gộp C3:C4 nằm trong bảng.",
                "Bỏ gộp ô (Unmerge), ghi đủ giá trị vào từng dòng.",
            ),
        ),
        (
            xlsx(HEADER, GOOD, prepare=hide_a_sheet),
            "x.xlsx",
            (
                "trang tính “Bản cũ”",
                "–",
                "Trang tính “Bản cũ” đang bị ẩn.",
                "Hiện lại (Unhide) để kiểm tra, hoặc xóa trang tính rồi tải lên lại.",
            ),
        ),
        (
            xlsx(HEADER, GOOD, prepare=hide_a_row),
            "x.xlsx",
            (f"{IN_SHEET} 2", "–", "Dòng đang bị ẩn nhưng có số liệu.", UNHIDE),
        ),
        (
            xlsx(HEADER, ("Phường Hồng Bàng", "nhất", 95.8)),
            "x.xlsx",
            (f"{IN_SHEET} 2, cột B", "nhất", "Hạng “nhất” không phải số nguyên từ 1.", WHOLE),
        ),
        (
            CLEAN.replace("95,77", "95,77%"),
            "x.csv",
            (
                "dòng 3, cột C",
                "95,77%",
                "Điểm “95,77%” không phải số không âm có nhiều nhất 6 chữ số lẻ.",
                POINTS,
            ),
        ),
        (
            CLEAN.replace("Phường Hải An", "Hồng Bàng"),
            "x.csv",
            (
                "dòng 3, cột A",
                "Hồng Bàng",
                "Phường Hồng Bàng (11311) đã có ở dòng 2.",
                "Mỗi đơn vị chỉ có một dòng; xóa dòng thừa.",
            ),
        ),
        (
            "Đơn vị;Hạng;Năm\nPhường Hồng Bàng;1;2025\n",
            "x.csv",
            (
                "dòng 2, cột C",
                "2025",
                "Năm “2025” khác năm 2026 của bản công bố.",
                "Mỗi tệp chỉ của một năm; sửa cột năm, hoặc chọn lại năm khi tải lên.",
            ),
        ),
        (
            "Đơn vị;Hạng;Khối\nPhường Hồng Bàng;1;quận\n",
            "x.csv",
            (
                "dòng 2, cột C",
                "quận",
                "Không có khối “quận”.",
                "Ghi: sở, ban, ngành; phường; hoặc xã, đặc khu.",
            ),
        ),
        (
            "Đơn vị;Hạng\nXa Cam Giang;1\n",
            "x.csv",
            (
                "dòng 2, cột A",
                "Xa Cam Giang",
                "“Xa Cam Giang” không đúng tên đơn vị nào; gần giống: Xã Cẩm Giang · 10888 · huyện Cẩm Giàng "
                "cũ; Xã Cẩm Giàng · 10903 · huyện Cẩm Giàng cũ.",
                "Ghi đúng từng dấu tên đơn vị, hoặc thêm cột “Mã đơn vị”.",
            ),
        ),
    ],
)
def test_a_fault_is_told_with_its_cell_and_its_cure_and_nothing_is_stored(first, content, name, told):
    page = first.get(send(first, content, name)["Location"])

    assert faults(page) == [("lỗi", *told)]
    assert "Tệp có 1 lỗi, chưa lưu dòng nào" in words(page)
    release = IndexRelease.objects.get()
    assert address("release_store", release) not in page.content.decode(), "there is nothing to store"
    refused = first.post(address("release_store", release), follow=True)
    assert "Tệp còn 1 lỗi; sửa tệp rồi tải lên lại. Chưa có dòng nào được lưu." in words(refused)
    release.refresh_from_db()
    assert (release.status, IndexRow.objects.count(), ReleaseBlock.objects.count()) == (
        ReleaseStatus.RECEIVED,
        0,
        0,
    )


def test_a_unit_that_stands_on_two_sheets_is_told_with_both_places(first):
    def again(book, _page):
        other = book.create_sheet("Bổ sung")
        other.append(HEADER)
        other.append(("Phường Hồng Bàng", 2, 95.7))

    page = first.get(send(first, xlsx(HEADER, GOOD, prepare=again), "x.xlsx")["Location"])

    assert faults(page)[0][1:4] == (
        "trang tính “Bổ sung”, dòng 2, cột A",
        "Phường Hồng Bàng",
        "Phường Hồng Bàng (11311) đã có ở trang tính “Phường”, dòng 2.",
    )


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (CLEAN.replace("95,77", "95,81"), ("dòng 3, cột B", "2")),
        (CLEAN.replace("95,77", "95,80"), ("dòng 3, cột B", "2")),
        (CLEAN.replace("An;3;", "An;9;"), ("dòng 4, cột B", "9")),
    ],
)
def test_a_doubtful_rank_is_told_at_its_cell_and_may_still_be_stored(first, content, told):
    page = first.get(send(first, content)["Location"])

    assert [fault[:3] for fault in faults(page)] == [("xem lại", *told)]
    assert all(fault[4] for fault in faults(page)), "each with its cure"
    assert address("release_store", IndexRelease.objects.get()) in page.content.decode()


def test_every_fault_stands_on_the_page_and_long_lists_come_in_pages(first, monkeypatch):
    monkeypatch.setattr("thidua.par_index.import_views.FAULTS_ON_PAGE", 2)
    where = send(first, "Đơn vị;Hạng;Điểm\nPhường Lạ;x;y\nPhường Hải An;1;z\n")["Location"]

    pages = [first.get(where, {"trang": number}) for number in (1, 2, 99)]

    assert [[fault[1] for fault in faults(page)] for page in pages] == [
        ["dòng 2, cột A", "dòng 2, cột B"],
        ["dòng 2, cột C", "dòng 3, cột C"],
        ["dòng 2, cột C", "dòng 3, cột C"],
    ]
    assert "Tệp có 4 lỗi" in words(pages[0])
    assert "Trang 1 trên 2" in words(pages[0])


def test_what_is_only_worth_a_look_does_not_stop_the_draft(first):
    decomposed = "Phươ\u0300ng Hô\u0300ng Ba\u0300ng"
    content = xlsx(HEADER, (decomposed, 1, "95,80"))

    page = first.get(send(first, content, "x.xlsx")["Location"])

    assert [(fault[0], fault[1]) for fault in faults(page)] == [
        ("xem lại", f"{IN_SHEET} 2, cột A"),
        ("xem lại", f"{IN_SHEET} 2, cột C"),
    ]
    assert "Có điều cần xem lại bên dưới; vẫn lưu được bản nháp." in words(page)
    first.post(address("release_store", IndexRelease.objects.get()))
    row = IndexRow.objects.get()
    assert (row.published_name, str(row.exact_score)) == ("Phường Hồng Bàng", "95.80")


@pytest.mark.parametrize(
    ("content", "name", "told"),
    [
        (b"a" * (5 * 1024 * 1024 + 1), "x.csv", "Tệp nặng hơn 5 MB."),
        (b"%PDF-1.7\n" + b"x" * 64, "x.pdf", "không phải loại nhận được ở đây"),
        (xlsx(HEADER, GOOD), "x.csv", "tên lại khác"),
        (b"", "x.csv", "trống"),
        ("Đơn vị;Hạng\n".encode("utf-16"), "x.csv", "không phải văn bản UTF-8"),
        (b"PK\x03\x04 broken", "x.xlsx", "bị hỏng"),
    ],
)
def test_a_file_that_is_no_table_is_refused_at_the_door_and_not_kept(first, content, name, told):
    page = send(first, content, name)

    assert page.status_code == 422
    errors = page.context["form"].errors
    assert told in " ".join(text for found in errors.values() for text in found)
    assert "Cần sửa trước khi tiếp tục" in words(page)
    assert page.context["form"]["decision_number"].value() == "88/QĐ-UBND", "what was typed stays"
    assert (IndexRelease.objects.count(), StoredFile.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("change", "field", "told"),
    [
        ({"year": "1999"}, "year", "2000"),
        ({"year": "2028"}, "__all__", "không thể công bố trước năm đó"),
        ({"decision_number": " "}, "decision_number", ""),
        ({"decision_date": "11-01-2027"}, "decision_date", ""),
        ({"published_on": "2027-01-10"}, "__all__", "không thể trước ngày quyết định"),
        ({"index": "GDP"}, "index", "GDP"),
        ({"reason": "x" * 301}, "reason", "300"),
    ],
)
def test_impossible_papers_are_told_beside_their_field(first, change, field, told):
    page = send(first, **change)

    assert page.status_code == 422
    assert set(page.context["form"].errors) == {field}
    assert told in " ".join(page.context["form"].errors[field])
    assert (IndexRelease.objects.count(), StoredFile.objects.count()) == (0, 0)


def test_an_upload_without_a_file_is_told(first):
    page = first.post(UPLOAD, STATED)

    assert page.status_code == 422
    assert page.context["form"].errors == {
        "file": ["Chưa chọn tệp. Chọn tệp CSV hoặc XLSX có bảng xếp hạng."]
    }


def test_an_upload_of_200_mb_is_refused_by_its_announced_length_without_reading_it(first):
    class Unread(BytesIO):
        def read(self, *args: int) -> bytes:
            raise AssertionError("nobody should read this")

    answer = first.generic(
        "POST",
        UPLOAD,
        **{
            "CONTENT_LENGTH": str(200 * 1024 * 1024),
            "CONTENT_TYPE": "multipart/form-data; boundary=x",
            "wsgi.input": Unread(),
        },
    )

    assert answer.status_code == 413
    assert "nặng 200 MB, vượt mức 24 MB" in words(answer)
    assert "giảm dung lượng tệp" in words(answer)
    assert not IndexRelease.objects.exists()


@pytest.mark.parametrize("count", [1, 3])
def test_each_page_asks_the_same_number_of_queries_for_any_number_of_rows(
    first, django_assert_num_queries, count
):
    where = send(first, "\n".join(CLEAN.splitlines()[: count + 1]))["Location"]
    first.get(where)

    # Session, person, installation, hats; the release; the stamp of the facts, the names of units.
    with django_assert_num_queries(7):
        first.get(where)
    first.post(address("release_store", IndexRelease.objects.get()))
    first.get(where)
    # The release; its blocks; its rows counted and read; what it would replace, with its blocks.
    with django_assert_num_queries(10):
        page = first.get(where)
    assert len(page.context["rows"]) == count


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_number_of_queries_for_any_number_of_releases(
    first, django_assert_num_queries, count
):
    for number in range(count):
        send(first, decision_number=f"{number}/QĐ-UBND")
    first.get(LIST)

    with django_assert_num_queries(5):
        page = first.get(LIST)
    assert len(rows(page, "Bản công bố chỉ số")) == count

"""What people see and press."""

import io
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from docx import Document
from openpyxl import load_workbook

from thidua.core.roles import Role
from thidua.steering.difficulties import services
from thidua.steering.difficulties.enums import State
from thidua.steering.difficulties.models import AnswerTarget, Difficulty

LIST = "/chi-dao/kien-nghi/"
PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


@pytest.fixture
def as_user(client):
    def sign_in(user):
        client.force_login(user)
        return client

    return sign_in


def text_of(answer):
    return answer.content.decode()


def test_an_officer_sends_with_a_file_and_reads_the_number(as_user, officer, unit):
    client = as_user(officer)
    assert "không có trong Kế hoạch" in text_of(client.get(f"{LIST}gui/"))
    answer = client.post(
        f"{LIST}gui/",
        {
            "sender": f"unit:{unit.pk}",
            "title": "Chưa có mẫu báo cáo",
            "category": "rules",
            "clause": "IV.1",
            "text": "Đề nghị ban hành mẫu.",
            "file": SimpleUploadedFile("mau.pdf", PDF),
        },
        follow=True,
    )
    assert "KN2027-0001" in text_of(answer)
    found = Difficulty.objects.get()
    assert (found.unit, found.clause, found.file.name) == (unit, "IV.1", "mau.pdf")
    assert b"".join(client.get(f"{LIST}{found.pk}/tep/").streaming_content) == PDF


def test_nobody_sends_for_a_unit_that_is_not_theirs(as_user, officer, other_unit):
    data = {"sender": f"unit:{other_unit.pk}", "title": "A", "category": "rules", "text": "B"}
    answer = as_user(officer).post(f"{LIST}gui/", data)

    assert answer.status_code == 200
    assert not Difficulty.objects.exists()


def test_a_bad_file_is_told_and_the_words_stay(as_user, officer, unit):
    data = {
        "sender": f"unit:{unit.pk}",
        "title": "Tiêu đề còn đây",
        "category": "rules",
        "text": "Lời còn đây",
        "file": SimpleUploadedFile("a.exe", b"MZ\x90\x00"),
    }
    page = text_of(as_user(officer).post(f"{LIST}gui/", data))

    assert "Cần sửa trước khi tiếp tục" in page
    assert "Lời còn đây" in page
    assert "Tiêu đề còn đây" in page


def test_another_unit_knows_nothing_of_it(as_user, send, make_person, other_unit):
    found = send()
    client = as_user(make_person("khac", (Role.UNIT_OFFICER, other_unit)))

    assert client.get(f"{LIST}{found.pk}/").status_code == 404
    assert found.title not in text_of(client.get(LIST))


def test_a_blocked_act_says_why_and_what_to_do(as_user, send, specialist):
    page = text_of(as_user(specialist).get(f"{LIST}{send().pk}/"))

    assert "giao người xử lý" in page.lower()
    assert "Cách xử lý" in page


def test_a_specialist_who_does_not_own_it_cannot_answer(as_user, in_hand, make_person):
    other = make_person("chuyenvien2", Role.STANDING_SPECIALIST)
    answer = as_user(other).post(f"{LIST}{in_hand.pk}/answer/", {"text": "Trả lời"})

    assert answer.status_code == 403
    assert "giao cho người khác" in text_of(answer)


def test_head_assigns_owner_answers_sender_confirms(client, send, head, specialist, officer):
    found = send()
    client.force_login(head)
    client.post(f"{LIST}{found.pk}/assign/", {"owner": specialist.pk})
    client.force_login(specialist)
    page = text_of(client.post(f"{LIST}{found.pk}/answer/", {"text": "Áp dụng mẫu cũ."}, follow=True))
    assert "Áp dụng mẫu cũ." in page
    client.force_login(officer)
    client.post(f"{LIST}{found.pk}/solved/", {})

    found.refresh_from_db()
    assert found.state == State.SOLVED


def test_words_stay_when_somebody_was_quicker(as_user, answered, head):
    page = as_user(head).post(f"{LIST}{answered.pk}/answer/", {"text": "Lời viết sau"})

    assert page.status_code == 200
    assert "Lời viết sau" in text_of(page)
    answered.refresh_from_db()
    assert answered.answer == "Sở cấp thêm máy."


def test_an_unknown_act_is_no_page(as_user, send, head):
    assert as_user(head).post(f"{LIST}{send().pk}/khac/").status_code == 404


def test_the_list_is_found_without_marks_and_by_number(as_user, send, head):
    send("Thiếu máy quét"), send("Kinh phí tập huấn")
    client = as_user(head)

    assert "Kinh phí tập huấn" not in text_of(client.get(LIST, {"q": "may quet"}))
    assert "Kinh phí tập huấn" in text_of(client.get(LIST, {"q": "KN2027-0002"}))
    assert "Thiếu máy quét" not in text_of(client.get(LIST, {"tinh-trang": "solved"}))
    assert client.get(LIST, {"tinh-trang": "x'", "loai": "y", "trang": "z"}).status_code == 200


def test_the_list_takes_as_many_queries_for_three_as_for_one(
    as_user, send, head, django_assert_max_num_queries
):
    client = as_user(head)
    send("Một")
    client.get(LIST)
    with CaptureQueriesContext(connection) as one:
        client.get(LIST)
        before = len(one)
    send("Hai"), send("Ba")
    client.get(LIST)
    with django_assert_max_num_queries(before):
        client.get(LIST)


def test_questions_and_answers_do_not_say_who_asked(as_user, answered, head, make_person, other_unit, at):
    services.share(by=head, at=at, found=answered, question="Thiếu thiết bị thì xin ở đâu?")
    client = as_user(make_person("khac", (Role.UNIT_OFFICER, other_unit)))
    page = text_of(client.get("/chi-dao/hoi-dap/", {"q": "thiet bi cap"}))

    assert "Thiếu thiết bị thì xin ở đâu?" in page
    assert "Sở cấp thêm máy." in page
    assert "An Lão" not in page
    assert "Chu Văn Hòa" not in page
    # The sender's own words are not searched: they may name people.
    assert "xin ở đâu" not in text_of(client.get("/chi-dao/hoi-dap/", {"q": "may quet ho so"}))


def test_the_digest_counts_by_age_on_the_page_and_in_word(as_user, send, leader, at):
    send("Việc cũ nhất", at=at - timedelta(days=40)), send("Việc mới")
    client = as_user(leader)
    page = text_of(client.get(f"{LIST}tong-hop/"))
    assert page.index("Việc cũ nhất") < page.index("Việc mới")
    assert "2 việc chưa trả lời, 1 việc quá ngày dự kiến" in page
    paper = Document(io.BytesIO(client.get(f"{LIST}tong-hop/tai-ve/").content))
    words = "\n".join(paragraph.text for paragraph in paper.paragraphs)
    assert "còn 02 phản ánh, kiến nghị chưa có trả lời chính thức" in words
    assert "Việc cũ nhất: đề nghị hướng dẫn." in words
    assert "DỮ LIỆU TRÌNH DIỄN" in words


def test_an_empty_digest_is_a_paper_too(as_user, leader):
    assert as_user(leader).get(f"{LIST}tong-hop/tai-ve/").status_code == 200


def test_the_table_to_take_along(as_user, send, head):
    send("=1+1")
    book = load_workbook(io.BytesIO(as_user(head).get(f"{LIST}tai-ve.xlsx").content))
    cells = [cell for row in book.active.values for cell in row]

    assert "KN2027-0001" in cells
    assert "=1+1" in cells


def test_the_head_sets_the_time_for_answers(as_user, head, on):
    client = as_user(head)
    data = {"working_days": 7, "valid_from": on.isoformat(), "source": "Chỉ đạo ngày 12/02/2027"}
    page = text_of(client.post(f"{LIST}thoi-han/", data, follow=True))

    assert "7 ngày làm việc" in page
    assert AnswerTarget.objects.get().set_by == head
    bad = client.post(f"{LIST}thoi-han/", data | {"working_days": 0})
    assert "Cần sửa" in text_of(bad)

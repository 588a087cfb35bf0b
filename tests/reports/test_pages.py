"""The journey of an officer on the pages, and what others see."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localtime
from tests.reports.conftest import AN_LAO, write_all

from thidua.core.roles import Role
from thidua.foundation.todo import TaskState
from thidua.reports.models import KeptWords, Report
from thidua.reports.outline import CODES
from thidua.reports.sending import send_report
from thidua.reports.todo import tasks_for
from thidua.reports.writing import start_report
from thidua.units.selectors import history


def test_an_officer_goes_from_the_list_to_handing_over_and_the_head_sends(client, officer, head, unit):
    client.force_login(officer)
    assert "Bắt đầu báo cáo năm 2026" in client.get("/bao-cao/").content.decode()
    started = client.post("/bao-cao/bat-dau/", {"unit": unit.id, "year": "2026"})
    home = started.url
    assert "Viết tiếp mục I" in client.get(home).content.decode()
    for code in CODES:
        address = f"{home}muc/{code}/"
        page = client.get(address)
        version = page.context["part"].version
        values = {
            name: field.value() or ""
            for name, field in zip(page.context["form"].fields, page.context["form"], strict=True)
        }
        answer = client.post(
            address, values | {"text": f"Nội dung mục {code}", "version": version, "next": "1"}
        )
        assert answer.status_code == 302, code
    assert answer.url == f"{home}kiem-tra/"
    assert "Trình lãnh đạo ký" in client.get(answer.url).content.decode()
    client.post(f"{home}trinh-ky/")
    client.force_login(head)
    assert "Ký và gửi báo cáo" in client.get(f"{home}kiem-tra/").content.decode()
    receipt = client.post(f"{home}gui/", follow=True).content.decode()
    assert "BC2026-11311-01" in receipt
    submission = Report.objects.get().submissions.get()
    assert f"{localtime(submission.sent_at):%H:%M:%S}" in receipt
    assert submission.sha256 in receipt


def test_a_suggestion_is_put_in_by_one_tap(client, officer, report):
    client.force_login(officer)
    address = f"/bao-cao/{report.pk}/muc/VI/"
    page = client.get(address)
    sentence = page.context["suggestions"][0]
    data = {"text": "Câu của tôi.", "version": page.context["part"].version, "insert": sentence}
    numbers = {f"n-{line.spec.code}": line.field.value() for line in page.context["lines"]}
    client.post(address, data | numbers)
    assert report.parts.get(section="VI").text == f"Câu của tôi.\n{sentence}"
    assert not report.numbers.get(code="index.rank").is_typed


def test_a_sentence_of_ones_own_is_not_put_in_as_a_suggestion(client, officer, report):
    client.force_login(officer)
    client.post(f"/bao-cao/{report.pk}/muc/I/", {"text": "", "version": 1, "insert": "Câu lạ"})
    assert report.parts.get(section="I").text == ""


def test_the_script_is_answered_in_json(client, officer, colleague, report):
    client.force_login(officer)
    address, header = f"/bao-cao/{report.pk}/muc/VII/", {"x-autosave": "1"}
    version = report.parts.get(section="VII").version
    saved = client.post(address, {"text": "Một", "version": version}, headers=header)
    assert saved.json()["version"] == version + 1
    client.force_login(colleague)
    stale = client.post(address, {"text": "Hai", "version": version}, headers=header)
    assert (stale.status_code, stale.json()["theirs"]["text"]) == (409, "Một")
    assert "Hai" in client.get(address).content.decode()
    kept = KeptWords.objects.get()
    client.post(f"/bao-cao/{report.pk}/chu-giu-lai/{kept.pk}/")
    assert "chưa vào báo cáo" not in client.get(address).content.decode()


def test_a_wrong_number_is_told_and_the_words_stay(client, officer, report):
    client.force_login(officer)
    page = client.post(
        f"/bao-cao/{report.pk}/muc/VI/", {"text": "Đã viết", "n-index.rank": "năm", "version": 1}
    )
    assert page.status_code == 422
    assert "không phải một số" in page.content.decode()
    assert "Đã viết" in page.content.decode()


def test_a_draft_is_for_the_unit_alone(client, report, specialist, person):
    for reader in (specialist, person("canbo.anlao", Role.UNIT_OFFICER, AN_LAO)):
        client.force_login(reader)
        for tail in ("", "doc/", "bien-nhan/", "muc/I/", "kiem-tra/"):
            assert client.get(f"/bao-cao/{report.pk}/{tail}").status_code in (403, 404), tail


def test_readers_see_what_was_sent_and_not_what_is_being_changed(
    client, sent, full, specialist, person, unit, at
):
    client.force_login(specialist)
    form = {"II": "Thiếu số liệu"}
    assert client.post(f"/bao-cao/{full.pk}/tra-lai/", form).status_code == 302
    full.parts.filter(section="II").update(text="Chữ đang sửa dở")
    page = client.get(f"/bao-cao/{full.pk}/doc/").content.decode()
    assert "Chữ đang sửa dở" not in page
    assert "Thiếu số liệu" in page


def test_a_return_without_a_reason_is_refused_with_words(client, sent, full, specialist):
    client.force_login(specialist)
    page = client.post(f"/bao-cao/{full.pk}/tra-lai/", {})
    assert page.status_code == 422
    assert "ít nhất một mục" in page.content.decode()


def test_a_missing_or_wrong_start_is_no_crash(client, officer, city):
    client.force_login(officer)
    for data in (
        {},
        {"unit": "x", "year": "2026"},
        {"unit": "1", "year": "1999"},
        {"unit": "9" * 30, "year": "2026"},
    ):
        assert client.post("/bao-cao/bat-dau/", data).status_code == 404
    other = {"unit": city[AN_LAO].pk, "year": "2026"}
    assert client.post("/bao-cao/bat-dau/", other).status_code == 403


def test_the_list_filters(client, sent, specialist):
    client.force_login(specialist)
    assert "BC2026-11311-01" in client.get("/bao-cao/?nam=2026&trang-thai=sent&q=hong bang").content.decode()
    assert "BC2026-11311-01" not in client.get("/bao-cao/?nam=2026&khoi=xa").content.decode()
    assert client.get("/bao-cao/?nam=xx&khoi=yy&trang=99").status_code == 200


@pytest.mark.parametrize("path", ["/bao-cao/?nam=2026", "/bao-cao/{pk}/doc/"])
def test_lists_ask_a_constant_number_of_questions(client, sent, full, specialist, person, at, path):
    client.force_login(specialist)
    address = path.format(pk=full.pk)
    asked = []
    for codes in ([AN_LAO], ["10888", "10903"]):
        for code in codes:
            writer = person(f"canbo.{code}", Role.UNIT_OFFICER, code)
            other = start_report(by=writer, at=at, unit=history(at.date())[code], year=2026)
            write_all(other, writer)
            send_report(by=writer, at=at, report=other, unit=history(at.date())[code])
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        asked.append(len(queries))
    assert asked[0] == asked[1] < 30


def test_the_home_page_says_what_to_do_next(officer, head, specialist, unit, at):
    [task] = tasks_for(officer, at)
    assert (task.state, str(task.due)) == (TaskState.TO_DO, "2026-11-29")
    assert tasks_for(head, at) == []
    report = start_report(by=officer, at=at, unit=unit, year=2026)
    write_all(report, officer)
    Report.objects.update(state="waiting", handed_at=at, handed_by=officer)
    assert [task.state for task in tasks_for(officer, at)] == [TaskState.WAITING]
    assert [task.action for task in tasks_for(head, at)] == ["Xem, ký và gửi"]
    send_report(by=head, at=at, report=report, unit=unit)
    assert tasks_for(officer, at) == []
    assert [task.title for task in tasks_for(specialist, at)] == ["1 báo cáo mới gửi về"]

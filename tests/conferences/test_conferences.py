"""Conferences: prepared, invited to, answered, held (IV.2.c)."""

import io
from datetime import time, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document

from thidua.conferences import invitation_services, services
from thidua.conferences.enums import Scope, State
from thidua.conferences.errors import ConferenceRefused
from thidua.conferences.models import Conference
from thidua.conferences.selectors import answers_of
from thidua.conferences.todo import tasks_for
from thidua.foundation.audit.models import AuditEvent
from thidua.foundation.notify.models import Notification

HOME = "/hoi-nghi/"
DAY = timedelta(days=1)
PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def told(user):
    return Notification.objects.filter(user=user, key__startswith="conferences.").count()


def words_of(answer):
    document = Document(io.BytesIO(answer.content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([paragraph.text for paragraph in document.paragraphs] + cells)


@pytest.mark.parametrize("wrong", [{"title": " "}, {"place": ""}, {"chair": ""}, {"scope": Scope.CHOSEN}])
def test_a_conference_that_makes_no_sense_is_refused(words, specialist, at, wrong):
    with pytest.raises(ConferenceRefused):
        services.begin(by=specialist, at=at, words=words(**wrong))


def test_invitations_go_out_once_to_the_units_of_the_scope(invited, officer, specialist, at):
    assert (invited.state, invited.invitations.count(), told(officer)) == (State.INVITED, 2, 1)
    with pytest.raises(ConferenceRefused):
        services.invite(by=specialist, at=at, conference=invited)
    assert AuditEvent.objects.filter(action="conferences.invited").count() == 1


def test_nobody_is_invited_to_what_has_begun_or_when_nobody_is_left(words, specialist, unit, at):
    late = services.begin(by=specialist, at=at, words=words(starts_at=at))
    nobody = services.begin(by=specialist, at=at, words=words(scope=Scope.SO))
    for conference in (late, nobody):
        with pytest.raises(ConferenceRefused):
            services.invite(by=specialist, at=at, conference=conference)


def test_another_time_is_told_and_the_units_stay(invited, words, officer, specialist, at):
    moved = services.change(
        by=specialist,
        at=at,
        conference=invited,
        words=words(starts_at=at + 8 * DAY, scope=Scope.CHOSEN, chosen=("11629",)),
    )
    assert (moved.scope, told(officer)) == (Scope.DUTY, 2)
    services.change(by=specialist, at=at, conference=moved, words=words(starts_at=at + 8 * DAY, title="Khác"))
    assert told(officer) == 2


def test_a_unit_answers_and_may_think_again_until_it_begins(invited, officer, unit, at, on):
    invitation = invited.invitations.get(unit=unit)
    for refused in (
        lambda: invitation_services.accept(by=officer, at=at, invitation=invitation, people=" \n "),
        lambda: invitation_services.decline(by=officer, at=at, invitation=invitation, reason=""),
        lambda: invitation_services.decline(
            by=officer, at=invited.starts_at, invitation=invitation, reason="Bận"
        ),
    ):
        with pytest.raises(ConferenceRefused):
            refused()
    invitation_services.decline(by=officer, at=at, invitation=invitation, reason="Họp HĐND")
    invitation_services.accept(by=officer, at=at, invitation=invitation, people="Một\n\nHai")

    first, second = answers_of(invited, on).rows
    assert (first.unit.code, first.invitation.count, first.invitation.reason) == ("11629", 2, "")
    assert second.answer is None
    assert [one["value"] for one in answers_of(invited, on).figures()] == [2, 1, 2, 0, 1]


def test_it_is_held_after_it_began_with_conclusions(invited, specialist, at):
    after = invited.starts_at + timedelta(hours=3)
    for moment, conclusions in ((at, "Tốt"), (after, " ")):
        with pytest.raises(ConferenceRefused):
            services.hold(by=specialist, at=moment, conference=invited, conclusions=conclusions, file=None)
    held = services.hold(by=specialist, at=after, conference=invited, conclusions="Tốt", file=None)

    assert held.state == State.HELD
    with pytest.raises(ConferenceRefused):
        services.add_line(by=specialist, at=after, conference=held, time_of_day=time(8), item="Muộn")


def test_a_conference_that_is_called_off_says_why_and_stays(client, invited, officer, specialist, at):
    with pytest.raises(ConferenceRefused, match="lý do"):
        services.call_off(by=specialist, at=at, conference=invited, reason=" ")
    client.force_login(specialist)
    client.post(f"{HOME}{invited.pk}/huy/", {"reason": "Bão số 3"})

    assert told(officer) == 2
    assert tasks_for(officer, at) == []
    client.force_login(officer)
    page = client.get(f"{HOME}{invited.pk}/").content.decode()
    assert "Bão số 3" in page
    for act in (
        lambda: services.invite(by=specialist, at=at, conference=invited),
        lambda: services.call_off(by=specialist, at=at, conference=invited, reason="Nữa"),
        lambda: services.add_line(
            by=specialist, at=at, conference=invited, time_of_day=time(8), item="Khai mạc"
        ),
    ):
        with pytest.raises(ConferenceRefused):
            act()


def test_what_nobody_was_invited_to_is_called_off_quietly(client, words, specialist, officer, leader, at):
    planned = services.begin(by=specialist, at=at, words=words())
    services.call_off(by=specialist, at=at, conference=planned, reason="Gộp vào hội nghị khác")

    assert told(officer) == 0
    client.force_login(leader)
    assert client.get(f"{HOME}{planned.pk}/").status_code == 404


def test_home_asks_units_for_an_answer_and_the_office_for_a_programme(invited, officer, specialist, unit, at):
    (asked,) = tasks_for(officer, at)
    assert asked.url == f"{HOME}{invited.pk}/"
    (missing,) = tasks_for(specialist, at)
    assert "chương trình" in missing.action
    services.add_line(by=specialist, at=at, conference=invited, time_of_day=time(8), item="Khai mạc")
    assert tasks_for(specialist, at) == []
    invitation = invited.invitations.get(unit=unit)
    invitation_services.decline(by=officer, at=at, invitation=invitation, reason="Bận")
    assert tasks_for(officer, at) == []
    (conclude,) = tasks_for(specialist, invited.starts_at)
    assert "kết luận" in conclude.action


def test_home_tasks_ask_as_often_for_three_as_for_one(
    invited, words, officer, specialist, at, django_assert_num_queries
):
    officer.hats(at.date())
    with django_assert_num_queries(2):
        assert len(tasks_for(officer, at)) == 1
    for title in ("Hai", "Ba"):
        more = services.begin(by=specialist, at=at, words=words(title=title))
        services.invite(by=specialist, at=at, conference=more)
    with django_assert_num_queries(2):
        assert len(tasks_for(officer, at)) == 3


def test_who_is_not_invited_knows_nothing(client, words, specialist, officer, other_officer, leader, at):
    only = services.begin(by=specialist, at=at, words=words(scope=Scope.CHOSEN, chosen=("11629",)))
    client.force_login(leader)
    assert client.get(f"{HOME}{only.pk}/").status_code == 404
    services.invite(by=specialist, at=at, conference=only)
    assert client.get(f"{HOME}{only.pk}/").status_code == 200
    client.force_login(other_officer)
    assert client.get(f"{HOME}{only.pk}/").status_code == 404
    assert "Chưa có hội nghị nào" in client.get(HOME).content.decode()


def test_the_office_prepares_on_pages_and_the_unit_answers_on_its_phone(
    client, specialist, officer, unit, on, live_on
):
    client.force_login(specialist)
    data = {
        "title": "Hội nghị tổng kết", "kind": "period", "year": "2027", "day": "2027-02-20", "time": "08:00",
        "place": "Hội trường", "chair": "Lãnh đạo", "scope": "xa",
    }  # fmt: skip
    page = client.post(f"{HOME}moi/", data, follow=True).content.decode()
    assert "Giấy mời gửi tới 1 đơn vị" in page
    pk = Conference.objects.get().pk
    line = {"time_of_day": "08:00", "item": "Khai mạc", "who": "Sở Nội vụ"}
    assert "Khai mạc" in client.post(f"{HOME}{pk}/chuong-trinh/", line, follow=True).content.decode()
    assert "Hãy" not in client.post(f"{HOME}{pk}/chuong-trinh/", line | {"item": "Nhầm"}).content.decode()
    wrong = Conference.objects.get().programme.get(item="Nhầm")
    client.post(f"{HOME}{pk}/chuong-trinh/{wrong.pk}/bo/")
    assert Conference.objects.get().programme.count() == 1
    assert "DỰ THẢO" in words_of(client.get(f"{HOME}{pk}/giay-moi.docx"))
    assert "Đã gửi giấy mời" in client.post(f"{HOME}{pk}/gui-giay-moi/", follow=True).content.decode()
    form = client.get(f"{HOME}{pk}/sua/").content.decode()
    assert "nơi mời được giữ nguyên" in form

    client.force_login(officer)
    assert "Xã An Lão" in words_of(client.get(f"{HOME}{pk}/giay-moi.docx"))
    address = f"{HOME}{pk}/tra-loi/{unit.pk}/"
    assert "mỗi người một dòng" in client.post(address, {"answer": "yes", "people": ""}).content.decode()
    done = client.post(address, {"answer": "yes", "people": "Chu Văn Hòa"}, follow=True).content.decode()
    assert "Đã ghi trả lời" in done

    client.force_login(specialist)
    assert "Chu Văn Hòa" in client.get(f"{HOME}{pk}/tra-loi/").content.decode()
    assert "Chu Văn Hòa" in client.get(f"{HOME}{pk}/tra-loi/tai-ve.csv").content.decode("utf-8-sig")
    early = client.post(f"{HOME}{pk}/da-to-chuc/", {"conclusions": "Tốt"}).content.decode()
    assert "chưa diễn ra" in early
    live_on(6)
    held = {"conclusions": "Tốt", "file": SimpleUploadedFile("ket-luan.pdf", PDF)}
    assert "Đã ghi kết luận" in client.post(f"{HOME}{pk}/da-to-chuc/", held, follow=True).content.decode()
    assert b"".join(client.get(f"{HOME}{pk}/ket-luan/").streaming_content) == PDF


def test_answers_ask_as_often_for_two_as_for_one(invited, on, django_assert_num_queries):
    answers_of(invited, on)
    with django_assert_num_queries(2):
        assert len(answers_of(invited, on).rows) == 2

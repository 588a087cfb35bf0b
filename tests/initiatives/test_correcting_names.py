"""Title and authors of what was recognised, put right: who may, what follows them, what stays of before."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from thidua.foundation import revision
from thidua.foundation.audit.models import AuditEvent
from thidua.foundation.notify.models import Notification
from thidua.initiatives.description.selectors import authors_of
from thidua.initiatives.description.words import NewAuthor
from thidua.initiatives.enums import Level
from thidua.initiatives.errors import InitiativeRefused
from thidua.initiatives.ledger.services import NewUse, note_uses
from thidua.initiatives.likeness.register import Wanted, search_each
from thidua.initiatives.models import FormerNames, Initiative
from thidua.initiatives.recognition.names import correct_names
from thidua.initiatives.recognition.services import Ruling, note_recognition, receive

TITLE = "Tổ hướng dẫn lưu dộng"
RIGHT = "Tổ hướng dẫn lưu động"
WRONG = (NewAuthor("Lê Thu Hanh", "Công chức", "", Decimal(60)), NewAuthor("Trần Tư", percent=Decimal(40)))
AUTHORS = (NewAuthor("Lê Thu Hạnh", "Công chức", "", Decimal(50)), NewAuthor("Trần Tư", percent=Decimal(50)))


@pytest.fixture
def row(listed, head, at):
    """Recognised with a slip in the title, the name and the shares."""
    made = listed(title=TITLE, authors=WRONG)
    ruling = Ruling("12/QĐ-UBND", date(2026, 5, 4), "Chủ tịch UBND thành phố")
    note_recognition(by=head, at=at, initiative=made, level=Level.CITY, ruling=ruling)
    return made


@pytest.fixture
def put_right(row, head, at):
    """put_right(title=…, authors=…) → the initiative as it stands then."""

    def act(*, title=TITLE, authors=WRONG, reason="Gõ nhầm dấu", initiative=row):
        return correct_names(
            by=head, at=at, initiative=initiative, title=title, authors=authors, reason=reason
        )

    return act


def test_both_are_put_right_and_what_was_said_stays(row, put_right, head):
    before, edition = revision.current(), Initiative.objects.get(pk=row.pk).edition

    put_right(title=f" {RIGHT} ", authors=AUTHORS)

    now = Initiative.objects.get(pk=row.pk)
    assert (now.title, authors_of(now)) == (RIGHT, AUTHORS)
    assert (now.recognition_decision, now.summary) == ("12/QĐ-UBND", "Không phải chờ.")
    assert now.edition == edition + 1
    assert revision.current() != before
    kept = FormerNames.objects.get()
    assert (kept.title, kept.reason, kept.corrected_by) == (TITLE, "Gõ nhầm dấu", head)
    assert kept.authors[0] == {
        "name": "Lê Thu Hanh", "position": "Công chức", "workplace": "", "percent": "60"
    }  # fmt: skip
    event = AuditEvent.objects.order_by("sequence").last()
    assert (event.action, event.note, event.actor_id) == (
        "initiatives.names_corrected",
        "Gõ nhầm dấu",
        head.pk,
    )
    assert (event.before["title"], event.after["title"]) == (TITLE, RIGHT)


def test_the_search_for_look_alikes_reads_the_right_title(row, put_right):
    asked = [Wanted("Đặt lịch qua điện thoại thông minh", "")]
    assert search_each(asked) == [[]]
    put_right(title="Đặt lịch qua điện thoại thông minh")
    assert [match.id for match in search_each(asked)[0]] == [row.pk]
    assert Initiative.objects.filter(folded__contains="dat lich").exists()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"title": RIGHT, "reason": " "}, "Ghi lý do đính chính"),
        ({}, "giống như sổ đã ghi"),
        ({"title": " "}, "Tên sáng kiến để trống"),
        ({"title": RIGHT, "authors": ()}, "Chưa ghi tác giả nào"),
        ({"authors": (NewAuthor("Lê Thu Hạnh", percent=Decimal(60)),)}, "cộng lại là 60 %"),
    ],
)
def test_what_is_no_correction_is_refused(put_right, change, words):
    with pytest.raises(InitiativeRefused, match=words):
        put_right(**change)
    assert not FormerNames.objects.exists()


def test_what_is_not_recognised_is_simply_edited(put_right, listed):
    with pytest.raises(InitiativeRefused, match="bấm “Sửa mô tả”"):
        put_right(title=RIGHT, initiative=listed())


def test_what_a_council_reads_stays_as_it_is(row, put_right, officer, at):
    receive(by=officer, at=at, initiative=row, on=at.date())
    with pytest.raises(InitiativeRefused, match="đang được xét công nhận"):
        put_right(title=RIGHT)


def test_those_who_handle_dossiers_are_told_without_names(row, put_right, specialist, officer, at):
    put_right(title=RIGHT)
    assert not Notification.objects.exists()  # nothing stands on it
    note_uses(by=None, at=at, uses=[NewUse(row.pk, "annual.collective", "2026", "2026/10888/01")])
    put_right(title=RIGHT, authors=AUTHORS, reason="Theo giấy chứng nhận")
    told = Notification.objects.get(user=specialist)
    assert told.body == "Đã sửa: tác giả. Đang dùng cho: 2026/10888/01. Lý do: Theo giấy chứng nhận"
    assert not Notification.objects.filter(user=officer).exists()


def test_once_an_award_was_decided_on_it_only_the_office_can_help(row, put_right, monkeypatch, at):
    number = "2026/10888/01"
    note_uses(by=None, at=at, uses=[NewUse(row.pk, "annual.collective", "2026", number)])
    monkeypatch.setattr("thidua.initiatives.ledger.decided._sources", lambda: (lambda pk: {number},))
    with pytest.raises(InitiativeRefused, match=r"hồ sơ 2026/10888/01\).*cơ quan thường trực"):
        put_right(title=RIGHT)


@pytest.mark.usefixtures("demo_day")
def test_the_head_corrects_on_the_page(row, head, officer, client):
    page, address = (
        reverse("initiatives:one", args=[row.pk]),
        reverse("initiatives:act", args=[row.pk, "names"]),
    )
    said = {
        "title": RIGHT, "reason": "Gõ nhầm dấu", "author_0_name": "Lê Thu Hạnh", "author_0_percent": "60",
        "author_1_name": "Trần Tư", "author_1_percent": "30", "author_2_name": "", "author_2_percent": "",
    }  # fmt: skip
    client.force_login(officer)
    assert client.post(address, said).status_code == 403
    client.force_login(head)
    shown = client.get(page).content.decode()
    assert "Đính chính tên sáng kiến, tác giả" in shown
    assert 'name="author_1_name" value="Trần Tư"' in shown
    wrong = client.post(address, said)
    assert wrong.status_code == 422
    assert 'value="Lê Thu Hạnh"' in wrong.content.decode()  # what was typed stays
    assert client.post(address, said | {"author_1_percent": "40"}).status_code == 302
    shown = client.get(page).content.decode()
    assert RIGHT in shown
    assert f"<strong>{TITLE}</strong>" in shown
    assert "Gõ nhầm dấu" in shown


@pytest.mark.usefixtures("demo_day")
def test_before_recognition_the_act_is_not_offered(listed, head, client):
    client.force_login(head)
    page = client.get(reverse("initiatives:one", args=[listed().pk])).content.decode()
    assert "Đính chính tên sáng kiến" not in page

"""E-mails that did not go out: the administrator sees why, not what they say, and sends them again."""

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.page_text import words

from thidua.core.roles import Role
from thidua.foundation.access import Refused
from thidua.foundation.audit.models import AuditEvent
from thidua.foundation.notify import Kind, kinds
from thidua.foundation.notify.mail import send_waiting
from thidua.foundation.notify.models import MailState, Notification
from thidua.foundation.notify.selectors import as_trouble, masked
from thidua.foundation.notify.trouble_services import send_again
from thidua.foundation.todo import tasks_of

PAGE = "/thong-bao/thu-chua-gui/"
KIND = "tests.duty"


@pytest.fixture(autouse=True)
def kind(monkeypatch):
    monkeypatch.setitem(kinds.KINDS, KIND, Kind(KIND, "Nhắc báo cáo", is_duty=True))


@pytest.fixture
def trouble(make_person, at):
    """trouble(MailState.FAILED, "…") → an e-mail to a person of its own."""

    def make(state: MailState, error: str = "", has_address: bool = True) -> Notification:
        number = Notification.objects.count()
        user = make_person(f"can.bo.{number}")
        user.email = f"le.hanh{number or ''}@haiphong.example" if has_address else ""
        user.save()
        return Notification.objects.create(
            user=user,
            kind=KIND,
            key=f"k{number}",
            title="Bí mật của đơn vị",
            body="Điều chỉ đơn vị biết",
            created_at=at,
            mail_state=state,
            mail_at=at,
            mail_tries=5 if state == MailState.FAILED else 1,
            mail_error=error,
        )

    return make


@pytest.fixture
def administrator(make_person):
    return make_person("quan.tri", Role.TECHNICAL_ADMIN)


def test_an_address_is_masked():
    assert masked("le.hanh@haiphong.example") == "l***@haiphong.example"
    assert masked("") == ""


def test_why_is_told_in_words_and_the_servers_words_name_nobody(trouble):
    refused = as_trouble(trouble(MailState.FAILED, "{'le.hanh@haiphong.example': (550, b'no such user')}"))
    busy = as_trouble(trouble(MailState.FAILED, "(451, b'try later')"))
    broken = as_trouble(trouble(MailState.FAILED, "Invalid address"))
    unsure = as_trouble(trouble(MailState.UNSURE))

    assert "từ chối hẳn" in refused.reason
    assert "le.hanh" not in refused.detail
    assert "l***@haiphong.example" in refused.detail
    assert "tạm thời" in busy.reason
    assert "không viết được" in broken.reason
    assert "có thể đã nhận" in unsure.reason


def test_the_page_shows_kind_and_reason_and_nothing_of_what_was_told(
    client, demo_day, administrator, trouble
):
    trouble(MailState.FAILED, "(550, b'no')")
    trouble(MailState.SENT)
    client.force_login(administrator)
    said = words(client.get(PAGE))

    for told in ("Nhắc báo cáo", "l***@haiphong.example", "đã thử 5 lần", "từ chối hẳn"):
        assert told in said
    for kept in ("Bí mật", "Điều chỉ đơn vị biết", "le.hanh"):
        assert kept not in said
    assert f'<a href="{PAGE}">1</a>' in client.get(reverse("jobs:list")).content.decode()


def test_with_nothing_wrong_the_page_says_so(client, demo_day, administrator):
    client.force_login(administrator)

    assert "Mọi thư đều đã gửi" in words(client.get(PAGE))


def test_one_that_failed_goes_out_again_and_the_trail_says_who_asked(at, administrator, trouble):
    row = trouble(MailState.FAILED, "(550, b'no')")
    assert send_again(by=administrator, at=at, row=row, is_checked=False)
    send_waiting(at)

    assert [sent.to for sent in mail.outbox] == [["le.hanh@haiphong.example"]]
    event = AuditEvent.objects.get(action="foundation.mail_sent_again")
    assert event.after["kind"] == KIND
    assert "Bí mật" not in str(event.after)
    assert not send_again(by=administrator, at=at, row=row, is_checked=False), (
        "a second click changes nothing"
    )


def test_one_that_may_have_arrived_goes_again_only_after_somebody_looked(
    client, demo_day, administrator, trouble
):
    row = trouble(MailState.UNSURE)
    client.force_login(administrator)
    address = reverse("notify:trouble_send", args=[row.pk])
    refused = client.post(address)
    assert refused.status_code == 403
    assert "Tôi đã kiểm tra" in words(refused)

    assert client.post(address, {"da-kiem-tra": "1"}).status_code == 302
    row.refresh_from_db()
    assert (row.mail_state, row.mail_tries) == (MailState.WAITING, 0)
    assert client.post(address, {"da-kiem-tra": "1"}).status_code == 404


def test_an_account_without_an_address_is_refused_with_the_cure(at, administrator, trouble):
    row = trouble(MailState.FAILED, has_address=False)

    with pytest.raises(Refused, match="không có địa chỉ thư"):
        send_again(by=administrator, at=at, row=row, is_checked=True)


def test_an_auditor_reads_and_does_not_send(client, demo_day, make_person, trouble):
    row = trouble(MailState.FAILED)
    client.force_login(make_person("giam.sat", Role.AUDITOR))

    assert "Gửi lại" not in words(client.get(PAGE))
    assert client.post(reverse("notify:trouble_send", args=[row.pk])).status_code == 403


def test_the_administrators_home_page_asks_for_it_and_nobody_elses(at, administrator, make_person, trouble):
    def titles(user) -> list[str]:
        user.forget_hats()
        return [str(task.title) for task in tasks_of(user, at)]

    assert titles(administrator) == []
    trouble(MailState.UNSURE)
    assert titles(administrator) == ["1 thư điện tử chưa gửi được"]
    assert "1 thư điện tử chưa gửi được" not in titles(make_person("truong.phong", Role.STANDING_HEAD))


def test_as_many_queries_for_three_as_for_one(client, demo_day, administrator, trouble):
    client.force_login(administrator)
    trouble(MailState.FAILED)
    client.get(PAGE)
    counts = []
    for more in (0, 2):
        for _one in range(more):
            trouble(MailState.UNSURE)
        with CaptureQueriesContext(connection) as caught:
            client.get(PAGE)
        counts.append(len(caught))

    assert counts[0] == counts[1]

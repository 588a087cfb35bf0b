"""Telling people once: keys, e-mails at most once, duties that cannot be refused, a real SMTP server."""

from datetime import timedelta
from smtplib import SMTPDataError, SMTPServerDisconnected

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from tests.mail_catcher import mail_server

from thidua.foundation.notify import Kind, Message, kinds, notify, notify_many
from thidua.foundation.notify.mail import MOST_TRIES, UNSURE_AFTER, refusal_path, send_waiting
from thidua.foundation.notify.models import MailState, Notification
from thidua.foundation.notify.services import choose_mail, mark_read
from thidua.people.services import deactivate_account

DUTY, WISH = "tests.duty", "tests.wish"


@pytest.fixture(autouse=True)
def two_kinds(monkeypatch):
    monkeypatch.setitem(kinds.KINDS, DUTY, Kind(DUTY, "Việc phải làm", is_duty=True))
    monkeypatch.setitem(kinds.KINDS, WISH, Kind(WISH, "Việc nên biết"))


@pytest.fixture
def people(make_person):
    """people(3) → three accounts with an address."""

    def make(count: int):
        made = [make_person(f"can.bo.{number}") for number in range(count)]
        for user in made:
            user.email = f"{user.username}@haiphong.example"
            user.save()
        return made

    return make


@pytest.fixture
def tell(at):
    def act(*users, kind: str = DUTY, key: str = "report.2026", **values):
        facts = {"title": "Nhắc báo cáo", "body": "Hạn 29/11", "url": "/bao-cao/", **values}
        return notify(at=at, user_ids=[user.pk for user in users], kind=kind, key=key, **facts)

    return act


def state_of(user) -> str:
    return Notification.objects.get(user=user).mail_state


def test_telling_again_changes_nothing(people, tell):
    one, two = people(2)

    assert [tell(one), tell(one), tell(one, two), tell(one, two)] == [1, 0, 1, 0]
    assert Notification.objects.count() == 2


def test_one_person_may_be_told_two_things_at_once_and_each_once(people, at):
    (one,) = people(1)
    said = [Message(one.pk, key, f"Việc {key}") for key in ("a", "b", "a")]

    assert notify_many(at=at, kind=DUTY, messages=said) == 2
    assert notify_many(at=at, kind=DUTY, messages=said) == 0


def test_a_crowd_is_told_in_one_order_however_it_is_named(people, at):
    """Two who tell the same people at once then wait for one another, instead of both at once."""
    made = people(9)
    said = [Message(user.pk, key, "Nhắc") for key in ("b", "a") for user in reversed(made)]
    notify_many(at=at, kind=DUTY, messages=said)

    told = list(Notification.objects.order_by("pk").values_list("user", "key"))
    assert told == [(user.pk, key) for user in made for key in ("a", "b")]


def test_as_few_queries_for_many_as_for_one(people, at, django_assert_max_num_queries):
    made = people(3)
    for number, some in enumerate((made[:1], made)):
        with django_assert_max_num_queries(8):
            notify_many(
                at=at, kind=WISH, messages=[Message(user.pk, f"{number}.{user.pk}", "Nhắc") for user in some]
            )


def test_more_people_than_a_query_takes_parameters(people, at, monkeypatch):
    monkeypatch.setattr("thidua.foundation.notify.services.IDS_IN_A_QUERY", 2)

    assert notify(at=at, user_ids=[user.pk for user in people(5)], kind=WISH, key="k", title="Nhắc") == 5
    assert notify(at=at, user_ids=[user.pk for user in people_again()], kind=WISH, key="k", title="Nhắc") == 0


def people_again():
    return [row.user for row in Notification.objects.select_related("user")]


def test_a_closed_account_and_a_stranger_are_left_out(people, tell, at):
    one, closed = people(2)
    deactivate_account(by=None, at=at, user=closed, reason="Chuyển công tác")

    assert notify(at=at, user_ids=[one.pk, closed.pk, 999_999], kind=DUTY, key="k", title="Nhắc") == 1


def test_an_unknown_kind_is_a_fault_of_the_programmer(people, tell):
    with pytest.raises(KeyError):
        tell(*people(1), kind="tests.nothing")


def test_words_are_composed_and_a_long_title_is_cut(people, tell):
    (one,) = people(1)
    tell(one, title="a\u0309" * 300)

    assert Notification.objects.get().title == "ả" * 200


def test_who_has_no_address_is_told_on_the_page_alone(make_person, tell):
    user = make_person("khong.thu")
    tell(user)

    assert state_of(user) == MailState.NONE


def test_a_wish_can_be_refused_and_a_duty_cannot(people, tell):
    (one,) = people(1)
    choose_mail(user_id=one.pk, kind=WISH, is_wanted=False)
    choose_mail(user_id=one.pk, kind=WISH, is_wanted=False)
    tell(one, kind=WISH, key="wish")
    tell(one, kind=DUTY, key="duty")

    assert Notification.objects.get(key="wish").mail_state == MailState.NONE
    assert Notification.objects.get(key="duty").mail_state == MailState.WAITING
    with pytest.raises(ValueError, match="duty"):
        choose_mail(user_id=one.pk, kind=DUTY, is_wanted=False)
    choose_mail(user_id=one.pk, kind=WISH, is_wanted=True)
    tell(one, kind=WISH, key="wish again")
    assert Notification.objects.get(key="wish again").mail_state == MailState.WAITING


def test_each_message_is_sent_once_with_its_link(people, tell, at):
    one, two = people(2)
    tell(one, two)
    send_waiting(at)
    send_waiting(at + timedelta(minutes=1))

    assert sorted(sent.to[0] for sent in mail.outbox) == [one.email, two.email]
    assert "/bao-cao/" in mail.outbox[0].body
    assert {state_of(one), state_of(two)} == {MailState.SENT}


def test_a_title_of_two_lines_adds_no_header(people, tell, at):
    tell(*people(1), title="Nhắc\r\nBcc: ai@do.example")
    send_waiting(at)

    assert mail.outbox[0].subject == "Nhắc Bcc: ai@do.example"


def test_a_wish_tells_how_to_stop_it_and_a_duty_does_not(people, tell, at):
    (one,) = people(1)
    tell(one, kind=WISH, key="wish")
    tell(one, kind=DUTY, key="duty")
    send_waiting(at)

    wish, duty = mail.outbox
    # The token after the last colon of the address dates from the second of signing: not compared.
    address, *_ = refusal_path(one.pk, WISH).split(":")
    assert address in wish.body
    assert wish.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert not duty.extra_headers
    assert "Không muốn nhận" not in duty.body


def test_the_button_of_a_mail_reader_switches_a_wish_off_without_signing_in(people, tell, db):
    (one,) = people(1)
    address = refusal_path(one.pk, WISH)
    reader = Client(enforce_csrf_checks=True)

    assert reader.get(address).status_code == 200
    assert tell(one, kind=WISH, key="looking at it changes nothing") == 1
    assert Notification.objects.get().mail_state == MailState.WAITING
    assert reader.post(address, {"List-Unsubscribe": "One-Click"}).status_code == 200
    tell(one, kind=WISH, key="afterwards")
    assert Notification.objects.get(key="afterwards").mail_state == MailState.NONE


@pytest.mark.parametrize("kind", [DUTY, "tests.gone"])
def test_an_address_for_a_duty_or_for_nothing_leads_nowhere(people, kind, client):
    (one,) = people(1)

    assert client.post(refusal_path(one.pk, kind)).status_code == 404


def test_a_forged_address_leads_nowhere(people, client, db):
    (one,) = people(1)

    assert client.post(refusal_path(one.pk, WISH)[:-2] + "x/").status_code == 404


class Breaks:
    """A mail server that fails in the middle of the first message."""

    def __init__(self, error: Exception) -> None:
        self.error, self.sent = error, []

    def open(self) -> bool:
        return True

    def close(self) -> None:
        """Nothing is open."""

    def send_messages(self, messages) -> int:
        if self.error:
            error, self.error = self.error, None
            raise error
        self.sent += [message.to[0] for message in messages]
        return len(messages)


@pytest.fixture
def server(monkeypatch):
    def use(error):
        broken = Breaks(error)
        monkeypatch.setattr("thidua.foundation.notify.mail.get_connection", lambda: broken)
        return broken

    return use


def test_what_the_server_refuses_is_tried_again_and_the_others_go_out(people, tell, at, server):
    one, two = people(2)
    tell(one, two)
    broken = server(SMTPDataError(451, b"later"))
    send_waiting(at)

    assert (state_of(one), state_of(two)) == (MailState.WAITING, MailState.SENT)
    send_waiting(at + timedelta(minutes=1))
    assert sorted(broken.sent) == [one.email, two.email]


def test_a_message_refused_too_often_is_given_up(people, tell, at, server):
    (one,) = people(1)
    tell(one)
    for minute in range(MOST_TRIES + 2):
        server(SMTPDataError(554, b"never"))
        send_waiting(at + timedelta(minutes=minute))

    row = Notification.objects.get()
    assert (row.mail_state, row.mail_tries) == (MailState.FAILED, MOST_TRIES)
    assert "never" in row.mail_error


@pytest.mark.parametrize("error", [SMTPServerDisconnected("gone"), TimeoutError("no answer")])
def test_a_line_that_breaks_in_the_middle_leaves_it_unsure_and_never_sends_it_again(
    people, tell, at, server, error
):
    (one,) = people(1)
    tell(one)
    broken = server(error)
    send_waiting(at)
    send_waiting(at + timedelta(hours=1))

    assert state_of(one) == MailState.UNSURE
    assert broken.sent == []


def test_a_crash_between_claim_and_note_leaves_it_unsure_and_never_sends_it_again(people, tell, at):
    (one,) = people(1)
    tell(one)
    Notification.objects.update(mail_state=MailState.SENDING, mail_at=at)

    send_waiting(at + UNSURE_AFTER / 2)
    assert state_of(one) == MailState.SENDING, "another worker may be at it"
    send_waiting(at + UNSURE_AFTER + timedelta(seconds=1))
    send_waiting(at + UNSURE_AFTER * 2)
    assert state_of(one) == MailState.UNSURE
    assert mail.outbox == []


def test_a_server_that_is_away_costs_no_message_a_try(people, tell, at, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    (one,) = people(1)
    tell(one)
    for _minute in range(MOST_TRIES + 1):
        with pytest.raises(OSError, match="refused"):
            send_waiting(at)

    row = Notification.objects.get()
    assert (row.mail_state, row.mail_tries) == (MailState.WAITING, 0)


def test_a_real_server_gets_vietnamese_words_whole(people, tell, at, settings):
    made = people(3)
    tell(*made, title="Còn 3 ngày: Báo cáo năm 2026 của Phường Hồng Bàng")
    with mail_server() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        send_waiting(at)
        send_waiting(at)

    assert sorted(caught["To"] for caught in server.caught) == [user.email for user in made]
    assert server.caught[0]["Subject"].strip() == "Còn 3 ngày: Báo cáo năm 2026 của Phường Hồng Bàng"
    assert "không cần trả lời" in server.caught[0].get_content()


def test_the_page_marks_as_read_and_leads_on(people, tell, client, demo_day):
    one, two = people(2)
    tell(one, two)
    client.force_login(one)

    assert "Nhắc báo cáo" in client.get(reverse("notify:list")).content.decode()
    foreign = Notification.objects.get(user=two)
    assert client.get(reverse("notify:follow", args=[foreign.pk])).status_code == 404
    own = Notification.objects.get(user=one)
    assert client.get(reverse("notify:follow", args=[own.pk]))["Location"] == "/bao-cao/"
    own.refresh_from_db()
    assert own.read_at is not None


def test_marking_all_as_read_leaves_those_of_others(people, tell, at):
    one, two = people(2)
    tell(one, two)

    assert mark_read(user_id=one.pk, at=at) == 1
    assert Notification.objects.get(user=two).read_at is None

"""Signing in: what it answers, what it notes, and what it never says."""

import pytest
from django.core.cache import cache
from django.urls import NoReverseMatch, reverse

from thidua.core.roles import Role
from thidua.foundation.audit.models import AuditEvent
from thidua.people.services import deactivate_account
from thidua.people.sign_in import login_trace

PASSWORD = "Hoa-phuong-do-2027"


@pytest.fixture(autouse=True)
def _no_tries_before(db):
    cache.clear()


@pytest.fixture
def sign_in(client):
    def sign_in(login: str, password: str = PASSWORD):
        return client.post(reverse("account_login"), {"login": login, "password": password})

    return sign_in


def noted() -> list[str]:
    """The sign-in events so far."""
    quiet = {"people.account_created", "people.role_granted", "people.account_deactivated"}
    return [event.action for event in AuditEvent.objects.all() if event.action not in quiet]


@pytest.mark.parametrize("login", ["an.nguyen", "AN.Nguyen"])
def test_an_official_signs_in_with_the_login_name_in_any_case(make_person, sign_in, login):
    make_person("an.nguyen", Role.PUBLICITY)

    answer = sign_in(login)

    assert (answer.status_code, answer["Location"]) == (302, reverse("home"))
    assert noted() == ["people.signed_in"]


def test_passwords_are_kept_with_argon2(make_person):
    assert make_person("an.nguyen").password.startswith("argon2$argon2id$")


def test_a_wrong_password_is_told_without_saying_which_part_is_wrong(make_person, sign_in):
    make_person("an.nguyen")

    wrong_password = sign_in("an.nguyen", "sai mat khau")
    wrong_name = sign_in("khong.ai", "sai mat khau")

    words = "Tên đăng nhập hoặc mật khẩu không đúng"
    assert words in wrong_password.content.decode()
    assert words in wrong_name.content.decode()
    assert noted() == ["people.sign_in_failed"] * 2


def test_a_failed_name_never_stands_in_the_trail_itself(make_person, sign_in):
    sign_in("mat-khau-go-nham-o", "x")

    event = AuditEvent.objects.get(action="people.sign_in_failed")
    assert event.after == {"login_trace": login_trace("mat-khau-go-nham-o")}
    assert "mat-khau" not in f"{event.subject_label} {event.actor_name} {event.note}"


def test_too_many_failed_tries_are_stopped_and_noted_once(make_person, sign_in):
    make_person("an.nguyen")
    for _try in range(5):
        sign_in("an.nguyen", "sai mat khau")

    answers = [sign_in("an.nguyen"), sign_in("an.nguyen")]

    assert all("Đã thử sai quá nhiều lần" in answer.content.decode() for answer in answers)
    assert noted() == ["people.sign_in_failed"] * 5 + ["people.sign_in_locked"]


def test_a_closed_account_is_told_whom_to_ask(make_person, sign_in, client, at):
    admin = make_person("quan.tri", Role.TECHNICAL_ADMIN)
    user = make_person("an.nguyen", Role.PUBLICITY)
    deactivate_account(by=admin, at=at, user=user, reason="Chuyển công tác")

    answer = sign_in("an.nguyen")

    assert answer["Location"] == reverse("account_inactive")
    page = client.get(answer["Location"]).content.decode()
    assert "quản trị kỹ thuật" in page


def test_closing_an_account_ends_its_open_sessions(make_person, client, at):
    admin = make_person("quan.tri", Role.TECHNICAL_ADMIN)
    user = make_person("an.nguyen", Role.PUBLICITY)
    client.force_login(user)
    assert client.get(reverse("people:delegations")).status_code == 200

    deactivate_account(by=admin, at=at, user=user, reason="Chuyển công tác")

    assert client.get(reverse("people:delegations"))["Location"].startswith(reverse("account_login"))


def test_an_account_without_a_role_is_told_whom_to_ask(make_person, client):
    client.force_login(make_person("an.nguyen"))

    answer = client.get(reverse("people:delegations"))

    assert answer.status_code == 403
    assert "chưa được giao vai trò nào" in answer.content.decode()
    assert "Đề nghị quản trị kỹ thuật giao vai trò" in answer.content.decode()


def test_signing_out_is_noted(make_person, client):
    client.force_login(make_person("an.nguyen"))

    client.post(reverse("account_logout"))

    assert noted() == ["people.signed_out"]


def test_a_password_is_changed_by_its_owner_and_noted(make_person, client):
    client.force_login(make_person("an.nguyen"))
    new = "Song-Cam-mua-thu-88"

    answer = client.post(
        reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": new, "password2": new}
    )

    assert answer.status_code == 302
    assert noted() == ["people.password_changed"]
    assert client.get(reverse("people:delegations")).status_code == 403, "still signed in, without a role"


@pytest.mark.parametrize("weak", ["ngan", "1234567890123", "password123"])
def test_weak_passwords_are_refused(make_person, client, weak):
    client.force_login(make_person("an.nguyen"))

    answer = client.post(
        reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": weak, "password2": weak}
    )

    assert answer.status_code == 200
    assert noted() == []


def test_an_administrator_hands_out_a_link_that_sets_a_password_once(make_person, client, django_user_model):
    client.force_login(make_person("quan.tri", Role.TECHNICAL_ADMIN))
    user = make_person("an.nguyen")
    page = client.post(reverse("people:password_link", args=[user.pk]))
    link = page.context["link"]
    assert "no-store" in page["Cache-Control"]
    client.logout()

    form = client.get(link)
    new = "Song-Cam-mua-thu-88"
    done = client.post(form["Location"], {"password1": new, "password2": new})

    assert done["Location"] == reverse("account_reset_password_from_key_done")
    assert django_user_model.objects.get(pk=user.pk).check_password(new)
    again = client.get(link)
    assert again.status_code == 200
    assert again.context["token_fail"]
    events = AuditEvent.objects.filter(action__startswith="people.password")
    assert [event.action for event in events] == ["people.password_link_issued", "people.password_changed"]
    assert link.rsplit("-", 1)[-1].strip("/") not in str([event.after for event in events])


def test_nobody_signs_up(client, db):
    assert client.get(reverse("account_signup")).status_code == 404
    assert client.post(reverse("account_signup"), {"username": "x"}).status_code == 404
    for closed in ("account_set_password", "account_confirm_email", "account_request_login_code"):
        with pytest.raises(NoReverseMatch):
            reverse(closed)

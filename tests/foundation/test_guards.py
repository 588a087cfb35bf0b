"""What is refused at the gate: too much, NUL bytes; and how refusals and moments reach a page."""

from datetime import date, datetime
from io import BytesIO

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import reverse

from thidua.core.roles import Role
from thidua.foundation.access import ANY_ROLE, PUBLIC, SIGNED_IN, Refused, page, require_role
from thidua.foundation.guards import MAX_REQUEST_BYTES
from thidua.foundation.moment import Installation, current_installation, describe_installation


def test_an_upload_of_200_mb_is_refused_by_its_announced_length_without_reading_it(client, db):
    class Unread(BytesIO):
        def read(self, *args: int) -> bytes:
            raise AssertionError("nobody should read this")

    answer = client.generic(
        "POST",
        reverse("home"),
        **{
            "CONTENT_LENGTH": str(200 * 1024 * 1024),
            "CONTENT_TYPE": "multipart/form-data",
            "wsgi.input": Unread(),
        },
    )

    assert answer.status_code == 413
    assert "nặng 200 MB, vượt mức 24 MB" in answer.content.decode()
    assert answer["Connection"] == "close"


@pytest.mark.parametrize(
    ("length", "status"), [("-5", 400), ("much", 400), (str(MAX_REQUEST_BYTES + 1), 413)]
)
def test_a_length_that_is_no_number_or_one_too_many_is_refused(client, db, length, status):
    assert client.get(reverse("home"), CONTENT_LENGTH=length).status_code == status


@pytest.mark.parametrize(
    "ask",
    [
        lambda client: client.get("/", {"q": "a\x00b"}),
        lambda client: client.get("/a%00b/"),
        lambda client: client.post(reverse("account_login"), {"login": "a\x00b", "password": "x"}),
        lambda client: client.post(reverse("account_login"), {"a\x00": "b"}),
    ],
)
def test_a_nul_byte_is_refused_with_words_and_not_with_a_crash(client, db, ask):
    answer = ask(client)

    assert answer.status_code == 400
    assert "ký tự không hợp lệ" in answer.content.decode()


def test_each_request_has_an_id_of_its_own_whatever_the_client_claims(client, db):
    ids = {client.get("/", HTTP_X_REQUEST_ID="forged")["X-Request-ID"] for _ in range(2)}

    assert len(ids) == 2
    assert all(len(request_id) == 32 for request_id in ids)


def test_the_id_of_the_request_stands_in_the_audit_trail(client, make_person):
    from thidua.foundation.audit.models import AuditEvent

    make_person("an.nguyen")
    answer = client.post(reverse("account_login"), {"login": "an.nguyen", "password": "Hoa-phuong-do-2027"})

    assert AuditEvent.objects.get(action="people.signed_in").request_id == answer["X-Request-ID"]


def test_a_demonstration_lives_on_its_own_day_with_the_real_time(client, demo_day):
    request = client.get("/").wsgi_request

    assert (request.today, request.installation.is_demo) == (demo_day, True)
    assert isinstance(request.moment, datetime)
    assert str(request.moment.tzinfo) == "Asia/Ho_Chi_Minh"
    assert request.moment.date() == demo_day


def test_a_production_installation_lives_today(client, db):
    request = client.get("/").wsgi_request

    assert not request.installation.is_demo
    assert abs((request.moment - datetime.now(tz=request.moment.tzinfo)).total_seconds()) < 60


def test_what_an_installation_is_can_be_written_anew(db, at):
    describe_installation(by=None, at=at, is_demo=True, demo_date=date(2028, 1, 1), stage="mid", seed=7)
    describe_installation(by=None, at=at, is_demo=False, support_contact="Sở  Nội vụ")

    assert Installation.objects.count() == 1
    assert current_installation().support_contact == "Sở Nội vụ"


def test_a_page_without_an_audience_cannot_be_declared():
    with pytest.raises(TypeError, match="needs roles"):
        page()


@pytest.mark.parametrize("declared", [(PUBLIC,), (SIGNED_IN,), ANY_ROLE, (Role.AUDITOR,)])
def test_a_declaration_can_be_read_from_the_view(declared):
    view = page(*declared)(lambda request: HttpResponse())

    assert view.page_for == frozenset(declared)


def test_a_refusal_names_the_roles_and_the_next_step(make_person, on):
    request = RequestFactory().get("/")
    request.user, request.today = make_person("an.nguyen", Role.PUBLICITY), on

    with pytest.raises(Refused) as refusal:
        require_role(request, Role.AUDITOR, Role.TECHNICAL_ADMIN)

    assert (
        str(refusal.value.reason) == "Việc này dành cho: Kiểm tra, giám sát (chỉ đọc) và Quản trị kỹ thuật."
    )
    assert "quản trị kỹ thuật" in str(refusal.value.next_step)

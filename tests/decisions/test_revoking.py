"""An award is taken back: two people, a ground, history kept, uses of initiatives stay."""

from datetime import timedelta
from functools import partial

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.decisions.test_pages import words

from thidua.awards.models import AwardRecord
from thidua.decisions.certificates.services import ask_for_certificates, make_certificates
from thidua.decisions.errors import DecisionRefused
from thidua.decisions.models import Revocation
from thidua.decisions.revoking import services
from thidua.decisions.revoking.services import NewRevocation
from thidua.foundation.notify.models import Notification
from thidua.initiatives.ledger.services import NewUse, note_uses
from thidua.initiatives.models import InitiativeUse
from thidua.initiatives.services import NewInitiative, register_initiative

pytestmark = pytest.mark.django_db


@pytest.fixture
def award(confirmed):
    return AwardRecord.objects.get(person_name="Lê Thị Hoa")


@pytest.fixture
def revoke(award, specialist, at, signed):
    def act(award=award, **change):
        said = {
            "ground": "d",
            "explanation": "Kết luận 12/KL",
            "decision_number": "2000/QĐ-UBND",
            "decided_on": at.date(),
        }
        return services.record_revocation(
            by=specialist, at=at, award=award, new=NewRevocation(**said | change), file=signed()
        )

    return act


def test_the_award_stands_until_the_second_person_confirms(revoke, award, specialist, head, officer, at):
    found = revoke()
    award.refresh_from_db()
    assert not award.is_revoked
    with pytest.raises(DecisionRefused, match="không tự xác nhận"):
        services.confirm_revocation(by=specialist, at=at, revocation=found)

    services.confirm_revocation(by=head, at=at, revocation=found)

    award.refresh_from_db()
    assert (award.revoked_on, award.revocation_number) == (at.date(), "2000/QĐ-UBND")
    assert award.decision_number == "1234/QĐ-UBND", "history is kept"
    told = Notification.objects.get(kind="decisions.revoked")
    assert told.user_id == officer.pk
    assert "2000/QĐ-UBND" in told.body
    with pytest.raises(DecisionRefused, match="đã xác nhận"):
        services.confirm_revocation(by=head, at=at, revocation=found)


def test_the_page_of_the_decision_says_what_was_revoked(revoke, confirmed, head, at, sign_in):
    services.confirm_revocation(by=head, at=at, revocation=revoke())
    page = words(sign_in(head).get(reverse("decisions:decision", args=[confirmed.pk])))
    assert page.count("hủy bỏ theo 2000/QĐ-UBND") == 1


def test_a_revoked_use_does_not_come_free(revoke, award, dossiers, unit, head, at):
    item = register_initiative(
        by=None, at=at, initiative=NewInitiative(code="SK-1", unit=unit, title="Tổ lưu động")
    )
    note_uses(by=None, at=at, uses=[NewUse(item.pk, award.award, award.cycle, "2026/11629/02")])

    services.confirm_revocation(by=head, at=at, revocation=revoke())

    assert InitiativeUse.objects.get().ended_at is None


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"ground": "x"}, "Ghi đủ căn cứ"),
        ({"explanation": " "}, "Ghi đủ căn cứ"),
        ({"decision_number": "–"}, "Ghi đủ căn cứ"),
        ({"days": 1}, "đến hôm nay"),
        ({"days": -1}, "từ ngày quyết định tặng"),
    ],
)
def test_what_is_missing_or_dated_wrongly_is_refused(revoke, at, change, words):
    if "days" in change:
        change = {"decided_on": at.date() + timedelta(days=change["days"])}

    with pytest.raises(DecisionRefused, match=words):
        revoke(**change)
    assert not Revocation.objects.exists()


def test_one_at_a_time_and_again_after_it_was_discarded(revoke, specialist, at):
    first = revoke()
    with pytest.raises(DecisionRefused, match="đã có quyết định hủy bỏ"):
        revoke()
    with pytest.raises(DecisionRefused, match="lý do bỏ"):
        services.discard_revocation(by=specialist, at=at, revocation=first, reason="")

    services.discard_revocation(by=specialist, at=at, revocation=first, reason="Nhầm người")

    assert revoke().state == "recorded"
    with pytest.raises(DecisionRefused, match="đã bỏ"):
        services.discard_revocation(by=specialist, at=at, revocation=first, reason="Nhầm người")


def test_what_came_back_is_noted_once_it_is_confirmed(revoke, specialist, head, at):
    found = revoke()
    with pytest.raises(DecisionRefused, match="chờ xác nhận"):
        services.note_recovery(by=specialist, at=at, revocation=found, items="Bằng khen", amount=None)
    services.confirm_revocation(by=head, at=at, revocation=found)
    with pytest.raises(DecisionRefused, match="nhỏ hơn 0"):
        services.note_recovery(by=specialist, at=at, revocation=found, items="", amount=-1)

    services.note_recovery(by=specialist, at=at, revocation=found, items="Bằng khen", amount=0)

    found.refresh_from_db()
    assert (found.items, found.amount) == ("Bằng khen", 0)


def test_what_was_made_before_an_award_was_taken_back_says_whose_sheet_no_longer_stands(
    confirmed, award, revoke, head, at, sign_in, django_assert_num_queries
):
    client, address = sign_in(head), reverse("decisions:certificates", args=[confirmed.pk])
    ask = partial(ask_for_certificates, by=head, decision=confirmed, address="https://thidua.test")

    confirm = partial(services.confirm_revocation, by=head)
    make_certificates(ask(at=at).pk, is_demo=True)
    services.discard_revocation(by=head, at=at, revocation=revoke(), reason="Nhầm số")
    found = revoke()
    assert "không còn hiệu lực" not in client.get(address).content.decode(), "not before it is confirmed"

    confirm(at=at + timedelta(minutes=1), revocation=found)

    page = client.get(address).content.decode()
    assert "có giấy không còn hiệu lực" in page
    assert "đã phát thì thu hồi. Lê Thị Hoa." in page
    make_certificates(ask(at=at + timedelta(minutes=2)).pk, is_demo=True)
    with CaptureQueriesContext(connection) as before:
        page = client.get(address).content.decode()
        asked = len(before)
    assert page.count("có giấy không còn hiệu lực") == 1, "the newer one holds none"
    other = revoke(award=AwardRecord.objects.get(person_name=""))
    confirm(at=at + timedelta(minutes=3), revocation=other)
    client.get(address)  # what is kept between requests is read anew once after each change
    with django_assert_num_queries(asked):
        page = client.get(address).content.decode()
    assert "thu hồi. Xã An Lão; Lê Thị Hoa." in page
    assert "thu hồi. Xã An Lão." in page

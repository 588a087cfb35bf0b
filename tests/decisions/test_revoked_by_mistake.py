"""A confirmed revocation that says what the paper does not: two people undo it, the award stands again."""

from datetime import timedelta

import pytest
from django.urls import reverse
from tests.decisions.test_pages import words

from thidua.awards.models import AwardRecord
from thidua.decisions.certificates.services import ask_for_certificates
from thidua.decisions.errors import DecisionRefused
from thidua.decisions.revoking import services
from thidua.decisions.revoking.services import NewRevocation
from thidua.foundation.audit.models import AuditEvent
from thidua.foundation.notify.models import Notification

pytestmark = pytest.mark.django_db
SAID = "Bản đã ký hủy bỏ khen thưởng của người khác"


@pytest.fixture
def award(confirmed):
    return AwardRecord.objects.get(person_name="Lê Thị Hoa")


@pytest.fixture
def record(specialist, at, signed):
    def act(award):
        new = NewRevocation("d", "Kết luận 12/KL", "2000/QĐ-UBND", at.date())
        return services.record_revocation(by=specialist, at=at, award=award, new=new, file=signed())

    return act


@pytest.fixture
def revoked(record, award, head, at):
    return services.confirm_revocation(by=head, at=at, revocation=record(award))


@pytest.fixture
def doubted(revoked, specialist, at):
    return services.tell_mistake(by=specialist, at=at, revocation=revoked, reason=SAID)


def test_the_award_stands_again_once_a_second_person_agrees(doubted, award, specialist, head, officer, at):
    award.refresh_from_db()
    assert award.is_revoked, "nothing changes before"
    with pytest.raises(DecisionRefused, match="không tự xác nhận"):
        services.undo_revocation(by=specialist, at=at, revocation=doubted)

    services.undo_revocation(by=head, at=at, revocation=doubted)

    award.refresh_from_db()
    assert (award.revoked_on, award.revocation_number) == (None, "")
    doubted.refresh_from_db()
    assert (doubted.state, doubted.discard_reason, doubted.undone_by_id) == ("discarded", SAID, head.pk)
    told = Notification.objects.get(key=f"decisions.reinstated.{doubted.pk}")
    assert (told.user_id, "ghi nhầm" in told.body, SAID in told.body) == (officer.pk, True, False)
    before = Notification.objects.get(key=f"decisions.revoked.{doubted.pk}")
    assert {one.body.split("\n")[0] for one in (told, before)} == {
        "Bằng khen hằng năm cho cá nhân, Lê Thị Hoa"
    }, "which, of several that the unit has by one decision"
    acts = ["awards.reinstated", "decisions.revocation_doubted", "decisions.revocation_undone"]
    assert sorted(set(AuditEvent.objects.filter(action__in=acts).values_list("action", flat=True))) == acts
    with pytest.raises(DecisionRefused, match="“đã bỏ”"):
        services.undo_revocation(by=head, at=at, revocation=doubted)


def test_the_right_paper_is_recorded_afterwards(doubted, record, award, head, at):
    services.undo_revocation(by=head, at=at, revocation=doubted)

    again = services.confirm_revocation(by=head, at=at, revocation=record(award))

    award.refresh_from_db()
    assert (award.is_revoked, again.state) == (True, "confirmed")


def test_a_revocation_that_was_right_stays(doubted, revoked, award, specialist, head, at):
    services.drop_mistake(by=head, at=at, revocation=doubted)

    award.refresh_from_db()
    revoked.refresh_from_db()
    assert (award.is_revoked, revoked.state, revoked.mistake) == (True, "confirmed", "")
    with pytest.raises(DecisionRefused, match="Không còn ai báo"):
        services.undo_revocation(by=head, at=at, revocation=revoked)


def test_a_mistake_is_told_once_and_with_words(revoked, specialist, head, at):
    with pytest.raises(DecisionRefused, match="Ghi rõ nhầm ở đâu"):
        services.tell_mistake(by=head, at=at, revocation=revoked, reason=" ")
    services.tell_mistake(by=head, at=at, revocation=revoked, reason=SAID)
    with pytest.raises(DecisionRefused, match=SAID):
        services.tell_mistake(by=specialist, at=at, revocation=revoked, reason="Sai số")


def test_what_came_back_is_noted_on_nothing_that_was_undone(doubted, specialist, head, at, sign_in):
    services.undo_revocation(by=head, at=at, revocation=doubted)

    late = sign_in(specialist).post(
        reverse("decisions:revocation_recovery", args=[doubted.pk]), {"items": "Bằng khen, khung"}
    )

    assert "hiện ở trạng thái “đã bỏ”" in words(late), "the form is there no more, the refusal is"
    assert "Hiện vật đã thu hồi: Bằng khen, khung" in words(late)


def test_a_waiting_one_is_discarded_not_doubted(record, award, head, at):
    with pytest.raises(DecisionRefused, match="chờ xác nhận"):
        services.tell_mistake(by=head, at=at, revocation=record(award), reason=SAID)


def test_certificates_made_meanwhile_lack_one(doubted, confirmed, award, head, at, sign_in):
    def page():
        return words(sign_in(head).get(reverse("decisions:certificates", args=[confirmed.pk])))

    ask_for_certificates(
        by=head, at=at + timedelta(minutes=1), decision=confirmed, address="https://thidua.example"
    )
    assert "thiếu giấy" not in page()
    services.undo_revocation(by=head, at=at + timedelta(minutes=2), revocation=doubted)

    assert "làm lại để có giấy của Lê Thị Hoa" in page()

    ask_for_certificates(
        by=head, at=at + timedelta(minutes=3), decision=confirmed, address="https://thidua.example"
    )
    assert page().count("thiếu giấy") == 1


def test_a_making_that_lacks_a_sheet_is_not_said_to_hold_it(
    doubted, record, confirmed, award, head, at, sign_in
):
    """The right paper takes the same award back afterwards: what was made meanwhile has no sheet of it."""

    def ask(minute):
        when = at + timedelta(minutes=minute)
        run = ask_for_certificates(by=head, at=when, decision=confirmed, address="https://thidua.example")
        type(run).objects.filter(pk=run.pk).update(finished_at=when)

    def page():
        return words(sign_in(head).get(reverse("decisions:certificates", args=[confirmed.pk])))

    ask(1)
    services.undo_revocation(by=head, at=at + timedelta(minutes=2), revocation=doubted)
    services.confirm_revocation(by=head, at=at + timedelta(minutes=3), revocation=record(award))

    assert "thiếu giấy" not in page(), "it does not stand"
    assert "có giấy không còn hiệu lực" not in page()


def test_through_the_pages(revoked, award, specialist, head, officer, sign_in):
    address = reverse("decisions:revocation", args=[revoked.pk])
    assert "Ghi nhầm khen thưởng, số hoặc ngày?" in words(sign_in(specialist).get(address))
    assert "ghi nhầm" not in words(sign_in(officer).get(address)).lower()

    refused = sign_in(specialist).post(
        reverse("decisions:revocation_mistake", args=[revoked.pk]), {"reason": ""}
    )
    assert "Trường này là bắt buộc" in words(refused)
    told = sign_in(specialist).post(
        reverse("decisions:revocation_mistake", args=[revoked.pk]), {"reason": SAID}, follow=True
    )
    assert "Bạn là người báo nên không tự xác nhận." in words(told)
    late = sign_in(head).post(
        reverse("decisions:revocation_mistake", args=[revoked.pk]), {"reason": "Sai số"}
    )
    assert "Nhầm ở đâu: Sai số" in words(late), "what was typed stays in sight"
    assert SAID not in words(sign_in(officer).get(address)), "not for the unit before it is sure"
    home = words(sign_in(head).get("/"))
    assert "Đối chiếu, xác nhận ghi nhầm" in home
    done = sign_in(head).post(reverse("decisions:revocation_undo", args=[revoked.pk]), follow=True)

    assert "Đã bỏ: khen thưởng còn hiệu lực" in words(done)
    assert SAID in words(done)
    award.refresh_from_db()
    assert not award.is_revoked
    assert sign_in(officer).get(address).status_code == 404, "another's grounds may stand there"
    assert sign_in(officer).get(reverse("decisions:award", args=[award.pk])).status_code == 200


def test_the_reason_of_discarding_what_a_colleague_confirmed_stays_in_sight(record, award, head, at, sign_in):
    found = record(award)
    services.confirm_revocation(by=head, at=at, revocation=found)

    late = sign_in(head).post(
        reverse("decisions:revocation_discard", args=[found.pk]), {"reason": "Nhầm người"}
    )

    assert "Lý do bỏ: Nhầm người" in words(late)

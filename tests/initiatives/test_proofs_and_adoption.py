"""Proofs of use with their days, and what other units say that they adopted."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.http import Http404
from django.urls import reverse
from django.utils.translation import override

from thidua.core.roles import Role
from thidua.foundation import revision
from thidua.foundation.access import Refused
from thidua.foundation.audit.models import AuditEvent
from thidua.foundation.notify.models import Notification
from thidua.initiatives.access import adoptions, initiatives, proofs
from thidua.initiatives.adoption.services import confirm, declare, decline, end
from thidua.initiatives.errors import InitiativeRefused
from thidua.initiatives.models import Adoption, Initiative, ProofOfUse
from thidua.initiatives.proofs.services import add_proof, remove_proof
from thidua.initiatives.selectors import Asked, asked_for, known_initiatives, register
from thidua.initiatives.todo import tasks_for
from thidua.people.models import RoleAssignment
from thidua.people.role_services import delegate

JAN, FEB = date(2027, 1, 4), date(2027, 2, 1)


@pytest.fixture
def prove(officer, paper, at):
    def act(row, since=JAN, **change):
        given = {"place": "Một cửa", "until": None, "file": paper()} | change
        return add_proof(by=officer, at=at, initiative=row, since=since, **given)

    return act


@pytest.fixture
def adopt(neighbour, giàng, at):
    def act(row, **change):
        given = {"unit": giàng, "since": JAN, "how": "Làm như xã bạn."} | change
        return declare(by=neighbour, at=at, initiative=row, **given)

    return act


def test_the_first_day_that_is_proved_is_the_day_of_application(listed, officer, prove, at):
    row, before = listed(), revision.current()

    later, first = prove(row, FEB), prove(row, JAN, until=FEB)
    assert known_initiatives()[0].applied == JAN
    assert revision.current() != before

    remove_proof(by=officer, at=at, proof=first, reason="Nhầm tệp")
    assert known_initiatives()[0].applied == FEB
    remove_proof(by=officer, at=at, proof=later, reason="Nhầm tệp")
    assert known_initiatives()[0].applied is None
    actions = AuditEvent.objects.filter(action__startswith="initiatives.proof").values_list(
        "action", flat=True
    )
    assert sorted(actions) == ["initiatives.proof_added"] * 2 + ["initiatives.proof_removed"] * 2


def test_a_stated_day_stays_when_a_later_proof_comes_and_goes(enter, officer, prove, at):
    row = enter(applied_on=JAN)

    remove_proof(by=officer, at=at, proof=prove(row, FEB), reason="Nhầm tệp")

    assert Initiative.objects.get(pk=row.pk).applied_on == JAN


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"place": " "}, "nơi áp dụng"),
        ({"since": date(2027, 3, 1)}, "chưa tới"),
        ({"until": date(2027, 1, 3)}, "trước ngày bắt đầu"),
        ({"file": None}, "tệp xác nhận"),
    ],
)
def test_a_proof_that_cannot_be_is_refused(listed, prove, change, words):
    with pytest.raises(InitiativeRefused, match=words):
        prove(listed(), **change)
    assert not ProofOfUse.objects.exists()


def test_a_proof_is_removed_once_and_with_a_reason(listed, officer, prove, at):
    proof = prove(listed())
    with pytest.raises(InitiativeRefused, match="lý do"):
        remove_proof(by=officer, at=at, proof=proof, reason=" ")
    remove_proof(by=officer, at=at, proof=proof, reason="Nhầm")
    with pytest.raises(InitiativeRefused, match="đã được bỏ"):
        remove_proof(by=officer, at=at, proof=proof, reason="Nhầm")


def test_proofs_are_read_with_their_initiative_and_written_by_the_unit(
    draft, listed, officer, neighbour, prove, on
):
    of_draft, open_one = prove(draft()), prove(listed())
    assert proofs.get_for(neighbour, on, pk=open_one.pk) == open_one
    with pytest.raises(Http404):
        proofs.get_for(neighbour, on, pk=of_draft.pk)
    with pytest.raises(Refused):
        proofs.get_for(neighbour, on, action="write", pk=open_one.pk)


def test_an_adoption_counts_once_its_head_confirmed_it(listed, officer, head, neighbour_head, adopt, at):
    row = listed()
    found = adopt(row)
    assert register().get().adoption_count == 0
    assert Notification.objects.get(user=neighbour_head).kind == "initiatives.to_confirm"
    [task] = tasks_for(neighbour_head, at)
    assert "Xác nhận" in task.action

    with override("en"):
        confirm(by=neighbour_head, at=at, adoption=found)

    assert register().get().adoption_count == 1
    assert tasks_for(neighbour_head, at) == []
    told = Notification.objects.filter(kind="initiatives.adopted")
    assert {one.user for one in told} == {officer, head}
    assert told[0].title == "Xã Cẩm Giàng đã áp dụng sáng kiến “Hẹn giờ tại một cửa”"


def test_who_heads_the_unit_by_a_lent_hat_is_asked_too(
    listed, neighbour_head, make_person, giàng, adopt, at, on
):
    deputy = make_person("pho.ban", (Role.UNIT_OFFICER, giàng))
    delegate(
        by=neighbour_head,
        at=at,
        assignment=RoleAssignment.objects.get(user=neighbour_head),
        to_user=deputy,
        valid_from=on,
        valid_to=on,
        document_number="5/UQ-UBND",
    )
    adopt(listed())
    told = Notification.objects.filter(kind="initiatives.to_confirm")
    assert {one.user for one in told} == {neighbour_head, deputy}


def test_what_others_are_told_is_vietnamese_in_whatever_language_somebody_acts(
    listed, neighbour_head, officer, adopt, at
):
    with override("en"):
        found = adopt(listed())
        confirm(by=neighbour_head, at=at, adoption=found)
        end(by=neighbour_head, at=at, adoption=found, reason="Ghi nhầm")
    told = Notification.objects.filter(user__in=[neighbour_head, officer])
    title = found.initiative.title
    assert set(told.values_list("title", flat=True)) == {
        f"Xác nhận đơn vị áp dụng sáng kiến “{title}”",
        f"Xã Cẩm Giàng đã áp dụng sáng kiến “{title}”",
        f"Xã Cẩm Giàng thôi tính là đã áp dụng sáng kiến “{title}”",
    }


def test_a_declined_adoption_says_why_and_may_come_again(listed, neighbour, neighbour_head, adopt, at):
    row = listed()
    found = adopt(row)
    with pytest.raises(InitiativeRefused, match="lý do"):
        decline(by=neighbour_head, at=at, adoption=found, reason=" ")

    decline(by=neighbour_head, at=at, adoption=found, reason="Mới bàn, chưa làm")

    assert Notification.objects.get(user=neighbour).body == "Mới bàn, chưa làm"
    with pytest.raises(InitiativeRefused, match="đã được trả lời"):
        confirm(by=neighbour_head, at=at, adoption=found)
    adopt(row)
    assert register().get().adoption_count == 0


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"how": " "}, "áp dụng thế nào"),
        ({"since": date(2027, 3, 1)}, "chưa tới"),
        ({"unit": "own"}, "của chính đơn vị"),
    ],
)
def test_an_adoption_that_cannot_be_is_refused(listed, giang, adopt, change, words):
    given = change | ({"unit": giang} if change.get("unit") == "own" else {})
    with pytest.raises(InitiativeRefused, match=words):
        adopt(listed(), **given)
    assert not Adoption.objects.exists()


def test_a_unit_adopts_an_initiative_once_and_no_draft(draft, listed, adopt):
    row = listed()
    adopt(row)
    with pytest.raises(InitiativeRefused, match="chỉ tính một lần"):
        adopt(row)
    with pytest.raises(InitiativeRefused, match="chưa vào sổ"):
        adopt(draft())


def test_who_sees_an_adoption_and_who_answers(
    listed, officer, neighbour, neighbour_head, specialist, make_person, adopt, on, at
):
    found, auditor = adopt(listed()), make_person("giam.sat", Role.AUDITOR)
    for person in (officer, neighbour, specialist):
        assert adoptions.get_for(person, on, pk=found.pk) == found
        with pytest.raises(Refused, match="lãnh đạo đơn vị áp dụng"):
            adoptions.get_for(person, on, action="answer", pk=found.pk)
    with pytest.raises(Http404):
        adoptions.get_for(auditor, on, pk=found.pk)

    confirm(by=neighbour_head, at=at, adoption=found)

    assert adoptions.get_for(auditor, on, pk=found.pk) == found


def test_the_library_shows_the_most_adopted_first(client, listed, officer, neighbour_head, adopt, at):
    plain, spread, own = listed(title="An"), listed(title="Bình"), listed(title="Chi")
    confirm(by=neighbour_head, at=at, adoption=adopt(spread))

    rows = Initiative.objects.exclude(pk=own.pk)
    assert list(asked_for(rows, Asked())) == [spread, plain]
    assert list(asked_for(rows, Asked(is_by_title=True))) == [plain, spread]
    client.force_login(officer)
    page = client.get(reverse("initiatives:list")).content.decode()
    assert page.index(spread.code) < page.index(plain.code)
    by_title = client.get(reverse("initiatives:list") + "?xep=ten").content.decode()
    assert by_title.index(plain.code) < by_title.index(spread.code)


def test_of_as_many_adopted_the_own_come_first(listed, enter, giàng):
    foreign, own = enter(code="SK-9", title="An", unit=giàng), listed(title="Bình")
    rows = Initiative.objects.all()
    assert list(asked_for(rows, Asked())) == [foreign, own]
    assert list(asked_for(rows, Asked(own_unit_ids=[own.unit_id]))) == [own, foreign]


def test_only_another_unit_adopts(listed, officer, neighbour, on):
    row = listed()
    assert initiatives.refusal(neighbour, on, row, "adopt") is None
    assert initiatives.refusal(officer, on, row, "adopt") is not None


def test_an_adoption_made_by_mistake_counts_no_longer(
    listed, officer, neighbour, neighbour_head, specialist, adopt, on, at
):
    row = listed()
    found = adopt(row)
    confirm(by=neighbour_head, at=at, adoption=found)
    # What the head confirmed, the declarer does not take back.
    with pytest.raises(Refused, match="Lãnh đạo đơn vị áp dụng"):
        adoptions.get_for(neighbour, on, action="end", pk=found.pk)
    assert adoptions.get_for(neighbour_head, on, action="end", pk=found.pk) == found
    with pytest.raises(InitiativeRefused, match="Ghi lý do"):
        end(by=neighbour_head, at=at, adoption=found, reason=" ")

    end(by=neighbour_head, at=at, adoption=found, reason="Ghi nhầm sáng kiến")

    assert register().get().adoption_count == 0
    told = Notification.objects.filter(user=officer, kind="initiatives.adopted").latest("pk")
    assert ("thôi tính" in told.title, told.body) == (True, "Ghi nhầm sáng kiến")
    assert adoptions.get_for(specialist, on, pk=found.pk).reason == "Ghi nhầm sáng kiến"
    with pytest.raises(InitiativeRefused, match="không còn được tính"):
        end(by=neighbour_head, at=at, adoption=found, reason="Nữa")
    again = adopt(row)
    assert adoptions.get_for(neighbour, on, action="end", pk=again.pk) == again
    assert end(by=neighbour, at=at, adoption=again, reason="Chưa làm").state == "ended"


def test_the_page_offers_to_stop_counting_to_who_may(listed, neighbour_head, neighbour, adopt, client, at):
    found = adopt(listed())
    address = reverse("initiatives:adoption_end", args=[found.pk])
    client.force_login(neighbour)
    assert address in client.get(reverse("initiatives:one", args=[found.initiative_id])).content.decode()
    confirm(by=neighbour_head, at=at, adoption=found)
    assert address not in client.get(reverse("initiatives:one", args=[found.initiative_id])).content.decode()
    client.force_login(neighbour_head)
    assert address in client.get(reverse("initiatives:one", args=[found.initiative_id])).content.decode()
    client.post(address, {"reason": "Ghi nhầm"})
    found.refresh_from_db()
    assert found.state == "ended"


@pytest.mark.parametrize("change", [{"how": ""}, {"state": "declined"}, {"state": "confirmed"}])
def test_the_database_too_wants_an_answer_with_its_moment(listed, adopt, change):
    adopt(listed())
    with pytest.raises(IntegrityError), transaction.atomic():
        Adoption.objects.update(**change)


def test_a_very_long_title_fits_a_notice(listed, neighbour_head, adopt):
    adopt(listed(title="Đặt lịch hẹn " * 30))
    assert len(Notification.objects.get(user=neighbour_head).title) <= 200

"""What becomes of a dossier that was sent: late ones, intake, recall, return, withdrawal."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from tests.dossiers.conftest import meet
from tests.page_text import words

from thidua.core.roles import Role
from thidua.dossiers.enums import DossierState, Timing
from thidua.dossiers.errors import DossierRefused
from thidua.dossiers.models import Dossier, Submission
from thidua.dossiers.sending.afterwards import (
    accept_late,
    mark_decided,
    recall,
    receive,
    return_dossier,
    withdraw,
)
from thidua.dossiers.sending.seen import all_seen
from thidua.dossiers.sending.services import send_filing
from thidua.dossiers.sending.signing import hand_back, hand_over
from thidua.dossiers.services import Subject, name_initiatives
from thidua.dossiers.todo import tasks_for
from thidua.dossiers.writing.services import save_part
from thidua.foundation.audit.models import AuditEvent
from thidua.foundation.models import Installation
from thidua.foundation.notify.models import Notification
from thidua.initiatives.ledger.decided import decided_on
from thidua.initiatives.ledger.services import end_uses
from thidua.initiatives.models import Initiative, InitiativeUse

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


@pytest.mark.parametrize(
    ("moment", "timing"),
    [
        (datetime(2027, 3, 30, 23, 59, tzinfo=VIETNAM), Timing.ON_TIME),
        (datetime(2027, 3, 31, 8, 0, tzinfo=VIETNAM), Timing.ON_THE_DAY),
        (datetime(2027, 4, 1, 0, 0, tzinfo=VIETNAM), Timing.LATE),
    ],
)
def test_late_and_on_the_day_are_marked_and_kept(world, start, wait, send, moment, timing):
    # 7.8 case 18
    assert send(wait(start()), moment=moment, knows_not_met=True).timing == timing


def test_a_late_one_is_accepted_with_a_reason_before_it_is_received(world, start, wait, send, specialist):
    late = datetime(2027, 4, 2, 8, tzinfo=VIETNAM)
    row = start()
    submission = send(wait(row), moment=late, knows_not_met=True)
    with pytest.raises(DossierRefused, match="Chấp nhận nộp muộn"):
        receive(by=specialist, at=late, dossier=row)
    with pytest.raises(DossierRefused, match="Ghi lý do"):
        accept_late(by=specialist, at=late, submission=submission, reason="")
    accepted = accept_late(by=specialist, at=late, submission=submission, reason="Mất mạng do bão")
    assert accepted.accepted_reason == "Mất mạng do bão"
    assert receive(by=specialist, at=late, dossier=row).state == DossierState.RECEIVED


def _back_and_again(row, unit, specialist, officer, head, moment):
    return_dossier(by=specialist, at=moment, dossier=row, reasons={"results": "Thiếu nguồn"})
    hand_over(by=officer, at=moment, dossier=row)
    return send_filing(by=head, at=moment, filing=row.filing, unit=unit, seen=all_seen(row.filing))


def test_what_was_given_back_and_comes_again_after_the_day_is_not_late(
    sent, specialist, officer, head, unit, client
):
    late = datetime(2027, 4, 20, 8, tzinfo=VIETNAM)
    again = _back_and_again(sent, unit, specialist, officer, head, late)
    assert again.timing == Timing.ON_TIME
    assert receive(by=specialist, at=late, dossier=sent).state == DossierState.RECEIVED
    client.force_login(head)
    page = client.get(f"/ho-so/bien-nhan/{again.pk}/").content.decode()
    assert "gửi lại sau khi được trả lại: tính theo lần gửi trước" in page


def test_what_came_late_is_late_again_and_accepted_once(
    world, start, wait, send, specialist, officer, head, unit
):
    late = datetime(2027, 4, 2, 8, tzinfo=VIETNAM)
    row = start()
    first = send(wait(row), moment=late, knows_not_met=True)
    again = _back_and_again(row, unit, specialist, officer, head, late + timedelta(days=1))
    assert again.timing == Timing.LATE
    with pytest.raises(DossierRefused, match="Chấp nhận nộp muộn"):
        receive(by=specialist, at=late + timedelta(days=1), dossier=row)
    accept_late(by=specialist, at=late + timedelta(days=1), submission=again, reason="Mất mạng do bão")
    third = _back_and_again(row, unit, specialist, officer, head, late + timedelta(days=2))
    assert (third.timing, third.accepted_at) == (Timing.LATE, None)
    assert receive(by=specialist, at=late + timedelta(days=2), dossier=row).state == DossierState.RECEIVED
    assert first.accepted_at is None


def test_a_timely_one_needs_no_acceptance(sent, specialist, at):
    with pytest.raises(DossierRefused, match="không muộn"):
        accept_late(by=specialist, at=at, submission=Submission.objects.get(), reason="x")


def test_what_has_no_deadline_is_marked_so(start, fill, send, officer, at, unit):
    row = fill(start("adhoc.collective"))
    hand_over(by=officer, at=at, dossier=row)
    submission = send(row)
    assert (submission.timing, submission.last_moment) == (Timing.OTHER, None)


def test_recalled_before_intake_it_is_a_draft_and_its_initiative_is_free(sent, head, specialist, at):
    row = recall(by=head, at=at, dossier=sent)
    assert row.state == DossierState.DRAFT
    assert row.sendings.get().recalled_at == at
    assert not InitiativeUse.objects.filter(ended_at=None).exists()


def test_recall_after_intake_is_refused_with_the_next_step(sent, head, specialist, at):
    receive(by=specialist, at=at, dossier=sent)
    with pytest.raises(DossierRefused, match=r"đã được tiếp nhận.*trả lại, hoặc rút"):
        recall(by=head, at=at, dossier=sent)


def test_a_return_opens_only_what_was_questioned(sent, specialist, officer, head, unit, at):
    with pytest.raises(DossierRefused, match="ít nhất một phần"):
        return_dossier(by=specialist, at=at, dossier=sent, reasons={"results": " "})
    return_dossier(by=specialist, at=at, dossier=sent, reasons={"results": "Nêu nguồn của số 98 %"})
    row = Dossier.objects.get()
    assert (row.state, row.open_parts) == (DossierState.RETURNED, ["results"])
    version = row.parts.get(section="results").version
    save_part(by=officer, at=at, dossier=row, section="results", text="98 %, theo Cổng DVC", version=version)
    with pytest.raises(DossierRefused, match="không bị hỏi lại"):
        save_part(by=officer, at=at, dossier=row, section="general", text="Khác", version=2)
    with pytest.raises(DossierRefused, match="không bị hỏi lại"):
        meet(row, officer, at)
    hand_over(by=officer, at=at, dossier=row)
    back = hand_back(by=head, at=at, dossier=row, words="Xem lại")
    assert back.state == DossierState.RETURNED
    hand_over(by=officer, at=at, dossier=row)
    second = send_filing(by=head, at=at, filing=row.filing, unit=unit, seen=all_seen(row.filing))
    assert (second.ordinal, second.receipt) == (2, "KT-2026/11311-2")
    assert Dossier.objects.get().open_parts is None
    assert InitiativeUse.objects.filter(ended_at=None).count() == 1


def test_what_waits_to_go_out_again_and_is_decided_meanwhile_goes_out_no_more(
    sent, specialist, officer, head, unit, at
):
    return_dossier(by=specialist, at=at, dossier=sent, reasons={"results": "Nêu nguồn"})
    hand_over(by=officer, at=at, dossier=sent)
    mark_decided(at=at, dossiers=[sent.pk])
    assert tasks_for(head, at) == []
    with pytest.raises(DossierRefused, match="Chưa có hồ sơ nào chờ ký"):
        send_filing(by=head, at=at, filing=sent.filing, unit=unit, seen=all_seen(sent.filing))


def test_an_initiative_left_out_after_a_return_is_free_again(
    sent, world, specialist, officer, head, unit, at
):
    other = Initiative.objects.create(
        code="SK-2", unit=world.unit, title="Hẹn giờ qua Zalo", folded="", sort_key="", registered_at=at
    )
    return_dossier(by=specialist, at=at, dossier=sent, reasons={"initiatives": "Nêu sáng kiến khác"})
    name_initiatives(by=officer, at=at, dossier=sent, initiatives=[other])
    assert [use.initiative for use in InitiativeUse.objects.filter(ended_at=None)] == [world]
    hand_over(by=officer, at=at, dossier=sent)
    send_filing(by=head, at=at, filing=sent.filing, unit=unit, seen=all_seen(sent.filing))
    assert [use.initiative for use in InitiativeUse.objects.filter(ended_at=None)] == [other]
    assert InitiativeUse.objects.get(initiative=world).end_reason.startswith(f"Hồ sơ {sent.code} gửi lại")


def test_recalled_after_a_return_only_what_was_questioned_is_open(
    sent, world, specialist, officer, head, unit, at
):
    return_dossier(by=specialist, at=at, dossier=sent, reasons={"results": "Nêu nguồn của số 98 %"})
    for _time in range(2):  # a second recall leads to the same place
        hand_over(by=officer, at=at, dossier=sent)
        send_filing(by=head, at=at, filing=sent.filing, unit=unit, seen=all_seen(sent.filing))
        row = recall(by=head, at=at, dossier=sent)
        assert (row.state, row.open_parts) == (DossierState.RETURNED, ["results"])
        with pytest.raises(DossierRefused, match="không bị hỏi lại"):
            save_part(by=officer, at=at, dossier=row, section="general", text="Khác", version=2)
        assert [use.initiative for use in InitiativeUse.objects.filter(ended_at=None)] == [world]


def test_recalled_after_a_return_what_was_opened_since_is_open_again(
    sent, specialist, officer, head, unit, at
):
    """A corrected subject, or a paper that is asked since, had opened more than was questioned."""
    return_dossier(by=specialist, at=at, dossier=sent, reasons={"results": "Nêu nguồn của số 98 %"})
    Dossier.objects.filter(pk=sent.pk).update(open_parts=["facts", "results"])
    hand_over(by=officer, at=at, dossier=sent)
    send_filing(by=head, at=at, filing=sent.filing, unit=unit, seen=all_seen(sent.filing))

    assert recall(by=head, at=at, dossier=sent).open_parts == ["facts", "results"]


def test_recalled_after_a_return_it_stays_timely(sent, specialist, officer, head, unit, at):
    late = at.replace(month=4, day=2)
    return_dossier(by=specialist, at=at, dossier=sent, reasons={"results": "Nêu nguồn của số 98 %"})
    hand_over(by=officer, at=late, dossier=sent)
    send_filing(by=head, at=late, filing=sent.filing, unit=unit, seen=all_seen(sent.filing))
    recall(by=head, at=late, dossier=sent)
    hand_over(by=officer, at=late, dossier=sent)
    again = send_filing(by=head, at=late, filing=sent.filing, unit=unit, seen=all_seen(sent.filing))
    assert (again.timing, again.sent.get().is_sent_again) == (Timing.ON_TIME, True)
    assert receive(by=specialist, at=late, dossier=sent).state == DossierState.RECEIVED


def test_two_dossiers_for_one_award_are_two_uses_and_end_each_for_itself(
    sent, world, start, fill, send, officer, at
):
    rows = [start("adhoc.collective", Subject(name=name)) for name in ("Tổ Một cửa", "Tổ Công nghệ số")]
    for row in rows:
        name_initiatives(by=officer, at=at, dossier=row, initiatives=[world])
        hand_over(by=officer, at=at, dossier=fill(row))
    send(rows[0])
    standing = InitiativeUse.objects.filter(ended_at=None, award="adhoc.collective")
    assert sorted(use.source for use in standing) == [row.code for row in rows]
    withdraw(by=officer, at=at, dossier=rows[0], reason="Có đơn thư mới")
    assert [use.source for use in standing.all()] == [rows[1].code]


def test_withdrawn_it_stays_in_sight_and_its_place_is_free(sent, start, officer, at):
    with pytest.raises(DossierRefused, match="lý do rút"):
        withdraw(by=officer, at=at, dossier=sent, reason="")
    withdraw(by=officer, at=at, dossier=sent, reason="Có đơn thư mới")
    assert not InitiativeUse.objects.filter(ended_at=None).exists()
    assert start().code == "2026/11311/02"
    with pytest.raises(DossierRefused, match="đã rút"):
        withdraw(by=officer, at=at, dossier=sent, reason="Lại rút")


def test_who_signed_it_is_told_when_an_officer_withdraws_it(sent, start, officer, head, at):
    withdraw(by=officer, at=at, dossier=sent, reason="Có đơn thư mới")
    [told] = Notification.objects.filter(kind="dossiers.withdrawn")
    assert (told.user, told.title) == (head, f"Hồ sơ {sent.code} đã được rút")
    assert "đơn thư" not in told.body
    withdraw(by=officer, at=at, dossier=start(), reason="Lập nhầm")
    assert Notification.objects.filter(kind="dossiers.withdrawn").count() == 1, "a draft was nobody else's"


def test_why_it_was_withdrawn_is_read_by_those_alone_who_may_know_of_bars(
    sent, officer, client, make_person, at, demo_day
):
    withdraw(by=officer, at=at, dossier=sent, reason="Có đơn thư mới")
    assert "reason" not in AuditEvent.objects.get(action="dossiers.withdrawn").after
    page = reverse("dossiers:dossier", args=[sent.pk])
    for role, may_know in (
        (Role.AUDITOR, False),
        (Role.COUNCIL_SECRETARY, False),
        (Role.DECISION_MAKER, True),
    ):
        client.force_login(make_person(role.value.replace("_", "-"), role))
        shown = client.get(page).content.decode()
        assert "Hồ sơ đã rút" in shown
        assert ("đơn thư" in shown) is may_know, role
    client.force_login(officer)
    assert "đơn thư" in client.get(page).content.decode()


def test_withdrawn_while_it_waits_to_go_out_again_its_initiative_is_free(sent, specialist, officer, at):
    return_dossier(by=specialist, at=at, dossier=sent, reasons={"initiatives": "Nêu rõ hơn"})
    row = hand_over(by=officer, at=at, dossier=sent)
    assert row.state == DossierState.WAITING
    assert InitiativeUse.objects.filter(ended_at=None).exists()
    withdraw(by=officer, at=at, dossier=row, reason="Có đơn thư mới")
    assert not InitiativeUse.objects.filter(ended_at=None).exists()


def test_the_register_knows_what_was_decided_on_the_ground_of_an_initiative(sent, world, specialist, at):
    assert decided_on(world) == []  # sent, nothing decided yet
    mark_decided(at=at, dossiers=[sent.pk])
    assert decided_on(world) == [sent.code]
    end_uses(by=specialist, at=at, sources=[sent.code], reason="Không được khen")
    assert decided_on(world) == []


def test_the_head_reads_what_a_recall_after_the_day_costs(
    sent, specialist, officer, head, unit, client, demo_day
):
    client.force_login(head)
    page, costs = reverse("dossiers:dossier", args=[sent.pk]), "tính theo lúc gửi lại"
    assert costs not in words(client.get(page))
    Installation.objects.update(demo_date=date(2027, 4, 2))
    assert costs in words(client.get(page))
    # What the office gave back keeps the day on which it first came.
    _back_and_again(sent, unit, specialist, officer, head, datetime(2027, 4, 1, 8, tzinfo=VIETNAM))
    shown = words(client.get(page))
    assert "Thu hồi để sửa" in shown
    assert costs not in shown

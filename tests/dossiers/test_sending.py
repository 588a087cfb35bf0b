"""From the officer to the head, to the office and back; limits, the deadline, the one receipt."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from tests.dossiers.conftest import PERSON, meet, scan

from thidua.awards.models import AwardRecord
from thidua.awards.services import GivenAward, enter_awards
from thidua.core.frozen import fingerprint
from thidua.dossiers.answers import answers_of
from thidua.dossiers.enums import BarKind, DossierState, Proposer, Timing
from thidua.dossiers.errors import DossierRefused
from thidua.dossiers.models import Dossier, Submission
from thidua.dossiers.quotas import broken_with, meters_of
from thidua.dossiers.sending.afterwards import (
    accept_late,
    mark_decided,
    recall,
    receive,
    return_dossier,
    withdraw,
)
from thidua.dossiers.sending.content import told_of
from thidua.dossiers.sending.seen import all_seen, own_seen
from thidua.dossiers.sending.services import send_filing
from thidua.dossiers.sending.signing import hand_back, hand_over, name_letter
from thidua.dossiers.services import Attested, Subject, attest, name_initiatives, start_dossier
from thidua.dossiers.todo import tasks_for
from thidua.dossiers.writing.services import save_part
from thidua.foundation.audit.models import AuditEvent
from thidua.foundation.notify.models import Notification
from thidua.initiatives.enums import Level
from thidua.initiatives.ledger.decided import decided_on
from thidua.initiatives.ledger.services import end_uses
from thidua.initiatives.models import Adoption, Initiative, InitiativeUse
from thidua.initiatives.recognition.services import attach_file

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


def test_handing_over_says_all_that_is_missing_at_once(start, officer, at):
    row = start("annual.individual", Subject(name="Lê Thị Hoa"))
    with pytest.raises(DossierRefused) as refusal:
        hand_over(by=officer, at=at, dossier=row)
    words = str(refusal.value)
    for part in ("mục I.", "mục II.1", "mục II.2", "biên bản hội đồng", "Chưa cam kết", "chức vụ"):
        assert part in words
    assert Dossier.objects.get().state == DossierState.DRAFT


def test_a_council_that_did_not_agree_stops_the_dossier(start, fill, officer, at):
    row = fill(start(), agreed=4)  # 4 of 9 members is no majority, though 4 of 8 present
    assert row.selected is False
    with pytest.raises(DossierRefused, match="không tán thành"):
        hand_over(by=officer, at=at, dossier=row)


def test_handed_over_back_and_over_again(world, start, wait, officer, head, at):
    row = wait(start())
    assert row.state == DossierState.WAITING
    assert hand_over(by=officer, at=at, dossier=row).state == DossierState.WAITING
    with pytest.raises(DossierRefused, match="đang chờ ký"):
        attest(by=officer, at=at, dossier=row, facts=Attested(), edition=row.edition)
    with pytest.raises(DossierRefused, match="ghi cần sửa gì"):
        hand_back(by=head, at=at, dossier=row, words=" ")
    back = hand_back(by=head, at=at, dossier=row, words="Bổ sung số liệu trước, sau.")
    assert (back.state, back.words_back) == (DossierState.DRAFT, "Bổ sung số liệu trước, sau.")
    assert hand_over(by=officer, at=at, dossier=row).words_back == ""
    titles = set(Notification.objects.values_list("title", flat=True))
    assert {f"Hồ sơ {row.code} chờ ký", f"Hồ sơ {row.code} được chuyển lại để sửa"} <= titles


def test_sending_freezes_everything_under_one_receipt(world, start, wait, send, officer, head, unit, at):
    row = start()
    name_initiatives(by=officer, at=at, dossier=row, initiatives=[world])
    attach_file(
        by=officer, at=at, initiative=world, level=Level.BASE, certificate="07/GCN", file=scan("quyet-dinh")
    )
    wait(row)
    with pytest.raises(DossierRefused, match="số và ngày Tờ trình"):
        send_filing(by=head, at=at, filing=row.filing, unit=unit, seen=all_seen(row.filing))
    seen = all_seen(row.filing)
    submission = send(row)
    assert submission.receipt == "KT-2026/11311-1"
    assert submission.timing == Timing.ON_TIME
    assert submission.sha256 == fingerprint(submission.content)
    [frozen] = submission.content["dossiers"]
    assert frozen["verdict"]["truth"] == "met"
    assert frozen["initiatives"][0]["decision"] == "12/QĐ-UBND"
    [paper] = frozen["initiatives"][0]["papers"]
    assert (paper["number"], paper["certificate"]) == ("12/QĐ-UBND", "07/GCN")
    assert paper["sha256"] == world.recognitions.get().file.sha256
    assert "barred" not in str(submission.content)
    assert Dossier.objects.get().state == DossierState.SENT
    assert InitiativeUse.objects.get().source == row.code
    again = send_filing(by=head, at=at, filing=row.filing, unit=unit, seen=seen)
    assert again == submission


def test_how_many_units_adopted_an_initiative_is_frozen_with_it(sent, world, make_unit, head, at):
    [frozen] = Submission.objects.get().content["dossiers"]
    assert frozen["initiatives"][0]["adoptions"] == 0
    for code, state, why in (("11407", "confirmed", ""), ("11329", "declined", "Chưa làm")):
        Adoption.objects.create(
            initiative=world, unit_id=make_unit(code, code).id, since=at.date(), how="Làm theo", state=state,
            reason=why, declared_at=at, answered_at=at, answered_by=head,
        )  # fmt: skip
    now = frozen | told_of(Dossier.objects.get(pk=sent.pk))
    assert now["initiatives"][0]["adoptions"] == 1
    [then], [told] = (answers_of(one, needs_ground=False)[1].rows for one in (frozen, now))
    assert "đã áp dụng" not in then.source
    assert "1 đơn vị khác đã áp dụng" in told.source


def test_nothing_waiting_nothing_sent(start, head, unit, at):
    row = start()
    with pytest.raises(DossierRefused, match="Chưa có hồ sơ nào chờ ký"):
        send_filing(by=head, at=at, filing=row.filing, unit=unit, seen=all_seen(row.filing))


def test_a_dossier_that_the_rules_refuse_is_sent_only_knowingly(published, start, fill, send, officer, at):
    row = start("annual.individual", PERSON)
    facts = Attested(outstanding=True, conduct=True, rating="good", par_role="advise")  # 7.8 case 7
    attest(by=officer, at=at, dossier=row, facts=facts, edition=1)
    hand_over(by=officer, at=at, dossier=fill(row))
    with pytest.raises(DossierRefused, match="không đạt: 2026/11311/01"):
        send(row)
    assert send(row, knows_not_met=True).content["dossiers"][0]["verdict"]["truth"] == "not_met"


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


def test_a_second_collective_is_over_the_limit(published, start, wait, officer, at):
    # 7.8 case 5: one collective and one person for a unit in a year
    wait(start("annual.individual", PERSON))
    row = start("annual.individual", Subject(name="Hoàng Dũng", position="Công chức"))
    with pytest.raises(DossierRefused, match=r"02 đề nghị.*không quá 01.*Rút hoặc chuyển lại"):
        wait(row)
    [collective, person] = meters_of(row.filing, at.date())
    assert (person.used, person.drafts, person.most, person.is_full) == (1, 1, 1, True)
    assert (collective.used, collective.is_full) == (0, False)


def _panel(client, officer, row):
    client.force_login(officer)
    return client.get(reverse("dossiers:panel", args=[row.pk])).content.decode()


def test_a_flag_unit_may_have_two_people(published, leading, start, wait, officer, at, client, demo_day):
    # 7.8 case 13 (B24): 2 in all, the second falls with the flag
    cycle = "2026-2030"
    wait(start("period.individual", PERSON, cycle=cycle))
    second = start("period.individual", Subject(name="Hoàng Dũng", position="Công chức"), cycle=cycle)
    with pytest.raises(DossierRefused, match="không quá 01"):
        wait(second)
    flag = wait(start("period.flag", cycle=cycle))
    [collective, person] = meters_of(flag.filing, at.date())
    assert (person.most, person.is_raised, person.clause) == (2, True, "III.2.2.b.CO.CN")
    # One achievement, one award: the unit itself has its place as a flag.
    assert (collective.used, collective.is_full, collective.shut_by.id) == (0, True, "period.flag")
    other = start("period.collective", cycle=cycle)
    assert "Đơn vị đã được đề nghị “Cờ" in _panel(client, officer, other)
    with pytest.raises(DossierRefused, match="nhiều hình thức"):
        wait(other)
    hand_over(by=officer, at=at, dossier=second)
    assert Dossier.objects.filter(state=DossierState.WAITING).count() == 3


def test_the_second_person_of_a_flag_unit_hangs_on_the_flag(published, leading, start, wait, officer, at):
    cycle = "2026-2030"
    flag = wait(start("period.flag", cycle=cycle))
    first = wait(start("period.individual", PERSON, cycle=cycle))
    second = wait(start("period.individual", Subject(name="Hoàng Dũng", position="CC"), cycle=cycle))
    first.refresh_from_db(), second.refresh_from_db()
    assert (first.is_conditional, second.is_conditional) == (False, True)
    with pytest.raises(DossierRefused, match="cá nhân thứ hai"):
        withdraw(by=officer, at=at, dossier=flag, reason="Không đề nghị Cờ")
    withdraw(by=officer, at=at, dossier=second, reason="Không đề nghị Cờ")
    assert withdraw(by=officer, at=at, dossier=flag, reason="Không đề nghị Cờ").state == "withdrawn"


def test_the_second_person_takes_the_place_of_the_first_who_left(
    published, leading, start, wait, officer, at
):
    cycle = "2026-2030"
    flag = wait(start("period.flag", cycle=cycle))
    first = wait(start("period.individual", PERSON, cycle=cycle))
    second = wait(start("period.individual", Subject(name="Hoàng Dũng", position="CC"), cycle=cycle))
    withdraw(by=officer, at=at, dossier=first, reason="Chuyển công tác")
    second.refresh_from_db()
    assert not second.is_conditional
    event = AuditEvent.objects.get(action="dossiers.condition_lifted")
    assert event.after == {"is_conditional": False, "left": first.code}
    assert withdraw(by=officer, at=at, dossier=flag, reason="Không đề nghị Cờ").state == "withdrawn"


def test_the_second_person_takes_it_also_when_the_head_gives_the_first_back(
    published, leading, start, wait, officer, head, at
):
    cycle = "2026-2030"
    wait(start("period.flag", cycle=cycle))
    first = wait(start("period.individual", PERSON, cycle=cycle))
    second = wait(start("period.individual", Subject(name="Hoàng Dũng", position="CC"), cycle=cycle))
    hand_back(by=head, at=at, dossier=first, words="Sửa chức vụ")
    second.refresh_from_db()
    assert not second.is_conditional
    assert hand_over(by=officer, at=at, dossier=first).is_conditional


def test_a_flag_is_not_recalled_from_under_the_second_person(published, leading, start, wait, send, head, at):
    cycle = "2026-2030"
    flag = wait(start("period.flag", cycle=cycle))
    wait(start("period.individual", PERSON, cycle=cycle))
    second = wait(start("period.individual", Subject(name="Hoàng Dũng", position="CC"), cycle=cycle))
    send(flag, knows_not_met=True)
    with pytest.raises(DossierRefused, match=r"cá nhân thứ hai.*Thu hồi hoặc rút hồ sơ đó trước"):
        recall(by=head, at=at, dossier=flag)
    assert flag.sendings.get().recalled_at is None
    recall(by=head, at=at, dossier=second)
    assert recall(by=head, at=at, dossier=flag).state == DossierState.DRAFT


def test_when_the_first_person_is_recalled_the_second_hangs_on_nothing(
    published, leading, start, wait, send, head, at
):
    cycle = "2026-2030"
    flag = wait(start("period.flag", cycle=cycle))
    first = wait(start("period.individual", PERSON, cycle=cycle))
    second = wait(start("period.individual", Subject(name="Hoàng Dũng", position="CC"), cycle=cycle))
    send(flag, knows_not_met=True)
    recall(by=head, at=at, dossier=first)
    second.refresh_from_db()
    assert not second.is_conditional
    assert recall(by=head, at=at, dossier=flag).state == DossierState.DRAFT


def test_a_flag_that_goes_back_to_a_return_keeps_its_place(
    published, leading, start, wait, send, head, specialist, at
):
    cycle = "2026-2030"
    flag = wait(start("period.flag", cycle=cycle))
    wait(start("period.individual", PERSON, cycle=cycle))
    wait(start("period.individual", Subject(name="Hoàng Dũng", position="CC"), cycle=cycle))
    send(flag, knows_not_met=True)
    return_dossier(by=specialist, at=at, dossier=flag, reasons={"results": "Nêu nguồn"})
    hand_over(by=head, at=at, dossier=flag)
    send(flag, knows_not_met=True)
    assert recall(by=head, at=at, dossier=flag).state == DossierState.RETURNED


def test_flag_and_certificate_for_one_collective_are_one_achievement(published, start, wait):
    # 7.8 case 14
    cycle = "2026-2030"
    wait(start("period.flag", cycle=cycle))
    with pytest.raises(DossierRefused, match="một thành tích"):
        wait(start("period.collective", cycle=cycle))


def decide(row, at, *, awarded):
    """What a confirmed decision leaves of a dossier in this room and the register."""
    mark_decided(at=at, dossiers=[row.pk])
    if awarded:
        given = GivenAward(
            unit=row.filing.unit, award=row.award, cycle=row.filing.cycle, decision_number="99/QĐ-UBND",
            decided_on=at.date(), person_name=row.subject_name, birth_year=row.birth_year,
        )  # fmt: skip
        enter_awards(by=None, at=at, awards=[given])


@pytest.mark.parametrize("awarded", [True, False])
def test_an_ad_hoc_award_of_the_year_is_for_another_achievement(world, start, wait, send, at, awarded):
    row = wait(start("adhoc.collective"))
    send(row)
    with pytest.raises(DossierRefused, match=r"nhiều hình thức.*Rút hoặc chuyển lại"):
        wait(start())
    decide(row, at, awarded=awarded)
    yearly = Dossier.objects.get(award="annual.collective")
    assert broken_with(yearly.filing, [yearly], at.date()) == []
    assert hand_over(by=yearly.started_by, at=at, dossier=yearly).state == DossierState.WAITING
    # Neither does the page of the unit tell anything of the two.
    assert broken_with(yearly.filing, list(Dossier.objects.all()), at.date()) == []


def test_an_ad_hoc_act_may_follow_the_award_of_the_year(sent, start, wait, at):
    decide(sent, at, awarded=True)
    assert wait(start("adhoc.collective")).state == DossierState.WAITING


def test_what_was_given_outside_the_limits_shuts_the_yearly_route_with_a_way_out(
    world, start, wait, send, at
):
    row = wait(start("discretionary.collective"))
    send(row)
    decide(row, at, awarded=True)
    with pytest.raises(DossierRefused, match="nhiều hình thức") as refusal:
        wait(start())
    assert f"{row.code} đã có quyết định nên không rút được nữa" in str(refusal.value)
    assert "Rút hoặc chuyển lại hồ sơ khác" not in str(refusal.value)
    AwardRecord.objects.update(revoked_on=at.date(), revocation_number="100/QĐ-UBND")
    yearly = Dossier.objects.get(award="annual.collective")
    assert hand_over(by=yearly.started_by, at=at, dossier=yearly).state == DossierState.WAITING


def test_what_was_refused_outside_the_limits_shuts_nothing(world, start, wait, send, at):
    row = wait(start("discretionary.collective"))
    send(row)
    decide(row, at, awarded=False)
    assert wait(start()).state == DossierState.WAITING


def test_a_place_in_the_limit_is_used_up_by_what_was_decided(published, start, wait, send, at):
    row = wait(start("annual.individual", PERSON))
    send(row)
    decide(row, at, awarded=False)
    with pytest.raises(DossierRefused, match=r"không quá 01.*đã có quyết định nên không rút được"):
        wait(start("annual.individual", Subject(name="Hoàng Dũng", position="Công chức")))


def test_the_office_sends_what_it_proposes_without_the_unit(
    customs, fill, specialist, standing_head, at, officer
):
    row = start_dossier(
        by=specialist, at=at, unit=customs, cycle="2026", award_id="discretionary.collective",
        proposer=Proposer.OFFICE,
    )  # fmt: skip
    fill(row, by=specialist)
    hand_over(by=specialist, at=at, dossier=row)
    row.refresh_from_db()
    submission = send_filing(
        by=standing_head, at=at, filing=row.filing, unit=customs, seen=own_seen(row), proposer=Proposer.OFFICE
    )
    assert submission.timing == Timing.OTHER
    assert Notification.objects.filter(user=standing_head, kind="dossiers.to_sign").exists()


def test_a_barred_subject_can_be_sent_and_is_paused_by_the_rules(world, start, fill, send, officer, at):
    # 7.8 case 16: never refused in silence
    from thidua.dossiers.bars.services import Stated, declare_bars

    row = fill(start())
    stated = Stated(BarKind.INSPECTION, "Thanh tra thành phố, QĐ 12/QĐ-TTr")
    declare_bars(by=officer, at=at, dossier=row, stated=stated)
    hand_over(by=officer, at=at, dossier=row)
    content = send(row, knows_not_met=True).content
    assert "12/QĐ-TTr" not in str(content)


def test_number_and_day_of_the_letter_go_together(start, head, at):
    filing = start().filing
    for number, on, words in [
        ("15/TTr", None, "cả số và ngày"),
        ("", at.date(), "cả số và ngày"),
        ("15/TTr", date(2027, 3, 1), "sau hôm nay"),
    ]:
        with pytest.raises(DossierRefused, match=words):
            name_letter(by=head, at=at, filing=filing, number=number, on=on)
    assert name_letter(by=head, at=at, filing=filing, number="", on=None).letter_number == ""

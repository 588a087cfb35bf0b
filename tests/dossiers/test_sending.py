"""From the officer to the head and to the office: what is missing, what is frozen, the one receipt."""

from datetime import date

import pytest
from tests.dossiers.conftest import PERSON, scan

from thidua.core.frozen import fingerprint
from thidua.core.roles import Role
from thidua.dossiers.answers import answers_of
from thidua.dossiers.enums import BarKind, DossierState, Proposer, Timing
from thidua.dossiers.errors import DossierRefused
from thidua.dossiers.models import Dossier, Submission
from thidua.dossiers.sending.content import told_of
from thidua.dossiers.sending.seen import all_seen, own_seen
from thidua.dossiers.sending.services import send_filing
from thidua.dossiers.sending.signing import hand_back, hand_over, name_letter
from thidua.dossiers.services import Attested, Subject, attest, name_initiatives, start_dossier
from thidua.foundation.notify.models import Notification
from thidua.initiatives.enums import Level
from thidua.initiatives.models import Adoption, InitiativeUse
from thidua.initiatives.recognition.services import attach_file
from thidua.units.models import Unit


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


def test_the_office_sends_what_it_proposes_without_the_unit(
    customs, fill, specialist, standing_head, at, make_person
):
    theirs = make_person("haiquan", (Role.UNIT_HEAD, Unit.objects.get(pk=customs.id)))
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
    told = Notification.objects.get(user=theirs)
    assert told.title.startswith("Cơ quan thường trực đã gửi hồ sơ đề xuất khen thưởng ở Chi cục Hải quan")


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

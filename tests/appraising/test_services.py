"""Intake apart from merit, two appraisals in turn, rulings: examples, refusals, races told in words."""

import pytest
from tests.appraising.conftest import items, questions
from tests.dossiers.conftest import PERSON

from thidua.appraising.conflicts.services import state_conflict
from thidua.appraising.enums import ItemState, Outcome, Say, Stage
from thidua.appraising.errors import AppraisalRefused
from thidua.appraising.intake.filing import waiting_in
from thidua.appraising.intake.models import Intake
from thidua.appraising.intake.services import accept_late, confirm_bars, give_back, take_in
from thidua.appraising.judging.evidence import pins_of
from thidua.appraising.judging.models import Finding, Opinion
from thidua.appraising.judging.services import NewFinding, choose_stages, note_findings
from thidua.appraising.queue import Queue, QueueState, state_at
from thidua.appraising.rulings.services import judge_spread, rule_reuse
from thidua.appraising.selectors import (
    appraisal_of,
    appraisals_of,
    opinions_on,
    recused_from,
    reuse_rulings,
    turn_of,
)
from thidua.dossiers.bars.services import Stated
from thidua.dossiers.enums import DossierState
from thidua.dossiers.errors import DossierRefused
from thidua.dossiers.models import Dossier, Filing
from thidua.dossiers.sending.signing import hand_back, hand_over
from thidua.foundation.audit.models import AuditEvent
from thidua.initiatives.access import initiatives
from thidua.units.selectors import history

CONTENT, PROCEDURE = Stage.CONTENT, Stage.PROCEDURE


def test_a_complete_dossier_is_received_and_what_was_ticked_is_kept(sent, take):
    row = take(sent)
    assert row.state == DossierState.RECEIVED
    intake = Intake.objects.get()
    assert intake.is_complete
    assert intake.items["minutes"] == ItemState.THERE
    take(sent)  # pressed twice
    assert Intake.objects.count() == 1


def test_what_is_missing_is_named_and_the_dossier_stays_where_it_is(sent, take):
    with pytest.raises(AppraisalRefused, match=r"Biên bản họp xét của hội đồng đơn vị.*Trả lại kèm lý do"):
        take(sent, minutes=ItemState.MISSING)
    with pytest.raises(AppraisalRefused, match="chỉ chọn có hoặc thiếu: Báo cáo thành tích"):
        take(sent, report=ItemState.NOT_NEEDED)
    with pytest.raises(AppraisalRefused, match="Chưa đánh dấu: Tờ trình và danh sách"):
        take(sent, letter="")
    assert Dossier.objects.get().state == DossierState.SENT


def test_giving_back_before_intake_is_an_incomplete_intake(sent, specialist, at):
    give_back(by=specialist, at=at, dossier=sent, reasons={"work": "", "results": "Chưa có số liệu"})
    intake = Intake.objects.get()
    assert not intake.is_complete
    assert intake.words == "Kết quả, chỉ tiêu đã đạt, so với trước: Chưa có số liệu"
    assert Dossier.objects.get().open_parts == ["results"]


def test_a_late_dossier_is_accepted_with_a_reason_before_it_is_received(
    world, start, wait, send, take, specialist, at
):
    late = at.replace(month=4, day=2)
    row = wait(start(), moment=late)
    send(row, moment=late, knows_not_met=True)
    with pytest.raises(DossierRefused, match="nộp sau hạn"):
        take(row)
    accept_late(by=specialist, at=late, dossier=row, reason="Bão số 3 làm gián đoạn mạng")
    assert take(row).state == DossierState.RECEIVED


def test_content_first_then_procedure_by_another_person(received, find, say, specialist, board, confirm):
    with pytest.raises(AppraisalRefused, match=r"Chờ ý kiến về nội dung cải cách hành chính trước"):
        find(received, PROCEDURE, board)
    find(received, CONTENT, specialist)
    say(received, CONTENT, specialist)
    assert turn_of(appraisal_of(received)) == PROCEDURE
    find(received, PROCEDURE, specialist)
    with pytest.raises(AppraisalRefused, match="mỗi bước do một người khác"):
        say(received, PROCEDURE, specialist)
    confirm(received, board)
    say(received, PROCEDURE, board)
    assert appraisals_of("2026")[received.pk].is_done
    with pytest.raises(AppraisalRefused, match=r"Bước sau .* đã có ý kiến"):
        say(received, CONTENT, specialist, Say.DISAGREE, "Xét lại", seen=1)


def test_an_opinion_needs_every_question_answered(received, say, specialist):
    with pytest.raises(AppraisalRefused, match=r"Còn 2 mục chưa nhận xét: III.2.1.2.a.TT.1"):
        say(received, CONTENT, specialist)
    more = say(received, CONTENT, specialist, Say.MORE, "Bổ sung xác nhận áp dụng")
    assert appraisal_of(received).content == ""  # more is no opinion yet
    assert more.is_current


def test_disagreeing_and_agreeing_against_a_finding_need_words(received, find, say, specialist):
    find(received, CONTENT, specialist, Outcome.LACKS, "Chưa áp dụng thực tế")
    with pytest.raises(AppraisalRefused, match="Ghi rõ vì sao"):
        say(received, CONTENT, specialist, Say.DISAGREE)
    with pytest.raises(AppraisalRefused, match=r"Có mục không đạt hoặc chưa rõ \(III.2.1.2.a.TT.1 và"):
        say(received, CONTENT, specialist, Say.AGREE)
    assert say(received, CONTENT, specialist, Say.AGREE, "Đã có xác nhận bổ sung").say == Say.AGREE


def test_a_finding_that_holds_is_pinned_and_any_other_has_words(received, specialist, at):
    one = questions(received, CONTENT, at.date())[0]
    nothing = pins_of(received, at.date())[-1]
    for new, words in (
        (NewFinding(one, Outcome.HOLDS), "chọn căn cứ"),
        (NewFinding(one, Outcome.UNCLEAR, " "), "ghi rõ"),
        (NewFinding(one, Outcome.LACKS, "Chưa có"), "chọn căn cứ đã xem"),
        (NewFinding(one, Outcome.HOLDS, "", nothing), "chọn căn cứ"),
    ):
        with pytest.raises(AppraisalRefused, match=words):
            note_findings(by=specialist, at=at, dossier=received, stage=CONTENT, findings=[new])
    assert not Finding.objects.exists()

    new = [NewFinding(one, Outcome.LACKS, "Chưa có xác nhận áp dụng", nothing)]
    (made,) = note_findings(by=specialist, at=at, dossier=received, stage=CONTENT, findings=new)
    assert made.pinned_words == "Không có tài liệu nào trong hồ sơ cho thấy"


def test_what_a_finding_was_pinned_to_stays_readable(received, specialist, at, world):
    one = questions(received, CONTENT, at.date())[0]
    pins = pins_of(received, at.date())
    kinds = {pin.value.partition(":")[0] for pin in pins}
    assert kinds == {"initiative", "rank", "part", "file"}
    pin = next(pin for pin in pins if pin.initiative)
    new = [NewFinding(one, Outcome.HOLDS, "", pin)]
    (made,) = note_findings(by=specialist, at=at, dossier=received, stage=CONTENT, findings=new)
    assert (made.initiative, made.pinned_words) == (world, f"{world.code} · {world.title}")


def test_two_appraisers_at_once_the_second_is_told(received, find, say, specialist, standing_head):
    (first, _second) = find(received, CONTENT, specialist)
    with pytest.raises(AppraisalRefused, match="vừa có nhận xét mới của người khác"):
        find(received, CONTENT, standing_head, Outcome.UNCLEAR, "Chưa thấy xác nhận")
    assert find(received, CONTENT, standing_head) == []  # the same changes nothing
    say(received, CONTENT, specialist)
    with pytest.raises(AppraisalRefused, match="Phạm Ngọc Quyên vừa ghi ý kiến “đồng ý đề nghị”"):
        say(received, CONTENT, standing_head, Say.DISAGREE, "Trùng thành tích")
    assert Finding.objects.filter(is_current=True).count() == 2
    assert first.is_current


def test_a_later_opinion_stands_and_the_earlier_one_stays(received, find, say, specialist, standing_head):
    find(received, CONTENT, specialist)
    first = say(received, CONTENT, specialist)
    say(received, CONTENT, standing_head, Say.DISAGREE, "Trùng thành tích", seen=first.pk)
    assert appraisal_of(received).content == Say.DISAGREE
    assert [one.say for one in opinions_on([received.pk])[received.pk]] == [Say.AGREE, Say.DISAGREE]


def test_what_was_sent_again_needs_a_new_opinion(content_done, specialist, at, wait, send):
    give_back(by=specialist, at=at, dossier=content_done, reasons={"results": "Chưa có số liệu"})
    assert appraisals_of("2026")[content_done.pk].content == Say.AGREE
    row = Dossier.objects.get()
    from thidua.dossiers.sending.signing import hand_over
    from thidua.dossiers.writing.services import save_part

    save_part(by=specialist, at=at, dossier=row, section="results", text="Số liệu mới", version=2)
    send(hand_over(by=specialist, at=at, dossier=row))
    assert appraisals_of("2026")[content_done.pk].content == ""
    assert Opinion.objects.filter(is_current=True).count() == 1


def test_a_bar_pauses_neither_yes_nor_no(received, find, say, specialist, at):
    find(received, CONTENT, specialist)
    confirm_bars(by=specialist, at=at, dossier=received, stated=Stated("inspection", "TB 12/TTr", at.date()))
    for what in (Say.AGREE, Say.DISAGREE):
        with pytest.raises(AppraisalRefused, match="đang tạm dừng xét"):
            say(received, CONTENT, specialist, what, "Vì đang thanh tra")
    confirm_bars(by=specialist, at=at, dossier=received, stated=Stated("", "KL 20/KL-TTr: không vi phạm"))
    assert say(received, CONTENT, specialist).say == Say.AGREE


def test_what_has_no_deadline_is_not_late_with_what_has_one(world, start, wait, send, specialist, at, unit):
    late = at.replace(month=4, day=2)
    wait(start(), moment=late)
    send(wait(start("adhoc.individual", PERSON), moment=late), moment=late, knows_not_met=True)
    seen = Queue(specialist, late.date(), "2026").counts()
    assert (seen[QueueState.LATE], seen[QueueState.INTAKE]) == (1, 1)
    filing = Filing.objects.get()
    record = history(late.date()).by_id()[filing.unit_id]
    assert [one.is_late for one in waiting_in(filing, record, late.date())] == [True, False]


def test_a_returned_dossier_that_waits_for_its_head_stays_in_the_queue_as_returned(
    received, officer, specialist, standing_head, at
):
    give_back(by=specialist, at=at, dossier=received, reasons={"results": "Chưa có số liệu"})
    row = hand_over(by=officer, at=at, dossier=received)
    assert row.state == DossierState.WAITING
    assert Queue(specialist, at.date(), "2026").counts() == {QueueState.RETURNED: 1}
    initiative = row.initiatives.get()
    said = {"by": standing_head, "at": at, "dossier": row, "initiative": initiative}
    assert rule_reuse(**said, is_allowed=True, reason="Nhân rộng thêm hai xã")
    hand_back(by=officer, at=at, dossier=row, words="Xem lại")
    assert Queue(specialist, at.date(), "2026").counts() == {QueueState.RETURNED: 1}


def test_the_queue_tells_each_side_how_far_a_dossier_is(
    sent, take, find, say, specialist, board, standing_head, at
):
    def seen():
        told = [Queue(person, at.date(), "2026").counts() for person in (specialist, board)]
        assert [counts.total() for counts in told] == [1, 1]
        return [state for counts in told for state in counts]

    def back():
        give_back(by=board, at=at, dossier=sent, reasons={"results": "Thiếu"})

    steps = (
        (lambda: None, QueueState.INTAKE, QueueState.OTHER),
        (lambda: take(sent), QueueState.TO_DO, QueueState.OTHER),
        (lambda: find(sent, CONTENT, specialist), QueueState.STARTED, QueueState.OTHER),
        (lambda: state("inspection", "TB 12/TTr", at.date()), QueueState.PAUSED, QueueState.PAUSED),
        (lambda: state("", "KL 20/KL-TTr"), QueueState.STARTED, QueueState.OTHER),
        (lambda: say(sent, CONTENT, specialist), QueueState.OTHER, QueueState.TO_DO),
        (lambda: find(sent, PROCEDURE, board), QueueState.OTHER, QueueState.STARTED),
        (lambda: say(sent, PROCEDURE, board), QueueState.DONE, QueueState.DONE),
        (lambda: switch(has_procedure=False), QueueState.DONE, QueueState.DONE),
        (
            lambda: give_back(by=board, at=at, dossier=sent, reasons={"results": "Thiếu"}),
            QueueState.RETURNED,
            QueueState.RETURNED,
        ),
    )

    def state(*words):
        confirm_bars(by=specialist, at=at, dossier=sent, stated=Stated(*words))

    def switch(*, has_procedure):
        choose_stages(by=standing_head, at=at, cycle="2026", has_procedure=has_procedure, reason="CV 12")

    for place, (act, for_office, for_board) in enumerate(steps):
        act()
        assert seen() == [for_office, for_board], place


def test_the_second_stage_can_be_switched_off_for_a_cycle(content_done, standing_head, at, find, board):
    assert turn_of(appraisals_of("2026")[content_done.pk]) == PROCEDURE
    with pytest.raises(AppraisalRefused, match="Ghi lý do"):
        choose_stages(by=standing_head, at=at, cycle="2026", has_procedure=False, reason=" ")
    choose_stages(by=standing_head, at=at, cycle="2026", has_procedure=False, reason="CV 12/SNV")
    assert appraisals_of("2026")[content_done.pk].is_done
    with pytest.raises(AppraisalRefused, match="không có bước"):
        find(content_done, PROCEDURE, board)


def test_stepping_aside_is_final_and_its_reason_stays_out_of_the_trail(sent, specialist, at):
    with pytest.raises(AppraisalRefused, match="Ghi lý do"):
        state_conflict(by=specialist, at=at, filing=sent.filing, is_recused=True)
    state_conflict(by=specialist, at=at, filing=sent.filing, is_recused=False)
    assert recused_from(sent.filing) == frozenset()
    state_conflict(by=specialist, at=at, filing=sent.filing, is_recused=True, reason="Vợ công tác tại đây")
    assert recused_from(sent.filing) == {specialist.pk}
    with pytest.raises(AppraisalRefused, match="không quay lại được"):
        state_conflict(by=specialist, at=at, filing=sent.filing, is_recused=False)
    assert "Vợ" not in str(list(AuditEvent.objects.values_list("after", flat=True)))


def test_a_ruling_on_reuse_is_kept_and_a_later_one_stands(sent, standing_head, specialist, at, world):
    rule = {"at": at, "dossier": sent, "initiative": world}
    first = rule_reuse(by=standing_head, is_allowed=False, reason="Đã dùng năm 2025", **rule)
    assert reuse_rulings("2026") == {(sent.pk, world.code): False}
    with pytest.raises(AppraisalRefused, match="Vũ Đình Nghĩa vừa quyết định"):
        rule_reuse(by=specialist, is_allowed=True, reason="Thành tích khác", **rule)
    rule_reuse(by=specialist, is_allowed=True, reason="Thành tích khác", seen=first.pk, **rule)
    assert reuse_rulings("2026") == {(sent.pk, world.code): True}


def test_reach_is_judged_with_a_reason_for_an_initiative_of_the_dossier(
    sent, specialist, at, world, make_initiative
):
    judge_spread(
        by=specialist, at=at, dossier=sent, initiative=world, can_spread=False, reason="Chỉ hợp 1 nơi"
    )
    world.refresh_from_db()
    assert (world.replicable, world.replicable_reason) == (False, "Chỉ hợp 1 nơi")
    with pytest.raises(AppraisalRefused, match="không có trong hồ sơ"):
        judge_spread(
            by=specialist,
            at=at,
            dossier=sent,
            initiative=make_initiative("SK-2"),
            can_spread=True,
            reason="x",
        )


def test_the_items_of_a_dossier_follow_its_route(sent, start, at):
    def codes(row):
        return [item.code for item in items(row, at.date()) if item.is_needed]

    assert codes(sent) == ["letter", "report", "minutes", "initiative", "index", "bars", "awards"]
    assert codes(start("adhoc.individual", PERSON)) == ["letter", "report", "bars", "awards", "ground"]


def test_a_decision_without_its_file_is_not_seen_as_there(sent, officer, at):
    def seen():
        row = Dossier.objects.get(pk=sent.pk)
        return next(one.seen for one in items(row, at.date()) if one.code == "initiative")

    assert seen() == ItemState.THERE  # the dossier brought a file
    sent.files.filter(item="initiative").update(removed_at=at)
    assert seen() == ItemState.MISSING  # the register knows the decision and has no scan of it


def test_taking_in_asks_about_every_item(sent, specialist, at):
    with pytest.raises(AppraisalRefused, match="Chưa đánh dấu"):
        take_in(by=specialist, at=at, dossier=sent, items=items(sent, at.date()), states={})


def test_after_the_decision_nothing_of_the_appraisal_changes(received, find, say, specialist, at, world):
    from thidua.dossiers.sending.afterwards import mark_decided

    find(received, CONTENT, specialist)
    mark_decided(at=at, dossiers=[received.pk])
    acts = (
        lambda: say(received, CONTENT, specialist),
        lambda: confirm_bars(by=specialist, at=at, dossier=received, stated=Stated("", "Đã hỏi")),
        lambda: rule_reuse(
            by=specialist, at=at, dossier=received, initiative=world, is_allowed=True, reason="Khác"
        ),
    )
    for act in acts:
        with pytest.raises(AppraisalRefused, match="đã có quyết định"):
            act()
    assert [state_at(row.place) for row in Queue(specialist, at.date(), "2026").rows] == [QueueState.DECIDED]


def test_who_stepped_aside_from_a_unit_says_nothing_of_its_initiatives(sent, world, specialist, head, at, on):
    for action in ("judge", "rule"):
        assert initiatives.refusal(specialist, on, world, action) is None
    state_conflict(by=specialist, at=at, filing=sent.filing, is_recused=True, reason="Em ruột ở phường")
    for action in ("judge", "rule"):
        refusal = initiatives.refusal(specialist, on, world, action)
        assert "không tham gia xét" in str(refusal.reason)
    assert initiatives.capacity(head, on, world) == "unit"
    # What was said of dossiers of long ago is not said of today's.
    Filing.objects.update(cycle="2020")
    assert initiatives.refusal(specialist, on, world, "judge") is None

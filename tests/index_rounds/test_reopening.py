"""A sheet that was sent goes back to its unit while self-scoring is open and nothing of it is judged."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from thidua.core.blocks import Block
from thidua.core.roles import Role
from thidua.foundation.audit.models import AuditEvent
from thidua.foundation.notify.models import Notification
from thidua.foundation.todo import TaskState
from thidua.index_rounds.enums import SheetState
from thidua.index_rounds.errors import RoundRefused
from thidua.index_rounds.models import Judgement
from thidua.index_rounds.selectors import given_of
from thidua.index_rounds.sheets import sending
from thidua.index_rounds.sheets.reopening import reopen
from thidua.index_rounds.sheets.sending import receipt_number
from thidua.index_rounds.sheets.writing import AnswerDraft, save_answer
from thidua.index_rounds.todo import tasks_for
from thidua.units.models import Unit

pytestmark = pytest.mark.django_db
WHY = "Nhầm số hồ sơ quý IV"


@pytest.fixture
def reopened(sent, unit, officer, head, specialist, at):
    return reopen(by=specialist, at=at, sheet=sent, unit=unit, reason=WHY)


def browser(user):
    client = Client()
    client.force_login(user)
    return client


def test_the_unit_gets_it_back_with_the_reason_and_the_trail_keeps_the_receipt(
    reopened, sent, officer, head, at
):
    assert (reopened.state, reopened.words_back, reopened.is_reopened) == (SheetState.DRAFT, WHY, True)
    assert given_of(reopened.round, Block.XA) == {}, "what is being changed counts nowhere"
    event = AuditEvent.objects.get(action="index_rounds.reopened")
    assert event.before["receipt"] == "PC2026-10891"
    assert event.before["sha256"] == sent.sha256
    assert event.after["reason"] == WHY
    told = Notification.objects.filter(kind="index_rounds.handed_back")
    assert {row.user_id for row in told} == {officer.pk, head.pk}
    assert "trước hết ngày 20/12/2026" in told[0].body
    (task,) = tasks_for(officer, at)
    assert (task.state, task.reason) == (TaskState.RETURNED, WHY)


def test_sent_again_it_has_the_next_receipt_and_its_people_are_told_again(
    reopened, sent, officer, head, unit, specialist, at
):
    code = "1.2"
    version = reopened.answers.get(code=code).version
    draft = AnswerDraft(value=Decimal(3))
    save_answer(by=officer, at=at, sheet=reopened, code=code, draft=draft, version=version)
    waiting = sending.hand_over(by=officer, at=at, sheet=reopened, unit=unit)
    assert not waiting.is_reopened
    again = sending.send_sheet(by=head, at=at, sheet=reopened, unit=unit)
    assert again.receipt == "PC2026-10891/2"
    assert again.sha256 != sent.sha256
    reopen(by=specialist, at=at, sheet=again, unit=unit, reason="Còn nhầm")
    third = sending.send_sheet(by=head, at=at, sheet=again, unit=unit)
    assert third.receipt == "PC2026-10891/3"
    assert Notification.objects.filter(kind="index_rounds.sent", user=officer).count() == 2


def test_a_unit_whose_code_changed_in_between_still_counts_on(unit):
    assert receipt_number(2026, unit) == "PC2026-10891"
    assert receipt_number(2026, unit, former="PC2026-99999/9") == "PC2026-10891/10"


def test_the_heads_words_are_the_heads_also_after_a_reopening(reopened, officer, head, unit, at):
    sending.hand_over(by=officer, at=at, sheet=reopened, unit=unit)
    back = sending.hand_back(by=head, at=at, sheet=reopened, words="Thiếu vi phạm")
    assert not back.is_reopened
    page = browser(officer).get(reverse("index_rounds:sheet", args=[back.pk])).content.decode()
    assert "Người ký chuyển lại để sửa" in page
    assert "Cơ quan thường trực mở lại" not in page


def test_what_cannot_be_is_refused_with_the_next_step(sent, sheet_draft, unit, specialist, at):
    def refused(words, *, sheet=sent, moment=at, reason=WHY):
        with pytest.raises(RoundRefused, match=words):
            reopen(by=specialist, at=moment, sheet=sheet, unit=unit, reason=reason)

    refused("ghi vì sao mở lại", reason=" \n")
    refused(r"20/12/2026.*gia hạn.*giải trình", moment=at + timedelta(days=11))
    refused("chưa gửi", sheet=sheet_draft)
    Judgement.objects.create(answer=sent.answers.first(), stage="appraisal", decision="accepted", at=at)
    refused("đã có tiêu chí được thẩm định")
    sent.round.called_off_at, sent.round.called_off_reason = at, "Hủy"
    sent.round.save()
    refused("đã hủy")
    assert not AuditEvent.objects.filter(action="index_rounds.reopened").exists()


@pytest.fixture
def sheet_draft(sent, city, at):
    """The other commune's sheet, not sent."""
    return sent.round.sheets.create(unit_id=city["10888"].id, block="xa", begun_at=at)


def test_the_office_reopens_on_the_page_and_a_second_press_is_told(sent, officer, head, specialist, at):
    office = browser(specialist)
    here, act = (reverse(f"index_rounds:{name}", args=[sent.pk]) for name in ("sheet", "reopen"))
    assert "Mở lại phiếu" in office.get(here).content.decode()
    empty = office.post(act, {"reason": ""})
    assert empty.status_code == 422
    assert 'aria-invalid="true"' in empty.content.decode()
    done = office.post(act, {"reason": WHY}, follow=True).content.decode()
    assert "Đã mở lại phiếu của Xã Cẩm Giang" in done
    assert "đã mở lại để sửa" in done
    assert "vừa được mở lại" in office.post(act, {"reason": WHY}, follow=True).content.decode()
    page = browser(officer).get(here).content.decode()
    assert "Cơ quan thường trực mở lại phiếu để sửa" in page
    assert WHY in page
    assert "bien-nhan" not in page, "there is no receipt until it is sent again"


def test_after_the_phase_the_page_says_what_to_do_instead(sent, specialist, head):
    sent.round.phases.filter(kind="self").update(
        opens_at="2026-12-01T00:00+07:00", closes_at="2026-12-05T00:00+07:00"
    )
    page = browser(specialist).get(reverse("index_rounds:sheet", args=[sent.pk])).content.decode()
    assert "Không mở lại được lúc này" in page
    assert "gia hạn giai đoạn này" in page
    assert "mo-lai/" not in page
    unit_page = browser(head).get(reverse("index_rounds:sheet", args=[sent.pk])).content.decode()
    assert "Mở lại cho đơn vị sửa" not in unit_page


def test_the_office_does_not_give_back_its_own_sheet(sent, specialist, make_person):
    Unit.objects.filter(pk=sent.unit_id).update(code="SNV")
    board = make_person("ban.tdkt", Role.EMULATION_BOARD)
    path = reverse("index_rounds:reopen", args=[sent.pk])

    assert browser(specialist).post(path, {"reason": WHY}).status_code == 403
    page = browser(specialist).get(reverse("index_rounds:sheet", args=[sent.pk])).content.decode()
    assert path not in page
    assert browser(board).post(path, {"reason": WHY}).status_code == 302
    sent.refresh_from_db()
    assert sent.state == SheetState.DRAFT

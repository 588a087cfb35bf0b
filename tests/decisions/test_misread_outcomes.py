"""A confirmed decision says of one dossier what its paper does not: two people put it right, all follows."""

from datetime import timedelta

import pytest
from django.urls import reverse
from tests.decisions.conftest import STATE_FORM
from tests.decisions.test_pages import words

from thidua.awards.models import AwardRecord
from thidua.awards.services import GivenAward, enter_awards, subject_key_of
from thidua.decisions.apart import acknowledge_apart
from thidua.decisions.bonus.settling import bonus_of_decision
from thidua.decisions.certificates.services import ask_for_certificates
from thidua.decisions.correcting import outcomes
from thidua.decisions.correcting.services import confirm_correction
from thidua.decisions.drafting import DraftOutcome
from thidua.decisions.errors import DecisionRefused
from thidua.decisions.models import Decision
from thidua.decisions.revoking.services import (
    NewRevocation,
    confirm_revocation,
    record_revocation,
    tell_mistake,
    undo_revocation,
)
from thidua.decisions.services import NewDecision, confirm_decision, record_decision, settle
from thidua.decisions.todo import tasks_for
from thidua.dossiers.models import Dossier
from thidua.foundation.audit.models import AuditEvent
from thidua.foundation.notify.models import Notification
from thidua.initiatives.ledger.services import NewUse, note_uses
from thidua.initiatives.models import InitiativeUse
from thidua.initiatives.services import NewInitiative, register_initiative
from thidua.proposals.cycle_set import CycleSet

pytestmark = pytest.mark.django_db
HOA, BINH = "Lê Thị Hoa", "Trần Văn Bình"
WHY = "Dòng 12 trang 3 của bản đã ký"


@pytest.fixture
def of(recorded):
    """of(name) → what is recorded of that person now."""
    return lambda name: Decision.objects.get(pk=recorded.pk).outcomes.get(dossier__subject_name=name)


@pytest.fixture
def ask(of, specialist, at):
    """ask(name, reason="…") → a correction to the opposite that waits."""

    def act(name, reason="Chưa đủ 12 tháng", **more):
        row = of(name)
        given = {"is_favour": row.is_refused, "reason": reason, "explanation": WHY} | more
        return outcomes.ask(by=specialist, at=at, outcome=row, **given)

    return act


def test_who_was_not_awarded_leaves_the_register(ask, of, confirmed, officer, head, specialist, at):
    before = bonus_of_decision(confirmed)
    asked = ask(HOA)
    assert AwardRecord.objects.filter(person_name=HOA).exists(), "nothing changes before"
    with pytest.raises(DecisionRefused, match="không tự xác nhận"):
        outcomes.confirm(by=specialist, at=at, correction=asked)

    outcomes.confirm(by=head, at=at, correction=asked)

    row = of(HOA)
    assert (row.is_awarded, row.reason, row.award_id) == (False, "Chưa đủ 12 tháng", None)
    assert not AwardRecord.objects.filter(person_name=HOA).exists()
    after = bonus_of_decision(row.decision)
    assert (len(after.lines), after.is_settled) == (len(before.lines) - 1, True)
    told = Notification.objects.get(key=f"decisions.corrected.outcome.{asked.pk}")
    assert (told.user_id, "Lý do: Chưa đủ 12 tháng" in told.body) == (officer.pk, True)
    told = set(AuditEvent.objects.values_list("action", flat=True))
    assert {"awards.struck", "decisions.outcome_corrected"} <= told
    with pytest.raises(DecisionRefused, match="“đã xác nhận”"):
        outcomes.confirm(by=head, at=at, correction=asked)


def test_who_was_awarded_enters_the_register(ask, of, confirmed, other_officer, head, at):
    before = bonus_of_decision(confirmed)

    outcomes.confirm(by=head, at=at, correction=ask(BINH))

    given = AwardRecord.objects.get(person_name=BINH)
    assert (given.decision_number, given.decided_on) == (confirmed.number, confirmed.decided_on)
    assert (of(BINH).is_awarded, of(BINH).reason, of(BINH).award) == (True, "", given)
    after = bonus_of_decision(of(BINH).decision)
    assert len(after.lines) == len(before.lines) + 1
    assert after.lines[-1].bonus is not None
    told = Notification.objects.get(kind="decisions.corrected")
    assert (told.user_id, told.body) == (other_officer.pk, "Bản đã ký ghi: được tặng.")


def test_there_and_back_everything_is_as_it_was(ask, of, confirmed, head, at):
    total, code = bonus_of_decision(confirmed).total, of(HOA).award.check_code

    outcomes.confirm(by=head, at=at, correction=ask(HOA))
    outcomes.confirm(by=head, at=at, correction=ask(HOA))

    assert (of(HOA).is_awarded, of(HOA).award.person_name) == (True, HOA)
    assert of(HOA).award.check_code == code, "certificates with it are in people's hands"
    assert bonus_of_decision(of(HOA).decision).total == total


def test_uses_of_initiatives_follow(recorded, dossiers, unit, head, at, ask):
    _first, hoa, _third = dossiers
    item = register_initiative(
        by=None, at=at, initiative=NewInitiative(code="SK-1", unit=unit, title="Tổ lưu động")
    )
    note_uses(by=None, at=at, uses=[NewUse(item.pk, hoa.award, hoa.filing.cycle, hoa.code)])
    confirm_decision(by=head, at=at, decision=recorded)

    outcomes.confirm(by=head, at=at, correction=ask(HOA))
    assert "Quyết định số 1234/QĐ-UBND" in InitiativeUse.objects.get().end_reason

    outcomes.confirm(by=head, at=at, correction=ask(HOA))
    assert InitiativeUse.objects.filter(ended_at=None).count() == 1
    assert InitiativeUse.objects.count() == 2, "what ended stays in the ledger"


def test_an_initiative_that_served_another_award_meanwhile_is_told(
    recorded, dossiers, unit, adhoc, record_it, specialist, head, leader, at, of, ask, sign_in
):
    _first, hoa, _third = dossiers
    item = register_initiative(
        by=None, at=at, initiative=NewInitiative(code="SK-1", unit=unit, title="Tổ lưu động")
    )
    hoa.initiatives.set([item])
    note_uses(by=None, at=at, uses=[NewUse(item.pk, hoa.award, hoa.filing.cycle, hoa.code)])
    settle(by=specialist, at=at, outcome=of(HOA), is_awarded=False, reason="Chưa đủ 12 tháng")
    confirm_decision(by=head, at=at, decision=recorded)
    address = reverse("decisions:correct_outcome", args=[recorded.pk, of(HOA).pk])
    assert "khen một lần" not in words(sign_in(head).get(address))
    served = adhoc(item)
    later = record_it(None, "1235/QĐ-UBND", outcomes=[DraftOutcome(served.pk, True, "")])
    acknowledge_apart(by=leader, at=at, decision=later)
    confirm_decision(by=head, at=at, decision=later)

    assert "Sáng kiến SK-1 đã dùng cho lần khen khác" in words(sign_in(specialist).get(address))
    ask(HOA)
    assert "Sáng kiến SK-1 đã dùng cho lần khen khác" in words(sign_in(head).get(address))


def test_an_initiative_that_served_meanwhile_holds_nothing_that_was_signed(
    adhoc, unit, record_it, specialist, head, leader, at
):
    item = register_initiative(
        by=None, at=at, initiative=NewInitiative(code="SK-1", unit=unit, title="Tổ lưu động")
    )
    misread, served = adhoc(item), adhoc(item, award="adhoc.collective")
    found = record_it(None, outcomes=[DraftOutcome(misread.pk, False, "Không đủ căn cứ")])
    confirm_decision(by=head, at=at, decision=found)
    later = record_it(None, "1235/QĐ-UBND", outcomes=[DraftOutcome(served.pk, True, "")])
    acknowledge_apart(by=leader, at=at, decision=later)
    confirm_decision(by=head, at=at, decision=later)
    row = found.outcomes.get()

    asked = outcomes.ask(by=specialist, at=at, outcome=row, is_favour=True, reason="", explanation=WHY)
    outcomes.confirm(by=head, at=at, correction=asked)

    row.refresh_from_db()
    assert row.is_awarded, "no ruling and no return is possible of what is decided"


def test_a_bar_that_stands_holds_it(ask, of, confirmed, head, at, sign_in):
    asked, row = ask(BINH), of(BINH).dossier
    Dossier.objects.filter(pk=row.pk).update(barred=True)

    with pytest.raises(DecisionRefused, match=r"đang tạm dừng xét .* Hết tạm dừng thì xác nhận đính chính"):
        outcomes.confirm(by=head, at=at, correction=asked)

    address = reverse("decisions:correct_outcome", args=[confirmed.pk, of(BINH).pk])
    assert "Hết tạm dừng thì xác nhận đính chính" in words(sign_in(head).get(address))


def test_the_same_award_by_another_decision_is_told(confirmed, of, unit, other_unit, at, head, sign_in):
    given = GivenAward(
        other_unit, "annual.individual", "2026", "99/QĐ-UBND", at.date(), person_name=BINH, birth_year=1975
    )
    enter_awards(by=head, at=at, awards=[given])
    address = reverse("decisions:correct_outcome", args=[confirmed.pk, of(BINH).pk])

    assert "đã có cùng hình thức trong đợt, theo Quyết định số 99/QĐ-UBND" in words(
        sign_in(head).get(address)
    )


def test_what_waits_or_is_the_same_is_told(ask, of, confirmed, specialist, at):
    ask(HOA)
    with pytest.raises(DecisionRefused, match="đã có một đính chính chờ"):
        ask(HOA)
    with pytest.raises(DecisionRefused, match="đã là như vậy"):
        outcomes.ask(by=specialist, at=at, outcome=of(BINH), is_favour=False, reason="Không", explanation=WHY)
    with pytest.raises(DecisionRefused, match="Ghi rõ nhầm ở đâu"):
        ask(BINH, explanation=" ")


def test_a_waiting_decision_is_put_right_line_by_line(recorded, specialist, at, sign_in):
    row = recorded.outcomes.get(dossier__subject_name=HOA)
    with pytest.raises(DecisionRefused, match="chờ xác nhận"):
        outcomes.ask(by=specialist, at=at, outcome=row, is_favour=False, reason="Không", explanation=WHY)
    page = words(sign_in(specialist).get(reverse("decisions:decision", args=[recorded.pk])))
    assert "Đính chính kết quả của" not in page


def test_what_was_right_stays(ask, of, confirmed, head, at):
    asked = ask(HOA)
    with pytest.raises(DecisionRefused):
        outcomes.discard(by=head, at=at, correction=asked, reason=" ")

    outcomes.discard(by=head, at=at, correction=asked, reason="Đã xem lại bản giấy")

    assert of(HOA).is_awarded
    assert ask(HOA).state == "recorded", "another may be asked for"


def test_an_award_about_to_be_revoked_is_not_struck(ask, of, confirmed, specialist, head, at, signed):
    new = NewRevocation("d", "Kết luận 12/KL", "2000/QĐ-UBND", at.date())
    record_revocation(by=specialist, at=at, award=of(HOA).award, new=new, file=signed())

    with pytest.raises(DecisionRefused, match="đã có việc hủy bỏ"):
        outcomes.confirm(by=head, at=at, correction=ask(HOA))

    assert of(HOA).is_awarded, "all of it or nothing"


def test_a_revocation_that_was_undone_does_not_keep_it(ask, of, confirmed, specialist, head, at, signed):
    new = NewRevocation("d", "Kết luận 12/KL", "2000/QĐ-UBND", at.date())
    found = record_revocation(by=specialist, at=at, award=of(HOA).award, new=new, file=signed())
    confirm_revocation(by=head, at=at, revocation=found)
    undo_revocation(
        by=head,
        at=at,
        revocation=tell_mistake(by=specialist, at=at, revocation=found, reason="Chưa từng được tặng"),
    )

    outcomes.confirm(by=head, at=at, correction=ask(HOA))

    assert not AwardRecord.objects.filter(person_name=HOA).exists()
    found.refresh_from_db()
    assert (found.state, found.award) == ("discarded", None), "it stays, and counts nowhere"


def test_what_was_chosen_for_the_state(
    record_it, make_dossier, make_proposal, unit, specialist, head, officer, at
):
    chosen = make_dossier(unit, "state.collective", cycle="2026-2030")
    found = record_it(make_proposal({chosen: ""}))
    confirm_decision(by=head, at=at, decision=found)
    row = found.outcomes.get()
    assert row.is_chosen

    asked = outcomes.ask(
        by=specialist, at=at, outcome=row, is_favour=False, reason="Chọn đơn vị khác", explanation=WHY
    )
    outcomes.confirm(by=head, at=at, correction=asked)

    row.refresh_from_db()
    assert (row.is_chosen, row.is_awarded, row.reason) == (False, False, "Chọn đơn vị khác")
    told = Notification.objects.get(kind="decisions.corrected").body
    assert told == "Bản đã ký ghi: không được chọn trình cấp Nhà nước. Lý do: Chọn đơn vị khác"


def test_a_later_list_knows_that_an_ad_hoc_one_was_awarded(adhoc, record_it, specialist, head, at):
    row = adhoc()
    row.subject_key = subject_key_of(row.subject_name, None)
    row.save(update_fields=["subject_key"])
    found = record_it(None, outcomes=[DraftOutcome(row.pk, False, "Không đủ căn cứ")])
    confirm_decision(by=head, at=at, decision=found)
    outcome, later = found.outcomes.get(), at + timedelta(days=1)
    asked = outcomes.ask(by=specialist, at=later, outcome=outcome, is_favour=True, reason="", explanation=WHY)

    outcomes.confirm(by=head, at=later, correction=asked)

    (told,) = CycleSet(row.filing.cycle, later.date()).decided
    assert told.outcome == "đã được tặng theo quyết định số 1234/QĐ-UBND"


def test_what_the_state_gave_though_all_was_read_as_refused(
    record_it, make_dossier, make_proposal, unit, specialist, head, officer, at, signed, sign_in
):
    chosen = make_dossier(unit, "state.collective", cycle="2026-2030", justification="Văn bản 12")
    confirm_decision(by=head, at=at, decision=record_it(make_proposal({chosen: ""})))
    new = NewDecision("77/QĐ-TTg", at.date(), "Lê Văn Nam", "THỦ TƯỚNG")
    refused = [DraftOutcome(chosen.pk, False, "Không đủ tiêu chuẩn")]
    found = record_decision(by=specialist, at=at, new=new, outcomes=refused, file=signed())
    confirm_decision(by=head, at=at, decision=found)
    row = found.outcomes.get()
    asked = outcomes.ask(by=specialist, at=at, outcome=row, is_favour=True, reason="", explanation=WHY)
    with pytest.raises(DecisionRefused, match="Mở quyết định, bấm “Đính chính”"):
        outcomes.confirm(by=head, at=at, correction=asked)

    form = sign_in(specialist).get(reverse("decisions:correct", args=[found.pk])).context["form"]
    given = {name: form[name].value() for name in form.fields if name != "file"}
    given |= {"state_form": STATE_FORM, "reason": WHY, "decided_on": at.strftime("%d/%m/%Y")}
    sign_in(specialist).post(reverse("decisions:correct", args=[found.pk]), given)
    confirm_correction(by=head, at=at, correction=found.corrections.get())
    assert not Notification.objects.filter(kind="decisions.corrected").exists(), "nothing is given yet"
    outcomes.confirm(by=head, at=at, correction=asked)

    assert AwardRecord.objects.get().title == STATE_FORM


def test_certificates_must_be_made_again(ask, confirmed, head, at, sign_in):
    ask_for_certificates(by=head, at=at, decision=confirmed, address="https://thidua.example")
    outcomes.confirm(by=head, at=at, correction=ask(HOA))

    page = words(sign_in(head).get(reverse("decisions:certificates", args=[confirmed.pk])))
    assert "phải làm lại" in page
    page = words(sign_in(head).get(reverse("decisions:decision", args=[confirmed.pk])))
    assert "Giấy chứng nhận phải làm lại" in page


def test_through_the_pages(of, confirmed, specialist, head, officer, at, sign_in):
    address = reverse("decisions:correct_outcome", args=[confirmed.pk, of(HOA).pk])
    listed = words(sign_in(specialist).get(reverse("decisions:decision", args=[confirmed.pk])))
    assert f"Đính chính kết quả của {HOA}" in listed
    assert sign_in(officer).get(address).status_code == 403

    empty = words(sign_in(specialist).post(address, {"explanation": WHY, "reason": ""}))
    assert "Trường này là bắt buộc" in empty
    assert WHY in empty
    done = words(sign_in(specialist).post(address, {"explanation": WHY, "reason": "Chưa đủ"}, follow=True))
    assert "Bạn là người đề nghị nên không tự xác nhận." in done
    late = words(sign_in(head).post(address, {"explanation": "Tôi cũng thấy", "reason": "Chưa đủ"}))
    assert "Nhầm ở đâu: Tôi cũng thấy" in late, "what was typed stays in sight"
    (task,) = [one for one in tasks_for(head, at) if "Đính chính kết quả" in one.title]
    assert task.url == address

    asked = of(HOA).corrections.get()
    confirm = reverse("decisions:outcome_correction_confirm", args=[confirmed.pk, of(HOA).pk, asked.pk])
    assert "Đã đính chính" in words(sign_in(head).post(confirm, follow=True))
    assert not of(HOA).is_awarded
    discard = reverse("decisions:outcome_correction_discard", args=[confirmed.pk, of(HOA).pk, asked.pk])
    late = words(sign_in(head).post(discard, {"reason": "Xem lại"}))
    assert "Lý do bỏ: Xem lại" in late
    listed = words(sign_in(head).get(reverse("decisions:decision", args=[confirmed.pk])))
    assert "Đã có đính chính" in listed


def test_a_form_opened_before_does_not_ask_for_the_opposite(
    ask, of, confirmed, head, leader, officer, at, sign_in
):
    address = reverse("decisions:correct_outcome", args=[confirmed.pk, of(HOA).pk])
    seen = sign_in(leader).get(address).context["seen"]
    outcomes.confirm(by=head, at=at, correction=ask(HOA))

    given = {"explanation": "Không có tên trong bản đã ký", "reason": "Chưa đủ", "seen": seen}
    late = words(sign_in(leader).post(address, given))

    assert "Người khác vừa đính chính kết quả này" in late
    assert "Lý do không tặng: Chưa đủ" in late, "what was typed stays in sight"
    assert not of(HOA).corrections.filter(state="recorded").exists()

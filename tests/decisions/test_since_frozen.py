"""A dossier that was returned or sent anew after its list was frozen is not awarded by that list."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from tests.decisions.test_pages import filled, words

from thidua.awards.models import AwardRecord
from thidua.decisions.drafting import drafted_for, drafted_from
from thidua.decisions.errors import DecisionRefused
from thidua.decisions.holds import holds_in
from thidua.decisions.selectors import waiting_lists
from thidua.decisions.services import confirm_decision, leave_out, settle
from thidua.dossiers.bars.services import Stated, record_bars
from thidua.dossiers.enums import DossierState, Timing
from thidua.dossiers.models import Dossier, DossierReturn, SentDossier, Submission
from thidua.proposals.models import ProposalChoice
from thidua.proposals.todo import tasks_for as proposal_tasks

pytestmark = pytest.mark.django_db
INSPECTED = Stated(kind="inspection", words="Thông báo 77/TB-TTTP về việc thanh tra Phòng Tài chính")


@pytest.fixture
def move(specialist, at):
    """move(dossier, "returned") → its state; move(dossier, "received", anew=True) → also another sending."""

    def act(row, state, *, anew=False):
        more = {"withdrawn_at": at, "withdrawn_reason": "Thôi"} if state == DossierState.WITHDRAWN else {}
        if state == DossierState.WAITING:  # for the signature of the unit's head, after a return
            more = {"open_parts": ["results"]}
        Dossier.objects.filter(pk=row.pk).update(state=state, **more)
        if anew:
            submission = Submission.objects.create(
                filing=row.filing, ordinal=2, receipt=f"KT-{row.pk}", sent_at=at, signed_by=specialist,
                timing=Timing.ON_TIME, content={}, sha256="a" * 64,
            )  # fmt: skip
            SentDossier.objects.create(submission=submission, dossier=row, timing=Timing.ON_TIME)

    return act


@pytest.mark.parametrize(
    ("state", "anew", "why"),
    [
        (DossierState.RETURNED, False, "đang trả lại đơn vị"),
        (DossierState.WAITING, False, "đang trả lại đơn vị"),
        (DossierState.SENT, True, "đơn vị đã gửi lại sau khi khóa danh sách"),
        (DossierState.RECEIVED, True, "đơn vị đã gửi lại sau khi khóa danh sách"),
    ],
)
def test_it_is_held_until_it_is_left_out(recorded, dossiers, move, head, specialist, at, state, anew, why):
    move(dossiers[0], state, anew=anew)
    held = (
        f"{dossiers[0].code}: không còn như lúc khóa danh sách trình, {why} .III.3.*khóa danh sách trình mới"
    )

    with pytest.raises(DecisionRefused, match=held):
        confirm_decision(by=head, at=at, decision=recorded)
    outcome = recorded.outcomes.get(dossier=dossiers[0])
    with pytest.raises(DecisionRefused, match=held):
        settle(by=specialist, at=at, outcome=outcome, is_awarded=True)
    leave_out(by=specialist, at=at, outcome=outcome)
    confirm_decision(by=head, at=at, decision=recorded)

    assert AwardRecord.objects.get().person_name == "Lê Thị Hoa"


@pytest.mark.parametrize(
    ("state", "why"),
    [
        (DossierState.RETURNED, "đang trả lại đơn vị"),
        (DossierState.WAITING, "đang trả lại đơn vị"),
        (DossierState.WITHDRAWN, "không còn ở cơ quan thường trực"),
    ],
)
def test_the_decision_on_the_others_is_recorded_and_the_page_says_which_is_left_out(
    proposal, dossiers, move, specialist, head, upload, state, why
):
    move(dossiers[0], state)
    office, second = Client(), Client()
    office.force_login(specialist)
    second.force_login(head)
    address = f"{reverse('decisions:new')}?danh-sach={proposal.pk}"

    page = words(office.get(address))
    assert "2 hồ sơ chưa quyết định" in page
    assert "Không có trong quyết định này" in page
    assert f"{dossiers[0].code}</a>: {why}" in page
    assert dossiers[1].code not in page
    office.post(address, filled(upload))
    found = proposal.decisions.get()
    second.post(reverse("decisions:confirm", args=[found.pk]))

    assert AwardRecord.objects.get().person_name == "Lê Thị Hoa"
    assert not waiting_lists().exists()


@pytest.fixture
def sent_before(dossiers, proposal, specialist):
    """What the unit sent of the dossier that the list does not propose, late, before it was frozen."""
    row, before = dossiers[2], proposal.frozen_at - timedelta(days=2)
    submission = Submission.objects.create(
        filing=row.filing, ordinal=1, receipt="KT-1", sent_at=before, signed_by=specialist,
        timing=Timing.LATE, content={}, sha256="b" * 64,
    )  # fmt: skip
    return SentDossier.objects.create(submission=submission, dossier=row, timing=Timing.LATE)


def test_nobody_is_refused_for_what_was_so_before_his_unit_mended_it(
    proposal, dossiers, sent_before, move, specialist, at
):
    """The list left it out because the unit had it back, or because it was late: neither is so any more."""
    office, row = Client(), dossiers[2]
    office.force_login(specialist)

    def told():
        return words(office.get(f"{reverse('decisions:new')}?danh-sach={proposal.pk}"))

    assert row.pk in {one.dossier_id for one in drafted_from(proposal)}
    back = DossierReturn.objects.create(sent=sent_before, by=specialist, at=at, reasons={"results": "Thiếu"})
    move(row, DossierState.RETURNED)
    assert f"{row.code}</a>: đang trả lại đơn vị" in told()
    move(row, DossierState.RECEIVED, anew=True)
    assert f"{row.code}</a>: đơn vị gửi lại, hoặc nộp muộn mà được chấp nhận" in told()
    assert {one.dossier_id for one in drafted_from(proposal)} == {dossiers[0].pk, dossiers[1].pk}

    SentDossier.objects.exclude(pk=sent_before.pk).delete()
    back.delete()
    assert row.pk in {one.dossier_id for one in drafted_from(proposal)}
    Submission.objects.update(accepted_at=at, accepted_by=specialist, accepted_reason="Mất điện cả xã")
    assert row.pk not in {one.dossier_id for one in drafted_from(proposal)}


def test_the_home_page_asks_for_what_the_decision_left_behind(
    proposal, dossiers, sent_before, move, record_it, make_proposal, specialist, head, at
):
    row = dossiers[2]
    ProposalChoice.objects.create(
        dossier=row, cycle=row.filing.cycle, is_proposed=False, reason="Nộp muộn", by=specialist, at=at
    )

    def asked():
        told = [str(task.action) for task in proposal_tasks(specialist, at)]
        return [one for one in told if "sau khi khóa danh sách" in one]

    Submission.objects.update(accepted_at=at, accepted_by=specialist, accepted_reason="Mất điện cả xã")
    assert asked() == [], "the decision on the list is still to come"
    confirm_decision(by=head, at=at, decision=record_it(proposal))
    assert asked() == ["Xét 1 hồ sơ gửi lại, hoặc nộp muộn được chấp nhận sau khi khóa danh sách"]
    move(row, DossierState.RETURNED)
    assert asked() == []
    move(row, DossierState.RECEIVED)
    later = make_proposal({row: ""})
    type(later).objects.filter(pk=proposal.pk).update(state="replaced")
    type(later).objects.filter(pk=later.pk).update(frozen_at=at + timedelta(hours=1))
    assert asked() == []


def test_what_came_loose_after_recording_is_told_before_anybody_confirms(recorded, dossiers, move, head):
    move(dossiers[0], DossierState.RETURNED)
    second = Client()
    second.force_login(head)

    page = words(second.get(reverse("decisions:decision", args=[recorded.pk])))

    assert "Chưa xác nhận được: có hồ sơ chưa tặng được" in page
    assert "không còn như lúc khóa danh sách trình, đang trả lại đơn vị" in page


def test_what_is_no_longer_with_the_office_is_not_drafted(
    proposal, dossiers, move, record_it, specialist, at
):
    """Otherwise nobody could record the decision on the others."""
    move(dossiers[0], DossierState.WAITING)

    assert {one.dossier_id for one in drafted_from(proposal)} == {dossiers[1].pk, dossiers[2].pk}
    assert waiting_lists().get().left == 2
    record_it(proposal)
    assert not waiting_lists().exists()


def test_without_a_list_too_a_dossier_must_be_received(make_dossier, unit, record_it, move, head, at):
    row = make_dossier(unit, "adhoc.individual", "Một", justification="Văn bản 12")
    move(row, DossierState.RETURNED)

    with pytest.raises(DecisionRefused, match=f"{row.code}: đang trả lại đơn vị"):
        record_it(None, outcomes=drafted_for([row]))


@pytest.fixture
def same_person(make_dossier, make_proposal, unit, specialist, at):
    """A person on a list that was confirmed, the list, and another dossier of the same person."""
    first, other = (
        make_dossier(unit, award, "Lê Thị Hoa", birth_year=1988, cycle=cycle)
        for award, cycle in (("period.individual", "2026-2030"), ("annual.individual", "2026"))
    )
    sent = Submission.objects.create(
        filing=first.filing, ordinal=1, receipt="KT-1", sent_at=at, signed_by=specialist, timing="on_time",
        content={"dossiers": []}, sha256="0" * 64,
    )  # fmt: skip
    SentDossier.objects.create(submission=sent, dossier=first, timing="on_time")
    proposal = make_proposal({first: ""})
    proposal.lines.update(sent_sha256="0" * 64)
    return first, proposal, other


def test_a_bar_found_in_another_dossier_after_the_list_is_in_no_draft(same_person, specialist, client, at):
    _first, proposal, other = same_person
    client.force_login(specialist)
    address = reverse("decisions:draft", args=[proposal.pk, "docx"])
    assert client.get(address).status_code == 200

    record_bars(by=specialist, at=at, dossier=other, stated=INSPECTED)

    assert client.get(address).status_code == 302, "there is nobody left to draft a decision for"


def test_a_bar_found_in_another_dossier_after_the_list_holds_the_award(
    same_person, record_it, specialist, head, at
):
    """It is asked anew when the decision is confirmed; the office's word on this dossier ends it."""
    first, proposal, other = same_person
    decision = record_it(proposal)
    record_bars(by=specialist, at=at, dossier=other, stated=INSPECTED)

    assert list(holds_in(decision, at.date())) == [first.pk]
    with pytest.raises(DecisionRefused, match="chưa có xác nhận của bên thẩm định"):
        confirm_decision(by=head, at=at, decision=decision)
    record_bars(by=specialist, at=at, dossier=first, stated=Stated(words="Người khác trùng tên"))
    assert not holds_in(decision, at.date())
    confirm_decision(by=head, at=at, decision=decision)

"""A decision is recorded by one person, confirmed by a second; everything follows at once or not at all."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from thidua.awards.models import AwardRecord
from thidua.decisions import services
from thidua.decisions.apart import acknowledge_apart as acknowledge
from thidua.decisions.certificates.sheets import sheets_of
from thidua.decisions.correcting.services import Corrected, ask_for_correction
from thidua.decisions.drafting import DraftOutcome, drafted_for, drafted_from
from thidua.decisions.errors import DecisionRefused
from thidua.decisions.holds import foreseen_in, left_out_of
from thidua.decisions.models import Decision, Outcome
from thidua.decisions.outside.letter import letter_outside
from thidua.decisions.outside.selectors import draft_lines
from thidua.decisions.papers import listed
from thidua.decisions.selectors import as_lines, expected_lines, lists_to_draft, outcomes_of
from thidua.decisions.waiting import waits_over
from thidua.dossiers.bars.services import Stated, record_bars
from thidua.dossiers.enums import BarKind
from thidua.foundation.audit.models import AuditEvent
from thidua.foundation.notify.models import Notification
from thidua.initiatives.ledger.services import NewUse, note_uses
from thidua.initiatives.models import InitiativeUse
from thidua.initiatives.services import NewInitiative, register_initiative
from thidua.proposals.freezing import HANGING, acknowledge_apart

pytestmark = pytest.mark.django_db


def rows_of(decision):
    return {one.dossier_id: one for one in decision.outcomes.all()}


def test_recording_drafts_the_outcomes_from_the_list_and_awards_nothing(recorded, dossiers, head):
    first, second, third = (rows_of(recorded)[row.pk] for row in dossiers)

    assert (first.is_awarded, second.is_awarded, third.is_awarded) == (True, True, False)
    assert third.reason == "Chưa đủ 12 tháng làm cải cách hành chính"
    assert recorded.cycle == "2026"
    assert recorded.year == 2027
    assert recorded.file_sha256 == recorded.file.sha256
    assert recorded.signatures == []
    assert not AwardRecord.objects.exists()
    assert drafted_from(recorded.proposal) == [], "no second decision on the same dossiers"


def test_what_stands_outside_the_limits_is_seen_by_the_decider_first(proposal, record_it, head, at):
    proposal.content = {"counts": {"apart": 2}}
    proposal.save()
    with pytest.raises(DecisionRefused, match="2 đề nghị ngoài hạn mức"):
        record_it(proposal)

    acknowledge_apart(by=head, at=at, proposal=proposal)

    assert record_it(proposal).proposal == proposal


def test_the_second_person_is_told_and_the_first_is_not(head, specialist, recorded):
    told = Notification.objects.filter(kind="decisions.to_confirm").values_list("user_id", flat=True)

    assert list(told) == [head.pk]


def test_confirming_enters_the_register(confirmed, dossiers, unit, at):
    awards = list(AwardRecord.objects.order_by("award"))

    assert [(row.award, row.person_name, row.birth_year, row.position) for row in awards] == [
        ("annual.collective", "", None, ""),
        ("annual.individual", "Lê Thị Hoa", 1988, "Công chức Văn phòng"),
    ]
    assert {row.unit_id for row in awards} == {unit.pk}
    assert {(row.decision_number, row.decided_on) for row in awards} == {("1234/QĐ-UBND", at.date())}
    assert len({row.check_code for row in awards}) == 2
    assert all(len(row.check_code) >= 20 for row in awards)
    outcomes = rows_of(confirmed)
    assert outcomes[dossiers[0].pk].award == awards[0]
    assert outcomes[dossiers[2].pk].award is None


def test_units_are_told_what_they_got_and_why_they_did_not(confirmed, officer, other_officer):
    (given,) = Notification.objects.filter(kind="decisions.awarded")
    (refused,) = Notification.objects.filter(kind="decisions.not_awarded")

    assert given.user_id == officer.pk
    assert "Lê Thị Hoa" in given.body
    assert refused.user_id == other_officer.pk
    assert "Chưa đủ 12 tháng làm cải cách hành chính" in refused.body
    assert "1234/QĐ-UBND" in refused.title


def test_one_audit_event_without_names(confirmed):
    (event,) = AuditEvent.objects.filter(action="decisions.confirmed")

    assert event.after["awarded"] == 2
    assert event.after["not_awarded"] == 1
    assert "Hoa" not in str(event.after)


def test_who_recorded_does_not_confirm(recorded, specialist, at):
    with pytest.raises(DecisionRefused, match="không tự xác nhận"):
        services.confirm_decision(by=specialist, at=at, decision=recorded)
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.filter(pk=recorded.pk).update(
            state="confirmed", confirmed_by=specialist, confirmed_at=at
        )


def test_the_loser_of_a_race_is_told(recorded, head, leader, at):
    services.confirm_decision(by=head, at=at, decision=recorded)

    with pytest.raises(DecisionRefused, match="đã xác nhận"):
        services.confirm_decision(by=leader, at=at, decision=recorded)
    assert AwardRecord.objects.count() == 2


@pytest.mark.parametrize("number", ["1234/QĐ-UBND", " 1234 / qđ-ubnd "])
def test_a_number_stands_once_in_a_year(record_it, recorded, make_dossier, make_proposal, other_unit, number):
    more = make_dossier(other_unit)
    later = make_proposal({more: ""})
    later.letter_date, later.frozen_at = date(2026, 12, 30), later.frozen_at - timedelta(days=60)
    later.save()

    with pytest.raises(DecisionRefused, match="năm 2027 đã được ghi"):
        record_it(later, number)
    assert record_it(later, number, decided_on=date(2026, 12, 31)).year == 2026


def test_a_dossier_is_decided_once(record_it, recorded, dossiers):
    again = [DraftOutcome(dossiers[0].pk, is_awarded=True)]

    with pytest.raises(DecisionRefused, match="quyết định khác"):
        record_it(recorded.proposal, "99/QĐ-UBND", outcomes=again)
    assert Decision.objects.count() == 1


def test_what_is_discarded_frees_number_and_dossiers(record_it, recorded, specialist, at, head):
    with pytest.raises(DecisionRefused, match="Ghi lý do"):
        services.discard(by=specialist, at=at, decision=recorded, reason=" ")
    services.discard(by=specialist, at=at, decision=recorded, reason="Nhập nhầm tệp")

    again = record_it(recorded.proposal)
    services.confirm_decision(by=head, at=at, decision=again)
    with pytest.raises(DecisionRefused, match="đã xác nhận"):
        services.discard(by=specialist, at=at, decision=again, reason="Đổi ý")


@pytest.mark.parametrize("state", ["frozen", "discarded", "replaced"])
def test_only_a_confirmed_list_is_decided(record_it, make_proposal, dossiers, state):
    found = make_proposal({dossiers[0]: ""}, state=state)
    found.letter_number = ""  # it never went out
    found.save()
    with pytest.raises(DecisionRefused, match="chỉ ghi quyết định cho danh sách đã xác nhận"):
        record_it(found)


def test_a_dossier_withdrawn_meanwhile_stops_the_confirmation(recorded, dossiers, head, at):
    row = dossiers[0]
    row.state, row.withdrawn_at, row.withdrawn_reason = "withdrawn", at, "Thôi"
    row.save()

    with pytest.raises(DecisionRefused, match="2026/11629/01"):
        services.confirm_decision(by=head, at=at, decision=recorded)
    assert not AwardRecord.objects.exists()


def test_a_day_to_come_is_refused(record_it, proposal, at):
    with pytest.raises(DecisionRefused, match="sau hôm nay"):
        record_it(proposal, decided_on=at.date() + timedelta(days=1))


@pytest.mark.parametrize("letter_day", [None, 8])
def test_a_day_before_the_list_or_its_letter_is_refused(record_it, proposal, at, letter_day):
    proposal.letter_date = letter_day and date(2027, 2, letter_day)
    proposal.save()
    first = proposal.letter_date or proposal.frozen_at.date()

    with pytest.raises(DecisionRefused, match=rf"trước ngày danh sách được khóa .*{first:%d/%m/%Y}"):
        record_it(proposal, decided_on=first - timedelta(days=1))
    assert record_it(proposal, decided_on=first).decided_on == first


def test_ad_hoc_needs_no_list(record_it, make_dossier, unit, head, leader, at):
    row = make_dossier(unit, "adhoc.individual", "Phạm Văn Chí", justification="Cứu dữ liệu")

    found = record_it(None, outcomes=drafted_for([row]))
    acknowledge(by=leader, at=at, decision=found)
    services.confirm_decision(by=head, at=at, decision=found)

    assert AwardRecord.objects.get().award == "adhoc.individual"


def test_the_chairman_may_give_less_or_more_than_was_proposed(recorded, dossiers, specialist, head, at):
    first, second, third = (rows_of(recorded)[row.pk] for row in dossiers)
    with pytest.raises(DecisionRefused, match="Ghi lý do"):
        services.settle(by=specialist, at=at, outcome=first, is_awarded=False)
    services.settle(by=specialist, at=at, outcome=first, is_awarded=False, reason="Để xem xét thêm")
    services.settle(by=specialist, at=at, outcome=third, is_awarded=True)
    services.leave_out(by=specialist, at=at, outcome=second)

    services.confirm_decision(by=head, at=at, decision=recorded)

    assert AwardRecord.objects.get().person_name == "Trần Văn Bình"
    assert [one.dossier_id for one in drafted_from(recorded.proposal)] == [dossiers[1].pk]
    with pytest.raises(DecisionRefused, match="đã xác nhận"):
        services.settle(by=specialist, at=at, outcome=first, is_awarded=True)


def test_the_last_dossier_is_not_left_out(record_it, make_dossier, unit, specialist, at):
    found = record_it(None, outcomes=drafted_for([make_dossier(unit, "adhoc.collective")]))

    with pytest.raises(DecisionRefused, match="ít nhất một hồ sơ"):
        services.leave_out(by=specialist, at=at, outcome=found.outcomes.get())


@pytest.fixture
def initiative(unit, at):
    new = NewInitiative(code="SK-1", unit=unit, title="Tổ hướng dẫn lưu động")
    return register_initiative(by=None, at=at, initiative=new)


def use(row, initiative, at):
    row.initiatives.add(initiative)
    note_uses(by=None, at=at, uses=[NewUse(initiative.pk, row.award, row.filing.cycle, row.code)])


def test_uses_end_for_who_is_not_awarded_and_stay_for_who_is(
    record_it, make_dossier, make_proposal, unit, other_unit, initiative, head, at
):
    other = register_initiative(
        by=None, at=at, initiative=NewInitiative(code="SK-2", unit=other_unit, title="Một cửa số")
    )
    won, lost = make_dossier(unit), make_dossier(other_unit)
    use(won, initiative, at)
    use(lost, other, at)
    found = record_it(make_proposal({won: "", lost: "Trùng thành tích"}))

    services.confirm_decision(by=head, at=at, decision=found)

    assert InitiativeUse.objects.get(initiative=initiative).ended_at is None
    ended = InitiativeUse.objects.get(initiative=other)
    assert ended.ended_at == at
    assert "1234/QĐ-UBND" in ended.end_reason


@pytest.mark.parametrize("is_waiting", [True, False])
def test_the_use_of_another_dossier_stays(
    record_it, make_dossier, make_proposal, unit, initiative, head, at, is_waiting
):
    award = "discretionary.individual"
    lost, other = make_dossier(unit, award, "Một"), make_dossier(unit, award, "Hai")
    use(lost, initiative, at)
    use(other, initiative, at)
    found = record_it(make_proposal({lost: "Chưa đủ"} if is_waiting else {lost: "Chưa đủ", other: ""}))

    services.confirm_decision(by=head, at=at, decision=found)

    assert [left.source for left in InitiativeUse.objects.filter(ended_at=None)] == [other.code]


def test_nothing_is_left_of_a_confirmation_that_breaks(recorded, head, at, monkeypatch):
    def broken(*_given, **_named):
        raise RuntimeError

    monkeypatch.setattr(services.telling, "decided", broken)
    events = AuditEvent.objects.count()
    with pytest.raises(RuntimeError):
        services.confirm_decision(by=head, at=at, decision=recorded)

    assert not AwardRecord.objects.exists()
    assert Decision.objects.get().state == "recorded"
    assert AuditEvent.objects.count() == events
    assert not Outcome.objects.exclude(award=None).exists()


def test_a_file_that_is_no_whole_pdf_is_refused(proposal, specialist, at):
    from django.core.files.base import ContentFile

    from thidua.foundation.files import Kind, inspect_upload

    broken = inspect_upload(ContentFile(b"%PDF-1.7\nkhong phai", name="a.pdf"), kinds=(Kind.PDF,))
    new = services.NewDecision("1/QĐ", at.date(), "A", "CHỦ TỊCH", proposal)
    with pytest.raises(DecisionRefused, match="Không đọc được tệp PDF"):
        services.record_decision(by=specialist, at=at, new=new, outcomes=drafted_from(proposal), file=broken)
    assert not Decision.objects.exists()


def test_many_rows_ask_no_more(record_it, make_dossier, make_proposal, unit, head, at):
    asked = []
    for place, count in enumerate((2, 2, 12)):
        rows = [
            make_dossier(unit, "discretionary.individual", f"Người {place} {one}") for one in range(count)
        ]
        lines = {row: "" if one % 2 else "Chưa đủ" for one, row in enumerate(rows)}
        found = record_it(make_proposal(lines), f"{place}/QĐ-UBND")
        with CaptureQueriesContext(connection) as queries:
            services.confirm_decision(by=head, at=at, decision=found)
        asked.append(len(queries))

    assert asked[1] == asked[2], "the first has read the plan"


@pytest.mark.parametrize(
    ("lifted_days_ago", "is_refused"),
    [(None, False), (1, False), (9, True)],
    ids=["paused", "freed since", "freed before"],
)
def test_who_was_left_out_of_a_list_as_he_was_paused_is_not_refused(
    dossiers, make_proposal, specialist, at, lifted_days_ago, is_refused
):
    first, second, third = dossiers
    found = Stated(BarKind.INSPECTION, "Thông báo 77/TB-TTTP")
    record_bars(by=specialist, at=at - timedelta(days=10), dossier=third, stated=found)
    if lifted_days_ago:
        day = at - timedelta(days=lifted_days_ago)
        record_bars(by=specialist, at=day, dossier=third, stated=Stated(words="Kết luận 20/KL-TTr"))
    frozen = make_proposal({first: "", second: "", third: "Để lại lần sau"})

    assert (third.pk in [one.dossier_id for one in drafted_from(frozen)]) is is_refused


def test_once_the_pause_is_over_and_the_others_are_decided_he_can_be_refused(
    dossiers, make_proposal, record_it, specialist, head, at
):
    first, second, third = dossiers
    found = Stated(BarKind.INSPECTION, "Thông báo 77/TB-TTTP")
    record_bars(by=specialist, at=at - timedelta(days=10), dossier=third, stated=found)
    frozen = make_proposal({first: "", second: "", third: "Để lại lần sau"})
    assert list(left_out_of(frozen)) == [third.pk]
    services.confirm_decision(by=head, at=at, decision=record_it(frozen))
    assert drafted_from(frozen) == []
    record_bars(by=specialist, at=at, dossier=third, stated=Stated(words="Kỷ luật khiển trách, không xét"))
    assert [(one.dossier_id, one.is_awarded) for one in drafted_from(frozen)] == [(third.pk, False)]


def test_a_draft_decision_names_only_whom_it_can_award(dossiers, proposal, record_it, specialist, head, at):
    first, second, _third = dossiers

    def named():
        return [
            line.dossier.pk
            for line in expected_lines(proposal, at.date(), foreseen_in(proposal, at.date()))
            if line.is_awarded
        ]

    assert named() == [first.pk, second.pk]
    record_bars(by=specialist, at=at, dossier=second, stated=Stated(BarKind.INSPECTION, "Thông báo 77"))
    assert named() == [first.pk]
    record_bars(by=specialist, at=at, dossier=second, stated=Stated(words="Kết luận 20/KL-TTr"))
    services.confirm_decision(by=head, at=at, decision=record_it(proposal))
    assert named() == []
    assert not lists_to_draft().exists()


def test_a_day_before_there_was_the_unit_is_refused(
    record_it, make_dossier, unit, specialist, head, leader, at
):
    """A mistyped year: no paper could name the unit that day, and its verdict would be frozen as nothing."""
    row = make_dossier(unit, "adhoc.individual", "Một", justification="Văn bản 12")
    why = f"ở trước ngày có đơn vị của hồ sơ {row.code}; xem lại ngày trên bản đã ký"
    with pytest.raises(DecisionRefused, match=why):
        record_it(None, outcomes=drafted_for([row]), decided_on=date(2017, 2, 10))
    found = record_it(None, outcomes=drafted_for([row]))
    acknowledge(by=leader, at=at, decision=found)
    services.confirm_decision(by=head, at=at, decision=found)
    wrong = Corrected(found.number, date(2025, 6, 30), found.signer_name, found.signer_title)

    with pytest.raises(DecisionRefused, match=why):
        ask_for_correction(by=specialist, at=at, decision=found, said=wrong, reason="Gõ nhầm ngày")


def test_the_part_of_the_unit_where_somebody_works_is_on_every_paper(
    make_dossier, make_proposal, record_it, unit, head, at
):
    """As the unit typed it, and as its own Tờ trình has it."""
    about = {"position": "Chuyên viên", "place": "Phòng Văn hóa - Xã hội"}
    row = make_dossier(unit, "annual.individual", "Lê Thị Hoa", **about)
    long = make_dossier(unit, "annual.individual", "Lê Thị Lan", position="A" * 150, place="B" * 150)
    found = record_it(make_proposal({row: "", long: ""}))
    post = "Chuyên viên, Phòng Văn hóa - Xã hội"

    assert [line.of for line in listed(as_lines(outcomes_of(found), found))] == [post, long.post]
    letter = letter_outside(draft_lines([row], at.date()), cycle="2026", today=at.date(), is_demo=False)
    assert f"{post}, Xã An Lão" in str(letter.annexes)
    found = services.confirm_decision(by=head, at=at, decision=found)
    kept = dict(AwardRecord.objects.values_list("person_name", "position"))
    assert kept == {"Lê Thị Hoa": post, "Lê Thị Lan": "A" * 150}, "the register has room for 160 letters"
    assert sheets_of(found, "https://thidua.test", is_demo=False)[0].of == f"{post}, Xã An Lão"


def test_a_list_on_which_a_decision_waits_is_not_replaced(proposal, recorded, head, at):
    waits = waits_over([proposal.pk])
    assert waits.startswith("Quyết định số 1234/QĐ-UBND ngày 15/02/2027 đã ghi theo danh sách trước")
    assert waits_over in HANGING, "the confirmation of a later list asks it"
    services.confirm_decision(by=head, at=at, decision=recorded)
    assert waits_over([proposal.pk]) == ""

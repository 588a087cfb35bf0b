"""One flag in each block, and the second person of a unit, who hangs on its flag."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from tests.amending import approve_plan
from tests.page_text import words

from thidua.awards.models import AwardRecord
from thidua.core.blocks import Block
from thidua.decisions import services
from thidua.decisions.apart import acknowledge_apart as acknowledge
from thidua.decisions.drafting import DraftOutcome
from thidua.decisions.errors import DecisionRefused
from thidua.decisions.holds import foreseen_in, holds_in, left_out_of
from thidua.decisions.revoking.services import (
    NewRevocation,
    confirm_revocation,
    record_revocation,
    tell_mistake,
)
from thidua.decisions.selectors import expected_lines, waiting_lists
from thidua.dossiers.bars.services import Stated, record_bars
from thidua.dossiers.enums import BarKind
from thidua.dossiers.models import Dossier
from thidua.movement.versions.selectors import file_of, newest
from thidua.movement.versions.services import draft
from thidua.units.enums import UnitKind
from thidua.units.services import Decision, NewUnit, change_block, register_unit

pytestmark = pytest.mark.django_db


def rows_of(decision):
    return {one.dossier_id: one for one in decision.outcomes.all()}


@pytest.fixture
def flag_list(make_dossier, make_proposal, unit):
    flag = make_dossier(unit, "period.flag", cycle="2026-2030")
    person = make_dossier(unit, "period.individual", "Một", cycle="2026-2030")
    second = make_dossier(unit, "period.individual", "Hai", cycle="2026-2030", is_conditional=True)
    return make_proposal({flag: "", person: "", second: ""}), flag, second


def test_the_second_person_falls_with_the_flag(record_it, flag_list, specialist, head, at):
    proposal, flag, second = flag_list
    found = record_it(proposal)
    assert rows_of(found)[second.pk].is_awarded

    services.settle(
        by=specialist, at=at, outcome=rows_of(found)[flag.pk], is_awarded=False, reason="Trao khối khác"
    )
    fallen = rows_of(found)[second.pk]
    assert not fallen.is_awarded
    assert "III.2.2.b.CO.CN" in fallen.reason
    with pytest.raises(DecisionRefused, match="Ghi kết quả của Cờ trước"):
        services.settle(by=specialist, at=at, outcome=fallen, is_awarded=True)
    services.confirm_decision(by=head, at=at, decision=found)
    assert AwardRecord.objects.get().person_name == "Một"


def test_with_a_flag_that_is_left_out_the_second_person_waits(record_it, flag_list, specialist, head, at):
    """Nothing is decided of the flag, so nothing of him: both come on a later list."""
    proposal, flag, second = flag_list
    found = record_it(proposal)

    left = services.leave_out(by=specialist, at=at, outcome=rows_of(found)[flag.pk])

    assert left == [second.code]
    assert [one.dossier.subject_name for one in found.outcomes.all()] == ["Một"]
    services.confirm_decision(by=head, at=at, decision=found)
    second.refresh_from_db()
    assert second.decided_at is None
    flag.refresh_from_db()
    assert flag.decided_at is None


def test_the_last_that_is_left_stays(record_it, flag_list, specialist, at):
    proposal, flag, second = flag_list
    drafted = [DraftOutcome(row.pk, is_awarded=True) for row in (flag, second)]
    found = record_it(proposal, outcomes=drafted)

    with pytest.raises(DecisionRefused, match="ít nhất một hồ sơ"):
        services.leave_out(by=specialist, at=at, outcome=rows_of(found)[flag.pk])

    assert found.outcomes.count() == 2


def test_a_flag_paused_since_the_list_is_in_no_draft_and_nor_is_who_hangs_on_it(flag_list, specialist, at):
    proposal, flag, _second = flag_list
    record_bars(by=specialist, at=at, dossier=flag, stated=Stated(BarKind.INSPECTION, "Thông báo 77"))

    held = foreseen_in(proposal, at.date())
    named = [line.name for line in expected_lines(proposal, at.date(), held) if line.is_awarded]

    assert named == ["Một"]


def test_a_flag_left_out_of_the_list_as_it_was_paused_keeps_its_second_person(
    make_dossier, make_proposal, record_it, unit, specialist, at
):
    """The list cannot propose him without the flag; the decision refuses neither."""
    flag = make_dossier(unit, "period.flag", cycle="2026-2030")
    first = make_dossier(unit, "period.individual", "Một", cycle="2026-2030")
    second = make_dossier(unit, "period.individual", "Hai", cycle="2026-2030", is_conditional=True)
    stated = Stated(BarKind.INSPECTION, "Thông báo 77/TB-TTTP")
    record_bars(by=specialist, at=at - timedelta(days=10), dossier=flag, stated=stated)
    proposal = make_proposal({flag: "Để lại", first: "", second: "Cờ của đơn vị không được đề nghị"})

    assert list(rows_of(record_it(proposal))) == [first.pk]
    assert set(left_out_of(proposal)) == {flag.pk, second.pk}


def test_a_flag_refused_by_the_list_takes_its_second_person_along(
    make_dossier, make_proposal, record_it, unit
):
    flag = make_dossier(unit, "period.flag", cycle="2026-2030")
    second = make_dossier(unit, "period.individual", "Hai", cycle="2026-2030", is_conditional=True)
    proposal = make_proposal({flag: "Không dẫn đầu", second: "Cờ của đơn vị không được đề nghị"})

    assert {pk: one.is_awarded for pk, one in rows_of(record_it(proposal)).items()} == {
        flag.pk: False,
        second.pk: False,
    }


def test_a_flag_that_is_given_after_all_lifts_its_second_person_again(record_it, flag_list, specialist, at):
    proposal, flag, second = flag_list
    found = record_it(proposal)
    outcome = rows_of(found)[flag.pk]

    services.settle(by=specialist, at=at, outcome=outcome, is_awarded=False, reason="Ghi nhầm")
    assert not rows_of(found)[second.pk].is_awarded
    services.settle(by=specialist, at=at, outcome=outcome, is_awarded=True)

    lifted = rows_of(found)[second.pk]
    assert (lifted.is_awarded, lifted.reason) == (True, "")


def test_who_fell_with_a_flag_that_is_then_left_out_waits_with_it(record_it, flag_list, specialist, at):
    proposal, flag, second = flag_list
    found = record_it(proposal)
    outcome = rows_of(found)[flag.pk]
    services.settle(by=specialist, at=at, outcome=outcome, is_awarded=False, reason="Ghi nhầm")

    assert services.leave_out(by=specialist, at=at, outcome=outcome) == [second.code]
    assert second.pk not in rows_of(found)


def test_with_a_flag_that_went_back_to_its_unit_the_second_person_is_in_no_draft_and_told(
    record_it, flag_list, head, at
):
    """Nor does the list wait for him: he comes with the flag on a new one."""
    proposal, flag, second = flag_list
    Dossier.objects.filter(pk=flag.pk).update(state="returned", open_parts=["results"])

    assert [line.name for line in expected_lines(proposal, at.date(), ()) if line.is_awarded] == ["Một"]
    assert "Cờ của đơn vị chưa được quyết định" in left_out_of(proposal)[second.pk][0].reason
    found = record_it(proposal)
    assert [one.dossier.subject_name for one in found.outcomes.all()] == ["Một"]
    services.confirm_decision(by=head, at=at, decision=found)
    assert not waiting_lists().exists()


def test_where_only_paused_ones_are_left_there_is_nothing_to_draft(
    make_dossier, make_proposal, unit, specialist, at, client
):
    row = make_dossier(unit)
    proposal = make_proposal({row: ""})
    client.force_login(specialist)
    record_bars(by=specialist, at=at, dossier=row, stated=Stated(BarKind.INSPECTION, "Thông báo 77"))

    answer = client.get(reverse("decisions:draft", args=[proposal.pk, "docx"]), follow=True)

    assert "chưa tặng được lúc này nên chưa có gì để dự thảo" in words(answer)


class TestOneFlagInEachBlock:
    """III.2.2.b.CO.1-3: asked of what the signed paper says, and open to change until it is confirmed."""

    @pytest.fixture
    def rivals(self, make_dossier, make_proposal, unit, other_unit):
        first = make_dossier(unit, "period.flag", cycle="2026-2030")
        other = make_dossier(other_unit, "period.flag", cycle="2026-2030")
        return make_proposal({first: "", other: "Không dẫn đầu"}), first, other

    @pytest.fixture
    def given_to_the_other(self, rivals, record_it, specialist, leader, at):
        """The Chairman gave it to the other one; the clerk forgets the first."""
        proposal, first, other = rivals
        found = record_it(proposal)
        services.settle(by=specialist, at=at, outcome=rows_of(found)[other.pk], is_awarded=True)
        acknowledge(by=leader, at=at, decision=found)
        return found, first

    def test_two_are_not_confirmed(self, given_to_the_other, head, at):
        found, _first = given_to_the_other
        assert len(holds_in(found, at.date())) == 2
        with pytest.raises(DecisionRefused, match="mỗi khối không quá 01 Cờ, mà khối này đã có Xã An Lão"):
            services.confirm_decision(by=head, at=at, decision=found)
        assert not AwardRecord.objects.exists()

    def test_the_other_one_alone_is(self, given_to_the_other, specialist, head, at):
        found, first = given_to_the_other
        services.settle(
            by=specialist, at=at, outcome=rows_of(found)[first.pk], is_awarded=False, reason="Trao xã khác"
        )
        assert not holds_in(found, at.date())
        services.confirm_decision(by=head, at=at, decision=found)
        assert AwardRecord.objects.get().unit.code == "10888"

    def test_one_that_was_given_before_counts_until_it_is_revoked(
        self, rivals, record_it, specialist, head, at
    ):
        proposal, first, other = rivals
        given = record_it(proposal, outcomes=[DraftOutcome(first.pk, is_awarded=True)])
        services.confirm_decision(by=head, at=at, decision=given)
        later = record_it(proposal, "1235/QĐ-UBND")

        with pytest.raises(DecisionRefused, match="đã có Xã An Lão"):
            services.settle(by=specialist, at=at, outcome=rows_of(later)[other.pk], is_awarded=True)
        AwardRecord.objects.update(revoked_on=at.date(), revocation_number="9/QĐ-UBND")
        services.settle(by=specialist, at=at, outcome=rows_of(later)[other.pk], is_awarded=True)

    def test_who_undoes_a_revocation_is_told_of_the_flag_given_meanwhile(
        self, rivals, record_it, specialist, head, at, signed, sign_in
    ):
        proposal, first, other = rivals
        draft = [DraftOutcome(first.pk, is_awarded=True)]
        services.confirm_decision(by=head, at=at, decision=record_it(proposal, outcomes=draft))
        new = NewRevocation("d", "Kết luận 12/KL", "2000/QĐ-UBND", at.date())
        found = record_revocation(
            by=specialist, at=at, award=AwardRecord.objects.get(), new=new, file=signed()
        )
        found = confirm_revocation(by=head, at=at, revocation=found)
        found = tell_mistake(by=specialist, at=at, revocation=found, reason="Nhầm số")
        address = reverse("decisions:revocation", args=[found.pk])
        assert "Mỗi khối" not in words(sign_in(head).get(address))

        later = record_it(proposal, "1235/QĐ-UBND", outcomes=[DraftOutcome(other.pk, is_awarded=True)])
        services.confirm_decision(by=head, at=at, decision=later)

        assert "Mỗi khối không quá 1 Cờ (III.2.2.b.CO" in words(sign_in(head).get(address))

    def test_a_unit_that_changed_its_block_since_the_list_has_the_flag_of_the_one_it_led(
        self, make_dossier, make_proposal, record_it, unit, head, at
    ):
        """Frozen and signed in 2026; a xã is a phường from 2027 on, when the decision is recorded."""
        new = NewUnit("11311", UnitKind.PHUONG, "Hồng Bàng", "Phường Hồng Bàng", Block.PHUONG)
        other = register_unit(by=None, at=at, unit=new, on=date(2025, 7, 1))
        flags = [make_dossier(one, "period.flag", cycle="2026-2030") for one in (unit, other)]
        proposal = make_proposal(dict.fromkeys(flags, ""))
        proposal.frozen_at, proposal.letter_date = at.replace(2026, 12, 20), date(2026, 12, 21)
        proposal.save()
        paper = Decision("9/NQ-HĐND", date(2026, 12, 25))
        change_block(
            by=None, at=at, unit=unit, block=Block.PHUONG, from_year=2027, on=date(2027, 1, 1), decision=paper
        )

        found = record_it(proposal, decided_on=date(2026, 12, 28))

        assert not holds_in(found, at.date())
        services.confirm_decision(by=head, at=at, decision=found)
        assert AwardRecord.objects.count() == 2

    def test_an_amendment_may_lift_the_limit(self, given_to_the_other, specialist, head, at):
        found, _first = given_to_the_other
        plan = file_of(newest()).decode()
        start = plan.index("  - rule: quota.flag\n")
        without = plan[:start] + plan[plan.index("\n# III.1.2.2", start) :]
        given = {"title": "Không hạn số Cờ", "reason": "Có lý do", "base_id": newest().pk}
        approve_plan(draft(by=specialist, at=at, content=without.encode(), **given), by=head, at=at)

        services.confirm_decision(by=head, at=at, decision=found)

        assert AwardRecord.objects.count() == 2


def test_a_flag_given_by_an_earlier_decision_counts(record_it, flag_list, head, at):
    proposal, flag, second = flag_list
    first = record_it(proposal, outcomes=[DraftOutcome(flag.pk, is_awarded=True)])
    services.confirm_decision(by=head, at=at, decision=first)

    rest = record_it(proposal, "1235/QĐ-UBND")

    assert rows_of(rest)[second.pk].is_awarded


def test_who_takes_a_flag_back_is_told_of_the_second_person(
    record_it, flag_list, specialist, head, officer, at, signed, sign_in
):
    services.confirm_decision(by=head, at=at, decision=record_it(flag_list[0]))
    flag = AwardRecord.objects.get(award="period.flag")
    new = NewRevocation("d", "Kết luận 12/KL", "2000/QĐ-UBND", at.date())
    found = record_revocation(by=specialist, at=at, award=flag, new=new, file=signed())
    address = reverse("decisions:revocation", args=[found.pk])

    page = words(sign_in(head).get(address))

    assert "Người thứ hai của đơn vị được tặng nhờ Cờ này" in page
    assert "Hai, 1234/QĐ-UBND" in page
    assert "Một, 1234/QĐ-UBND" not in page, "he hangs on nothing"
    confirm_revocation(by=head, at=at, revocation=found)
    assert "Hai, 1234/QĐ-UBND" in words(sign_in(head).get(address)), "until it is done"
    assert "nhờ Cờ này" not in words(sign_in(officer).get(address))
    second = AwardRecord.objects.get(person_name="Hai")
    found = record_revocation(by=specialist, at=at, award=second, new=new, file=signed())
    confirm_revocation(by=head, at=at, revocation=found)
    assert "nhờ Cờ này" not in words(sign_in(head).get(address))

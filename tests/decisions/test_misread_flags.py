"""A flag misread from the paper, and second persons who hang on it: what is put right first, who is told."""

import pytest
from django.urls import reverse
from tests.decisions.test_pages import words

from thidua.awards.models import AwardRecord
from thidua.decisions.correcting import outcomes
from thidua.decisions.drafting import DraftOutcome
from thidua.decisions.errors import DecisionRefused
from thidua.decisions.revoking.services import NewRevocation, confirm_revocation, record_revocation
from thidua.decisions.services import confirm_decision, record_part, settle

pytestmark = pytest.mark.django_db
WHY = "Dòng 12 trang 3 của bản đã ký"


def test_the_flag_and_who_hangs_on_it(record_it, make_dossier, make_proposal, unit, specialist, head, at):
    flag = make_dossier(unit, "period.flag", cycle="2026-2030")
    second = make_dossier(unit, "period.individual", "Hai", cycle="2026-2030", is_conditional=True)
    found = record_it(make_proposal({flag: "", second: ""}))
    confirm_decision(by=head, at=at, decision=found)

    def asked(dossier, **given):
        row = found.outcomes.get(dossier=dossier)
        return outcomes.ask(by=specialist, at=at, outcome=row, explanation=WHY, **given)

    of_flag = asked(flag, is_favour=False, reason="Trao khối khác")
    with pytest.raises(DecisionRefused, match="người thứ hai trước"):
        outcomes.confirm(by=head, at=at, correction=of_flag)
    of_second = asked(second, is_favour=False, reason="Cờ không được tặng")
    outcomes.confirm(by=head, at=at, correction=of_second)
    outcomes.confirm(by=head, at=at, correction=of_flag)
    assert not AwardRecord.objects.exists()

    back = asked(second, is_favour=True, reason="")
    with pytest.raises(DecisionRefused, match=r"III\.2\.2\.b\.CO\.CN.*Cờ trước"):
        outcomes.confirm(by=head, at=at, correction=back)
    outcomes.confirm(by=head, at=at, correction=asked(flag, is_favour=True, reason=""))
    outcomes.confirm(by=head, at=at, correction=back)
    assert AwardRecord.objects.count() == 2


def test_a_second_person_of_a_later_decision_hangs_on_the_flag_too(
    record_it, make_dossier, make_proposal, unit, specialist, head, at
):
    flag = make_dossier(unit, "period.flag", cycle="2026-2030")
    second = make_dossier(unit, "period.individual", "Hai", cycle="2026-2030", is_conditional=True)
    first = record_it(make_proposal({flag: ""}))
    confirm_decision(by=head, at=at, decision=first)
    later = record_it(make_proposal({second: ""}), "1235/QĐ-UBND")
    confirm_decision(by=head, at=at, decision=later)
    given = {"is_favour": False, "reason": "Trao khối khác", "explanation": WHY}

    asked = outcomes.ask(by=specialist, at=at, outcome=first.outcomes.get(), **given)
    with pytest.raises(DecisionRefused, match=r"theo Quyết định số 1235/QĐ-UBND .* rồi đến Cờ"):
        outcomes.confirm(by=head, at=at, correction=asked)

    of_second = outcomes.ask(by=specialist, at=at, outcome=later.outcomes.get(), **given)
    outcomes.confirm(by=head, at=at, correction=of_second)
    outcomes.confirm(by=head, at=at, correction=asked)
    assert not AwardRecord.objects.exists()


def test_a_flag_that_was_revoked_since_does_not_keep_others_as_they_are(
    record_it, make_dossier, make_proposal, unit, other_unit, specialist, head, at, signed
):
    flag = make_dossier(unit, "period.flag", cycle="2026-2030")
    second = make_dossier(unit, "period.individual", "Hai", cycle="2026-2030", is_conditional=True)
    other = make_dossier(other_unit, "period.individual", "Ba", cycle="2026-2030")
    confirm_decision(by=head, at=at, decision=record_it(make_proposal({flag: ""})))
    found = record_it(make_proposal({second: "", other: ""}), "1235/QĐ-UBND")
    confirm_decision(by=head, at=at, decision=found)
    new = NewRevocation("d", "Kết luận 12/KL", "2000/QĐ-UBND", at.date())
    award = AwardRecord.objects.get(award="period.flag")
    revoked = record_revocation(by=specialist, at=at, award=award, new=new, file=signed())
    confirm_revocation(by=head, at=at, revocation=revoked)

    row = found.outcomes.get(dossier=other)
    asked = outcomes.ask(
        by=specialist, at=at, outcome=row, is_favour=False, reason="Chưa đủ", explanation=WHY
    )
    outcomes.confirm(by=head, at=at, correction=asked)

    row.refresh_from_db()
    assert row.is_refused


def test_who_fell_with_a_flag_that_is_given_after_all_is_told(
    record_it, make_dossier, make_proposal, unit, specialist, head, at, sign_in
):
    flag = make_dossier(unit, "period.flag", cycle="2026-2030")
    second = make_dossier(unit, "period.individual", "Hai", cycle="2026-2030", is_conditional=True)
    found = record_it(make_proposal({flag: "", second: ""}))
    row = found.outcomes.get(dossier=flag)
    settle(by=specialist, at=at, outcome=row, is_awarded=False, reason="Trao khối khác")
    confirm_decision(by=head, at=at, decision=found)
    row.refresh_from_db()
    asked = outcomes.ask(by=specialist, at=at, outcome=row, is_favour=True, reason="", explanation=WHY)

    confirm = reverse("decisions:outcome_correction_confirm", args=[found.pk, row.pk, asked.pk])
    page = words(sign_in(head).post(confirm, follow=True))

    assert f"người thứ hai ({second.code}) còn ghi là không được tặng vì không có Cờ" in page


def test_who_fell_by_another_decision_is_told_too(
    record_it, make_dossier, make_proposal, unit, specialist, head, at, sign_in
):
    """Or by a further part of the same paper: nobody was told of him."""
    flag = make_dossier(unit, "period.flag", cycle="2026-2030")
    second = make_dossier(unit, "period.individual", "Hai", cycle="2026-2030", is_conditional=True)
    found = record_it(make_proposal({flag: ""}))
    row = found.outcomes.get()
    settle(by=specialist, at=at, outcome=row, is_awarded=False, reason="Trao khối khác")
    confirm_decision(by=head, at=at, decision=found)
    drafted, listed = [DraftOutcome(second.pk, True)], make_proposal({second: ""})
    part = record_part(by=specialist, at=at, whole=found, outcomes=drafted, proposal=listed)
    confirm_decision(by=head, at=at, decision=part)
    row.refresh_from_db()
    asked = outcomes.ask(by=specialist, at=at, outcome=row, is_favour=True, reason="", explanation=WHY)

    confirm = reverse("decisions:outcome_correction_confirm", args=[found.pk, row.pk, asked.pk])
    page = words(sign_in(head).post(confirm, follow=True))

    assert f"người thứ hai ({second.code}) còn ghi là không được tặng vì không có Cờ" in page

"""What a decision costs is worked out once, when it is confirmed; later numbers are told beside it."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from tests.decisions.test_pages import words

from thidua.awards.models import AwardRecord
from thidua.decisions.bonus.services import set_parameter
from thidua.decisions.bonus.settling import bonus_of_decision, since_settled
from thidua.decisions.correcting.services import Corrected, ask_for_correction, confirm_correction
from thidua.decisions.models import Decision
from thidua.decisions.revoking.services import NewRevocation, confirm_revocation, record_revocation
from thidua.decisions.services import confirm_decision
from thidua.foundation.audit.models import AuditEvent

pytestmark = pytest.mark.django_db
BOTH = 7_590_000 + 3_800_000
"""A collective and a person of the year at 2 530 000 đồng."""


@pytest.fixture
def set_base(specialist, at):
    """set_base(days, value) → the base salary from so many days after today on, set a little later."""

    def act(days, value, minutes=5):
        return set_parameter(
            by=specialist, at=at + timedelta(minutes=minutes), name="base_salary",
            valid_from=at.date() + timedelta(days=days), value=Decimal(value), source="Nghị định mới",
        )  # fmt: skip

    return act


@pytest.fixture
def client(head):
    found = Client()
    found.force_login(head)
    return found


def test_a_number_dated_before_the_decision_changes_nothing(confirmed, set_base, client):
    told = bonus_of_decision(confirmed)
    assert (told.total, told.is_settled) == (BOTH, True)
    assert since_settled(told, confirmed.decided_on) is None

    set_base(-30, 3_000_000)

    told = bonus_of_decision(Decision.objects.get())
    assert told.total == BOTH
    assert told.lines[0].bonus.formula == "1,5 × 2 × 2.530.000 = 7.590.000"
    base = next(one for one in told.settings if one.kind.name == "base_salary")
    assert (base.value, base.source) == (2_530_000, "Nghị định 161/2026/NĐ-CP")
    since = since_settled(told, confirmed.decided_on)
    assert since.total == 9_000_000 + 4_500_000
    [(then, now)] = since.changed
    assert (then.value, now.value) == (2_530_000, 3_000_000)
    page = words(client.get(reverse("decisions:bonus", args=[confirmed.pk])))
    assert "Tiền thưởng theo quyết định" in page
    assert "Hôm nay tính ra 13.500.000 đồng; đã chốt 11.390.000 đồng" in page
    assert "Hôm nay tính ra 13.500.000 đồng" in words(
        client.get(reverse("decisions:differences", args=[confirmed.pk]))
    )


def test_what_a_later_release_ships_changes_nothing(confirmed, monkeypatch):
    monkeypatch.setattr("thidua.decisions.bonus.selectors.DEFAULTS", ())

    assert bonus_of_decision(Decision.objects.get()).total == BOTH


def test_a_decision_that_waits_is_estimated_by_the_numbers_of_today(recorded, set_base, client):
    set_base(-30, 3_000_000)

    told = bonus_of_decision(recorded)

    assert (told.total, told.is_settled) == (13_500_000, False)
    page = words(client.get(reverse("decisions:bonus", args=[recorded.pk])))
    assert "Ước tính tiền thưởng" in page
    assert "Lê Thị Hoa" in page


def test_what_was_revoked_is_counted_apart(confirmed, specialist, head, signed, client, at):
    award = AwardRecord.objects.get(person_name="Lê Thị Hoa")
    new = NewRevocation("a", "Khai sai", "9/QĐ-UBND", at.date())
    row = record_revocation(by=specialist, at=at, award=award, new=new, file=signed())
    confirm_revocation(by=head, at=at, revocation=row)

    told = bonus_of_decision(confirmed)

    assert (told.total, told.taken_back, told.revoked) == (7_590_000, 3_800_000, 1)
    page = words(client.get(reverse("decisions:bonus", args=[confirmed.pk])))
    assert "1 khen thưởng đã hủy bỏ (3.800.000 đồng) không tính vào tổng" in page


def test_a_corrected_day_is_worked_out_by_what_was_known_at_the_confirmation(
    record_it, proposal, specialist, head, set_base, at
):
    set_base(-1, 3_000_000, minutes=-5)
    decision = confirm_decision(by=head, at=at, decision=record_it(proposal))
    assert bonus_of_decision(decision).total == 13_500_000
    set_base(-9, 4_000_000)
    said = Corrected(
        decision.number, at.date() - timedelta(days=3), decision.signer_name, decision.signer_title
    )
    row = ask_for_correction(by=specialist, at=at, decision=decision, said=said, reason="Nhầm ngày")

    done = confirm_correction(by=head, at=at + timedelta(minutes=9), correction=row)

    assert bonus_of_decision(done).total == BOTH
    event = AuditEvent.objects.get(action="decisions.corrected")
    assert (event.before["bonus"], event.after["bonus"]) == (13_500_000, BOTH)

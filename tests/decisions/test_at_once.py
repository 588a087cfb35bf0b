"""Two people at the same second: one wins, the other is told, nothing is there twice."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from time import sleep

import pytest
from django.db import connection
from tests.dossiers.conftest import scan

from thidua.appraising.errors import AppraisalRefused
from thidua.appraising.intake.services import confirm_bars
from thidua.awards.models import AwardRecord
from thidua.decisions.apart import acknowledge_apart
from thidua.decisions.consequences import end_spent_uses
from thidua.decisions.correcting.services import Corrected, ask_for_correction, confirm_correction
from thidua.decisions.drafting import DraftOutcome
from thidua.decisions.errors import DecisionRefused
from thidua.decisions.models import Decision
from thidua.decisions.services import confirm_decision, record_part
from thidua.dossiers.bars.services import Stated
from thidua.initiatives.ledger.services import NewUse, note_uses
from thidua.initiatives.models import InitiativeUse
from thidua.initiatives.proofs.services import add_proof
from thidua.initiatives.services import NewInitiative, register_initiative

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def at_once(*acts):
    """What each act gave: its value, or the words of the refusal; all begin together."""
    gate = Barrier(len(acts))

    def do(act):
        try:
            gate.wait(10)
            return act()
        except (DecisionRefused, AppraisalRefused) as refusal:
            return str(refusal)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(do, acts))


def test_one_list_is_decided_by_one_decision(record_it, proposal, specialist, head):
    found = at_once(
        lambda: record_it(proposal, "1/QĐ-UBND", by=specialist),
        lambda: record_it(proposal, "2/QĐ-UBND", by=head),
    )

    assert sum(isinstance(one, Decision) for one in found) == 1
    assert Decision.objects.count() == 1


def test_a_decision_is_confirmed_once(recorded, head, leader, at):
    found = at_once(
        *(lambda who=who: confirm_decision(by=who, at=at, decision=recorded) for who in (head, leader))
    )

    assert sum(isinstance(one, Decision) for one in found) == 1
    assert any("đã xác nhận" in str(one) for one in found)
    assert AwardRecord.objects.count() == 2


@pytest.fixture
def whole(adhoc, record_it, head, leader, at):
    """A confirmed decision on one ad hoc dossier."""
    return confirm_decision(
        by=head, at=at, decision=_seen(record_it(None, outcomes=_awarding(adhoc())), leader)
    )


def test_a_forgotten_dossier_is_recorded_in_one_part(whole, adhoc, specialist, head, at):
    drafted = _awarding(adhoc())
    found = at_once(
        *(
            lambda who=who: record_part(by=who, at=at, whole=whole, outcomes=drafted)
            for who in (specialist, head)
        )
    )

    assert sum(isinstance(one, Decision) for one in found) == 1
    assert any("Có hồ sơ vừa được ghi" in str(one) for one in found)


def test_a_part_follows_a_correction_of_the_same_second(whole, adhoc, specialist, head, leader, at):
    """Recorded or confirmed just then, it has the number of its paper, and neither waits for the other."""
    part = _seen(record_part(by=specialist, at=at, whole=whole, outcomes=_awarding(adhoc())), leader)
    right = Corrected("4321/QĐ-UBND", whole.decided_on, whole.signer_name, whole.signer_title)
    asked = ask_for_correction(by=specialist, at=at, decision=whole, said=right, reason="Gõ nhầm")
    more = _awarding(adhoc())

    found = at_once(
        lambda: confirm_correction(by=head, at=at, correction=asked),
        lambda: confirm_decision(by=head, at=at, decision=part),
        lambda: record_part(by=specialist, at=at, whole=whole, outcomes=more),
    )

    assert [one for one in found if not isinstance(one, Decision)] == []
    assert {one.number for one in Decision.objects.all()} == {"4321/QĐ-UBND"}
    assert {one.decision_number for one in AwardRecord.objects.all()} == {"4321/QĐ-UBND"}


def _awarding(row):
    return [DraftOutcome(row.pk, True)]


def _seen(decision, leader):
    acknowledge_apart(by=leader, at=decision.recorded_at, decision=decision)
    return decision


def test_a_bar_and_the_confirmation_at_once_never_both_stand(recorded, dossiers, head, specialist, at):
    """Whoever comes second is told: the bar of a decision, the confirmation of a bar."""
    row, stated = dossiers[0], Stated(kind="inspection", words="Thông báo 77/TB-TTTP")
    found = at_once(
        lambda: confirm_decision(by=head, at=at, decision=recorded),
        lambda: confirm_bars(by=specialist, at=at, dossier=row, stated=stated),
    )

    row.refresh_from_db()
    assert bool(row.barred) is not AwardRecord.objects.exists()
    assert sum(isinstance(one, str) for one in found) == 1


def test_a_confirmation_and_an_act_on_an_initiative_do_not_wait_for_each_other(
    make_dossier, make_proposal, record_it, unit, head, officer, at, monkeypatch
):
    """The decision frees the initiative of a refused dossier while its unit adds a paper to it."""
    new = NewInitiative(code="SK-1", unit=unit, title="Tổ hướng dẫn lưu động")
    item = register_initiative(by=None, at=at, initiative=new)
    bad, good = (make_dossier(unit, "annual.individual", name) for name in ("Một", "Hai"))
    note_uses(by=None, at=at, uses=[NewUse(item.pk, bad.award, bad.filing.cycle, bad.code)])
    found = record_it(make_proposal({bad: "Chưa đủ", good: ""}))

    def slowly(**said):
        sleep(1)  # the awards are recorded by now, and the other is on its way
        end_spent_uses(**said)

    def add():
        sleep(0.5)
        return add_proof(
            by=officer, at=at, initiative=item, place="Một cửa", since=at.date(), until=None,
            file=scan("xac-nhan"),
        )  # fmt: skip

    monkeypatch.setattr("thidua.decisions.services.end_spent_uses", slowly)
    at_once(lambda: confirm_decision(by=head, at=at, decision=found), add)

    found.refresh_from_db()
    assert (found.state, item.proofs.count()) == ("confirmed", 1)
    assert not InitiativeUse.objects.filter(ended_at=None).exists()

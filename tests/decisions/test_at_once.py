"""Two people at the same second: one wins, the other is told, nothing is there twice."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from thidua.appraising.errors import AppraisalRefused
from thidua.appraising.intake.services import confirm_bars
from thidua.awards.models import AwardRecord
from thidua.decisions.errors import DecisionRefused
from thidua.decisions.models import Decision
from thidua.decisions.services import confirm_decision
from thidua.dossiers.bars.services import Stated

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

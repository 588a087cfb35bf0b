"""Two clerks of one unit at the same second: one wins, the other is told, nothing is there twice."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from tests.dossiers.conftest import PERSON

from thidua.dossiers.enums import DossierState
from thidua.dossiers.errors import DossierRefused
from thidua.dossiers.models import Dossier, Filing, Submission
from thidua.dossiers.sending.seen import all_seen
from thidua.dossiers.sending.services import send_filing
from thidua.dossiers.sending.signing import hand_over, name_letter
from thidua.dossiers.services import Subject, start_dossier
from thidua.foundation.audit.models import AuditEvent

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def at_once(*acts):
    """What each act gave: its value, or the words of the refusal; all begin together."""
    gate = Barrier(len(acts))

    def do(act):
        try:
            gate.wait(10)
            return act()
        except DossierRefused as refusal:
            return str(refusal)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(do, acts))


def test_the_one_collective_of_a_unit_is_filed_once(officer, head, unit, at):
    def start(who):
        return lambda: start_dossier(by=who, at=at, unit=unit, cycle="2026", award_id="annual.collective")

    found = at_once(start(officer), start(head), start(officer))
    assert sum(isinstance(one, Dossier) for one in found) == 1
    assert sum("mỗi đơn vị một hồ sơ" in str(one) for one in found) == 2
    assert Dossier.objects.count() == Filing.objects.count() == 1
    assert AuditEvent.objects.filter(action="dossiers.started").count() == 1


def test_the_last_place_of_a_limit_goes_to_one(published, start, fill, officer, head, at):
    rows = [
        fill(start("annual.individual", who))
        for who in (PERSON, Subject(name="Hoàng Dũng", position="Công chức"))
    ]
    found = at_once(*(lambda row=row: hand_over(by=officer, at=at, dossier=row) for row in rows))
    assert sorted(isinstance(one, Dossier) for one in found) == [False, True]
    assert any("không quá 01" in str(one) for one in found)
    assert Dossier.objects.filter(state=DossierState.WAITING).count() == 1


def test_a_filing_signed_twice_at_once_has_one_receipt(world, start, wait, head, unit, at):
    row = wait(start())
    name_letter(by=head, at=at, filing=row.filing, number="15/TTr-UBND", on=at.date())

    seen = all_seen(row.filing)

    def sign():
        return send_filing(by=head, at=at, filing=row.filing, unit=unit, seen=seen).receipt

    assert at_once(sign, sign) == ["KT-2026/11311-1"] * 2
    assert Submission.objects.count() == 1

"""Two people of a unit at the same second at one proof of use."""

from datetime import date

import pytest
from tests.dossiers.conftest import scan
from tests.dossiers.test_at_once import at_once

from thidua.initiatives.errors import InitiativeRefused
from thidua.initiatives.proofs.models import ProofOfUse
from thidua.initiatives.proofs.services import attach_scan, remove_proof
from thidua.initiatives.proofs.words import StatedUse

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
LISTED = StatedUse("Bộ phận một cửa", date(2026, 4, 1), None, "Giấy xác nhận 05/XN-UBND")


def test_a_scan_and_a_removal_at_once_do_not_wait_for_each_other(enter, officer, head, at):
    for turn in range(5):
        row = enter(code=f"SK-{turn}", uses=(LISTED,))
        proof = row.proofs.get()

        def attach(row=row, proof=proof):
            try:
                return attach_scan(by=officer, at=at, initiative=row, proof=proof.pk, file=scan("xac-nhan"))
            except InitiativeRefused as refusal:
                return str(refusal)

        def remove(proof=proof):
            return remove_proof(by=head, at=at, proof=proof, reason="Ghi nhầm")

        at_once(attach, remove)
    assert not ProofOfUse.objects.filter(removed_at__isnull=True).exists()

"""A unit that is no more hands nothing over and sends nothing; its people read why and what they can do."""

import pytest
from django.urls import reverse
from tests.page_text import words

from thidua.dossiers.errors import DossierRefused
from thidua.dossiers.models import Submission
from thidua.dossiers.sending.signing import hand_over, name_letter
from thidua.dossiers.todo import tasks_for
from thidua.units.models import Unit
from thidua.units.services import Decision, dissolve_unit

pytestmark = pytest.mark.usefixtures("demo_day")


@pytest.fixture
def end(unit, at):
    def act():
        paper = Decision("9/NQ-HĐND", at.date())
        dissolve_unit(by=None, at=at, unit=Unit.objects.get(pk=unit.id), on=at.date(), decision=paper)

    return act


def test_what_waits_for_the_signature_is_not_sent(world, start, wait, head, end, client, at):
    row = wait(start())
    name_letter(by=head, at=at, filing=row.filing, number="15/TTr-UBND", on=at.date())
    end()

    client.force_login(head)
    shown = words(client.get(reverse("dossiers:filing", args=[row.filing_id])))
    assert "Không trình ký, gửi được nữa" in shown
    assert "Ký và gửi" not in shown
    assert "không còn từ ngày 15/02/2027" in words(sign_as_before(client, row.filing))
    assert not Submission.objects.exists()
    assert "Rút hồ sơ" in words(client.get(reverse("dossiers:dossier", args=[row.pk])))
    assert [task for task in tasks_for(head, at) if row.filing.cycle in task.title] == []


def sign_as_before(client, filing):
    """The page was open since before the unit ended."""
    return client.post(reverse("dossiers:send", args=[filing.pk]), {"seen": "", "papers": ""}, follow=True)


def test_a_draft_is_not_handed_over(world, start, fill, officer, end, client, at):
    row = fill(start())
    end()

    client.force_login(officer)
    for name in ("dossier", "check"):
        shown = words(client.get(reverse(f"dossiers:{name}", args=[row.pk])))
        assert "Không trình ký, gửi được nữa" in shown, name
    with pytest.raises(DossierRefused, match="không còn từ ngày 15/02/2027"):
        hand_over(by=officer, at=at, dossier=row)

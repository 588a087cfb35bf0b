"""Freezing and what people do to a dossier in the same second: one is first, and the other knows of it."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from django.db import connection
from tests.proposals.test_since_frozen import give_back

from thidua.dossiers.models import Dossier
from thidua.proposals import freezing
from thidua.proposals.errors import ProposalRefused
from thidua.proposals.models import Proposal

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
WHILE = 1.5
"""Seconds in which an act that nothing held back would be done."""


@pytest.fixture
def ready(year):
    row = year.put("11311", "annual.collective", initiatives=(year.initiative("11311", "SK-1"),))
    year.choose(row, True)
    return row


def _done(act):
    try:
        return act()
    except ProposalRefused as refusal:
        return str(refusal)
    finally:
        connection.close()


def _while_freezing(year, monkeypatch, act):
    """(the list, what the act gave, whether it was done before the list was there)."""
    begun, go_on = Event(), Event()
    real = freezing.content_of

    def slow(whole):
        begun.set()
        go_on.wait(WHILE)
        return real(whole)

    monkeypatch.setattr(freezing, "content_of", slow)

    def second():
        begun.wait(10)
        found = _done(act)
        go_on.set()
        return found

    with ThreadPoolExecutor(2) as pool:
        freezes = pool.submit(_done, lambda: freezing.freeze(by=year.by, at=year.at, cycle=year.cycle))
        acts = pool.submit(second)
        return freezes.result(), acts.result()


def test_a_choice_waits_for_the_list_and_is_refused(year, ready, monkeypatch):
    frozen, said = _while_freezing(year, monkeypatch, lambda: year.choose(ready, False, "Đơn vị xin rút"))

    assert isinstance(frozen, Proposal)
    assert "đã khóa, chờ xác nhận" in str(said)
    ready.proposal_choice.refresh_from_db()
    assert ready.proposal_choice.is_proposed


def test_a_return_waits_for_the_list_and_the_second_person_is_told(year, ready, monkeypatch):
    seen = []

    def act():
        give_back(year, ready)
        seen.append(Proposal.objects.exists())

    frozen, _said = _while_freezing(year, monkeypatch, act)

    assert seen == [True], "it came after the list, not in between"
    assert Dossier.objects.get().state == "returned"
    with pytest.raises(ProposalRefused, match="đang trả lại đơn vị"):
        freezing.confirm(by=year.head, at=year.at, proposal=frozen)

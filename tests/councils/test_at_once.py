"""Two at the same second: one wins, the other is told, nothing is there twice."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from thidua.councils.agenda import put_on_agenda
from thidua.councils.closing import close
from thidua.councils.enums import SessionState
from thidua.councils.errors import CouncilRefused
from thidua.councils.models import AgendaItem, Council, CouncilSession, SealedBallot
from thidua.councils.services import set_up_council
from thidua.foundation.audit.models import AuditEvent

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def at_once(*acts):
    """What each act gave: its value, or the words of the refusal; all begin together."""
    gate = Barrier(len(acts))

    def do(act):
        try:
            gate.wait(10)
            return act()
        except CouncilRefused as refusal:
            return str(refusal)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(do, acts))


def test_one_member_on_two_phones_votes_once(world):
    session = world.voting(world.appraised("P1"))
    member = world.members[0]

    found = at_once(*(lambda said=said: world.cast(session, member, said) for said in ("agree", "against")))

    assert sum("mỗi người một phiếu" in one for one in found) == 1
    assert SealedBallot.objects.count() == 1


def test_two_clerks_put_one_dossier_on_one_agenda(world):
    dossier = world.appraised("P1")
    sessions = [world.planned(), world.planned()]

    def put(session):
        return lambda: put_on_agenda(by=world.by, at=world.at, session=session, dossiers=[dossier.pk])

    found = at_once(*map(put, sessions))

    assert sum("một phiên họp khác" in str(one) for one in found) == 1
    assert AgendaItem.objects.count() == 1


def test_a_session_is_closed_once(world):
    session = world.voting(world.appraised("P1"))
    for user in (*world.members, world.by):
        world.cast(session, user, "agree")

    def end(who):
        return lambda: close(by=who, at=world.at, session=session, code=world.box_code)

    found = at_once(end(world.by), end(world.head))

    assert sum(isinstance(one, CouncilSession) for one in found) == 1
    assert sum("đã kết thúc" in str(one) for one in found) == 1
    assert CouncilSession.objects.get().state == SessionState.CLOSED
    assert AuditEvent.objects.filter(action="councils.closed").count() == 1


def test_two_sessions_planned_at_once_have_two_numbers_or_one_is_told(world):
    found = at_once(world.planned, world.planned)

    made = [one for one in found if isinstance(one, CouncilSession)]
    told = [one for one in found if "Vừa có người khác lên lịch" in str(one)]
    assert len(made) + len(told) == 2
    assert sorted(CouncilSession.objects.values_list("ordinal", flat=True)) == list(range(1, len(made) + 1))


def test_two_clerks_who_record_one_council_have_one(world):
    def set_up(clerk):
        said = {"name": "Hội đồng xét giai đoạn", "number": "88/QĐ-UBND", "on": world.at.date()}
        return set_up_council(by=clerk, at=world.at, **said)

    found = at_once(lambda: set_up(world.by), lambda: set_up(world.head))

    assert sum(isinstance(one, Council) for one in found) == 1
    assert any("Đã có hội đồng theo quyết định 88/QĐ-UBND" in str(one) for one in found)

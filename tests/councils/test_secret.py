"""A secret vote: what is counted, what is kept, what nobody can read before or afterwards."""

import json
import re

import pytest
from django.apps import apps
from tests.councils.world import CYCLE

from thidua.appraising.conflicts.services import state_conflict
from thidua.councils.ballots.casting import is_counted
from thidua.councils.ballots.sealing import CannotOpen, box_key, new_code, seal, unseal
from thidua.councils.closing import close
from thidua.councils.enums import SessionState, Way
from thidua.councils.errors import CouncilRefused
from thidua.councils.models import OpenVote, SealedBallot
from thidua.councils.selectors import results_of
from thidua.councils.sitting import note_present, start_vote, vote_again
from thidua.foundation.audit.models import AuditEvent

pytestmark = pytest.mark.django_db


def test_what_comes_out(world) -> None:
    one, two = world.appraised("P1"), world.appraised("X1")
    session = world.voting(one, two)
    receipts = [
        world.cast(session, user, *said)
        for user, said in zip(
            [*world.members, world.by],
            [("agree",), ("agree", "against"), ("agree", "blank"), ("against",), ("agree", "agree")],
            strict=True,
        )
    ]

    done = close(by=world.by, at=world.at, session=session, code=world.box_code.lower().replace("-", " "))

    found = results_of(CYCLE)
    assert (found[one.pk].agreed, found[one.pk].against, found[one.pk].members) == (4, 1, 5)
    assert found[one.pk].is_passed
    assert (found[two.pk].agreed, found[two.pk].against, found[two.pk].is_passed) == (2, 2, False)
    assert done.state == SessionState.CLOSED
    assert all(is_counted(done, receipt) for receipt in receipts)
    assert not is_counted(done, "AAAA-BBBB-CCCC-DDDD")
    assert done.content["receipts"] == sorted(done.content["receipts"])


def test_before_closing_nothing_tells_of_a_choice(world) -> None:
    session = world.voting(world.appraised("P1"), world.appraised("X1"))
    told = AuditEvent.objects.count()
    world.cast(session, world.members[0], "agree")
    world.cast(session, world.members[1], "against", "blank")

    assert AuditEvent.objects.count() == told, "an event would put the voters in order"
    sealed = [bytes(row.sealed) for row in SealedBallot.objects.all()]
    assert len({len(one) for one in sealed}) == 1, "the length tells nothing"
    assert len(set(sealed)) == 2
    assert not OpenVote.objects.exists()
    assert results_of(CYCLE) == {}
    assert not session.items.filter(agreed__isnull=False).exists()


def test_after_closing_no_row_stands_beside_a_person(world) -> None:
    session = world.voting(world.appraised("P1"))
    for user, said in zip(world.members, ("agree", "agree", "agree", "against"), strict=True):
        world.cast(session, user, said)
    done = close(by=world.by, at=world.at, session=session, code=world.box_code, knows_missing=True)

    assert not SealedBallot.objects.exists()
    assert done.box_key is None
    assert all(item["votes"] == [] for item in done.content["items"])
    assert world.box_code not in _everything_kept()
    assert re.search("agree|against", json.dumps(done.content["members"])) is None


def _everything_kept() -> str:
    """Every row of ours as text."""
    ours = [model for model in apps.get_models() if model.__module__.startswith("thidua.")]
    return str([list(model._base_manager.order_by().values()) for model in ours])


def test_the_code_is_nowhere_while_they_vote(world) -> None:
    world.voting(world.appraised("P1"))

    assert world.box_code
    assert world.box_code not in _everything_kept()
    assert world.box_code.replace("-", "") not in _everything_kept()


def test_a_wrong_code_opens_nothing_and_changes_nothing(world) -> None:
    session = world.voting(world.appraised("P1"))
    for user in (*world.members, world.by):
        world.cast(session, user, "agree")

    with pytest.raises(CouncilRefused, match="Mã mở hòm phiếu không đúng"):
        close(by=world.by, at=world.at, session=session, code=new_code())

    session.refresh_from_db()
    assert session.state == SessionState.VOTING
    assert session.sealed_ballots.count() == 5


def test_a_ballot_more_or_less_is_found(world) -> None:
    session = world.voting(world.appraised("P1"))
    for user in (*world.members, world.by):
        world.cast(session, user, "agree")
    session.sealed_ballots.first().delete()

    with pytest.raises(CouncilRefused, match="không khớp danh sách"):
        close(by=world.by, at=world.at, session=session, code=world.box_code)


def test_a_ballot_of_another_round_does_not_count(world) -> None:
    code = new_code()
    sealed = seal(box_key(code, b"1.1"), b"AN", b"1.1")

    assert unseal(code, sealed, b"1.1") == b"AN"
    with pytest.raises(CannotOpen):
        unseal(code, sealed, b"1.2")
    with pytest.raises(CannotOpen):
        unseal(code, sealed[:-1] + bytes([sealed[-1] ^ 1]), b"1.1")


def test_voting_again_throws_all_away_unread(world) -> None:
    session = world.voting(world.appraised("P1"))
    world.cast(session, world.members[0], "agree")

    again = vote_again(by=world.by, at=world.at, session=session, reason="Mất mã mở hòm phiếu")

    assert (again.state, again.way, again.round) == (SessionState.OPEN, "", 2)
    assert not SealedBallot.objects.exists()
    assert not again.attendees.filter(has_voted=True).exists()


def test_an_item_with_two_who_take_part_is_not_put_to_a_secret_vote(world) -> None:
    one, two = world.appraised("P1"), world.appraised("X1")
    session = world.opened(one, two)
    for user in world.members[:3]:
        state_conflict(by=user, at=world.at, filing=two.filing, is_recused=True, reason="Người thân")

    with pytest.raises(CouncilRefused, match=r"Mục 2 còn chưa đủ 3 người.*sang phiên khác"):
        start_vote(by=world.by, at=world.at, session=session, way=Way.SECRET)
    session.refresh_from_db()
    assert session.state == SessionState.OPEN

    start_vote(by=world.by, at=world.at, session=session, way=Way.OPEN)


def test_two_secret_ballots_are_not_opened(world) -> None:
    session = world.voting(world.appraised("P1"))
    for user in world.members[:2]:
        world.cast(session, user, "agree")

    with pytest.raises(CouncilRefused, match="Mục 1 chưa đủ 3 phiếu"):
        close(by=world.by, at=world.at, session=session, code=world.box_code, knows_missing=True)
    assert session.sealed_ballots.count() == 2

    world.cast(session, world.members[2], "against")
    done = close(by=world.by, at=world.at, session=session, code=world.box_code, knows_missing=True)
    assert done.items.get().agreed == 2


def test_one_item_with_two_secret_ballots_keeps_the_box_shut(world) -> None:
    one, two = world.appraised("P1"), world.appraised("X1")
    out = world.members[0]
    state_conflict(by=out, at=world.at, filing=two.filing, is_recused=True, reason="Người thân")
    session = world.voting(one, two)
    for user in world.members[:3]:
        world.cast(session, user, "agree")

    with pytest.raises(CouncilRefused, match="Mục 2 chưa đủ 3 phiếu"):
        close(by=world.by, at=world.at, session=session, code=world.box_code, knows_missing=True)


def test_two_voters_cannot_vote_in_secret(world) -> None:
    session = world.opened(world.appraised("P1"))
    session.attendees.exclude(account__in=world.members[:2]).update(has_vote=False)
    here = [one.pk for one in session.attendees.filter(has_vote=True)]
    note_present(by=world.by, at=world.at, session=session, present=here)

    with pytest.raises(CouncilRefused, match="không giữ kín được"):
        start_vote(by=world.by, at=world.at, session=session, way=Way.SECRET)

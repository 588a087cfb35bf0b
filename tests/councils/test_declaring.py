"""No ballot without a word about relations: on the screen each states himself, on paper in the room too."""

import pytest
from django.test import Client
from django.urls import reverse
from tests.councils.world import World

from thidua.appraising.conflicts.models import ConflictStatement
from thidua.appraising.conflicts.services import state_conflict
from thidua.core.roles import Role
from thidua.councils.agenda import put_on_agenda
from thidua.councils.ballots.paper_counts import type_count
from thidua.councils.closing import close
from thidua.councils.enums import Way
from thidua.councils.errors import CouncilRefused
from thidua.councils.models import CouncilSession, OpenVote
from thidua.councils.recusals import OWN_UNIT, STATED, undo_aside
from thidua.councils.sitting import note_present, open_session, start_vote, vote_again
from thidua.foundation.audit.models import AuditEvent
from thidua.people.models import User
from thidua.people.role_services import grant_role

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_day")]


def _as(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def _words(answer) -> str:  # type: ignore[no-untyped-def]
    return answer.content.decode()


def _forget(*people: User) -> None:
    """They have stated nothing."""
    ConflictStatement.objects.filter(person__in=people).delete()


def _ballot(session: CouncilSession) -> str:
    return reverse("councils:ballot", args=[session.pk])


def _relations(session: CouncilSession) -> str:
    return reverse("councils:relations", args=[session.pk]) + "?phieu=1"


def _act(world: World, session: CouncilSession, name: str, **data: object):  # type: ignore[no-untyped-def]
    return _as(world.by).post(reverse("councils:act", args=[session.pk, name]), data, follow=True)


@pytest.mark.parametrize("way", [Way.OPEN, Way.SECRET])
def test_no_ballot_before_the_member_has_stated_his_relations(world: World, way: str) -> None:
    own, free = world.appraised("P1"), world.appraised("P2")
    session = world.voting(own, free, way=way)
    member = world.members[1]
    _forget(member)
    client = _as(member)
    said = {f"item-{item.pk}": "agree" for item in session.items.all()}

    assert client.get(_ballot(session))["Location"] == _relations(session)
    assert client.post(_ballot(session), said)["Location"] == _relations(session)
    with pytest.raises(CouncilRefused, match="Trước khi bỏ phiếu, khai bạn có quan hệ"):
        world.cast(session, member, "agree")
    assert not world.seat(session, member).has_voted

    told = client.post(_relations(session), {"relation": "some", "aside": [own.filing_id], "reason": "Vợ"})
    assert told["Location"] == _ballot(session)
    page = _words(client.get(_ballot(session)))
    assert f"item-{session.items.get(dossier=own).pk}" not in page
    client.post(_ballot(session), said)

    assert world.seat(session, member).has_voted
    assert session.items.get(dossier=own).recusals.get().reason == STATED
    if way == Way.OPEN:
        assert list(OpenVote.objects.values_list("item__dossier", flat=True)) == [free.pk]
    for user in (world.members[0], *world.members[2:], world.by):
        world.cast(session, user, "agree")
    done = close(by=world.by, at=world.at, session=session, code=world.box_code)
    assert [(item.agreed, item.members) for item in done.items.order_by("dossier__filing")] == [
        (4, 4),
        (5, 5),
    ]


def test_who_said_there_is_no_relation_steps_aside_before_he_votes(world: World) -> None:
    own, free = world.appraised("P1"), world.appraised("P2")
    session = world.voting(own, free, way=Way.OPEN)
    member = world.members[1]
    client = _as(member)
    later = reverse("councils:relations", args=[session.pk]) + "?rut=1&phieu=1"

    assert later.replace("&", "&amp;") in _words(client.get(_ballot(session)))
    assert "relation" not in client.get(later).context["form"].fields
    assert client.post(later, {"aside": []}).status_code == 422
    assert client.post(later, {"aside": [own.filing_id]}).status_code == 422, "not without a reason"
    told = client.post(later, {"aside": [own.filing_id], "reason": "Con mới nhận việc tại đây"})

    assert told["Location"] == _ballot(session)
    assert f"item-{session.items.get(dossier=own).pk}" not in _words(client.get(_ballot(session)))
    assert f"item-{session.items.get(dossier=free).pk}" in _words(client.get(_ballot(session)))
    assert (
        client.get(reverse("councils:materials", args=[session.items.get(dossier=own).pk])).status_code == 403
    )


def test_ticked_units_and_no_relation_contradict_each_other(world: World) -> None:
    session = world.voting(world.appraised("P1"), way=Way.OPEN)
    member = world.members[1]
    _forget(member)
    filing = session.items.get().dossier.filing_id

    told = _as(member).post(_relations(session), {"relation": "none", "aside": [filing], "reason": "Vợ"})

    assert told.status_code == 422
    assert "mà chọn không có quan hệ" in _words(told)
    assert not ConflictStatement.objects.filter(person=member).exists()


def test_a_recusal_entered_for_the_wrong_member_is_taken_back_before_the_vote(world: World) -> None:
    session = world.opened(world.appraised("P1"))
    item, wrong = session.items.get(), world.seat(session, world.members[1])
    assert "bo-tranh" not in _words(_as(world.by).get(reverse("councils:desk", args=[session.pk])))
    _act(world, session, "tranh", item=item.pk, attendee=wrong.pk, reason="Người thân")
    (row,) = item.recusals.all()

    assert "Mục 1: Ủy viên 2 (Người thân)" in _words(_act(world, session, "bo-tranh", recusal=row.pk))
    assert item.recusals.exists(), "not without a reason"
    _act(world, session, "bo-tranh", recusal=row.pk, reason="Ghi nhầm người")
    assert not item.recusals.exists()
    event = AuditEvent.objects.get(action="councils.aside_undone")
    assert (event.before["name"], event.after) == ("Ủy viên 2", {"reason": "Ghi nhầm người"})
    trail = AuditEvent.objects.filter(action__startswith="councils.").values_list("before", "after")
    assert "Người thân" not in str(list(trail)), "the trail is read by more people than may know"

    start_vote(by=world.by, at=world.at, session=session, way=Way.OPEN)
    with pytest.raises(CouncilRefused, match="đang bỏ phiếu"):
        undo_aside(by=world.by, at=world.at, session=session, recusal=row.pk, reason="Nhầm")


def test_a_secretary_with_a_vote_states_too(world: World) -> None:
    session = world.voting(world.appraised("P1"), way=Way.OPEN)
    _forget(world.by)
    client = _as(world.by)

    assert client.get(_ballot(session))["Location"] == _relations(session)
    assert client.post(_relations(session), {}).status_code == 422, "an untouched page says nothing"
    assert client.post(_relations(session), {"relation": "none"})["Location"] == _ballot(session)
    assert "Gửi phiếu" in _words(client.get(_ballot(session)))


def test_who_steps_aside_during_the_vote_and_does_not_vote_leaves_the_denominator(world: World) -> None:
    dossier = world.appraised("P1")
    session = world.voting(dossier, way=Way.OPEN)
    for user in (*world.members[1:], world.by):
        world.cast(session, user, "agree")
    away = world.members[0]
    state_conflict(by=away, at=world.at, filing=dossier.filing, is_recused=True, reason="Người thân")

    done = close(by=world.by, at=world.at, session=session, knows_missing=True)

    assert (done.items.get().agreed, done.items.get().members) == (4, 4)


def test_on_paper_whoever_steps_aside_meanwhile_asks_for_a_new_vote(world: World) -> None:
    dossier = world.appraised("P1")
    session = world.voting(dossier, way=Way.PAPER)
    [item] = session.items.all()
    away = world.members[0]
    state_conflict(by=away, at=world.at, filing=dossier.filing, is_recused=True, reason="Người thân")
    for by in (world.by, world.head):
        type_count(by=by, at=world.at, session=session, ballots=5, numbers={item.pk: (5, 0)})
    for name in ("desk", "count"):
        page = _words(_as(world.by).get(reverse(f"councils:{name}", args=[session.pk])))
        assert f"{away.get_full_name()}, mục 1. Phiếu giấy không tách được" in page
        assert "Hai lần nhập đã khớp" not in page

    with pytest.raises(CouncilRefused, match=rf"{away.get_full_name()}, mục 1.*bỏ phiếu lại"):
        close(by=world.by, at=world.at, session=session)
    vote_again(by=world.by, at=world.at, session=session, reason="Có người không tham gia xét")
    start_vote(by=world.by, at=world.at, session=session, way=Way.PAPER)
    for by in (world.by, world.head):
        type_count(by=by, at=world.at, session=session, ballots=5, numbers={item.pk: (4, 0)})
    done = close(by=world.by, at=world.at, session=session)

    assert (done.items.get().agreed, done.items.get().members) == (4, 4)


def test_on_paper_an_absent_member_who_steps_aside_leaves_the_denominator(world: World) -> None:
    dossier = world.appraised("P1")
    session = world.opened(dossier)
    absent = world.members[0]
    seats = session.attendees.filter(has_vote=True)
    note_present(
        by=world.by, at=world.at, session=session, present=[one.pk for one in seats.exclude(account=absent)]
    )
    start_vote(by=world.by, at=world.at, session=session, way=Way.PAPER)
    [item] = session.items.all()
    state_conflict(by=absent, at=world.at, filing=dossier.filing, is_recused=True, reason="Người thân")
    for by in (world.by, world.head):
        type_count(by=by, at=world.at, session=session, ballots=4, numbers={item.pk: (4, 0)})

    done = close(by=world.by, at=world.at, session=session)

    assert (done.items.get().agreed, done.items.get().members) == (4, 4)


def test_who_voted_before_he_stepped_aside_stays_in_the_count(world: World) -> None:
    dossier = world.appraised("P1")
    session = world.voting(dossier, way=Way.OPEN)
    for user in (*world.members, world.by):
        world.cast(session, user, "agree")
    late = world.members[0]
    state_conflict(by=late, at=world.at, filing=dossier.filing, is_recused=True, reason="Người thân")

    done = close(by=world.by, at=world.at, session=session)

    assert (done.items.get().agreed, done.items.get().members) == (5, 5)


def test_a_hat_of_the_unit_that_came_during_the_vote_needs_no_statement(world: World) -> None:
    session = world.voting(world.appraised("P1"), world.appraised("P2"), way=Way.OPEN)
    member = world.members[0]
    grant_role(
        by=None, at=world.at, user=member, role=Role.UNIT_HEAD, unit_id=world.units["P1"].pk,
        valid_from=world.at.date(),
    )  # fmt: skip
    own = session.items.get(dossier__filing__unit=world.units["P1"])
    ConflictStatement.objects.filter(person=member, filing=own.dossier.filing).delete()

    page = _words(_as(member).get(_ballot(session)))

    assert f"item-{own.pk}" not in page
    world.cast(session, member, "agree")
    assert own.recusals.get().reason == OWN_UNIT


def test_paper_ballots_are_given_to_those_who_stated_on_the_screen_or_in_the_room(world: World) -> None:
    session = world.opened(world.appraised("P1"))
    first, second = world.members[:2]
    _forget(first, second)

    told = _words(_act(world, session, "bo-phieu", way=Way.PAPER))
    assert "Chưa khai có quan hệ với đơn vị có hồ sơ hay không: Ủy viên 1, Ủy viên 2." in told
    assert "Ghi thành viên đã khai quan hệ tại phòng họp" in told
    _as(first).post(_relations(session), {"relation": "none"})
    _act(world, session, "khai", declared=[world.seat(session, second).pk])
    # No word is asked of who types the counts.
    _forget(world.head)
    _act(world, session, "bo-phieu", way=Way.PAPER)

    session.refresh_from_db()
    assert session.way == Way.PAPER
    count = reverse("councils:count", args=[session.pk])
    item = session.items.get().pk
    _as(world.head).post(count, {"ballots": 5, f"agreed-{item}": 5, f"against-{item}": 0})
    assert session.paper_counts.get().typed_by == world.head


def test_who_comes_late_to_a_vote_on_paper_states_first(world: World) -> None:
    late = world.members[0]
    session = world.opened(world.appraised("P1"), absent=[late])
    _forget(late)
    start_vote(by=world.by, at=world.at, session=session, way=Way.PAPER)
    everybody = [one.pk for one in session.attendees.all()]

    assert "Chưa khai có quan hệ" in _words(_act(world, session, "co-mat", present=everybody))
    assert not world.seat(session, late).is_present
    _act(world, session, "khai", declared=[world.seat(session, late).pk])
    _act(world, session, "co-mat", present=everybody)

    assert world.seat(session, late).is_present


def test_what_was_said_in_the_room_is_asked_anew_when_the_agenda_grows(world: World) -> None:
    session = open_session(by=world.by, at=world.at, session=world.planned(world.appraised("P1")))
    everybody = [one.pk for one in session.attendees.all()]
    note_present(by=world.by, at=world.at, session=session, present=everybody)
    _act(world, session, "khai", declared=everybody)
    more = world.appraised("P2")
    put_on_agenda(by=world.by, at=world.at, session=session, dossiers=[more.pk])

    with pytest.raises(CouncilRefused, match="Ủy viên 1, Ủy viên 2, Ủy viên 3, Ủy viên 4, Mai Bích Thảo"):
        start_vote(by=world.by, at=world.at, session=session, way=Way.PAPER)


def test_the_desk_notes_nothing_for_those_who_vote_on_the_screen(world: World) -> None:
    session = world.voting(world.appraised("P1"), way=Way.OPEN)
    member = world.members[0]
    _forget(member)

    told = _words(_act(world, session, "khai", declared=[world.seat(session, member).pk]))

    assert "đang bỏ phiếu" in told
    assert not world.seat(session, member).has_declared

"""What a session froze is counted again from the file alone."""

import pytest
from tests.councils.world import World

from thidua.core import frozen_council
from thidua.core.frozen import canonical, content_of
from thidua.core.majority import AT_LEAST, HALF
from thidua.councils.ballots import paper_counts
from thidua.councils.closing import close
from thidua.councils.enums import Majority, Way
from thidua.councils.errors import CouncilRefused
from thidua.councils.models import CouncilSession
from thidua.councils.recusals import step_aside
from thidua.councils.sitting import note_present, start_vote

pytestmark = pytest.mark.django_db


def _closed(world: World, way: str) -> CouncilSession:
    session = world.opened(world.appraised("P1"), world.appraised("X1"), absent=world.members[:1])
    item, seat = session.items.first(), world.seat(session, world.members[1])
    step_aside(by=world.by, at=world.at, item=item, attendee=seat, reason="Người thân")
    code = start_vote(by=world.by, at=world.at, session=session, way=way)
    if way == Way.PAPER:
        numbers = {one.pk: (2, 1) for one in session.items.all()}
        for by in (world.by, world.head):
            paper_counts.type_count(by=by, at=world.at, session=session, ballots=4, numbers=numbers)
    else:
        for user in (*world.members[1:], world.by):
            world.cast(session, user, "agree", "against")
    return close(by=world.by, at=world.at, session=session, code=code)


@pytest.mark.parametrize("way", list(Way))
def test_the_file_of_a_session_proves_itself(world: World, way: str) -> None:
    done = _closed(world, way)

    told = content_of(canonical(done.content))

    assert frozen_council.mismatches(told) == []
    assert [one["members"] for one in told["items"]] == [4, 5]
    told["items"][1]["is_passed"] = not told["items"][1]["is_passed"]
    assert [one.what for one in frozen_council.mismatches(told)] == ["kết quả"]


def test_more_ballots_than_people_close_nothing(world: World) -> None:
    session = world.opened(world.appraised("P1"))
    start_vote(by=world.by, at=world.at, session=session, way=Way.PAPER)
    numbers = {one.pk: (5, 0) for one in session.items.all()}
    for by in (world.by, world.head):
        paper_counts.type_count(by=by, at=world.at, session=session, ballots=5, numbers=numbers)
    here = [one.pk for one in session.attendees.all()][1:]
    note_present(by=world.by, at=world.at, session=session, present=here)

    with pytest.raises(CouncilRefused, match="Kiểm được 5 phiếu, nay ghi 4 thành viên"):
        close(by=world.by, at=world.at, session=session)


def test_every_majority_a_rule_can_name_is_known_to_the_core() -> None:
    assert set(Majority.values) == {HALF, *AT_LEAST}

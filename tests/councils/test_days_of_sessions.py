"""Whether there is a session, and when: on a day of its council, opened early or late, over once begun."""

from datetime import timedelta

import pytest
from tests.councils.world import CYCLE

from thidua.councils.closing import close
from thidua.councils.enums import Way
from thidua.councils.errors import CouncilRefused
from thidua.councils.minutes import minutes_of
from thidua.councils.models import CouncilSession
from thidua.councils.parameters.services import choose_council
from thidua.councils.selectors import is_council_on
from thidua.councils.services import plan_session
from thidua.councils.sitting import open_session
from thidua.documents.papers import Text

pytestmark = pytest.mark.django_db


def test_where_the_council_is_off_nothing_is_planned_or_opened(world) -> None:
    planned, day = world.planned(world.appraised("P1")), world.at.date()
    choose_council(
        by=world.head, at=world.at, cycle=CYCLE, is_on=False, valid_from=day, reason="Đợt có ít hồ sơ"
    )

    for act in (world.planned, lambda: open_session(by=world.by, at=world.at, session=planned)):
        with pytest.raises(CouncilRefused, match=r"không có hội đồng biểu quyết.*ít hồ sơ.*Quy tắc"):
            act()

    choose_council(by=world.head, at=world.at, cycle=CYCLE, is_on=True, valid_from=day, reason="Nay cần họp")
    open_session(by=world.by, at=world.at, session=planned)


@pytest.mark.parametrize("years", [-2, 2], ids=["before the council", "in two years"])
def test_a_day_with_a_wrong_year_is_not_planned(world, years) -> None:
    day = world.at.replace(year=world.at.year + years)

    with pytest.raises(CouncilRefused, match="xem lại năm"):
        plan_session(
            by=world.by, at=world.at, council=world.council, cycle="2026", held_at=day, place="Phòng họp"
        )
    assert not CouncilSession.objects.exists()


def test_who_meets_before_the_planned_day_has_met_on_that_day(world) -> None:
    session = world.planned(world.appraised("P1"))
    CouncilSession.objects.update(held_at=world.at + timedelta(days=3))

    open_session(by=world.by, at=world.at, session=session)

    session.refresh_from_db()
    assert minutes_of(session, is_demo=False).on == world.at.date()


def test_later_on_the_planned_day_the_planned_hour_stays(world) -> None:
    session = world.planned(world.appraised("P1"))
    open_session(by=world.by, at=world.at, session=session)
    session.refresh_from_db()
    assert session.held_at == world.at + timedelta(hours=1)


def test_what_is_over_before_the_planned_hour_began_when_it_was_opened(world) -> None:
    session = world.voting(world.appraised("P1"), way=Way.OPEN)
    for user in (*world.members, world.by):
        world.cast(session, user, "agree")
    done = close(by=world.by, at=world.at + timedelta(minutes=20), session=session)
    assert done.held_at == world.at
    assert done.content["held_at"] < done.content["closed_at"]
    opening = next(one for one in minutes_of(done, is_demo=False).body if isinstance(one, Text))
    assert opening.text.startswith(f"Hồi {world.at:%H} giờ {world.at:%M} phút")


def test_the_office_can_do_without_a_council(world) -> None:
    day = world.at.date()
    assert is_council_on(CYCLE, day)
    with pytest.raises(CouncilRefused, match="Ghi lý do"):
        choose_council(by=world.head, at=world.at, cycle=CYCLE, is_on=False, valid_from=day, reason=" ")
    choose_council(
        by=world.head, at=world.at, cycle=CYCLE, is_on=False, valid_from=day, reason="Công văn 12/SNV"
    )

    assert not is_council_on(CYCLE, day)
    assert is_council_on("2027", day)
    with pytest.raises(CouncilRefused, match="đã đang như vậy"):
        choose_council(by=world.head, at=world.at, cycle=CYCLE, is_on=False, valid_from=day, reason="Lại")

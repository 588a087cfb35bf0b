"""The desk of the council: what it is asked for, what was typed wrong, two people at one desk."""

from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from docx import Document
from tests.councils.test_pages import act, sign_in
from tests.page_text import words

from thidua.core.roles import Role
from thidua.councils.ballots import paper_counts
from thidua.councils.closing import close
from thidua.councils.enums import Way
from thidua.councils.errors import CouncilRefused
from thidua.councils.models import CouncilSession
from thidua.councils.services import set_up_council
from thidua.councils.sitting import note_present, open_session, start_vote
from thidua.councils.todo import tasks_for

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_day")]


def test_what_the_home_page_asks(world) -> None:
    session = world.voting(world.appraised("P1"))
    member = world.members[0]

    assert [str(task.action) for task in tasks_for(member, world.at)] == ["Bỏ phiếu"]
    world.cast(session, member, "agree")
    assert tasks_for(member, world.at) == []
    for user in world.members[1:3]:
        world.cast(session, user, "agree")
    close(by=world.by, at=world.at, session=session, code=world.box_code, knows_missing=True)
    assert [str(task.action) for task in tasks_for(world.by, world.at)] == ["Tải biên bản đã ký lên"]


def test_the_home_page_asks_the_desk_to_go_on_with_a_session(world, make_person) -> None:
    board = make_person("thidua", Role.EMULATION_BOARD, full_name="Đoàn Thị Mai")

    def asked(user) -> list[tuple[str, str]]:
        told = [(str(task.action), str(task.state)) for task in tasks_for(user, world.at)]
        return [one for one in told if not one[0].startswith(("Bỏ phiếu", "Đọc tài liệu"))]

    session = world.planned(world.appraised("P1"))
    assert asked(world.by) == []
    CouncilSession.objects.update(held_at=world.at)
    assert asked(world.by) == [("Khai mạc, hoặc ghi phiên này không họp", "to_do")]
    session.refresh_from_db()
    open_session(by=world.by, at=world.at, session=session)
    assert asked(world.by) == [("Ghi người có mặt, bắt đầu bỏ phiếu", "to_do")]
    world.state(session)
    here = [one.pk for one in session.attendees.all()]
    note_present(by=world.by, at=world.at, session=session, present=here)
    start_vote(by=world.by, at=world.at, session=session, way=Way.PAPER)
    assert (asked(world.by), asked(board)) == ([("Nhập kết quả kiểm phiếu", "to_do")], [])
    item = session.items.get().pk
    for user, agreed in ((world.by, 4), (board, 5)):
        paper_counts.type_count(by=user, at=world.at, session=session, ballots=5, numbers={item: (agreed, 0)})
        other = board if user == world.by else world.by
        assert asked(other) == [("Nhập kết quả kiểm phiếu", "to_do")]
    assert (asked(board), asked(world.head)) == ([], [("Nhập kết quả kiểm phiếu", "to_do")])
    paper_counts.type_count(by=world.by, at=world.at, session=session, ballots=5, numbers={item: (5, 0)})
    assert (asked(world.by), asked(board)) == ([("Kết thúc, công bố kết quả", "to_do")], [])


def test_the_number_of_a_council_is_free_again_in_another_year(world) -> None:
    said = {"by": world.by, "at": world.at, "name": "Hội đồng đợt 2"}
    with pytest.raises(CouncilRefused, match="Đã có hội đồng theo quyết định"):
        set_up_council(**said, number=world.council.decision_number, on=date(2027, 1, 20))
    assert set_up_council(**said, number=world.council.decision_number, on=date(2026, 1, 20)).pk


def test_number_and_day_of_a_council_typed_wrong_are_put_right(world) -> None:
    closed = world.voting(world.appraised("P1"), way=Way.OPEN)
    world.cast(closed, world.by, "agree")
    close(by=world.by, at=world.at, session=closed, knows_missing=True)
    planned = world.planned()
    desk, where = sign_in(world.by), reverse("councils:council", args=[world.council.pk])
    said = {"name": world.council.name, "number": "16/QĐ-UBND", "on": "2027-02-01"}
    assert "Sửa số, ngày ghi sai" in words(desk.get(where))
    change = reverse("councils:council_change", args=[world.council.pk])

    assert desk.post(change, said)["Location"] == where
    assert "Quyết định 16/QĐ-UBND ngày 01/02/2027" in words(desk.get(where))
    assert "Chưa sửa gì" in words(desk.post(change, said))

    def opening(session: CouncilSession) -> str:
        content = desk.get(reverse("councils:minutes", args=[session.pk, "docx"])).content
        return "\n".join(one.text for one in Document(BytesIO(content)).paragraphs)

    assert "số 16/QĐ-UBND ngày 01 tháng 02 năm 2027" in opening(planned)
    assert "số 15/QĐ-UBND" in opening(closed), "as its frozen file has it"


def test_of_two_at_the_desk_the_second_drops_nobody_whom_the_first_noted_present(world) -> None:
    session = world.opened(world.appraised("P1"), absent=[*world.members, world.by])
    one, two, three = session.attendees.order_by("pk")[:3]
    desk = sign_in(world.by)
    page = desk.get(reverse("councils:desk", args=[session.pk])).content.decode()
    shown = page.split('name="seen" value="')[1].split('"')[0]

    act(desk, session, "co-mat", present=[one.pk, two.pk], seen=shown)
    act(desk, session, "co-mat", present=[three.pk], seen=shown)

    here = session.attendees.filter(is_present=True).order_by("pk")
    assert list(here) == [one, two, three]
    act(desk, session, "co-mat", present=[one.pk], seen=f"0 {one.pk} {two.pk}")
    assert list(here.all()) == [one, three]


def test_a_session_that_is_planned_twice_is_one(world) -> None:
    said = {
        "council": world.council.pk,
        "cycle": "2026",
        "day": "2027-02-16",
        "hour": "14:00",
        "place": "Phòng 2",
    }
    desk = sign_in(world.by)
    desk.post(reverse("councils:plan"), said)
    again = desk.post(reverse("councils:plan"), said)

    assert "Phiên họp vào giờ này đã được lên lịch" in again.content.decode()
    assert CouncilSession.objects.count() == 1

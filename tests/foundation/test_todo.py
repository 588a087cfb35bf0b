"""The rooms' tasks come together on the home page: what was returned first, then what is due first."""

from datetime import date

import pytest

from thidua.core.roles import Role
from thidua.foundation import todo
from thidua.foundation.todo import Task, TaskState, tasks_of


def task(title: str, state: TaskState = TaskState.TO_DO, due: date | None = None) -> Task:
    return Task(title, "Mở", "/", state, due=due, reason="vì sao")


@pytest.fixture
def rooms(monkeypatch):
    """rooms([…], […]) → so many rooms with these tasks."""

    def make(*lists):
        monkeypatch.setattr(
            todo, "_sources", lambda: tuple(lambda _user, _moment, own=own: own for own in lists)
        )

    return make


def test_returned_comes_first_then_what_is_due_first(rooms, at):
    rooms(
        [task("chờ ký", TaskState.WAITING), task("chưa được", TaskState.BLOCKED)],
        [task("không hạn"), task("hạn sau", due=date(2027, 3, 30)), task("hạn trước", due=date(2027, 3, 1))],
        [task("trả lại", TaskState.RETURNED)],
    )

    order = [found.title for found in tasks_of(None, at)]

    assert order == ["trả lại", "hạn trước", "hạn sau", "không hạn", "chưa được", "chờ ký"]


def test_a_blocked_task_says_why():
    with pytest.raises(ValueError, match="says why"):
        Task("Ký báo cáo", "Ký", "/", TaskState.BLOCKED)


def test_the_home_page_shows_a_task_with_days_left_reason_and_the_next_act(
    rooms, client, demo_day, make_person
):
    rooms(
        [
            Task(
                title="Báo cáo phong trào năm 2026",
                action="Sửa phần bị hỏi",
                url="/bao-cao/",
                state=TaskState.RETURNED,
                due=date(2027, 2, 18),
                clause="IV.1.b",
                reason="Số sáng kiến không khớp với danh sách kèm theo",
            ),
            task("Việc quá hạn", due=date(2027, 2, 14)),
        ]
    )
    client.force_login(make_person("can.bo", Role.AUDITOR))

    html = client.get("/").content.decode()

    assert html.index("Báo cáo phong trào năm 2026") < html.index("Việc quá hạn")
    for words in (
        "bị trả lại",
        "còn 3 ngày",
        "18/02/2027",
        "IV.1.b",
        "Số sáng kiến không khớp",
        "đã quá hạn, vẫn nhận",
    ):
        assert words in html
    assert 'href="/bao-cao/"' in html


def test_nothing_to_do_is_said(rooms, client, demo_day, make_person):
    rooms()
    client.force_login(make_person("can.bo", Role.AUDITOR))

    assert "Không có việc nào đang chờ bạn" in client.get("/").content.decode()

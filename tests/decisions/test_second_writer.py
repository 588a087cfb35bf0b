"""Two people opened the same page, and the first acted: the second neither confirms what he did not see nor
writes over it, and what he typed is not lost.
"""

import re
from html import unescape

import pytest
from django.urls import reverse

from thidua.decisions.enums import DecisionState
from thidua.decisions.services import leave_out, settle

pytestmark = pytest.mark.django_db
WORDS = "Chưa đủ căn cứ theo kết luận thanh tra"


def seen_in(answer):
    return re.search(r'name="seen" value="(\w*)"', answer.content.decode())[1]


@pytest.fixture
def of_outcome(recorded):
    row = recorded.outcomes.filter(is_awarded=True).order_by("pk").last()
    return row, reverse("decisions:outcome", args=[recorded.pk, row.pk])


def test_the_second_person_confirms_only_what_the_page_showed(
    browser, recorded, of_outcome, head, specialist, at
):
    row, _address = of_outcome
    page, client = reverse("decisions:decision", args=[recorded.pk]), browser(head)
    shown = seen_in(client.get(page))
    settle(by=specialist, at=at, outcome=row, is_awarded=False, reason=WORDS)

    confirm = reverse("decisions:confirm", args=[recorded.pk])
    answer = client.post(confirm, {"seen": shown}, follow=True)

    assert "Người khác vừa sửa kết quả sau khi bạn mở trang" in unescape(answer.content.decode())
    recorded.refresh_from_db()
    assert recorded.state == DecisionState.RECORDED
    client.post(confirm, {"seen": seen_in(answer)})
    recorded.refresh_from_db()
    assert recorded.state == DecisionState.CONFIRMED


def test_a_reason_is_not_written_over_unseen(browser, of_outcome, head, specialist, at):
    row, address = of_outcome
    client = browser(head)
    shown = seen_in(client.get(address))
    settle(by=specialist, at=at, outcome=row, is_awarded=False, reason=WORDS)

    mine = {"is_awarded": "0", "reason": "Lời khác hẳn", "seen": shown}
    for more in ({}, {"leave": "1"}):
        answer = client.post(address, mine | more)
        told = unescape(answer.content.decode())
        assert f"Bản đang lưu: không được tặng, lý do: {WORDS}" in told
        assert "Lời khác hẳn" in told
        row.refresh_from_db()
        assert row.reason == WORDS
    client.post(address, mine | {"seen": seen_in(answer)})
    row.refresh_from_db()
    assert row.reason == "Lời khác hẳn"


def test_what_was_typed_of_a_dossier_left_out_meanwhile_is_told(browser, of_outcome, head, specialist, at):
    row, address = of_outcome
    client = browser(head)
    shown = seen_in(client.get(address))
    leave_out(by=specialist, at=at, outcome=row)

    answer = client.post(address, {"is_awarded": "0", "reason": WORDS, "seen": shown}, follow=True)

    told = unescape(answer.content.decode())
    assert "Người khác vừa đưa hồ sơ này ra khỏi quyết định" in told
    assert WORDS in told
    assert client.get(address).status_code == 404

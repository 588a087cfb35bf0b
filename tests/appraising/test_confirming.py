"""Nobody agrees at the end before the office has said whether something bars the subject (B32)."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from thidua.appraising.enums import Say, Stage
from thidua.appraising.errors import AppraisalRefused
from thidua.appraising.intake.services import give_back
from thidua.appraising.judging.services import choose_stages
from thidua.core.roles import Role
from thidua.dossiers.bars.services import Stated, report_bar
from thidua.dossiers.enums import BarKind
from thidua.dossiers.models import Dossier
from thidua.dossiers.sending.signing import hand_over
from thidua.dossiers.writing.services import save_part

pytestmark = pytest.mark.usefixtures("demo_day")
LACKING = "chưa xác nhận hồ sơ có thuộc trường hợp chưa xét"
WORDS = "Công văn 31/TTTP-NV: không có vụ việc"


def queue(client):
    return client.get(reverse("appraising:queue")).content.decode()


def desk(client, row):
    return client.get(reverse("appraising:dossier", args=[row.pk])).content.decode()


def test_the_last_of_two_stages_agrees_only_after_a_confirmation(content_done, find, say, board, confirm):
    find(content_done, Stage.PROCEDURE, board)
    with pytest.raises(AppraisalRefused, match=LACKING):
        say(content_done, Stage.PROCEDURE, board)
    confirm(content_done, board)
    assert say(content_done, Stage.PROCEDURE, board).say == Say.AGREE


def test_disagreeing_does_not_wait_for_it(content_done, find, say, board):
    find(content_done, Stage.PROCEDURE, board)
    assert say(content_done, Stage.PROCEDURE, board, Say.DISAGREE, "Trùng thành tích").say == Say.DISAGREE


def test_with_one_stage_its_people_are_asked(received, find, say, specialist, standing_head, confirm, at):
    choose_stages(by=standing_head, at=at, cycle="2026", has_procedure=False, reason="Văn bản 40/SNV")
    find(received, Stage.CONTENT, specialist)
    with pytest.raises(AppraisalRefused, match=LACKING):
        say(received, Stage.CONTENT, specialist)
    confirm(received, specialist)
    assert say(received, Stage.CONTENT, specialist).say == Say.AGREE


def test_a_confirmation_of_an_earlier_sending_does_not_count(
    content_done, find, specialist, board, confirm, send, at, client, clear
):
    confirm(content_done, board)
    give_back(by=specialist, at=at, dossier=content_done, reasons={"results": "Chưa có số liệu"})
    later = at + timedelta(minutes=5)
    save_part(by=specialist, at=later, dossier=content_done, section="results", text="Số liệu", version=2)
    send(hand_over(by=specialist, at=later, dossier=content_done), moment=later)
    client.force_login(clear(content_done, board) and board)
    shown = desk(client, content_done)
    assert "chưa xác nhận" in shown
    assert "đã xác nhận" not in shown


def test_what_the_unit_reports_later_pauses_though_it_was_confirmed(
    content_done, find, say, board, confirm, officer, at
):
    find(content_done, Stage.PROCEDURE, board)
    confirm(content_done, board)
    report_bar(by=officer, at=at, dossier=content_done, stated=Stated(BarKind.COMPLAINT, "Đơn ngày 12/02"))
    with pytest.raises(AppraisalRefused, match="tạm dừng xét"):
        say(content_done, Stage.PROCEDURE, board)


def test_nobody_lifts_what_came_after_he_opened_the_page(content_done, clear, client, board, officer, at):
    client.force_login(clear(content_done, board) and board)
    act = reverse("appraising:act", args=[content_done.pk, "bars"])
    seen = re.search(r'name="seen" value="(\d+)" id="bars-seen"', desk(client, content_done))[1]
    report_bar(by=officer, at=at, dossier=content_done, stated=Stated(BarKind.COMPLAINT, "Đơn ngày 12/02"))

    answer = client.post(act, {"seen": seen, "kind": "", "words": WORDS})

    assert "đã có thêm nội dung (Nguyễn Thị An). Tải lại trang" in answer.content.decode()
    assert Dossier.objects.get(pk=content_done.pk).barred
    again = re.search(r'name="seen" value="(\d+)" id="bars-seen"', desk(client, content_done))[1]
    for _press in range(2):
        assert client.post(act, {"seen": again, "kind": "", "words": WORDS}).status_code == 302
    assert not Dossier.objects.get(pk=content_done.pk).barred
    assert content_done.bar_statements.filter(by_office=True).count() == 1


def test_the_pages_say_so_and_confirming_is_one_press(
    content_done, start, wait, send, take, clear, client, board, make_person
):
    from tests.dossiers.conftest import PERSON

    second = wait(start("adhoc.individual", PERSON))
    send(second, knows_not_met=True)
    take(Dossier.objects.select_related("filing__unit").get(pk=second.pk))
    client.force_login(clear(content_done, board) and board)
    assert queue(client).count("trường hợp chưa xét: chưa xác nhận") == 2
    shown = desk(client, content_done)
    assert "chưa ghi đồng ý được" in shown
    assert '<a href="#truong-hop">' in shown
    act = reverse("appraising:act", args=[content_done.pk, "bars"])
    client.post(act, {"kind": "", "words": WORDS, "since": ""})
    shown = desk(client, content_done)
    assert "đã xác nhận" in shown
    assert "chưa ghi đồng ý được" not in shown
    assert queue(client).count("trường hợp chưa xét: chưa xác nhận") == 1
    # What was checked is offered at the next dossier, never where something was stated.
    assert f"{WORDS}</textarea>" in desk(client, second)


def test_what_was_checked_before_is_not_offered_where_a_bar_stands(
    content_done, start, wait, send, take, clear, client, board, officer, confirm, at
):
    from tests.dossiers.conftest import PERSON

    second = wait(start("adhoc.individual", PERSON))
    send(second, knows_not_met=True)
    report_bar(by=officer, at=at, dossier=second, stated=Stated(BarKind.COMPLAINT, "Đơn ngày 12/02"))
    confirm(content_done, board)
    client.force_login(clear(second, board) and board)
    assert f"{WORDS}</textarea>" not in desk(client, second)


def test_who_may_not_know_of_bars_is_not_told_of_confirmations(content_done, client, make_person):
    client.force_login(make_person("giamsat", Role.AUDITOR))
    assert "chưa xác nhận" not in queue(client)
    assert "chưa xác nhận" not in desk(client, content_done)

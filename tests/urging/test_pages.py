"""The board, the preview of a reminder, the letter."""

import io
import zipfile

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.urging.conftest import AN_LAO, HONG_BANG, TUESDAY, later, outside_the_blocks

from thidua.core.roles import Role
from thidua.foundation.notify.models import Notification
from thidua.reports.enums import ReportState
from thidua.urging.board import board_on, chosen, present_year
from thidua.urging.models import ReminderRun, UrgingLetter
from thidua.urging.todo import tasks_for

BOARD = "/don-doc/"


@pytest.fixture
def office(client, specialist, standing, staff):
    client.force_login(specialist)
    return client


def page(client, query: str = "") -> str:
    answer = client.get(BOARD + query)
    assert answer.status_code == 200
    return answer.content.decode()


def listed(client, query: str = "") -> str:
    """The list of units alone."""
    return page(client, query).split('id="bang"')[1]


def test_the_first_card_names_who_is_missing_for_the_day_of_the_plan(office, standing, city):
    for line in board_on(2026, TUESDAY).lines:
        standing(line.unit.code, ReportState.SENT, later(20))
    standing(AN_LAO, ReportState.RETURNED, later(20))
    standing(HONG_BANG, ReportState.NONE)
    first = page(office).split('id="viec-khac"')[0]

    assert f"Còn 2/{len(board_on(2026, TUESDAY).lines)} đơn vị chưa xong báo cáo năm 2026" in first
    assert "Phường Hồng Bàng</a>" in first
    assert 'Xã An Lão</a> <span class="td-soft td-small">(bị trả lại)' in first
    assert "Phường Ngô Quyền" not in first
    assert "Nhắc 2 đơn vị này" in first


def test_when_all_have_sent_it_says_so(office, standing, city):
    for line in board_on(2026, TUESDAY).lines:
        standing(line.unit.code, ReportState.SENT, later(20))

    assert "đơn vị đã gửi báo cáo năm 2026" in page(office).split('id="viec-khac"')[0]


def test_who_has_and_who_has_not_at_a_glance(office, standing):
    standing(HONG_BANG, ReportState.SENT, later(20))
    standing(AN_LAO, ReportState.WAITING)
    html = page(office, "?viec=report&in=1")

    for words in (
        "Báo cáo năm",
        "IV.1.b",
        "đã gửi",
        "chờ ký",
        "Kế hoạch không nêu hạn",
        "trước ngày 30/11/2026",
    ):
        assert words in html
    whole = listed(office, "?viec=report&in=1")
    assert whole.index("Xã An Lão") < whole.index("Phường Hồng Bàng"), "what is missing stands first"


def test_filters_by_block_state_and_name(office, standing):
    standing(HONG_BANG, ReportState.SENT, later(20))

    assert "Xã An Lão" not in listed(office, "?viec=report&tinh-trang=done")
    assert "Phường Hồng Bàng" not in listed(office, "?viec=report&tinh-trang=missing")
    assert "Phường Hồng Bàng" not in listed(office, "?khoi=xa")
    assert "Phường Hồng Bàng" in listed(office, "?q=hong+bang")
    assert "Không có đơn vị nào khớp" in page(office, "?q=khong+co+ai")
    assert page(office, "?nam=abc&khoi=x&tinh-trang=y&trang=z")


def test_late_is_said_after_the_named_day_and_of_duties_alone(standing, city):
    standing(HONG_BANG, ReportState.RETURNED, later(20))
    for at, state in ((later(29, 23), "on-time"), (later(30), "on-the-day"), (later(1, month=12), "late")):
        cells = {line.unit.code: line.cell("report") for line in board_on(2026, at).lines}
        assert cells[AN_LAO].timing == state
        assert cells[AN_LAO].is_late == (state == "late")
        assert not cells[HONG_BANG].is_late, "it came in time the first time"
    board = board_on(2026, later(1, month=12))
    assert not any(cell.is_late for line in board.lines for cell in line.cells if cell.item.code == "plan")
    assert len(chosen(board, item="report", state="late")) == len(board.lines) - 1


def test_only_units_of_the_three_blocks_stand_on_the_board(standing, city):
    codes = {line.unit.code for line in board_on(2026, TUESDAY).lines}

    assert HONG_BANG in codes
    assert outside_the_blocks() not in codes


def test_the_year_goes_on_until_the_next_window(standing, city):
    assert present_year(TUESDAY) == 2026
    assert present_year(later(15, month=2).replace(year=2027)) == 2026
    assert present_year(later(15).replace(year=2027)) == 2027
    assert present_year(later(15, month=6)) == 2026


def test_the_tables_to_take_along(office):
    text = office.get(BOARD + "tai-ve.csv?khoi=xa").content.decode("utf-8-sig")
    assert "Xã An Lão" in text
    assert "Phường Hồng Bàng" not in text
    assert office.get(BOARD + "tai-ve.xlsx").content[:2] == b"PK"


def test_a_reminder_is_shown_before_it_is_sent(office, city):
    asked = {"viec": "report", "nam": "2026", "don-vi": [city[HONG_BANG].pk]}
    html = office.post(reverse("urging:remind"), asked).content.decode()
    assert "Phường Hồng Bàng" in html
    assert "2 người" in html
    assert not Notification.objects.exists()

    token = html.split('name="token" value="')[1].split('"')[0]
    for _click in range(2):
        answer = office.post(reverse("urging:remind"), {**asked, "token": token}, follow=True)
    assert "Đã nhắc 1 đơn vị; 2 người được báo." in answer.content.decode()
    assert ReminderRun.objects.count() == 1
    assert "gửi ngay" in page(office)


def test_all_that_the_filters_keep_can_be_chosen_and_units_without_people_are_told_of(office):
    asked = {"viec": "report", "khoi": "xa", "tat-ca": "1"}
    html = office.post(reverse("urging:remind"), asked).content.decode()

    assert "Xã An Lão" in html
    assert "Phường Hồng Bàng" not in html
    assert "chưa có tài khoản" in html


@pytest.mark.parametrize("name", ["urging:remind", "urging:letter_new"])
def test_choosing_nobody_is_refused_with_words(office, name):
    answer = office.post(reverse(name), {"viec": "report", "don-vi": ["x", "999999"]})

    assert answer.status_code == 403
    assert "Chưa chọn đơn vị nào" in answer.content.decode()


def draw(office, city, **more):
    asked = {"viec": "report", "nam": "2026", "don-vi": [city[HONG_BANG].pk, city[AN_LAO].pk]}
    return office.post(reverse("urging:letter_new"), {**asked, **more})


def text_of(content: bytes) -> str:
    import docx

    paper = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return "\n".join([paragraph.text for paragraph in paper.paragraphs] + cells)


def test_one_letter_with_the_list_by_block(office, city):
    assert "2 đơn vị" in draw(office, city).content.decode()
    draw(office, city, answer_by="2026-11-27")
    letter = UrgingLetter.objects.get()
    text = text_of(office.get(reverse("urging:letter_download", args=[letter.pk])).content)

    for words in ("2162/QĐ-UBND", "Phường Hồng Bàng", "Xã An Lão", "27/11/2026", "đôn đốc", "24/11/2026"):
        assert words in text


def test_one_letter_for_each_unit(office, city):
    draw(office, city, answer_by="2026-11-27", is_per_unit="on")
    content = office.get(reverse("urging:letter_download", args=[UrgingLetter.objects.get().pk])).content
    with zipfile.ZipFile(io.BytesIO(content)) as bundle:
        names = bundle.namelist()
        texts = [text_of(bundle.read(name)) for name in names]

    assert names == ["11311-phuong-hong-bang.docx", "11629-xa-an-lao.docx"] or len(names) == 2
    assert "Xã An Lão" not in texts[0]


def test_a_day_gone_by_and_a_wrong_day_are_refused(office, city):
    assert draw(office, city, answer_by="2026-11-20").status_code == 403
    assert "td-" in draw(office, city, answer_by="20/33/2026").content.decode()
    assert not UrgingLetter.objects.exists()


def test_the_number_is_noted_once(office, city):
    draw(office, city, answer_by="2026-11-27")
    address = reverse("urging:letter", args=[UrgingLetter.objects.get().pk])

    assert "tương lai" in office.post(address, {"number": "9", "issued_on": "2026-12-24"}).content.decode()
    assert office.post(address, {"number": "12/SNV-CCHC", "issued_on": "2026-11-24"}).status_code == 302
    assert "12/SNV-CCHC" in office.get(address).content.decode()
    assert office.post(address, {"number": "13", "issued_on": "2026-11-24"}).status_code == 403


def test_a_letter_says_what_was_so_when_it_was_drawn(office, city, standing):
    draw(office, city, answer_by="2026-11-27")
    standing(AN_LAO, ReportState.SENT, later(24, 10))

    assert (
        "chưa làm"
        in office.get(reverse("urging:letter", args=[UrgingLetter.objects.get().pk])).content.decode()
    )


def test_a_leader_reads_and_does_not_urge(client, person, standing, city):
    client.force_login(person("lanhdao", Role.DECISION_MAKER))

    assert "Gửi nhắc ngay" not in page(client)
    assert client.post(reverse("urging:remind"), {}).status_code == 403


def test_a_unit_does_not_see_the_board(client, staff, standing):
    client.force_login(staff["anlao"])

    assert client.get(BOARD).status_code == 403


def test_the_home_page_task_tells_how_many_are_missing(specialist, staff, standing):
    standing(HONG_BANG, ReportState.SENT, later(20))
    (task,) = tasks_for(specialist, TUESDAY)

    assert "chưa gửi báo cáo năm 2026" in str(task.title)
    assert task.due == later(29).date()
    assert tasks_for(staff["anlao"], TUESDAY) == []


def test_as_many_queries_for_three_reports_as_for_one(office, standing):
    page(office)
    counts = []
    for codes in ([HONG_BANG], [HONG_BANG, AN_LAO, "SNV"]):
        for code in codes:
            standing(code, ReportState.DRAFT)
        with CaptureQueriesContext(connection) as caught:
            page(office)
        counts.append(len(caught))

    assert counts[0] == counts[1]

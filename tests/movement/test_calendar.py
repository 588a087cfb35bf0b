"""Deadlines for each unit, notices with a scope, the office's own days, the telephone's calendar."""

import hashlib
import io
import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from docx import Document
from icalendar import Calendar
from tests.page_text import words

from thidua.awards.snapshot import snapshot_on
from thidua.core.blocks import Block
from thidua.core.roles import Role
from thidua.foundation.notify.models import Notification
from thidua.movement.calendar import DeadlineBook, deadline_of, office_day
from thidua.movement.calendar_services import Reach, record_notice, renew_feed, set_office_date
from thidua.movement.errors import DecisionRefused
from thidua.movement.feed import to_ical
from thidua.movement.models import CalendarFeed, DeadlineNotice, OfficeTask, Scope
from thidua.movement.selectors import deadlines_on, notices_on
from thidua.units.enums import UnitKind
from thidua.units.selectors import history
from thidua.units.services import NewUnit, register_unit

pytestmark = pytest.mark.django_db

CALENDAR = "/ke-hoach/moc-thoi-gian/"
MOVE = f"{CALENDAR}doi/"
LATER = date(2027, 12, 15)


@pytest.fixture
def units(demo_day, at):
    """A phường, another phường, a xã, and an agency outside the blocks."""
    made = {}
    for code, kind, name, block in (
        ("11311", UnitKind.PHUONG, "Hồng Bàng", Block.PHUONG),
        ("11329", UnitKind.PHUONG, "Ngô Quyền", Block.PHUONG),
        ("11629", UnitKind.XA, "An Lão", Block.XA),
        ("THUE", UnitKind.OTHER, "Thuế thành phố", Block.NONE),
    ):
        new = NewUnit(code=code, kind=kind, name=name, full_name=name, block=block)
        made[code] = register_unit(by=None, at=at, unit=new, on=date(2025, 7, 1))
    return made


@pytest.fixture
def move(head, at):
    """move(reach): a notice of today that moves the report of 2027 to 15/12/2027."""

    def act(reach=None, **change):
        notice = {
            "deadline": "annual_report",
            "cycle": 2027,
            "day": LATER,
            "number": "12/TB-SNV",
            "issued": at.date(),
            "reason": "Bão số 9 làm gián đoạn hệ thống",
        } | change
        return record_notice(by=head, at=at, reach=reach or Reach(), **notice)

    return act


def report_days(on):
    day_of = deadline_of("annual_report", 2027, on)
    return {unit.code: day_of(unit).date for unit in history(on)}


def test_a_notice_for_a_block_moves_the_day_of_its_units_only(units, move, on):
    move(Reach(Scope.BLOCK, Block.PHUONG.value))

    assert report_days(on) == {
        "11311": LATER,
        "11329": LATER,
        "11629": date(2027, 11, 30),
        "THUE": date(2027, 11, 30),
    }


def test_a_notice_for_named_units_moves_theirs_only_and_keeps_the_old_day(units, move, on):
    notice = move(Reach(Scope.UNITS, unit_ids=frozenset({units["11629"].pk})))

    assert report_days(on)["11629"] == LATER
    assert report_days(on)["11311"] == date(2027, 11, 30)
    assert notice.former_date == date(2027, 11, 30)


def test_a_notice_for_all_moves_everybodys_and_the_citys(units, move, on):
    move()

    assert set(report_days(on).values()) == {LATER}
    [city] = [day for day in deadlines_on(on) if (day.deadline, day.cycle) == ("annual_report", 2027)]
    assert (city.date, city.notice, city.planned) == (LATER, "12/TB-SNV", date(2027, 11, 30))


def test_only_a_notice_for_all_reaches_what_the_rules_count(units, move, on):
    period = {"deadline": "period_dossier", "cycle": None, "day": date(2031, 3, 31)}
    before = snapshot_on(on).assessor.counted
    move(Reach(Scope.BLOCK, Block.XA.value), **period)
    move(Reach(Scope.UNITS, unit_ids=frozenset({units["11311"].pk})), **period)

    assert notices_on(on) == ()
    assert snapshot_on(on).assessor.counted == before == (2026, 2027, 2028, 2029)

    move(**period)
    assert snapshot_on(on).assessor.counted == (2026, 2027, 2028, 2029, 2030)


def test_days_are_read_once_and_kept_until_one_moves(units, move, on, django_assert_num_queries):
    move(Reach(Scope.UNITS, unit_ids=frozenset({units["11629"].pk})))
    known = list(history(on))
    assert len({deadline_of("annual_report", 2027, on)(unit).date for unit in known}) == 2

    with django_assert_num_queries(1):
        day_of = deadline_of("annual_report", 2027, on)
        assert len({day_of(unit).date for unit in known}) == 2

    move(Reach(Scope.BLOCK, block="phuong"), day=date(2027, 12, 20), number="13/TB-SNV")
    assert len({deadline_of("annual_report", 2027, on)(unit).date for unit in known}) == 3


def test_whom_it_concerns_is_told_once_in_words(units, move, make_person):
    officer = make_person("can.bo.al", (Role.UNIT_OFFICER, units["11629"]))
    other = make_person("can.bo.hb", (Role.UNIT_OFFICER, units["11311"]))
    move(Reach(Scope.UNITS, unit_ids=frozenset({units["11629"].pk})))

    [told] = Notification.objects.filter(user=officer)
    assert "trước ngày 15/12/2027" in told.title
    assert "12/TB-SNV" in told.body
    assert not Notification.objects.filter(user=other).exists()


def test_a_scope_that_means_nobody_is_refused(units, move):
    with pytest.raises(DecisionRefused, match="Chọn khối hoặc đơn vị"):
        move(Reach(Scope.UNITS))
    assert not DeadlineNotice.objects.exists()


def test_the_offices_own_days_have_defaults_and_are_replaced_with_a_reason(head, at, on, db):
    assert office_day(OfficeTask.CITY_REPORT, 2027, on).date == date(2027, 12, 10)
    assert office_day(OfficeTask.UNIT_PLAN, 2026, on).date == date(2026, 7, 9)
    assert office_day(OfficeTask.UNIT_PLAN, 2035, on) is None

    given = {"code": OfficeTask.CITY_REPORT, "year": 2027, "day": date(2027, 12, 20)}
    with pytest.raises(DecisionRefused, match="Ghi lý do"):
        set_office_date(by=head, at=at, reason=" ", **given)
    with pytest.raises(DecisionRefused, match="nằm ngoài năm"):
        set_office_date(by=head, at=at, reason="x", **{**given, "day": date(2029, 1, 1)})
    set_office_date(by=head, at=at, reason="Họp tổng kết lùi", **given)

    found = office_day(OfficeTask.CITY_REPORT, 2027, on)
    assert (found.date, found.reason) == (date(2027, 12, 20), "Họp tổng kết lùi")


def test_the_page_says_last_moment_weekend_and_the_warning_of_2030(units, client, make_person):
    client.force_login(make_person("ai.do", Role.AUDITOR))
    html = client.get(CALENDAR).content.decode()

    assert "23:59:59, 29/11/2027" in html
    # 30/3/2030 is a Saturday: the last working day before is the Friday.
    assert "ngày nghỉ; nên gửi chậm nhất 29/3/2030" in html
    assert "sớm hơn chỉ số năm 2030" in html
    assert "không có trong Kế hoạch" in html
    assert MOVE not in html, "only the office's head moves a deadline"


def test_the_page_shows_a_units_own_day(units, move, client, make_person):
    move(Reach(Scope.UNITS, unit_ids=frozenset({units["11629"].pk})))
    client.force_login(make_person("can.bo", (Role.UNIT_OFFICER, units["11629"])))
    html = client.get(CALENDAR).content.decode()

    assert "An Lão: 14/12/2027" in html
    assert "23:59:59, 29/11/2027" in html


def form(**change):
    return {
        "deadline": "annual_report:2027",
        "day": "2027-12-15",
        "reason": "Bão số 9",
        "scope": "units",
        "units": "an lao\n11311",
        "number": "12/TB-SNV",
        "issued": "2027-02-15",
    } | change


def test_the_head_looks_first_then_records_in_one_event(units, head, client, make_person):
    make_person("can.bo", (Role.UNIT_HEAD, units["11311"]))
    client.force_login(head)
    looked = client.post(MOVE, form()).content.decode()

    assert "Áp dụng cho 2 đơn vị" in looked
    assert "Sẽ báo cho 1 người" in looked
    assert not DeadlineNotice.objects.exists()

    assert client.post(MOVE, form(confirmed="1")).status_code == 302
    notice = DeadlineNotice.objects.get()
    assert {unit.code for unit in notice.units.all()} == {"11629", "11311"}


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"units": "không có xã này"}, "Không tìm thấy đơn vị “không có xã này”"),
        ({"units": ""}, "Kê ít nhất một đơn vị"),
        ({"scope": "block"}, "Chọn khối được đổi mốc"),
        ({"number": ""}, "bắt buộc"),
        ({"issued": "2027-03-01", "confirmed": "1"}, "Ngày ban hành thông báo chưa tới"),
    ],
)
def test_what_is_missing_is_told_and_nothing_is_recorded(units, head, client, change, told):
    client.force_login(head)

    assert told in client.post(MOVE, form(**change)).content.decode()
    assert not DeadlineNotice.objects.exists()


def text_of(response) -> str:
    return "\n".join(line.text for line in Document(io.BytesIO(response.content)).paragraphs)


def test_the_prepared_notice_of_2031_is_filled_in_and_drawn_before_it_has_a_number(units, head, client):
    client.force_login(head)
    page = client.get(f"{MOVE}?moc=period_dossier:2026-2030&ngay=2031-03-31").content.decode()
    assert 'value="2031-03-31"' in page
    assert "chỉ số năm 2030 được công bố đầu năm 2031" in page

    asked = form(deadline="period_dossier:2026-2030", day="2031-03-31", scope="all", units="")
    text = text_of(client.post(f"{CALENDAR}du-thao/", asked))
    assert "DỰ THẢO" in text
    assert "DỮ LIỆU TRÌNH DIỄN" in text
    assert "trước ngày 31/3/2031 thay cho ngày 31/3/2030" in text
    assert not DeadlineNotice.objects.exists()


def test_a_recorded_notice_is_drawn_with_its_number_and_many_units_in_a_list(units, move, head, client):
    everyone = frozenset(unit.pk for unit in units.values())
    notice = move(Reach(Scope.UNITS, unit_ids=everyone))
    client.force_login(head)
    response = client.get(f"{CALENDAR}{notice.pk}/thong-bao.docx")
    text = text_of(response)

    assert "DỰ THẢO" not in text
    assert "4 đơn vị có tên trong danh sách kèm theo" in text
    cells = [
        cell.text
        for table in Document(io.BytesIO(response.content)).tables
        for row in table.rows
        for cell in row.cells
    ]
    assert any("Số: 12/TB-SNV" in text for text in cells)
    assert "Thuế thành phố" in cells


def events(client, token):
    response = client.get(f"/ke-hoach/lich/{token}.ics")
    assert response["Content-Type"].startswith("text/calendar")
    calendar = Calendar.from_ical(response.content)
    return {str(event["UID"]): event for event in calendar.walk("VEVENT")}


def test_the_calendar_has_ones_own_days_and_follows_a_notice(units, move, at, client, make_person):
    officer = make_person("can.bo", (Role.UNIT_OFFICER, units["11629"]))
    feed = renew_feed(by=officer, at=at)
    uid = "annual_report-2027-11629@thidua"
    before = events(client, feed)[uid]
    move(Reach(Scope.UNITS, unit_ids=frozenset({units["11629"].pk})))
    after = events(client, feed)[uid]

    assert before["DTSTART"].dt == date(2027, 11, 29)
    assert after["DTSTART"].dt == date(2027, 12, 14)
    later = Calendar.from_ical(to_ical(officer, at + timedelta(minutes=1)))
    [drawn] = [event for event in later.walk("VEVENT") if event["UID"] == uid]
    earlier = Calendar.from_ical(to_ical(officer, at))
    [drawn_before] = [event for event in earlier.walk("VEVENT") if event["UID"] == uid]
    assert drawn["SEQUENCE"] > drawn_before["SEQUENCE"]


def test_a_unit_without_a_duty_has_no_deadlines_in_its_calendar(units, at, client, make_person):
    feed = renew_feed(by=make_person("thue", (Role.UNIT_OFFICER, units["THUE"])), at=at)

    assert events(client, feed) == {}


def test_the_office_has_the_citys_days_and_its_own(units, at, client, head):
    found = events(client, renew_feed(by=head, at=at))

    assert "annual_report-2027@thidua" in found
    assert "city_report-2027@thidua" in found


def test_a_renewed_address_ends_the_old_one(units, at, client, head):
    old = renew_feed(by=head, at=at)
    client.force_login(head)
    html = client.post("/ke-hoach/lich/tao/").content.decode()
    [new] = re.findall(r"/ke-hoach/lich/([^/]+)\.ics", html)

    assert client.get(f"/ke-hoach/lich/{old}.ics").status_code == 404
    assert events(client, new)


def test_the_address_is_shown_once_and_only_its_hash_is_kept(units, client, head):
    client.force_login(head)
    html = client.post("/ke-hoach/lich/tao/").content.decode()
    [token] = re.findall(r"/ke-hoach/lich/([^/]+)\.ics", html)

    assert token not in client.get(CALENDAR).content.decode()
    kept = CalendarFeed.objects.get(user=head).token_hash
    assert (kept, len(kept)) == (hashlib.sha256(token.encode()).hexdigest(), 64)


def test_what_is_past_is_one_link_away(units, client, make_person):
    client.force_login(make_person("ai.do", Role.AUDITOR))

    assert "đúng hạn đến hết 29/11/2026" not in words(client.get(CALENDAR))
    past = words(client.get(f"{CALENDAR}?xem=da-qua"))
    assert "Báo cáo năm về phong trào 2026: đúng hạn đến hết 29/11/2026" in past
    assert "23:59:59, 29/11/2027" not in past


def test_a_moment_on_the_day_itself_is_amber(units, move, on):
    day = DeadlineBook(on).day("annual_report", 2027)
    city = ZoneInfo("Asia/Ho_Chi_Minh")

    assert day.status(datetime(2027, 11, 29, 23, 59, 59, tzinfo=city)) == "on_time"
    assert day.status(datetime(2027, 11, 30, 0, 0, tzinfo=city)) == "on_the_day"
    assert day.status(datetime(2027, 12, 1, 0, 0, tzinfo=city)) == "late"

"""II.4, IV.3, IV.4: what was done, by whom, over what channel; voluntary, so nobody is late."""

from datetime import date

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from thidua.core.roles import Role
from thidua.foundation.audit.models import AuditEvent
from thidua.movement.contents import Content
from thidua.outreach import activity_services as services
from thidua.outreach.activity_services import NewActivity
from thidua.outreach.chart import bar_chart
from thidua.outreach.enums import Channel, Side
from thidua.outreach.errors import OutreachRefused
from thidua.outreach.models import Activity
from thidua.outreach.selectors import PublicityCounts, months, publicity_counts, side_counts

PRESS = {"side": Side.PRESS, "organisation": "Báo và Phát thanh, Truyền hình Hải Phòng"}


def test_counts_by_unit_are_of_the_units_own_doing(note, giang, giàng, django_assert_num_queries):
    note(giang, reach=120)
    note(giang)
    note(giang, done_on=date(2026, 12, 31), reach=7)
    note(**PRESS)
    with django_assert_num_queries(2):
        found = publicity_counts(date(2027, 1, 1), date(2027, 12, 31))
    assert found == {giang.pk: PublicityCounts(activities=2, reach=120, reach_unknown=1)}
    assert side_counts(2027)[Side.PRESS].activities == 1
    assert side_counts(2027)[Side.FRONT] == PublicityCounts()


def test_months_by_channel(note, giang):
    note(giang, reach=10)
    note(giang, channel=Channel.SOCIAL, reach=90)
    note(giang, done_on=date(2027, 1, 2))
    lines = months(Activity.objects.all(), 2027)
    assert [line.total for line in lines[:3]] == [1, 2, 0]
    assert lines[1].by_channel == {Channel.RADIO: 1, Channel.SOCIAL: 1}
    assert lines[1].reach == 100
    chart = bar_chart(lines)
    assert [bar.total for bar in chart.bars[:2]] == [1, 2]
    assert [label for _number, label in chart.legend] == [Channel.RADIO.label, Channel.SOCIAL.label]
    assert bar_chart(months(Activity.objects.all(), 2026)) is None


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"title": " "}, "đã làm"),
        ({"done_on": date(2027, 2, 16)}, "chưa tới"),
        ({"done_on": date(2026, 6, 8)}, "có hiệu lực"),
        ({"unit": None}, "Chọn đơn vị"),
        ({"side": Side.FRONT}, "tổ chức"),
    ],
)
def test_what_cannot_be_is_refused_in_words(note, giang, change, words):
    with pytest.raises(OutreachRefused, match=words):
        note(**({"unit": giang} | change))


def test_a_correction_and_a_removal_leave_their_trace(note, giang, officer, at):
    row = note(giang, reach=5)
    said = NewActivity(Side.UNIT, "Tờ rơi tại chợ", date(2027, 2, 9), Channel.POSTER, unit=giang)
    services.correct_activity(by=officer, at=at, row=row, activity=said)
    assert AuditEvent.objects.latest("sequence").before["title"] == "Phát thanh về nộp hồ sơ trực tuyến"
    with pytest.raises(OutreachRefused, match="lý do"):
        services.remove_activity(by=officer, at=at, row=row, reason="")
    services.remove_activity(by=officer, at=at, row=row, reason="Ghi hai lần")
    assert publicity_counts(date(2027, 1, 1), date(2027, 12, 31)) == {}
    with pytest.raises(OutreachRefused, match="đã được bỏ"):
        services.remove_activity(by=officer, at=at, row=row, reason="Lại")


def test_many_at_once_are_one_event(giang, at, db):
    said = [
        NewActivity(Side.UNIT, f"Buổi {n}", date(2027, 2, 1), Channel.MEETING, unit=giang) for n in range(3)
    ]
    assert services.record_many(by=None, at=at, activities=said) == 3
    assert AuditEvent.objects.filter(action="outreach.recorded").count() == 1


def test_the_officer_notes_an_activity_in_one_form(sign_in, giang):
    client = sign_in(Role.UNIT_OFFICER)
    page = client.get(reverse("outreach:log")).content.decode()
    assert "không có hạn" in page
    form = client.get(reverse("outreach:activity_new")).content.decode()
    assert 'name="organisation"' not in form
    data = {
        "side": "unit", "unit": giang.pk, "title": "Đăng bài trên trang của xã", "done_on": "2027-02-14",
        "channel": "mang_xa_hoi", "content": "ND4", "reach": "", "link": "camgiang.haiphong.gov.vn/bai-1",
        "file": ContentFile(b"%PDF-1.4\n%%EOF", name="anh-chup.pdf"),
    }  # fmt: skip
    assert client.post(reverse("outreach:activity_new"), data).status_code == 302
    row = Activity.objects.get()
    assert (row.reach, row.link, row.file.name) == (
        None,
        "https://camgiang.haiphong.gov.vn/bai-1",
        "anh-chup.pdf",
    )
    shown = client.get(reverse("outreach:activity", args=[row.pk])).content.decode()
    assert "chưa rõ" in shown
    assert client.get(reverse("outreach:activity_file", args=[row.pk])).getvalue().startswith(b"%PDF")


def test_a_unit_cannot_write_for_another_one(sign_in, giàng):
    client = sign_in(Role.UNIT_OFFICER)
    data = {
        "side": "unit",
        "unit": giàng.pk,
        "title": "X",
        "done_on": "2027-02-14",
        "channel": "khac",
        "content": "ND4",
    }
    assert client.post(reverse("outreach:activity_new"), data).status_code == 422
    assert client.post(reverse("outreach:activity_new"), data | {"side": "press"}).status_code == 422
    assert not Activity.objects.exists()


def test_the_press_is_offered_its_last_name_again(client, demo_day, press, note):
    note(by=press, **PRESS)
    client.force_login(press)
    assert PRESS["organisation"] in client.get(reverse("outreach:activity_new")).content.decode()


def test_an_unsafe_link_is_refused(sign_in, giang):
    client = sign_in(Role.UNIT_OFFICER)
    data = {
        "side": "unit", "unit": giang.pk, "title": "X", "done_on": "2027-02-14", "channel": "khac",
        "content": "ND4", "link": "javascript:alert(1)",
    }  # fmt: skip
    assert client.post(reverse("outreach:activity_new"), data).status_code == 422


def test_the_list_filters_and_is_taken_along(sign_in, note, giang):
    note(giang, title="Loa thôn")
    note(
        title="Phóng sự truyền hình", channel=Channel.TELEVISION, content=Content.IDEAS, reach=15000, **PRESS
    )
    client = sign_in(Role.AUDITOR)
    address = reverse("outreach:log")
    assert "Loa thôn" not in client.get(address, {"ben": "press"}).content.decode()
    assert "Loa thôn" not in client.get(address, {"kenh": "truyen_hinh"}).content.decode()
    assert "Loa thôn" not in client.get(address, {"noi-dung": "ND5"}).content.decode()
    assert "Loa thôn" not in client.get(address, {"thang": "3"}).content.decode()
    assert "Loa thôn" in client.get(address, {"q": "loa"}).content.decode()
    assert client.get(address, {"nam": "x", "thang": "99", "ben": "?", "trang": "z"}).status_code == 200
    text = client.get(reverse("outreach:log_csv"), {"ben": "press"}).content.decode("utf-8-sig")
    assert "15000" in text
    assert "Loa thôn" not in text
    assert client.get(reverse("outreach:log_xlsx")).content.startswith(b"PK")


def test_the_figures_page_says_the_chart_as_a_table(sign_in, note, giang):
    note(giang, reach=12)
    client = sign_in(Role.AUDITOR)
    page = client.get(reverse("outreach:figures")).content.decode()
    assert "<rect" in page
    assert "tháng 2: 1" in page
    text = client.get(reverse("outreach:figures"), {"tep": "csv"}).content.decode("utf-8-sig")
    assert text.splitlines()[2].startswith("2;0;1;")
    assert client.get(reverse("outreach:figures"), {"tep": "xlsx"}).content.startswith(b"PK")


def test_nobody_is_ever_late_here(sign_in, giang):
    page = sign_in(Role.STANDING_SPECIALIST).get(reverse("outreach:log")).content.decode()
    assert "quá hạn" not in page
    assert "td-badge-not-met" not in page


def test_the_list_asks_a_constant_number_of_questions(sign_in, note, giang):
    client = sign_in(Role.AUDITOR)
    note(giang)
    client.get(reverse("outreach:log"))
    with CaptureQueriesContext(connection) as one:
        client.get(reverse("outreach:log"))
    note(giang)
    note(**PRESS)
    with CaptureQueriesContext(connection) as many:
        client.get(reverse("outreach:log"))
    assert len(one) == len(many)

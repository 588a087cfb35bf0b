"""The act of publishing who leads each block for now: what is shown before, who may, what is kept (B25)."""

import re
from datetime import date

import pytest
from django.urls import reverse
from tests.page_text import words
from tests.proposals.conftest import PERIOD, PERIOD_AT
from tests.publishing import publish_ranking

from thidua.core.blocks import Block
from thidua.core.roles import Role
from thidua.dossiers.models import LeaderList
from thidua.foundation.access import Refused
from thidua.foundation.moment import describe_installation
from thidua.foundation.revision import bump
from thidua.movement.models import ReadingChoice
from thidua.proposals.access import check_publisher
from thidua.proposals.cycle_set import CycleSet
from thidua.proposals.provisional import blocks_to_publish, list_content
from thidua.proposals.todo import tasks_for
from thidua.units.enums import UnitKind
from thidua.units.services import NewUnit, register_unit

ADDRESS = f"/danh-sach-trinh/{PERIOD}/dan-dau/cong-bo/"


@pytest.fixture
def on_the_day(db):
    """Pages live on 01/3/2030."""
    describe_installation(
        by=None, at=PERIOD_AT, is_demo=True, demo_date=PERIOD_AT.date(), stage="tests", seed=1
    )


def _publish(client, page):
    seen = re.search(r'name="seen" value="(\w+)"', page.content.decode())[1]
    return client.post(ADDRESS, {"seen": seen}, follow=True)


def test_the_head_sees_block_by_block_then_publishes_just_that(period, on_the_day, client):
    client.force_login(period.head)
    assert "Công bố danh sách dẫn đầu tạm thời" in words(
        client.get(reverse("proposals:leaders", args=[PERIOD]))
    )
    page = client.get(ADDRESS)
    said = words(page)
    assert "Khối phường Phường Hồng Bàng điểm trung bình 95,2500" in said
    assert "Cách đo khác cho đơn vị dẫn đầu khác." in said
    assert "Khối xã, đặc khu không công bố đơn vị nào Khối chưa công bố chỉ số" in said
    assert not LeaderList.objects.exists()

    assert "Đã công bố" in words(_publish(client, page))

    made = LeaderList.objects.get()
    assert (made.published_by, made.names) == (period.head, {"11311": "Phường Hồng Bàng"})
    [phuong] = [one for one in made.content["blocks"] if one["units"]]
    assert (phuong["block"], phuong["years"]) == ("phuong", [2026, 2027, 2028, 2029])
    assert [one["year"] for one in phuong["rankings"]] == [2026, 2027, 2028, 2029]
    assert made.content["metric"]["id"] == "mean_score"
    assert "không có gì thay đổi" in words(client.get(ADDRESS))
    assert "Lần 1" in words(client.get(reverse("proposals:leaders", args=[PERIOD])))


def test_another_reading_brings_another_leader_and_the_old_list_stays(period, on_the_day, client):
    client.force_login(period.head)
    _publish(client, client.get(ADDRESS))
    ReadingChoice.objects.create(
        programme="qd-2162-2026", switch="flag_metric", option="first_places", reason="Thống nhất",
        document_number="9/SNV", decided_on=PERIOD_AT.date(), decider="Giám đốc", recorded_at=PERIOD_AT,
    )  # fmt: skip
    bump()
    [task] = tasks_of(period.head)
    assert task.reason == "Bảng dẫn đầu đã khác danh sách công bố. Vào: Phường Lê Chân. Ra: Phường Hồng Bàng."
    page = client.get(ADDRESS)
    assert "Vào: Phường Lê Chân. Ra: Phường Hồng Bàng." in words(page)
    _publish(client, page)
    old, new = LeaderList.objects.order_by("ordinal")
    assert (list(old.names), list(new.names)) == (["11311"], ["11329"])
    assert new.content["metric"]["document"] == "9/SNV"
    assert "3 năm đứng nhất khối" in str(new.content["blocks"])
    assert tasks_of(period.head) == []


def test_what_the_page_showed_is_what_is_published(period, on_the_day, client):
    client.force_login(period.head)
    page = client.post(ADDRESS, {"seen": "0" * 64}, follow=True)
    assert "vừa đổi so với lúc bạn mở trang" in words(page)
    assert not LeaderList.objects.exists()


def test_a_block_without_the_last_index_publishes_nobody(units, people, opinions, rulings, council):
    by, head, _board = people
    for year in (2026, 2027, 2028):
        publish_ranking(year, {units["11311"]: (1, "95,00")}, by=by, second=head, at=PERIOD_AT)
    [phuong] = [one for one in blocks_to_publish(CycleSet(PERIOD, PERIOD_AT.date())) if one.block == "phuong"]
    assert (phuong.leaders, phuong.why_nobody) == (
        (), "Khối chưa công bố chỉ số năm 2029, năm cuối được tính.",
    )  # fmt: skip


def test_near_ties_are_told_and_full_ties_published_together(units, people, opinions, rulings, council):
    by, head, _board = people
    for year in range(2026, 2030):
        places = {units["11311"]: (1, "95,03"), units["11329"]: (1, "95,03"), units["11407"]: (3, "95,00")}
        publish_ranking(year, places, by=by, second=head, at=PERIOD_AT)
    whole = CycleSet(PERIOD, PERIOD_AT.date())
    [phuong] = [one for one in blocks_to_publish(whole) if one.leaders]
    assert [row.code for row in phuong.leaders] == ["11311", "11329"]
    assert "2 đơn vị cùng dẫn đầu" in phuong.warnings[0]
    assert any("hơn Phường Hải An 0,0300" in one for one in phuong.warnings)


def test_a_leader_that_cannot_have_the_flag_is_not_published(period):
    period.put("11311", "period.flag", outstanding=False, selected=False)
    [phuong] = [one for one in blocks_to_publish(period.whole) if one.block == "phuong"]
    assert phuong.leaders == ()
    assert "không đạt tiêu chuẩn ở điểm a" in phuong.why_nobody
    assert all(one["units"] == [] for one in list_content(period.whole)["blocks"])


def test_who_publishes(period, units, make_person):
    on = PERIOD_AT.date()
    check_publisher(period.head, on, {"11311"})
    for user in (period.by, period.board):
        with pytest.raises(Refused):
            check_publisher(user, on, {"11311"})
    # Sở Nội vụ comes in: the board publishes, not the office (D07).
    with pytest.raises(Refused, match="không tự công bố"):
        check_publisher(period.head, on, {"11311", "SNV"})
    check_publisher(period.board, on, {"SNV"})
    other = make_person("kiem.nhiem", Role.STANDING_HEAD, (Role.UNIT_HEAD, units["11311"]))
    with pytest.raises(Refused, match="Đơn vị của chính bạn"):
        check_publisher(other, on, {"11311"})


def test_a_yearly_cycle_has_no_such_list(year, on_the_day, client):
    client.force_login(year.head)
    assert client.get(reverse("proposals:publish_leaders", args=["2026"])).status_code == 404


def tasks_of(user, moment=PERIOD_AT):
    return [one for one in tasks_for(user, moment) if one.url == ADDRESS]


def test_the_head_is_asked_to_publish_until_it_is_done(period, on_the_day, client):
    [task] = tasks_of(period.head)
    assert (task.action, task.due) == ("Xem từng khối rồi công bố", date(2030, 3, 30))
    assert tasks_of(period.by) == tasks_of(period.board) == []
    client.force_login(period.head)
    assert "Danh sách dẫn đầu tạm thời, đợt 2026-2030" in words(client.get("/"))
    _publish(client, client.get(ADDRESS))
    assert tasks_of(period.head) == []


def test_nobody_is_asked_before_the_last_index_nor_after_the_day_of_the_dossiers(
    units, people, opinions, rulings, council
):
    by, head, _board = people
    for year in (2026, 2027, 2028):
        publish_ranking(year, {units["11311"]: (1, "95,00")}, by=by, second=head, at=PERIOD_AT)
    assert tasks_of(head) == []
    publish_ranking(2029, {units["11311"]: (1, "95,00")}, by=by, second=head, at=PERIOD_AT)
    assert len(tasks_of(head, PERIOD_AT.replace(day=30, hour=16))) == 1
    assert tasks_of(head, PERIOD_AT.replace(day=31)) == []


def test_the_board_is_asked_where_the_office_itself_leads(people, at, opinions, rulings, council):
    by, head, board = people
    new = NewUnit(code="SNV", kind=UnitKind.AGENCY, name="Sở Nội vụ", full_name="Sở Nội vụ", block=Block.SO)
    office = register_unit(by=None, at=at, unit=new, on=date(2025, 7, 1))
    for year in range(2026, 2030):
        publish_ranking(year, {office: (1, "95,00")}, by=by, second=head, at=PERIOD_AT)
    assert len(tasks_of(board)) == 1
    assert tasks_of(head) == []


def test_who_cannot_have_the_flag_is_not_asked_for(period):
    period.put("11311", "period.flag", outstanding=False, selected=False)
    assert tasks_of(period.head) == []


def test_it_asks_the_same_questions_however_many_dossiers_there_are(
    period, django_assert_max_num_queries, django_assert_num_queries
):
    period.put("11311", "period.flag")
    tasks_of(period.head)
    with django_assert_max_num_queries(30) as one:
        tasks_of(period.head)
    for code in ("11329", "11407", "11629"):
        period.put(code, "period.collective")
    tasks_of(period.head)
    with django_assert_num_queries(len(one)):
        tasks_of(period.head)

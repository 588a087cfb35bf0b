"""The pages of a cycle in a real browser: readable for everybody, and no wider than a phone."""

import pytest
from django.urls import reverse
from tests.looking import faults_of

from thidua.core.roles import Role
from thidua.foundation.moment import describe_installation
from thidua.proposals.freezing import confirm, freeze

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_choosing_and_freezing_on_a_phone(year, at, open_page):
    describe_installation(by=None, at=at, is_demo=True, demo_date=at.date(), stage="tests", seed=1)
    good = year.put("11311", "annual.collective", initiatives=(year.initiative("11311", "SK-1"),))
    year.put("11329", "annual.collective", barred=True)
    page = open_page(reverse("proposals:set", args=["2026"]), user=year.by, width=360)
    told = faults_of(page)
    with page.expect_navigation():
        page.get_by_role("link", name="Phường Hồng Bàng").click()
    told += faults_of(page)
    page.get_by_label("Đề nghị tặng").check()
    page.get_by_role("button", name="Lưu lựa chọn").click()
    page.get_by_text(f"Đã lưu lựa chọn cho hồ sơ {good.code}").wait_for()
    # What is paused is for a person: it is chosen in its row and saves itself.
    page.locator("tr:has-text('Lê Chân')").get_by_label("Không").check()
    page.locator("tr:has-text('Lê Chân')").get_by_text("Đã lưu lúc").wait_for()
    told += faults_of(page)
    with page.expect_navigation():
        page.get_by_role("link", name="Khóa, lập Tờ trình").click()
    told += faults_of(page)
    page.get_by_role("button", name="Khóa danh sách").click()
    page.get_by_text("Bạn là người khóa bản này").wait_for()
    told += faults_of(page)
    with page.expect_navigation():
        page.get_by_role("link", name="Khác hôm nay").click()
    told += faults_of(page)
    page.goto(reverse("proposals:shares", args=["2026"]))
    told += faults_of(page)
    assert told == []
    assert page.complaints == []


def test_stating_relations_before_choosing_on_a_phone(year, at, open_page, make_person):
    describe_installation(by=None, at=at, is_demo=True, demo_date=at.date(), stage="tests", seed=1)
    year.put("11311", "annual.collective")
    year.put("11329", "annual.collective")
    page = open_page(
        reverse("proposals:relations", args=["2026"]),
        user=make_person("bandang", Role.EMULATION_BOARD),
        width=360,
    )
    told = faults_of(page)
    page.get_by_label("Tôi không có quan hệ ảnh hưởng").check()
    assert not page.get_by_label("Phường Lê Chân").is_visible()
    page.get_by_label("Tôi có quan hệ với các đơn vị đánh dấu").check()
    page.get_by_label("Phường Lê Chân").check()
    page.get_by_label("Lý do không tham gia").fill("Vợ công tác tại đây")
    with page.expect_navigation():
        page.get_by_role("button", name="Ghi lời khai và chọn tiếp").click()
    told += faults_of(page)
    assert told == []
    assert page.complaints == []


def test_the_tables_of_leaders(period, open_page):
    describe_installation(
        by=None, at=period.at, is_demo=True, demo_date=period.at.date(), stage="tests", seed=1
    )
    flag = period.put("11311", "period.flag")
    period.choose(flag, True, "Dẫn đầu theo điểm trung bình")
    confirm(
        by=period.head, at=period.at,
        proposal=freeze(by=period.by, at=period.at, cycle="2026-2030"),
    )  # fmt: skip
    page = open_page(reverse("proposals:leaders", args=["2026-2030"]), user=period.by)
    assert faults_of(page) == []
    page.goto(reverse("proposals:list"))
    assert faults_of(page) == []
    page.goto(reverse("proposals:check"))
    assert faults_of(page) == []

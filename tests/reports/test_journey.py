"""The journey of the issue: an officer with a phone, from the home page to a report that is sent."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from thidua.reports.models import Report
from thidua.reports.outline import CODES


def serious(page) -> list[tuple[str, str]]:
    """What axe finds on a page that somebody would stumble over."""
    return [
        (fault["id"], node["html"])
        for fault in Axe().run(page).response["violations"]
        for node in fault["nodes"]
        if fault["impact"] in {"serious", "critical", "moderate"}
    ]


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_an_officer_with_a_phone_gets_from_the_home_page_to_the_receipt(open_page, officer, head):
    page = open_page("/", user=officer, width=390)
    page.get_by_role("link", name="Bắt đầu, số liệu đã điền sẵn").first.click()
    page.get_by_role("button", name="Bắt đầu báo cáo năm 2026").click()
    page.get_by_role("link", name="Viết tiếp mục I").click()
    for code in CODES:
        page.wait_for_url(f"**/muc/{code}/")
        if code == "VI":
            assert serious(page) == []
        offers = page.get_by_role("button", name="Đưa vào")
        if offers.count():
            offers.first.click()
            page.wait_for_load_state("networkidle")
            assert page.get_by_label("Nội dung").input_value()
        page.get_by_label("Nội dung").fill(f"Kết quả mục {code}: đã làm xong, người dân hài lòng.")
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        page.get_by_role("button", name="Lưu và tiếp").click()
    page.wait_for_url("**/kiem-tra/")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.get_by_role("button", name="Trình lãnh đạo ký").click()
    page.wait_for_load_state("networkidle")
    assert page.complaints == []

    signing = open_page("/", user=head, width=390)
    signing.get_by_role("link", name="Xem, ký và gửi").first.click()
    signing.get_by_role("button", name="Ký và gửi báo cáo").click()
    signing.get_by_text("BC2026-11311-01").first.wait_for()
    assert Report.objects.get().state == "sent"


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_words_survive_a_lost_connection(open_page, officer, report):
    page = open_page(f"/bao-cao/{report.pk}/muc/VII/", user=officer, width=390)
    page.context.set_offline(True)
    page.get_by_label("Nội dung").fill("Viết khi mất mạng")
    page.get_by_text("Mất kết nối").wait_for()
    page.context.set_offline(False)
    page.get_by_text("Đã lưu lúc").wait_for()
    page.reload()
    assert page.get_by_label("Nội dung").input_value() == "Viết khi mất mạng"
    assert report.parts.get(section="VII").text == "Viết khi mất mạng"


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_the_pages_of_a_report_are_accessible_and_fit_a_phone(
    open_page, officer, specialist, sent, full, report
):
    pages = [
        (officer, "/bao-cao/"),
        (officer, f"/bao-cao/{full.pk}/"),
        (officer, f"/bao-cao/{full.pk}/muc/VI/"),
        (officer, f"/bao-cao/{full.pk}/kiem-tra/"),
        (officer, f"/bao-cao/{full.pk}/bien-nhan/"),
        (specialist, f"/bao-cao/{full.pk}/doc/"),
        (specialist, f"/bao-cao/{full.pk}/tra-lai/"),
    ]
    for user, path in pages:
        page = open_page(path, user=user, width=360)
        assert serious(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, path
        assert page.complaints == [], path


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_words_typed_before_the_page_is_complete_are_saved(open_page, officer, report):
    page = open_page("/", user=officer, width=390)
    held = []
    page.route("**/autosave*.js", lambda script: held.append(script))
    page.goto(f"/bao-cao/{report.pk}/muc/VII/", wait_until="commit")
    page.get_by_label("Nội dung").fill("Viết trên đường truyền chậm")
    while not held:
        page.wait_for_timeout(50)
    for script in held:
        script.continue_()
    page.unroute_all()
    page.get_by_text("Đã lưu lúc").wait_for()
    page.reload()
    assert page.get_by_label("Nội dung").input_value() == "Viết trên đường truyền chậm"

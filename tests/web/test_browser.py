"""Every listed page in a real browser: nothing from elsewhere, nothing serious for axe, fits a phone."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from tests.web.pages import PAGES

from thidua.core.roles import Role

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

NAMED = [pytest.param(path, role, id=f"{path}-{role or 'visitor'}") for path, role in PAGES]
NARROW = 360


@pytest.mark.parametrize(("path", "role"), NAMED)
def test_page_is_ours_accessible_and_fits_a_phone(path, role, open_page, person_for, hong_bang, live_server):
    page = open_page(path.format(unit=hong_bang.code), user=person_for(role))

    assert [url for url in page.seen if not url.startswith((live_server.url, "data:"))] == []
    expected = "Failed to load resource: the server responded with a status of 404 (Not Found)"
    assert [text for text in page.complaints if not (page.status == 404 and expected in text)] == []
    violations = Axe().run(page).response["violations"]
    assert [
        (fault["id"], fault["impact"], node["html"])
        for fault in violations
        for node in fault["nodes"]
        if fault["impact"] in {"serious", "critical", "moderate"}
    ] == []

    page.set_viewport_size({"width": NARROW, "height": 780})
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW


def test_palette_is_worked_by_keyboard_alone(open_page, person_for, hong_bang):
    page = open_page("/", user=person_for(Role.TECHNICAL_ADMIN))
    page.keyboard.press("Control+k")
    page.keyboard.type("thanh phan")
    page.wait_for_selector("[role=option]:has-text('Thành phần giao diện')")
    assert Axe().run(page).response["violations"] == []
    page.keyboard.press("Enter")
    page.wait_for_url("**/giao-dien/thanh-phan/")


def test_palette_says_when_nothing_is_found(open_page, demo_day):
    page = open_page("/")
    page.click("[data-palette-open]")
    page.keyboard.type("zzzz")
    page.wait_for_selector("text=Không tìm thấy. Thử gõ ít chữ hơn")
    page.keyboard.press("Escape")
    assert not page.locator("dialog[open]").count()


def test_menu_of_a_phone_opens_and_closes(open_page, demo_day):
    page = open_page("/", width=390)
    assert not page.locator(".td-nav").is_visible()
    page.click("[data-nav-toggle]")
    assert page.locator(".td-nav").is_visible()
    assert page.locator("[data-nav-toggle]").get_attribute("aria-expanded") == "true"


def test_first_tab_is_the_skip_link(open_page, demo_day):
    page = open_page("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "td-skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "noi-dung"


def test_paper_has_the_reasons_and_the_source_but_no_chrome(open_page, person_for, hong_bang):
    page = open_page("/giao-dien/thanh-phan/", user=person_for(Role.TECHNICAL_ADMIN))
    page.evaluate("document.querySelector('details').open = false")
    page.emulate_media(media="print")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    for hidden in (".td-header", ".td-nav", ".td-footer", ".td-actions"):
        assert not page.locator(hidden).first.is_visible()
    assert page.locator("text=III.2.2.a.TT.4").is_visible()
    assert "/giao-dien/thanh-phan/" in page.locator(".td-print-source").inner_text()
    assert "15/02/2027" in page.locator(".td-print-source").inner_text()
    assert page.locator(".td-demo").is_visible()

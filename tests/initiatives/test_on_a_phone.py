"""In a browser: an officer writes on a phone, the words save themselves, and look-alikes are spoken of."""

import pytest
from django.urls import reverse
from tests.looking import faults_of

from thidua.initiatives.models import Initiative

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TITLE = "Trợ lý ảo trả lời câu hỏi về đất đai tại một cửa"


@pytest.mark.usefixtures("demo_day")
def test_a_draft_saves_itself_and_its_look_alike_is_spoken_of(open_page, enter, giàng, officer):
    enter(code="SK-CU", unit=giàng, title=TITLE)
    page = open_page(reverse("initiatives:new"), user=officer, width=360)
    page.fill("[name=summary]", "Máy trả lời bằng giọng nói, có bản đồ.")
    page.fill("[name=title]", f"Mô hình {TITLE.lower()}")
    page.wait_for_selector("[data-autosave-status]:has-text('Đã lưu lúc')")
    row = Initiative.written.get(is_draft=True)
    assert row.summary == "Máy trả lời bằng giọng nói, có bản đồ."
    assert page.url.endswith(reverse("initiatives:change", args=[row.pk]))

    page.goto(reverse("initiatives:one", args=[row.pk]))
    page.click("text=So sánh và nêu ý kiến")
    assert faults_of(page) == []
    page.click("text=Phát triển thêm: dựa vào sáng kiến đó")
    page.fill("[name=reason]", "Thêm tra bản đồ.")
    page.click("text=Ghi ý kiến")
    page.wait_for_selector("text=Đã nêu ý kiến với mọi sáng kiến tương tự")
    assert row.rulings.get().reason == "Thêm tra bản đồ."
    assert page.complaints == []

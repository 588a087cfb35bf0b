"""The standing office's morning in a browser: who is missing for 30/11, the reminder, the draft in Word."""

import io

import pytest
from docx import Document

from thidua.demo.build import build
from thidua.demo.stages import DEFAULT_SEED, STAGE_BY_ID
from thidua.foundation.jobs.worker import run_queue
from thidua.foundation.notify.models import Notification
from thidua.people.models import User
from thidua.urging.models import ReminderRun

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def first_week(transactional_db):
    """The demonstration of 24 November 2026."""
    stage = STAGE_BY_ID["start"]
    build(stage=stage.id, on=stage.on, seed=DEFAULT_SEED)


def test_the_office_sees_who_is_missing_reminds_them_and_has_its_draft_in_word(first_week, open_page):
    page = open_page("/", user=User.objects.get(username="truongphong"))
    page.goto("/don-doc/")
    assert "đơn vị chưa xong báo cáo năm 2026" in page.locator("[aria-labelledby=viec-report]").inner_text()
    runs, told = ReminderRun.objects.count(), Notification.objects.count()
    page.click("button:has-text('đơn vị này')")
    page.wait_for_load_state("networkidle")
    assert ReminderRun.objects.count() == runs, "it is looked at first"
    page.click("main form button.btn-primary")
    page.wait_for_load_state("networkidle")
    assert ReminderRun.objects.count() == runs + 1
    assert Notification.objects.count() > told

    page.goto("/tong-hop/")
    page.click("button:has-text('Lập báo cáo')")
    page.wait_for_selector("text=Đang lấy số liệu")
    run_queue()
    page.wait_for_selector("text=Ai đã gửi báo cáo")
    page.click("a:has-text('Viết mục này') >> nth=0")
    page.fill("textarea[name=text]", "Nhìn chung các đơn vị triển khai nghiêm túc.")
    page.wait_for_selector("text=Đã lưu lúc")
    page.click("button:has-text('Lưu và về báo cáo')")
    page.wait_for_selector("text=Nhìn chung các đơn vị")
    with page.expect_download() as download:
        page.click("a:has-text('Tải Word')")
    document = Document(io.BytesIO(download.value.path().read_bytes()))
    words = "\n".join(line.text for line in document.paragraphs)

    assert "Nhìn chung các đơn vị triển khai nghiêm túc." in words
    assert "đơn vị chưa gửi." in words
    assert page.complaints == []


def test_words_typed_without_a_connection_come_back(first_week, open_page):
    page = open_page("/tong-hop/", user=User.objects.get(username="chuyenvien"))
    page.click("button:has-text('Lập báo cáo')")
    page.wait_for_selector("text=Đang lấy số liệu")
    run_queue()
    page.goto("/tong-hop/2026/muc/I/")
    page.context.set_offline(True)
    page.fill("textarea[name=text]", "Chữ gõ khi mất mạng.")
    page.wait_for_selector("text=Mất kết nối")
    page.goto("about:blank")
    page.context.set_offline(False)
    page.goto("/tong-hop/2026/muc/I/")

    page.wait_for_selector("text=Đã lưu lúc")
    assert page.input_value("textarea[name=text]") == "Chữ gõ khi mất mạng."
    page.reload()
    assert page.input_value("textarea[name=text]") == "Chữ gõ khi mất mạng."


def test_two_officers_see_both_texts_and_choose(first_week, open_page):
    first = open_page("/tong-hop/", user=User.objects.get(username="chuyenvien"))
    first.click("button:has-text('Lập báo cáo')")
    first.wait_for_selector("text=Đang lấy số liệu")
    run_queue()
    first.goto("/tong-hop/2026/muc/I/")
    second = open_page("/tong-hop/2026/muc/I/", user=User.objects.get(username="truongphong"))
    first.fill("textarea[name=text]", "Chữ của chuyên viên.")
    first.wait_for_selector("text=Đã lưu lúc")
    second.fill("textarea[name=text]", "Chữ của trưởng phòng.")
    second.wait_for_selector("text=không chữ nào bị mất")
    panel = second.locator("[data-autosave-conflict]").inner_text()
    assert "Phạm Ngọc Quyên" in panel
    assert "Chữ của chuyên viên." in panel
    second.click("button:has-text('Nối cả hai')")
    second.wait_for_selector("text=Đã lưu lúc")

    first.reload()
    text = first.input_value("textarea[name=text]")
    assert "Chữ của chuyên viên." in text
    assert "Chữ của trưởng phòng." in text

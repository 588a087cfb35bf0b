"""Two clerks at one form: the second is told what the first saved and keeps what he typed."""

from datetime import date

import pytest
from django.urls import reverse
from tests.dossiers.conftest import PERSON, seen
from tests.page_text import words

from thidua.dossiers.services import Attested, attest, name_initiatives
from thidua.dossiers.writing.services import Span, tell_work

pytestmark = pytest.mark.usefixtures("demo_day")


def test_of_two_clerks_at_one_work_history_the_second_is_told(start, browser, officer, at):
    row = start("annual.individual", PERSON)
    url = reverse("dossiers:work", args=[row.pk])
    mine = {
        "seen": seen(browser, url), "form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "0",
        "form-0-since": "2026-01-01", "form-0-place": "UBND phường", "form-0-work": "Một cửa",
        "form-1-since": "2026-08-01", "form-1-place": "Sở Nội vụ", "form-1-work": "Thẩm định chỉ số",
    }  # fmt: skip
    theirs = Span(date(2026, 1, 1), None, "UBND phường", "Một cửa")
    tell_work(by=officer, at=at, dossier=row, spans=[theirs])
    refused = browser.post(url, mine)
    shown = refused.content.decode()
    assert refused.status_code == 422
    assert "Bản đang lưu: 01/01/2026 – nay, UBND phường, Một cửa." in shown
    assert "Thẩm định chỉ số" in shown
    assert "data-draft-refused" in shown
    assert [span.work for span in row.work_spans.all()] == ["Một cửa"]
    assert browser.post(url, mine | {"seen": refused.context["seen"]}).status_code == 302
    assert [span.work for span in row.work_spans.all()] == ["Một cửa", "Thẩm định chỉ số"]


def test_of_two_clerks_at_one_part_the_second_reads_what_the_first_saved(start, browser, head, at):
    row = start("annual.individual", PERSON)
    facts = Attested(rating="excellent", rating_source="15/QĐ", outstanding=True)
    attest(by=head, at=at, dossier=row, facts=facts, edition=1)
    said = {"version": 1, "rating": "good", "rating_source": "15/QĐ", "outstanding": "yes"}
    told = words(browser.post(reverse("dossiers:facts", args=[row.pk]), said))
    assert "Trần Văn Bình đã lưu phần này trước bạn. Bản đang lưu: Xếp loại năm: Hoàn thành xuất sắc" in told
    assert "15/QĐ;" not in told
    who = {"version": 1, "name": "Lê Thị Hoa", "gender": "female", "birth_year": "1988"}
    url = reverse("dossiers:subject", args=[row.pk])
    told = words(browser.post(url, who | {"position": PERSON.position}))
    assert "ở phần này không khác bạn" in told
    assert "Bản đang lưu: Chức vụ: Công chức Văn phòng." in words(
        browser.post(url, who | {"position": "Khác"})
    )


def test_of_two_clerks_who_choose_initiatives_the_second_is_told(
    start, browser, officer, at, make_initiative
):
    row, first, second = start(), make_initiative(), make_initiative("SK-2")
    url = reverse("dossiers:initiatives", args=[row.pk])
    mine = {"initiative": [second.pk], "seen": seen(browser, url)}
    name_initiatives(by=officer, at=at, dossier=row, initiatives=[first])
    refused = browser.post(url, mine)
    assert refused.status_code == 422
    assert "Đang chọn: SK-1." in refused.content.decode()
    assert list(row.initiatives.all()) == [first]
    assert browser.post(url, mine | {"seen": refused.context["seen"]}).status_code == 302
    assert list(row.initiatives.all()) == [second]


def test_typing_in_another_part_is_no_second_clerk(start, browser, officer, at):
    row = start("annual.individual", PERSON)
    url = reverse("dossiers:work", args=[row.pk])
    mine = {
        "seen": seen(browser, url), "form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "0",
        "form-0-since": "2026-01-01", "form-0-place": "UBND phường", "form-0-work": "Một cửa",
    }  # fmt: skip
    attest(by=officer, at=at, dossier=row, facts=Attested(conduct=True), edition=row.edition)
    assert browser.post(url, mine).status_code == 302

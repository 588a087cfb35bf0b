"""A list that proposes nobody: its answer is recorded as a decision is; units are told with the reason."""

import pytest
from django.test import Client
from django.urls import reverse
from tests.page_text import words

from thidua.awards.models import AwardRecord
from thidua.decisions.papers import notice_of_refusals
from thidua.decisions.selectors import as_lines, refused_in
from thidua.decisions.services import confirm_decision
from thidua.foundation.notify.models import Notification

pytestmark = pytest.mark.django_db


@pytest.fixture
def only_refused(make_dossier, make_proposal, other_unit):
    row = make_dossier(other_unit, "annual.individual", "Trần Văn Bình", birth_year=1975)
    return make_proposal({row: "Chưa đủ 12 tháng làm cải cách hành chính"})


def test_the_pages_offer_no_draft_and_say_what_is_recorded(only_refused, specialist):
    client = Client()
    client.force_login(specialist)

    page = client.get(reverse("decisions:list"))

    assert "không đề nghị ai nên không có dự thảo" in words(page)
    assert reverse("decisions:draft", args=[only_refused.pk, "docx"]) not in page.content.decode()
    asked = words(client.get(reverse("decisions:new") + f"?danh-sach={only_refused.pk}"))
    assert "ghi số, ngày, người ký của văn bản trả lời" in asked


def test_the_answer_decides_and_the_notice_calls_it_no_decision(only_refused, record_it, head, at):
    found = confirm_decision(by=head, at=at, decision=record_it(only_refused, "812/UBND-NC"))

    assert not AwardRecord.objects.exists()
    client = Client()
    client.force_login(head)
    page = client.get(reverse("decisions:decision", args=[found.pk])).content.decode()
    assert "Văn bản số 812/UBND-NC" in page
    assert "Quyết định số 812/UBND-NC" not in page
    refused = as_lines(refused_in(found), found)
    assert [line.reason for line in refused] == ["Chưa đủ 12 tháng làm cải cách hành chính"]
    notice = notice_of_refusals(found, refused[0].unit, refused, is_giving=False, is_demo=False)
    assert "đã có văn bản số 812/UBND-NC" in str(notice.body)
    assert "về kết quả xét khen thưởng trong Phong trào" in str(notice.body)
    told = Notification.objects.filter(kind__startswith="decisions.").values_list("title", flat=True)
    assert all("Văn bản số 812/UBND-NC" in title or "văn bản" in title.casefold() for title in told)

"""Explanation: every cut is answered once within its days, decided with a reason, and told step by step."""

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.index_rounds.judging import (
    ACCEPT,
    APPRAISAL,
    BETWEEN,
    COUNCIL,
    EXPLANATION,
    answer_of,
    cut,
    later,
)
from tests.index_rounds.test_appraisal import show_on

from thidua.core.blocks import Block
from thidua.core.roles import Role
from thidua.foundation.access import Refused
from thidua.foundation.autosave import StaleVersion
from thidua.foundation.files import Kind, inspect_upload
from thidua.foundation.notify.models import Notification
from thidua.index_rounds.appraisal.queue import QueueState, counts
from thidua.index_rounds.appraisal.services import Verdict, accept_rest, appraise, judge_by_council
from thidua.index_rounds.appraisal.todo import appraisal_tasks
from thidua.index_rounds.enums import Decision
from thidua.index_rounds.errors import RoundRefused
from thidua.index_rounds.explanation.evidence import pin_to_explanation, unpin_from_explanation
from thidua.index_rounds.explanation.opening import tell_units
from thidua.index_rounds.explanation.services import (
    decide_explanation,
    save_explanation,
    send_explanations,
)
from thidua.index_rounds.explanation.todo import explanation_tasks
from thidua.index_rounds.models import Explanation, KeptAnswer, Sheet
from thidua.index_rounds.selectors import judged_of

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n1 0 obj<</Type/Page>>endobj\n%%EOF\n"
WORDS = "Văn bản số 5 phát hành ngày 10/01, trang 1 có dấu đến."


@pytest.fixture
def cut_sheet(sent, appraiser):
    """1.1.1 was cut, the rest of area 1 accepted."""
    appraise(by=appraiser, at=APPRAISAL, answer=answer_of(sent, "1.1.1"), verdict=cut("0.5"), seen=None)
    accept_rest(by=appraiser, at=APPRAISAL, sheet=sent, area="1")
    return sent


@pytest.fixture
def explained(cut_sheet, officer, head, unit):
    """The unit answered and its head sent."""
    write(cut_sheet, officer)
    send_explanations(by=head, at=EXPLANATION, sheet=cut_sheet, unit=unit)
    return Sheet.objects.get(pk=cut_sheet.pk)


def write(sheet, by, *, text=WORDS, version=0, at=EXPLANATION, code="1.1.1"):
    return save_explanation(by=by, at=at, answer=answer_of(sheet, code), text=text, version=version)


def granted():
    return Verdict(Decision.ACCEPTED, reason="Dấu đến đúng hạn")


def test_words_are_saved_with_versions_and_none_is_lost(cut_sheet, officer, colleague):
    assert write(cut_sheet, officer, text="Một").version == 1
    assert write(cut_sheet, officer, text="Hai", version=1).version == 2
    assert write(cut_sheet, officer, text="Hai", version=1).version == 2
    with pytest.raises(StaleVersion) as stale:
        write(cut_sheet, colleague, text="Ba", version=1)
    assert stale.value.theirs == {"text": "Hai"}
    assert KeptAnswer.objects.get().fields == {"explanation": "Ba"}
    told = Notification.objects.filter(kind="index_rounds.two_writers").values_list("user", flat=True)
    assert set(told) == {officer.pk, colleague.pk}


def test_only_a_cut_and_only_within_the_days(cut_sheet, officer):
    with pytest.raises(RoundRefused, match="mở từ ngày"):
        write(cut_sheet, officer, at=APPRAISAL)
    with pytest.raises(RoundRefused, match="đã đóng"):
        write(cut_sheet, officer, at=BETWEEN)
    with pytest.raises(RoundRefused, match="giữ nguyên"):
        write(cut_sheet, officer, code="1.1.2")
    with pytest.raises(RoundRefused, match="rút gọn"):
        write(cut_sheet, officer, text="x" * 3001)
    assert not Explanation.objects.exists()


def test_the_head_sends_once(cut_sheet, officer, head, unit, appraiser):
    with pytest.raises(RoundRefused, match="Chưa viết"):
        send_explanations(by=head, at=EXPLANATION, sheet=cut_sheet, unit=unit)
    write(cut_sheet, officer)
    (task,) = explanation_tasks(head, EXPLANATION)
    assert "1 tiêu chí" in str(task.title)
    send_explanations(by=head, at=EXPLANATION, sheet=cut_sheet, unit=unit)
    again = send_explanations(by=head, at=later(EXPLANATION, hours=1), sheet=cut_sheet, unit=unit)
    assert again.explained_at == EXPLANATION
    with pytest.raises(RoundRefused, match="gửi một lần"):
        write(cut_sheet, officer, text="Thêm", version=1)
    assert explanation_tasks(head, EXPLANATION) == []
    assert Notification.objects.get(kind="index_rounds.explained").user == appraiser


def test_evidence_is_added_to_the_answer_and_taken_off_again(cut_sheet, officer, head, unit):
    answer = answer_of(cut_sheet, "1.1.1")
    upload = inspect_upload(ContentFile(PDF, name="cong-van.pdf"), kinds=frozenset({Kind.PDF}))
    row = pin_to_explanation(by=officer, at=EXPLANATION, answer=answer, upload=upload, page=1)
    assert row.is_of_explanation
    with pytest.raises(RoundRefused, match="đã được ghim"):
        pin_to_explanation(by=officer, at=EXPLANATION, answer=answer, evidence=row.evidence, page=1)
    with pytest.raises(RoundRefused, match="không có trang 9"):
        pin_to_explanation(by=officer, at=EXPLANATION, answer=answer, evidence=row.evidence, page=9)
    other = pin_to_explanation(
        by=officer, at=EXPLANATION, answer=answer, evidence=row.evidence, passage="mục 1"
    )
    unpin_from_explanation(by=officer, at=EXPLANATION, row=other)
    assert answer.pins.get() == row
    write(cut_sheet, officer)
    send_explanations(by=head, at=EXPLANATION, sheet=cut_sheet, unit=unit)
    with pytest.raises(RoundRefused, match="gửi một lần"):
        unpin_from_explanation(by=officer, at=EXPLANATION, row=row)


def test_an_accepted_explanation_gives_the_units_points_back(explained, appraiser, officer):
    answer = answer_of(explained, "1.1.1")
    assert counts(appraiser, EXPLANATION.date(), explained.round)[QueueState.EXPLAINED] == 1
    assert any("giải trình" in str(task.title) for task in appraisal_tasks(appraiser, BETWEEN))
    with pytest.raises(RoundRefused, match="lý do"):
        decide_explanation(by=appraiser, at=BETWEEN, answer=answer, verdict=ACCEPT, seen=None)
    decide_explanation(by=appraiser, at=BETWEEN, answer=answer, verdict=granted(), seen=None)
    assert judged_of(explained.round, Block.XA) == {}
    assert counts(appraiser, EXPLANATION.date(), explained.round)[QueueState.EXPLAINED] == 0
    told = Notification.objects.filter(kind="index_rounds.explanation_decided")
    assert officer.pk in told.values_list("user", flat=True)


def test_a_refused_explanation_keeps_points_with_a_reason_and_the_council_is_last(
    explained, appraiser, office_head
):
    answer = answer_of(explained, "1.1.1")
    decide_explanation(by=appraiser, at=BETWEEN, answer=answer, verdict=cut("0.6", "Dấu đến muộn"), seen=None)
    assert str(judged_of(explained.round, Block.XA)[explained.unit_id]["1.1.1"]) == "0.6000"
    with pytest.raises(RoundRefused, match="Hội đồng đã bắt đầu"):
        decide_explanation(by=appraiser, at=COUNCIL, answer=answer, verdict=granted(), seen=None)
    judge_by_council(by=office_head, at=COUNCIL, answer=answer, verdict=granted())
    assert judged_of(explained.round, Block.XA) == {}


def test_only_what_was_explained_and_only_the_areas_appraiser(explained, appraiser, person):
    with pytest.raises(RoundRefused, match="không gửi giải trình"):
        decide_explanation(
            by=appraiser, at=BETWEEN, answer=answer_of(explained, "1.1.2"), verdict=granted(), seen=None
        )
    stranger = person("nguoila", Role.AUDITOR)
    with pytest.raises(Refused):
        decide_explanation(
            by=stranger, at=BETWEEN, answer=answer_of(explained, "1.1.1"), verdict=granted(), seen=None
        )


def test_the_unit_sees_nothing_while_appraisal_goes_on_then_the_whole_way_without_names(
    cut_sheet, officer, head, unit, appraiser, client
):
    address = reverse("index_rounds:judged_answer", args=[cut_sheet.pk, "1.1.1"])
    show_on(APPRAISAL)
    client.force_login(officer)
    assert "ban hành muộn" not in client.get(address).content.decode()
    assert (
        "Đang thẩm định" in client.get(reverse("index_rounds:judged", args=[cut_sheet.pk])).content.decode()
    )
    show_on(EXPLANATION)
    write(cut_sheet, officer)
    send_explanations(by=head, at=EXPLANATION, sheet=cut_sheet, unit=unit)
    answer = answer_of(cut_sheet, "1.1.1")
    decide_explanation(by=appraiser, at=EXPLANATION, answer=answer, verdict=granted(), seen=None)
    page = client.get(address).content.decode()
    places = [page.index(words) for words in ("ban hành muộn", WORDS, "Dấu đến đúng hạn")]
    assert places == sorted(places)
    assert appraiser.full_name not in page
    assert "có kết quả" in client.get(reverse("index_rounds:judged", args=[cut_sheet.pk])).content.decode()


def test_the_pages_write_send_and_decide(cut_sheet, officer, head, appraiser, client):
    show_on(EXPLANATION)
    client.force_login(officer)
    address = reverse("index_rounds:judged_answer", args=[cut_sheet.pk, "1.1.1"])
    saved = client.post(address, {"text": WORDS, "version": "0"}, headers={"X-Autosave": "1"})
    assert saved.json()["version"] == 1
    stale = client.post(address, {"text": "Khác", "version": "0"}, headers={"X-Autosave": "1"})
    assert stale.status_code == 409
    assert "Khác" in client.get(address).content.decode()
    kept = KeptAnswer.objects.get()
    assert (
        client.post(reverse("index_rounds:explain_settle", args=[cut_sheet.pk, kept.pk])).status_code == 302
    )
    upload = ContentFile(PDF, name="them.pdf")
    pinned = client.post(reverse("index_rounds:explain_pin", args=[cut_sheet.pk, "1.1.1"]), {"file": upload})
    assert pinned.status_code == 302
    send = reverse("index_rounds:explain_send", args=[cut_sheet.pk])
    assert client.post(send).status_code == 403
    client.force_login(head)
    assert (
        "Gửi giải trình" in client.get(reverse("index_rounds:judged", args=[cut_sheet.pk])).content.decode()
    )
    assert client.post(send).status_code == 302
    client.force_login(appraiser)
    decide = reverse("index_rounds:decide", args=[answer_of(cut_sheet, "1.1.1").pk])
    page = client.get(decide).content.decode()
    assert WORDS in page
    assert "them.pdf" in page
    assert client.post(decide, {"decision": "accepted"}).status_code == 422
    assert client.post(decide, {"decision": "accepted", "reason": "Đúng"}).status_code == 302


def test_results_ask_a_constant_number_of_questions(cut_sheet, other_sent, appraiser, officer, client):
    show_on(EXPLANATION)
    client.force_login(officer)
    address = reverse("index_rounds:judged", args=[cut_sheet.pk])
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for code in ("1.1.2", "1.2"):
        answer = answer_of(cut_sheet, code)
        first = answer.judgements.get()
        appraise(by=appraiser, at=APPRAISAL, answer=answer, verdict=cut("0.5"), seen=first.pk)
        write(cut_sheet, officer, code=code)
    with CaptureQueriesContext(connection) as many:
        client.get(address)
    assert len(many) <= len(few)


def test_units_with_cuts_are_told_once_when_explanations_open(cut_sheet, other_sent, officer, head):
    assert tell_units(APPRAISAL) == 0
    assert tell_units(EXPLANATION) == 2
    assert tell_units(later(EXPLANATION, minutes=1)) == 0
    told = Notification.objects.filter(kind="index_rounds.to_explain")
    assert set(told.values_list("user", flat=True)) == {officer.pk, head.pk}
    assert "1 tiêu chí" in told[0].body
    assert "/2027" in told[0].body

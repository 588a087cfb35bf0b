"""A second appraisal: a sample that can be drawn again, a blind opinion, settled by the head."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.index_rounds.judging import ACCEPT, APPRAISAL, EXPLANATION, answer_of, cut
from tests.index_rounds.test_appraisal import show_on

from thidua.core.blocks import Block
from thidua.foundation.access import Refused
from thidua.foundation.audit.models import AuditEvent
from thidua.index_rounds.appraisal.queue import Filter, QueueState, counts, queue
from thidua.index_rounds.appraisal.second import draw_sample, give_second, pairs_of, settle_difference
from thidua.index_rounds.appraisal.services import accept_rest, appraise
from thidua.index_rounds.appraisal.todo import appraisal_tasks
from thidua.index_rounds.errors import RoundRefused
from thidua.index_rounds.models import SampledAnswer
from thidua.index_rounds.selectors import judged_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def judged(sent, other_sent, appraiser):
    """Area 1 of both communes appraised by one person, one component cut."""
    appraise(by=appraiser, at=APPRAISAL, answer=answer_of(sent, "1.1.1"), verdict=cut("0.5"), seen=None)
    for sheet in (sent, other_sent):
        accept_rest(by=appraiser, at=APPRAISAL, sheet=sheet, area="1")
    return sent


def draw_all(found, by):
    return draw_sample(by=by, at=APPRAISAL, found=found, number=7, percent=100)


def test_the_same_number_draws_the_same_sample(judged, office_head):
    found = judged.round
    assert draw_sample(by=office_head, at=APPRAISAL, found=found, number=2026, each=2) == 2
    drawn = set(SampledAnswer.objects.values_list("answer", flat=True))
    SampledAnswer.objects.all().delete()
    assert draw_sample(by=office_head, at=APPRAISAL, found=found, number=2026, each=2) == 2
    assert set(SampledAnswer.objects.values_list("answer", flat=True)) == drawn
    assert draw_sample(by=office_head, at=APPRAISAL, found=found, number=2026, each=2) == 0
    assert AuditEvent.objects.filter(action="index_rounds.sample_drawn").count() == 3


def test_a_share_is_rounded_up_and_what_cannot_be_is_refused(judged, sent, office_head):
    found = judged.round
    assert draw_sample(by=office_head, at=APPRAISAL, found=found, number=1, percent=1) == 1
    with pytest.raises(RoundRefused, match="Chọn một cách"):
        draw_sample(by=office_head, at=APPRAISAL, found=found, number=1)
    with pytest.raises(RoundRefused, match="đã đóng"):
        draw_sample(by=office_head, at=EXPLANATION, found=found, number=1, each=1)


def test_nothing_is_drawn_before_anything_is_judged(sent, office_head):
    with pytest.raises(RoundRefused, match="Chưa có tiêu chí nào"):
        draw_sample(by=office_head, at=APPRAISAL, found=sent.round, number=1, each=1)


def test_the_second_is_another_person_and_moves_nothing(judged, appraiser, other_appraiser, office_head):
    draw_all(judged.round, office_head)
    answer = answer_of(judged, "1.1.1")
    before = judged_of(judged.round, Block.XA)
    with pytest.raises(RoundRefused, match="phải là người khác"):
        give_second(by=appraiser, at=APPRAISAL, answer=answer, verdict=ACCEPT)
    give_second(by=other_appraiser, at=APPRAISAL, answer=answer, verdict=ACCEPT)
    with pytest.raises(RoundRefused, match="đã có ý kiến"):
        give_second(by=other_appraiser, at=APPRAISAL, answer=answer, verdict=cut(0))
    assert judged_of(judged.round, Block.XA) == before


def test_a_specialist_may_give_it_and_only_on_the_sample(judged, specialist, office_head):
    answer = answer_of(judged, "1.1.1")
    with pytest.raises(RoundRefused, match="không nằm trong mẫu"):
        give_second(by=specialist, at=APPRAISAL, answer=answer, verdict=ACCEPT)
    draw_all(judged.round, office_head)
    give_second(by=specialist, at=APPRAISAL, answer=answer, verdict=ACCEPT)
    with pytest.raises(Refused):
        give_second(by=office_head, at=APPRAISAL, answer=answer_of(judged, "1.2"), verdict=ACCEPT)


def test_the_head_settles_a_difference_with_a_reason_and_it_counts(
    judged, appraiser, other_appraiser, office_head, specialist
):
    draw_all(judged.round, office_head)
    answer = answer_of(judged, "1.1.1")
    with pytest.raises(RoundRefused, match="hai ý kiến"):
        settle_difference(by=office_head, at=APPRAISAL, answer=answer, verdict=ACCEPT, seen=None)
    give_second(by=other_appraiser, at=APPRAISAL, answer=answer, verdict=ACCEPT)
    give_second(by=other_appraiser, at=APPRAISAL, answer=answer_of(judged, "1.2"), verdict=ACCEPT)
    first, *others = pairs_of(judged.round)
    assert first.answer == answer
    assert first.to_settle
    assert not any(pair.differs for pair in others)
    assert any("khác biệt" in str(task.title) for task in appraisal_tasks(office_head, APPRAISAL))
    with pytest.raises(RoundRefused, match="lý do"):
        settle_difference(by=office_head, at=APPRAISAL, answer=answer, verdict=ACCEPT, seen=None)
    with pytest.raises(Refused):
        settle_difference(by=specialist, at=APPRAISAL, answer=answer, verdict=cut(0), seen=None)
    settle_difference(by=office_head, at=APPRAISAL, answer=answer, verdict=cut("0.75"), seen=None)
    assert str(judged_of(judged.round, Block.XA)[judged.unit_id]["1.1.1"]) == "0.7500"
    with pytest.raises(RoundRefused, match="đã được lãnh đạo"):
        appraise(by=appraiser, at=APPRAISAL, answer=answer, verdict=ACCEPT, seen=None)


def test_the_first_opinion_is_hidden_from_whoever_may_give_the_second(
    judged, appraiser, other_appraiser, office_head, client
):
    draw_all(judged.round, office_head)
    show_on(APPRAISAL)
    on = APPRAISAL.date()
    assert counts(other_appraiser, on, judged.round)[QueueState.SECOND] == 6
    assert counts(appraiser, on, judged.round)[QueueState.SECOND] == 0
    assert not queue(other_appraiser, on, judged.round, Filter(state="cham-lai")).exists()
    answer = answer_of(judged, "1.1.1")
    client.force_login(other_appraiser)
    for address in (
        reverse("index_rounds:appraise", args=[answer.pk]),
        reverse("index_rounds:second", args=[answer.pk]),
        reverse("index_rounds:judged_answer", args=[judged.pk, "1.1.1"]),
        reverse("index_rounds:judged", args=[judged.pk]),
    ):
        page = client.get(address)
        assert page.status_code == 200, address
        assert "ban hành muộn" not in page.content.decode(), address
    client.force_login(appraiser)
    assert "ban hành muộn" in client.get(reverse("index_rounds:appraise", args=[answer.pk])).content.decode()


def test_the_pages_draw_show_and_settle(judged, other_appraiser, office_head, client):
    show_on(APPRAISAL)
    client.force_login(office_head)
    address = reverse("index_rounds:sample", args=[judged.round_id])
    assert "Chưa rút mẫu" in client.get(address).content.decode()
    draw = reverse("index_rounds:sample_draw", args=[judged.round_id])
    assert client.post(draw, {"how": "percent", "size": "101", "number": "1"}).status_code == 422
    assert client.post(draw, {"how": "percent", "size": "100", "number": "1"}).status_code == 302
    answer = answer_of(judged, "1.1.1")
    client.force_login(other_appraiser)
    second = reverse("index_rounds:second", args=[answer.pk])
    assert client.post(second, {"decision": "accepted"}).status_code == 302
    client.force_login(office_head)
    assert "khác nhau, chờ xử lý" in client.get(address).content.decode()
    settle = reverse("index_rounds:settle_difference", args=[answer.pk])
    assert "ban hành muộn" in client.get(settle).content.decode()
    done = client.post(settle, {"decision": "accepted", "reason": "Đúng hạn theo dấu văn thư"})
    assert done["Location"] == address
    assert "đã xử lý" in client.get(address).content.decode()


def test_the_sample_asks_a_constant_number_of_questions(judged, office_head, specialist, client):
    show_on(APPRAISAL)
    client.force_login(specialist)
    address = reverse("index_rounds:sample", args=[judged.round_id])
    draw_sample(by=office_head, at=APPRAISAL, found=judged.round, number=1, each=1)
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    draw_all(judged.round, office_head)
    with CaptureQueriesContext(connection) as many:
        page = client.get(address).content.decode()
    assert page.count("chờ ý kiến lần hai") == 6
    assert len(many) <= len(few)

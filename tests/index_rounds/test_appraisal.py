"""Appraisal: accept or judge again with a reason; not one's own unit, not another's area."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.index_rounds.conftest import YEAR, store_set
from tests.index_rounds.judging import (
    ACCEPT,
    APPRAISAL,
    COUNCIL,
    EXPLANATION,
    GIVEN,
    answer_of,
    assign_areas,
    cut,
    later,
)

from thidua.core.blocks import Block
from thidua.core.roles import Role
from thidua.foundation.access import Refused
from thidua.foundation.audit.models import AuditEvent
from thidua.foundation.moment import describe_installation
from thidua.index_rounds.appraisal.bringing_in import Judged, bring_in_judgements
from thidua.index_rounds.appraisal.queue import Filter, Place, QueueState, counts, place_of, queue
from thidua.index_rounds.appraisal.services import accept_rest, appraise, judge_by_council
from thidua.index_rounds.appraisal.todo import appraisal_tasks
from thidua.index_rounds.enums import Decision, Stage
from thidua.index_rounds.errors import RoundRefused
from thidua.index_rounds.models import Judgement
from thidua.index_rounds.rounds.dates import proposed
from thidua.index_rounds.rounds.services import NewRound, begin_round
from thidua.index_rounds.selectors import judged_of
from thidua.index_rounds.sheets.bringing_in import SentSheet, bring_in_sheets
from thidua.units.enums import UnitKind
from thidua.units.selectors import history
from thidua.units.services import NewUnit, register_unit

pytestmark = pytest.mark.django_db


def test_accepting_keeps_the_units_points_and_a_cut_sets_others(sent, appraiser):
    appraise(by=appraiser, at=APPRAISAL, answer=answer_of(sent, "1.1.1"), verdict=cut("0.5"), seen=None)
    appraise(by=appraiser, at=APPRAISAL, answer=answer_of(sent, "1.1.2"), verdict=ACCEPT, seen=None)
    assert judged_of(sent.round, Block.XA) == {sent.unit_id: {"1.1.1": Decimal("0.5")}}
    event = AuditEvent.objects.filter(action="index_rounds.appraised").first()
    assert event is not None


def test_a_changed_mind_is_one_more_row_and_the_same_twice_is_one(sent, appraiser):
    answer = answer_of(sent, "1.1.1")
    first = appraise(by=appraiser, at=APPRAISAL, answer=answer, verdict=cut("0.5"), seen=None)
    assert appraise(by=appraiser, at=APPRAISAL, answer=answer, verdict=cut("0.5"), seen=None) == first
    second = appraise(by=appraiser, at=APPRAISAL, answer=answer, verdict=ACCEPT, seen=first.pk)
    rows = list(answer.judgements.order_by("pk").values_list("pk", "is_current"))
    assert rows == [(first.pk, False), (second.pk, True)]


def test_a_decision_made_in_between_is_not_passed_over(sent, appraiser, other_appraiser):
    answer = answer_of(sent, "1.1.1")
    appraise(by=other_appraiser, at=APPRAISAL, answer=answer, verdict=ACCEPT, seen=None)
    with pytest.raises(RoundRefused, match="người khác quyết định"):
        appraise(by=appraiser, at=APPRAISAL, answer=answer, verdict=cut(0), seen=None)
    assert answer.judgements.count() == 1


@pytest.mark.parametrize(
    ("verdict", "words"),
    [
        (cut("1.5"), "từ 0 đến 1"),
        (cut("-0.1"), "từ 0 đến 1"),
        (cut("0.12345"), "4 chữ số"),
        (cut("0.5", " "), "ghi lý do"),
        (replace(cut("0.5"), points=None), "ghi điểm mới"),
        (cut("0.5", "x" * 1001), "rút gọn"),
    ],
)
def test_what_cannot_be_is_refused_in_words(sent, appraiser, verdict, words):
    with pytest.raises(RoundRefused, match=words):
        appraise(by=appraiser, at=APPRAISAL, answer=answer_of(sent, "1.1.1"), verdict=verdict, seen=None)
    assert not Judgement.objects.exists()


def test_only_while_appraisal_is_open_and_only_what_units_give(sent, appraiser):
    answer = answer_of(sent, "1.1.1")
    with pytest.raises(RoundRefused, match="21/12/2026"):
        appraise(by=appraiser, at=later(APPRAISAL, days=-10), answer=answer, verdict=ACCEPT, seen=None)
    with pytest.raises(RoundRefused, match="đã đóng"):
        appraise(by=appraiser, at=EXPLANATION, answer=answer, verdict=ACCEPT, seen=None)
    assign_areas(sent.round, appraiser, "2")
    with pytest.raises(RoundRefused, match="điều tra hoặc công thức"):
        appraise(by=appraiser, at=APPRAISAL, answer=answer_of(sent, "2.1"), verdict=ACCEPT, seen=None)


def test_not_ones_own_unit_and_not_anothers_area(sent, person):
    own = person("nguoinha", Role.UNIT_OFFICER, "10891")
    assign_areas(sent.round, own, "1")
    with pytest.raises(Refused, match="chính đơn vị bạn"):
        appraise(by=own, at=APPRAISAL, answer=answer_of(sent, "1.1.1"), verdict=ACCEPT, seen=None)
    other = person("linhvuc2", Role.AUDITOR)
    assign_areas(sent.round, other, "2")
    with pytest.raises(Refused, match="không được phân công thẩm định lĩnh vực 1"):
        appraise(by=other, at=APPRAISAL, answer=answer_of(sent, "1.1.1"), verdict=ACCEPT, seen=None)
    assert not queue(own, APPRAISAL.date(), sent.round, Filter()).exists()


def test_the_standing_offices_own_sheet_goes_to_the_board(city, person, specialist, at):
    new = NewUnit(code="SNV", kind=UnitKind.AGENCY, name="Sở Nội vụ", full_name="Sở Nội vụ", block=Block.SO)
    register_unit(by=None, at=at, unit=new, on=date(2026, 1, 1))
    for block in (Block.SO, Block.XA):
        store_set(at, block=block)
    found = begin_round(by=specialist, at=at, new=NewRound(YEAR, "Chấm", proposed(YEAR)))
    unit = history(at.date())["SNV"]
    (sheet,) = bring_in_sheets(by=None, at=at, found=found, rows=[SentSheet(unit, GIVEN, at)])
    assign_areas(found, specialist, "1", "2", block="so")
    with pytest.raises(Refused, match="chính đơn vị bạn"):
        appraise(by=specialist, at=APPRAISAL, answer=answer_of(sheet, "1.1.1"), verdict=ACCEPT, seen=None)
    auditor = person("kiemtoan", Role.AUDITOR)
    assign_areas(found, auditor, "1", block="so")
    with pytest.raises(Refused, match="thi đua"):
        appraise(by=auditor, at=APPRAISAL, answer=answer_of(sheet, "1.1.1"), verdict=ACCEPT, seen=None)
    board = person("bantd", Role.EMULATION_BOARD)
    appraise(by=board, at=APPRAISAL, answer=answer_of(sheet, "1.1.1"), verdict=ACCEPT, seen=None)
    assert queue(board, APPRAISAL.date(), found, Filter()).count() == 4
    assert not queue(specialist, APPRAISAL.date(), found, Filter()).exists()


def test_the_rest_of_an_area_is_accepted_at_once_and_what_was_cut_stays(sent, appraiser):
    appraise(by=appraiser, at=APPRAISAL, answer=answer_of(sent, "1.1.1"), verdict=cut("0.5"), seen=None)
    assert accept_rest(by=appraiser, at=APPRAISAL, sheet=sent, area="1") == 2
    assert accept_rest(by=appraiser, at=APPRAISAL, sheet=sent, area="1") == 0
    assert AuditEvent.objects.filter(action="index_rounds.rest_accepted").count() == 1
    assert judged_of(sent.round, Block.XA)[sent.unit_id] == {"1.1.1": Decimal("0.5")}
    with pytest.raises(Refused, match="lĩnh vực 2"):
        accept_rest(by=appraiser, at=APPRAISAL, sheet=sent, area="2")


def test_the_queue_counts_filters_and_keeps_the_place(sent, other_sent, appraiser):
    on, found = APPRAISAL.date(), sent.round
    assert queue(appraiser, on, found, Filter()).count() == 6
    appraise(by=appraiser, at=APPRAISAL, answer=answer_of(sent, "1.1.1"), verdict=cut("0.5"), seen=None)
    numbers = counts(appraiser, on, found)
    assert numbers[QueueState.TO_DO] == 5
    assert numbers[QueueState.CUT] == 1
    todo = queue(appraiser, on, found, Filter(state="can-cham"))
    waiting = list(todo)
    ids = [answer.pk for answer in waiting]
    assert len({answer.sheet_id for answer in waiting}) == 2, "from one sheet to the next too"
    for number, answer in enumerate(waiting):
        place = place_of(todo, answer)
        assert (place.number, place.total) == (number + 1, 5)
        assert place.before == (ids[number - 1] if number else None)
        assert place.after == (ids[number + 1] if number < 4 else None)
    assert place_of(todo, answer_of(sent, "1.1.1")) == Place(0, 5, None, ids[0])
    assert queue(appraiser, on, found, Filter(unit=sent.unit_id, area="xa:1")).count() == 3
    assert not queue(appraiser, on, found, Filter(area="xa:2")).exists()
    assert Filter.of({"don-vi": "x²", "tinh-trang": "lạ"}) == Filter()
    (task,) = appraisal_tasks(appraiser, APPRAISAL)
    assert "5" in str(task.title)
    assert task.due == date(2027, 1, 10)


def test_the_council_decides_last_with_a_reason_also_about_a_survey(sent, appraiser, office_head):
    answer = answer_of(sent, "1.1.1")
    appraise(by=appraiser, at=APPRAISAL, answer=answer, verdict=cut(0), seen=None)
    with pytest.raises(RoundRefused, match="mở từ ngày"):
        judge_by_council(by=office_head, at=APPRAISAL, answer=answer, verdict=cut("0.25"))
    with pytest.raises(RoundRefused, match="lý do"):
        judge_by_council(by=office_head, at=COUNCIL, answer=answer, verdict=ACCEPT)
    judge_by_council(by=office_head, at=COUNCIL, answer=answer, verdict=cut("0.25"))
    judge_by_council(by=office_head, at=COUNCIL, answer=answer_of(sent, "2.1"), verdict=cut(2))
    assert judged_of(sent.round, Block.XA)[sent.unit_id] == {"1.1.1": Decimal("0.25"), "2.1": Decimal(2)}


def test_judgements_come_in_at_once_and_whole(sent, appraiser, django_assert_max_num_queries):
    ids = {answer.code: answer.pk for answer in sent.answers.all()}
    rows = [
        Judged(ids["1.1.1"], Stage.APPRAISAL, Decision.CUT, Decimal("0.5"), "Muộn", APPRAISAL, appraiser.pk),
        Judged(ids["1.1.2"], Stage.APPRAISAL, Decision.ACCEPTED, None, "", APPRAISAL),
    ]
    with django_assert_max_num_queries(16):
        bring_in_judgements(by=None, at=APPRAISAL, found=sent.round, rows=rows)
    bring_in_judgements(by=None, at=APPRAISAL, found=sent.round, rows=rows[:1])
    assert Judgement.objects.filter(is_current=True).count() == 2
    with pytest.raises(RoundRefused, match="hai lần"):
        bring_in_judgements(by=None, at=APPRAISAL, found=sent.round, rows=rows[:1] * 2)
    with pytest.raises(RoundRefused, match="từ 0 đến 1"):
        bring_in_judgements(
            by=None, at=APPRAISAL, found=sent.round, rows=[replace(rows[0], points=Decimal(9))]
        )


def show_on(day):
    describe_installation(by=None, at=day, is_demo=True, demo_date=day.date(), stage="tests", seed=1)


def test_the_pages_judge_and_lead_on(sent, appraiser, client):
    show_on(APPRAISAL)
    client.force_login(appraiser)
    page = client.get(reverse("index_rounds:queue")).content.decode()
    assert "Ban hành kế hoạch năm" in page
    assert "Xã Cẩm Giang" in page
    answer, following = answer_of(sent, "1.1.1"), answer_of(sent, "1.1.2")
    address = reverse("index_rounds:appraise", args=[answer.pk]) + "?tinh-trang=can-cham"
    page = client.get(address).content.decode()
    assert "Kế hoạch số 5" in page
    assert "Quy tắc" in page
    back = client.post(address, {"decision": "cut", "points": "0,5", "reason": ""})
    assert back.status_code == 422
    assert "lý do" in back.content.decode()
    gone = client.post(address, {"decision": "cut", "points": "0,5", "reason": "Muộn"})
    assert gone["Location"] == reverse("index_rounds:appraise", args=[following.pk]) + "?tinh-trang=can-cham"
    address = reverse("index_rounds:accept_rest", args=[sent.pk, "1"])
    assert "2 tiêu chí chưa ai thẩm định" in client.get(address).content.decode()
    assert client.post(address).status_code == 302
    assert "Đã chấp nhận 2" in client.get(reverse("index_rounds:queue")).content.decode()


def test_lists_ask_a_constant_number_of_questions(sent, other_sent, appraiser, client):
    show_on(APPRAISAL)
    client.force_login(appraiser)
    address = reverse("index_rounds:queue")
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address, {"don-vi": sent.unit_id, "tinh-trang": "can-cham"})
    with CaptureQueriesContext(connection) as many:
        client.get(address, {"tinh-trang": "can-cham"})
    assert len(many) <= len(few)

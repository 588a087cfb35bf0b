"""A sheet: saved component by component, by several people, with evidence at its place, signed and sent."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.files.base import ContentFile
from tests.index_rounds.conftest import YEAR, store_set

from thidua.foundation.audit.models import AuditEvent
from thidua.foundation.autosave import StaleVersion
from thidua.foundation.files import Kind, inspect_upload
from thidua.foundation.notify.models import Notification
from thidua.foundation.todo import TaskState
from thidua.index_rounds.enums import SheetState
from thidua.index_rounds.errors import RoundRefused
from thidua.index_rounds.models import KeptAnswer, Pin
from thidua.index_rounds.rounds.dates import proposed
from thidua.index_rounds.rounds.services import NewRound, begin_round
from thidua.index_rounds.sheets import evidence as evidence_services
from thidua.index_rounds.sheets import sending, writing
from thidua.index_rounds.sheets.bringing_in import SentSheet, bring_in_sheets
from thidua.index_rounds.sheets.card import sheet_card
from thidua.index_rounds.sheets.earlier import earlier_of
from thidua.index_rounds.sheets.opening import open_sheets
from thidua.index_rounds.sheets.writing import AnswerDraft, save_answer
from thidua.index_rounds.todo import tasks_for
from thidua.unit_plans.models import IndicatorDefinition, IndicatorValue

pytestmark = pytest.mark.django_db
PDF = (
    b"%PDF-1.7\n1 0 obj<</Type/Page>>endobj\n2 0 obj<< /Type /Page >>endobj\n"
    b"3 0 obj<</Type /Pages>>endobj\n%%EOF\n"
)


def save(sheet, by, at, code, **given):
    version = sheet.answers.get(code=code).version
    return save_answer(by=by, at=at, sheet=sheet, code=code, draft=AnswerDraft(**given), version=version)


def number(text):
    return Decimal(text)


def upload(name="ke-hoach.pdf", content=PDF):
    return inspect_upload(ContentFile(content, name=name), kinds={Kind.PDF})


def test_points_come_from_the_numbers_and_what_is_missing_is_told(sheet, officer, at):
    save(sheet, officer, at, "1.1.1", value=number("1"))
    save(sheet, officer, at, "1.1.2", value=number("45"), base=number("60"))
    card = sheet_card(sheet)
    assert (card.filled, card.asked) == (2, 3)
    assert card.by_code["1.1.2"].mark.points == Decimal("1.5")
    assert card.by_code["2.2"].mark.points == Decimal("0.75")  # half of 1.1.2, by the formula
    assert card.total.shown == Decimal("3.25")
    assert [one.code for one in card.missing] == ["1.2"]
    assert [one.code for one in card.unproved] == ["1.1.1", "1.1.2"]


def test_nothing_arose_leaves_the_sum(sheet, officer, at):
    save(sheet, officer, at, "1.1.2", not_arising=True)
    total = sheet_card(sheet).total
    assert (total.maximum, total.is_reduced) == (Decimal(8), True)
    with pytest.raises(RoundRefused, match="không phát sinh"):
        save(sheet, officer, at, "1.2", not_arising=True)


@pytest.mark.parametrize(
    ("code", "given", "why"),
    [
        ("1.2", {"value": "-1"}, "số âm"),
        ("1.2", {"value": "1.5"}, "số nguyên"),
        ("1.1.1", {"value": "3"}, "có"),
        ("1.1.2", {"value": "70", "base": "60"}, "lớn hơn tổng số"),
        ("1.1.2", {"value": "120"}, "100%"),
        ("1.1.2", {"base": "60"}, "thiếu số đạt"),
        ("1.2", {"value": "1", "base": "6"}, "tổng số"),
        ("2.1", {"value": "80"}, "không nhập tay"),
    ],
)
def test_a_number_that_cannot_be_is_refused_with_its_cure(sheet, officer, at, code, given, why):
    with pytest.raises(RoundRefused, match=why):
        save(sheet, officer, at, code, **{name: number(text) for name, text in given.items()})
    assert sheet.answers.get(code=code).version == 1


def test_a_code_of_no_set_is_refused(sheet, officer, at):
    draft = AnswerDraft(value=Decimal(1))
    with pytest.raises(RoundRefused, match=r"không có mã 9\.9"):
        save_answer(by=officer, at=at, sheet=sheet, code="9.9", draft=draft, version=1)


def test_two_people_at_once_lose_no_words_and_both_are_told(sheet, officer, colleague, at):
    save(sheet, officer, at, "1.2", value=number("1"), note="Một vụ")
    late = AnswerDraft(value=Decimal(2), note="Hai vụ")
    with pytest.raises(StaleVersion) as stale:
        save_answer(by=colleague, at=at, sheet=sheet, code="1.2", draft=late, version=1)
    assert stale.value.theirs["value"] == "1"
    assert stale.value.theirs["note"] == "Một vụ"
    kept = KeptAnswer.objects.get()
    assert kept.fields["value"] == "2"
    assert kept.other == officer
    told = Notification.objects.filter(kind="index_rounds.two_writers")
    assert set(told.values_list("user", flat=True)) == {officer.pk, colleague.pk}
    # The same words again are no conflict, whatever version they began from.
    again = AnswerDraft(value=Decimal(1), note="Một vụ")
    assert save_answer(by=colleague, at=at, sheet=sheet, code="1.2", draft=again, version=1).version == 2
    writing.settle_kept(at=at, kept=kept)
    assert KeptAnswer.objects.get().settled_at == at
    with pytest.raises(StaleVersion):
        save_answer(by=colleague, at=at, sheet=sheet, code="1.2", draft=late, version=1)
    assert KeptAnswer.objects.get().settled_at is None, "put away, and refused once more: shown again"


def test_a_changed_number_leaves_an_event_words_alone_do_not(sheet, officer, at):
    save(sheet, officer, at, "1.2", value=number("1"))
    save(sheet, officer, at, "1.2", value=number("1"), note="Thêm lời")
    event = AuditEvent.objects.get(action="index_rounds.answer_saved")
    assert event.after == {"component": "1.2", "value": "1"}


def _indicator(unit, at, value):
    found, _new = IndicatorDefinition.objects.get_or_create(
        code="hoso", valid_from=date(2026, 1, 1),
        defaults={"name": "Hồ sơ trực tuyến", "measured_in": "%", "formula": "…"},
    )  # fmt: skip
    IndicatorValue.objects.update_or_create(
        definition=found, unit_id=unit.id, year=YEAR,
        defaults={"number": value, "source": "Báo cáo", "entered_at": at},
    )  # fmt: skip


def test_numbers_of_the_year_arrive_with_their_source_and_typed_ones_stay(round_, unit, officer, at):
    _indicator(unit, at, Decimal("75"))
    open_sheets(by=None, at=at, found=round_)
    sheet = round_.sheets.get(unit_id=unit.id)
    answer = sheet.answers.get(code="1.1.2")
    assert answer.value == 75
    assert "Hồ sơ trực tuyến" in answer.source
    assert sheet_card(sheet).by_code["1.1.2"].mark.points == Decimal("1.5")
    _indicator(unit, at, Decimal("80"))
    assert writing.refresh(by=officer, at=at, sheet=sheet) == ["1.1.2"]
    assert writing.refresh(by=officer, at=at, sheet=sheet) == []
    save(sheet, officer, at, "1.1.2", value=number("90"))
    assert sheet.answers.get(code="1.1.2").source == ""
    assert writing.refresh(by=officer, at=at, sheet=sheet) == []
    assert sheet.answers.get(code="1.1.2").value == 90


def test_a_file_comes_once_and_is_pinned_to_many_places(sheet, officer, at):
    row = evidence_services.add_evidence(by=officer, at=at, sheet=sheet, upload=upload(), title="Kế hoạch 12")
    assert (row.pages, row.title) == (2, "Kế hoạch 12")
    with pytest.raises(RoundRefused, match="đã có trong phiếu"):
        evidence_services.add_evidence(by=officer, at=at, sheet=sheet, upload=upload())
    first, second = sheet.answers.get(code="1.1.1"), sheet.answers.get(code="1.1.2")
    place = {"by": officer, "at": at, "evidence": row, "page": 2, "passage": "mục 2.1"}
    pin = evidence_services.pin(answer=first, **place)
    assert evidence_services.pin(answer=first, **place) == pin
    evidence_services.pin(answer=second, **place)
    with pytest.raises(RoundRefused, match="chỉ có 2 trang"):
        evidence_services.pin(answer=first, **{**place, "page": 3})
    with pytest.raises(RoundRefused, match=r"1\.1\.1, 1\.1\.2"):
        evidence_services.remove_evidence(by=officer, at=at, row=row)
    for one in Pin.objects.all():
        evidence_services.unpin(by=officer, at=at, row=one)
    evidence_services.remove_evidence(by=officer, at=at, row=row)
    assert not sheet.evidence.filter(removed_at__isnull=True).exists()


def test_it_goes_to_the_head_back_and_out_with_a_receipt(sheet, officer, head, unit, at):
    sending.hand_over(by=officer, at=at, sheet=sheet, unit=unit)
    assert Notification.objects.filter(user=head, kind="index_rounds.to_sign").exists()
    with pytest.raises(RoundRefused, match="chờ ký"):
        save(sheet, officer, at, "1.2", value=number("0"))
    with pytest.raises(RoundRefused, match="cần sửa gì"):
        sending.hand_back(by=head, at=at, sheet=sheet, words=" ")
    sending.hand_back(by=head, at=at, sheet=sheet, words="Bổ sung vi phạm")
    sheet.refresh_from_db()
    assert (sheet.state, sheet.words_back) == (SheetState.DRAFT, "Bổ sung vi phạm")
    save(sheet, officer, at, "1.2", value=number("0"))
    sent = sending.send_sheet(by=head, at=at, sheet=sheet, unit=unit)
    assert (sent.receipt, len(sent.sha256)) == ("PC2026-10891", 64)
    assert sending.send_sheet(by=head, at=at, sheet=sheet, unit=unit).sent_at == sent.sent_at
    with pytest.raises(RoundRefused, match="giải trình"):
        save(sheet, officer, at, "1.2", value=number("1"))


def test_late_is_refused_with_the_day_and_the_cure(sheet, officer, head, unit, at):
    late = at + timedelta(days=11)
    for act in (
        lambda: save(sheet, officer, late, "1.2", value=number("0")),
        lambda: sending.hand_over(by=officer, at=late, sheet=sheet, unit=unit),
        lambda: sending.send_sheet(by=head, at=late, sheet=sheet, unit=unit),
    ):
        with pytest.raises(RoundRefused, match=r"20/12/2026.*gia hạn"):
            act()


def test_the_home_page_asks_the_right_person(sheet, officer, head, unit, specialist, at):
    (task,) = tasks_for(officer, at)
    assert (task.state, task.due) == (TaskState.TO_DO, date(2026, 12, 20))
    assert tasks_for(head, at) == []
    sending.hand_over(by=officer, at=at, sheet=sheet, unit=unit)
    assert [task.state for task in tasks_for(head, at)] == [TaskState.TO_DO]
    assert [task.state for task in tasks_for(officer, at)] == [TaskState.WAITING]
    assert [task.state for task in tasks_for(officer, at + timedelta(days=11))] == [TaskState.BLOCKED]
    (office,) = tasks_for(specialist, at)
    assert "chưa có người thẩm định" in str(office.title)
    sending.send_sheet(by=head, at=at, sheet=sheet, unit=unit)
    assert tasks_for(officer, at) == []


def test_many_sheets_come_at_once_or_not_at_all(round_, city, office_head, at, django_assert_max_num_queries):
    one, two = city["10891"], city["10888"]
    given = {"1.1.1": AnswerDraft(value=Decimal(1)), "1.2": AnswerDraft(value=Decimal(0), note="không có")}
    bad = [SentSheet(one, given, at), SentSheet(one, given, at)]
    with pytest.raises(RoundRefused, match="Cẩm Giang đã có phiếu"):
        bring_in_sheets(by=office_head, at=at, found=round_, rows=bad)
    rows = [SentSheet(one, {"7.7": AnswerDraft(value=Decimal(1))}, at)]
    with pytest.raises(RoundRefused, match=r"không có mã 7\.7"):
        bring_in_sheets(by=office_head, at=at, found=round_, rows=rows)
    assert not round_.sheets.exists()
    rows = [SentSheet(one, given, at, office_head.pk), SentSheet(two, given, None)]
    with django_assert_max_num_queries(12):
        bring_in_sheets(by=office_head, at=at, found=round_, rows=rows)
    assert sheet_card(round_.sheets.get(unit_id=one.id)).total.shown == Decimal("3.00")
    assert set(round_.sheets.values_list("state", flat=True)) == {"sent", "draft"}
    assert AuditEvent.objects.filter(action="index_rounds.brought_in").count() == 1


@pytest.fixture
def last_year(sheet, criteria_set, officer, head, unit, at):
    """The same unit's sheet of 2025, sent, with a pin and a cut."""
    then = at.replace(year=2025)
    store_set(then, year=2025)
    before = begin_round(by=head, at=then, new=NewRound(2025, "Chấm điểm năm 2025", proposed(2025)))
    # The people and units of the test begin in 2026: the sheet is brought in.
    (old,) = bring_in_sheets(
        by=None, at=then, found=before,
        rows=[SentSheet(unit, {"1.1.1": AnswerDraft(value=Decimal(1), note="Đã ban hành")}, None)],
    )  # fmt: skip
    row = evidence_services.add_evidence(by=officer, at=then, sheet=old, upload=upload())
    answer = old.answers.get(code="1.1.1")
    evidence_services.pin(by=officer, at=then, answer=answer, evidence=row, page=1, passage="Điều 1")
    sending.send_sheet(by=head, at=then, sheet=old, unit=unit)
    answer.judgements.create(stage="appraisal", decision="cut", points=0, reason="Ban hành chậm", at=then)
    return old


def test_last_year_is_shown_and_its_evidence_taken_again(last_year, sheet, officer, at):
    earlier = earlier_of(sheet, "1.1.1")
    assert (earlier.year, earlier.points, earlier.judgement.reason) == (2025, 0, "Ban hành chậm")
    (old,) = earlier.pins
    answer = sheet.answers.get(code="1.1.1")
    pin = evidence_services.take_again(by=officer, at=at, answer=answer, earlier=old)
    assert (pin.page, pin.passage, pin.evidence.file) == (1, "Điều 1", old.evidence.file)
    assert pin.evidence.carried_from == old.evidence
    assert evidence_services.take_again(by=officer, at=at, answer=answer, earlier=old) == pin
    assert sheet.evidence.count() == 1
    assert earlier_of(last_year, "1.1.1") is None


def test_a_sheet_is_read_in_a_constant_number_of_queries(sheet, officer, at, django_assert_num_queries):
    sheet_card(sheet)
    with django_assert_num_queries(3):
        sheet_card(sheet)
    for code in ("1.1.1", "1.2", "2.3"):
        save(sheet, officer, at, code, value=number("1"))
    with django_assert_num_queries(3):
        sheet_card(sheet)

"""A round: what it needs, its days, who appraises, sheets that open once, a corrected set with its effect."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from tests.index_rounds.conftest import LINES, YEAR, store_set

from thidua.core.roles import Role
from thidua.core.scorecard.given import Given
from thidua.foundation.audit.models import AuditEvent
from thidua.foundation.notify.models import Notification
from thidua.index_rounds.enums import PhaseKind
from thidua.index_rounds.errors import RoundRefused
from thidua.index_rounds.jobs import open_due_sheets
from thidua.index_rounds.models import Answer, Round
from thidua.index_rounds.rounds.appraisers import area_lines, assign, release
from thidua.index_rounds.rounds.board import block_lines, phase_lines
from thidua.index_rounds.rounds.dates import Days, days_of, proposed, require_open
from thidua.index_rounds.rounds.services import NewRound, begin_round, call_off, change_dates
from thidua.index_rounds.selectors import given_of
from thidua.index_rounds.sheets.adopting import adopt_set, effects_of, newer_set
from thidua.index_rounds.sheets.opening import open_sheets
from thidua.index_sets.models import CriteriaSet

pytestmark = pytest.mark.django_db


def test_a_round_takes_the_set_in_force_and_the_proposed_days(round_, criteria_set, at):
    (block,) = round_.blocks.all()
    assert (block.block, block.criteria_set) == ("xa", criteria_set)
    phases = {line.kind: line for line in phase_lines(round_, at)}
    assert phases[PhaseKind.SELF].days == Days(date(2026, 12, 1), date(2026, 12, 20))
    assert phases[PhaseKind.SELF].is_open
    assert phases[PhaseKind.SELF].days_left == 10
    assert phases[PhaseKind.SURVEY].is_open
    assert not phases[PhaseKind.APPRAISAL].is_open
    assert AuditEvent.objects.filter(action="index_rounds.begun").count() == 1


def test_without_a_set_the_block_is_named_and_nothing_is_begun(city, specialist, at):
    with pytest.raises(RoundRefused, match="Xã, đặc khu"):
        begin_round(by=specialist, at=at, new=NewRound(YEAR, "Chấm điểm", proposed(YEAR)))
    assert not Round.objects.exists()


def test_a_year_has_one_round_until_it_is_called_off(round_, specialist, office_head, at):
    new = NewRound(YEAR, "Chấm lại", proposed(YEAR))
    with pytest.raises(RoundRefused, match="đã có kỳ chấm"):
        begin_round(by=specialist, at=at, new=new)
    with pytest.raises(RoundRefused, match="lý do hủy"):
        call_off(by=office_head, at=at, found=round_, reason=" ")
    call_off(by=office_head, at=at, found=round_, reason="Chờ bộ chỉ số mới")
    with pytest.raises(RoundRefused, match="Chờ bộ chỉ số mới"):
        require_open(Round.objects.get(pk=round_.pk), PhaseKind.SELF, at)
    assert begin_round(by=specialist, at=at, new=new).pk != round_.pk


def test_a_phase_is_open_from_its_first_to_the_end_of_its_last_day(round_, at):
    zone = at.tzinfo
    require_open(round_, PhaseKind.SELF, datetime(2026, 12, 20, 23, 59, 59, tzinfo=zone))
    with pytest.raises(RoundRefused, match=r"đã đóng hết ngày 20/12/2026.*gia hạn"):
        require_open(round_, PhaseKind.SELF, datetime(2026, 12, 21, tzinfo=zone))
    with pytest.raises(RoundRefused, match="mở từ ngày 21/12/2026"):
        require_open(round_, PhaseKind.APPRAISAL, at)


def _later(round_, kind, **changes):
    days = {PhaseKind(phase.kind): days_of(phase) for phase in round_.phases.all()}
    days[kind] = replace(days[kind], **changes)
    return days


def test_days_move_with_a_reason_and_the_units_are_told(opened, officer, specialist, at):
    days = _later(opened, PhaseKind.SELF, last=date(2026, 12, 25))
    with pytest.raises(RoundRefused, match="thẩm định bắt đầu ngày 21/12/2026"):
        change_dates(by=specialist, at=at, found=opened, days=days, reason="Gia hạn")
    days[PhaseKind.APPRAISAL] = Days(date(2026, 12, 26), date(2027, 1, 10))
    with pytest.raises(RoundRefused, match="lý do đổi ngày"):
        change_dates(by=specialist, at=at, found=opened, days=days, reason="")
    moved = change_dates(by=specialist, at=at, found=opened, days=days, reason="Bão số 12")
    assert moved == [PhaseKind.SELF, PhaseKind.APPRAISAL]
    told = Notification.objects.get(user=officer, kind="index_rounds.round")
    assert "25/12/2026" in told.body
    assert "Bão số 12" in told.body
    assert change_dates(by=specialist, at=at, found=opened, days=days, reason="Lần nữa") == []


def test_days_that_cannot_be_are_refused(round_, specialist, at):
    days = _later(round_, PhaseKind.SURVEY, last=date(2026, 10, 1))
    with pytest.raises(RoundRefused, match="trước khi bắt đầu"):
        change_dates(by=specialist, at=at, found=round_, days=days, reason="Nhầm")


def test_areas_without_anybody_are_seen_and_assigning_is_told_once(round_, specialist, person, at):
    expert = person("thamdinh", Role.UNIT_OFFICER, "10888")
    pairs = [("xa", "1"), ("xa", "2")]
    assert [line.area for line in area_lines(round_) if not line.appraisers] == ["1", "2"]
    assert assign(by=specialist, at=at, found=round_, areas=pairs, user=expert) == 2
    assert assign(by=specialist, at=at, found=round_, areas=pairs, user=expert) == 0
    release(by=specialist, at=at, row=round_.appraisers.get(area="2"))
    assert [line.area for line in area_lines(round_) if not line.appraisers] == ["2"]
    with pytest.raises(RoundRefused, match="lĩnh vực"):
        assign(by=specialist, at=at, found=round_, areas=[("xa", "9")], user=expert)
    actions = AuditEvent.objects.filter(action__startswith="index_rounds.appraiser")
    assert sorted(actions.values_list("action", flat=True)) == [
        "index_rounds.appraiser_assigned",
        "index_rounds.appraiser_released",
    ]


def test_sheets_open_by_themselves_once_and_their_people_are_told(round_, officer, at, city):
    before = at - timedelta(days=20)
    open_due_sheets(before)
    assert not round_.sheets.exists()
    open_due_sheets(at)
    open_due_sheets(at)
    assert set(round_.sheets.values_list("unit__code", "block")) == {("10888", "xa"), ("10891", "xa")}
    # Every scored line has its answer, also those that are computed: they may be judged.
    assert Answer.objects.count() == 2 * 6
    assert Notification.objects.filter(user=officer, kind="index_rounds.sheet_opened").count() == 1
    assert open_sheets(by=None, at=at, found=round_) == 0


def test_sheets_cannot_be_opened_outside_self_scoring(round_, at):
    with pytest.raises(RoundRefused, match="giai đoạn tự chấm"):
        open_sheets(by=None, at=at + timedelta(days=30), found=round_)


def _corrected(at, criteria_set):
    """Version 2: the deduction takes more, and a component is new."""
    lines = [(*line[:6], {"each": "1"}, *line[7:]) if line[0] == "1.2" else line for line in LINES]
    lines.append(("2.4", "2", "criterion", "Thêm mới", "1", "yes_no", {}, "never", "", ""))
    CriteriaSet.objects.filter(pk=criteria_set.pk).update(state="replaced")
    return store_set(at, version=2, lines=tuple(lines), reason="Sửa mức trừ")


def test_a_corrected_set_shows_its_effect_before_it_is_adopted(opened, sheet, criteria_set, office_head, at):
    sheet.answers.filter(code="1.2").update(value=1)
    corrected = _corrected(at, criteria_set)
    row = opened.blocks.select_related("criteria_set", "round").get()
    assert newer_set(row) == corrected
    assert block_lines(opened)[0].may_adopt
    changed, same = effects_of(row, corrected, at.date())
    assert (changed.unit.id, changed.codes) == (sheet.unit_id, ("1.2",))
    assert (changed.before.shown, changed.after.shown) == (Decimal("1.50"), Decimal("1.00"))
    assert not same.is_change
    adopt_set(by=office_head, at=at, row=row, corrected=corrected)
    assert opened.blocks.get().criteria_set == corrected
    assert sheet.answers.filter(code="2.4").count() == 1
    event = AuditEvent.objects.get(action="index_rounds.set_adopted")
    assert event.after["changed"] == 1
    with pytest.raises(RoundRefused, match="đã được áp dụng"):
        adopt_set(by=office_head, at=at, row=row, corrected=corrected)


def test_the_effect_is_computed_in_a_constant_number_of_queries(
    opened, sheet, criteria_set, at, django_assert_num_queries
):
    corrected = _corrected(at, criteria_set)
    row = opened.blocks.select_related("criteria_set", "round").get()
    effects_of(row, corrected, at.date())
    with django_assert_num_queries(6):
        effects_of(row, corrected, at.date())


def test_what_is_given_reaches_the_selectors_only_when_sent(opened, sheet):
    from thidua.core.blocks import Block

    sheet.answers.filter(code="1.2").update(value=1)
    assert given_of(opened, Block.XA) == {}
    assert given_of(opened, Block.XA, sent_only=False)[sheet.unit_id]["1.2"] == Given(Decimal(1))

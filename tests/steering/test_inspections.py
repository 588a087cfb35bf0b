"""Inspections: plan, visit, finding, remedy with its day; nobody inspects his own unit (IV.2)."""

from datetime import date, timedelta

import pytest
from django.core.files.base import ContentFile

from thidua.core.blocks import Block
from thidua.core.roles import Role
from thidua.foundation.audit.models import AuditEvent
from thidua.foundation.files import Kind, inspect_upload
from thidua.foundation.notify.models import Notification
from thidua.foundation.todo import TaskState
from thidua.steering.inspections import remedy_services, visit_services
from thidua.steering.inspections.access import visits
from thidua.steering.inspections.enums import Check, FindingKind, RemedyState, VisitState
from thidua.steering.inspections.errors import InspectionRefused
from thidua.steering.inspections.listing import Asked, board, kept
from thidua.steering.inspections.models import Finding
from thidua.steering.inspections.plan_services import PlanWords, change_plan, draft_plan, publish_plan
from thidua.steering.inspections.visit_services import NewFinding
from thidua.steering.selectors import open_remedies, remedies
from thidua.steering.todo import tasks_for
from thidua.units.enums import UnitKind
from thidua.units.services import NewUnit, register_unit

PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
HOME = "/chi-dao/kiem-tra/"
DAY = timedelta(days=1)


def paper(name="ke-hoach.pdf"):
    return inspect_upload(ContentFile(PDF, name=name), kinds=(Kind.PDF,))


@pytest.fixture
def office_unit(demo_day, at):
    new = NewUnit(code="SNV", kind=UnitKind.AGENCY, name="Nội vụ", full_name="Sở Nội vụ", block=Block.SO)
    return register_unit(by=None, at=at, unit=new, on=date(2025, 7, 1))


@pytest.fixture
def words(unit, other_unit, on):
    def make(**other):
        asked = {
            "title": "Kiểm tra năm 2027",
            "from_day": on,
            "to_day": on + 90 * DAY,
            "checks": (Check.PLAN.value, Check.REFORM.value),
            "units": (unit.code, other_unit.code),
        }
        return PlanWords(**asked | other)

    return make


@pytest.fixture
def published(words, specialist, at, on):
    def make(**other):
        plan = draft_plan(by=specialist, at=at, words=words(**other))
        return publish_plan(by=specialist, at=at, plan=plan, number="15/KH-SNV", issued_on=on, file=paper())

    return make


@pytest.fixture
def visit(published, unit):
    return published().visits.select_related("unit").get(unit=unit)


@pytest.fixture
def announced(visit, head, at, on):
    return visit_services.announce(by=head, at=at, visit=visit, on=on + DAY, lead=head, team="Một người")


@pytest.fixture
def note(announced, head, at, on):
    def make(**other):
        asked = {
            "kind": FindingKind.WEAKNESS,
            "check_point": Check.PLAN,
            "text": "Kế hoạch chưa phân công người phụ trách.",
            "remedy": "Phân công người phụ trách.",
            "due_on": on + 30 * DAY,
        }
        new = NewFinding(**asked | other)
        return visit_services.note_finding(by=head, at=at + DAY, visit=announced, new=new)

    return make


@pytest.fixture
def remedy(note, announced, head, at):
    finding = note()
    visit_services.conclude(by=head, at=at + DAY, visit=announced, text="Làm khá tốt.", minutes=paper())
    return Finding.objects.get(pk=finding.pk)


def told(user):
    return Notification.objects.filter(user=user, key__startswith="steering.inspection.").count()


def test_a_published_plan_is_told_to_its_units_and_cannot_be_changed(
    published, words, specialist, officer, at, on
):
    plan = published()

    assert told(officer) == 1
    assert plan.visits.count() == 2
    assert AuditEvent.objects.filter(action="steering.inspection_published").count() == 1
    with pytest.raises(InspectionRefused, match="đã ban hành"):
        change_plan(by=specialist, at=at, plan=plan, words=words())
    with pytest.raises(InspectionRefused):
        publish_plan(by=specialist, at=at, plan=plan, number="1", issued_on=on, file=paper())


def test_a_draft_is_changed_with_its_units_and_known_to_the_office_alone(
    words, specialist, officer, unit, at, client
):
    plan = draft_plan(by=specialist, at=at, words=words())
    change_plan(by=specialist, at=at, plan=plan, words=words(title="Đợt hai", units=(unit.code,)))

    assert list(plan.visits.values_list("unit__code", flat=True)) == [unit.code]
    assert told(officer) == 0
    client.force_login(officer)
    assert client.get(f"{HOME}ke-hoach/{plan.pk}/").status_code == 404


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": " "},
        {"to_day": date(2020, 1, 1)},
        {"units": ()},
        {"units": ("99999",)},
        {"checks": ()},
        {"checks": ("II.9",)},
    ],
)
def test_a_plan_that_makes_no_sense_is_refused(words, specialist, at, wrong):
    with pytest.raises(InspectionRefused):
        draft_plan(by=specialist, at=at, words=words(**wrong))


def test_a_plan_is_not_issued_tomorrow(words, specialist, at, on):
    plan = draft_plan(by=specialist, at=at, words=words())
    with pytest.raises(InspectionRefused):
        publish_plan(by=specialist, at=at, plan=plan, number="1/KH", issued_on=on + DAY, file=paper())


def test_a_unit_is_told_beforehand(visit, head, officer, at, on):
    before = told(officer)
    with pytest.raises(InspectionRefused, match="báo trước"):
        visit_services.announce(by=head, at=at, visit=visit, on=on, lead=head)
    visit_services.announce(by=head, at=at, visit=visit, on=on + DAY, lead=head)
    again = visit_services.announce(by=head, at=at + DAY / 4, visit=visit, on=on + 2 * DAY, lead=head)

    assert told(officer) == before + 2
    assert (again.state, again.on) == (VisitState.ANNOUNCED, on + 2 * DAY)


def test_nobody_leads_a_visit_to_his_own_unit(visit, unit, head, make_person, at, on):
    both = make_person("haivai", (Role.STANDING_SPECIALIST, None), (Role.UNIT_OFFICER, unit))
    with pytest.raises(InspectionRefused, match="chính đơn vị"):
        visit_services.announce(by=head, at=at, visit=visit, on=on + DAY, lead=both)
    refusal = visits.refusal(both, on, visit, "inspect")
    assert refusal is not None
    assert "chính đơn vị" in str(refusal.reason)


def test_the_offices_own_unit_is_inspected_by_the_emulation_board(
    published, office_unit, head, board_member, at, on
):
    own = published(units=("SNV",)).visits.select_related("unit").get()
    refusal = visits.refusal(head, on, own, "inspect")
    assert refusal is not None
    assert "Ban Thi đua" in str(refusal.next_step)
    assert visits.refusal(board_member, on, own, "inspect") is None
    with pytest.raises(InspectionRefused, match="không tự kiểm tra"):
        visit_services.announce(by=board_member, at=at, visit=own, on=on + DAY, lead=head)
    visit_services.announce(by=board_member, at=at, visit=own, on=on + DAY, lead=board_member)


def test_the_board_does_not_inspect_other_units(visit, board_member, on):
    assert visits.refusal(board_member, on, visit, "inspect") is not None


def test_nothing_is_noted_or_concluded_before_the_day(announced, head, at, on):
    new = NewFinding(FindingKind.STRENGTH, Check.PLAN, "Tốt.")
    with pytest.raises(InspectionRefused, match="Chưa đến ngày"):
        visit_services.note_finding(by=head, at=at, visit=announced, new=new)
    with pytest.raises(InspectionRefused, match="Chưa đến ngày"):
        visit_services.conclude(by=head, at=at, visit=announced, text="Xong.", minutes=None)


@pytest.mark.parametrize(
    "wrong",
    [
        {"text": " "},
        {"kind": FindingKind.STRENGTH},
        {"due_on": None},
        {"remedy": ""},
        {"due_on": date(2027, 2, 16)},
    ],
)
def test_a_finding_that_makes_no_sense_is_refused(note, wrong):
    with pytest.raises(InspectionRefused):
        note(**wrong)


def test_the_unit_reads_findings_only_with_the_conclusion(note, announced, head, officer, at, client):
    finding = note()
    client.force_login(officer)
    assert "chưa phân công" not in client.get(f"{HOME}don-vi/{announced.pk}/").content.decode()
    assert client.get(f"{HOME}khac-phuc/{finding.pk}/").status_code == 404
    assert open_remedies(at.date() + DAY) == []
    visit_services.conclude(by=head, at=at + DAY, visit=announced, text="Khá.", minutes=None)

    assert "chưa phân công" in client.get(f"{HOME}don-vi/{announced.pk}/").content.decode()
    assert client.get(f"{HOME}khac-phuc/{finding.pk}/").status_code == 200


def test_a_note_is_taken_back_until_the_conclusion(note, announced, head, at):
    visit_services.drop_finding(by=head, at=at + DAY, finding=note())
    assert not announced.findings.exists()
    late = note()
    with pytest.raises(InspectionRefused, match="hạn đã qua"):
        visit_services.conclude(by=head, at=at + 60 * DAY, visit=announced, text="Khá.", minutes=None)
    visit_services.conclude(by=head, at=at + DAY, visit=announced, text="Khá.", minutes=None)
    with pytest.raises(InspectionRefused):
        visit_services.drop_finding(by=head, at=at + DAY, finding=late)


def test_a_cancelled_visit_keeps_its_reason_and_is_told(announced, head, officer, at):
    before = told(officer)
    gone = visit_services.cancel(by=head, at=at, visit=announced, text="Đơn vị vừa được thanh tra.")

    assert (gone.state, told(officer)) == (VisitState.CANCELLED, before + 1)
    with pytest.raises(InspectionRefused):
        visit_services.cancel(by=head, at=at, visit=gone, text="Lần nữa")


def test_a_remedy_is_answered_returned_answered_and_accepted(remedy, officer, head, at):
    def answer(days):
        return remedy_services.answer(
            by=officer, at=at + days * DAY, finding=remedy, text="Đã phân công.", file=paper("anh.pdf")
        )

    answer(2)
    assert tasks_for(head, at + 2 * DAY)[-1].action.startswith("Xem báo cáo khắc phục")
    remedy_services.send_back(by=head, at=at + 3 * DAY, finding=remedy, text="Thiếu thời hạn.")
    (task,) = [task for task in tasks_for(officer, at + 3 * DAY) if task.due]
    assert (task.state, task.due) == (TaskState.RETURNED, remedy.due_on)
    answer(4)
    done = remedy_services.accept(by=head, at=at + 5 * DAY, finding=remedy)

    assert (done.state, done.answered_at) == (RemedyState.ACCEPTED, at + 2 * DAY)
    deeds = list(done.entries.values_list("deed", flat=True))
    assert deeds == ["ask", "answer", "return", "answer", "accept"]
    with pytest.raises(InspectionRefused):
        answer(6)


def test_words_are_needed_to_answer_and_to_send_back(remedy, officer, head, at):
    with pytest.raises(InspectionRefused):
        remedy_services.answer(by=officer, at=at + DAY, finding=remedy, text=" ", file=None)
    remedy_services.answer(by=officer, at=at + DAY, finding=remedy, text="Xong.", file=None)
    with pytest.raises(InspectionRefused):
        remedy_services.send_back(by=head, at=at + DAY, finding=remedy, text="")


def test_an_extension_keeps_the_former_day_and_the_reason(remedy, head, officer, at, on):
    former = remedy.due_on
    with pytest.raises(InspectionRefused, match="sau hạn đang có"):
        remedy_services.extend(by=head, at=at + DAY, finding=remedy, due_on=former, text="Chờ.")
    remedy_services.extend(by=head, at=at + DAY, finding=remedy, due_on=former + DAY, text="Chờ số liệu.")

    entry = Finding.objects.get(pk=remedy.pk).entries.get(deed="extend")
    assert (entry.former_due, entry.text) == (former, "Chờ số liệu.")
    assert Notification.objects.filter(user=officer, key__contains="remedy.extended").count() == 1


def test_other_rooms_read_remedies_with_day_and_state(remedy, unit, officer, at, on):
    (row,) = open_remedies(on + DAY)
    assert (row.unit_id, row.due_on, row.is_done) == (unit.pk, remedy.due_on, False)
    assert row.is_overdue(remedy.due_on + DAY)
    assert not row.is_overdue(remedy.due_on)
    assert row.url == f"{HOME}khac-phuc/{remedy.pk}/"
    remedy_services.answer(by=officer, at=at + DAY, finding=remedy, text="Xong.", file=None)
    (row,) = remedies(on + DAY, on.year)
    assert row.is_answered
    assert not row.is_overdue(remedy.due_on + DAY)
    assert remedies(on, on.year) == []


def test_the_board_counts_what_is_open_and_overdue(remedy, head, on):
    late = remedy.due_on + DAY
    rows = board(visits.visible_to(head, on), Asked(on.year, "", ""), late)
    counted = {row.unit.code: (row.asked, row.open, row.overdue, row.next_due) for row in rows}

    assert counted == {"11629": (1, 1, 1, remedy.due_on), "10888": (0, 0, 0, None)}
    assert [row.unit.code for row in kept(rows, "overdue")] == ["11629"]
    assert [row.unit.code for row in kept(rows, "planned")] == ["10888"]


def test_the_board_asks_as_often_for_three_as_for_one(
    published, unit, other_unit, office_unit, head, on, django_assert_num_queries
):
    published(units=(unit.code,))
    asked = Asked(on.year, "", "")
    visible = visits.visible_to(head, on)
    board(visible, asked, on)
    with django_assert_num_queries(3):
        assert len(board(visible, asked, on)) == 1
    published(units=(unit.code, other_unit.code, "SNV"))
    with django_assert_num_queries(3):
        assert len(board(visible, asked, on)) == 4


def test_home_tasks_ask_as_often_for_three_as_for_one(note, announced, head, officer, at, on):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    note()
    visit_services.conclude(by=head, at=at + DAY, visit=announced, text="Khá.", minutes=None)
    tasks_for(officer, at + DAY)
    with CaptureQueriesContext(connection) as one:
        tasks_for(officer, at + DAY)
    first = Finding.objects.get()
    for _more in range(2):
        Finding.objects.create(
            visit=first.visit, kind=first.kind, check_point=first.check_point, text="x", remedy="y",
            due_on=first.due_on, state=first.state,
        )  # fmt: skip
    with CaptureQueriesContext(connection) as three:
        assert len([task for task in tasks_for(officer, at + DAY) if task.due]) == 3
    assert len(three) == len(one)

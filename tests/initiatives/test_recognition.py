"""From the application to the decision: the three months, the council, one recognition at a level."""

from datetime import date, timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction
from django.http import Http404

from thidua.core.roles import Role
from thidua.core.workflow import Stop
from thidua.foundation import revision
from thidua.foundation.access import Refused
from thidua.foundation.audit.models import AuditEvent
from thidua.foundation.todo import TaskState
from thidua.initiatives.access import initiatives, recognitions
from thidua.initiatives.enums import Level, RecognitionState, Standing
from thidua.initiatives.errors import InitiativeRefused
from thidua.initiatives.models import Initiative, Recognition
from thidua.initiatives.recognition.moves import MOVES, answer_day
from thidua.initiatives.recognition.services import (
    Council,
    Ruling,
    lay_before_council,
    note_recognition,
    receive,
    recognise,
    refuse,
)
from thidua.initiatives.selectors import known_initiatives, standings
from thidua.initiatives.todo import tasks_for

RECEIVED, MET_ON, DECIDED = date(2027, 1, 4), date(2027, 1, 20), date(2027, 2, 1)
CITY = Ruling("99/QĐ-UBND", DECIDED, "Chủ tịch UBND thành phố")


@pytest.fixture
def received(listed, officer, at):
    row = listed()
    receive(by=officer, at=at, initiative=row, on=RECEIVED)
    return row


@pytest.fixture
def met(received, officer, paper, at):
    council = Council(MET_ON, members=9, present=8, agreed=7)
    lay_before_council(by=officer, at=at, initiative=received, council=council, minutes=paper())
    return received


def standing(row):
    return standings([Initiative.objects.get(pk=row.pk)])[row.pk]


def trace():
    return (list(Recognition.objects.order_by("pk").values()), AuditEvent.objects.count(), revision.current())


@pytest.mark.parametrize(
    ("received", "day"),
    [
        (date(2027, 1, 4), date(2027, 4, 4)),
        (date(2027, 11, 30), date(2028, 2, 29)),
        (date(2026, 11, 30), date(2027, 2, 28)),
        (date(2027, 10, 1), date(2028, 1, 1)),
        (date(2027, 12, 31), date(2028, 3, 31)),
        (date(2027, 8, 31), date(2027, 11, 30)),
    ],
)
def test_an_answer_is_due_after_three_months(received, day):
    assert answer_day(received) == day


def test_the_way_from_the_receipt_to_the_decision(met, head, paper, at):
    before = revision.current()
    ruling = Ruling("12/QĐ-UBND", DECIDED, certificate="05/GCN")

    found = recognise(by=head, at=at, initiative=met, ruling=ruling, file=paper("quyet-dinh.pdf"))

    assert (found.receipt, found.answer_by) == ("01/BN-SK-10888", date(2027, 4, 4))
    assert (found.state, found.certificate, found.file.name) == ("recognised", "05/GCN", "quyet-dinh.pdf")
    [known] = known_initiatives()
    assert known.recognised == DECIDED
    assert revision.current() != before
    assert standing(met) == Standing.RECOGNISED
    ours = AuditEvent.objects.filter(action__startswith="initiatives.").order_by("sequence")
    actions = [event.action for event in ours]
    assert actions[-3:] == [
        "initiatives.application_received",
        "initiatives.council_met",
        "initiatives.recognised",
    ]


def test_receipts_are_numbered_by_unit_and_year(listed, officer, at):
    numbers = [
        receive(by=officer, at=at, initiative=listed(title=title), on=on).receipt
        for title, on in (
            ("Kho mẫu đơn", RECEIVED),
            ("Bản đồ số", RECEIVED),
            ("Chuyến xe lưu động", date(2026, 12, 30)),
        )
    ]
    assert numbers == ["01/BN-SK-10888", "02/BN-SK-10888", "01/BN-SK-10888"]


def test_a_refusal_has_its_reasons_and_leaves_the_way_open(met, officer, head, at):
    with pytest.raises(InitiativeRefused, match="Ghi lý do"):
        refuse(by=head, at=at, initiative=met, on=DECIDED, reason=" ")

    found = refuse(by=head, at=at, initiative=met, on=DECIDED, reason="Chưa mới so với năm trước.")

    assert found.reason == "Chưa mới so với năm trước."
    assert standing(met) == Standing.REFUSED
    assert known_initiatives()[0].recognised is None
    receive(by=officer, at=at, initiative=met, on=DECIDED)
    assert standing(met) == Standing.CONSIDERED


@pytest.mark.parametrize("level", [Level.BASE, Level.CITY])
def test_one_level_recognises_once(met, officer, head, paper, at, level):
    recognise(by=head, at=at, initiative=met, ruling=Ruling("12/QĐ-UBND", DECIDED), file=paper())
    if level == Level.CITY:
        note_recognition(by=head, at=at, initiative=met, level=level, ruling=CITY)
    before = trace()

    with pytest.raises(InitiativeRefused, match="không công nhận hai lần"):
        note_recognition(by=head, at=at, initiative=met, level=level, ruling=CITY)
    with pytest.raises(InitiativeRefused, match="không công nhận hai lần"):
        receive(by=officer, at=at, initiative=met, on=DECIDED)

    assert trace() == before


def test_another_level_is_noted_beside_and_the_first_decision_stays(met, head, paper, at):
    recognise(by=head, at=at, initiative=met, ruling=Ruling("12/QĐ-UBND", DECIDED), file=paper())

    note_recognition(by=head, at=at, initiative=met, level=Level.CITY, ruling=CITY, file=paper())

    row = Initiative.objects.get(pk=met.pk)
    assert row.recognition_decision == "12/QĐ-UBND"
    assert row.recognitions.count() == 2
    assert AuditEvent.objects.order_by("sequence").last().action == "initiatives.recognised_again"


def test_a_decision_that_is_older_counts_from_its_day_though_it_was_typed_later(enter, head, paper, at):
    """The city's stood in a list; the unit's own, of half a year before, is noted from paper afterwards."""
    row = enter(recognised_on=date(2026, 12, 15), recognition_decision="900/QĐ-UBND")
    row.recognitions.update(level=Level.CITY, body="Chủ tịch UBND thành phố")

    ruling = Ruling("12/QĐ-UBND", date(2026, 5, 4))
    note_recognition(by=head, at=at, initiative=row, level=Level.BASE, ruling=ruling, file=paper())

    row.refresh_from_db()
    assert (row.recognised_on, row.recognition_decision) == (date(2026, 5, 4), "12/QĐ-UBND")
    assert next(one.recognised for one in known_initiatives() if one.id == row.code) == date(2026, 5, 4)


def test_what_a_list_says_is_recognised_stands_as_a_recognition_of_the_unit(enter):
    row = enter(recognised_on=date(2026, 5, 4), recognition_decision="1/QĐ")

    found = row.recognitions.get()
    assert (found.level, found.state, found.decision) == ("co_so", "recognised", "1/QĐ")


def test_what_stood_in_the_columns_before_becomes_a_recognition(enter):
    row = enter(recognised_on=date(2026, 5, 4), recognition_decision="1/QĐ")
    enter(code="SK-2")
    Recognition.objects.all().delete()

    import_module("thidua.initiatives.migrations.0002_register").recognitions_of_before(apps, None)

    found = Recognition.objects.get()
    assert (found.initiative, found.level, found.decision) == (row, Level.BASE, "1/QĐ")


@pytest.mark.parametrize(
    ("act", "stated", "words"),
    [
        (receive, {"on": RECEIVED}, "đang được xét"),
        (recognise, {"ruling": Ruling("1/QĐ", DECIDED), "file": None}, "đã nhận đơn"),
        (refuse, {"on": date(2027, 1, 3), "reason": "Không"}, "trước ngày nhận đơn"),
        (refuse, {"on": date(2027, 3, 1), "reason": "Không"}, "chưa tới"),
        (
            lay_before_council,
            {"council": Council(date(2027, 1, 3), 9, 8, 7), "minutes": "paper"},
            "trước ngày nhận",
        ),
        (lay_before_council, {"council": Council(MET_ON, 9, 10, 7), "minutes": "paper"}, "không quá"),
        (lay_before_council, {"council": Council(MET_ON, 9, 8, 9), "minutes": "paper"}, "không quá"),
        (lay_before_council, {"council": Council(MET_ON, 9, 0, 0), "minutes": "paper"}, "không quá"),
        (lay_before_council, {"council": Council(MET_ON, 9, 8, 7), "minutes": None}, "biên bản"),
    ],
)
def test_what_cannot_be_of_an_application_is_refused(received, head, paper, at, act, stated, words):
    given = {name: paper() if value == "paper" else value for name, value in stated.items()}
    before = trace()

    with pytest.raises(InitiativeRefused, match=words):
        act(by=head, at=at, initiative=received, **given)

    assert trace() == before


@pytest.mark.parametrize(
    ("ruling", "words"),
    [
        (Ruling(" ", DECIDED), "Thiếu số quyết định"),
        (Ruling("1/QĐ", date(2027, 3, 1)), "chưa tới"),
        (Ruling("1/QĐ", date(2027, 1, 19)), "trước ngày hội đồng họp"),
    ],
)
def test_a_decision_needs_its_number_and_a_day_that_can_be(met, head, at, ruling, words):
    with pytest.raises(InitiativeRefused, match=words):
        recognise(by=head, at=at, initiative=met, ruling=ruling, file=None)


def test_drafts_and_unfinished_entries_are_not_considered(draft, enter, officer, head, at):
    row = draft()
    with pytest.raises(InitiativeRefused, match="Bản nháp"):
        receive(by=officer, at=at, initiative=row, on=RECEIVED)
    with pytest.raises(InitiativeRefused, match="Bản nháp"):
        note_recognition(by=head, at=at, initiative=row, level=Level.BASE, ruling=Ruling("1/QĐ", DECIDED))
    with pytest.raises(InitiativeRefused, match="Chưa chọn lĩnh vực"):
        receive(by=officer, at=at, initiative=enter(), on=RECEIVED)


def test_a_higher_level_says_who_decided(enter, head, at):
    with pytest.raises(InitiativeRefused, match="nơi ra quyết định"):
        note_recognition(by=head, at=at, initiative=enter(), level=Level.CITY, ruling=Ruling("1/QĐ", DECIDED))


@pytest.mark.parametrize(
    "change",
    [
        {"state": "recognised", "decision": ""},
        {"state": "refused", "reason": ""},
        {"state": "received", "answer_by": None},
        {"agreed": 9},
        {"present": 10},
    ],
)
def test_the_database_too_keeps_the_papers_together(met, change):
    with pytest.raises(IntegrityError), transaction.atomic():
        Recognition.objects.update(**change)


def test_the_database_too_recognises_once_at_a_level(met, at):
    with pytest.raises(IntegrityError), transaction.atomic():
        Recognition.objects.create(
            initiative=met,
            level="co_so",
            state="recognised",
            decision="2/QĐ",
            decided_on=DECIDED,
            recorded_at=at,
        )


def test_the_head_decides_and_nobody_else(met, officer, head, specialist, on):
    assert initiatives.get_for(head, on, action="decide", pk=met.pk) == met
    for person in (officer, specialist):
        with pytest.raises(Refused, match="lãnh đạo đơn vị"):
            initiatives.get_for(person, on, action="decide", pk=met.pk)
    assert MOVES.stop("recognise", RecognitionState.MET, [Role.UNIT_OFFICER]) == Stop.ROLE


def test_the_minutes_are_for_the_unit_the_office_and_the_councils(met, make_person, officer, neighbour, on):
    found = met.recognitions.get()
    for person in (
        officer,
        make_person("hoi.dong", Role.COUNCIL_MEMBER),
        make_person("ban.tdkt", Role.EMULATION_BOARD),
    ):
        assert recognitions.get_for(person, on, action="minutes", pk=found.pk) == found
    for person in (neighbour, make_person("giam.sat", Role.AUDITOR)):
        with pytest.raises(Refused, match="Biên bản"):
            recognitions.get_for(person, on, action="minutes", pk=found.pk)
    with pytest.raises(Http404):
        recognitions.get_for(make_person("quan.tri", Role.TECHNICAL_ADMIN), on, pk=found.pk)


def test_the_home_page_counts_the_days(received, officer, head, paper, at):
    [task] = tasks_for(officer, at)
    assert (task.state, task.due) == (TaskState.TO_DO, date(2027, 4, 4))
    assert "hội đồng" in task.action

    council = Council(MET_ON, members=9, present=8, agreed=7)
    lay_before_council(by=officer, at=at, initiative=received, council=council, minutes=paper())

    assert tasks_for(officer, at)[0].state == TaskState.WAITING
    [task] = tasks_for(head, at + timedelta(days=100))
    assert (task.state, task.due) == (TaskState.TO_DO, date(2027, 4, 4))
    assert "quyết định" in task.action


def test_a_majority_is_shown_and_decides_nothing(met):
    found = met.recognitions.get()
    assert found.has_majority is True
    found.agreed = 4
    assert found.has_majority is False
    found.agreed = None
    assert found.has_majority is None

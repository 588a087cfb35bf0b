"""What the office decides about the plan, and what of it is known on a day."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, transaction
from django.http import Http404

from thidua.core.blocks import Block
from thidua.core.programme import load_programme
from thidua.core.roles import UNIT_ROLES, Role
from thidua.foundation import revision
from thidua.foundation.access import Refused
from thidua.foundation.audit.models import AuditEvent
from thidua.movement.access import readings
from thidua.movement.errors import DecisionRefused
from thidua.movement.models import DeadlineNotice, ReadingChoice
from thidua.movement.selectors import (
    deadlines_on,
    notices_on,
    open_yearly_cycle,
    reading_register,
    readings_on,
)
from thidua.units.enums import UnitKind
from thidua.units.services import NewUnit, register_unit

pytestmark = pytest.mark.django_db
SWITCH = "annual_collective_logic"
DEFAULTS = {
    "annual_collective_logic": "all",
    "period_collective_logic": "gate_and_one_of",
    "annual_individual_gate": "ungated",
    "period_individual_gate": "gated",
    "period_years": "published_by_deadline",
    "flag_metric": "mean_score",
    "deadline_day": "before",
    "initiative_reuse": "ask",
}


def in_city(*when):
    return datetime(*when, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))


def trace():
    """What must not move when a decision is refused."""
    return (
        ReadingChoice.objects.count(),
        DeadlineNotice.objects.count(),
        AuditEvent.objects.filter(action__startswith="movement.").count(),
        revision.current(),
    )


def test_without_a_decision_the_defaults_hold(on):
    assert readings_on(on) == DEFAULTS


def test_a_reading_holds_from_the_day_it_was_decided_and_is_in_the_trail(choose):
    before = revision.current()

    choose("any", date(2027, 2, 10))

    assert readings_on(date(2027, 2, 9)) == DEFAULTS
    assert readings_on(date(2027, 2, 10)) == DEFAULTS | {SWITCH: "any"}
    event = AuditEvent.objects.get(action="movement.reading_chosen")
    assert event.actor_name == "Vũ Đình Nghĩa"
    assert event.after == {
        "switch": SWITCH,
        "option": "any",
        "document": "1002/SNV-CCHC",
        "decided_on": "2027-02-10",
    }
    assert revision.current() != before


def test_the_latest_decision_counts_whatever_was_entered_last(choose):
    choose("any", date(2027, 2, 10))
    choose("all", date(2027, 1, 5))

    assert readings_on(date(2027, 2, 15))[SWITCH] == "any"
    assert readings_on(date(2027, 1, 31))[SWITCH] == "all"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"switch": "no_such_place"}, "không có cách hiểu này"),
        ({"option": "both"}, "không có cách hiểu này"),
        ({"option": "gated"}, "không có cách hiểu này"),
        ({"reason": " "}, "Ghi lý do và số văn bản"),
        ({"document_number": ""}, "Ghi lý do và số văn bản"),
        ({"decided_on": date(2027, 2, 16)}, "Ngày quyết định chưa tới"),
    ],
)
def test_a_decision_that_cannot_be_is_refused_with_words(choose, change, words):
    before = trace()
    decision = {"option": "any", "decided_on": date(2027, 2, 15)} | change

    with pytest.raises(DecisionRefused, match=words):
        choose(**decision)

    assert trace() == before


def test_what_was_typed_is_kept_composed(choose):
    choice = choose("any", date(2027, 2, 10), reason="Y\u0301 kiê\u0301n  thô\u0301ng nhâ\u0301t")

    assert choice.reason == "Ý kiến thống nhất"


def test_the_register_has_every_place_in_the_order_of_the_plan_with_its_history(choose, on):
    choices = [choose("any", date(2027, 1, 5)), choose("all", date(2027, 2, 10))]

    register = reading_register(on)

    assert [entry.reading.id for entry in register] == [one.id for one in load_programme().readings]
    entries = {entry.reading.switch: entry for entry in register if entry.reading.switch}
    assert set(entries) == set(DEFAULTS)
    assert {switch: entry.chosen.id for switch, entry in entries.items()} == DEFAULTS
    assert {switch: entry.history for switch, entry in entries.items() if entry.history} == {
        SWITCH: tuple(choices)
    }
    assert (entries[SWITCH].choice, entries["flag_metric"].choice) == (choices[1], None)
    earlier = {entry.reading.switch: entry.history for entry in reading_register(date(2027, 1, 31))}
    assert earlier[SWITCH] == (choices[0],)


@pytest.mark.parametrize("count", [1, 3])
def test_the_register_takes_one_query_and_the_deadlines_two(
    choose, notify, on, django_assert_num_queries, count
):
    for number in range(count):
        choose("any", on - timedelta(number))
        notify(number=f"{number}/TB-SNV")
    deadlines_on(on)

    with django_assert_num_queries(1):
        register = reading_register(on)
    # The stamp that keeps the plan of the day, and the notices.
    with django_assert_num_queries(2):
        deadlines_on(on)
    assert sum(len(entry.history) for entry in register) == count


def test_a_notice_is_known_from_its_day_and_the_last_one_counts(notify, at):
    notify()
    notify(day=date(2027, 4, 20), number="9/TB-SNV", issued=date(2027, 2, 10))

    known = {
        day: [(notice.number, notice.date) for notice in notices_on(day)]
        for day in (date(2027, 1, 31), date(2027, 2, 1), date(2027, 2, 10))
    }

    first, second = ("7/TB-SNV", date(2027, 4, 15)), ("9/TB-SNV", date(2027, 4, 20))
    assert list(known.values()) == [[], [first], [first, second]]
    moved = {
        day: next(one for one in deadlines_on(day) if (one.deadline, one.cycle) == ("annual_dossier", 2026))
        for day in known
    }
    assert [(one.date, one.notice) for one in moved.values()] == [
        (date(2027, 3, 31), None),
        (date(2027, 4, 15), "7/TB-SNV"),
        (date(2027, 4, 20), "9/TB-SNV"),
    ]
    assert {one.planned for one in moved.values()} == {date(2027, 3, 31)}
    assert AuditEvent.objects.filter(action="movement.deadline_moved").count() == 2


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"deadline": "dossier"}, "không có mốc thời gian này"),
        ({"cycle": None}, "không có mốc thời gian này"),
        ({"cycle": 2025}, "không có mốc thời gian này"),
        ({"cycle": 2031}, "không có mốc thời gian này"),
        ({"deadline": "period_dossier"}, "không có mốc thời gian này"),
        ({"number": " "}, "Thiếu số thông báo"),
    ],
)
def test_a_notice_that_cannot_be_is_refused_with_words(notify, change, words):
    before = trace()

    with pytest.raises(DecisionRefused, match=words):
        notify(**change)

    assert trace() == before


def test_a_notice_of_the_period_has_no_cycle(notify, on):
    notify(deadline="period_dossier", cycle=None, day=date(2031, 3, 31))

    [day] = [one for one in deadlines_on(on) if one.deadline == "period_dossier"]
    assert (day.cycle, day.date, day.planned) == ("2026-2030", date(2031, 3, 31), date(2030, 3, 31))


@pytest.mark.parametrize(
    ("moment", "cycle"),
    [
        (in_city(2026, 6, 9), 2026),
        (in_city(2027, 3, 30, 23, 59, 59), 2026),
        (in_city(2027, 3, 30, 23, 59, 59, 999_999), 2026),
        (in_city(2027, 3, 31), 2027),
        (in_city(2031, 3, 30, 23, 59, 59), 2030),
        (in_city(2031, 3, 31), 2030),
        (in_city(2040, 1, 1), 2030),
    ],
)
def test_the_open_cycle_turns_with_the_last_day_of_the_dossiers(moment, cycle):
    assert open_yearly_cycle(moment) == cycle


def test_the_open_cycle_follows_the_reading_of_the_last_day(choose):
    choose("inclusive", date(2027, 2, 10), switch="deadline_day")

    assert open_yearly_cycle(in_city(2027, 3, 31, 23, 59, 59)) == 2026
    assert open_yearly_cycle(in_city(2027, 4, 1)) == 2027


def test_the_open_cycle_follows_a_notice(notify):
    notify()

    assert open_yearly_cycle(in_city(2027, 4, 14, 23, 59, 59)) == 2026
    assert open_yearly_cycle(in_city(2027, 4, 15)) == 2027


@pytest.mark.parametrize(
    ("model", "change"),
    [
        (ReadingChoice, {"document_number": ""}),
        (ReadingChoice, {"reason": ""}),
        (DeadlineNotice, {"number": ""}),
    ],
)
def test_the_database_too_asks_for_the_papers(choose, notify, model, change):
    choose("any", date(2027, 2, 10))
    notify()

    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.update(**change)


def test_every_hat_reads_the_choices_and_only_the_head_of_the_office_decides(choose, make_person, on):
    choice = choose("any", date(2027, 2, 10))
    new = NewUnit("10888", UnitKind.XA, "Cẩm Giang", "Xã Cẩm Giang", Block.XA)
    giang = register_unit(by=None, at=choice.recorded_at, unit=new, on=date(2025, 7, 1))
    people = {
        role: make_person(role.value.replace("_", "."), (role, giang if role in UNIT_ROLES else None))
        for role in Role
    }
    may = set()
    for role, user in people.items():
        assert readings.get_for(user, on, pk=choice.pk) == choice
        try:
            readings.get_for(user, on, action="decide", pk=choice.pk)
            may.add(role)
        except Refused:
            pass

    assert may == {Role.STANDING_HEAD}
    nobody = make_person("chua.co")
    assert not readings.visible_to(nobody, on).exists()
    with pytest.raises(Http404):
        readings.get_for(nobody, on, pk=choice.pk)

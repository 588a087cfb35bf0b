"""Many uses entered at once, and uses that end: the row stays, the rules no longer count it."""

import pytest

from thidua.foundation import revision
from thidua.foundation.audit.models import AuditEvent
from thidua.initiatives.errors import InitiativeRefused
from thidua.initiatives.ledger.selectors import every_use, ledger_table, uses_of
from thidua.initiatives.ledger.services import NewUse, end_uses, note_uses
from thidua.initiatives.models import Initiative, InitiativeUse
from thidua.initiatives.selectors import known_initiatives, register

FLAG, CYCLE, PAPER = "period.flag", "2026-2030", "Hồ sơ 7"


@pytest.fixture
def two(enter):
    return [enter(code=f"SK-{number}") for number in (1, 2)]


def flag(row, source=PAPER):
    return NewUse(row.pk, FLAG, CYCLE, source)


def end(at, **change):
    stated = {"sources": [PAPER], "reason": "Rút đề nghị"} | change
    return end_uses(by=None, at=at, **stated)


def used():
    return {known.id: known.used_for for known in known_initiatives()}


def test_many_uses_are_one_act_and_may_be_told_twice(two, at):
    before = revision.current()
    assert note_uses(by=None, at=at, uses=[flag(row) for row in two] * 2) == 2
    assert used() == {"SK-1": (FLAG,), "SK-2": (FLAG,)}
    assert revision.current() != before
    event = AuditEvent.objects.order_by("pk").last()
    assert (event.action, event.after["codes"]) == ("initiatives.uses_noted", "SK-1; SK-2")

    stamp, events = revision.current(), AuditEvent.objects.count()
    assert note_uses(by=None, at=at, uses=[flag(row) for row in two]) == 0
    assert note_uses(by=None, at=at, uses=[]) == 0
    assert (revision.current(), AuditEvent.objects.count()) == (stamp, events)


def test_an_ended_use_stays_in_the_ledger_and_is_counted_nowhere(two, at, on):
    note_uses(by=None, at=at, uses=[flag(two[0]), flag(two[1], "Hồ sơ 8")])
    assert end(at) == 1

    assert used() == {"SK-1": (), "SK-2": (FLAG,)}
    assert {row.code: row.use_count for row in register()} == {"SK-1": 0, "SK-2": 1}
    [use] = uses_of(two[0], on)
    assert (use.row.ended_at, use.row.end_reason) == (at, "Rút đề nghị")
    first, second = ledger_table(every_use(Initiative.objects.all()), {}, on)
    assert (first[-1], second[-2:]) == ("Rút đề nghị", ["", ""])
    event = AuditEvent.objects.order_by("pk").last()
    assert (event.action, event.note) == ("initiatives.uses_ended", "Rút đề nghị")


def test_the_same_award_may_be_served_again_after_the_end(two, at):
    for _time in range(2):
        assert note_uses(by=None, at=at, uses=[flag(two[0])]) == 1
        assert end(at) == 1
    note_uses(by=None, at=at, uses=[NewUse(two[0].pk, FLAG, CYCLE, PAPER)])
    assert InitiativeUse.objects.count() == 3
    assert used()["SK-1"] == (FLAG,)


def test_two_nominations_for_one_award_are_two_uses(two, at):
    assert note_uses(by=None, at=at, uses=[flag(two[0]), flag(two[0], "Hồ sơ 8")]) == 2
    assert used()["SK-1"] == (FLAG, FLAG)
    assert end(at, sources=["Hồ sơ 8"]) == 1
    assert InitiativeUse.objects.get(ended_at=None).source == PAPER


@pytest.mark.parametrize(
    ("change", "ended"),
    [
        ({}, ["SK-1", "SK-2"]),
        ({"sources": [PAPER, "Hồ sơ 8"]}, ["SK-1", "SK-2"]),
        ({"sources": ["Hồ sơ 8"]}, []),
        ({"sources": []}, []),
        ({"but": ["SK-1"]}, ["SK-2"]),
    ],
)
def test_only_what_was_said_ends(two, at, change, ended):
    note_uses(by=None, at=at, uses=[flag(row) for row in two])
    stamp = revision.current()
    kept = {"but": [row.pk for row in two if row.code in change["but"]]} if "but" in change else {}
    assert end(at, **change | kept) == len(ended)
    assert sorted(code for code, awards in used().items() if not awards) == ended
    assert (revision.current() == stamp) is not bool(ended)


def test_what_cannot_be_is_refused_and_nothing_is_stored(two, draft, at):
    with pytest.raises(InitiativeRefused, match="không còn trong sổ"):
        note_uses(by=None, at=at, uses=[flag(two[0]), flag(draft())])
    assert not InitiativeUse.objects.exists()
    note_uses(by=None, at=at, uses=[flag(two[0])])
    with pytest.raises(InitiativeRefused, match="lý do"):
        end(at, reason=" ")
    assert used()["SK-1"] == (FLAG,)


@pytest.mark.parametrize("count", [1, 3])
def test_many_uses_take_a_constant_number_of_queries(enter, at, django_assert_max_num_queries, count):
    rows = [enter(code=f"SK-{number}") for number in range(count)]
    with django_assert_max_num_queries(14):
        note_uses(by=None, at=at, uses=[flag(row) for row in rows])
    with django_assert_max_num_queries(14):
        end(at)

"""The chain of the audit trail: what it holds, what breaks it, and that every break is found."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from decimal import Decimal
from unicodedata import normalize

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from thidua.core.roles import Role
from thidua.foundation.audit import triggers
from thidua.foundation.audit.chain import GENESIS, canonical, changed, event_hash, plain
from thidua.foundation.audit.command import main
from thidua.foundation.audit.models import AuditEvent, AuditHead
from thidua.foundation.audit.services import ChainBroken, record
from thidua.foundation.audit.verify import Break, Fault, verify_chain
from thidua.foundation.moment import Installation, describe_installation

VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.text(),
    st.decimals(allow_nan=False, allow_infinity=False, places=2),
    st.dates(),
    st.datetimes(timezones=st.just(UTC)),
)
FACTS = st.dictionaries(st.text(min_size=1, max_size=8), VALUES | st.lists(VALUES, max_size=3), max_size=5)


@contextmanager
def refused(words: str) -> Iterator[None]:
    """The database answers with an error that has `words`; the test goes on after it."""
    with pytest.raises(DatabaseError, match=words), transaction.atomic():
        yield


def test_an_event_tells_who_did_what_when_to_which_thing_and_what_changed(make_person, at):
    admin = make_person("quan.tri", Role.TECHNICAL_ADMIN, full_name="Trần Thị Quản")

    with transaction.atomic():
        event = record(
            by=admin,
            at=at,
            action="tests.acted",
            subject=admin,
            before={"position_title": "Chuyên viên", "full_name": "Trần Thị Quản"},
            after={"position_title": "Phó Trưởng phòng", "full_name": "Trần Thị Quản"},
            note="Theo QĐ 12",
        )

    event.refresh_from_db()
    assert (event.actor_id, event.actor_name, event.at) == (admin.pk, "Trần Thị Quản", at)
    assert (event.subject_type, event.subject_pk, event.subject_label) == (
        "people.user",
        str(admin.pk),
        "Trần Thị Quản",
    )
    assert event.before == {"position_title": "Chuyên viên"}
    assert event.after == {"position_title": "Phó Trưởng phòng"}
    assert event.note == "Theo QĐ 12"
    assert event.hash == event_hash(event)


def test_each_event_names_the_hash_before_it_and_the_head_the_last(act):
    events = act(3)

    assert [event.sequence for event in events] == [1, 2, 3]
    assert [event.previous_hash for event in events] == [GENESIS, events[0].hash, events[1].hash]
    head = AuditHead.objects.get()
    assert (head.sequence, head.hash) == (3, events[2].hash)
    assert verify_chain().is_whole


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_nothing_can_be_recorded(at):
    with pytest.raises(RuntimeError, match="inside the transaction"):
        record(by=None, at=at, action="tests.acted", subject=Installation(), before=None, after=None)


def test_a_rolled_back_act_leaves_no_event(db, at):
    def act_and_fail() -> None:
        with transaction.atomic():
            describe_installation(by=None, at=at, is_demo=False)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        act_and_fail()

    assert not AuditEvent.objects.exists()
    assert not Installation.objects.exists()
    assert verify_chain().is_whole


@pytest.mark.parametrize("value", [1.5, b"bytes", object(), datetime(2027, 1, 1)])
def test_values_that_have_no_one_text_are_refused(value):
    with pytest.raises(TypeError, match="audit trail"):
        plain({"x": value})


def test_values_are_kept_as_text_that_reads_the_same_everywhere():
    facts = {
        "điểm": Decimal("95.80"),
        "ngày": date(2026, 6, 9),
        "tên": normalize("NFD", "Đông Hải"),
        "s": {2, 1},
    }

    assert plain(facts) == {"điểm": "95.80", "ngày": "2026-06-09", "tên": "Đông Hải", "s": [1, 2]}
    assert canonical(plain({"b": 1, "a": "ế"})) == '{"a":"ế","b":1}'


@given(facts=FACTS)
def test_plain_values_are_a_fixed_point(facts):
    once = plain(facts)

    assert plain(once) == once


@given(facts=FACTS)
def test_only_what_changed_is_kept(facts):
    assert changed(facts, facts) == ({}, {})
    assert changed(None, facts)[1] == plain(facts)
    assert changed(facts, None)[0] == plain(facts)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=st.lists(st.tuples(FACTS, FACTS, st.text(max_size=20)), min_size=1, max_size=5))
def test_whatever_is_recorded_comes_back_from_the_database_with_the_same_hash(db, at, acts):
    with transaction.atomic():
        for before, after, note in acts:
            record(by=None, at=at, action="t", subject=Installation(), before=before, after=after, note=note)
        assert verify_chain().broken is None
        transaction.set_rollback(True)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE foundation_auditevent SET note = 'x' WHERE sequence = 2",
        "DELETE FROM foundation_auditevent WHERE sequence = 2",
        "DELETE FROM foundation_audithead",
        "UPDATE foundation_audithead SET sequence = 1",
    ],
)
def test_the_database_itself_refuses_to_change_or_delete(act, sql):
    act(3)

    with refused(r"append-only|cannot go|grows by one"), connection.cursor() as cursor:
        cursor.execute(sql)

    assert verify_chain().is_whole


@pytest.mark.postgres
def test_postgresql_refuses_truncate(act):
    act()

    with refused("append-only"), connection.cursor() as cursor:
        cursor.execute("TRUNCATE foundation_auditevent")


def test_the_orm_cannot_change_or_delete_either(act):
    event = act()[0]
    event.note = "khác"

    for wrong in (event.save, event.delete, AuditEvent.objects.all().delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            wrong()


@pytest.mark.parametrize(
    ("sql", "broken"),
    [
        ("UPDATE foundation_auditevent SET note = 'khác' WHERE sequence = 3", Break(Fault.CHANGED, 3)),
        ("UPDATE foundation_auditevent SET actor_name = 'Ai đó' WHERE sequence = 1", Break(Fault.CHANGED, 1)),
        ("UPDATE foundation_auditevent SET actor_folded = 'ai' WHERE sequence = 4", Break(Fault.CHANGED, 4)),
        (f"UPDATE foundation_auditevent SET hash = '{'a' * 64}' WHERE sequence = 2", Break(Fault.CHANGED, 2)),
        ("DELETE FROM foundation_auditevent WHERE sequence = 1", Break(Fault.MISSING, 1)),
        ("DELETE FROM foundation_auditevent WHERE sequence IN (2, 3)", Break(Fault.MISSING, 2)),
        ("DELETE FROM foundation_auditevent WHERE sequence >= 4", Break(Fault.CUT_TAIL, 4)),
        ("DELETE FROM foundation_auditevent", Break(Fault.CUT_TAIL, 1)),
        ("DELETE FROM foundation_audithead", Break(Fault.HEAD_LOST, 1)),
        ("UPDATE foundation_audithead SET sequence = 3", Break(Fault.CHANGED, 3)),
        ("UPDATE foundation_audithead SET sequence = 9", Break(Fault.CUT_TAIL, 6)),
        ("UPDATE foundation_auditevent SET sequence = 9 WHERE sequence = 5", Break(Fault.CUT_TAIL, 5)),
    ],
)
def test_every_kind_of_break_is_found_at_its_first_place(act, tamper, sql, broken):
    act(5)

    tamper(sql.replace("%", "%%"))

    assert verify_chain().broken == broken


def test_an_event_that_nobody_recorded_is_found(act, tamper):
    first = act(2)[1]
    first.sequence, first.previous_hash = 3, first.hash
    first.hash = event_hash(first)
    first.save(force_insert=True)

    assert verify_chain().broken == Break(Fault.FOREIGN, 3)


def test_a_changed_event_with_a_new_hash_of_its_own_is_found(act, tamper):
    event = act(3)[1]
    event.note = "khác"

    tamper(
        "UPDATE foundation_auditevent SET note = %s, hash = %s WHERE sequence = 2", "khác", event_hash(event)
    )

    assert verify_chain().broken == Break(Fault.CHANGED, 2)


def test_the_last_event_with_a_new_hash_of_its_own_is_found_at_the_head(act, tamper):
    event = act(3)[2]
    event.note = "khác"

    tamper(
        "UPDATE foundation_auditevent SET note = %s, hash = %s WHERE sequence = 3", "khác", event_hash(event)
    )

    assert verify_chain().broken == Break(Fault.CHANGED, 3)


def test_a_chain_made_anew_is_found_with_what_was_noted_before(act, tamper):
    act(2)
    before = verify_chain()
    tamper("DELETE FROM foundation_auditevent")
    tamper("DELETE FROM foundation_audithead")
    act(3, note="một lịch sử khác")

    assert verify_chain().is_whole
    assert verify_chain((before.count, before.head_hash)).broken == Break(Fault.NOT_AS_NOTED, 2)
    assert verify_chain((7, before.head_hash)).broken == Break(Fault.CUT_TAIL, 4)


def test_a_wiped_trail_is_found_with_what_was_noted_before(act, tamper):
    act(2)
    noted = verify_chain()
    tamper("DELETE FROM foundation_auditevent")
    tamper("DELETE FROM foundation_audithead")

    assert verify_chain((noted.count, noted.head_hash)).broken == Break(Fault.NOT_AS_NOTED, 2)


def test_without_its_head_the_chain_takes_nothing_more(act, tamper):
    act()
    tamper("DELETE FROM foundation_audithead")

    with pytest.raises(ChainBroken):
        act()


def test_dropped_triggers_are_reported(act):
    act()
    triggers.remove(connection)

    assert verify_chain().broken == Break(Fault.NO_TRIGGERS, 0)
    triggers.install(connection)
    assert verify_chain().is_whole


def test_verification_reads_in_chunks(act, monkeypatch):
    monkeypatch.setattr("thidua.foundation.audit.verify.CHUNK", 2)
    act(5)

    assert verify_chain().is_whole


def test_the_command_says_that_all_is_well_and_what_to_note_down(act, capsys):
    last = act(2)[1]

    assert main(["verify"]) == 0
    said = capsys.readouterr().out
    assert "Nhật ký còn nguyên vẹn: 2 sự kiện." in said
    assert f"2:{last.hash}" in said
    assert main(["verify", "--noted", f"2:{last.hash}"]) == 0


def test_the_command_names_the_broken_event_and_what_to_do(act, tamper, capsys):
    act(4)
    tamper("DELETE FROM foundation_auditevent WHERE sequence = 2")

    assert main(["verify"]) == 1
    said = capsys.readouterr().err
    assert "thiếu sự kiện số 2" in said
    assert "Việc cần làm" in said


@pytest.mark.parametrize("argv", [[], ["verify", "--noted", "12"], ["burn"]])
def test_the_command_refuses_what_it_does_not_know(argv, capsys):
    assert main(argv) == 2

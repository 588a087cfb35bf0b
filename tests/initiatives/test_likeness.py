"""Look-alikes: who sees them, who says what they are, and what that stops."""

from datetime import timedelta

import pytest
from django.http import Http404
from tests.initiatives.alike import TITLE, seen

from thidua.core.roles import Role
from thidua.foundation.access import Refused
from thidua.foundation.audit.models import AuditEvent
from thidua.foundation.notify.models import Notification
from thidua.initiatives.access import initiatives
from thidua.initiatives.description import services as description
from thidua.initiatives.enums import Capacity, Likeness
from thidua.initiatives.errors import InitiativeRefused
from thidua.initiatives.ledger.selectors import uses_of
from thidua.initiatives.ledger.services import NewUse, note_uses
from thidua.initiatives.likeness.selectors import (
    counted_as,
    lookalikes_of,
    lookalikes_of_each,
    rulings_of,
    to_be_told,
    untold_of_each,
)
from thidua.initiatives.models import LikenessRuling
from thidua.initiatives.selectors import known_initiatives


def used():
    return {known.id: len(known.used_for) for known in known_initiatives()}


def test_a_draft_meets_the_register_and_the_register_never_a_draft(mine, theirs):
    [found] = lookalikes_of(mine)
    assert (found.other, found.is_earlier, found.ruling) == (theirs, True, None)
    assert found.score >= 0.8
    assert {"tro", "li", "ao", "dat", "dai"} <= found.words
    assert seen(theirs) == []


def test_what_a_unit_says_of_its_draft_is_seen_by_nobody_else_until_it_is_entered(
    mine, theirs, say, officer, at
):
    said = say(initiative=mine, other=theirs)
    assert (rulings_of(mine), rulings_of(theirs), seen(theirs)) == ([said], [], [])
    description.enter(by=officer, at=at, initiative=mine)
    assert seen(mine) == [("SK-CU", True, "builds_on")]
    assert seen(theirs) == [(mine.code, False, "builds_on")]


def test_a_draft_is_entered_only_when_the_unit_has_spoken_of_each(mine, theirs, say, officer, at):
    with pytest.raises(InitiativeRefused, match="chưa nêu ý kiến: SK-CU"):
        description.enter(by=officer, at=at, initiative=mine)
    say(initiative=mine, other=theirs, verdict=Likeness.SAME)
    with pytest.raises(InitiativeRefused, match="Mở sáng kiến SK-CU, khai đơn vị đã áp dụng"):
        description.enter(by=officer, at=at, initiative=mine)
    say(initiative=mine, other=theirs, verdict=Likeness.DIFFERENT)
    assert not description.enter(by=officer, at=at, initiative=mine).is_draft
    assert [one.verdict for one in rulings_of(mine)] == ["same", "different"]


def test_the_same_as_an_own_one_is_added_to_it(draft, enter, say, officer, at):
    own = enter(code="SK-MINH", title=TITLE)
    row = draft(title=TITLE)
    say(initiative=row, other=own, verdict=Likeness.SAME)
    with pytest.raises(InitiativeRefused, match="Bổ sung vào sáng kiến SK-MINH"):
        description.enter(by=officer, at=at, initiative=row)


def test_a_draft_that_is_dropped_takes_its_statements_along(mine, theirs, say, officer, at):
    say(initiative=mine, other=theirs, verdict=Likeness.SAME)
    description.drop_draft(by=officer, at=at, initiative=mine)
    assert not LikenessRuling.objects.exists()


def test_a_ruling_of_those_who_appraise_stands_and_is_told(entered, theirs, say, specialist, officer, at):
    said = say(
        initiative=entered,
        other=theirs,
        by=specialist,
        capacity=Capacity.OFFICE,
        verdict=Likeness.SAME,
        reason="Cùng kho câu hỏi.",
    )
    assert seen(entered) == [("SK-CU", True, "same")]
    assert rulings_of(entered)[-1] == said
    event = AuditEvent.objects.order_by("pk").last()
    assert (event.before, event.after["verdict"]) == (
        {"verdict": "builds_on", "capacity": "unit"},
        "same",
    )
    notice = Notification.objects.get(user=officer, kind="initiatives.likeness_ruled")
    assert "Cơ quan thường trực" in notice.title
    with pytest.raises(InitiativeRefused, match="Bên thẩm định đã có ý kiến"):
        say(initiative=entered, other=theirs)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"reason": " "}, "Ghi vì sao"),
        ({"reason": "x" * 501}, "dài quá 500"),
        ({"capacity": Capacity.BOARD}, "còn là bản nháp"),
    ],
)
def test_what_cannot_be_said(mine, theirs, say, change, words):
    with pytest.raises(InitiativeRefused, match=words):
        say(initiative=mine, other=theirs, **change)
    assert not LikenessRuling.objects.exists()


def test_the_later_one_answers_to_the_earlier(entered, theirs, say):
    with pytest.raises(InitiativeRefused, match="sáng kiến có sau"):
        say(initiative=theirs, other=entered)


def test_an_old_decision_makes_a_list_of_today_the_earlier_one(entered, enter, giàng, at):
    old = (at - timedelta(days=400)).date()
    late = enter(code="SK-XUA", unit=giàng, title=TITLE, recognised_on=old, recognition_decision="1/QĐ")
    assert (late.code, True, None) in seen(entered)


def test_a_pair_that_was_ruled_on_stays_when_the_words_change(entered, theirs, said, officer, at):
    description.rewrite(
        by=officer, at=at, row=entered, version=entered.edition, said=said(title="Kho đơn điền sẵn")
    )
    entered.refresh_from_db()
    [found] = lookalikes_of(entered)
    assert (found.other, found.score, found.ruling.verdict) == (theirs, None, "builds_on")


@pytest.mark.parametrize("count", [1, 3])
def test_look_alikes_take_a_constant_number_of_queries(
    enter, draft, giàng, say, django_assert_num_queries, count
):
    earlier = [enter(code=f"SK-{number}", unit=giàng, title=TITLE) for number in range(count)]
    row = draft(title=TITLE)
    for other in earlier:
        say(initiative=row, other=other)
    lookalikes_of(row)
    with django_assert_num_queries(3):
        found = lookalikes_of(row)
        assert [one.other.unit.code for one in found] == ["10903"] * count
        assert all(one.ruling.by.get_full_name() for one in found)


def test_look_alikes_of_several_take_as_many_queries_as_those_of_one(
    enter, giàng, say, specialist, django_assert_num_queries
):
    others = [enter(code=f"SK-{number}", unit=giàng, title=TITLE) for number in range(3)]
    rows = [enter(code=f"SK-2{number}", title=TITLE) for number in range(4)]
    say(by=specialist, capacity=Capacity.OFFICE, initiative=rows[0], other=others[0])
    lookalikes_of(rows[0])
    with django_assert_num_queries(3):
        found = lookalikes_of_each(rows)
    assert {pk: [one.other.code for one in alike] for pk, alike in found.items()} == {
        row.pk: [one.other.code for one in lookalikes_of(row)] for row in rows
    }
    assert [len(to_be_told(found[row.pk])) for row in rows] == [2, 4, 5, 6]
    with django_assert_num_queries(0):
        assert lookalikes_of_each([]) == {}


def test_what_is_only_asked_about_is_found_alike_with_less(
    enter, draft, giàng, say, specialist, django_assert_num_queries
):
    others = [
        enter(code=f"SK-{number:02d}", unit=giàng, title=f"{TITLE} và hộ tịch" if number % 3 else TITLE)
        for number in range(13)
    ]
    rows = [*(enter(code=f"SK-2{number}", title=TITLE) for number in range(2)), draft(title=TITLE)]
    say(by=specialist, capacity=Capacity.OFFICE, initiative=rows[0], other=others[0])
    say(initiative=rows[2], other=others[3])
    whole = lookalikes_of_each([*rows, others[5]])
    with django_assert_num_queries(3):
        asked = untold_of_each([*rows, others[5]])
        assert {pk: [one.code for one in found] for pk, found in asked.items()} == {
            pk: [one.other.code for one in to_be_told(found)] for pk, found in whole.items()
        }
    assert len(asked[rows[0].pk]) == 9
    with django_assert_num_queries(0):
        assert untold_of_each([]) == {}


def test_later_ones_do_not_keep_an_earlier_one_from_being_asked_about(enter, giàng):
    earlier = enter(code="SK-CU", unit=giàng, title=f"Mô hình {TITLE.lower()} và hộ tịch")
    row = enter(code="SK-MINH", title=TITLE)
    for number in range(12):
        enter(code=f"SK-SAU-{number}", unit=giàng, title=TITLE)
    assert [one.other for one in to_be_told(lookalikes_of(row))] == [earlier]


def test_what_is_the_same_shares_its_uses(entered, theirs, enter, say, specialist, giàng, at, on):
    other = enter(code="SK-KHAC", unit=giàng, title="Chuyến xe lưu động")
    note_uses(by=None, at=at, uses=[NewUse(theirs.pk, "period.flag", "2026-2030", "Hồ sơ 7")])
    assert used() == {"SK-CU": 1, entered.code: 0, "SK-KHAC": 0}

    by_office = {"by": specialist, "capacity": Capacity.OFFICE, "initiative": entered, "other": theirs}
    say(**by_office, verdict=Likeness.SAME)
    assert used() == {"SK-CU": 1, entered.code: 1, "SK-KHAC": 0}
    assert [use.through for use in uses_of(entered, on)] == ["SK-CU"]
    assert uses_of(other, on) == []

    third = enter(code="SK-BA", unit=giàng, title="Kho câu hỏi đất đai")
    say(by=specialist, capacity=Capacity.BOARD, initiative=third, other=entered, verdict=Likeness.SAME)
    assert counted_as() == {entered.pk: theirs.pk, third.pk: theirs.pk}
    assert used()["SK-BA"] == 1

    say(**by_office, verdict=Likeness.DIFFERENT)
    assert used() == {"SK-CU": 1, entered.code: 0, "SK-KHAC": 0, "SK-BA": 0}


def test_two_that_are_the_same_as_each_other_and_as_a_third_are_one(enter, say, specialist):
    one, two, three = (enter(code=f"SK-{number}", title=f"Việc {number}") for number in (1, 2, 3))
    for later, earlier in ((three, two), (two, one), (three, one)):
        say(
            by=specialist,
            capacity=Capacity.OFFICE,
            initiative=later,
            other=earlier,
            verdict=Likeness.SAME,
        )
    assert counted_as() == {two.pk: one.pk, three.pk: one.pk}


PEOPLE = ("officer", "head", "neighbour", "specialist", "board", "auditor", "publicity")


@pytest.mark.parametrize(
    ("action", "may"),
    [
        ("compare", {"officer", "head", "specialist", "board", "auditor"}),
        ("rule", {"officer", "head", "specialist", "board"}),
    ],
)
def test_who_compares_and_who_rules(request, make_person, entered, on, action, may):
    roles = {"board": Role.EMULATION_BOARD, "auditor": Role.AUDITOR, "publicity": Role.PUBLICITY}
    got = set()
    for name in PEOPLE:
        person = make_person(name, roles[name]) if name in roles else request.getfixturevalue(name)
        try:
            initiatives.get_for(person, on, action=action, pk=entered.pk)
        except Refused:
            continue
        got.add(name)
    assert got == may


def test_a_draft_is_hidden_from_those_who_appraise(mine, specialist, on):
    with pytest.raises(Http404):
        initiatives.get_for(specialist, on, action="compare", pk=mine.pk)


def test_a_member_of_the_board_speaks_for_the_own_unit(make_person, giang, entered, on):
    both = make_person("hai.vai", Role.EMULATION_BOARD, (Role.UNIT_OFFICER, giang))
    assert initiatives.capacity(both, on, entered) is Capacity.UNIT

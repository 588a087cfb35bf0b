"""Look-alikes: who sees them, who says what they are, and what that stops."""

import re
from datetime import timedelta

import pytest
from django.http import Http404
from django.urls import reverse

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
from thidua.initiatives.likeness.services import rule
from thidua.initiatives.models import LikenessRuling
from thidua.initiatives.selectors import known_initiatives


def used():
    return {known.id: len(known.used_for) for known in known_initiatives()}


TITLE = "Trợ lý ảo trả lời câu hỏi về đất đai tại một cửa"
WHY = "Xã bạn trả lời bằng giọng nói; chúng tôi thêm tra bản đồ."


@pytest.fixture
def theirs(enter, giàng):
    """An entry of the neighbour."""
    return enter(code="SK-CU", unit=giàng, title=TITLE)


@pytest.fixture
def mine(theirs, draft):
    """A later draft that looks like it."""
    return draft(title=f"Mô hình {TITLE.lower()}")


@pytest.fixture
def say(officer, at):
    """say(initiative=…, other=…): the unit's statement that it builds on the other, unless said otherwise."""

    def act(**change):
        stated = {"verdict": Likeness.BUILDS_ON, "reason": WHY, "capacity": Capacity.UNIT}
        return rule(**{"by": officer, "at": at} | stated | change)

    return act


@pytest.fixture
def entered(mine, theirs, say, officer, at):
    say(initiative=mine, other=theirs)
    return description.enter(by=officer, at=at, initiative=mine)


def seen(row):
    return [(one.other.code, one.is_earlier, one.ruling and one.ruling.verdict) for one in lookalikes_of(row)]


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


@pytest.mark.usefixtures("demo_day")
class TestPage:
    def test_two_stand_side_by_side_and_the_unit_says_what_they_are(self, client, mine, theirs, officer):
        client.force_login(officer)
        one, page = (reverse(f"initiatives:{name}", args=[mine.pk]) for name in ("one", "likeness"))
        assert "So sánh và nêu ý kiến" in client.get(one).content.decode()
        shown = client.get(page).content.decode()
        assert re.search('<mark class="in-mark">[^<]*đất đai', shown)
        assert "Chưa ghi vào sổ được" in shown

        address = reverse("initiatives:likeness_say", args=[mine.pk, theirs.pk])
        faulty = client.post(address, {"verdict": "", "reason": WHY})
        assert faulty.status_code == 422
        assert WHY in faulty.content.decode()
        assert client.post(address, {"verdict": "builds_on", "reason": WHY}).url == page
        assert "Đã nêu ý kiến với mọi sáng kiến tương tự" in client.get(page).content.decode()
        assert client.post(reverse("initiatives:act", args=[mine.pk, "enter"])).status_code == 302

    def test_the_act_without_a_statement_says_why(self, client, mine, officer):
        client.force_login(officer)
        answer = client.post(reverse("initiatives:act", args=[mine.pk, "enter"]))
        assert answer.status_code == 422
        assert "chưa nêu ý kiến: SK-CU" in answer.content.decode()

    def test_those_who_appraise_rule_and_the_unit_reads_it(
        self, client, entered, theirs, specialist, officer
    ):
        client.force_login(specialist)
        address = reverse("initiatives:likeness_say", args=[entered.pk, theirs.pk])
        client.post(address, {"verdict": "same", "reason": "Cùng kho câu hỏi."})
        client.force_login(officer)
        page = client.get(reverse("initiatives:likeness", args=[entered.pk])).content.decode()
        assert "Cùng kho câu hỏi." in page
        assert "đơn vị không sửa được nữa" in page
        assert client.post(address, {"verdict": "different", "reason": "Không"}).status_code == 422

    def test_the_earlier_one_leads_to_the_later(self, client, entered, theirs, neighbour, specialist):
        page, there = (reverse("initiatives:likeness", args=[row.pk]) for row in (theirs, entered))
        client.force_login(specialist)
        assert there in client.get(page).content.decode()
        client.force_login(neighbour)
        assert there not in client.get(page).content.decode(), "a page that is not for other units"
        assert client.get(there).status_code == 403

    def test_one_that_the_machine_misses_is_named_by_its_code_and_ruled_the_same(
        self, client, entered, enter, giàng, specialist, at
    ):
        old = {"recognised_on": (at - timedelta(days=400)).date(), "recognition_decision": "1/QĐ"}
        missed = enter(code="SK-2020-009", unit=giàng, title="Chuyến xe lưu động", **old)
        client.force_login(specialist)
        page, say = (
            reverse("initiatives:likeness", args=[entered.pk]),
            reverse("initiatives:likeness_say", args=[entered.pk, missed.pk]),
        )
        assert f"{missed.code} ·" not in client.get(page).content.decode()

        beside = client.get(page, {"code": " sk-2020-009 "}).content.decode()
        assert "Chuyến xe lưu động" in beside
        assert "máy không thấy giống" in beside
        faulty = client.post(say, {"verdict": "", "reason": WHY})
        assert (faulty.status_code, WHY in faulty.content.decode()) == (422, True)
        assert client.post(say, {"verdict": "same", "reason": "Cùng chuyến xe, đổi tên."}).status_code == 302

        assert (missed.code, True, "same") in seen(entered)
        assert counted_as()[entered.pk] == missed.pk

    def test_a_later_one_leads_to_where_it_is_spoken_of_for_whoever_may(
        self, client, theirs, enter, specialist, neighbour
    ):
        later = enter(code="SK-2030-009", title="Chuyến xe lưu động")
        page = reverse("initiatives:likeness", args=[theirs.pk])
        there = reverse("initiatives:likeness", args=[later.pk]) + f"?code={theirs.code}"
        client.force_login(specialist)
        assert there in client.get(page, {"code": later.code}).content.decode()
        assert "máy không thấy giống" in client.get(there).content.decode()

        client.force_login(neighbour)
        shown = client.get(page, {"code": later.code}).content.decode()
        assert there not in shown
        assert "báo cơ quan thường trực" in shown

    def test_a_code_that_is_not_in_the_register_is_asked_for_again(self, client, entered, mine, specialist):
        client.force_login(specialist)
        page = reverse("initiatives:likeness", args=[entered.pk])
        for code in ("SK-0000", entered.code):
            shown = client.get(page, {"code": code}).content.decode()
            assert "Sổ không có sáng kiến khác mang mã này" in shown

    def test_a_draft_of_others_is_not_spoken_of(self, client, entered, draft, specialist):
        hidden = draft(title="Chuyến xe lưu động")
        client.force_login(specialist)
        address = reverse("initiatives:likeness_say", args=[entered.pk, hidden.pk])
        assert client.post(address, {"verdict": "same", "reason": "Không"}).status_code == 404
        page = client.get(reverse("initiatives:likeness", args=[entered.pk]), {"code": hidden.code})
        assert "Chuyến xe lưu động" not in page.content.decode()

    def test_who_only_reads_names_none(self, client, entered, theirs, make_person):
        client.force_login(make_person("kiem.tra", Role.AUDITOR))
        page = client.get(reverse("initiatives:likeness", args=[entered.pk]), {"code": theirs.code})
        assert "Đặt cạnh nhau để so" not in page.content.decode()

    def test_without_look_alikes_the_page_says_what_was_compared(self, client, draft, officer):
        row = draft()
        client.force_login(officer)
        page = client.get(reverse("initiatives:likeness", args=[row.pk])).content.decode()
        assert "Sổ chưa có sáng kiến nào tương tự" in page

    def test_there_are_more_than_ten_and_they_are_seen_page_by_page(
        self, client, enter, giàng, draft, officer
    ):
        codes = [enter(code=f"SK-{number:02d}", unit=giàng, title=TITLE).code for number in range(23)]
        row = draft(title=TITLE)
        client.force_login(officer)
        assert (
            "Xem 18 sáng kiến tương tự nữa"
            in client.get(reverse("initiatives:one", args=[row.pk])).content.decode()
        )
        page = reverse("initiatives:likeness", args=[row.pk])
        shown = [client.get(page, {"trang": number}).content.decode() for number in (1, 2, 3)]
        assert all("Có 23 sáng kiến tương tự" in one for one in shown)
        assert "10 sáng kiến chờ ý kiến" in shown[0]
        seen_on = [{code for code in codes if f"{code} ·" in one} for one in shown]
        assert [len(one) for one in seen_on] == [10, 10, 3]
        assert set().union(*seen_on) == set(codes)

    def test_one_of_a_later_page_is_spoken_of_and_faults_are_shown_where_it_stands(
        self, client, enter, giàng, draft, officer
    ):
        rows = [enter(code=f"SK-{number:02d}", unit=giàng, title=TITLE) for number in range(12)]
        row = draft(title=TITLE)
        client.force_login(officer)
        address = reverse("initiatives:likeness_say", args=[row.pk, rows[-1].pk])
        faulty = client.post(address, {"verdict": "", "reason": WHY})
        assert faulty.status_code == 422
        assert f'id="sk-{rows[-1].pk}"' in faulty.content.decode()
        assert client.post(address, {"verdict": "builds_on", "reason": WHY}).status_code == 302
        assert LikenessRuling.objects.get().other == rows[-1]

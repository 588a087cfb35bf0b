"""The register of initiatives: each act with its papers, its event and its refusals."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.http import Http404

from thidua.core import facts
from thidua.core.blocks import Block
from thidua.core.roles import UNIT_ROLES, Role
from thidua.foundation import revision
from thidua.foundation.access import Refused
from thidua.foundation.audit.models import AuditEvent
from thidua.initiatives.access import initiatives
from thidua.initiatives.description.selectors import described
from thidua.initiatives.description.services import rewrite
from thidua.initiatives.description.words import NewAuthor
from thidua.initiatives.enums import Level
from thidua.initiatives.ledger.services import NewUse, note_uses
from thidua.initiatives.models import Initiative, InitiativeUse
from thidua.initiatives.recognition.services import Ruling, note_recognition
from thidua.initiatives.selectors import known_initiatives, register
from thidua.initiatives.services import (
    InitiativeRefused,
    judge_reach,
    register_initiative,
    register_many,
)
from thidua.initiatives.todo import tasks_for
from thidua.units.enums import UnitKind
from thidua.units.services import NewUnit, register_unit

DECISION = "12/QĐ-UBND"
MAY = date(2026, 5, 4)
JUNE = date(2026, 6, 1)
EVERYTHING = {
    "recognised_on": MAY,
    "recognition_decision": DECISION,
    "applied_on": JUNE,
    "replicable": True,
    "replicable_reason": "Xã khác làm theo được.",
}
INCOMPLETE = [
    ({"code": " "}, "Thiếu mã"),
    ({"title": " "}, "Tên sáng kiến để trống"),
    ({"recognised_on": MAY}, "Thiếu số quyết định"),
    ({"recognition_decision": DECISION}, "Thiếu ngày công nhận"),
    ({"replicable": False}, "Ghi lý do"),
    (
        {"authors": (NewAuthor("A", percent=Decimal(150)), NewAuthor("B", percent=Decimal(-50)))},
        "lớn hơn 0 và không quá 100",
    ),
]


def recognise(*, by, at, initiative, on, decision):
    """A decision of the unit that was made on paper."""
    ruling = Ruling(decision, on)
    return note_recognition(by=by, at=at, initiative=initiative, level=Level.BASE, ruling=ruling)


def events():
    return list(AuditEvent.objects.filter(action__startswith="initiatives.").order_by("sequence"))


def trace():
    """What must not move when an act is refused."""
    known = list(Initiative.objects.order_by("pk").values())
    return (known, InitiativeUse.objects.count(), len(events()), revision.current())


@pytest.fixture
def clerk(make_person):
    return make_person("can.bo", full_name="Lê Thu Hạnh")


def test_an_entry_says_only_what_is_known(new, clerk, at):
    before = revision.current()

    row = register_initiative(by=clerk, at=at, initiative=new(title="Tô\u0309 hươ\u0301ng dâ\u0303n"))

    row.refresh_from_db()
    assert (row.title, row.recognised_on, row.applied_on, row.replicable) == (
        "Tổ hướng dẫn",
        None,
        None,
        None,
    )
    [event] = events()
    assert (event.action, event.actor_name) == ("initiatives.registered", "Lê Thu Hạnh")
    assert event.after["unit"] == "10888"
    assert revision.current() != before


@pytest.mark.parametrize(("change", "words"), [({"code": "SK-2026-001"}, "đã có trong sổ"), *INCOMPLETE])
def test_an_entry_without_its_papers_or_under_a_taken_code_is_refused(enter, change, words):
    enter()
    before = trace()

    with pytest.raises(InitiativeRefused, match=words):
        enter(**{"code": "SK-2026-002"} | change)

    assert trace() == before


def test_a_list_is_entered_whole_by_one_event(new, clerk, at):
    listed = [new(), new(code="SK-2026-002", **EVERYTHING)]

    assert register_many(by=clerk, at=at, initiatives=listed, source="Công văn 15/UBND") == 2

    assert set(Initiative.objects.values_list("code", flat=True)) == {"SK-2026-001", "SK-2026-002"}
    [event] = events()
    assert (event.action, event.note) == ("initiatives.list_registered", "Công văn 15/UBND")
    assert event.after == {"count": 2, "first": "SK-2026-001", "last": "SK-2026-002"}


@pytest.mark.parametrize(
    ("change", "words"),
    [({"code": "SK-0"}, "chưa ghi dòng nào"), ({"code": "SK-1"}, "chưa ghi dòng nào"), *INCOMPLETE],
)
def test_a_list_with_one_bad_entry_is_not_entered_at_all(enter, new, at, change, words):
    enter(code="SK-0")
    before = trace()

    with pytest.raises(InitiativeRefused, match=words):
        register_many(by=None, at=at, initiatives=[new(code="SK-1"), new(**change)], source="")

    assert trace() == before


def test_an_empty_list_leaves_no_trace(db, at):
    before = trace()

    assert register_many(by=None, at=at, initiatives=[], source="") == 0

    assert trace() == before


def test_recognition_and_reach_follow_each_other_each_with_its_event(enter, clerk, at):
    row = enter()

    recognise(by=clerk, at=at, initiative=row, on=MAY, decision=f" {DECISION} ")
    judge_reach(by=clerk, at=at, initiative=row, replicable=False, reason="Chỉ hợp với đảo.")

    row.refresh_from_db()
    assert (row.recognised_on, row.recognition_decision, row.replicable) == (MAY, DECISION, False)
    told = [(event.action, event.before, event.after) for event in events()[1:]]
    assert told == [
        (
            "initiatives.recognised",
            {"recognised_on": None, "recognition_decision": ""},
            {"recognised_on": "2026-05-04", "recognition_decision": DECISION},
        ),
        (
            "initiatives.reach_judged",
            {"replicable": None, "replicable_reason": ""},
            {"replicable": False, "replicable_reason": "Chỉ hợp với đảo."},
        ),
    ]


@pytest.mark.parametrize("act", [recognise, judge_reach])
def test_every_act_changes_what_the_rules_read(enter, at, act):
    row = enter()
    stated = {
        recognise: {"on": MAY, "decision": DECISION},
        judge_reach: {"replicable": True, "reason": "Dễ làm."},
    }
    before = revision.current(), known_initiatives()

    act(by=None, at=at, initiative=row, **stated[act])

    assert revision.current() != before[0]
    assert known_initiatives() != before[1]


@pytest.mark.parametrize(
    ("act", "stated", "words"),
    [
        (recognise, {"on": JUNE, "decision": "13/QĐ-UBND"}, "không công nhận hai lần"),
        (judge_reach, {"replicable": True, "reason": " "}, "Ghi lý do"),
    ],
)
def test_an_act_that_cannot_be_is_refused_with_words(enter, at, act, stated, words):
    row = enter(**EVERYTHING)
    before = trace()

    with pytest.raises(InitiativeRefused, match=words):
        act(by=None, at=at, initiative=row, **stated)

    assert trace() == before


def test_recognition_needs_its_decision(enter, at):
    row = enter()
    before = trace()

    with pytest.raises(InitiativeRefused, match="Thiếu số quyết định"):
        recognise(by=None, at=at, initiative=row, on=MAY, decision=" ")

    assert trace() == before


def test_one_initiative_may_stand_in_the_ledger_for_several_awards(enter, at):
    row = enter()
    for award, cycle in (
        ("annual.collective", "2026"),
        ("annual.collective", "2027"),
        ("period.flag", "2026-2030"),
    ):
        note_uses(by=None, at=at, uses=[NewUse(row.pk, award, cycle, "88/QĐ-UBND")])

    [known] = known_initiatives()
    assert known.used_for == ("annual.collective", "annual.collective", "period.flag")
    assert events()[-1].after["awards"] == "period.flag: 1"


@pytest.mark.parametrize(
    ("model", "change"),
    [
        (Initiative, {"recognition_decision": ""}),
        (Initiative, {"recognised_on": None}),
        (Initiative, {"replicable_reason": ""}),
        (InitiativeUse, {"cycle": "2027"}),
        (Initiative, {"code": "SK-1"}),
    ],
)
def test_the_database_too_asks_for_papers_and_refuses_a_second_use(enter, at, model, change):
    for number in (1, 2):
        enter(code=f"SK-{number}", **EVERYTHING)
    first = Initiative.objects.get(code="SK-1")
    for cycle in ("2026", "2027"):
        note_uses(by=None, at=at, uses=[NewUse(first.pk, "period.flag", cycle, "")])

    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.update(**change)


def test_the_rules_read_every_entry_by_code(enter, giàng, at):
    enter(code="SK-B", unit=giàng, **EVERYTHING)
    enter(code="SK-A")

    assert known_initiatives() == [
        facts.Initiative(id="SK-A", unit="10888", title="Tổ hướng dẫn lưu động"),
        facts.Initiative(
            id="SK-B",
            unit="10903",
            title="Tổ hướng dẫn lưu động",
            recognised=MAY,
            applied=JUNE,
            replicable=True,
        ),
    ]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("", ["SK-4", "SK-2", "SK-3", "SK-1"]),
        ("to luu dong", ["SK-3", "SK-1"]),
        ("TỔ", ["SK-3", "SK-1"]),
        ("so hoa", ["SK-2"]),
        ("không có", []),
    ],
)
def test_the_register_is_found_with_or_without_marks_in_vietnamese_order(enter, text, codes):
    for number, title in enumerate(
        ("Tổ lưu động xã Đồ Sơn", "Số hóa hồ sơ", "Tổ lưu động xã An Lão", "Bộ biểu mẫu"), start=1
    ):
        enter(code=f"SK-{number}", title=title)

    assert [row.code for row in register(text=text)] == codes


def test_the_register_is_found_by_what_a_summary_says(enter):
    enter(code="SK-1", title="Bộ biểu mẫu", summary="Người dân ký tại nhà, tổ công tác mang trả.")
    assert [row.code for row in register(text="tại nhà")] == ["SK-1"]
    assert not register(text="trực tuyến")


def test_the_register_is_found_by_a_code_with_marks(enter):
    enter(code="SK-ĐK-01", title="Bộ biểu mẫu")
    enter(code="SK-DK-02", title="Hẹn giờ")
    assert [row.code for row in register(text=" SK-ĐK-01 ")] == ["SK-ĐK-01"]
    assert [row.code for row in register(text="sk dk")] == ["SK-DK-02"]


def test_the_register_is_found_by_problem_novelty_and_reach(enter):
    told = {"problem": "Chờ 25 phút ở quầy", "novelty": "Không phải đi lại", "reach": "Chỉ cần máy in"}
    enter(code="SK-1", title="Bộ biểu mẫu", **told)
    for words in ("cho 25 phut", "KHÔNG phải", "máy in", "biểu mẫu quầy"):
        assert [row.code for row in register(text=words)] == ["SK-1"], words


def test_what_is_rewritten_is_found_by_its_new_words(listed, officer, at):
    row = listed(problem="Hồ sơ thất lạc")
    assert register(text="thất lạc").count() == 1
    said = replace(described(row), problem="Trả chậm")
    rewrite(by=officer, at=at, row=row, said=said, version=row.edition)
    assert register(text="trả chậm").count() == 1
    assert not register(text="thất lạc")


def test_the_register_can_be_of_some_units_and_counts_uses(enter, giàng, giang, at):
    own, foreign = enter(code="SK-1"), enter(code="SK-2", unit=giàng)
    for cycle in ("2026", "2027"):
        note_uses(by=None, at=at, uses=[NewUse(own.pk, "annual.collective", cycle, "")])

    assert {row.code: row.use_count for row in register()} == {"SK-1": 2, "SK-2": 0}
    assert set(register(unit_ids=[giàng.pk])) == {foreign}
    assert set(register(unit_ids=[])) == set()
    assert set(register(rows=Initiative.objects.filter(unit=giang))) == {own}


@pytest.mark.parametrize("count", [1, 3])
def test_reads_take_a_constant_number_of_queries(enter, at, django_assert_num_queries, count):
    for number in range(count):
        row = enter(code=f"SK-{number}")
        note_uses(by=None, at=at, uses=[NewUse(row.pk, "annual.collective", "2026", "")])

    with django_assert_num_queries(3):
        assert len(known_initiatives()) == count
    with django_assert_num_queries(1):
        assert [row.unit.code for row in register()] == ["10888"] * count


@pytest.fixture
def people(make_person, giang):
    """One person for each hat; unit hats are of Xã Cẩm Giang."""
    return {
        role.value: make_person(role.value.replace("_", "."), (role, giang if role in UNIT_ROLES else None))
        for role in Role
    }


def outcomes(people, on, row, action):
    """What each role gets: True, the refusal, or that there is nothing."""
    got = {}
    for role, user in people.items():
        try:
            got[role] = initiatives.get_for(user, on, action=action, pk=row.pk) == row
        except (Refused, Http404) as fault:
            got[role] = type(fault)
    return got


def test_everybody_with_a_hat_reads_the_register_but_the_technical_administrator(enter, giàng, people, on):
    everything = {enter(code="SK-1"), enter(code="SK-2", unit=giàng)}

    seen = {role for role, user in people.items() if set(initiatives.visible_to(user, on)) == everything}
    blind = {role for role, user in people.items() if not initiatives.visible_to(user, on).exists()}

    assert seen == {role.value for role in Role} - {"technical_admin"}
    assert blind == {"technical_admin"}


def test_a_unit_writes_its_own_and_the_office_judges(enter, giàng, people, on):
    own, foreign = enter(code="SK-1"), enter(code="SK-2", unit=giàng)

    def may(row, action):
        return {role for role, outcome in outcomes(people, on, row, action).items() if outcome is True}

    assert may(own, "write") == {"unit_officer", "unit_head"}
    assert may(foreign, "write") == set()
    assert may(own, "judge") == may(foreign, "judge") == {"standing_specialist", "standing_head"}
    assert outcomes(people, on, own, "write")["technical_admin"] is Http404
    assert outcomes(people, on, own, "judge")["auditor"] is Refused


def test_what_is_of_the_office_itself_the_board_judges(enter, people, make_person, at, on):
    new = NewUnit("SNV", UnitKind.AGENCY, "Nội vụ", "Sở Nội vụ", Block.SO)
    row = enter(
        unit=register_unit(by=None, at=at, unit=new, on=on), recognised_on=MAY, recognition_decision="1/QĐ",
        applied_on=JUNE,
    )  # fmt: skip
    for action in ("judge", "rule"):
        got = outcomes(people, on, row, action)
        assert {role for role, outcome in got.items() if outcome is True} == {"emulation_board"}
    with pytest.raises(Refused, match="không tự xét sáng kiến") as refusal:
        initiatives.get_for(people["standing_head"], on, action="judge", pk=row.pk)
    assert "Ban Thi đua" in str(refusal.value.next_step)
    # Whoever wears both hats is of the office.
    both = make_person("ca.hai", Role.STANDING_SPECIALIST, Role.EMULATION_BOARD)
    assert initiatives.capacity(both, on, row) is None
    assert tasks_for(people["standing_specialist"], at) == []
    [task] = tasks_for(people["emulation_board"], at)
    assert "1 sáng kiến chưa đánh giá" in str(task.title)


def test_nobody_of_the_office_judges_an_initiative_of_the_own_unit(enter, make_person, giang, giàng, on):
    both = make_person("ca.hai", Role.STANDING_SPECIALIST, (Role.UNIT_OFFICER, giang))
    own, foreign = enter(code="SK-1"), enter(code="SK-2", unit=giàng)

    assert initiatives.get_for(both, on, action="judge", pk=foreign.pk) == foreign
    with pytest.raises(Refused, match="cơ quan thường trực"):
        initiatives.get_for(both, on, action="judge", pk=own.pk)

"""A draft under several hands: codes that move, who may confirm, what stays in the trail of one put away."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.utils.translation import override

from thidua.core.blocks import Block
from thidua.core.roles import Role
from thidua.foundation.audit.models import AuditEvent
from thidua.index_sets import services
from thidua.index_sets.errors import SetRefused
from thidua.index_sets.lines import LineDraft, draft_of
from thidua.index_sets.selectors import faults_in
from thidua.index_sets.services import SetWords

from .conftest import YEAR

pytestmark = pytest.mark.django_db


def scored(code, kind="yes_no", **params):
    return LineDraft(code, f"Tiêu chí {code}", Decimal(1), kind, params)


@pytest.fixture
def small(specialist, at):
    """Two areas; 1.2 has components, which a formula in the other area reads."""
    lines = [
        LineDraft("1", "Chỉ đạo"),
        scored("1.1"),
        LineDraft("1.2", "Kế hoạch"),
        scored("1.2.1"),
        scored("1.2.2", "formula", formula="[1.2.1] / 2"),
        scored("1.20"),
        LineDraft("2", "Thể chế"),
        scored("2.1", "formula", formula="([1.2.1] + [ 1.20 ]) / 2"),
    ]
    words = SetWords("Bộ thử", Decimal(7))
    return services.begin(by=specialist, at=at, year=YEAR, block=Block.XA, words=words, lines=lines)


@pytest.fixture
def move(small, specialist, at):
    """move("1.2", "1.5") saves the line with another code."""

    def move(former, code):
        line = replace(draft_of(small.lines.get(code=former)), code=code)
        return services.save_line(by=specialist, at=at, criteria_set=small, line=line, former=former)

    return move


def rows_of(made):
    fields = ("code", "parent", "level")
    return {
        code: (parent, level) for code, parent, level in made.lines.order_by("order").values_list(*fields)
    }


def test_a_changed_code_takes_the_lines_below_and_the_formulas_along(small, move):
    move("1.2", "1.5")
    rows = rows_of(small)
    assert list(rows) == ["1", "1.1", "1.5", "1.5.1", "1.5.2", "1.20", "2", "2.1"]
    assert rows["1.5.1"] == ("1.5", "component")
    formulas = {row.code: row.params["formula"] for row in small.lines.filter(kind="formula")}
    assert formulas == {"1.5.2": "[1.5.1] / 2", "2.1": "([1.5.1] + [1.20]) / 2"}
    assert faults_in(small)[0].is_warning, "only what does not add up is left to tell"
    event = AuditEvent.objects.get(action="index_sets.line_saved")
    assert event.before["codes"] == ["1.2", "1.2.1", "1.2.2"]
    assert event.after["codes"] == ["1.5", "1.5.1", "1.5.2"]


def test_a_whole_area_moves_and_a_criterion_can_become_an_area(small, move):
    move("1", "7")
    move("7.2", "3")
    rows = rows_of(small)
    assert list(rows) == ["2", "2.1", "3", "3.1", "3.2", "7", "7.1", "7.20"]
    assert (rows["3"], rows["3.1"]) == (("", "area"), ("3", "criterion"))


def test_a_line_may_get_the_code_another_moved_line_has_until_now(small, move, specialist, at):
    services.remove_line(by=specialist, at=at, criteria_set=small, code="2")
    move("1", "2")
    for code in ("2.1", "2.20"):
        services.remove_line(by=specialist, at=at, criteria_set=small, code=code)
    services.save_line(by=specialist, at=at, criteria_set=small, line=scored("2.2.2.1"))
    small.lines.filter(code="2").delete()
    move("2.2", "2")  # 2.2.2 becomes 2.2, and 2.2.2.1 becomes 2.2.1
    assert list(rows_of(small)) == ["2", "2.1", "2.2", "2.2.1"]


@pytest.mark.parametrize(
    ("former", "code", "words"),
    [
        ("1.2", "1.1", "Mã 1.1 đã có trong bộ"),
        ("1.2", "1.2.9", "không nằm dưới chính nó"),
        ("1.2", "2.3.4.5", r"1\.2\.1 thành 2\.3\.4\.5\.1, sâu quá bốn cấp"),
        ("1.2", "3", r"1\.2\.1 thành 3\.1, mà mã 3\.1 đã có"),
    ],
)
def test_a_code_that_cannot_be_is_refused_and_nothing_moves(small, move, former, code, words):
    small.lines.create(code="3.1", parent="3", level="criterion", name="Lạc", order=99)
    before = rows_of(small)
    with pytest.raises(SetRefused, match=words):
        move(former, code)
    assert rows_of(small) == before


def test_who_changed_a_line_does_not_confirm_and_a_third_person_may(draft, specialist, head, make_person, at):
    line = replace(draft_of(draft.lines.get(code="4.2")), name="Quy chế làm việc")
    services.save_line(by=head, at=at, criteria_set=draft, line=line, former="4.2")
    services.save_line(
        by=specialist, at=at, criteria_set=draft, line=replace(line, name="Quy chế"), former="4.2"
    )
    for writer in (specialist, head):
        with pytest.raises(SetRefused, match="đã sửa dòng"):
            services.put_in_force(by=writer, at=at, criteria_set=draft, accepts_warnings=False)
    third = make_person("thuba", Role.STANDING_HEAD)
    made = services.put_in_force(by=third, at=at, criteria_set=draft, accepts_warnings=False)
    assert made.confirmed_by_id == third.pk


def test_the_page_tells_an_editor_why_and_who_instead(client, draft, head, at):
    client.force_login(head)
    address = f"/bo-tieu-chi/{draft.pk}/"
    assert "xac-nhan/" in client.get(address).content.decode()
    services.remove_line(by=head, at=at, criteria_set=draft, code="9.2")
    page = client.get(address).content.decode()
    assert "Bạn đã soạn hoặc sửa dòng của bộ tiêu chí này" in page
    assert "xac-nhan/" not in page
    assert client.post(f"{address}xac-nhan/").status_code == 403


def test_another_drafts_editor_may_confirm_this_one(draft, small, head, at):
    services.remove_line(by=head, at=at, criteria_set=small, code="2.1")
    assert services.put_in_force(by=head, at=at, criteria_set=draft, accepts_warnings=False)


def test_the_trail_keeps_what_a_discarded_draft_was(small, head, at):
    pk = small.pk
    services.discard(by=head, at=at, criteria_set=small)
    event = AuditEvent.objects.get(action="index_sets.discarded", subject_pk=str(pk))
    assert event.before["title"] == "Bộ thử"
    assert event.before["lines"] == 8
    assert event.before["codes"] == ["1", "1.1", "1.2", "1.2.1", "1.2.2", "1.20", "2", "2.1"]


def test_an_empty_draft_says_so_in_the_readers_language(small, specialist, at):
    for code in ("1", "2"):
        services.remove_line(by=specialist, at=at, criteria_set=small, code=code)
    assert faults_in(small)[0].words.startswith("bộ tiêu chí chưa có dòng nào")
    with override("en"):
        assert faults_in(small)[0].words.startswith("the criteria set has no line yet")

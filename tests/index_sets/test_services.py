"""From a draft to a set in force: two people, no fault, warnings looked at; a correction is a version."""

from dataclasses import replace
from decimal import Decimal

import pytest

from thidua.core.blocks import Block
from thidua.foundation.audit.models import AuditEvent
from thidua.index_sets import services
from thidua.index_sets.errors import SetRefused
from thidua.index_sets.lines import LineDraft, draft_of
from thidua.index_sets.models import CriteriaSet, SetLine
from thidua.index_sets.selectors import card_of, differences, faults_in, set_in_force

from .conftest import YEAR

pytestmark = pytest.mark.django_db


def test_the_sample_adds_up_has_every_way_of_scoring_and_says_what_it_is(draft):
    assert draft.is_sample
    assert "chưa phải Bộ chỉ số của Hải Phòng" in draft.title
    assert card_of(draft).whole == 100
    assert faults_in(draft) == []
    kinds = set(SetLine.objects.exclude(kind="").values_list("kind", flat=True))
    assert len(kinds) == 9


def test_a_second_person_puts_it_in_force_and_it_never_changes_again(draft, specialist, head, at):
    with pytest.raises(SetRefused, match="Người soạn, người đã sửa dòng"):
        services.put_in_force(by=specialist, at=at, criteria_set=draft, accepts_warnings=False)
    made = services.put_in_force(by=head, at=at, criteria_set=draft, accepts_warnings=False)
    assert set_in_force(YEAR, Block.PHUONG) == made
    with pytest.raises(SetRefused, match="không sửa được nữa"):
        services.remove_line(by=specialist, at=at, criteria_set=made, code="1.1")
    assert AuditEvent.objects.filter(action="index_sets.put_in_force").count() == 1


def test_a_set_that_does_not_add_up_is_put_in_force_only_on_purpose(draft, specialist, head, at):
    row = draft.lines.get(code="1.1.1")
    services.save_line(
        by=specialist,
        at=at,
        criteria_set=draft,
        line=replace(draft_of(row), maximum=Decimal("0.55")),
        former="1.1.1",
    )
    words = [fault.words for fault in faults_in(draft)]
    assert any("cả bộ cộng lại được 99,55 điểm, ghi là 100" in text for text in words)
    with pytest.raises(SetRefused, match="không cộng đủ"):
        services.put_in_force(by=head, at=at, criteria_set=draft, accepts_warnings=False)
    assert (
        services.put_in_force(by=head, at=at, criteria_set=draft, accepts_warnings=True).state == "in_force"
    )


def test_a_set_with_a_fault_is_not_put_in_force(draft, specialist, head, at):
    services.save_line(by=specialist, at=at, criteria_set=draft, line=LineDraft("1.9", "Chưa có cách chấm"))
    with pytest.raises(SetRefused, match=r"còn 1 lỗi; lỗi đầu: 1\.9"):
        services.put_in_force(by=head, at=at, criteria_set=draft, accepts_warnings=True)


def test_a_correction_is_the_next_version_with_its_reason(draft, specialist, head, at):
    first = services.put_in_force(by=head, at=at, criteria_set=draft, accepts_warnings=False)
    with pytest.raises(SetRefused, match="ghi lý do"):
        services.begin_copy(by=specialist, at=at, source=first, year=YEAR)
    second = services.begin_copy(by=specialist, at=at, source=first, year=YEAR, reason="Công văn 12/SNV")
    assert (second.version, differences(first, second)) == (2, [])
    changed = replace(
        draft_of(second.lines.get(code="4.2")), name="Thực hiện quy chế làm việc, quy chế dân chủ"
    )
    services.save_line(by=specialist, at=at, criteria_set=second, line=changed, former="4.2")
    services.remove_line(by=specialist, at=at, criteria_set=second, code="9")
    found = {one.code: one for one in differences(first, second)}
    assert {code: one.kind for code, one in found.items()} == {
        "4.2": "changed",
        "9": "removed",
        "9.1": "removed",
        "9.2": "removed",
    }
    assert found["4.2"].fields[0][2].endswith("quy chế dân chủ")
    services.put_in_force(by=head, at=at, criteria_set=second, accepts_warnings=False)
    assert CriteriaSet.objects.get(pk=first.pk).state == "replaced"
    assert len(card_of(first).components) == len(card_of(second).components) + 2, "the old version stays"


def test_one_draft_for_a_block_and_year(draft, head, at):
    with pytest.raises(SetRefused, match="đang có một bản soạn"):
        services.begin_sample(by=head, at=at, year=YEAR, block=Block.PHUONG)
    services.discard(by=head, at=at, criteria_set=draft)
    assert services.begin_sample(by=head, at=at, year=YEAR, block=Block.PHUONG).version == 1


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (LineDraft("1 1", "Tên"), "Mã viết dạng"),
        (LineDraft("1.7", ""), "Ghi tên"),
        (LineDraft("1.7", "Tên", None, "yes_no"), "điểm tối đa lớn hơn 0"),
        (LineDraft("1.7", "Tên", Decimal(-1)), "không thể âm"),
        (LineDraft("1.7", "Tên", Decimal(1), "count", {}), "thiếu tham số"),
        (LineDraft("1.1", "Tên"), "đã có trong bộ"),
    ],
)
def test_a_line_that_cannot_be_is_refused_in_words(draft, specialist, at, line, words):
    with pytest.raises(SetRefused, match=words):
        services.save_line(by=specialist, at=at, criteria_set=draft, line=line)


def test_lines_stand_in_the_order_of_their_codes(draft, specialist, at):
    for code in ("1.10", "1.9"):
        line = LineDraft(code, "Thêm", Decimal(1), "yes_no")
        services.save_line(by=specialist, at=at, criteria_set=draft, line=line)
    codes = list(draft.lines.filter(parent="1").order_by("order").values_list("code", flat=True))
    assert codes == ["1.1", "1.2", "1.3", "1.4", "1.5", "1.9", "1.10"]

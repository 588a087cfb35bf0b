"""What happened to a unit, as rules read it: dated names, blocks by year, succession."""

from datetime import date

import pytest
from django.db import DatabaseError, transaction
from tests.units.conftest import AT, PAPER, START, new_unit

from thidua.core.blocks import Block
from thidua.foundation import revision
from thidua.foundation.models import AuditEvent
from thidua.units.enums import UnitKind
from thidua.units.models import BlockMembership, UnitName
from thidua.units.selectors import history
from thidua.units.services import (
    Decision,
    UnitRefused,
    change_block,
    dissolve_unit,
    import_reference,
    merge_units,
    rename_unit,
    split_unit,
)

pytestmark = pytest.mark.django_db


def test_a_renamed_unit_bears_each_name_in_its_time(make_unit):
    unit = make_unit("1", "Cũ")
    rename_unit(
        by=None, at=AT, unit=unit, name="Mới", full_name="Xã Mới", on=date(2028, 1, 1), decision=PAPER
    )
    assert history(date(2027, 12, 31))["1"].full_name == "Xã Cũ"
    assert history(date(2028, 1, 1))["1"].full_name == "Xã Mới"
    assert history(date(2028, 1, 1))["1"].id == unit.pk


def test_plan_case_17_a_xa_that_became_a_phuong_keeps_its_years_in_the_old_block(make_unit):
    unit = make_unit("1", "Việt Khê")
    change_block(
        by=None,
        at=AT,
        unit=unit,
        block=Block.PHUONG,
        from_year=2028,
        on=date(2028, 1, 1),
        decision=PAPER,
        kind=UnitKind.PHUONG,
        full_name="Phường Việt Khê",
    )
    now = history(date(2029, 2, 1))["1"]
    assert [now.block_in(year) for year in (2026, 2027, 2028)] == [Block.XA, Block.XA, Block.PHUONG]
    assert (now.block, now.kind, now.full_name) == (Block.PHUONG, UnitKind.PHUONG, "Phường Việt Khê")
    before = history(date(2027, 6, 1))["1"]
    assert (before.block, before.kind, before.full_name) == (Block.XA, UnitKind.XA, "Xã Việt Khê")
    assert before.block_in(2024) is None


def test_a_merger_dissolves_the_old_units_and_the_new_one_inherits_nothing(make_unit):
    old = [make_unit("1", "An"), make_unit("2", "Bình")]
    heir = merge_units(
        by=None,
        at=AT,
        predecessors=old,
        successor=new_unit("3", "An Bình"),
        on=date(2028, 7, 1),
        decision=PAPER,
    )
    later = history(date(2028, 7, 1))
    assert later[heir.code].predecessors == ("1", "2")
    assert later[heir.code].block_in(2027) is None
    assert later[heir.code].block_in(2028) is Block.XA
    assert [unit.code for unit in later.living()] == ["3"]
    assert later["1"].is_dissolved
    assert later["1"].block_in(2027) is Block.XA
    day_before = history(date(2028, 6, 30))
    assert "3" not in day_before
    assert not day_before["1"].is_dissolved


def test_a_unit_that_takes_another_in_keeps_its_own_years(make_unit):
    staying, going = make_unit("1", "An"), make_unit("2", "Bình")
    merge_units(
        by=None,
        at=AT,
        predecessors=[staying, going],
        successor=staying,
        on=date(2028, 7, 1),
        decision=PAPER,
    )
    later = history(date(2029, 1, 1))
    assert (later["1"].is_dissolved, later["1"].predecessors) == (False, ("2",))
    assert later["1"].block_in(2026) is Block.XA
    assert later["2"].is_dissolved


@pytest.mark.parametrize("is_kept", [True, False])
def test_a_split_gives_new_units_and_keeps_or_ends_the_old_one(make_unit, is_kept):
    unit = make_unit("1", "An")
    split_unit(
        by=None,
        at=AT,
        unit=unit,
        successors=[new_unit("2", "An Bắc"), new_unit("3", "An Nam")],
        on=date(2028, 7, 1),
        decision=PAPER,
        is_kept=is_kept,
    )
    later = history(date(2028, 7, 1))
    assert later["1"].is_dissolved is not is_kept
    assert later["2"].predecessors == later["3"].predecessors == ("1",)


def test_each_act_leaves_one_audit_event_and_moves_the_revision(make_unit):
    unit = make_unit("1", "An")
    before = (AuditEvent.objects.count(), revision.current())
    dissolve_unit(by=None, at=AT, unit=unit, on=date(2028, 1, 1), decision=PAPER)
    assert AuditEvent.objects.count() == before[0] + 1
    assert revision.current() != before[1]


def test_a_dissolved_unit_is_not_changed_any_more(make_unit):
    unit = make_unit("1", "An")
    dissolve_unit(by=None, at=AT, unit=unit, on=date(2028, 1, 1), decision=PAPER)
    with pytest.raises(UnitRefused, match="không còn tồn tại từ ngày 01/01/2028"):
        rename_unit(
            by=None, at=AT, unit=unit, name="B", full_name="Xã B", on=date(2029, 1, 1), decision=PAPER
        )


def test_an_act_without_a_decision_is_refused(make_unit):
    unit = make_unit("1", "An")
    with pytest.raises(UnitRefused, match="số và ngày của quyết định"):
        dissolve_unit(by=None, at=AT, unit=unit, on=date(2028, 1, 1), decision=Decision())


def test_overlapping_blocks_are_refused_by_the_service_and_by_the_database(make_unit):
    unit = make_unit("1", "An")
    with pytest.raises(UnitRefused, match="từ năm sau đó"):
        change_block(
            by=None,
            at=AT,
            unit=unit,
            block=Block.PHUONG,
            from_year=2025,
            on=date(2026, 1, 1),
            decision=PAPER,
        )
    with pytest.raises(DatabaseError, match="overlap"), transaction.atomic():
        BlockMembership.objects.create(unit=unit, block="phuong", from_year=2027, to_year=2028)


def test_overlapping_names_are_refused_by_the_database(make_unit):
    unit = make_unit("1", "An")
    with pytest.raises(DatabaseError, match="overlap"), transaction.atomic():
        UnitName.objects.create(
            unit=unit,
            kind="xa",
            name="B",
            full_name="Xã B",
            valid_from=date(2027, 1, 1),
            valid_to=date(2027, 2, 1),
        )


def test_a_code_belongs_to_one_unit(make_unit):
    make_unit("1", "An")
    with pytest.raises(UnitRefused, match="đã thuộc một đơn vị khác"):
        make_unit("1", "Bình")


def test_names_typed_in_decomposed_form_are_stored_composed(make_unit):
    unit = make_unit("1", "Ca\u0302\u0309m Gia\u0300ng")
    assert history(START)[unit.code].name == "Cẩm Giàng"


@pytest.mark.parametrize("count", [1, 3])
def test_history_takes_five_queries_and_one_when_kept(make_unit, django_assert_num_queries, count):
    for number in range(count):
        make_unit(str(number), f"An {number}")
    with django_assert_num_queries(5):
        history(date(2027, 1, 1))
    with django_assert_num_queries(1):
        history(date(2027, 1, 1))


def test_the_real_city_is_imported_once():
    first = import_reference(by=None, at=AT)
    second = import_reference(by=None, at=AT)
    assert (first.added, first.known) == (139, 0)
    assert (second.added, second.known) == (0, 139)
    city = history(date(2026, 1, 9))
    counts = {block: len(city.living(block)) for block in Block}
    assert counts == {Block.SO: 14, Block.PHUONG: 45, Block.XA: 69, Block.NONE: 11}
    assert city["VPUBND"].full_name == "Văn phòng Ủy ban nhân dân thành phố"


def test_units_stand_in_vietnamese_order(make_unit):
    for code, name in enumerate(["Đồ Sơn", "An Dương", "Dương Kinh", "Ái Quốc", "Ấp"]):
        make_unit(str(code), name)
    names = [unit.name for unit in history(START)]
    assert names == ["Ái Quốc", "An Dương", "Ấp", "Dương Kinh", "Đồ Sơn"]

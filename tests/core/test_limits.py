"""Quotas, one award for one achievement, one initiative for one award: groups, effects and words."""

from collections.abc import Collection, Iterable
from dataclasses import replace

import pytest
from tests.core.build import WARD, initiative

from thidua.core.blocks import Block
from thidua.core.facts import Initiative, Nomination, Unit
from thidua.core.limits import Violation, find_violations
from thidua.core.programme import load_programme

TWO = Unit("P2", "Phường Hai", Block.PHUONG)
OFFICE = Unit("S1", "Sở Một", Block.SO)
OUTSIDE = Unit("V1", "Cơ quan ngành dọc", Block.NONE)
UNITS = {unit.code: unit for unit in (WARD, TWO, OFFICE, OUTSIDE)}
PERIOD = "2026-2030"
PLAN = load_programme()


def found(
    nominations: Iterable[Nomination],
    initiatives: Iterable[Initiative] = (),
    parts: Collection[str] = (),
    **readings: str,
) -> list[Violation]:
    """The violations of these nominations."""
    return find_violations(
        PLAN,
        tuple(nominations),
        units=UNITS,
        initiatives={item.id: item for item in initiatives},
        readings={**PLAN.default_readings, **readings},
        parts=parts,
    )


def put(
    id_: str, award: str, unit: str = "P1", cycle: int | str = PERIOD, name: str = "", *named: str
) -> Nomination:
    """A nomination."""
    return Nomination(id_, award, cycle, unit, name, named)


def told(violations: Iterable[Violation]) -> list[tuple[str, str, tuple[str, ...]]]:
    """Rule, clause, nominations."""
    return [(v.rule, v.clause, v.nominations) for v in violations]


def test_a_quota_of_a_unit_is_of_one_award_and_one_cycle() -> None:
    apart = [
        put("N1", "annual.collective", cycle=2026),
        put("N2", "annual.collective", cycle=2027),
        put("N3", "annual.collective", "P2", 2026),
        put("N4", "annual.individual", cycle=2026, name="A"),
    ]
    assert found(apart) == []
    (violation,) = found([*apart, put("N5", "annual.collective", cycle=2027)])
    assert violation == Violation(
        rule="quota.collective",
        clause="III.2.1.2.b.1",
        effect="block",
        nominations=("N2", "N5"),
        text="Phường Một: 02 đề nghị “Bằng khen hằng năm cho tập thể” (2027), không quá 01.",
    )


def test_a_unit_with_a_flag_may_name_two_people_and_no_third() -> None:
    people = [put(f"N{n}", "period.individual", name=f"Người {n}") for n in range(3)]
    assert told(found(people[:2])) == [("quota.individual", "III.2.2.b.BK", ("N0", "N1"))]
    flag = put("C", "period.flag")
    assert found([flag, *people[:2]]) == []
    assert told(found([flag, *people])) == [("quota.individual", "III.2.2.b.CO.CN", ("N0", "N1", "N2"))]
    (violation,) = found([flag, *people])
    assert violation.text.endswith("(2026-2030), không quá 02.")
    # The flag of another unit raises nothing here.
    assert told(found([put("C", "period.flag", "S1"), *people[:2]])) == [
        ("quota.individual", "III.2.2.b.BK", ("N0", "N1"))
    ]


def test_a_block_has_one_flag_and_outside_the_blocks_nothing_is_counted() -> None:
    flags = [
        put("V", "period.flag", "V1"),
        put("W", "period.flag", "V1"),
        put("C1", "period.flag", "P1"),
        put("C2", "period.flag", "S1"),
        put("C3", "period.flag", "P2"),
    ]
    (violation,) = found(flags)
    assert (violation.rule, violation.clause, violation.nominations) == (
        "quota.flag",
        "III.2.2.b.CO.1-3",
        ("C1", "C3"),
    )
    assert violation.text == (
        "khối phường: 02 đề nghị “Cờ thi đua tổng kết giai đoạn” (2026-2030), không quá 01."
    )


def test_one_subject_has_one_award_in_a_cycle() -> None:
    both = [put("N1", "period.collective"), put("N2", "period.flag")]
    (violation,) = found(both)
    assert violation == Violation(
        rule="one_award",
        clause="III.1.2.2",
        effect="block",
        nominations=("N1", "N2"),
        text="Phường Một được đề nghị nhiều hình thức trong một đợt xét (2026-2030): "
        "không khen thưởng nhiều lần, nhiều hình thức cho một thành tích.",
    )
    assert found([put("N1", "period.collective"), put("N2", "period.flag", "P2")]) == []
    assert (
        found([put("N1", "annual.collective", "P1", 2026), put("N2", "adhoc.collective", "P1", 2027)]) == []
    )


def test_a_person_is_known_by_unit_and_name_however_it_is_typed() -> None:
    def one(name: str, unit: str = "P1") -> Nomination:
        return put("N1", "annual.individual", unit, 2026, name)

    def other(name: str, unit: str = "P1") -> Nomination:
        return put("N2", "discretionary.individual", unit, 2026, name)

    (violation,) = found([one("Trần  Văn An"), other(" TRẦN VĂN AN")])
    assert violation.nominations == ("N1", "N2")
    assert violation.text.startswith("Trần  Văn An được đề nghị nhiều hình thức trong một đợt xét (2026)")
    assert len(found([one("Lê Thị Hoà"), other("Lê Thị Hòa")])) == 1  # two ways to place a tone
    assert found([one("Trần Văn An"), other("Trần Văn Ân")]) == []
    assert found([one("Lê Thị Thủy"), other("Lê Thị Thúy")]) == []
    assert found([one("Trần Văn An"), other("Trần Văn An", "P2")]) == []
    # Without a name nobody knows whether it is the same person, nor is a person the unit.
    assert found([one(""), other("")]) == []
    assert found([one(""), put("N2", "annual.collective", cycle=2026)]) == []


def test_two_of_one_name_are_told_apart_by_the_years_of_birth_that_are_known() -> None:
    def one(id_: str, award: str, born: int | None) -> Nomination:
        return replace(put(id_, award, "P1", 2026, "Trần Văn An"), born=born)

    first, other = one("N1", "annual.individual", 1980), one("N2", "discretionary.individual", 1985)
    assert found([first, other]) == []
    assert told(found([first, replace(other, born=1980)])) == [("one_award", "III.1.2.2", ("N1", "N2"))]
    assert told(found([first, replace(other, born=None)])) == [("one_award", "III.1.2.2", ("N1", "N2"))]
    # Of whom no year is known may be either of the two.
    violations = found([first, other, one("N3", "adhoc.individual", None)])
    assert [v.nominations for v in violations] == [("N1", "N3"), ("N2", "N3")]
    assert [v.text[:28] for v in violations] == [
        "Trần Văn An (sinh năm 1980) ",
        "Trần Văn An (sinh năm 1985) ",
    ]


def test_a_named_part_of_a_unit_is_another_subject_than_the_unit() -> None:
    whole = put("N1", "annual.collective", cycle=2026)
    part = put("N2", "discretionary.collective", "P1", 2026, "Trung tâm Phục vụ hành chính công")
    again = put("N3", "adhoc.collective", "P1", 2026, "TRUNG TÂM Phục vụ hành chính công")
    assert [v.nominations for v in found([whole, part, again])] == [("N1", "N2", "N3")]
    (violation,) = found([whole, part, again], parts={"N2", "N3"})
    assert violation.nominations == ("N2", "N3")
    assert violation.text.startswith("Trung tâm Phục vụ hành chính công được đề nghị nhiều hình thức")


def test_initiatives_that_count_as_one_serve_once() -> None:
    first, later = initiative("I1", title="Ngày không hẹn"), initiative("I2", title="Ngày không giấy hẹn")
    nominations = [
        put("N1", "annual.collective", "P1", 2026, "", "I2"),
        put("N2", "annual.collective", "P2", 2026, "", "I1"),
    ]
    assert found(nominations, [first, later]) == []
    (violation,) = found(nominations, [first, replace(later, same_as="I1")])
    assert (violation.nominations, violation.initiatives) == (("N1", "N2"), ("I2", "I1"))
    assert violation.text.startswith(
        "Sáng kiến I2 “Ngày không giấy hẹn” (được coi là một với I1) được dùng 02 lần"
    )
    # The first of them need not be named; both in one nomination are one use.
    served = [
        initiative("I2", used_for=("annual.collective",), same_as="I1"),
        initiative("I3", same_as="I1"),
    ]
    alone = put("N1", "period.collective", "P1", PERIOD, "", "I2", "I3")
    (violation,) = found([alone], served)
    assert "được dùng 02 lần" in violation.text


@pytest.mark.parametrize(("reading", "effect"), [("ask", "ask"), ("never", "block"), ("free", None)])
def test_one_initiative_serves_once(reading: str, effect: str | None) -> None:
    items = [
        initiative("I1", title="Ngày không hẹn"),
        initiative("I2"),
        initiative("I3", used_for=("annual.collective", "period.flag")),
        initiative("I4", title="Chưa dùng"),
    ]
    nominations = [
        put("N1", "annual.collective", "P1", 2026, "", "I1", "I2", "I1", "I4"),
        put("N2", "annual.collective", "P2", 2026, "", "I1", "I2", "I3"),
    ]
    violations = found(nominations, items, initiative_reuse=reading)
    if effect is None:
        assert violations == []
        return
    assert [(v.rule, v.clause, v.effect, v.nominations) for v in violations] == [
        ("initiative_reuse", "III.1.2.2", effect, ("N1", "N2")),
        ("initiative_reuse", "III.1.2.2", effect, ("N1", "N2")),
        ("initiative_reuse", "III.1.2.2", effect, ("N2",)),
    ]
    cure = ", cần ý kiến của Sở Nội vụ" if effect == "ask" else ""
    assert [violation.text for violation in violations] == [
        f"Sáng kiến I1 “Ngày không hẹn” được dùng 02 lần: một sáng kiến chỉ dùng một lần{cure}.",
        f"Sáng kiến I2 được dùng 02 lần: một sáng kiến chỉ dùng một lần{cure}.",
        f"Sáng kiến I3 được dùng 03 lần: một sáng kiến chỉ dùng một lần{cure}.",
    ]


def test_violations_come_in_the_order_of_the_rules() -> None:
    items = [initiative("I1", used_for=("period.flag",))]
    nominations = [
        put("N1", "annual.collective", "P1", 2026, "", "I1"),
        put("N2", "annual.collective", "P1", 2026),
        put("N3", "adhoc.collective", "P1", 2026),
    ]
    assert [v.rule for v in found(nominations, items)] == [
        "quota.collective",
        "one_award",
        "initiative_reuse",
    ]

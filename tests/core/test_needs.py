"""`missing` in words and as an outline: what can still be had, and how it is told."""

import pytest
from tests.core.build import WARD, assessor, initiative, nomination, place, rows, subject

from thidua.core.blocks import Block
from thidua.core.criteria import (
    AllOf,
    Attested,
    Initiatives,
    Leader,
    Months,
    OneOf,
    OutsideBlocks,
    RankWithin,
    Rule,
    Subject,
    Written,
    YearsInTop,
)
from thidua.core.facts import Unit
from thidua.core.leadership import Leadership, Tally
from thidua.core.needs import MANY, NeedFinder, Outline, outline_heading, outline_sentence
from thidua.core.programme import load_programme
from thidua.core.truth import MET, NOT_MET, UNKNOWN
from thidua.core.ways import IMPOSSIBLE, MET_ALREADY, Need, Way, all_of, any_of

TOP = {Block.SO: 3, Block.PHUONG: 5, Block.XA: 5}
CLAUSES = {Block.SO: "c.S", Block.PHUONG: "c.P", Block.XA: "c.X"}
FINDER = NeedFinder(load_programme())
PROPOSED = Attested(("outstanding", "selected"), "c.1")
SPREAD = Initiatives(2, True, None, "c.2")
ASKED = (
    "sáng kiến của đơn vị được công nhận và áp dụng, có thể nhân rộng, trong đó công nhận hoặc áp dụng trong "
    "năm 2027"
)


def ways(rule: Rule, about: Subject) -> list[list[str]]:
    """The ways in words."""
    return [[need.text for need in way] for way in FINDER.ways(rule.judge(about), about)]


def outline(rule: Rule, about: Subject) -> Outline | None:
    """The outline."""
    return FINDER.outline(rule.judge(about), about)


# --- ways put together ---


def need(name: str) -> Need:
    return Need((name,), f"cần {name}", "c")


A, B, C = need("a"), need("b"), need("c")


@pytest.mark.parametrize(
    ("alternatives", "found"),
    [
        ([], IMPOSSIBLE),
        ([IMPOSSIBLE, IMPOSSIBLE], IMPOSSIBLE),
        ([IMPOSSIBLE, ((A,),)], ((A,),)),
        ([((A,),), MET_ALREADY], MET_ALREADY),
        ([((A, B),), ((A,),)], ((A,),)),
        ([((A, B),), ((C,),)], ((C,), (A, B))),
        ([((A, B),), ((B, A),)], ((A, B),)),
    ],
)
def test_one_of_takes_the_smallest_ways_of_any_part(
    alternatives: list[tuple[Way, ...]], found: tuple[Way, ...]
) -> None:
    assert any_of(alternatives) == found


@pytest.mark.parametrize(
    ("parts", "found"),
    [
        ([], MET_ALREADY),
        ([MET_ALREADY, MET_ALREADY], MET_ALREADY),
        ([((A,),), IMPOSSIBLE], IMPOSSIBLE),
        ([((A,),), ((B,),)], ((A, B),)),
        ([((A,),), ((A,),)], ((A,),)),
        ([((A,), (B,)), ((A,), (C,))], ((A,), (B, C))),
    ],
)
def test_all_of_takes_one_way_of_each_part(parts: list[tuple[Way, ...]], found: tuple[Way, ...]) -> None:
    assert all_of(parts) == found


# --- needs of each kind, in words ---


def test_a_year_not_yet_published_is_asked_for_with_the_top_list_of_the_block() -> None:
    rule = RankWithin(TOP, CLAUSES)
    assert ways(rule, subject(cycle=2027)) == [
        ["xếp hạng năm 2027 được công bố và trong tốp 5 khối phường"],
    ]
    assert ways(rule, subject(cycle=2027, standings={2027: place(6)})) == []
    assert ways(rule, subject(cycle=2027, standings={2027: place(5)})) == [[]]
    (way,) = FINDER.ways(rule.judge(subject(cycle=2027)), subject(cycle=2027))
    assert [need.clause for need in way] == ["c.P"]


def test_years_that_are_short_are_asked_for_in_every_combination() -> None:
    rule = YearsInTop(TOP, CLAUSES, 3, (2026, 2027, 2028, 2029))
    found = ways(rule, subject(standings={2026: place(1)}))
    assert [[text.split()[3] for text in way] for way in found] == [
        ["2027", "2028"],
        ["2027", "2029"],
        ["2028", "2029"],
    ]
    assert ways(rule, subject(standings={2026: place(9), 2027: place(9)})) == []


def test_initiatives_may_be_confirmed_or_be_new() -> None:
    about = subject(
        cycle=2027,
        initiatives=[
            initiative("I1", replicable=None, title="Ngày không hẹn"),
            initiative("I2", replicable=None),
            initiative("I3", replicable=False),
        ],
    )
    first = "xác nhận sáng kiến “Ngày không hẹn” có thể nhân rộng"
    second = "xác nhận sáng kiến “I2” có thể nhân rộng"
    assert ways(SPREAD, about) == [
        [first, second],
        [first, f"thêm 01 {ASKED}"],
        [second, f"thêm 01 {ASKED}"],
        [f"thêm 02 {ASKED}"],
    ]
    assert ways(Initiatives(1, True, None, "c"), about) == [[first], [second], [f"thêm 01 {ASKED}"]]


def test_very_many_open_initiatives_are_asked_for_together() -> None:
    many = [initiative(f"I{n}", replicable=None) for n in range(MANY + 1)]
    about = subject(cycle=2027, initiatives=[initiative("J"), *many])
    assert ways(SPREAD, about) == [
        [f"xác nhận 01 trong {MANY + 1} sáng kiến đã nêu có thể nhân rộng"],
        [f"thêm 01 {ASKED}"],
    ]
    (together,), _ = FINDER.ways(SPREAD.judge(about), about)
    assert together.clause == "c.2"
    fewer = subject(cycle=2027, initiatives=[initiative("J"), *many[:MANY]])
    assert len(ways(SPREAD, fewer)) == MANY + 1


def test_facts_are_asked_for_one_by_one_and_never_when_one_is_false() -> None:
    assert ways(PROPOSED, subject()) == [
        [
            "thông tin còn thiếu: Có thành tích xuất sắc, tiêu biểu",
            "thông tin còn thiếu: Được đơn vị xét chọn, đề xuất",
        ]
    ]
    assert ways(PROPOSED, subject(outstanding=True)) == [
        ["thông tin còn thiếu: Được đơn vị xét chọn, đề xuất"]
    ]
    assert ways(PROPOSED, subject(selected=False)) == []
    assert ways(Written("justification", {"year": "c.y", "period": "c.p"}), subject()) == [
        ["thông tin còn thiếu: Căn cứ bằng văn bản"]
    ]
    assert ways(OutsideBlocks("c"), subject()) == []


def test_months_can_grow() -> None:
    label = "Số tháng làm công tác cải cách hành chính từ 01/01/2026"
    rule = Months("par_months", 36, "c")
    assert ways(rule, subject()) == [[f"thông tin còn thiếu: {label}"]]
    assert ways(rule, subject(par_months=30)) == [[f"thêm 6 tháng: {label} phải đủ 36 tháng"]]


def test_the_first_place_may_wait_for_years_for_results_and_for_a_ruling() -> None:
    other = Unit("P2", "Phường Hai", Block.PHUONG)
    rule = Leader("mean_score", "c.0")
    gap = Tally(other, (None,), (2027,), None, None, 0, 0)
    ruling = "quyết định đơn vị đứng đầu trong số đồng hạng khối phường: Phường Một và Phường Hai"
    missing = "kết quả chỉ số còn thiếu của Phường Hai (năm 2027)"
    years = "công bố xếp hạng khối phường và đơn vị dẫn đầu theo điểm chỉ số trung bình cao nhất"
    for finding, found in (
        (Leadership(UNKNOWN, ()), [[years]]),
        (Leadership(UNKNOWN, (2026,), tied=(WARD, other)), [[ruling]]),
        (Leadership(UNKNOWN, (2026,), open_units=(gap,)), [[missing]]),
        (Leadership(UNKNOWN, (2026,), tied=(WARD, other), open_units=(gap,)), [[missing, ruling]]),
        (Leadership(NOT_MET, (2026,)), []),
        (Leadership(MET, (2026,)), [[]]),
    ):
        about = subject(leadership=finding)
        assert ways(rule, about) == found
        assert all(need.clause == "c.0" for way in FINDER.ways(rule.judge(about), about) for need in way)


def test_a_rule_without_needs_is_refused() -> None:
    class Nameless(Rule):
        def judge(self, subject: Subject):  # type: ignore[no-untyped-def]
            return UNKNOWN, self, None

    with pytest.raises(TypeError, match="no needs for Nameless"):
        ways(Nameless(), subject())


# --- the outline ---


def test_a_single_need_is_no_group() -> None:
    found = outline(
        AllOf((Attested(("selected",), "c.1"), OneOf((Attested(("conduct",), "c.2"),)))),
        subject(conduct=True),
    )
    assert found == Outline("need", "thông tin còn thiếu: Được đơn vị xét chọn, đề xuất", "c.1")


def test_groups_of_one_kind_are_merged_and_others_nest() -> None:
    conduct = Attested(("conduct",), "c.0")
    found = outline(AllOf((conduct, PROPOSED, OneOf((PROPOSED, conduct)))), subject())
    assert found is not None
    assert (found.kind, [part.kind for part in found.parts]) == ("all", ["need", "need", "need", "one_of"])
    assert [part.clause for part in found.parts] == ["c.0", "c.1", "c.1", ""]
    assert [part.kind for part in found.parts[3].parts] == ["all", "need"]
    nested = outline(OneOf((conduct, OneOf((PROPOSED, conduct)))), subject())
    assert nested is not None
    assert (nested.kind, [part.kind for part in nested.parts]) == ("one_of", ["need", "all", "need"])


def test_years_are_outlined_as_some_of_them() -> None:
    rule = YearsInTop(TOP, CLAUSES, 3, (2026, 2027, 2028, 2029))
    found = outline(rule, subject(standings={2026: place(1)}))
    assert found is not None
    assert (found.kind, found.count, len(found.parts)) == ("some", 2, 3)
    assert outline_heading(found) == "cần 02 trong 03 điều sau"
    # Two open years of which one is enough are some of them as well; where all are needed, they are a list.
    one_of_two = outline(rule, subject(standings={2026: place(1), 2027: place(1)}))
    assert one_of_two is not None
    assert (one_of_two.kind, one_of_two.count, len(one_of_two.parts)) == ("some", 1, 2)
    both = outline(rule, subject(standings={2026: place(1), 2027: place(9)}))
    assert both is not None
    assert (both.kind, len(both.parts)) == ("all", 2)
    assert outline_heading(both) == "cần đủ"


def test_initiatives_are_outlined_as_alternatives() -> None:
    about = subject(cycle=2027, initiatives=[initiative("I1", replicable=None)])
    found = outline(SPREAD, about)
    assert found is not None
    assert (found.kind, [part.kind for part in found.parts]) == ("one_of", ["all", "need"])
    assert outline_heading(found) == "chỉ cần một trong các cách"


def test_there_is_no_outline_of_what_is_met_or_out_of_reach() -> None:
    assert outline(PROPOSED, subject(outstanding=True, selected=True)) is None
    assert outline(PROPOSED, subject(outstanding=False)) is None


def test_what_is_out_of_reach_is_left_out_of_the_outline() -> None:
    found = outline(OneOf((PROPOSED, Attested(("conduct",), "c.0"))), subject(outstanding=False))
    assert found is not None
    assert (found.kind, found.clause) == ("need", "c.0")


def test_an_outline_is_one_sentence_on_paper() -> None:
    conduct = Attested(("conduct",), "c.0")
    years = YearsInTop(TOP, CLAUSES, 3, (2026, 2027, 2028, 2029))
    about = subject(standings={2026: place(1), 2027: place(1)})
    found = outline(AllOf((conduct, OneOf((PROPOSED, years)))), about)
    assert found is not None
    assert outline_sentence(found) == (
        "thông tin còn thiếu: Phẩm chất tốt, gương mẫu, chấp hành tốt chủ trương, pháp luật (c.0); "
        "chỉ cần một trong: (1) thông tin còn thiếu: Có thành tích xuất sắc, tiêu biểu (c.1); "
        "thông tin còn thiếu: Được đơn vị xét chọn, đề xuất (c.1), "
        "(2) cần 01 trong 02 điều sau: (1) xếp hạng năm 2028 được công bố và trong tốp 5 khối phường (c.P), "
        "(2) xếp hạng năm 2029 được công bố và trong tốp 5 khối phường (c.P)"
    )


def test_a_verdict_has_its_outline_and_none_when_nothing_is_missing() -> None:
    index = rows(WARD, [1, 1, 1])
    found = assessor([WARD], index).assess(nomination("period.collective", facts={"outstanding": True}))
    assert found.outline is not None
    assert outline_sentence(found.outline).startswith("chỉ cần một trong: (1) thông tin còn thiếu")
    done = assessor([WARD], index).assess(
        nomination("period.collective", facts={"outstanding": True, "selected": True})
    )
    assert (done.outline, done.ways, done.missing) == (None, (), [])

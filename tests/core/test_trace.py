"""The reasons in words, as an officer reads them: each kind of criterion in each of its states."""

from datetime import date
from decimal import Decimal

import pytest
from tests.core.build import WARD, assessor, initiative, nomination, place, rows, subject

from thidua.core.blocks import Block
from thidua.core.criteria import (
    AllOf,
    Attested,
    FactIn,
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
from thidua.core.programme import load_programme
from thidua.core.trace import Narrator, Trace, carrying_leaves, leaves, tell_open, tell_place, tell_tally
from thidua.core.truth import MET, NOT_MET, UNKNOWN

TOP = {Block.SO: 3, Block.PHUONG: 5, Block.XA: 5}
CLAUSES = {Block.SO: "c.S", Block.PHUONG: "c.P", Block.XA: "c.X"}
PERIOD = (date(2026, 1, 1), date(2030, 12, 31))
YES, NO, OPEN = AllOf(()), OneOf(()), Attested(("selected",), "c.open")


def tell(rule: Rule, about: Subject) -> Trace:
    """The trace of a rule about a subject, under the clause `award`."""
    return Narrator(load_programme()).tell(rule.judge(about), about, "award")


@pytest.mark.parametrize(
    ("known", "text"),
    [
        (place(4, score="95.5"), "hạng 4 khối phường (95,5 điểm); yêu cầu trong tốp 5 khối phường."),
        (place(4, Block.SO), "hạng 4 khối sở, ban, ngành; yêu cầu trong tốp 3 khối sở, ban, ngành."),
        (place(None), "không được xếp hạng; yêu cầu trong tốp 5 khối phường."),
        (None, "chưa công bố; yêu cầu trong tốp 5 khối phường."),
    ],
)
def test_a_rank_of_the_year(known, text: str) -> None:  # type: ignore[no-untyped-def]
    about = subject(cycle=2027, standings={2027: known} if known else {})
    told = tell(RankWithin(TOP, CLAUSES), about)
    assert told.text == f"Chỉ số cải cách hành chính năm 2027: {text}"
    assert told.clause == ("c.S" if known and known.block is Block.SO else "c.P")
    assert told.parts == ()


def test_years_in_the_top_are_told_one_by_one() -> None:
    rule = YearsInTop({**TOP, Block.PHUONG: 10}, CLAUSES, 3, (2026, 2027, 2028, 2029))
    standings = {2026: place(10), 2027: place(5, Block.XA), 2028: place(None)}
    assert tell(rule, subject(standings=standings)).text == (
        "Cần ít nhất 3 năm trong tốp, tính các năm 2026-2029: có 2 năm, 1 năm chưa công bố (2026 hạng 10, "
        "trong "
        "tốp 10; 2027 hạng 5 khối xã, đặc khu, trong tốp 5; 2028 không được xếp hạng; 2029 chưa công bố)."
    )
    known = {2026: place(11), 2027: place(1), 2028: place(2), 2029: place(3)}
    assert tell(rule, subject(standings=known)).text == (
        "Cần ít nhất 3 năm trong tốp, tính các năm 2026-2029: có 3 năm (2026 hạng 11, ngoài tốp 10; "
        "2027 hạng 1, trong tốp 10; 2028 hạng 2, trong tốp 10; 2029 hạng 3, trong tốp 10)."
    )


def test_no_counted_year_is_told() -> None:
    told = tell(YearsInTop(TOP, CLAUSES, 3, ()), subject())
    assert (told.truth, told.text) == (NOT_MET, "Không có năm nào được tính trước hạn nộp hồ sơ giai đoạn.")


def test_every_initiative_is_told_with_the_reason_why_it_counts_or_not() -> None:
    named = [
        initiative("I1", date(2027, 1, 9), date(2027, 2, 1), title="Ngày không hẹn"),
        initiative("I2", recognised=None),
        initiative("I3", applied=None),
        initiative("I4", replicable=False),
        initiative("I5", date(2025, 1, 9), date(2025, 2, 1)),
        initiative("I6", replicable=None),
    ]
    assert tell(Initiatives(2, True, PERIOD, "c"), subject(initiatives=named)).text == (
        "Cần ít nhất 02 sáng kiến của đơn vị được công nhận và áp dụng, có thể nhân rộng, trong đó công "
        "nhận hoặc "
        "áp dụng trong giai đoạn 2026-2030: có 1, 1 chưa rõ (“Ngày không hẹn” được tính: công nhận "
        "09/01/2027, áp "
        "dụng từ 01/02/2027; I2 chưa được công nhận; I3 chưa được áp dụng; I4 không tính: được đánh giá là "
        "không "
        "nhân rộng được; I5 không tính: công nhận 09/01/2025, áp dụng từ 01/02/2025, đều ngoài thời gian "
        "xét; "
        "I6 chưa rõ khả năng nhân rộng)."
    )


def test_initiatives_of_a_year_need_not_spread_where_that_is_not_asked() -> None:
    rule = Initiatives(1, False, None, "c")
    assert tell(rule, subject(cycle=2027)).text == (
        "Cần ít nhất 01 sáng kiến của đơn vị được công nhận và áp dụng, trong đó công nhận hoặc áp dụng "
        "trong năm "
        "2027: có 0 (chưa nêu sáng kiến nào của đơn vị)."
    )
    # Not replicable, but that is not asked: the dates are the reason.
    late = initiative("I1", date(2028, 1, 1), date(2028, 2, 1), replicable=False)
    assert "I1 không tính: công nhận 01/01/2028, áp dụng từ 01/02/2028, đều ngoài thời gian xét" in (
        tell(rule, subject(cycle=2027, initiatives=[late])).text
    )


@pytest.mark.parametrize(
    ("rule", "facts", "text"),
    [
        (
            Attested(("outstanding", "selected", "conduct"), "c"),
            {"outstanding": True, "selected": False},
            "Có thành tích xuất sắc, tiêu biểu: có; Được đơn vị xét chọn, đề xuất: không; "
            "Phẩm chất tốt, gương mẫu, chấp hành tốt chủ trương, pháp luật: chưa có thông tin.",
        ),
        (
            FactIn("rating", ("excellent", "good"), "c"),
            {"rating": "completed"},
            "Xếp loại chất lượng công tác trong năm: Hoàn thành nhiệm vụ; "
            "yêu cầu: Hoàn thành xuất sắc nhiệm vụ hoặc Hoàn thành tốt nhiệm vụ.",
        ),
        (
            FactIn("rating", ("excellent",), "c"),
            {},
            "Xếp loại chất lượng công tác trong năm: chưa có thông tin; yêu cầu: Hoàn thành xuất sắc nhiệm "
            "vụ.",
        ),
        (
            Months("par_months", 36, "c"),
            {"par_months": 0},
            "Số tháng làm công tác cải cách hành chính từ 01/01/2026: 0 tháng; yêu cầu ít nhất 36 tháng.",
        ),
        (
            Months("par_months", 36, "c"),
            {},
            "Số tháng làm công tác cải cách hành chính từ 01/01/2026: chưa có thông tin; "
            "yêu cầu ít nhất 36 tháng.",
        ),
        (Written("justification", {"period": "c"}), {"justification": "x"}, "Căn cứ bằng văn bản: đã có."),
        (Written("justification", {"period": "c"}), {"justification": " "}, "Căn cứ bằng văn bản: chưa có."),
        (
            OutsideBlocks("c"),
            {},
            "Phường Một không thuộc ba khối được xếp hạng chỉ số nên không xét theo diện này; chỉ xét theo "
            "diện "
            "Chủ tịch Ủy ban nhân dân thành phố xem xét ngoài cơ cấu.",
        ),
    ],
)
def test_facts_are_told_with_what_is_asked(rule: Rule, facts: dict[str, object], text: str) -> None:
    told = tell(rule, subject(**facts))
    assert told.text == text
    assert told.clause == "c"


def test_branches_count_their_parts_and_name_the_reading_that_chose_them() -> None:
    rule = AllOf((OneOf((OPEN, OPEN)), Attested(("conduct",), "c.no"), Attested(("outstanding",), "c.yes")))
    rule.reading = ("period_collective_logic", "gate_and_both")
    told = tell(rule, subject(conduct=False, outstanding=True))
    assert told.text == (
        "Phải đạt tất cả (cách hiểu B03: Qua ngưỡng và có cả hai gạch đầu): "
        "1 đạt, 1 không đạt và 1 chưa đủ dữ liệu."
    )
    assert told.clause == "award"
    assert [part.clause for part in told.parts] == ["award", "c.no", "c.yes"]
    assert told.parts[0].text == "Chỉ cần đạt một: 2 chưa đủ dữ liệu."
    assert [part.truth for part in told.parts] == [UNKNOWN, NOT_MET, MET]


def test_a_condition_that_a_reading_waives_is_told_in_the_branch_and_is_no_leaf() -> None:
    waived = AllOf(())
    waived.reading = ("annual_individual_gate", "ungated")
    told = tell(AllOf((waived, OPEN)), subject(selected=True))
    assert told.text == (
        "Phải đạt tất cả: 1 đạt. Không đặt thêm điều kiện (cách hiểu B11: Không: tiêu chuẩn của cá nhân tự "
        "đủ)."
    )
    assert [part.clause for part in told.parts] == ["c.open"]
    # An inner branch that does ask something is a part like others.
    asking = tell(AllOf((AllOf((OPEN,)), OPEN)), subject(selected=True))
    assert (asking.text, len(asking.parts)) == ("Phải đạt tất cả: 2 đạt.", 2)
    assert tell(waived, subject()).text == (
        "Không đặt thêm điều kiện ở đây (cách hiểu B11: Không: tiêu chuẩn của cá nhân tự đủ)."
    )


def test_the_contract_has_the_shape_of_a_trace() -> None:
    assert tell(AllOf((OPEN,)), subject(selected=False)).as_dict() == {
        "clause": "award",
        "truth": "not_met",
        "text": "Phải đạt tất cả: 1 không đạt.",
        "parts": [
            {
                "clause": "c.open",
                "truth": "not_met",
                "text": "Được đơn vị xét chọn, đề xuất: không.",
                "parts": [],
            }
        ],
    }


def test_the_leaves_that_carry_a_verdict_are_those_of_its_truth_in_branches_of_its_truth() -> None:
    good, bad = Attested(("conduct",), "good"), Attested(("outstanding",), "bad")
    rule = AllOf((OneOf((good, bad)), good, OneOf((bad, bad))))
    judged = rule.judge(subject(conduct=True, outstanding=False))
    assert [leaf[1].clause for leaf in carrying_leaves(judged)] == ["bad", "bad"]  # type: ignore[attr-defined]
    assert [leaf[1].clause for leaf in leaves(judged)] == ["good", "bad", "good", "bad", "bad"]  # type: ignore[attr-defined]


def test_a_rule_without_words_is_refused() -> None:
    class Nameless(Rule):
        def judge(self, subject: Subject):  # type: ignore[no-untyped-def]
            return MET, self, None

        def clause_for(self, subject: Subject) -> str:
            return "c"

    with pytest.raises(TypeError, match="no words for Nameless"):
        tell(Nameless(), subject())


def test_a_sheet_of_paper_names_initiatives_by_their_ids_only() -> None:
    named = [
        initiative("I1", title="Ngày không hẹn"),
        initiative("I2", replicable=False),
        initiative("I3", replicable=None),
    ]
    about = subject(initiatives=named)
    narrator = Narrator(load_programme())
    rule = Initiatives(2, True, PERIOD, "c")
    told = narrator.tell_briefly(rule.judge(about), about)
    assert (told.clause, told.truth) == ("c", UNKNOWN)
    assert told.text == (
        "Cần ít nhất 02 sáng kiến của đơn vị được công nhận và áp dụng, có thể nhân rộng, trong đó công "
        "nhận hoặc "
        "áp dụng trong giai đoạn 2026-2030: có 1 (I1, I3)."
    )
    without = subject()
    assert narrator.tell_briefly(rule.judge(without), without).text.endswith("giai đoạn 2026-2030: có 0.")
    other = Attested(("selected",), "c")
    assert narrator.tell_briefly(other.judge(about), about) == narrator.tell(
        other.judge(about), about, "award"
    )


def test_a_verdict_tells_its_leaves_briefly_too() -> None:
    verdict = assessor([WARD], initiatives=[initiative("I1")]).assess(
        nomination("annual.collective", 2027, initiatives=("I1",))
    )
    (leaf, _) = leaves(verdict.judged)
    assert verdict.tell_briefly(leaf).text.endswith("trong năm 2027: có 1 (I1).")


# --- the flag ---

OTHERS = [Unit(f"P{n}", f"Phường {n}", Block.PHUONG) for n in range(2, 7)]


def leader(metric: str, finding: Leadership, unit: Unit = WARD) -> str:
    """The text of the test for the flag."""
    return tell(Leader(metric, "III.2.2.b.CO.0"), subject(unit=unit, leadership=finding)).text


def tally(unit: Unit = WARD, **more: object) -> Tally:
    """A tally with nothing known but what is given."""
    known = {
        "measures": (),
        "gaps": (),
        "mean_score": None,
        "mean_rank": None,
        "first_places": 0,
        "years_in_top": 0,
    }
    return Tally(unit, **{**known, **more})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("metric", "words"),
    [
        ("mean_score", "điểm chỉ số trung bình cao nhất"),
        ("mean_rank", "hạng trung bình cao nhất"),
        ("first_places", "nhiều lần hạng nhất nhất"),
    ],
)
def test_no_year_yet_is_told_for_every_metric(metric: str, words: str) -> None:
    assert leader(metric, Leadership(UNKNOWN, ())) == (
        f"Dẫn đầu khối phường theo {words}: chưa năm nào được tính của khối có kết quả công bố."
    )


def test_a_leader_one_behind_and_one_left_out_are_told_apart() -> None:
    years = (2026, 2027, 2028)
    asked = "Dẫn đầu khối phường theo điểm chỉ số trung bình cao nhất các năm 2026, 2027 và 2028"
    own = tally(mean_score=Decimal("95.123456"))
    assert leader("mean_score", Leadership(MET, years, own)) == (
        f"{asked}: đang dẫn đầu, điểm trung bình 95,1235."
    )
    assert leader("mean_score", Leadership(NOT_MET, years, own, ahead=OTHERS[0])) == (
        f"{asked}: điểm trung bình 95,1235; Phường 2 xếp trên."
    )
    assert leader("mean_score", Leadership(NOT_MET, years)) == (
        f"{asked}: có năm không được xếp hạng nên không so sánh được."
    )


def test_what_keeps_the_first_place_open_is_told() -> None:
    own = tally(mean_rank=Decimal("1.5"))
    tied = Leadership(UNKNOWN, (2026, 2027), own, tied=(WARD, OTHERS[0], OTHERS[1]))
    assert leader("mean_rank", tied) == (
        "Dẫn đầu khối phường theo hạng trung bình cao nhất các năm 2026 và 2027: hạng trung bình 1,50; "
        "đồng hạng ở mọi tiêu chí với Phường 2 và Phường 3."
    )
    gaps = [tally(unit, gaps=(2026, 2027)) for unit in OTHERS[:3]]
    both = Leadership(UNKNOWN, (2026, 2027), own, tied=(WARD, OTHERS[3]), open_units=tuple(gaps))
    missing = (
        "chưa có đủ kết quả của Phường 2 (năm 2026 và 2027), Phường 3 (năm 2026 và 2027) và Phường 4 "
        "(năm 2026 và 2027)"
    )
    assert tell_open(both) == f"{missing} và đồng hạng ở mọi tiêu chí với Phường 5"


def test_only_three_open_units_are_named_and_the_rest_counted() -> None:
    gaps = tuple(tally(unit, gaps=(2026,)) for unit in OTHERS)
    named = "Phường 2 (năm 2026), Phường 3 (năm 2026) và Phường 4 (năm 2026)"
    told = {n: tell_open(Leadership(UNKNOWN, (2026,), tally(), open_units=gaps[:n])) for n in (3, 4, 5)}
    assert told == {
        3: f"chưa có đủ kết quả của {named}",
        4: f"chưa có đủ kết quả của {named} và 1 đơn vị khác",
        5: f"chưa có đủ kết quả của {named} và 2 đơn vị khác",
    }


def test_a_measure_that_is_not_known_is_said_to_be_so() -> None:
    assert tell_tally("mean_score", tally()) == "điểm trung bình chưa rõ"
    assert tell_tally("mean_rank", tally()) == "hạng trung bình chưa rõ"
    assert tell_tally("first_places", tally(first_places=3)) == "3 lần hạng nhất"


def test_a_place_is_told_with_its_block_and_points() -> None:
    assert tell_place(None) == "chưa công bố"
    assert tell_place(place(None)) == "không được xếp hạng"
    assert tell_place(place(2, Block.XA)) == "hạng 2 khối xã, đặc khu"
    assert tell_place(place(2, Block.XA, "90.50")) == "hạng 2 khối xã, đặc khu (90,50 điểm)"


def test_the_flag_of_a_real_block_is_told_with_its_means() -> None:
    units = [WARD, *OTHERS[:1]]
    index = [*rows(WARD, [1, 2], ["96", "95"]), *rows(OTHERS[0], [2, 1], ["94", "95.5"])]
    verdict = assessor(units, index).assess(nomination("period.flag"))
    told = [part.text for part in verdict.trace.parts if part.clause == "III.2.2.b.CO.0"]
    assert told == [
        "Dẫn đầu khối phường theo điểm chỉ số trung bình cao nhất các năm 2026 và 2027: đang dẫn đầu, "
        "điểm trung bình 95,5000."
    ]

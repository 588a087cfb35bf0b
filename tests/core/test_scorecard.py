"""Scorecards: every way of scoring, sums that lose nothing, sets that do not add up, what turns an order."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.core.scorecard.card import Component, Scorecard, score_card
from thidua.core.scorecard.exact import round_score
from thidua.core.scorecard.faults import ScaleFault
from thidua.core.scorecard.given import Given, NotArising
from thidua.core.scorecard.scales import points_of, scale_of
from thidua.core.scorecard.standings import cut_line, flips, places_of, sensitivity
from thidua.core.scorecard.tree import Level, Line, faults_of, scorecard_of

D = Decimal
ONE = D(1)


def points(kind, params, value, base=None, maximum=ONE):
    given_now = Given(None if value is None else D(str(value)), None if base is None else D(str(base)))
    return points_of(scale_of(kind, params), given_now, maximum, NotArising.NEVER)


@pytest.mark.parametrize(
    ("kind", "params", "value", "base", "expected"),
    [
        ("yes_no", {}, 1, None, "1"),
        ("yes_no", {}, 0, None, "0"),
        ("ratio", {}, 45, 60, "0.75"),
        ("ratio", {"low": "50", "high": "90"}, 70, None, "0.5"),
        ("ratio", {"low": "50", "high": "90"}, 95, None, "1"),
        ("ratio", {"low": "50", "high": "90"}, 40, None, "0"),
        ("ratio", {"low": "10", "high": "0"}, "2,5".replace(",", "."), None, "0.75"),
        ("tiers", {"steps": [["90", "1"], ["80", "0.5"]]}, 17, 20, "0.5"),
        ("tiers", {"steps": [["90", "1"], ["80", "0.5"]]}, 79, None, "0"),
        ("tiers", {"steps": [["3", "1"], ["1", "0.5"]], "share": False}, 2, None, "0.5"),
        ("count", {"each": "0.25"}, 3, None, "0.75"),
        ("count", {"each": "0.25"}, 9, None, "1"),
        ("deadline", {"per_day": "0.1"}, 0, None, "1"),
        ("deadline", {"per_day": "0.1"}, 3, None, "0.7"),
        ("deadline", {"per_day": "0.1", "none_after": 5}, 6, None, "0"),
        ("deduction", {"each": "0.4"}, 3, None, "0"),
        ("bonus", {"each": "0.5"}, 1, None, "0.5"),
        ("bonus", {"each": "-0.5"}, 5, None, "-1"),
        ("survey", {"low": "1", "high": "5"}, 4, None, "0.75"),
    ],
)
def test_each_way_of_scoring(kind, params, value, base, expected):
    assert points(kind, params, value, base) == D(expected)


@pytest.mark.parametrize(
    ("kind", "params", "value", "base", "words"),
    [
        ("yes_no", {}, 2, None, "có \\(1\\) hoặc không"),
        ("ratio", {}, 61, 60, "không thể lớn hơn tổng số"),
        ("ratio", {}, 0, 0, "không phát sinh"),
        ("ratio", {}, -1, None, "không nhận số âm"),
        ("count", {"each": "1"}, "1.5", None, "số nguyên"),
        ("survey", {"low": "1", "high": "5"}, 6, None, "từ 1 đến 5"),
        ("ratio", {"low": "5", "high": "5"}, 1, None, "phải khác nhau"),
        ("tiers", {"steps": [["80", "1"], ["90", "1"]]}, 1, None, "từ cao xuống thấp"),
        ("count", {}, 1, None, "thiếu tham số"),
        ("guess", {}, 1, None, "không có cách chấm"),
        ("formula", {"formula": "__import__('os')"}, 1, None, "chỉ được dùng"),
        ("formula", {"formula": "1 + 1"}, 1, None, "không nhắc đến tiêu chí nào"),
        ("formula", {"formula": "[1.1"}, 1, None, "không đọc được"),
    ],
)
def test_what_cannot_be_is_said_in_words(kind, params, value, base, words):
    with pytest.raises(ScaleFault, match=words):
        points(kind, params, value, base)


def test_nothing_given_is_not_nought():
    assert points("ratio", {}, None) is None


def test_not_arising_is_full_out_of_the_sum_or_refused():
    scale = scale_of("yes_no", {})
    none = Given(not_arising=True)
    assert points_of(scale, none, ONE, NotArising.FULL) == 1
    assert points_of(scale, none, ONE, NotArising.EXCLUDED) is None
    with pytest.raises(ScaleFault, match="không có trường hợp"):
        points_of(scale, none, ONE, NotArising.NEVER)


def card(*components):
    return Scorecard(tuple(components))


def component(code, maximum="1", kind="ratio", params=None, not_arising=NotArising.EXCLUDED):
    return Component(code, code.split(".")[0], D(maximum), scale_of(kind, params or {}), not_arising)


def test_a_score_on_a_reduced_maximum_is_carried_over_to_the_whole():
    made = score_card(
        card(component("1.1", "4"), component("1.2", "6"), component("2.1", "10")),
        {"1.1": Given(D(50)), "1.2": Given(D(100)), "2.1": Given(not_arising=True)},
    )
    assert (made.total.points, made.total.maximum, made.total.whole) == (8, 10, 20)
    assert made.total.is_reduced
    assert made.total.percent == D("80.00")
    assert made.total.score == D("16.00")
    assert made.areas["2"].percent is None


def test_bonus_stands_outside_the_maximum_and_formulas_read_what_comes_before_or_after():
    made = score_card(
        card(
            component("1.1", "2", "formula", {"formula": "min([1.2]; [1.3]) / 2 + 0,5"}),
            component("1.2", "4"),
            component("1.3", "4"),
            component("9.1", "1", "bonus", {"each": "0.5"}),
        ),
        {"1.2": Given(D(100)), "1.3": Given(D(50)), "9.1": Given(D(1))},
    )
    assert made.marks["1.1"].points == D("1.5")
    assert (made.total.points, made.total.maximum) == (D("8.0"), D(10))


def test_missing_is_told_and_a_bad_number_counts_as_missing():
    made = score_card(card(component("1.1"), component("1.2")), {"1.1": Given(D(5), D(0))})
    assert made.total.missing == ("1.1", "1.2")
    assert "tổng số" in made.faults["1.1"]


def test_judged_points_win_over_the_scale():
    made = score_card(card(component("1.1")), {"1.1": Given(D(100))}, {"1.1": D("0.25")})
    assert made.total.points == D("0.25")


def test_a_judgement_brings_back_what_had_left_the_sum():
    made = score_card(card(component("1.1")), {"1.1": Given(not_arising=True)}, {"1.1": D(0)})
    assert (made.total.points, made.total.maximum) == (0, 1)


def test_formulas_in_a_circle_are_refused():
    circle = card(
        component("1", kind="formula", params={"formula": "[2]"}),
        component("2", kind="formula", params={"formula": "[1]"}),
    )
    with pytest.raises(ScaleFault, match="vòng lại"):
        score_card(circle, {})


shares = st.tuples(st.integers(0, 97), st.integers(1, 97)).map(lambda pair: (min(pair), max(pair)))


@given(st.lists(st.tuples(shares, st.integers(1, 800)), min_size=1, max_size=30))
def test_the_sum_is_what_exact_fractions_make_and_is_rounded_once(rows):
    parts = [component(str(at), str(D(maximum) / 100)) for at, (_share, maximum) in enumerate(rows)]
    made = score_card(
        card(*parts), {str(at): Given(D(value), D(base)) for at, ((value, base), _maximum) in enumerate(rows)}
    )
    exact = sum(Fraction(value, base) * Fraction(maximum, 100) for (value, base), maximum in rows)
    hundredths = exact * 100
    expected = D(int(hundredths + Fraction(1, 2))) / 100
    assert made.total.score == expected


def test_seven_sevenths_of_a_tie_are_a_tie_and_rounded_up():
    total = sum([D("0.005") / 7] * 7, D(0))
    assert total.quantize(D("0.01"), rounding=ROUND_HALF_UP) == 0, "what settling is for"
    assert round_score(total) == D("0.01")


def line(code, parent="", level=Level.COMPONENT, maximum=None, kind="yes_no", **more):
    return Line(
        code, parent, level, f"Tiêu chí {code}", None if maximum is None else D(maximum), kind, **more
    )


def good_set():
    return [
        line("1", level=Level.AREA, maximum="3", kind=""),
        line("1.1", "1", Level.CRITERION, "3", kind=""),
        line("1.1.1", "1.1", maximum="1"),
        line("1.1.2", "1.1", maximum="2"),
    ]


def words_of(faults):
    return " | ".join(f"{fault.code}: {fault.words}" for fault in faults)


def test_a_set_that_adds_up_has_no_fault():
    assert faults_of(good_set(), D(3)) == []
    assert scorecard_of(good_set()).whole == 3


def test_a_set_that_does_not_add_up_is_warned_of_with_the_place():
    lines = [*good_set()[:3], line("1.1.2", "1.1", maximum="1.55")]
    found = faults_of(lines, D(3))
    assert all(fault.is_warning for fault in found)
    assert "1.1: ghi 3 điểm, các dòng bên dưới cộng lại được 2,55" in words_of(found)
    assert "cả bộ cộng lại được 2,55 điểm, ghi là 3; lệch ở lĩnh vực 1 (2,55/3)" in words_of(found)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ([line("1.1.1", "1.1", maximum="1")], "mã 1.1.1 có 2 dòng"),
        ([line("1.2.1", "1.2", maximum="1")], "không có dòng cha “1.2”"),
        ([line("1.1.3", "1.1", maximum="0")], "phải lớn hơn 0"),
        ([line("1.1.3", "1.1", maximum="1", kind="")], "cũng không có cách chấm"),
        ([line("1.1.1.a", "1.1.1", maximum="1")], "thì bỏ cách chấm ở dòng này"),
        ([line("1.1.3", "1.1", maximum="1", kind="formula", params={"formula": "[7.7]"})], "nhắc đến 7.7"),
        ([line("1.1.3", "1.1", maximum="1", kind="formula", params={"formula": "[1.1.3]"})], "vòng lại"),
        (
            [line("1.1.3", "1.1", maximum="1", kind="tiers", params={"steps": [["90", "2"]]})],
            "bậc cao hơn điểm tối đa",
        ),
    ],
)
def test_what_is_wrong_with_a_set_is_named_with_its_line(change, words):
    found = faults_of([*good_set(), *change], None)
    assert words in words_of(found)
    assert any(not fault.is_warning for fault in found)


def of_units(**scores):
    parts = [component("1.1", "60"), component("1.2", "40")]
    whole = card(*parts)
    return whole, {
        unit: score_card(whole, {"1.1": Given(D(first)), "1.2": Given(D(second))})
        for unit, (first, second) in scores.items()
    }


def test_the_cut_says_how_near_it_was_and_what_would_turn_it():
    _whole, cards = of_units(a=("90", "90"), b=("80.05", "80"), c=("80", "80"))
    ranked = places_of(cards)
    assert [(place.unit, place.rank) for place in ranked] == [("a", 1), ("b", 2), ("c", 3)]
    cut = cut_line(ranked, 2)
    assert (cut.inside, cut.outside, cut.gap, cut.is_near, cut.is_tied) == (
        ("b",),
        ("c",),
        D("0.03"),
        True,
        False,
    )
    turning = flips(("b", cards["b"]), ("c", cards["c"]))
    assert {(one.code, one.unit) for one in turning} >= {("1.1", "c"), ("1.2", "c"), ("1.1", "b")}


def test_a_tie_at_the_cut_lets_all_in():
    _whole, cards = of_units(a=("90", "90"), b=("80", "80"), c=("80", "80"), d=("10", "10"))
    cut = cut_line(places_of(cards), 2)
    assert cut.is_tied
    assert cut.outside == ("d",)


def test_the_top_is_firm_or_hangs_on_one_component():
    whole, cards = of_units(a=("100", "0"), b=("50", "50"), c=("0", "100"))
    swayed = {one.code: (one.enters, one.leaves) for one in sensitivity(whole, cards, 1)}
    assert swayed == {"1.1": (("c",), ("a",))}

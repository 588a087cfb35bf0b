"""What `thidua evaluate` tells beside the verdict: what is missing, notices, the trace."""

import pytest
from tests.cli.case_parts import (
    MOVED,
    PERIOD,
    PERSON,
    PROPOSED,
    Data,
    carrying,
    case,
    flag,
    idea,
    one,
    put,
    row,
    rows,
    told,
)
from tests.cli.conftest import Evaluate


def test_missing_are_the_smallest_sets_of_what_can_still_be_had(evaluate: Evaluate) -> None:
    """Two of four years hit, two open; and then selection, or two initiatives, of which one is sure."""
    result = evaluate(
        case(
            put("N", "period.collective", PERIOD, ideas="K1 K2", facts={"outstanding": True}),
            as_of="2028-06-01",
            index=rows("P1", 10, 10),
            initiatives=[idea("K1"), {**idea("K2", title="Hẹn giờ"), "replicable": None}],
        )
    )
    ways = one(result)["missing"]
    assert one(result)["verdict"] == "unknown"
    # {2028 | 2029} × {selected | K2 is replicable | one further initiative}
    assert len(ways) == 6
    assert all(len(way) == 2 for way in ways)
    for year in ("2028", "2029"):
        of_year = [way for way in ways if any(f"năm {year}" in thing for thing in way)]
        assert len(of_year) == 3
        assert sum("xét chọn" in " ".join(way) for way in of_year) == 1
        assert sum("Hẹn giờ" in " ".join(way) for way in of_year) == 1
        assert sum("thêm 01 sáng kiến" in " ".join(way) for way in of_year) == 1


def test_no_way_contains_another(evaluate: Evaluate) -> None:
    result = evaluate(
        case(
            put("N", "period.individual", PERIOD, ideas="K1 K2 K3"),
            put("M", "period.collective", PERIOD, ideas="K1 K2 K3"),
            readings={"period_collective_logic": "literal_one_of", "period_years": "all_years"},
            as_of="2026-12-01",
            initiatives=[
                {"id": id_, "unit": "P1", "recognised": "2026-05-01", "applied": "2026-05-01"}
                for id_ in ("K1", "K2", "K3")
            ],
        )
    )
    for id_ in ("N", "M"):
        ways = [set(way) for way in one(result, id_)["missing"]]
        assert len(ways) > 2
        assert not [(a, b) for a in ways for b in ways if a is not b and a <= b]


@pytest.mark.parametrize(
    ("facts", "ways"),
    [
        (PERSON | PROPOSED, []),  # met
        (PERSON | PROPOSED | {"rating": "good"}, []),  # known to be false
        (PERSON | PROPOSED | {"conduct": False, "rating": None}, []),
        (PERSON | {"selected": True}, [1, 1]),  # outstanding, or an initiative
        (PERSON | {"selected": False}, [1]),  # an initiative alone
        (PERSON, [1, 2]),  # an initiative; or outstanding and selected
        ({"conduct": True, **PROPOSED}, [2]),  # rating and role
        ({}, [4, 5]),
    ],
)
def test_what_is_known_to_be_false_is_never_missing(evaluate: Evaluate, facts: Data, ways: list[int]) -> None:
    result = evaluate(case(put("N", "annual.individual", 2026, facts=facts), index=[row(2026, "P1", 1)]))
    assert [len(way) for way in one(result)["missing"]] == ways


def test_a_lost_rank_leaves_nothing_to_be_had(evaluate: Evaluate) -> None:
    result = evaluate(
        case(
            put("A", "annual.collective", 2026),
            put("B", "period.collective", PERIOD),
            put("C", "period.flag", PERIOD, facts=PROPOSED),
            index=rows("P1", 11, 11, 11, 11),
        )
    )
    assert [n["verdict"] for n in result["nominations"]] == ["not_met"] * 3
    assert [n["missing"] for n in result["nominations"]] == [[], [], []]


@pytest.mark.parametrize(
    ("ranks", "is_told"),
    [
        ({"P1": 5, "P2": 5}, True),  # two at the cut rank itself
        ({"P1": 4, "P2": 4, "P3": 4}, True),  # three that reach over the cut
        ({"P1": 4, "P2": 4}, False),  # two inside: places 4 and 5
        ({"P1": 5, "P2": 6}, False),
        ({"P1": 6, "P2": 6}, False),
        ({"P1": 5}, False),
        ({"P1": 5, "X1": 5}, False),  # another block
    ],
)
def test_notice_of_a_tie_at_the_cut_rank(evaluate: Evaluate, ranks: dict[str, int], is_told: bool) -> None:
    index = [row(2026, unit, rank) for unit, rank in ranks.items()]
    result = evaluate(case(put("N", "annual.collective", 2026), index=index))
    assert ("đồng hạng" in told(result)) == is_told


def test_notice_of_a_tie_at_the_cut_rank_of_the_period(evaluate: Evaluate) -> None:
    tied = evaluate(
        case(put("N", "period.collective", PERIOD), index=[*rows("P1", 1, 10), row(2027, "P2", 10)])
    )
    assert "Năm 2027" in told(tied)
    assert "đồng hạng 10" in told(tied)
    later = [*rows("P1", 1, 10), row(2027, "P2", 10, published="2031-03-16")]
    assert "đồng hạng" not in told(evaluate(case(put("N", "period.collective", PERIOD), index=later)))


@pytest.mark.parametrize(
    ("award", "cycle", "ranks", "readings", "is_told"),
    [
        ("annual.individual", 2026, (6,), {}, True),
        ("annual.individual", 2026, (5,), {}, False),
        ("annual.individual", 2026, (), {}, False),  # not known is not outside
        ("annual.individual", 2026, (6,), {"annual_individual_gate": "gated"}, False),
        ("period.individual", PERIOD, (11, 11), {"period_individual_gate": "ungated"}, True),
        ("period.individual", PERIOD, (10, 10, 10), {"period_individual_gate": "ungated"}, False),
        ("period.individual", PERIOD, (11, 11), {}, False),
        ("annual.collective", 2026, (6,), {}, False),
    ],
)
def test_notice_of_an_ungated_individual_of_a_unit_outside_the_top(
    evaluate: Evaluate, award: str, cycle: int | str, ranks: tuple[int, ...], readings: Data, is_told: bool
) -> None:
    result = evaluate(case(put("N", award, cycle), readings=readings, index=rows("P1", *ranks)))
    assert ("không trong tốp xếp hạng" in told(result)) == is_told


@pytest.mark.parametrize(("block", "is_told"), [("xa", True), ("phuong", False), (None, False)])
@pytest.mark.parametrize(
    ("award", "cycle"), [("annual.collective", 2026), ("period.collective", PERIOD), ("period.flag", PERIOD)]
)
def test_notice_of_a_year_counted_in_another_block(
    evaluate: Evaluate, award: str, cycle: int | str, block: str | None, is_told: bool
) -> None:
    result = evaluate(
        case(put("N", award, cycle), index=[row(2026, "P1", 4, block=block), row(2026, "P2", 1)])
    )
    assert ("không phải khối hiện nay" in told(result)) == is_told


def test_a_year_in_another_block_has_the_top_and_the_clause_of_that_block(evaluate: Evaluate) -> None:
    """A sở of today that was ranked 5 among xã: within their top 5, though not within the top 3 of sở."""
    result = evaluate(
        case(
            put("N", "annual.collective", 2026, "S1", ideas="K"),
            index=[row(2026, "S1", 5, block="xa")],
            initiatives=[idea("K", "S1")],
        )
    )
    assert one(result)["verdict"] == "met"
    assert one(result)["clauses"] == ["III.2.1.2.a.TT.1", "III.2.1.2.a.TT.2.X"]


@pytest.mark.parametrize("award", ["period.collective", "period.individual", "period.flag"])
@pytest.mark.parametrize(
    ("ranks", "notices", "readings", "is_told"),
    [
        ((10, 11, 10, 11), [], {}, True),  # 2030 could make the third
        ((10, 11, 11, 11), [], {}, False),  # two years would still be missing
        ((10, 11, 10, 11, 11), [], {}, False),  # 2030 is known and outside
        ((10, 11, 10, 11, 10), [], {}, True),  # 2030 is known and inside: it would be met
        ((10, 11, 10, 11), [MOVED], {}, False),  # open under this reading already
        ((10, 10), [], {}, False),
        ((10, 11, 10, 11), [], {"period_years": "all_years"}, False),
    ],
)
def test_notice_of_a_gate_that_would_be_open_under_another_reading(
    evaluate: Evaluate,
    award: str,
    ranks: tuple[int, ...],
    notices: list[Data],
    readings: Data,
    is_told: bool,
) -> None:
    result = evaluate(
        case(put("N", award, PERIOD), index=rows("P1", *ranks), notices=notices, readings=readings)
    )
    assert ("cách hiểu khác" in told(result)) == is_told


def test_notice_of_one_initiative_for_a_collective_and_a_person_of_a_unit(evaluate: Evaluate) -> None:
    result = evaluate(
        case(
            put("A", "annual.collective", 2026, ideas="K1 K2"),
            put("B", "annual.individual", 2026, name="Một", ideas="K1"),
            put("C", "annual.individual", 2026, "P2", name="Hai", ideas="K2"),
            put("D", "annual.collective", 2027, ideas="K2"),
            initiatives=[idea("K1"), idea("K2")],
        )
    )
    said = {id_: "cả tập thể và cá nhân" in told(result, id_) for id_ in "ABCD"}
    assert said == {"A": True, "B": True, "C": False, "D": False}
    assert "K1" in told(result, "A")
    assert "K2" not in told(result, "A")


def test_an_ordinary_nomination_has_no_notice(evaluate: Evaluate) -> None:
    result = evaluate(
        case(
            put("A", "annual.collective", 2026, ideas="K1"),
            put("B", "annual.individual", 2026, name="Một", facts=PERSON | PROPOSED),
            put("C", "period.individual", PERIOD, name="Hai", facts=PERSON | PROPOSED | {"par_months": 40}),
            flag("P1", "D"),
            index=[*rows("P1", 1, 1, 1, 1, score=95.0), *rows("P2", 2, 2, 2, 2, score=94.0)],
            initiatives=[idea("K1")],
        )
    )
    assert [n["verdict"] for n in result["nominations"]] == ["met"] * 4
    assert [n["notices"] for n in result["nominations"]] == [[]] * 4
    assert result["violations"] == []


def test_clauses_are_the_leaves_of_the_trace_that_carry_the_verdict(evaluate: Evaluate) -> None:
    facts: list[Data] = [
        {},
        PERSON,
        PROPOSED,
        PERSON | PROPOSED,
        PERSON | {"selected": False},
        PERSON | PROPOSED | {"par_months": 36},
        PERSON | PROPOSED | {"par_months": 35},
    ]
    awards = (
        "annual.collective",
        "annual.individual",
        "period.collective",
        "period.individual",
        "period.flag",
    )
    nominations = [
        put(
            f"{award} {unit} {n}",
            award,
            2026 if award.startswith("annual") else PERIOD,
            unit,
            ideas=ideas,
            facts=given,
        )
        for award in awards
        for unit in ("P1", "P2", "P3", "S1", "X1", "V1")
        for ideas in ("", "K1", "K1 K2", "K3")
        for n, given in enumerate(facts)
    ]
    for n, nomination in enumerate(nominations):
        nomination["id"] = f"{n} {nomination['id']}"
    index = [
        *rows("P1", 1, 1, 1, 1, score=95.0),
        *rows("P2", 6, 11, 11, 11, score=80.0),
        *rows("P3", 5, 10, score=90.0),
        *rows("S1", 3, None, 9),
    ]
    seen = set()
    for reading in ("ungated", "gated"):
        result = evaluate(
            case(
                *nominations,
                readings={"annual_individual_gate": reading, "period_individual_gate": reading},
                index=index,
                initiatives=[idea("K1"), idea("K2"), idea("K3", "X1")],
            )
        )
        for nomination in result["nominations"]:
            assert nomination["verdict"] == nomination["trace"]["truth"]
            assert set(nomination["clauses"]) == carrying(nomination["trace"]), nomination["id"]
            assert len(nomination["clauses"]) == len(set(nomination["clauses"]))
            seen.add((nomination["id"].split()[1], nomination["verdict"]))
    assert seen == {(award, verdict) for award in awards for verdict in ("met", "not_met", "unknown")}

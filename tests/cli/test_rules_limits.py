"""What `thidua evaluate` says of a set of nominations."""

from typing import Any

import pytest
from tests.cli.case_parts import PERIOD, Data, broken, case, flag, idea, put, row
from tests.cli.conftest import Evaluate


@pytest.mark.parametrize(
    ("nominations", "expected"),
    [
        # quota.collective: one of a unit in a cycle and award
        (
            [
                put("A", "annual.collective", 2026),
                put("B", "annual.collective", 2026),
                put("C", "annual.collective", 2027),
            ],
            [("quota.collective", "III.2.1.2.b.1", "block", ["A", "B"])],
        ),
        (
            [put(id_, "period.collective", PERIOD) for id_ in "ABC"],
            [("quota.collective", "III.2.2.b.BK", "block", ["A", "B", "C"])],
        ),
        ([put("A", "annual.collective", 2026, "P1"), put("B", "annual.collective", 2026, "P2")], []),
        ([put("A", "annual.collective", 2026), put("B", "period.collective", PERIOD)], []),
        # outside the blocks the quota of a unit holds all the same
        (
            [put("A", "annual.collective", 2026, "V1"), put("B", "annual.collective", 2026, "V1")],
            [("quota.collective", "III.2.1.2.b.1", "block", ["A", "B"])],
        ),
        # quota.individual
        (
            [
                put("A", "annual.individual", 2026, name="Một"),
                put("B", "annual.individual", 2026, name="Hai"),
            ],
            [("quota.individual", "III.2.1.2.b.1", "block", ["A", "B"])],
        ),
        (
            [
                put("A", "period.individual", PERIOD, name="Một"),
                put("B", "period.individual", PERIOD, name="Hai"),
            ],
            [("quota.individual", "III.2.2.b.BK", "block", ["A", "B"])],
        ),
        # … two when the unit has a flag nomination, whatever its verdict; three are too many
        (
            [
                put("A", "period.individual", PERIOD, name="Một"),
                put("B", "period.individual", PERIOD, name="Hai"),
                put("F", "period.flag", PERIOD, facts={"selected": False}),
            ],
            [],
        ),
        (
            [
                put("A", "period.individual", PERIOD, name="Một"),
                put("B", "period.individual", PERIOD, name="Hai"),
                put("C", "period.individual", PERIOD, name="Ba"),
                put("F", "period.flag", PERIOD, facts={"selected": False}),
            ],
            [("quota.individual", "III.2.2.b.CO.CN", "block", ["A", "B", "C"])],
        ),
        # … which another unit's flag does not raise, nor this unit's the yearly quota
        (
            [
                put("A", "period.individual", PERIOD, name="Một"),
                put("B", "period.individual", PERIOD, name="Hai"),
                put("F", "period.flag", PERIOD, "P2"),
            ],
            [("quota.individual", "III.2.2.b.BK", "block", ["A", "B"])],
        ),
        (
            [
                put("A", "annual.individual", 2030, name="Một"),
                put("B", "annual.individual", 2030, name="Hai"),
                put("F", "period.flag", PERIOD),
            ],
            [("quota.individual", "III.2.1.2.b.1", "block", ["A", "B"])],
        ),
        # quota.flag: one in a block; none is not a block
        (
            [flag("P1", "A"), flag("P2", "B"), flag("S1", "C"), flag("X1", "D"), flag("P3", "E")],
            [("quota.flag", "III.2.2.b.CO.1-3", "block", ["A", "B", "E"])],
        ),
        ([flag("V1", "A"), flag("V2", "B")], []),
        # no quota for the other awards
        ([put(id_, "discretionary.individual", 2026, name=id_) for id_ in "ABC"], []),
        ([put(id_, "state.collective", PERIOD) for id_ in "ABC"], []),
        # one_award
        (
            [flag("P1", "A"), put("B", "period.collective", PERIOD)],
            [("one_award", "III.1.2.2", "block", ["A", "B"])],  # flag plus certificate is told once
        ),
        ([flag("P1", "A"), put("B", "period.collective", PERIOD, "P2")], []),
        (
            [put("A", "annual.collective", 2026), put("B", "discretionary.collective", 2026)],
            [("one_award", "III.1.2.2", "block", ["A", "B"])],
        ),
        ([put("A", "annual.collective", 2026), put("B", "discretionary.collective", 2027)], []),
        ([put("A", "annual.collective", 2030), put("B", "discretionary.collective", PERIOD)], []),
        (
            [put("A", "annual.individual", 2026, name="Một"), put("B", "adhoc.individual", 2026, name="Một")],
            [("one_award", "III.1.2.2", "block", ["A", "B"])],
        ),
        (
            [put("A", "annual.individual", 2026, name="Một"), put("B", "adhoc.individual", 2026, name="Hai")],
            [],
        ),
        (
            [
                put("A", "annual.individual", 2026, "P1", name="Một"),
                put("B", "adhoc.individual", 2026, "P2", name="Một"),
            ],
            [],  # people are told apart by unit and name
        ),
        ([put("A", "annual.collective", 2026), put("B", "adhoc.individual", 2026, name="Một")], []),
        (
            [
                put("A", "annual.individual", 2026, name="Nguyễn Văn Một"),
                put("B", "adhoc.individual", 2026, name="Nguye\u0302\u0303n Va\u0306n Mo\u0323\u0302t"),
            ],
            [("one_award", "III.1.2.2", "block", ["A", "B"])],  # the same name in another normal form
        ),
        (
            [flag("P1", "A"), put("B", "period.collective", PERIOD), put("C", "state.collective", PERIOD)],
            [("one_award", "III.1.2.2", "block", ["A", "B", "C"])],  # one violation per group
        ),
    ],
)
def test_limits(evaluate: Evaluate, nominations: list[Data], expected: list[Any]) -> None:
    assert broken(evaluate(case(*nominations))) == expected


def test_a_nomination_with_verdict_not_met_still_counts_for_the_quota(evaluate: Evaluate) -> None:
    result = evaluate(
        case(
            put("A", "annual.collective", 2026, ideas="K"),
            put("B", "annual.collective", 2026),
            index=[row(2026, "P1", 1)],
            initiatives=[idea("K")],
        )
    )
    assert [n["verdict"] for n in result["nominations"]] == ["met", "not_met"]
    assert broken(result) == [("quota.collective", "III.2.1.2.b.1", "block", ["A", "B"])]


@pytest.mark.parametrize(
    ("reading", "effect"), [(None, "ask"), ("ask", "ask"), ("never", "block"), ("free", None)]
)
def test_reading_initiative_reuse(evaluate: Evaluate, reading: str | None, effect: str | None) -> None:
    """K1 is named twice; K2 has been used before; K3 is named twice in one nomination, K4 by nobody."""
    result = evaluate(
        case(
            put("A", "annual.collective", 2026, ideas="K1 K3 K3"),
            put("B", "annual.collective", 2027, ideas="K1"),
            put("C", "annual.collective", 2028, ideas="K2"),
            readings={"initiative_reuse": reading} if reading else {},
            initiatives=[
                idea("K1"),
                idea("K2", used_for=["period.collective", "annual.individual"]),
                idea("K3", used_for=[]),
                idea("K4", used_for=["annual.collective"]),
            ],
        )
    )
    expected = [
        ("initiative_reuse", "III.1.2.2", effect, ["A", "B"]),
        ("initiative_reuse", "III.1.2.2", effect, ["C"]),
    ]
    assert broken(result) == (expected if effect else [])
    uses = (("K1", "02 lần"), ("K2", "03 lần"))
    for violation, (id_, times) in zip(result["violations"], uses, strict=False):
        assert id_ in violation["text"]
        assert times in violation["text"]
        assert ("cần ý kiến" in violation["text"]) == (effect == "ask")


def test_initiatives_that_are_the_same_serve_once_together(evaluate: Evaluate) -> None:
    """A names K1 and B its copy; C names the copy of one that has served before."""
    result = evaluate(
        case(
            put("A", "annual.collective", 2026, ideas="K1"),
            put("B", "annual.collective", 2027, ideas="K2"),
            put("C", "annual.collective", 2028, ideas="K4"),
            initiatives=[
                idea("K1"),
                idea("K2", same_as="K1"),
                idea("K3", used_for=["period.collective"]),
                idea("K4", same_as="K3"),
            ],
        )
    )
    assert broken(result) == [
        ("initiative_reuse", "III.1.2.2", "ask", ["A", "B"]),
        ("initiative_reuse", "III.1.2.2", "ask", ["C"]),
    ]


def test_every_naming_is_a_use_even_if_the_initiative_does_not_count(evaluate: Evaluate) -> None:
    """Not recognised, and of another unit."""
    result = evaluate(
        case(
            put("A", "annual.collective", 2026, "P1", ideas="K"),
            put("B", "adhoc.collective", 2026, "P2", ideas="K"),
            initiatives=[{"id": "K", "unit": "P3"}],
        )
    )
    assert broken(result) == [("initiative_reuse", "III.1.2.2", "ask", ["A", "B"])]

"""A frozen session of the council, counted again from its file alone: what was altered is found and named."""

from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest
from tests.core.council_sessions import Content, coded, on_paper, secret, session

from thidua.core.frozen_council import NotCouncil, mismatches


@pytest.mark.parametrize("made", [session, secret, on_paper])
def test_a_true_session_stands(made: Callable[[], Content]) -> None:
    assert mismatches(made()) == []


def altered(content: Content, path: str, value: Any) -> Content:
    told = deepcopy(content)
    *way, last = (int(step) if step.isdecimal() else step for step in path.split("."))
    place: Any = told
    for step in way:
        place = place[step]
    place[last] = value
    return told


@pytest.mark.parametrize(
    ("made", "path", "value", "what"),
    [
        (session, "items.0.agreed", 5, "đồng ý + không đồng ý + không chọn"),
        (session, "items.0.votes.4.choice", coded("agree"), "phiếu đồng ý, không đồng ý, không chọn"),
        (session, "items.0.votes.4.seat", 6, "người biểu quyết"),
        (session, "items.0.is_passed", False, "kết quả"),
        (session, "items.2.is_passed", True, "kết quả"),
        (session, "items.2.is_flag", False, "kết quả"),
        (session, "rule.majority", coded("nine_tenths"), "kết quả"),
        (session, "rule.counts", coded("present"), "tính trên số thành viên"),
        (session, "items.1.members", 6, "tính trên số thành viên"),
        (session, "items.1.recused", [], "tính trên số thành viên"),
        (session, "items.1.place", 1, "số lần trong chương trình"),
        (session, "members.4.is_present", False, "bỏ phiếu"),
        (session, "rule.quorum", coded("nine_tenths"), "điều kiện họp"),
        (secret, "receipts", [], "số biên nhận khác nhau"),
        (secret, "receipts.1", "0" * 64, "số biên nhận khác nhau"),
        (secret, "members.5.has_voted", True, "bỏ phiếu"),
        (secret, "items.0.blank", 1, "đồng ý + không đồng ý + không chọn"),
        (on_paper, "counts.1.typist", 1, "kiểm phiếu"),
        (on_paper, "counts.0.ballots", 4, "kiểm phiếu"),
        (on_paper, "items.0.agreed", 3, "phiếu đồng ý, không đồng ý, không chọn"),
        (on_paper, "counts", [], "kiểm phiếu"),
        (on_paper, "members.0.is_present", False, "số phiếu"),
    ],
)
def test_what_was_altered_is_named(made: Callable[[], Content], path: str, value: Any, what: str) -> None:
    assert what in [one.what for one in mismatches(altered(made(), path, value))]


@pytest.mark.parametrize(
    ("path", "value", "told"),
    [
        ("way", coded("shouted"), "way"),
        ("rule.majority", coded("most"), "rule.majority"),
        ("rule.counts", coded("all"), "rule.counts"),
        ("members.1.seat", 1, "members"),
        ("items.0.agreed", "4", "sai kiểu"),
        ("items", None, "sai kiểu"),
        ("members", [{}], "seat"),
    ],
)
def test_what_is_no_session_is_refused_with_the_place(path: str, value: Any, told: str) -> None:
    with pytest.raises(NotCouncil, match=told):
        mismatches(altered(session(), path, value))

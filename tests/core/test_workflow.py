"""The table of moves: what can be done now, and what stands in the way of the rest."""

import pytest

from thidua.core.roles import Role
from thidua.core.workflow import Move, Stop, Workflow

OFFICER, HEAD = Role.UNIT_OFFICER, Role.UNIT_HEAD
PAPER = Workflow(
    [
        Move("hand_over", frozenset({"draft", "returned"}), "to_sign", frozenset({OFFICER})),
        Move("sign", frozenset({"to_sign"}), "sent", frozenset({HEAD}), clause="IV.1"),
        Move("hand_back", frozenset({"to_sign"}), "draft", frozenset({HEAD, OFFICER})),
    ]
)


@pytest.mark.parametrize(
    ("action", "state", "roles", "stop"),
    [
        ("sign", "to_sign", {HEAD}, None),
        ("sign", "to_sign", {OFFICER}, Stop.ROLE),
        ("sign", "draft", {HEAD}, Stop.STATE),
        # Where both stand in the way, waiting for the state comes first: roles may change by then.
        ("sign", "draft", {OFFICER}, Stop.STATE),
        ("hand_over", "returned", {OFFICER, HEAD}, None),
        ("hand_over", "draft", set(), Stop.ROLE),
    ],
)
def test_a_move_is_stopped_by_the_state_or_by_the_role(action, state, roles, stop):
    assert PAPER.stop(action, state, roles) is stop


def test_what_is_open_comes_in_the_order_of_the_table():
    assert [move.action for move in PAPER.open_to("to_sign", {HEAD})] == ["sign", "hand_back"]
    assert [move.action for move in PAPER.open_to("sent", {HEAD, OFFICER})] == []
    assert PAPER["sign"].after == "sent"


def test_two_moves_of_one_name_are_a_mistake():
    with pytest.raises(ValueError, match="sign"):
        Workflow([*PAPER, PAPER["sign"]])


def test_an_unknown_act_is_a_mistake():
    with pytest.raises(KeyError):
        PAPER.stop("burn", "draft", {HEAD})

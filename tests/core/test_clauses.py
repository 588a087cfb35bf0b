"""Every clause of the plan is listed with how it is met, and the rules and the list agree."""

from collections.abc import Iterator

from scripts.clauses_page import PAGE, clauses_page

from thidua.core.programme import (
    Award,
    Node,
    Programme,
    RankWithin,
    Written,
    YearsInTop,
    load_programme,
)
from thidua.core.programme_checks import walk_nodes

CONTRACT = [
    "III.2.1.2.a.TT",
    "III.2.1.2.a.TT.1",
    "III.2.1.2.a.TT.2.S",
    "III.2.1.2.a.TT.2.P",
    "III.2.1.2.a.TT.2.X",
    "III.2.1.2.a.CN",
    "III.2.1.2.a.CN.0",
    "III.2.1.2.a.CN.1",
    "III.2.1.2.a.CN.2",
    "III.2.2.a.TT",
    "III.2.2.a.TT.1",
    "III.2.2.a.TT.2",
    "III.2.2.a.TT.3",
    "III.2.2.a.TT.4",
    "III.2.2.a.TT.5",
    "III.2.2.a.CN",
    "III.2.2.a.CN.0",
    "III.2.2.a.CN.1",
    "III.2.2.a.CN.2",
    "III.2.2.b.BK",
    "III.2.2.b.BK.S",
    "III.2.2.b.BK.P",
    "III.2.2.b.BK.X",
    "III.2.2.b.CO",
    "III.2.2.b.CO.0",
    "III.2.2.b.CO.1-3",
    "III.2.2.b.CO.CN",
    "III.2.1.2.b.1",
    "III.2.1.2.b.2",
    "III.2.2.b.NGOAI",
    "III.3.1.b",
    "III.2.2.b.NN",
    "III.1.2.2",
    "III.3.1.a",
    "III.3.2",
    "IV.1.b",
]


def _node_clauses(node: Node) -> Iterator[str]:
    for _, part in walk_nodes(node):
        if isinstance(part, RankWithin | YearsInTop | Written):
            yield from part.clauses.values()
        elif hasattr(part, "clause"):
            yield part.clause


def _award_clauses(award: Award) -> Iterator[str]:
    yield award.clause
    if award.outside_clause:
        yield award.outside_clause
    yield from _node_clauses(award.criteria)


def _used_clauses(plan: Programme) -> set[str]:
    used = {plan.one_award.clause, plan.initiative_reuse.clause, *(d.clause for d in plan.deadlines)}
    for award in plan.awards:
        used.update(_award_clauses(award))
    for quota in plan.quotas:
        used.update([quota.clause] if quota.clause else (quota.clauses or {}).values())
        if quota.raised:
            used.add(quota.raised.clause)
    return used


def test_every_clause_of_the_contract_is_listed() -> None:
    listed = load_programme().clause_by_id
    assert [clause for clause in CONTRACT if clause not in listed] == []


def test_the_rules_use_exactly_the_clauses_of_the_contract() -> None:
    assert _used_clauses(load_programme()) == set(CONTRACT)


def test_every_clause_met_by_a_rule_is_used_by_one_or_stands_above_one() -> None:
    plan = load_programme()
    used = _used_clauses(plan)
    unused = [
        clause.id
        for clause in plan.clauses
        if clause.met_by == "rule"
        and clause.id not in used
        and not any(other.startswith(f"{clause.id}.") for other in used)
    ]
    assert unused == []


def test_every_clause_a_rule_uses_is_said_to_be_met_by_a_rule_and_now() -> None:
    clauses = load_programme().clause_by_id
    wrong = [
        id_
        for id_ in _used_clauses(load_programme())
        if (clauses[id_].met_by, clauses[id_].since) != ("rule", "now")
    ]
    assert wrong == []


def test_the_whole_plan_is_walked_without_a_gap() -> None:
    rows = [clause.row for clause in load_programme().clauses]
    assert sorted(set(rows)) == list(range(1, 66))


def test_the_page_of_clauses_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == clauses_page(load_programme()), (
        "python scripts/clauses_page.py"
    )

"""The same rule in two rule engines. Both get complete facts in dicts: neither knows “not known”."""

import json
from typing import Any

from bench.country import YEARS
from thidua.core.criteria import Subject

Context = dict[str, Any]


def context_of(subject: Subject) -> Context:
    """What the engines read: ranks, top, counts and facts, with every unknown made “no” beforehand."""
    facts: Context = {
        "block": subject.unit.block.value,
        "selected": subject.facts.selected is True,
        "outstanding": subject.facts.outstanding is True,
        "initiatives": sum(
            item.recognised is not None and item.applied is not None and item.replicable is True
            for item in subject.initiatives
        ),
    }
    for year in YEARS:
        place = subject.standings.get(year)
        facts[f"r{year}"] = place.rank if place is not None else 1_000_000
    return facts


def expected(context: Context) -> bool:
    """What the rule says of a context, to check that all say the same."""
    top = {"so": 5, "phuong": 10, "xa": 15}[context["block"]]
    hits = sum(context[f"r{year}"] <= top for year in YEARS)
    return hits >= 3 and ((context["selected"] and context["outstanding"]) or context["initiatives"] >= 2)


def zen_table(rows: list[Context]) -> Any:
    """A zen-engine decision: a top by block from a decision table, then the rule. Gives a callable."""
    import zen

    top = {"so": 5, "phuong": 10, "xa": 15}
    hits = " + ".join(f"(r{year} <= top ? 1 : 0)" for year in YEARS)
    graph = {
        "contentType": "application/vnd.gorules.decision",
        "nodes": [
            {"id": "in", "name": "in", "type": "inputNode", "position": {"x": 0, "y": 0}},
            {
                "id": "table",
                "name": "table",
                "type": "decisionTableNode",
                "position": {"x": 1, "y": 0},
                "content": {
                    "hitPolicy": "first",
                    "passThrough": True,
                    "inputs": [{"id": "b", "name": "block", "field": "block"}],
                    "outputs": [{"id": "t", "name": "top", "field": "top"}],
                    "rules": [{"_id": block, "b": f'"{block}"', "t": str(n)} for block, n in top.items()],
                },
            },
            {
                "id": "rule",
                "name": "rule",
                "type": "expressionNode",
                "position": {"x": 2, "y": 0},
                "content": {
                    "expressions": [
                        {
                            "id": "met",
                            "key": "met",
                            "value": f"({hits}) >= 3 and ((selected and outstanding) or initiatives >= 2)",
                        }
                    ]
                },
            },
            {"id": "out", "name": "out", "type": "outputNode", "position": {"x": 3, "y": 0}},
        ],
        "edges": [
            {"id": "1", "sourceId": "in", "targetId": "table", "type": "edge"},
            {"id": "2", "sourceId": "table", "targetId": "rule", "type": "edge"},
            {"id": "3", "sourceId": "rule", "targetId": "out", "type": "edge"},
        ],
    }
    decision = zen.ZenEngine().create_decision(json.dumps(graph))
    return lambda: [decision.evaluate(row)["result"]["met"] for row in rows]


def zen_expression(rows: list[Context]) -> Any:
    """The rule as one compiled zen expression: no table, no trace."""
    import zen

    top = '(block == "so" ? 5 : block == "phuong" ? 10 : 15)'
    hits = " + ".join(f"(r{year} <= {top} ? 1 : 0)" for year in YEARS)
    rule = zen.compile_expression(f"({hits}) >= 3 and ((selected and outstanding) or initiatives >= 2)")
    return lambda: [rule.evaluate(row) for row in rows]


def cel_program(rows: list[Context]) -> Any:
    """The rule as one compiled CEL program (common-expression-language)."""
    import cel

    top = '(block == "so" ? 5 : block == "phuong" ? 10 : 15)'
    hits = " + ".join(f"(r{year} <= {top} ? 1 : 0)" for year in YEARS)
    program = cel.compile(f"({hits}) >= 3 && ((selected && outstanding) || initiatives >= 2)")
    return lambda: [program.execute(row) for row in rows]

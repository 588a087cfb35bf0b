"""The worked examples: what a lawyer expects of the rules, case by case."""

from collections import Counter
from typing import Any

import pytest
from tests.core.case_files import parsed, read_examples

from thidua.core.evaluate import evaluate_case
from thidua.core.programme import load_programme

EXAMPLES = read_examples()
EXPECTED_KEYS = {
    "verdict",
    "clauses",
    "missing_empty",
    "missing_count",
    "missing_sizes",
    "notices_mention",
    "notices_silent_on",
}
DECIDED_ELSEWHERE = {18: "cases/deadlines.yaml", 20: "the recusal of roles, not of rules"}


def _name(example: dict[str, Any]) -> str:
    return f"{example['file']}: {example['title']}"


@pytest.mark.parametrize("example", EXAMPLES, ids=_name)
def test_the_rules_say_what_the_example_expects(example: dict[str, Any]) -> None:
    result = evaluate_case(parsed(example)).as_dict()
    found = {nomination["id"]: nomination for nomination in result["nominations"]}
    expected = dict(example["expect"])
    violations = expected.pop("violations", [])
    wrong: list[str] = []
    for id_, wanted in expected.items():
        assert set(wanted) <= EXPECTED_KEYS, f"unknown expectation in {_name(example)}"
        _compare(id_, wanted, found[id_], wrong)
    got = [{key: v[key] for key in ("rule", "clause", "effect", "nominations")} for v in result["violations"]]
    wanted_violations = [{"effect": "block", **v} for v in violations]
    if sorted(map(repr, got)) != sorted(
        repr({key: v[key] for key in ("rule", "clause", "effect", "nominations")}) for v in wanted_violations
    ):
        wrong.append(f"violations: expected {wanted_violations}, got {got}")
    assert not wrong, "\n".join([_name(example), f"  {example['why']}", *(f"  {line}" for line in wrong)])


def _compare(id_: str, wanted: dict[str, Any], got: dict[str, Any], wrong: list[str]) -> None:
    if got["verdict"] != wanted["verdict"]:
        wrong.append(f"{id_}: verdict {got['verdict']}, expected {wanted['verdict']}")
    if "clauses" in wanted and sorted(got["clauses"]) != sorted(wanted["clauses"]):
        wrong.append(f"{id_}: clauses {got['clauses']}, expected {wanted['clauses']}")
    missing = got["missing"]
    if wanted.get("missing_empty") and missing:
        wrong.append(f"{id_}: missing {missing}, expected none")
    if "missing_count" in wanted and len(missing) != wanted["missing_count"]:
        wrong.append(f"{id_}: {len(missing)} ways, expected {wanted['missing_count']}: {missing}")
    if "missing_sizes" in wanted and sorted(map(len, missing)) != sorted(wanted["missing_sizes"]):
        wrong.append(
            f"{id_}: way sizes {[len(way) for way in missing]}, expected {wanted['missing_sizes']}: {missing}"
        )
    for piece in wanted.get("notices_mention", []):
        if not any(piece in notice for notice in got["notices"]):
            wrong.append(f"{id_}: no notice mentions “{piece}”: {got['notices']}")
    for piece in wanted.get("notices_silent_on", []):
        if any(piece in notice for notice in got["notices"]):
            wrong.append(f"{id_}: a notice mentions “{piece}”: {got['notices']}")


def test_there_are_enough_examples_and_each_title_stands_once_in_its_file() -> None:
    assert len(EXAMPLES) >= 120
    twice = [name for name, count in Counter(map(_name, EXAMPLES)).items() if count > 1]
    assert twice == []


def test_the_twenty_cases_of_the_list_are_all_there() -> None:
    numbers = {example["number"] for example in EXAMPLES if "number" in example}
    assert numbers | set(DECIDED_ELSEWHERE) == set(range(1, 21))


def test_every_example_tries_clauses_of_the_plan_and_says_why() -> None:
    clauses = load_programme().clause_by_id
    for example in EXAMPLES:
        assert example["why"].endswith("."), _name(example)
        assert [c for c in example["clauses"] if c not in clauses] == [], _name(example)


def test_every_leaf_clause_has_a_yes_a_no_and_an_unknown() -> None:
    """By the trace of the examples, for each clause that carries a leaf of the rules."""
    seen: dict[str, set[str]] = {}

    def walk(trace: dict[str, Any]) -> None:
        if not trace["parts"]:
            seen.setdefault(trace["clause"], set()).add(trace["truth"])
        for part in trace["parts"]:
            walk(part)

    for example in EXAMPLES:
        for nomination in evaluate_case(parsed(example)).as_dict()["nominations"]:
            walk(nomination["trace"])
    gaps = {
        clause: sorted(_truths_a_leaf_can_have(clause) - truths)
        for clause, truths in seen.items()
        if not _truths_a_leaf_can_have(clause) <= truths
    }
    assert gaps == {}
    assert len(seen) >= 20


def _truths_a_leaf_can_have(clause: str) -> set[str]:
    if clause in {"III.3.1.b", "III.2.2.b.NN"}:
        return {"met", "unknown"}  # a text is there or can still be written: never "no"
    if clause in {"III.2.1.2.a.CN.2", "III.2.2.a.CN.2"}:
        return {"met", "not_met"}  # an absent date has not happened: never unknown
    return {"met", "not_met", "unknown"}


def test_every_option_of_every_switched_reading_is_tried() -> None:
    chosen = {
        (switch, option)
        for example in EXAMPLES
        for switch, option in {
            **load_programme().default_readings,
            **example["case"].get("readings", {}),
        }.items()
    }
    wanted = {
        (switch, option.id)
        for switch, reading in load_programme().reading_by_switch.items()
        for option in reading.options
        if switch != "deadline_day"  # tried in deadlines.yaml
    }
    assert wanted <= chosen

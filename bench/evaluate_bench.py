"""`thidua evaluate` as a whole process, on a case as large as a country: 3,433 units × 5 years."""

import json
import statistics
import sys
import tempfile
from collections import Counter
from dataclasses import fields
from pathlib import Path
from typing import Any

from bench.country import (
    COUNTRY,
    COUNTRY_YEARS,
    PERIOD,
    PERIOD_RULE,
    make_index,
    make_initiatives,
    make_nominations,
    make_units,
)
from bench.measure import Cost, Figure, cost_of, times
from thidua.core.facts import Facts

TITLE = "Evaluate: a country in one case file"
AS_OF = "2031-02-15"
SECONDS, MEGABYTES = 2.5, 300
RUNS = 5
ANSWERS = {"met", "not_met", "unknown"}

Case = dict[str, Any]


def run() -> list[Figure]:
    """The same case as JSON and as YAML, after an empty case: what the process costs by itself."""
    case = make_case(COUNTRY)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = {
            "empty.yaml": as_yaml({"as_of": AS_OF}),
            "country.json": json.dumps(case, ensure_ascii=False),
            "country.yaml": as_yaml(case),
        }
        for file, text in files.items():
            (folder / file).write_text(text, encoding="utf-8")
        costs = {file: _cost(folder, file) for file in files}
        answers = [_answer(folder, "country.json"), _answer(folder, "country.yaml")]
        sizes = {file: len(text.encode()) / 1e6 for file, text in files.items()}
    _check(case, *answers)
    floor = costs.pop("empty.yaml")
    return [
        Figure("an empty case: what the process costs by itself", f"{floor.seconds:.2f} s", _memory(floor)),
        *(
            Figure(
                f"{COUNTRY:,} units × {len(COUNTRY_YEARS)} years, one nomination and two initiatives each:"
                f" {Path(file).suffix[1:].upper()} of {sizes[file]:.1f} MB",
                f"{cost.seconds:.2f} s",
                _memory(cost),
                f"{times(cost.seconds / floor.seconds)} of the empty case",
                f"≤ {SECONDS} s, ≤ {MEGABYTES} MB",
                cost.seconds <= SECONDS and cost.megabytes <= MEGABYTES,
            )
            for file, cost in costs.items()
        ),
    ]


def make_case(count: int) -> Case:
    """A case file's data: every unit ranked in every year, with two initiatives and one nomination."""
    units = make_units(count)
    return {
        "as_of": AS_OF,
        "units": [{"code": unit.code, "name": unit.name, "block": unit.block.value} for unit in units],
        "index": [
            {"year": row.year, "unit": row.unit, "rank": row.rank, "score": float(row.score or 0)}
            | {"published": str(row.published)}
            for row in make_index(units, COUNTRY_YEARS)
        ],
        "initiatives": [
            _known(
                id=item.id,
                unit=item.unit,
                title=item.title,
                recognised=item.recognised and str(item.recognised),
                applied=item.applied and str(item.applied),
                replicable=item.replicable,
            )
            for item in make_initiatives(units)
        ],
        "nominations": [
            {
                "id": nomination.id,
                "award": nomination.award,
                "cycle": nomination.cycle,
                "unit": nomination.unit,
                "initiatives": list(nomination.initiatives),
                "facts": _known(**{one.name: getattr(nomination.facts, one.name) for one in fields(Facts)}),
            }
            for nomination in make_nominations(units, [(PERIOD_RULE, PERIOD)])
        ],
    }


def _known(**values: Any) -> Case:
    """Without what is not known: an absent key says that."""
    return {key: value for key, value in values.items() if value is not None}


def as_yaml(case: Case) -> str:
    """The way a person writes it: one line for a row, text bare."""
    lines = []
    for key, value in case.items():
        if isinstance(value, list):
            lines += [f"{key}:", *(f"  - {_flow(row)}" for row in value)]
        else:
            lines.append(f"{key}: {value}")
    return "\n".join(lines) + "\n"


def _flow(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_flow(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_flow, value)) + "]"
    return str(value).lower() if isinstance(value, bool) else str(value)


def _command(folder: Path, file: str) -> list[str]:
    return [sys.executable, "-m", "thidua", "evaluate", "--format", "json", str(folder / file)]


def _cost(folder: Path, file: str) -> Cost:
    """Median time and greatest memory of RUNS runs, after one to warm up."""
    output = folder / f"{file}.out"
    costs = [cost_of(_command(folder, file), output) for _ in range(RUNS + 1)][1:]
    return Cost(statistics.median(cost.seconds for cost in costs), max(cost.megabytes for cost in costs))


def _answer(folder: Path, file: str) -> Case:
    answer: Case = json.loads((folder / f"{file}.out").read_text(encoding="utf-8"))
    return answer


def _check(case: Case, from_json: Case, from_yaml: Case) -> None:
    """Both files give every nomination its verdict, in order, and the same; all three kinds occur."""
    assert from_json == from_yaml
    given = from_json["nominations"]
    assert [one["id"] for one in given] == [one["id"] for one in case["nominations"]]
    assert len(given) == COUNTRY
    assert set(Counter(one["verdict"] for one in given)) == ANSWERS


def _memory(cost: Cost) -> str:
    return f"{cost.megabytes:.0f} MB"

"""Reads the worked examples of a programme (format: `programmes/qd_2162_2026/cases/README.md`)."""

import json
import unicodedata
from importlib.resources import files
from pathlib import Path
from typing import Any

from thidua.core.casefile import parse_case, read_data
from thidua.core.facts import Case
from thidua.core.plain_yaml import read_yaml

CASES = Path(str(files("thidua.programmes"))) / "qd_2162_2026" / "cases"


def read_examples() -> list[dict[str, Any]]:
    """Every example of every file, its `case` merged with the file's shared part, `file` added."""
    examples = []
    for path in sorted(CASES.glob("*.yaml")):
        content = read_yaml(path.read_bytes())
        if "cases" not in content:
            continue
        for example in content["cases"]:
            merged = _merged(content.get("shared", {}), example["case"])
            examples.append({**example, "case": merged, "file": path.stem})
    return examples


def read_deadlines() -> list[dict[str, Any]]:
    """Every example of a deadline."""
    contents = [read_yaml(path.read_bytes()) for path in sorted(CASES.glob("*.yaml"))]
    return [example for content in contents for example in content.get("deadlines", ())]


def _merged(shared: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    merged = dict(shared)
    for key, value in own.items():
        before = merged.get(key)
        merged[key] = [*before, *value] if isinstance(before, list) and isinstance(value, list) else value
    return merged


def parsed(example: dict[str, Any]) -> Case:
    """The example's case as the rules take it, through the reader of case files."""
    if example.get("nfd"):
        text = unicodedata.normalize("NFD", json.dumps(example["case"], ensure_ascii=False))
        return parse_case(read_data(text.encode(), is_json=True))
    return parse_case(example["case"])

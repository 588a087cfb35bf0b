"""The commands run in this process on files of the test, to the letter of their contract."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from thidua.cli import main

Run = Callable[..., tuple[int, str, str]]
Evaluate = Callable[..., dict[str, Any]]
Refuse = Callable[..., list[str]]


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """`run(*argv)` in the folder of the test → exit status, standard output, standard error."""
    monkeypatch.chdir(tmp_path)

    def run(*argv: str) -> tuple[int, str, str]:
        try:
            status = main(argv)
        except SystemExit as stop:
            status = int(str(stop.code))
        out, err = capsys.readouterr()
        return status, out, err

    return run


@pytest.fixture
def run_on(run: Run, tmp_path: Path) -> Run:
    """`run_on(command, content, *options)` on a file in.csv → the same three."""

    def run_on(command: str, content: str | bytes, *options: str) -> tuple[int, str, str]:
        (tmp_path / "in.csv").write_bytes(content.encode() if isinstance(content, str) else content)
        return run(command, "in.csv", *options)

    return run_on


@pytest.fixture
def evaluate(run: Run, tmp_path: Path) -> Evaluate:
    """`evaluate(case)` → the JSON result; a case is YAML text, or data that becomes a JSON file."""

    def evaluate(case: str | Mapping[str, Any]) -> dict[str, Any]:
        name, text = ("case.yaml", case) if isinstance(case, str) else ("case.json", json.dumps(case))
        (tmp_path / name).write_text(text, encoding="utf-8")
        status, out, err = run("evaluate", name, "--format", "json")
        assert (status, err) == (0, "")
        result: dict[str, Any] = json.loads(out)
        return result

    return evaluate


@pytest.fixture
def refuse(run: Run, tmp_path: Path) -> Refuse:
    """`refuse(content)` → the lines of standard error: the file is refused with 2, nothing is printed."""

    def refuse(content: str | bytes, name: str = "case.yaml") -> list[str]:
        (tmp_path / name).write_bytes(content.encode() if isinstance(content, str) else content)
        status, out, err = run("evaluate", name)
        assert (status, out) == (2, "")
        assert err.endswith("\n")
        return err.splitlines()

    return refuse

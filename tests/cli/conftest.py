"""A command run in this process on a file of the test."""

from collections.abc import Callable
from pathlib import Path

import pytest

from thidua.cli import main

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run_on(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """`run_on(command, content, *options)` → exit status, standard output, standard error."""
    monkeypatch.chdir(tmp_path)

    def run(command: str, content: str | bytes, *options: str) -> tuple[int, str, str]:
        raw = content.encode() if isinstance(content, str) else content
        (tmp_path / "in.csv").write_bytes(raw)
        try:
            status = main([command, "in.csv", *options])
        except SystemExit as stop:
            status = int(str(stop.code))
        out, err = capsys.readouterr()
        return status, out, err

    return run

"""Everything CI looks at besides the tests; goes on after a failure and lists the failed at the end."""

import os
import secrets
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent


def production(state: str) -> dict[str, str]:
    """The settings of a production machine, for `check --deploy`; nothing is stored anywhere."""
    return {
        "THIDUA_PRODUCTION": "1",
        "THIDUA_SECRET_KEY": secrets.token_urlsafe(64),
        "THIDUA_HOSTS": "thidua.example",
        "THIDUA_ORIGINS": "https://thidua.example",
        "THIDUA_BEHIND_HTTPS_PROXY": "1",
        "THIDUA_STATE_DIR": state,
    }


def main() -> int:
    """Runs the checks side by side; the exit code is 1 when one failed."""
    django = [sys.executable, "-W", "error", "-m", "django"]
    settings = ["--settings", "thidua.config.settings"]
    with tempfile.TemporaryDirectory() as state:
        live = production(state)
        checks: list[tuple[str, list[str], dict[str, str]]] = [
            ("style", [str(BIN / "ruff"), "check", "--quiet", "."], {}),
            ("format", [str(BIN / "ruff"), "format", "--quiet", "--check", "."], {}),
            ("types", [str(BIN / "mypy")], {}),
            ("layers", [str(BIN / "lint-imports")], {}),
            ("translations", [sys.executable, "scripts/messages.py", "check"], {}),
            (
                "production settings",
                [*django, "check", "--deploy", "--fail-level", "WARNING", *settings],
                live,
            ),
            ("migrations", [*django, "makemigrations", "--check", "--dry-run", *settings], {}),
            ("collected static files", [*django, "collectstatic", "--noinput", "-v", "0", *settings], live),
            ("packages", [sys.executable, "-m", "pip", "check"], {}),
        ]
        with ThreadPoolExecutor(os.cpu_count()) as side_by_side:
            done = list(side_by_side.map(lambda check: _run(*check[1:]), checks))
        failed = [name for (name, *_), one in zip(checks, done, strict=True) if not _passes(name, one)]
    if failed:
        print(f"\nFailed: {', '.join(failed)}.")
    return 1 if failed else 0


def _run(command: list[str], extra: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, cwd=ROOT, env={**os.environ, **extra}, check=False, capture_output=True, text=True
    )


def _passes(name: str, done: subprocess.CompletedProcess[str]) -> bool:
    print(f"{'ok    ' if done.returncode == 0 else 'FAILED'}  {name}", flush=True)
    if done.returncode:
        print(done.stdout + done.stderr, flush=True)
    return done.returncode == 0


if __name__ == "__main__":
    sys.exit(main())

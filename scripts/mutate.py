"""Changes the rules on purpose, one place at a time, and counts the changes that the tests notice.

    make mutate                       the whole core, 20 minutes or so, and writes docs/mutation.md
    make mutate ARGS=--survivors      only what survived the last time, after adding tests
    make mutate ARGS="--only needs"   that file alone

mutmut does the work on a copy of the core in mutants/project, with the tests of the core and of the commands
alone: no Django, no database. Every decorated function is given a plain body first (scripts/unfold.py). Exit
status 1 when the score of a whole run is below the goal.
"""

import argparse
import ast
import difflib
import io
import json
import os
import platform
import shutil
import subprocess
import sys
import time
import tokenize
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path

from unfold import unfolded

ROOT = Path(__file__).resolve().parents[1]
WORK = ROOT / "mutants" / "project"
PAGE = ROOT / "docs" / "mutation.md"
ALIVE_LIST = ROOT / "mutants" / "alive.txt"
START, END = "<!-- figures: scripts/mutate.py -->", "<!-- end of figures -->"
GOAL = 90.0
CORE = "src/thidua/core"
COPIED = (
    "examples",
    "scripts",
    "docs",
    "src/thidua/__init__.py",
    "src/thidua/__main__.py",
    "src/thidua/cli.py",
    "src/thidua/cli_commands",
    "src/thidua/programmes",
    "src/thidua/reference",
    CORE,
    "tests/core",
    "tests/cli",
)
NOTICED = {1: "killed", 3: "killed", **dict.fromkeys((36, -24, 24, 152, 255), "timeout")}
ALIVE = {0: "survived", 5: "no test", 33: "no test", None: "not run"}

PYTEST_INI = """[pytest]
pythonpath = src .
addopts = --strict-markers --import-mode=importlib -q -p no:cacheprovider -p no:django -p no:xdist
filterwarnings = error
markers =
    browser: none here
    postgres: none here
"""

CONFTEST = '''"""Every run starts cold: the process it is forked from has the right answers in its caches."""

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

KILLERS = Path(__file__).parent / "killers"
READERS = ("programme", "plain_yaml", "text", "blocks")
WORDS = ("thidua.core.text", "thidua.core.placenames")


def clear(names):
    for name in names:
        for value in vars(sys.modules[name]).values() if name in sys.modules else ():
            if hasattr(value, "cache_clear"):
                value.cache_clear()


def another_process(*args, **kwargs):
    pytest.skip("slow, and what starts a process of its own is tested without it too")


subprocess.run = another_process


def forget_names_of_parameters():
    """Collected a second time in one process, pytest would escape them twice and not find them."""
    tests = [module for name, module in sys.modules.items() if name.startswith("tests.")]
    for value in [value for module in tests for value in vars(module).values()]:
        for mark in getattr(value, "pytestmark", ()):
            for made in (mark, getattr(mark, "_param_ids_from", None)):
                if made is not None:
                    object.__setattr__(made, "_param_ids_generated", None)


def pytest_sessionstart():
    forget_names_of_parameters()
    clear(WORDS)
    if any(f".{reader}" in os.environ.get("MUTANT_UNDER_TEST", "") for reader in READERS):
        clear([name for name in list(sys.modules) if name.startswith("thidua.core")])


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup():
    clear(WORDS)


def killers():
    """Where the tests are remembered that noticed another change of the same function."""
    function = os.environ.get("MUTANT_UNDER_TEST", "").partition("__mutmut_")[0]
    return KILLERS / function if "." in function else None


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """What noticed the last changes of this function comes first, the long searches last."""
    path = killers()
    known = Counter(path.read_text(encoding="utf-8").splitlines()) if path and path.exists() else {}
    items.sort(key=lambda item: (-known.get(item.nodeid, 0), hasattr(item.function, "hypothesis")))


def pytest_runtest_logreport(report):
    path = killers()
    if report.failed and path:
        path.parent.mkdir(exist_ok=True)
        with path.open("a", encoding="utf-8") as file:
            file.write(f"{report.nodeid}\\n")
'''


@dataclass(frozen=True)
class Mutant:
    """One change: where, what was written, what is written instead, and what the tests said."""

    file: str
    function: str
    name: str
    status: str
    old: str
    new: str
    is_words: bool

    @property
    def is_noticed(self) -> bool:
        return self.status in ("killed", "timeout")


def main() -> int:
    """Runs what is asked for and writes the page. Exit status 1: below the goal."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("--survivors", action="store_true", help="only what survived the last time")
    parser.add_argument("--only", nargs="+", default=[], metavar="FILE", help="only these files: needs trace")
    parser.add_argument("--jobs", type=int, default=min(2, os.cpu_count() or 1), help="processes (default 2)")
    parser.add_argument("--page", action="store_true", help="only write the page from the last run")
    asked = parser.parse_args()
    started = time.monotonic()
    if not asked.page:
        alive = [mutant.name for mutant in read_mutants() if not mutant.is_noticed] if asked.survivors else []
        prepare(fresh=not asked.survivors and not asked.only)
        names = alive or ([f"thidua.core.{file}.*" for file in asked.only])
        if asked.survivors and not alive:
            print("Nothing survived the last time.")
        elif run_mutmut(names, asked.jobs):
            return 1
    mutants = [m for m in read_mutants() if not asked.only or m.file.removesuffix(".py") in asked.only]
    minutes = (time.monotonic() - started) / 60
    ALIVE_LIST.write_text("\n".join(survivor_lines(mutants)) + "\n", encoding="utf-8")
    print(*score_lines(mutants), f"What no test noticed: {ALIVE_LIST.relative_to(ROOT)}", sep="\n")
    if not asked.only:
        write_page(mutants, None if asked.survivors or asked.page else minutes)
    return int(score(mutants) < GOAL)


# --- running ---


def prepare(*, fresh: bool) -> None:
    """The copy that is mutated. Not fresh: what is there keeps its results, the tests are copied anew."""
    if fresh:
        shutil.rmtree(WORK, ignore_errors=True)
    for path in COPIED:
        source, target = ROOT / path, WORK / path
        if source.is_file():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, target)
        elif path != CORE:
            shutil.rmtree(target, ignore_errors=True)
            shutil.rmtree(WORK / "mutants" / path, ignore_errors=True)
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__", "user-guide"))
    (WORK / CORE).mkdir(parents=True, exist_ok=True)
    for source in (ROOT / CORE).glob("*.py"):
        write_if_new(WORK / CORE / source.name, unfolded(source.read_text(encoding="utf-8")))
    shutil.copy2(ROOT / "pyproject.toml", WORK)
    (WORK / "pytest.ini").write_text(PYTEST_INI, encoding="utf-8")
    (WORK / "conftest.py").write_text(CONFTEST, encoding="utf-8")


def write_if_new(path: Path, text: str) -> None:
    """mutmut makes the mutants of a file anew when the file is newer than they are."""
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8")


def run_mutmut(names: Sequence[str], jobs: int) -> int:
    """mutmut on the copy; returns its exit status."""
    command = [str(Path(sys.executable).with_name("mutmut")), "run", "--max-children", str(jobs), *names]
    environment = {
        **os.environ,
        "THIDUA_HYPOTHESIS": "quick",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    log = WORK / "mutmut.log"
    print(f"Running mutmut, which writes to {log.relative_to(ROOT)} …", flush=True)
    with log.open("w", encoding="utf-8") as out:
        done = subprocess.run(command, cwd=WORK, env=environment, check=False, stdout=out, stderr=out)
    if done.returncode:
        print(*log.read_text(encoding="utf-8").replace("\r", "\n").splitlines()[-30:], sep="\n")
    return done.returncode


# --- reading ---


def read_mutants() -> list[Mutant]:
    """Every mutant of the last run, in the order of the files."""
    folder = WORK / "mutants" / CORE
    return [mutant for meta in sorted(folder.glob("*.meta")) for mutant in _mutants_of(meta)]


def _mutants_of(meta: Path) -> Iterable[Mutant]:
    exits = json.loads(meta.read_text(encoding="utf-8"))["exit_code_by_key"]
    if not exits:
        return
    path = meta.with_suffix("")
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    spans = json.loads(path.with_name(f"{path.name}.spans").read_text(encoding="utf-8"))["spans"]

    def text_of(mangled: str) -> str:
        first, last = spans[mangled]
        return "".join(lines[first - 1 : last]).replace(mangled, "it")

    for name, code in exits.items():
        mangled = name.rpartition(".")[2]
        base, _, _ = mangled.partition("__mutmut_")
        function = base.removeprefix("x_").replace("xǁ", "").replace("ǁ", ".").removesuffix("__body")
        old, new = changed_lines(text_of(f"{base}__mutmut_orig"), text_of(mangled))
        status = NOTICED.get(code) or ALIVE.get(code, "killed")  # any other end is a crash: noticed
        yield Mutant(path.name, function, name, status, old, new, is_words(old, new))


def changed_lines(before: str, after: str) -> tuple[str, str]:
    """What differs between two versions of a function: the lines as they were and as they are."""
    old, new = before.splitlines(), after.splitlines()
    steps = difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    gone = [line.strip() for tag, a, b, _, _ in steps if tag != "equal" for line in old[a:b]]
    come = [line.strip() for tag, _, _, a, b in steps if tag != "equal" for line in new[a:b]]
    return " ".join(gone), " ".join(come)


def is_words(old: str, new: str) -> bool:
    """Whether the change is only in a text for people: one literal with a blank or a letter beyond ASCII."""
    before, after = (_tokens(text) for text in (old, new))
    if len(before) != len(after):
        return False
    differ = [(a, b) for a, b in zip(before, after, strict=True) if a != b]
    if len(differ) != 1 or differ[0][0].type != tokenize.STRING:
        return False
    literal = differ[0][0].string
    if literal[0] in "fFrRbB":
        return False
    text = ast.literal_eval(literal)
    return any(char.isalpha() for char in text) and (" " in text or not text.isascii())


@dataclass(frozen=True)
class _Token:
    type: int
    string: str


def _tokens(text: str) -> list[_Token]:
    found = []
    try:
        for token in tokenize.generate_tokens(io.StringIO(text).readline):
            if token.type not in (tokenize.NEWLINE, tokenize.NL, tokenize.INDENT, tokenize.DEDENT):
                found.append(_Token(token.type, token.string))
    except (tokenize.TokenError, IndentationError):
        pass  # a piece of a longer statement; what was read of it is compared
    return found


# --- telling ---


def score(mutants: Sequence[Mutant]) -> float:
    """The share of mutants that the tests notice, in percent."""
    return 100 * sum(mutant.is_noticed for mutant in mutants) / len(mutants) if mutants else 0.0


def score_lines(mutants: Sequence[Mutant]) -> list[str]:
    """The figures of a run, as Markdown."""
    rules = [mutant for mutant in mutants if not mutant.is_words]
    words = [mutant for mutant in mutants if mutant.is_words]
    lines = [
        f"**{score(mutants):.1f} % of {len(mutants):,} mutants are noticed.** "
        f"Of the {len(rules):,} that change what the rules do, {score(rules):.1f} %; "
        f"of the {len(words):,} that change only the wording of a text, {score(words):.1f} %.",
        "",
        "| file | mutants | noticed | alive | score | of these words |",
        "| --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    for file, total in Counter(mutant.file for mutant in mutants).items():
        own = [mutant for mutant in mutants if mutant.file == file]
        noticed = sum(mutant.is_noticed for mutant in own)
        texts = sum(mutant.is_words for mutant in own)
        lines.append(
            f"| `{file}` | {total} | {noticed} | {total - noticed} | {score(own):.1f} % | {texts or ''} |"
        )
    return lines


def survivor_lines(mutants: Sequence[Mutant]) -> list[str]:
    """Every mutant that no test noticed, with the change it made."""
    return [
        f"{mutant.file} {_shown(mutant)}{' (words)' if mutant.is_words else ''}"
        for mutant in mutants
        if not mutant.is_noticed
    ]


def _shown(mutant: Mutant) -> str:
    old, new = _trimmed(mutant.old, mutant.new)
    return f"{mutant.function}: `` {old} `` → `` {new} ``"


def _trimmed(old: str, new: str, around: int = 30) -> tuple[str, str]:
    """Both lines cut down to where they differ."""
    start, end = _common(old, new), _common(old[::-1], new[::-1])
    first = max(0, start - around)
    shown = []
    for text in (old, new):
        last = min(len(text), max(start, len(text) - end) + around)
        shown.append(("…" if first else "") + text[first:last] + ("…" if last < len(text) else ""))
    return shown[0], shown[1]


def _common(one: str, other: str) -> int:
    """How many characters two texts begin with in common."""
    return next(
        (n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(map(len, (one, other)))
    )


def write_page(mutants: Sequence[Mutant], minutes: float | None) -> None:
    """The figures between the markers of the page. `minutes` None: not a whole run, so no time is told."""
    page = PAGE.read_text(encoding="utf-8")
    head, rest = page.split(START)
    _, tail = rest.split(END)
    took = f", {minutes:.0f} minutes" if minutes is not None else ""
    measured = (
        f"Measured on {date.today():%d/%m/%Y} with mutmut {version('mutmut')}, "  # noqa: DTZ011
        f"pytest {version('pytest')}, hypothesis {version('hypothesis')}, "
        f"Python {platform.python_version()}{took}."
    )
    figures = "\n".join([measured, "", *score_lines(mutants)])
    PAGE.write_text(f"{head}{START}\n\n{figures}\n\n{END}{tail}", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())

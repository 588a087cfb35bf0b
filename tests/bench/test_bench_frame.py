"""The frame of the benchmarks: figures as a table, tables in the README, goals as an exit status.

Nothing is timed here.
"""

import inspect
import sys
from datetime import date
from importlib import import_module
from types import ModuleType

import pytest
from bench.measure import Figure, cost_of, milliseconds, percentile, times
from bench.report import README, describe_machine, table, write_table

from bench import __main__ as runner

FIGURES = [
    Figure("list of units, 127 units", "12.3 ms", "p95 14.0 ms", "0.40× of the admin list", "≤ 40 ms", True),
    Figure("what-if", "140 ms", goal="≤ 100 ms", holds=False),
    Figure("rapidfuzz", "44 s"),
]


@pytest.fixture
def readme(tmp_path, monkeypatch):
    """A README with one table between two sentences; the runner writes into it."""
    path = tmp_path / "README.md"
    path.write_text(
        "Before.\n\n<!-- bench: rules -->\nold\n<!-- end: rules -->\n\nAfter.\n", encoding="utf-8"
    )
    monkeypatch.setattr(runner, "write_table", lambda *words: write_table(*words, readme=path))
    return path


@pytest.fixture
def part(monkeypatch):
    """part(figures) puts a benchmark that gives them in the place of `rules`."""

    def put(figures):
        module = ModuleType("bench.rules_bench")
        module.TITLE, module.run = "Rules", lambda: figures
        monkeypatch.setitem(sys.modules, "bench.rules_bench", module)

    return put


def test_figures_are_a_table_under_the_line_of_the_machine():
    assert table(FIGURES, "a machine, 25/11/2026").splitlines() == [
        "Measured on a machine, 25/11/2026.",
        "",
        "| work | here | more | ratio | goal | holds |",
        "| --- | ---: | --- | --- | --- | --- |",
        "| list of units, 127 units | 12.3 ms | p95 14.0 ms | 0.40× of the admin list | ≤ 40 ms | yes |",
        "| what-if | 140 ms |  |  | ≤ 100 ms | **no** |",
        "| rapidfuzz | 44 s |  |  |  |  |",
    ]


def test_a_table_is_replaced_between_its_markers_and_nothing_else_is_touched(readme):
    for text in ("first", "second"):
        write_table("rules", "Rules", text, readme)

    assert readme.read_text(encoding="utf-8") == (
        "Before.\n\n<!-- bench: rules -->\n\nsecond\n\n<!-- end: rules -->\n\nAfter.\n"
    )


def test_a_benchmark_that_is_not_in_the_readme_yet_gets_a_section(readme):
    write_table("pages", "Pages: server time", "new", readme)

    assert readme.read_text(encoding="utf-8").endswith(
        "After.\n\n## Pages: server time\n\n<!-- bench: pages -->\n\nnew\n\n<!-- end: pages -->\n"
    )


def test_the_line_of_the_machine_has_python_and_the_day():
    line = describe_machine(date(2026, 11, 25))

    assert f"Python {sys.version.split()[0]}" in line
    assert line.endswith("25/11/2026")


@pytest.mark.parametrize("name", runner.names())
def test_every_benchmark_has_a_title_a_run_and_a_place_in_the_readme(name):
    module = import_module(f"bench.{name}_bench")

    assert module.TITLE
    assert module.__doc__
    assert list(inspect.signature(module.run).parameters) == []
    assert f"<!-- bench: {name} -->" in README.read_text(encoding="utf-8")


def test_no_table_of_the_readme_is_without_its_benchmark():
    text = README.read_text(encoding="utf-8")

    assert text.count("<!-- bench: ") == len(runner.names()) == text.count("<!-- end: ")


@pytest.mark.parametrize(("holds", "status"), [(True, 0), (None, 0), (False, 1)])
def test_a_missed_goal_is_the_exit_status_and_is_written_all_the_same(readme, part, capsys, holds, status):
    part([Figure("judge", "9 ms", goal="≤ 7 ms", holds=holds)])

    assert runner.main(["rules"]) == status
    assert ("goal missed: rules: judge" in capsys.readouterr().out) is bool(status)
    assert "| judge | 9 ms |" in readme.read_text(encoding="utf-8")


def test_a_dry_run_leaves_the_readme_alone(readme, part, capsys):
    part([Figure("judge", "5 ms")])

    assert runner.main(["rules", "--dry-run"]) == 0
    assert "| judge | 5 ms |" in capsys.readouterr().out
    assert "old" in readme.read_text(encoding="utf-8")


def test_a_benchmark_nobody_knows_is_refused(readme, capsys):
    assert runner.main(["speed"]) == 2
    assert "no such benchmark: speed; there are: awards, evaluate, index," in capsys.readouterr().err


def test_a_child_process_is_watched_and_a_failed_one_is_an_error(tmp_path):
    output = tmp_path / "out"

    cost = cost_of([sys.executable, "-c", "print('done')"], output)

    assert output.read_text(encoding="utf-8") == "done\n"
    assert cost.seconds > 0
    assert 1 < cost.megabytes < 200
    with pytest.raises(Exception, match="non-zero exit status"):
        cost_of([sys.executable, "-c", "raise SystemExit(3)"], output)


def test_numbers_are_told_in_three_figures_or_so():
    assert [milliseconds(value) for value in (0.0001234, 0.001234, 0.01234, 1.234)] == [
        "0.123 ms",
        "1.23 ms",
        "12.3 ms",
        "1,234 ms",
    ]
    assert (times(1.373), times(42.4)) == ("1.37×", "42×")
    assert [percentile(range(1, 101), share) for share in (0.5, 0.95, 1)] == [50, 95, 100]

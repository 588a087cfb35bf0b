"""No page reads rows past a door: a module with pages never asks a manager itself."""

import ast
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import thidua

SOURCE = Path(thidua.__file__).parent
MANAGERS = {"objects", "_default_manager", "_base_manager"}


def parsed(file: Path) -> ast.Module:
    """In a thread: a browser that another test left open in this one upsets the count of its depth."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(ast.parse, file.read_text(encoding="utf-8")).result()


def has_pages(tree: ast.Module) -> bool:
    """Whether a function of the module is declared with `@page(…)`."""
    return any(
        isinstance(mark, ast.Call) and isinstance(mark.func, ast.Name) and mark.func.id == "page"
        for node in tree.body
        if isinstance(node, ast.FunctionDef)
        for mark in node.decorator_list
    )


def test_views_get_rows_from_access_and_selectors_alone():
    past, seen = [], 0
    for file in sorted(SOURCE.rglob("*.py")):
        tree = parsed(file)
        if not has_pages(tree):
            continue
        seen += 1
        past += [
            f"{file.relative_to(SOURCE)}:{node.lineno}"
            for node in ast.walk(tree)
            if isinstance(node, ast.Attribute) and node.attr in MANAGERS
        ]

    assert seen > 20, "the pages were not found"
    assert past == []

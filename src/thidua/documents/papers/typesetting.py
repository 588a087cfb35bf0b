"""Typst, set up for papers: our own fonts only, PDF/A-2b, the same bytes for the same words.

Words reach the layouts (*.typ) as JSON data and are never part of the markup, so nothing that is typed
into a form can be read as a command. No network, no system fonts.
"""

import json
import re
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

import typst

from thidua.documents.papers.letters import printable

HERE = Path(__file__).parent
FONTS = HERE.parent / "fonts"
"""Copied there at set-up from the locked npm package (scripts/setup.py)."""
MADE = {"year": 2026, "month": 6, "day": 9}
"""The day that files say they were made on, so that equal papers are equal files."""
TIMESTAMP = 1_780_963_200
"""The same day in seconds."""
NOT_DRAWN = "could not be displayed"
UNSURE = re.compile(
    "[^\t\n -~\u00a0-\u024f\u0300-\u0309\u0370-\u03ff\u0400-\u045f\u1ea0-\u1ef9\u2010-\u203a\u20ab\u20ac]"
)
"""Whatever is not Latin, Vietnamese, Greek, Russian or a mark of these; a test draws all the others."""
_one_at_a_time = Lock()
"""A compiler works for one thread at a time."""


class FontsMissing(Exception):
    """The fonts of papers are not there: set-up was not run, or its folder was cleaned."""


def typeset(layout: str, **data: Mapping[str, Any]) -> bytes:
    """The PDF/A-2b of a layout such as "paper.typ", each keyword a JSON input of that name.

    An archive file may not hold a letter without its picture: where the fonts lack one (an emoji, a
    Chinese name), all letters they might lack are drawn as □.
    """
    cleaned = {name: _in_every_text(printable, told) for name, told in data.items()}
    try:
        return _compile(layout, cleaned)
    except typst.TypstError as failure:
        if NOT_DRAWN not in failure.message:
            raise
    return _compile(layout, _in_every_text(lambda words: UNSURE.sub("□", words), cleaned))


def _compile(layout: str, data: Mapping[str, Any]) -> bytes:
    inputs = {name: json.dumps(told, ensure_ascii=False) for name, told in data.items()}
    with _one_at_a_time:
        made = _compiler(layout).compile(
            sys_inputs=inputs, format="pdf", pdf_standards=["a-2b"], timestamp=TIMESTAMP
        )
    assert isinstance(made, bytes)
    return made


def _in_every_text(change: Callable[[str], str], told: Any) -> Any:
    """`told` with every text in it changed, however deep."""
    if isinstance(told, str):
        return change(told)
    if isinstance(told, Mapping):
        return {key: _in_every_text(change, value) for key, value in told.items()}
    return [_in_every_text(change, one) for one in told] if isinstance(told, list) else told


@cache
def _compiler(layout: str) -> typst.Compiler:
    return typst.Compiler(HERE / layout, root=HERE, font_paths=_fonts(), ignore_system_fonts=True)


@cache
def _fonts() -> typst.Fonts:
    if not list(FONTS.glob("*.ttf")):
        raise FontsMissing(f"no fonts in {FONTS}: run `make setup`")
    return typst.Fonts(include_system_fonts=False, font_paths=[FONTS])

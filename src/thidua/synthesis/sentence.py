"""Sentences whose figures lead somewhere.

A sentence is made of pieces, and a piece that is a figure knows its code, so that the page can lead to the
units behind it while the paper takes the words alone.
"""

from dataclasses import dataclass
from datetime import datetime
from string import Formatter

from django.utils.timezone import localtime

from thidua.core.text import format_count, format_date
from thidua.synthesis.figures import Figure, Way


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words; with a code, they are a figure."""

    text: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """What is said in one breath."""

    pieces: tuple[Piece, ...]

    def __str__(self) -> str:
        return "".join(piece.text for piece in self.pieces)


def said(template: str, **values: Piece | str) -> Sentence:
    """A sentence from a template with {names}; a value is a figure or words."""
    pieces = []
    for words, name, _spec, _conversion in Formatter().parse(template):
        if words:
            pieces.append(Piece(words))
        if name is not None:
            value = values[name]
            pieces.append(value if isinstance(value, Piece) else Piece(value))
    return Sentence(tuple(pieces))


def figure_piece(figure: Figure) -> Piece:
    """The value of a figure; a count as official papers write it (02)."""
    is_count = figure.way is Way.COUNT
    return Piece(format_count(len(figure.given)) if is_count else figure.words, figure.code)


def moment_words(moment: datetime) -> str:
    """“09 giờ 00 ngày 01/12/2026”."""
    there = localtime(moment)
    return f"{there:%H giờ %M} ngày {format_date(there.date())}"


def day_words(moment: datetime | None) -> str:
    """“01/12/2026”, or nothing."""
    return format_date(localtime(moment).date()) if moment else ""

"""The figures as JSON, the way they are kept with the report."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import datetime
from decimal import Decimal
from typing import Any

from thidua.core.blocks import Block
from thidua.synthesis.figures import DifficultyLine, Figure, Figures, Leader, Quote, UnitLine, Way

AS_IT_IS = ("code", "section", "label", "measured_in", "of")
"""Fields of a figure that JSON has as they are."""


def to_json(drawn: Figures) -> dict[str, Any]:
    """What is stored with the report."""
    return {
        "moment": drawn.moment.isoformat() if drawn.moment else None,
        "figures": [
            {
                **{name: getattr(one, name) for name in ("code", "section", "label", "measured_in", "of")},
                "way": one.way.value,
                "given": [[unit, None if number is None else str(number)] for unit, number in one.given],
            }
            for one in drawn.figures
        ],
        "lines": [_line_json(line) for line in drawn.lines],
        "difficulties": [asdict(one) for one in drawn.difficulties],
        "quotes": [asdict(one) for one in drawn.quotes],
        "leaders": [asdict(one) for one in drawn.leaders],
    }


def _line_json(line: UnitLine) -> dict[str, Any]:
    return {
        **asdict(line),
        "block": line.block.value,
        "first_sent_at": line.first_sent_at and line.first_sent_at.isoformat(),
        "sent_at": line.sent_at and line.sent_at.isoformat(),
    }


def from_json(stored: dict[str, Any]) -> Figures:
    """The figures of a report, as `to_json` stored them; empty ones for a report not drawn yet."""
    if not stored:
        return Figures()
    return Figures(
        moment=_moment(stored["moment"]),
        figures=tuple(_figures(stored["figures"])),
        lines=tuple(
            UnitLine(
                **{
                    **line,
                    "block": Block(line["block"]),
                    "first_sent_at": _moment(line["first_sent_at"]),
                    "sent_at": _moment(line["sent_at"]),
                }
            )
            for line in stored["lines"]
        ),
        difficulties=tuple(DifficultyLine(**one) for one in stored["difficulties"]),
        quotes=tuple(Quote(**one) for one in stored["quotes"]),
        leaders=tuple(Leader(**one) for one in stored["leaders"]),
    )


def _figures(stored: Sequence[dict[str, Any]]) -> Iterable[Figure]:
    for one in stored:
        given = tuple((unit, None if number is None else Decimal(number)) for unit, number in one["given"])
        yield Figure(**{**one, "way": Way(one["way"]), "given": given})


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None

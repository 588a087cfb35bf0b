"""The register as the list that can be brought in again: the same columns, each cell as it is read."""

from collections.abc import Iterable, Sequence
from datetime import date

from thidua.core.text import format_date
from thidua.foundation.tables import Cell
from thidua.initiatives.bringing_in.layout import HEADINGS
from thidua.initiatives.description.models import Author, Effect
from thidua.initiatives.description.selectors import typed
from thidua.initiatives.enums import RecognitionState
from thidua.initiatives.models import Initiative
from thidua.initiatives.papers import papers_of
from thidua.initiatives.proofs.models import ProofOfUse
from thidua.initiatives.recognition.models import Recognition

FETCHED = ("authors", "effects", "recognitions", "proofs__file")
"""What the rows are read with."""


def list_table(rows: Iterable[Initiative]) -> list[Sequence[Cell]]:
    """The heading and a line for each entry, of `rows` with `FETCHED`. Of several recognitions the first one,
    which the rules read.
    """
    return [[heading for _meaning, heading in HEADINGS], *(_line(row) for row in rows)]


def _line(row: Initiative) -> list[Cell]:
    authors = list(row.authors.all())
    cells = {
        "code": row.code,
        "unit": row.unit.code,
        "title": row.title,
        "area": row.get_area_display(),
        "authors": _joined(map(_author, authors)),
        "positions": _joined(one.position or "–" for one in authors) if _any_position(authors) else "",
        "summary": row.summary,
        "problem": row.problem,
        "novelty": row.novelty,
        "effects": _joined(map(_effect, row.effects.all())),
        "reach": row.reach,
        "applied": format_date(row.applied_on) if row.applied_on else "",
        "uses": _joined(map(_use, papers_of(row).proofs)),
        **_recognition(row),
    }
    return [cells[meaning] or None for meaning, _heading in HEADINGS]


def _joined(parts: Iterable[str]) -> str:
    """Several things in one cell; what would part them once more becomes a comma."""
    return "; ".join(part.replace(";", ",").replace("\n", " ") for part in parts)


def _any_position(authors: Sequence[Author]) -> bool:
    return any(one.position for one in authors)


def _author(one: Author) -> str:
    if one.percent is None:
        return one.name
    return f"{one.name} ({', '.join(filter(None, (f'{typed(one.percent)} %', one.workplace)))})"


def _effect(one: Effect) -> str:
    measured = (typed(number) or "?" for number in (one.before, one.after))
    return f"{one.what}: {' → '.join(measured)} {one.measured_in}".strip()


def _use(one: ProofOfUse) -> str:
    until = format_date(one.until) if one.until else "nay"
    paper = one.paper or (one.file.name if one.file else "")
    return f"{one.place} ({format_date(one.since)} – {until}, {paper})"


def _recognition(row: Initiative) -> dict[str, str]:
    first = _first(row)
    if first is None:
        return dict.fromkeys(("recognised", "decision", "level", "body", "certificate"), "")
    return {
        "recognised": format_date(first.decided_on) if first.decided_on else "",
        "decision": first.decision,
        "level": str(first.get_level_display()),
        "body": first.body,
        "certificate": first.certificate,
    }


def _first(row: Initiative) -> Recognition | None:
    made = [one for one in row.recognitions.all() if one.state == RecognitionState.RECOGNISED]
    return min(made, key=lambda one: (one.decided_on or date.max, one.pk), default=None)

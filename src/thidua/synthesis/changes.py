"""What reads otherwise in newer figures: figures, units, difficulties, quotations."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from thidua.core.text import join_words
from thidua.synthesis.figures import Figure, Figures, UnitLine, number_words

MOST_NAMED = 6
"""More units than this are counted beside one figure."""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that reads otherwise. `detail` names the units whose numbers are behind it."""

    label: str
    before: str
    after: str
    detail: str = ""


def changes(old: Figures, new: Figures) -> list[Change]:
    """Every difference in the order of the report; numbers that only changed places are told too."""
    names = {line.unit_id: line.name for line in (*old.lines, *new.lines)}
    return [
        *_figures(old, new, names),
        *_lines(old, new),
        *_difficulties(old, new),
        *_quotes(old, new),
    ]


def _figures(old: Figures, new: Figures, names: dict[int, str]) -> Iterator[Change]:
    for one in new.figures:
        before = old.by_code.get(one.code)
        if before is None or dict(before.given) != dict(one.given) or before.of != one.of:
            detail = _units(dict(before.given) if before else {}, dict(one.given), names)
            yield Change(one.label, _told(before), _told(one), detail)
    for code, one in old.by_code.items():
        if code not in new.by_code:
            yield Change(one.label, _told(one), "không còn")


def _told(figure: Figure | None) -> str:
    return f"{figure.words} ({figure.coverage} đơn vị)" if figure else "chưa có"


def _units(before: dict[int, Decimal | None], after: dict[int, Decimal | None], names: dict[int, str]) -> str:
    said = []
    for pk in sorted({*before, *after}, key=lambda pk: names.get(pk, "")):
        name = names.get(pk, "đơn vị không còn")
        if pk not in before:
            said.append(f"thêm {name}" + _number(after[pk]))
        elif pk not in after:
            said.append(f"bớt {name}" + _number(before[pk]))
        elif before[pk] != after[pk]:
            said.append(f"{name}: {number_words(before[pk])} → {number_words(after[pk])}")
    rest = len(said) - MOST_NAMED
    return "; ".join(said[:MOST_NAMED]) + (f"; và {rest} đơn vị khác" if rest > 0 else "")


def _number(number: Decimal | None) -> str:
    return "" if number is None else f" ({number_words(number)})"


def _lines(old: Figures, new: Figures) -> Iterator[Change]:
    was = {line.unit_id: line for line in old.lines}
    for line in new.lines:
        before = was.get(line.unit_id)
        if before and _stands(before) != _stands(line):
            yield Change(line.name, *_as_words(before, line))


def _stands(line: UnitLine) -> tuple[str, str]:
    return line.state, line.receipt


def _as_words(before: UnitLine, after: UnitLine) -> tuple[str, str]:
    """The states in words; the receipts too where only they tell the difference (sent again)."""
    if before.state != after.state:
        return before.state, after.state
    return f"{before.state}, {before.receipt}", f"{after.state}, {after.receipt}"


def _difficulties(old: Figures, new: Figures) -> Iterator[Change]:
    was = {one.id: one for one in old.difficulties}
    now = {one.id: one for one in new.difficulties}
    for pk, one in now.items():
        before = was.get(pk)
        label = f"Kiến nghị {one.receipt}: {one.title}"
        if before is None:
            yield Change(label, "chưa có", one.state_words)
        elif before != one:
            after = one.state_words if before.state != one.state else f"{one.state_words}, lời đã sửa"
            yield Change(label, before.state_words, after)
    for pk, one in was.items():
        if pk not in now:
            yield Change(f"Kiến nghị {one.receipt}: {one.title}", one.state_words, "nơi gửi đã rút")


def _quotes(old: Figures, new: Figures) -> Iterator[Change]:
    was, now = set(old.quotes), set(new.quotes)
    for code in ("VII", "VIII"):
        units = dict.fromkeys(
            quote.unit for quote in (*new.quotes, *old.quotes) if quote.section == code and quote in was ^ now
        )
        if units:
            names = [*units][:MOST_NAMED]
            rest = len(units) - len(names)
            said = join_words(names) if not rest else f"{', '.join(names)} và {rest} đơn vị khác"
            yield Change(f"Trích nguyên văn mục {code}", "bản trước", "đã đổi", said)

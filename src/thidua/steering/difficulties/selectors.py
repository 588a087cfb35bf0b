"""What is read about difficulties: rows for other rooms, questions and answers, the counts of a digest."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from thidua.core.blocks import Block
from thidua.core.deadlines import VIETNAM_TIME
from thidua.core.text import search_key
from thidua.foundation.access import Words
from thidua.foundation.moment import day_after
from thidua.steering.difficulties.enums import OPEN_STATES, Category, Organisation, State
from thidua.steering.difficulties.models import AnswerTarget, Difficulty
from thidua.units.selectors import UnitRecord, history

AGES: tuple[tuple[Words, int | None], ...] = (
    (_("đến 7 ngày"), 7),
    (_("8–15 ngày"), 15),
    (_("16–30 ngày"), 30),
    (_("trên 30 ngày"), None),
)
"""Age groups of what is open, by calendar days; None: without an end."""


@dataclass(frozen=True, slots=True)
class DifficultyRow:
    """One difficulty as other rooms show it. `days_open`: calendar days until the answer, or until `on`."""

    id: int
    receipt: str
    year: int
    unit_id: int | None
    sender: str
    block: Block
    category: Category
    clause: str
    title: str
    text: str
    state: State
    sent_on: date
    due_on: date
    days_open: int
    is_over_target: bool
    answer: str
    owner: str
    forwarded_to: str
    amendment: str

    @property
    def is_open(self) -> bool:
        """Whether the city still owes an answer."""
        return self.state in OPEN_STATES


def difficulties(on: date, year: int | None = None) -> list[DifficultyRow]:
    """What was sent up to `on` (in `year`, when given) and not withdrawn, newest first; one query beside
    `history`."""
    rows = Difficulty.objects.filter(sent_at__lt=day_after(on)).exclude(state=State.WITHDRAWN)
    if year is not None:
        rows = rows.filter(year=year)
    return as_rows(rows.select_related("owner"), on)


def as_rows(rows: Iterable[Difficulty], on: date) -> list[DifficultyRow]:
    """Rows with names and ages as of `on`."""
    units = history(on).by_id()
    return [_row(found, on, units.get(found.unit_id or 0)) for found in rows]


def _row(found: Difficulty, on: date, unit: UnitRecord | None) -> DifficultyRow:
    sent_on = found.sent_at.astimezone(VIETNAM_TIME).date()
    is_open = found.state in OPEN_STATES
    last = on if is_open or found.answered_at is None else found.answered_at.astimezone(VIETNAM_TIME).date()
    sender = unit.full_name if unit else str(Organisation(found.organisation).label)
    return DifficultyRow(
        id=found.pk,
        receipt=found.receipt,
        year=found.year,
        unit_id=found.unit_id,
        sender=sender,
        block=unit.block if unit else Block.NONE,
        category=Category(found.category),
        clause=found.clause,
        title=found.title,
        text=found.text,
        state=State(found.state),
        sent_on=sent_on,
        due_on=found.due_on,
        days_open=max((last - sent_on).days, 0),
        is_over_target=last > found.due_on and found.state != State.WITHDRAWN,
        answer=found.answer,
        owner=found.owner.get_full_name() if found.owner else "",
        forwarded_to=found.forwarded_to,
        amendment=found.amendment_decision,
    )


def matching(rows: QuerySet[Difficulty], *, state: str, category: str, text: str) -> QuerySet[Difficulty]:
    """`rows` that pass the filters; `text` is looked for without marks, and is also a receipt number."""
    if state == "open":
        rows = rows.filter(state__in=OPEN_STATES)
    elif state in State.values:
        rows = rows.filter(state=state)
    if category in Category.values:
        rows = rows.filter(category=category)
    if text.strip().upper().startswith("KN2"):
        return rows.filter(receipt__startswith=text.strip().upper())
    return _with_words(rows, "folded", text)


def _with_words(rows: QuerySet[Difficulty], field: str, text: str) -> QuerySet[Difficulty]:
    for word in search_key(text).split():
        rows = rows.filter(**{f"{field}__contains": word})
    return rows


def shared_answers(text: str = "") -> QuerySet[Difficulty]:
    """Questions and answers for every unit, newest first; nothing in them says who asked."""
    rows = Difficulty.objects.filter(shared_at__isnull=False).order_by("-shared_at", "-pk")
    return _with_words(rows, "shared_folded", text).only(
        "pk", "category", "clause", "shared_question", "answer", "answered_at", "amendment_decision"
    )


@dataclass(frozen=True, slots=True)
class DigestLine:
    """A category with how many are open in each age group, how many over the target, how many answered."""

    category: Category
    ages: tuple[int, ...]
    over: int
    answered: int

    @property
    def open(self) -> int:
        """All that are open."""
        return sum(self.ages)


@dataclass(frozen=True, slots=True)
class Digest:
    """What the Chairman is told: counts, and what is open, oldest first."""

    on: date
    lines: tuple[DigestLine, ...]
    open_rows: tuple[DifficultyRow, ...]

    @property
    def total(self) -> DigestLine:
        """All categories together."""
        ages = tuple(map(sum, zip(*(line.ages for line in self.lines), strict=True)))
        over, answered = sum(line.over for line in self.lines), sum(line.answered for line in self.lines)
        return DigestLine(Category.OTHER, ages, over, answered)


def digest_on(on: date) -> Digest:
    """The digest as of `on`."""
    rows = difficulties(on)
    lines = []
    for category in Category:
        of_it = [row for row in rows if row.category is category]
        waiting = [row for row in of_it if row.is_open]
        ages = [0] * len(AGES)
        for row in waiting:
            ages[age_group(row.days_open)] += 1
        over = sum(row.is_over_target for row in waiting)
        lines.append(DigestLine(category, tuple(ages), over, len(of_it) - len(waiting)))
    oldest = sorted((row for row in rows if row.is_open), key=lambda row: (row.sent_on, row.id))
    return Digest(on, tuple(lines), tuple(oldest))


def age_group(days: int) -> int:
    """The place of an age in AGES."""
    return next(place for place, (_words, most) in enumerate(AGES) if most is None or days <= most)


def targets() -> QuerySet[AnswerTarget]:
    """Every time for answers that was set, the latest first."""
    return AnswerTarget.objects.select_related("set_by")

"""Two initiatives side by side, as the page of look-alikes shows them."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.db.models import QuerySet

from thidua.core.lookalikes import marked
from thidua.core.text import nfc
from thidua.initiatives.access import initiatives
from thidua.initiatives.enums import LIKENESS_LOOKS, Capacity
from thidua.initiatives.likeness.forms import RulingForm
from thidua.initiatives.likeness.selectors import LookAlike, lookalikes_of, rulings_of, to_be_told
from thidua.initiatives.models import Initiative, LikenessRuling
from thidua.units.selectors import history

Marked = list[tuple[str, bool]]
"""Words in their order, in runs that the other side has too or has not."""
FEW = 2
"""So few pairs are all open from the start."""
PAIRS_ON_PAGE = 10
FEW_ON_CARD = 5


@dataclass(frozen=True, slots=True)
class Pair:
    """An initiative and a look-alike. `form` is None for who may not rule here, or no longer; `waits` when
    this person's side has not spoken yet."""

    found: LookAlike
    unit: str
    percent: int | None
    look: tuple[str, str] | None
    titles: tuple[Marked, Marked]
    summaries: tuple[Marked, Marked]
    said: list[LikenessRuling]
    form: RulingForm | None
    waits: bool
    is_open: bool
    may_compare_there: bool
    """Whether this person may open the look-alikes of the other one."""


def page_with(found: list[LookAlike], pk: int) -> int:
    """The number of the page on which the look-alike `pk` stands."""
    place = next((place for place, one in enumerate(found) if one.other.pk == pk), 0)
    return place // PAIRS_ON_PAGE + 1


def entries_beside(request: Any, row: Initiative) -> QuerySet[Initiative]:
    """Every entry of the register that `row` may be spoken of beside."""
    entries = initiatives.visible_to(request.user, request.today).filter(is_draft=False)
    return entries.exclude(pk=row.pk).select_related("unit")


def entry_coded(request: Any, row: Initiative, code: str) -> Initiative | None:
    """The other entry with a code as people type it."""
    return entries_beside(request, row).filter(code__iexact=nfc(code)).first()


def pairs_of(
    request: Any,
    row: Initiative,
    found: Sequence[LookAlike],
    bound: dict[int, RulingForm],
    *,
    named: Initiative | None = None,
) -> list[Pair]:
    """The pairs of `row` on one page, with all that was said; `bound` are forms that had faults, by the
    other's key; `named` is the one that somebody asked for.

    Two queries, and those of the door.
    """
    names = {unit.id: unit.full_name for unit in history(request.today)}
    said: dict[int, list[LikenessRuling]] = {}
    for ruling in rulings_of(row):
        other = ruling.other_id if ruling.initiative_id == row.pk else ruling.initiative_id
        said.setdefault(other, []).append(ruling)
    capacity = initiatives.capacity(request.user, request.today, row)
    asked_for = {*bound, named.pk} if named else {*bound}
    return [
        Pair(
            found=one,
            unit=names.get(one.other.unit_id, one.other.unit.code),
            percent=None if one.score is None else int(one.score * 100),
            look=LIKENESS_LOOKS[one.ruling.verdict] if one.ruling else None,
            titles=(runs(row.title, one.words), runs(one.other.title, one.words)),
            summaries=(runs(row.summary, one.words), runs(one.other.summary, one.words)),
            said=said.get(one.other.pk, []),
            form=_form(one, capacity, bound),
            waits=_waits(one, capacity),
            is_open=len(found) <= FEW or one.other.pk in asked_for or _waits(one, capacity),
            may_compare_there=initiatives.refusal(request.user, request.today, one.other, "compare") is None,
        )
        for one in found
    ]


def _form(one: LookAlike, capacity: Capacity | None, bound: dict[int, RulingForm]) -> RulingForm | None:
    if one.other.pk in bound:
        return bound[one.other.pk]
    return RulingForm(auto_id=f"sk-{one.other.pk}-%s") if _may_rule(one, capacity) else None


def _waits(one: LookAlike, capacity: Capacity | None) -> bool:
    """Whether this person's side has not spoken yet."""
    if not _may_rule(one, capacity):
        return False
    is_of_unit = one.ruling is not None and one.ruling.capacity == Capacity.UNIT
    return one.ruling is None or (is_of_unit and capacity != Capacity.UNIT)


def runs(text: str, words: frozenset[str]) -> Marked:
    """A text in runs of words that are among `words` or are not."""
    cut = groupby(marked(text, words), key=itemgetter(1))
    return [(" ".join(word for word, _is in run), is_common) for is_common, run in cut]


def _may_rule(one: LookAlike, capacity: Capacity | None) -> bool:
    if capacity is None or not one.is_earlier:
        return False
    is_closed_to_unit = one.ruling is not None and one.ruling.capacity != Capacity.UNIT
    return not (capacity == Capacity.UNIT and is_closed_to_unit)


@dataclass(frozen=True, slots=True)
class Card:
    """The look-alikes as the initiative's own page tells of them: the nearest few, and how many there are."""

    found: list[LookAlike]
    untold: int

    @property
    def lines(self) -> list[tuple[LookAlike, tuple[str, str] | None]]:
        """The nearest with the look of what was said."""
        return [
            (one, LIKENESS_LOOKS[one.ruling.verdict] if one.ruling else None)
            for one in self.found[:FEW_ON_CARD]
        ]

    @property
    def more(self) -> int:
        """How many are not on the card."""
        return max(len(self.found) - FEW_ON_CARD, 0)


def card_of(request: Any, row: Initiative) -> Card | None:
    """The look-alikes for the initiative's own page; None: not for this person."""
    if initiatives.refusal(request.user, request.today, row, "compare"):
        return None
    found = lookalikes_of(row)
    return Card(found, len(to_be_told(found)))

"""What looks like an initiative, and what was said of it. For pages of other rooms too."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.timezone import localdate

from thidua.initiatives.enums import Capacity, Likeness
from thidua.initiatives.likeness.register import Wanted, search_each
from thidua.initiatives.models import Initiative, LikenessRuling

ASKED = 10
"""So many of the nearest earlier ones are asked about. The others are shown and can be spoken of."""


@dataclass(frozen=True, slots=True)
class LookAlike:
    """An entry of the register beside an initiative. `ruling` is the one that stands, None before the first.

    `score` in 0..1; None when the words are not alike: it was ruled on before, or somebody named it.
    `words`: the content both have, for `core.lookalikes.marked`. `is_earlier`: it was there before, so the
    initiative answers to it.
    """

    other: Initiative
    score: float | None
    words: frozenset[str]
    is_earlier: bool
    ruling: LikenessRuling | None


def rulings_of(row: Initiative) -> list[LikenessRuling]:
    """Everything ever said of an initiative beside others, the oldest first; one query.

    Also where it is the earlier one; never what a unit says of its draft.
    """
    said = LikenessRuling.objects.filter(Q(initiative=row) | Q(other=row, initiative__is_draft=False))
    return list(_with_both(said))


def lookalikes_of(row: Initiative) -> list[LookAlike]:
    """What the whole city's register has that is like `row`, of every year, best first; no drafts.

    With what was ruled on before and is no longer alike. Three queries when the register of words is kept.
    """
    return lookalikes_of_each([row])[row.pk]


def beside(row: Initiative, other: Initiative) -> LookAlike:
    """`row` and an entry that nobody has spoken of yet and whose words are not alike. No query."""
    return LookAlike(other, None, _words_of(row) & _words_of(other), is_before(other, row), None)


def lookalikes_of_each(rows: Sequence[Initiative]) -> dict[int, list[LookAlike]]:
    """The same for several, by their keys; as many queries as for one, none for none."""
    if not rows:
        return {}
    scores = _scores_of_each(rows)
    standing = _standing_of_each(rows)
    keys = {pk for alike in scores.values() for pk in alike} | {
        pk for said in standing.values() for pk in said
    }
    others = {one.pk: one for one in Initiative.objects.filter(pk__in=keys).select_related("unit")}
    words = {pk: _words_of(other) for pk, other in others.items()}
    looked: dict[int, list[LookAlike]] = {}
    for row in rows:
        own_words = _words_of(row)
        found = [
            LookAlike(
                other=others[pk],
                score=scores[row.pk].get(pk),
                words=own_words & words[pk],
                is_earlier=is_before(others[pk], row),
                ruling=standing[row.pk].get(pk),
            )
            for pk in {*scores[row.pk], *standing[row.pk]} & others.keys()
        ]
        looked[row.pk] = sorted(found, key=lambda one: (-(one.score or 0), one.other.pk))
    return looked


def untold_of_each(rows: Sequence[Initiative]) -> dict[int, list[Initiative]]:
    """Of each the nearest earlier ones of which nobody has said anything yet, as `to_be_told` finds them:
    with their codes and units alone, for pages that only ask. Three queries, none for none.
    """
    if not rows:
        return {}
    scores = _scores_of_each(rows)
    keys = {pk for alike in scores.values() for pk in alike}
    others = Initiative.objects.only("code", "unit", "registered_at", "recognised_on", "is_draft").in_bulk(
        keys
    )
    said = LikenessRuling.objects.filter(
        Q(initiative__in=scores) | Q(other__in=scores, initiative__is_draft=False)
    )
    pairs = {frozenset(pair) for pair in said.values_list("initiative", "other")}
    found = {}
    for row in rows:
        nearest = sorted(
            (-score, pk)
            for pk, score in scores[row.pk].items()
            if pk in others and is_before(others[pk], row)
        )
        found[row.pk] = [others[pk] for _score, pk in nearest[:ASKED] if frozenset((row.pk, pk)) not in pairs]
    return found


def _scores_of_each(rows: Sequence[Initiative]) -> dict[int, dict[int, float]]:
    """Initiative → what is like it in the register → how much."""
    wanted = [Wanted(row.title, row.summary, (row.pk,)) for row in rows]
    return {
        row.pk: {one.id: one.score for one in found}
        for row, found in zip(rows, search_each(wanted), strict=True)
    }


def _standing_of_each(rows: Sequence[Initiative]) -> dict[int, dict[int, LikenessRuling]]:
    """Initiative → the other one → the ruling that stands between them; one query."""
    standing: dict[int, dict[int, LikenessRuling]] = {row.pk: {} for row in rows}
    said = LikenessRuling.objects.filter(
        Q(initiative__in=standing) | Q(other__in=standing, initiative__is_draft=False)
    )
    for ruling in _with_both(said):
        if ruling.initiative_id in standing:
            standing[ruling.initiative_id][ruling.other_id] = ruling
        if ruling.other_id in standing and not ruling.initiative.is_draft:
            standing[ruling.other_id][ruling.initiative_id] = ruling
    return standing


def _with_both(said: QuerySet[LikenessRuling]) -> QuerySet[LikenessRuling]:
    return said.select_related("initiative", "other", "by").order_by("pk")


def counted_as() -> dict[int, int]:
    """Initiative → the first of those it was ruled to be the same as; others are absent. One query.

    Keys of initiatives. What is the same counts once: its uses are those of the first (III.1.2.2).
    """
    entered = LikenessRuling.objects.filter(initiative__is_draft=False).order_by("pk")
    pairs = entered.values_list("initiative_id", "other_id", "verdict")
    last = {frozenset((later, earlier)): (later, earlier, verdict) for later, earlier, verdict in pairs}
    before: dict[int, int] = {}
    for later, earlier, verdict in last.values():
        if verdict == Likeness.SAME and (mine := _first(before, later)) != (first := _first(before, earlier)):
            before[mine] = first
    return {later: _first(before, later) for later in before}


def _first(before: dict[int, int], one: int) -> int:
    while one in before:
        one = before[one]
    return one


def to_be_told(found: Iterable[LookAlike]) -> list[LookAlike]:
    """Of the nearest earlier ones those of which nobody has said anything yet."""
    asked = [one for one in found if one.is_earlier and one.score is not None][:ASKED]
    return [one for one in asked if one.ruling is None]


def told_same(found: Iterable[LookAlike]) -> list[LookAlike]:
    """The earlier ones that the unit itself calls the same as its own."""
    return [
        one
        for one in found
        if one.is_earlier
        and one.ruling is not None
        and (one.ruling.verdict, one.ruling.capacity) == (Likeness.SAME, Capacity.UNIT)
    ]


def is_before(one: Initiative, other: Initiative) -> bool:
    """Whether `one` was there first: by the day of its recognition or entry; a draft comes last."""
    return _place(one) < _place(other)


def _place(row: Initiative) -> tuple[bool, date, int]:
    entered = localdate(row.registered_at)
    return (row.is_draft, min(entered, row.recognised_on or entered), row.pk)


def _words_of(row: Initiative) -> frozenset[str]:
    return frozenset(row.title_words.split()) | frozenset(row.summary_words.split())

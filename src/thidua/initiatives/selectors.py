"""What is read about initiatives."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Case, Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce

from thidua.core import facts
from thidua.core.text import fold, nfc
from thidua.initiatives.adoption.models import Adoption
from thidua.initiatives.enums import BASE_LEVEL, AdoptionState, RecognitionState, Standing
from thidua.initiatives.likeness.selectors import counted_as
from thidua.initiatives.models import Initiative, InitiativeUse
from thidua.initiatives.recognition.models import Recognition

_OPEN = [RecognitionState.RECEIVED, RecognitionState.MET]


def known_initiatives() -> list[facts.Initiative]:
    """Every initiative as the rules read it, by code; three queries. Later dates are cut by the ledger.

    Those that were ruled to be the same share their uses: what served one award has served it for all. Uses
    in awards of the units themselves are left out (B31).
    """
    first = counted_as()
    uses: dict[int, list[str]] = {}
    counted = InitiativeUse.objects.filter(ended_at=None).exclude(award=BASE_LEVEL)
    for initiative_id, award in counted.order_by("recorded_at").values_list("initiative_id", "award"):
        uses.setdefault(first.get(initiative_id, initiative_id), []).append(award)
    columns = ("pk", "code", "unit__code", "title", "recognised_on", "applied_on", "replicable")
    rows = list(Initiative.objects.order_by("code").values_list(*columns))
    codes = {pk: code for pk, code, *_others in rows}
    return [
        facts.Initiative(
            id=code,
            unit=unit,
            title=title,
            recognised=recognised,
            applied=applied,
            replicable=replicable,
            used_for=tuple(uses.get(first.get(pk, pk), ())),
            same_as=codes[first[pk]] if pk in first else "",
        )
        for pk, code, unit, title, recognised, applied, replicable in rows
    ]


def standing_uses(cycles: Collection[str]) -> list[tuple[str, str, str, str]]:
    """The uses in awards of these cycles that count, as (initiative, award, cycle, source); one query."""
    rows = InitiativeUse.objects.filter(ended_at=None, cycle__in=cycles).exclude(award=BASE_LEVEL)
    return list(rows.order_by("pk").values_list("initiative__code", "award", "cycle", "source"))


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reader wants to see of the register; empty or None: everything."""

    text: str = ""
    year: int | None = None
    unit_ids: Sequence[int] | None = None
    area: str = ""
    standing: str = ""
    is_replicable: bool = False
    is_to_be_judged: bool = False
    is_by_title: bool = False
    """The order is that of the titles alone, not that of the units that adopted one."""
    own_unit_ids: Sequence[int] = ()
    """Units whose initiatives come before all others that as many adopted."""


def register(
    *, text: str = "", unit_ids: Sequence[int] | None = None, rows: QuerySet[Initiative] | None = None
) -> QuerySet[Initiative]:
    """The register in order of title, each with its unit, `use_count` and `adoption_count`; `text` with or
    without marks, in title, code or what is told of it; a code with marks (SK-ĐK-01) as it is written."""
    found = (Initiative.objects.all() if rows is None else rows).select_related("unit")
    words = Q()
    for word in fold(text).split():
        words &= Q(folded__contains=word) | Q(code__icontains=word) | Q(described__contains=word)
    if words:
        found = found.filter(words | Q(code__icontains=nfc(text)))
    if unit_ids is not None:
        found = found.filter(unit_id__in=unit_ids)
    found = with_adoptions(found).annotate(use_count=_count(InitiativeUse.objects.filter(ended_at=None)))
    return found.order_by("sort_key", "pk")


def with_adoptions(rows: QuerySet[Initiative]) -> QuerySet[Initiative]:
    """The same, each with `adoption_count`: how many other units have adopted it and confirmed that."""
    return rows.annotate(adoption_count=_count(Adoption.objects.filter(state=AdoptionState.CONFIRMED)))


def asked_for(rows: QuerySet[Initiative], asked: Asked) -> QuerySet[Initiative]:
    """`rows` as `asked` wants them. A year is that of the recognition, before it that of the entry."""
    found = register(text=asked.text, unit_ids=asked.unit_ids, rows=rows)
    if asked.year is not None:
        found = found.filter(
            Q(recognised_on__year=asked.year) | Q(recognised_on__isnull=True, registered_at__year=asked.year)
        )
    if asked.area:
        found = found.filter(area=asked.area)
    if asked.is_replicable:
        found = found.filter(replicable=True)
    if asked.is_to_be_judged:
        found = to_be_judged(found)
    found = _of_standing(found, asked.standing)
    first = [] if asked.is_by_title else [F("adoption_count").desc()]
    own = [Case(When(unit_id__in=asked.own_unit_ids, then=0), default=1)] if asked.own_unit_ids else []
    return found.order_by(*first, *own, "sort_key", "pk")


def to_be_judged(rows: QuerySet[Initiative]) -> QuerySet[Initiative]:
    """Those recognised and at work about which nobody has said whether they can be spread (B35)."""
    return rows.filter(recognised_on__isnull=False, applied_on__isnull=False, replicable__isnull=True)


def standings(rows: Iterable[Initiative]) -> dict[int, Standing]:
    """Initiative id → how far it is; one query for all of them."""
    listed = list(rows)
    latest: dict[int, str] = {}
    for pk, state in (
        Recognition.objects.filter(initiative__in=[row.pk for row in listed])
        .exclude(state__in=[RecognitionState.CORRECTED, RecognitionState.STRUCK])
        .order_by("recorded_at", "pk")
        .values_list("initiative_id", "state")
    ):
        if latest.get(pk) not in _OPEN:
            latest[pk] = state
    return {row.pk: _standing(row, latest.get(row.pk, "")) for row in listed}


def _standing(row: Initiative, state: str) -> Standing:
    if row.is_draft:
        return Standing.DRAFT
    if row.recognised_on is not None:
        return Standing.RECOGNISED
    if state in _OPEN:
        return Standing.CONSIDERED
    return Standing.REFUSED if state == RecognitionState.REFUSED else Standing.LISTED


def _of_standing(rows: QuerySet[Initiative], standing: str) -> QuerySet[Initiative]:
    """The same as `standings` says, asked of the database."""
    considered = Exists(Recognition.objects.filter(initiative=OuterRef("pk"), state__in=_OPEN))
    refused = Exists(Recognition.objects.filter(initiative=OuterRef("pk"), state=RecognitionState.REFUSED))
    entered = Q(is_draft=False, recognised_on__isnull=True)
    match standing:
        case Standing.DRAFT:
            return rows.filter(is_draft=True)
        case Standing.RECOGNISED:
            return rows.filter(recognised_on__isnull=False)
        case Standing.CONSIDERED:
            return rows.filter(entered).filter(considered)
        case Standing.REFUSED:
            return rows.filter(entered).filter(refused).exclude(considered)
        case Standing.LISTED:
            return rows.filter(entered).exclude(considered).exclude(refused)
    return rows


def _count(rows: QuerySet[InitiativeUse] | QuerySet[Adoption]) -> Coalesce:
    """How many of `rows` an initiative has, counted for the rows of a page only."""
    own = rows.filter(initiative=OuterRef("pk")).order_by().values("initiative")
    number = own.annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(number, output_field=IntegerField()), 0)

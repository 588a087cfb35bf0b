"""Which statement about bars counts: the unit's own until the office has spoken."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q, Subquery

from thidua.dossiers.bars.models import BarStatement


def standing_bar(statements: Iterable[BarStatement]) -> BarStatement | None:
    """Of one dossier's statements, the oldest first, the one that counts.

    Once the office has spoken, the unit can add a bar but lift none: its “none” is kept and does not count.
    What was said of another subject has lapsed.
    """
    standing, has_office_spoken = None, False
    for one in statements:
        if one.has_lapsed:
            continue
        has_office_spoken = has_office_spoken or one.by_office
        if one.by_office or one.kind or not has_office_spoken:
            standing = one
    return standing


def standing_kind(dossier: str, until: str) -> Subquery:
    """The same for the database: kind of the statement that counted at a moment, NULL without any. `dossier`,
    `until`: paths to both from the row that asks.
    """
    office_before = BarStatement.objects.filter(
        dossier=OuterRef("dossier"), pk__lt=OuterRef("pk"), by_office=True, has_lapsed=False
    )
    said = BarStatement.objects.filter(
        dossier=OuterRef(dossier), at__lte=OuterRef(until), has_lapsed=False
    ).filter(Q(by_office=True) | ~Q(kind="") | ~Exists(office_before))
    return Subquery(said.order_by("-pk").values("kind")[:1])


def last_checked(by: int, cycle: str) -> str:
    """What a person wrote the last time that he found nothing in a cycle: one answer of an authority often
    covers many dossiers. One query.
    """
    mine = BarStatement.objects.filter(by=by, by_office=True, kind="", dossier__filing__cycle=cycle)
    return mine.order_by("-pk").values_list("words", flat=True).first() or ""


def standing_bars(dossiers: Iterable[int]) -> dict[int, BarStatement]:
    """Dossier → the statement that counts, for those with any; one query."""
    of_each: dict[int, list[BarStatement]] = {}
    for one in BarStatement.objects.filter(dossier__in=list(dossiers)).select_related("by").order_by("pk"):
        of_each.setdefault(one.dossier_id, []).append(one)
    return {pk: counts for pk, said in of_each.items() if (counts := standing_bar(said)) is not None}


def pausing_bar(dossier: int) -> BarStatement | None:
    """The bar for which a dossier is paused, None for none; only for whoever may know. One query."""
    standing = standing_bars([dossier]).get(dossier)
    return standing if standing and standing.kind else None

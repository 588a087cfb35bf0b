"""What is read about initiatives."""

from collections.abc import Sequence

from django.db.models import Count, QuerySet

from thidua.core import facts
from thidua.core.text import fold
from thidua.initiatives.models import Initiative, InitiativeUse


def known_initiatives() -> list[facts.Initiative]:
    """Every initiative as the rules read it, by code; two queries. Later dates are cut by the ledger."""
    uses: dict[int, list[str]] = {}
    for initiative_id, award in InitiativeUse.objects.order_by("recorded_at").values_list(
        "initiative_id", "award"
    ):
        uses.setdefault(initiative_id, []).append(award)
    return [
        facts.Initiative(
            id=code,
            unit=unit,
            title=title,
            recognised=recognised,
            applied=applied,
            replicable=replicable,
            used_for=tuple(uses.get(pk, ())),
        )
        for pk, code, unit, title, recognised, applied, replicable in Initiative.objects.order_by(
            "code"
        ).values_list("pk", "code", "unit__code", "title", "recognised_on", "applied_on", "replicable")
    ]


def register(
    *, text: str = "", unit_ids: Sequence[int] | None = None, rows: QuerySet[Initiative] | None = None
) -> QuerySet[Initiative]:
    """The register in order of title, each with its unit and `use_count`; `text` with or without marks."""
    found = (Initiative.objects.all() if rows is None else rows).select_related("unit")
    for word in fold(text).split():
        found = found.filter(folded__contains=word)
    if unit_ids is not None:
        found = found.filter(unit_id__in=unit_ids)
    return found.annotate(use_count=Count("uses")).order_by("sort_key", "pk")

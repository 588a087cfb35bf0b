"""The months of work of dossiers that may still go out: what goes on counts to the day that is asked."""

from collections.abc import Sequence
from datetime import date

from django.db.models import QuerySet

from thidua.dossiers.enums import BEFORE_SENDING
from thidua.dossiers.models import Dossier, WorkSpan
from thidua.dossiers.writing.months import months_of


def months_on(rows: "QuerySet[Dossier]", on: date) -> dict[int, int]:
    """Dossier → its months, of those with a work history that may still go out; one query."""
    spans = WorkSpan.objects.filter(dossier__in=rows.order_by().values("pk"))
    found: dict[int, list[WorkSpan]] = {}
    for span in spans.filter(dossier__state__in=BEFORE_SENDING):
        found.setdefault(span.dossier_id, []).append(span)
    return {pk: months_of(told, on) for pk, told in found.items()}


def count_again(rows: Sequence[Dossier], on: date) -> None:
    """Gives the rows their months of the day, as they are shown or go out; the caller saves. One query."""
    months = months_on(Dossier.objects.filter(pk__in=[row.pk for row in rows]), on)
    for row in rows:
        row.par_months = months.get(row.pk, row.par_months)

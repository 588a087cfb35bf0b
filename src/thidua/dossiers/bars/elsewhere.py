"""What was last said of a subject in its other dossiers: a bar stays with it when a new dossier comes."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Exists, Max, OuterRef, Q, QuerySet, Subquery, When

from thidua.dossiers.bars.models import BarStatement
from thidua.dossiers.enums import DossierState, is_handed_in
from thidua.dossiers.models import Dossier
from thidua.dossiers.routes import is_for_a_person

OF_PERSONS = ".individual"
"""How the ids of awards for people end."""


@dataclass(frozen=True, slots=True)
class BarElsewhere:
    """A bar that nobody ended. `is_certain`: it is the same subject; of a person the year of birth tells."""

    said: BarStatement
    is_certain: bool


def bar_elsewhere(row: Dossier) -> BarElsewhere | None:
    """The bar that stands for the subject of a dossier in another one, of whatever cycle or state, also one
    that was withdrawn; None once the office has said something of the subject since. Only for whoever may
    know of every unit; one query.

    It pauses nothing by itself: whether it lasts, and whether it is the same person, the appraiser says.
    """
    by_unit = Q(by_office=False, has_lapsed=False, dossier__barred=True) & ~Q(kind="")
    is_known = is_handed_in("dossier__") | Q(dossier__state=DossierState.WITHDRAWN)
    was_sent = is_known & Q(dossier__sendings__isnull=False)
    # What the office said before the dossier was given to another subject still holds for the first one.
    said = BarStatement.objects.filter(
        _of_same_subject(row), Q(by_office=True) | by_unit & was_sent & ~Q(dossier=row.pk)
    )
    last = said.select_related("by", "dossier__filing__unit").order_by("-pk").first()
    if last is None or not last.kind or last.dossier_id == row.pk:
        return None
    is_certain = not _is_of_person(row) or (
        row.birth_year is not None and last.subject_key == row.subject_key
    )
    return BarElsewhere(last, is_certain)


def barred_elsewhere(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Of rows with a `dossier`: those of whose subject the office said last, in another dossier, that
    something bars it. The same as `bar_elsewhere` where the subject is certain, asked of many in one query.
    """
    said = BarStatement.objects.filter(by_office=True).order_by()
    of_person = said.filter(subject_key=OuterRef("dossier__subject_key"), dossier__award__endswith=OF_PERSONS)
    of_unit = said.filter(
        dossier__filing__unit=OuterRef("dossier__filing__unit"),
        dossier__subject_key=OuterRef("dossier__subject_key"),
    ).exclude(dossier__award__endswith=OF_PERSONS)
    is_person = Q(dossier__award__endswith=OF_PERSONS)
    with_last: QuerySet[Any] = rows.alias(
        said_last=Case(
            When(is_person & ~Q(dossier__subject_key__endswith="|"), then=_last(of_person)),
            When(~is_person, then=_last(of_unit)),
        )
    )
    bars = BarStatement.objects.filter(pk=OuterRef("said_last")).exclude(kind="")
    elsewhere: QuerySet[Any] = with_last.filter(Exists(bars.exclude(dossier=OuterRef("dossier"))))
    return elsewhere


def _last(said: QuerySet[BarStatement]) -> Subquery:
    return Subquery(said.values("by_office").annotate(last=Max("pk")).values("last"))


def _of_same_subject(row: Dossier) -> Q:
    """A collective is its unit's; a person may have moved, and is known in another unit by the year of birth
    alone, in his own also where the year is missing.
    """
    in_unit = Q(dossier__filing__unit=row.filing.unit_id)
    if not _is_of_person(row):
        return in_unit & Q(subject_key=row.subject_key) & ~Q(dossier__award__endswith=OF_PERSONS)
    name, _bar, year = row.subject_key.rpartition("|")
    if year:
        same = Q(subject_key=row.subject_key) | in_unit & Q(subject_key=f"{name}|")
    else:
        same = in_unit & Q(subject_key__startswith=f"{name}|")
    return same & Q(dossier__award__endswith=OF_PERSONS)


def _is_of_person(row: Dossier) -> bool:
    return is_for_a_person(row.award)

"""What bars a subject by what was said in its other dossiers: it stays with it when a new dossier comes."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from thidua.dossiers.bars.models import BarStatement
from thidua.dossiers.enums import DossierState, is_handed_in
from thidua.dossiers.models import Dossier, SentDossier
from thidua.dossiers.routes import is_for_a_person

OF_PERSONS = ".individual"
"""How the ids of awards for people end."""


@dataclass(frozen=True, slots=True)
class BarElsewhere:
    """A bar that nobody ended. `is_certain`: it is the same subject; of a person of the unit the year of
    birth tells, in another unit he may be a namesake.
    """

    said: BarStatement
    is_certain: bool


def bar_elsewhere(row: Dossier) -> BarElsewhere | None:
    """The bar that stands for the subject of a dossier in another one, of whatever cycle or state, also one
    that was withdrawn; None once the office has said something of this dossier since. Only for whoever may
    know of every unit; one query.

    It pauses nothing by itself: whether it lasts, and whether it is the same person, the appraiser says.
    """
    said = _standing().filter(_of_same_subject(row))
    own = BarStatement.objects.filter(dossier=row.pk, by_office=True, has_lapsed=False, pk__gt=OuterRef("pk"))
    others = said.exclude(dossier=row.pk).filter(~Exists(own))
    last = others.select_related("by", "dossier__filing__unit").order_by("-pk").first()
    if last is None:
        return None
    is_of_unit = last.dossier.filing.unit_id == row.filing.unit_id
    is_named = not _is_of_person(row) or (row.birth_year is not None and last.subject_key == row.subject_key)
    return BarElsewhere(last, is_certain=is_of_unit and is_named)


def barred_elsewhere(rows: QuerySet[Any]) -> set[int]:
    """Of rows with a `dossier`: the dossiers of whose subject a bar stands in another one, of which the
    office has said nothing since. A person is known by name and year of birth, in any unit. Three queries,
    one while no bar stands.
    """
    bars = list(
        _standing()
        .filter(subject_key__isnull=False)
        .values_list("pk", "dossier_id", "subject_key", "dossier__filing__unit_id", "dossier__award")
    )
    if not bars:
        return set()
    found: dict[tuple[str | None, int], list[tuple[int, int]]] = {}
    for pk, dossier, key, unit, award in bars:
        found.setdefault(_subject(key, unit, award), []).append((pk, dossier))
    asked = rows.filter(dossier__subject_key__in={key for _pk, _dossier, key, _unit, _award in bars})
    columns = ("dossier_id", "dossier__subject_key", "dossier__filing__unit_id", "dossier__award")
    suspect = {
        dossier: [pk for pk, other in found.get(_subject(key, unit, award), ()) if other != dossier]
        for dossier, key, unit, award in asked.values_list(*columns)
    }
    suspect = {dossier: pks for dossier, pks in suspect.items() if pks}
    said = BarStatement.objects.filter(dossier__in=suspect, by_office=True, has_lapsed=False).order_by("pk")
    since = dict(said.values_list("dossier_id", "pk"))
    return {dossier for dossier, pks in suspect.items() if max(pks) > since.get(dossier, 0)}


def _standing() -> QuerySet[BarStatement]:
    """Bars that the office has not ended, in any dossier of the unit that is for the same subject: found by
    the office, or told by a unit of what it sent.
    """
    by_unit = Q(by_office=False, has_lapsed=False, dossier__barred=True)
    was_sent = Q(dossier__state=DossierState.WITHDRAWN) | is_handed_in("dossier__")
    sendings = SentDossier.objects.filter(dossier=OuterRef("dossier"))
    ended = BarStatement.objects.filter(
        by_office=True,
        kind="",
        pk__gt=OuterRef("pk"),
        subject_key=OuterRef("subject_key"),
        dossier__filing__unit=OuterRef("dossier__filing__unit"),
    )
    # What the office said before the dossier was given to another subject still holds for the first one.
    told = BarStatement.objects.filter(Q(by_office=True) | by_unit & was_sent & Exists(sendings))
    return told.exclude(kind="").filter(~Exists(ended)).order_by("pk")


def _subject(key: str | None, unit: int, award: str) -> tuple[str | None, int]:
    """Of whom it is: a person with a year of birth wherever he works, everybody else in the unit alone."""
    is_known = is_for_a_person(award) and bool(key) and not str(key).endswith("|")
    return key, 0 if is_known else unit


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

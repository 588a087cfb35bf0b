"""Awards that a subject has or may have: of the city through the door of the public register, of its unit.

Within a unit the register tells people apart by name and year of birth. Without a year on one side, or in
another unit, where a namesake was perhaps born in the same year, it only may be the same person.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Q

from thidua.awards.access import public_awards
from thidua.awards.models import AwardRecord, BaseAward
from thidua.core.text import fold, name_key
from thidua.dossiers.models import Dossier
from thidua.dossiers.routes import is_for_a_person
from thidua.units.selectors import UnitRecord


@dataclass(frozen=True, slots=True)
class Held:
    """An award of the register. Not `is_certain`: somebody has to see whether it is this person's."""

    record: AwardRecord
    is_certain: bool


@dataclass(frozen=True, slots=True)
class SubjectAwards:
    """What a subject was given, the newest first: by the city, and by the unit itself."""

    city: tuple[Held, ...]
    base: tuple[BaseAward, ...]


def awards_of(row: Dossier, unit: UnitRecord) -> SubjectAwards:
    """The awards of the subject of one dossier; two queries."""
    return awards_of_each([row], unit)[row.pk]


def awards_of_each(rows: Sequence[Dossier], unit: UnitRecord) -> dict[int, SubjectAwards]:
    """Dossier → the awards of its subject, of a person in every unit; two queries for rows of one unit."""
    names = {row.pk: _base_names(row, unit) for row in rows}
    city = list(public_awards().filter(reduce(or_, map(_asked, rows))))
    base = list(
        BaseAward.objects.filter(
            removed_at__isnull=True, unit=unit.id, folded_name__in=set().union(*names.values())
        )
    )
    return {
        row.pk: SubjectAwards(
            city=tuple(Held(one, _is_certain(row, one)) for one in city if _may_be(row, one)),
            base=tuple(one for one in base if one.folded_name in names[row.pk]),
        )
        for row in rows
    }


def _base_names(row: Dossier, unit: UnitRecord) -> set[str]:
    names = [row.subject_name] if row.subject_name else [unit.full_name, f"UBND {unit.full_name}"]
    return {fold(name) for name in names}


def _asked(row: Dossier) -> Q:
    if not is_for_a_person(row.award):
        return Q(unit=row.filing.unit_id, subject_key=row.subject_key)
    name = fold(row.subject_name)
    if row.birth_year is None:
        return Q(subject_key__startswith=f"{name}|")
    return Q(subject_key__in=[row.subject_key, f"{name}|"])


def _may_be(row: Dossier, one: AwardRecord) -> bool:
    if is_for_a_person(row.award) != is_for_a_person(one.award):
        return False
    if not is_for_a_person(row.award):
        return (one.unit_id, one.subject_key) == (row.filing.unit_id, row.subject_key)
    name, _bar, year = one.subject_key.rpartition("|")
    return name == fold(row.subject_name) and (
        not year or row.birth_year is None or year == str(row.birth_year)
    )


def _is_certain(row: Dossier, one: AwardRecord) -> bool:
    if not is_for_a_person(row.award):
        return True
    is_known = row.birth_year is not None and one.subject_key == row.subject_key
    # The key knows no marks: Thủy and Thúy of one year are two people.
    is_named_so = name_key(one.person_name) == name_key(row.subject_name)
    return is_known and is_named_so and one.unit_id == row.filing.unit_id

"""Awards of the city that a subject has or may have, through the door of the public register.

Within a unit the register tells people apart by name and year of birth. Without a year on one side, or in
another unit, where a namesake was perhaps born in the same year, it only may be the same person.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Q

from thidua.awards.access import public_awards
from thidua.awards.models import AwardRecord
from thidua.core.text import fold
from thidua.dossiers.models import Dossier

PERSON = ".individual"


@dataclass(frozen=True, slots=True)
class Held:
    """An award of the register. Not `is_certain`: somebody has to see whether it is this person's."""

    record: AwardRecord
    is_certain: bool


def held_by_each(rows: Sequence[Dossier]) -> dict[int, list[Held]]:
    """Dossier → the awards of its subject, of a person in every unit, the newest first; one query."""
    found = list(public_awards().filter(reduce(or_, map(_asked, rows))))
    return {row.pk: [Held(one, _is_certain(row, one)) for one in found if _may_be(row, one)] for row in rows}


def _asked(row: Dossier) -> Q:
    if not row.award.endswith(PERSON):
        return Q(unit=row.filing.unit_id, subject_key=row.subject_key)
    name = fold(row.subject_name)
    if row.birth_year is None:
        return Q(subject_key__startswith=f"{name}|")
    return Q(subject_key__in=[row.subject_key, f"{name}|"])


def _may_be(row: Dossier, one: AwardRecord) -> bool:
    if row.award.endswith(PERSON) != one.award.endswith(PERSON):
        return False
    if not row.award.endswith(PERSON):
        return (one.unit_id, one.subject_key) == (row.filing.unit_id, row.subject_key)
    name, _bar, year = one.subject_key.rpartition("|")
    return name == fold(row.subject_name) and (
        not year or row.birth_year is None or year == str(row.birth_year)
    )


def _is_certain(row: Dossier, one: AwardRecord) -> bool:
    if not row.award.endswith(PERSON):
        return True
    is_known = row.birth_year is not None and one.subject_key == row.subject_key
    return is_known and one.unit_id == row.filing.unit_id

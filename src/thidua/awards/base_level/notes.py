"""What looks given twice. Information for whoever reads, never a bar (reading B31)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.awards.base_level.models import BaseAward
from thidua.awards.base_level.selectors import by_person
from thidua.awards.models import AwardRecord
from thidua.core.similarity import Title, find_lookalikes
from thidua.core.text import search_key


@dataclass(frozen=True, slots=True)
class Note:
    """One remark on a row, in words. `kind`: `twice`, `initiative` or `city`."""

    kind: str
    words: str


def notes_on(rows: Sequence[BaseAward]) -> dict[int, list[Note]]:
    """Row id → what is remarkable about it; rows without a remark are absent. Three queries.

    Compared with everything in the register, not only with `rows`.
    """
    found: dict[int, list[Note]] = {row.pk: [] for row in rows}
    units = {row.unit_id for row in rows}
    for pk, words in _told_twice(units, rows):
        found[pk].append(Note("twice", words))
    for pk, words in _initiative_twice(rows):
        found[pk].append(Note("initiative", words))
    for pk, words in _by_the_city_too(units, rows):
        found[pk].append(Note("city", words))
    return {pk: notes for pk, notes in found.items() if notes}


def _told_twice(units: set[int], rows: Sequence[BaseAward]) -> Iterable[tuple[int, str]]:
    """The same one, the same year, nearly the same achievement in another decision or form."""
    kept = BaseAward.objects.filter(
        removed_at__isnull=True, unit_id__in=units, year__in={row.year for row in rows}
    )
    groups = by_person(kept)
    pairs: dict[int, list[BaseAward]] = {}
    for group in groups.values():
        if len(group) > 1:
            for first, second in _alike(group):
                pairs.setdefault(first.pk, []).append(second)
                pairs.setdefault(second.pk, []).append(first)
    for row in rows:
        for other in pairs.get(row.pk, ()):
            yield (
                row.pk,
                _("Thành tích gần giống với %(form)s theo quyết định %(number)s cùng năm.")
                % {"form": other.get_form_display().lower(), "number": other.decision_number},
            )


def _alike(group: list[BaseAward]) -> Iterable[tuple[BaseAward, BaseAward]]:
    by_pk = {str(row.pk): row for row in group}
    titles = [Title(pk, row.achievement) for pk, row in by_pk.items()]
    found = {(pair.a, pair.b) for pair in find_lookalikes(titles)}
    for first, second in combinations(by_pk, 2):
        same_idea = by_pk[first].initiative_id and (by_pk[first].initiative_id == by_pk[second].initiative_id)
        if (first, second) in found and not same_idea:
            yield by_pk[first], by_pk[second]


def _initiative_twice(rows: Sequence[BaseAward]) -> Iterable[tuple[int, str]]:
    ids = {row.initiative_id for row in rows if row.initiative_id}
    served: dict[int, list[int]] = {}
    uses = BaseAward.objects.filter(removed_at__isnull=True, initiative_id__in=ids)
    for pk, initiative_id in uses.values_list("pk", "initiative_id"):
        served.setdefault(initiative_id or 0, []).append(pk)
    for row in rows:
        others = len(served.get(row.initiative_id or 0, [])) - 1
        if row.initiative_id and others > 0:
            words = ngettext(
                "Sáng kiến này còn là căn cứ của %(count)d khen thưởng cấp cơ sở khác.",
                "Sáng kiến này còn là căn cứ của %(count)d khen thưởng cấp cơ sở khác.",
                others,
            )
            yield row.pk, words % {"count": others}


def _by_the_city_too(units: set[int], rows: Sequence[BaseAward]) -> Iterable[tuple[int, str]]:
    """The city gave the same one an award for the same year."""
    given: dict[tuple[int, str, str], str] = {}
    records = AwardRecord.objects.filter(unit_id__in=units).exclude(person_name="")
    for unit_id, cycle, name, number in records.values_list(
        "unit_id", "cycle", "person_name", "decision_number"
    ):
        given[unit_id, cycle, search_key(name)] = number
    for row in rows:
        number = given.get((row.unit_id, str(row.year), row.folded_name), "")
        if number:
            yield (
                row.pk,
                _("Cùng năm đã được thành phố khen theo quyết định %(number)s; được phép, chỉ để biết.")
                % {"number": number},
            )

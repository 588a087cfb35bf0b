"""Which unit a row means: by code or by its exact name; a name only nearly right is never guessed."""

from collections import defaultdict
from datetime import date

from django.db.models import Q

from thidua.core.text import nfc, search_key
from thidua.units.models import UnitName
from thidua.units.selectors import UnitHistory, UnitRecord, history, unit_label

OFFICE_PREFIXES = ("ubnd ", "ủy ban nhân dân ", "uỷ ban nhân dân ")


class UnitFinder:
    """The units known on `on`, to be asked by code or name; names borne in `year` count too."""

    def __init__(self, on: date, year: int) -> None:
        self.history: UnitHistory = history(on)
        by_id = self.history.by_id()
        self.by_code = {unit.code.lower(): unit for unit in self.history}
        self._exact: dict[str, set[int]] = defaultdict(set)
        self._folded: dict[str, set[int]] = defaultdict(set)
        names = UnitName.objects.filter(valid_from__lte=on).filter(
            Q(valid_to__isnull=True) | Q(valid_to__gte=date(year, 1, 1))
        )
        for unit_id, name, full_name in names.values_list("unit_id", "name", "full_name"):
            for form in (name, full_name):
                self._exact[form.lower()].add(unit_id)
                self._folded[search_key(form)].add(unit_id)
        self._by_id: dict[int, UnitRecord] = by_id

    def with_code(self, code: str) -> UnitRecord | None:
        """The unit of an official code; a spreadsheet may have made 10507 out of it."""
        return self.by_code.get(nfc(code).lower())

    def named(self, name: str) -> list[UnitRecord]:
        """The units that bear exactly this name (capitals aside); more than one: ambiguous."""
        return self._records(self._exact.get(_bare(name), set()))

    def resembling(self, name: str) -> list[UnitRecord]:
        """The units whose name is the same only without diacritics."""
        return self._records(self._folded.get(search_key(_bare(name)), set()))

    def _records(self, ids: set[int]) -> list[UnitRecord]:
        return sorted((self._by_id[pk] for pk in ids), key=lambda unit: (unit.sort_key, unit.code))


def describe(units: list[UnitRecord]) -> str:
    """The candidates in words, each with its code."""
    return "; ".join(unit_label(unit.full_name, unit.code, unit.former_district) for unit in units)


def _bare(name: str) -> str:
    lowered = nfc(name).lower()
    for prefix in OFFICE_PREFIXES:
        if lowered.startswith(prefix):
            return lowered.removeprefix(prefix)
    return lowered

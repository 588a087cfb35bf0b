"""Whether an initiative may serve once more, by what was ruled: one answer for lists and for decisions."""

from collections.abc import Mapping
from dataclasses import dataclass

from thidua.core.facts import Initiative
from thidua.core.limits import Violation


@dataclass(frozen=True, slots=True)
class Rulings:
    """(dossier, initiative) → whether using it again was allowed."""

    made: Mapping[tuple[int, str], bool]

    def of(self, pk: int, one: Violation) -> bool | None:
        """What was ruled on a dossier's use of the initiative that a limit is about; None: nothing yet."""
        said = [self.made[pk, code] for code in one.initiatives if (pk, code) in self.made]
        return all(said) if said else None

    def settle(self, one: Violation, initiatives: Mapping[str, Initiative]) -> bool:
        """Whether they allow what breaks a limit. A first use needs no ruling, unless the initiative has
        served elsewhere; each further one does. Where the reading is "never", nothing is allowed.
        """
        if not one.initiatives or one.effect == "block":
            return False
        ruled = [self.of(int(pk), one) for pk in one.nominations]
        free = 0 if initiatives[one.initiatives[0]].used_for else 1
        return False not in ruled and ruled.count(None) <= free

"""What a person may be on one day: the hats that dated assignments and delegations give."""

from dataclasses import dataclass
from enum import StrEnum

from thidua.core.roles import Role


class HatSource(StrEnum):
    """Where a hat comes from."""

    ASSIGNMENT = "assignment"
    DELEGATION = "delegation"


@dataclass(frozen=True, slots=True)
class Hat:
    """One role worn on one day, for one unit (`unit_id`) or for the whole city (`unit_id` is None)."""

    role: Role
    unit_id: int | None
    source: HatSource

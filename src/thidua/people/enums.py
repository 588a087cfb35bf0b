"""Which hats a head may lend."""

from thidua.core.roles import Role
from thidua.foundation.role_names import ROLE_NAMES, role_choices

DELEGABLE_ROLES = frozenset({Role.UNIT_HEAD, Role.STANDING_HEAD})
"""Hats of heads; the law lets a head authorise a deputy, and nobody else may lend a hat."""

__all__ = ["DELEGABLE_ROLES", "ROLE_NAMES", "role_choices"]

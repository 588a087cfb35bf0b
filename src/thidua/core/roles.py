"""The roles of the movement, one vocabulary for every floor.

Source: QĐ 2162/QĐ-UBND, IV.1-IV.4 (who does what) and III.3 (who receives, proposes, decides).
"""

from enum import StrEnum


class Role(StrEnum):
    """A hat a person wears, for one unit or for the whole city."""

    UNIT_OFFICER = "unit_officer"
    UNIT_HEAD = "unit_head"
    STANDING_SPECIALIST = "standing_specialist"
    STANDING_HEAD = "standing_head"
    EMULATION_BOARD = "emulation_board"
    COUNCIL_MEMBER = "council_member"
    COUNCIL_SECRETARY = "council_secretary"
    DECISION_MAKER = "decision_maker"
    PUBLICITY = "publicity"
    FRONT_ORGANISATION = "front_organisation"
    AUDITOR = "auditor"
    TECHNICAL_ADMIN = "technical_admin"


UNIT_ROLES = frozenset({Role.UNIT_OFFICER, Role.UNIT_HEAD})
"""Hats that are always worn for one unit; every other hat is worn for the city."""

STANDING_OFFICE = frozenset({Role.STANDING_SPECIALIST, Role.STANDING_HEAD})
"""Phòng CCHC và pháp chế, Sở Nội vụ (IV.2)."""

DOMAIN_READERS = frozenset(Role) - {Role.TECHNICAL_ADMIN}
"""Everybody but the technical administrator, who has no domain power."""

CITY_READERS = frozenset(Role) - UNIT_ROLES - {Role.TECHNICAL_ADMIN}
"""Hats that read the domain data of the whole city; the technical administrator has no domain power."""

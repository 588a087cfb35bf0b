"""The words in which the permission matrix is written: personas, groups of them, rows.

The expectation is stated here a second time on purpose, beside the `@page` declarations: a change on
one side alone fails. A new address needs a row (`test_permissions.py` names the missing ones).

Unless a row says otherwise, a visitor who is not signed in is sent to sign in, and everybody else
who is not in `may` gets 403. `foreign` are those for whom the row does not exist: 404. Personas are
listed below; `unit_officer` and `unit_head` work for the unit Xã Cẩm Giang, `other_officer` for
Xã Cẩm Giàng. `args` are dotted names of things in `permission_world.World`; `self` is the persona.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from thidua.core.roles import Role

ANONYMOUS = "anonymous"
NO_ROLE = "no_role"
OTHER_OFFICER = "other_officer"
ROLES = frozenset(role.value for role in Role)
PEOPLE = ROLES | {OTHER_OFFICER}
"""Everybody who wears a hat."""
SIGNED_IN = PEOPLE | {NO_ROLE}
EVERYBODY = SIGNED_IN | {ANONYMOUS}
CITY = ROLES - {Role.UNIT_OFFICER, Role.UNIT_HEAD}
ADMIN = frozenset({Role.TECHNICAL_ADMIN.value})
AUDIT = frozenset({Role.AUDITOR.value, Role.TECHNICAL_ADMIN.value})


def only(*roles: Role) -> frozenset[str]:
    """The personas of these roles."""
    return frozenset(role.value for role in roles)


@dataclass(frozen=True)
class Row:
    """One address in one situation. `ok` is what those in `may` get; `other` single exceptions."""

    name: str
    may: frozenset[str]
    ok: int = 200
    method: str = "get"
    args: Mapping[str, str] = field(default_factory=dict)
    data: Mapping[str, str] = field(default_factory=dict)
    foreign: frozenset[str] = frozenset()
    other: Mapping[str, int] = field(default_factory=dict)
    case: str = ""

    def expected(self, persona: str) -> int:
        """The status `persona` must get; 302 for a visitor sent to sign in."""
        if persona in self.other:
            return self.other[persona]
        if persona in self.may:
            return self.ok
        if persona in self.foreign:
            return 404
        return 302 if persona == ANONYMOUS else 403


HEAD = only(Role.UNIT_HEAD)
OFFICE_HEAD = only(Role.STANDING_HEAD)
STANDING = only(Role.STANDING_SPECIALIST, Role.STANDING_HEAD)
DRAFT_READERS = STANDING | only(Role.AUDITOR)
DOMAIN = PEOPLE - ADMIN
APPRAISERS = DRAFT_READERS | only(
    Role.EMULATION_BOARD, Role.COUNCIL_MEMBER, Role.COUNCIL_SECRETARY, Role.DECISION_MAKER
)
RECEIVER = only(Role.UNIT_OFFICER)

"""Who may open what: one row for every address of the house, written by hand.

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

MATRIX: tuple[Row, ...] = (
    # web
    Row("home", EVERYBODY),
    Row("healthz", EVERYBODY),
    Row("readyz", EVERYBODY),
    Row("web:palette", EVERYBODY),
    Row("web:components", ADMIN),
    Row("set_language", EVERYBODY, ok=302, method="post", data={"language": "en", "next": "/"}),
    # sign-in
    Row("account_login", SIGNED_IN, ok=302, other={ANONYMOUS: 200}),
    Row("account_logout", SIGNED_IN),
    Row("account_inactive", EVERYBODY),
    Row("account_reauthenticate", SIGNED_IN),
    Row("account_change_password", SIGNED_IN),
    Row("account_reset_password", EVERYBODY),
    Row("account_reset_password_done", EVERYBODY),
    Row("account_reset_password_from_key", EVERYBODY, args={"uidb36": "wrong_uid", "key": "wrong_key"}),
    Row("account_reset_password_from_key_done", EVERYBODY),
    Row("account_signup", EVERYBODY, ok=404),
    Row("account_email", SIGNED_IN, ok=302),
    # people
    Row("people:accounts", AUDIT),
    Row("people:account", AUDIT, args={"pk": "somebody.pk"}, foreign=SIGNED_IN, case="somebody else"),
    Row("people:account", SIGNED_IN, args={"pk": "self.pk"}, case="oneself"),
    Row("people:account_new", ADMIN),
    Row("people:account_edit", ADMIN, args={"pk": "somebody.pk"}),
    Row("people:account_close", ADMIN, args={"pk": "somebody.pk"}),
    Row("people:account_open", ADMIN, ok=302, method="post", args={"pk": "closed.pk"}),
    Row("people:password_link", ADMIN, method="post", args={"pk": "somebody.pk"}),
    Row("people:role_grant", ADMIN, args={"pk": "somebody.pk"}),
    Row("people:role_end", ADMIN, args={"pk": "somebodys_hat.pk"}),
    Row("people:delegations", PEOPLE),
    Row(
        "people:delegation_new",
        HEAD,
        args={"pk": "head_hat.pk"},
        foreign=only(Role.STANDING_HEAD),
        case="the head's own hat",
    ),
    Row(
        "people:delegation_end",
        HEAD | RECEIVER | ADMIN,
        ok=302,
        method="post",
        args={"pk": "delegation.pk"},
        foreign=PEOPLE - only(Role.AUDITOR),
    ),
    # foundation
    Row("foundation:audit", AUDIT),
    # units: everybody reads, the standing office's head changes
    Row("units:list", PEOPLE),
    Row("units:history", PEOPLE, args={"code": "unit.code"}),
    Row("units:register", OFFICE_HEAD),
    *(
        Row(f"units:{act}", OFFICE_HEAD, args={"code": "unit.code"})
        for act in ("rename", "change_block", "merge", "split", "dissolve")
    ),
    # movement
    Row("movement:plan", PEOPLE),
    Row("movement:decide_reading", OFFICE_HEAD, args={"switch": "switch"}),
    # par_index: what is published everybody reads, drafts are the standing office's
    Row("par_index:ranking", PEOPLE),
    Row("par_index:ranking_chart", PEOPLE),
    Row("par_index:ranking_csv", PEOPLE),
    Row("par_index:ranking_xlsx", PEOPLE),
    Row("par_index:releases", DRAFT_READERS),
    Row("par_index:upload", STANDING),
    Row("par_index:release", DRAFT_READERS, args={"pk": "draft.pk"}),
    Row("par_index:release_file", DRAFT_READERS, args={"pk": "draft.pk"}),
    Row("par_index:release_store", STANDING, ok=302, method="post", args={"pk": "received.pk"}),
    Row(
        "par_index:release_confirm",
        OFFICE_HEAD,
        ok=302,
        method="post",
        args={"pk": "draft.pk"},
        case="by another person than who brought it in",
    ),
    Row(
        "par_index:release_discard",
        STANDING,
        ok=302,
        method="post",
        args={"pk": "draft.pk"},
        data={"reason": "Nhập nhầm"},
    ),
    # portal: everybody
    Row("portal:ranking", EVERYBODY),
    Row("portal:ranking_csv", EVERYBODY),
    # awards
    Row("awards:unit", DOMAIN, args={"code": "unit.code"}),
    Row("awards:unit_sheet", DOMAIN, args={"code": "unit.code"}),
    Row("awards:outlook", APPRAISERS),
    Row("awards:what_if", APPRAISERS),
)

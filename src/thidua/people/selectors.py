"""What is read about accounts, hats and delegations."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils.module_loading import import_string

from thidua.core.roles import STANDING_OFFICE, UNIT_ROLES, Role
from thidua.core.text import search_key
from thidua.people.access import accounts, delegations
from thidua.people.models import Delegation, RoleAssignment, User

PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class AccountRow:
    """An account in a list, with the assignments in force on the day of the list."""

    account: User
    hats: tuple[RoleAssignment, ...]


def find_accounts(user: User, on: date, *, text: str = "", after: str = "") -> tuple[list[AccountRow], str]:
    """Accounts `user` may see whose name or login name holds every word of `text`, in Vietnamese order.

    Gives one page and the key of the next one (empty at the end); `after` is such a key.
    Two queries, whatever the number.
    """
    rows = accounts.visible_to(user, on).order_by("sort_key", "pk")
    for word in search_key(text).split():
        rows = rows.filter(folded__contains=word)
    key, _sep, pk = after.rpartition(":")
    if pk.isdecimal():
        rows = rows.filter(Q(sort_key__gt=key) | Q(sort_key=key, pk__gt=int(pk)))
    found = list(rows[: PAGE_SIZE + 1])
    shown = found[:PAGE_SIZE]
    hats: dict[int, list[RoleAssignment]] = {}
    for hat in RoleAssignment.objects.in_force(on).filter(user__in=shown).select_related("unit"):
        hats.setdefault(hat.user_id, []).append(hat)
    more = f"{shown[-1].sort_key}:{shown[-1].pk}" if len(found) > PAGE_SIZE else ""
    return [AccountRow(account, tuple(hats.get(account.pk, ()))) for account in shown], more


def assignments_of(account: User, on: date) -> tuple[list[RoleAssignment], list[RoleAssignment]]:
    """The hats of `account`: those in force or to come, and those of the past, newest first."""
    rows = account.assignments.select_related("unit", "granted_by", "ended_by").order_by("-valid_from", "-pk")
    present: list[RoleAssignment] = []
    past: list[RoleAssignment] = []
    for row in rows:
        is_over = (row.valid_to is not None and row.valid_to < on) or (
            row.ended_on is not None and row.ended_on <= on
        )
        (past if is_over else present).append(row)
    return present, past


def delegable_hats(user: User, on: date) -> list[RoleAssignment]:
    """The head's hats that `user` wears on `on` and may lend."""
    rows = RoleAssignment.objects.in_force(on).filter(user=user).select_related("unit", "user")
    return [row for row in rows.order_by("role", "unit_id") if row.may_be_delegated()]


def delegations_of(user: User, on: date) -> tuple[list[Delegation], list[Delegation]]:
    """Delegations that `user` gave and received, newest first."""
    rows = delegations.visible_to(user, on).order_by("-valid_from", "-pk")
    mine = list(rows.filter(Q(from_user=user) | Q(to_user=user)))
    return [row for row in mine if row.from_user_id == user.pk], [
        row for row in mine if row.to_user_id == user.pk
    ]


def possible_delegates(assignment: RoleAssignment, on: date) -> QuerySet[User]:
    """The colleagues to whom this hat may be lent on `on`: same unit, or the standing office."""
    rows = RoleAssignment.objects.in_force(on)
    if assignment.role in UNIT_ROLES:
        rows = rows.filter(unit=assignment.unit)
    else:
        rows = rows.filter(role__in=STANDING_OFFICE)
    ids = rows.exclude(user_id=assignment.user_id).values("user_id")
    return User.objects.filter(pk__in=ids, is_active=True).order_by("sort_key")


def holders(on: date, *roles: Role, unit_id: int | None = None) -> list[User]:
    """The open accounts that wear one of `roles` by assignment on `on` (for one unit, when given)."""
    rows = RoleAssignment.objects.in_force(on).filter(role__in=roles)
    if unit_id is not None:
        rows = rows.filter(unit_id=unit_id)
    return list(User.objects.filter(pk__in=rows.values("user_id"), is_active=True).order_by("sort_key"))


def unit_names(unit_ids: Iterable[int | None], on: date) -> dict[int, str]:
    """The full names of units on `on`, by id; one query.

    Units and people stand on one floor and do not import each other: the model is reached through
    the foreign key, the search through a setting.
    """
    wanted = {unit_id for unit_id in unit_ids if unit_id is not None}
    model: Any = RoleAssignment._meta.get_field("unit").related_model
    rows = (
        model.objects.filter(pk__in=wanted, names__valid_from__lte=on)
        .order_by("names__valid_from")
        .values_list("pk", "names__full_name")
    )
    return dict(rows)


def find_units(text: str, on: date) -> list[Any]:
    """Units that `text` may mean, as the search of the units room gives them (id, label, is_exact)."""
    hits: list[Any] = import_string(settings.UNIT_SEARCH)(text, on)
    return hits


def people_of_units(
    unit_ids: Iterable[int], on: date, *, roles: Collection[Role] = UNIT_ROLES
) -> dict[int, frozenset[int]]:
    """Officers and heads of the units on `on`, by own or lent hat, with an open account; two queries."""
    wanted = set(unit_ids)
    own = RoleAssignment.objects.in_force(on).filter(role__in=roles, user__is_active=True)
    lent = Delegation.objects.in_force(on).filter(assignment__role__in=roles, to_user__is_active=True)
    found: dict[int, set[int]] = {unit_id: set() for unit_id in wanted}
    for rows in (
        own.values_list("unit_id", "user_id"),
        lent.values_list("assignment__unit_id", "to_user_id"),
    ):
        for unit_id, user_id in rows:
            if unit_id in wanted:
                found[unit_id].add(user_id)
    return {unit_id: frozenset(people) for unit_id, people in found.items()}


def people_wearing(on: date, *roles: Role) -> frozenset[int]:
    """The accounts that wear one of `roles` on `on`, by own or lent hat, and are open; two queries."""
    own = RoleAssignment.objects.in_force(on).filter(role__in=roles, user__is_active=True)
    lent = Delegation.objects.in_force(on).filter(assignment__role__in=roles, to_user__is_active=True)
    ids = (*own.values_list("user_id", flat=True), *lent.values_list("to_user_id", flat=True))
    return frozenset(ids)

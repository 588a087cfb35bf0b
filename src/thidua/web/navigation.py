"""Who sees which entry of the navigation, and what the frame of a page shows.

An entry is shown only to those who may open it; the view itself checks again (`foundation.access.page`).
"""

from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from django.http import HttpRequest
from django.utils.functional import Promise

from thidua.core.roles import Role
from thidua.core.text import format_date
from thidua.foundation.access import PUBLIC, SIGNED_IN, Who
from thidua.foundation.role_names import ROLE_NAMES
from thidua.web.entries import ITEMS, NavGroup, NavItem


@dataclass(frozen=True, slots=True)
class ShownItem:
    """An entry for one person on one page."""

    item: NavItem
    current: str
    """`page`, `true` or nothing: the value of aria-current."""


@dataclass(frozen=True, slots=True)
class ShownGroup:
    """A group with the entries this person may open, two or more."""

    group: NavGroup
    entries: tuple[ShownItem, ...]

    @property
    def is_current(self) -> bool:
        """Whether the page belongs to one of its entries."""
        return any(shown.current for shown in self.entries)


@dataclass(frozen=True, slots=True)
class Chrome:
    """What the frame shows for one request; empty where a request is missing (page of last resort)."""

    bar: tuple[ShownItem | ShownGroup, ...] = ()
    hat_names: tuple[Promise, ...] = ()
    demo_date: str = ""
    support_contact: str = ""
    signed_in: bool = False
    name: str = ""
    unread: int = 0
    moment: Any = field(default=None)


def visible_items(request: HttpRequest) -> list[NavItem]:
    """The entries this person may open today."""
    user: Any = getattr(request, "user", None)
    wanted: set[Role | Who] = {PUBLIC}
    signed_in = user is not None and user.is_authenticated
    if signed_in:
        wanted.add(SIGNED_IN)
        wanted.update(hat.role for hat in user.hats(request.today))  # type: ignore[attr-defined]
    return [item for item in ITEMS if item.audience & wanted and not (item.for_visitors and signed_in)]


def chrome_for(request: HttpRequest | None) -> Chrome:
    """The frame for `request`; asks nothing of the database that the request did not load before."""
    if request is None or not hasattr(request, "installation"):
        return Chrome()
    match = request.resolver_match
    here = match.view_name if match else ""
    user: Any = getattr(request, "user", None)
    signed_in = bool(user is not None and user.is_authenticated)
    hats = user.hats(request.today) if signed_in else ()  # type: ignore[attr-defined]
    installation: Any = request.installation
    return Chrome(
        bar=_bar([ShownItem(item, _current(item, here)) for item in visible_items(request) if item.in_bar]),
        hat_names=tuple(dict.fromkeys(ROLE_NAMES[hat.role] for hat in hats)),
        demo_date=format_date(installation.demo_date) if installation.is_demo else "",
        support_contact=installation.support_contact,
        signed_in=signed_in,
        name=(user.get_full_name() or user.get_username()) if signed_in else "",
        unread=getattr(user, "unread", 0),
        moment=request.moment,  # type: ignore[attr-defined]
    )


def _bar(shown: list[ShownItem]) -> tuple[ShownItem | ShownGroup, ...]:
    """Groups stand where their first entry would; a group of one is no group."""
    bar: list[ShownItem | ShownGroup] = []
    for group, members in groupby(shown, key=lambda entry: entry.item.group):
        entries = tuple(members)
        bar += [ShownGroup(group, entries)] if group and len(entries) > 1 else entries
    return tuple(bar)


def _current(item: NavItem, here: str) -> str:
    if item.url_name == here:
        return "page"
    return "true" if here.startswith(item.sections) else ""

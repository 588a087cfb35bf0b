"""Who sees which entry of the navigation, and what the frame of a page shows.

An entry is shown only to those who may open it; the view itself checks again (`foundation.access.page`).
"""

from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thidua.core.roles import Role
from thidua.core.text import format_date
from thidua.foundation.access import PUBLIC, SIGNED_IN, Who
from thidua.foundation.role_names import ROLE_NAMES


@dataclass(frozen=True, slots=True)
class NavItem:
    """One entry: its words, the name of its address, its icon, who sees it, what belongs to it."""

    label: Promise
    url_name: str
    icon: str
    audience: frozenset[Role | Who]
    about: Promise
    section: str = ""
    """View names that begin with this also light the entry up."""
    in_bar: bool = True
    """False: only in the command palette and on the home page."""

    @property
    def url(self) -> str:
        return reverse(self.url_name)


ITEMS: tuple[NavItem, ...] = (
    NavItem(_("Trang chủ"), "home", "house", frozenset({PUBLIC}), _("Việc cần làm tiếp theo của bạn")),
    NavItem(
        _("Thành phần giao diện"),
        "web:components",
        "blocks",
        frozenset({Role.TECHNICAL_ADMIN}),
        _("Mọi mảnh ghép của giao diện trên một trang, cho nhóm phát triển"),
        in_bar=False,
    ),
)
"""In the order of the bar."""


@dataclass(frozen=True, slots=True)
class ShownItem:
    """An entry for one person on one page."""

    item: NavItem
    current: str
    """`page`, `true` or nothing: the value of aria-current."""


@dataclass(frozen=True, slots=True)
class Chrome:
    """What the frame shows for one request; empty where a request is missing (page of last resort)."""

    items: tuple[ShownItem, ...] = ()
    hat_names: tuple[Promise, ...] = ()
    demo_date: str = ""
    support_contact: str = ""
    signed_in: bool = False
    name: str = ""
    moment: Any = field(default=None)


def visible_items(request: HttpRequest) -> list[NavItem]:
    """The entries this person may open today."""
    user: Any = getattr(request, "user", None)
    wanted: set[Role | Who] = {PUBLIC}
    if user is not None and user.is_authenticated:
        wanted.add(SIGNED_IN)
        wanted.update(hat.role for hat in user.hats(request.today))  # type: ignore[attr-defined]
    return [item for item in ITEMS if item.audience & wanted]


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
        items=tuple(ShownItem(item, _current(item, here)) for item in visible_items(request) if item.in_bar),
        hat_names=tuple(dict.fromkeys(ROLE_NAMES[hat.role] for hat in hats)),
        demo_date=format_date(installation.demo_date) if installation.is_demo else "",
        support_contact=installation.support_contact,
        signed_in=signed_in,
        name=(user.get_full_name() or user.get_username()) if signed_in else "",
        moment=request.moment,  # type: ignore[attr-defined]
    )


def _current(item: NavItem, here: str) -> str:
    if item.url_name == here:
        return "page"
    return "true" if item.section and here.startswith(item.section) else ""

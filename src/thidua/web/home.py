"""The desk of a signed-in person: a greeting and the few next things for the hats they wear."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from thidua.web.navigation import NavItem, visible_items


@dataclass(frozen=True, slots=True)
class Desk:
    """What the home page shows."""

    name: str
    has_hats: bool
    next_things: tuple[NavItem, ...]


def desk_for(request: HttpRequest) -> Desk:
    """The desk of the signed-in person of `request`."""
    user: Any = request.user
    hats = user.hats(request.today)  # type: ignore[attr-defined]
    return Desk(
        name=user.get_full_name(),
        has_hats=bool(hats),
        next_things=tuple(item for item in visible_items(request) if item.url_name != "home"),
    )

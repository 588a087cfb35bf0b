"""What the command palette finds: pages of the navigation and units, by name with or without marks."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from thidua.core.roles import DOMAIN_READERS
from thidua.core.text import fold
from thidua.units.selectors import search
from thidua.web.navigation import visible_items

LONGEST_QUESTION = 100
UNITS_SHOWN = 8
UNIT_PAGE, UNIT_HISTORY = "awards:unit", "units:history"
"""The page of a unit, by its code: how far it is from each award, or what may be known without the domain."""


@dataclass(frozen=True, slots=True)
class Option:
    """One line of the palette; `number` makes its element id."""

    number: int
    label: str
    note: str
    icon: str
    url: str


@dataclass(frozen=True, slots=True)
class Group:
    """Options under one heading."""

    name: str
    options: tuple[Option, ...]


def find(request: HttpRequest, question: str) -> list[Group]:
    """The groups that answer `question`; without one, the pages. Only what this person may open."""
    numbers = count(1)
    groups = [
        Group(_("Trang"), tuple(_pages(request, question, numbers))),
        Group(pgettext("nhiều", "Đơn vị"), tuple(_units(request, question, numbers))),
    ]
    return [group for group in groups if group.options]


def _pages(request: HttpRequest, question: str, numbers: Iterator[int]) -> Iterator[Option]:
    wanted = fold(question).split()
    for item in visible_items(request):
        known = fold(f"{item.label} {item.about}")
        if all(word in known for word in wanted):
            yield Option(next(numbers), str(item.label), str(item.about), item.icon, item.url)


def _units(request: HttpRequest, question: str, numbers: Iterator[int]) -> Iterator[Option]:
    today: Any = request.today  # type: ignore[attr-defined]
    user: Any = request.user
    if not question.strip() or not user.is_authenticated or not user.hats(today):
        return
    unit_page = UNIT_PAGE if user.has_role(today, *DOMAIN_READERS) else UNIT_HISTORY
    for hit in search(question, today, limit=UNITS_SHOWN):
        note = _("tên cũ: %(name)s") % {"name": hit.former_name} if hit.former_name else ""
        yield Option(next(numbers), hit.label, note, "building-2", reverse(unit_page, args=[hit.code]))

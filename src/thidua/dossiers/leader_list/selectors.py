"""The provisional leaders as they are read: the list in force, what each changed, on what a person rests."""

from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from django.db.models import QuerySet
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from thidua.core.text import format_date
from thidua.dossiers.models import LeaderList
from thidua.foundation import revision
from thidua.foundation.moment import day_after


@dataclass(frozen=True, slots=True)
class PublishedList:
    """A list beside the one before it: names of the units that came in and of those that left."""

    row: LeaderList
    came_in: tuple[str, ...]
    left: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SecondPerson:
    """On what the second person of a unit that is put forward for the flag rests (III.2.2.b.CO.CN, B25).

    `published_on` None: no list is published, so whether the unit leads is not known yet.
    """

    cycle: str
    published_on: date | None
    is_named: bool

    @property
    def refusal(self) -> str:
        """Why the second person cannot go out yet and what the unit can do; "" when it can."""
        if self.is_named:
            return ""
        if self.published_on is None:
            return _(
                "danh sách dẫn đầu tạm thời chưa công bố nên chưa biết đơn vị có được đề xuất Cờ hay không. "
                "Để hồ sơ ở bản nháp, trình ký khi cơ quan thường trực đã công bố và báo cho đơn vị."
            )
        return _(
            "danh sách dẫn đầu tạm thời công bố ngày %s không có đơn vị. "
            "Để hồ sơ ở bản nháp hoặc rút; cơ quan thường trực công bố lại thì đơn vị được báo."
        ) % format_date(self.published_on)


def current_list(cycle: str, on: date) -> LeaderList | None:
    """The list of a cycle that is in force on a day; one query when nothing has changed."""
    return next(iter(_latest(cycle, on)), None)


@revision.kept(most=8)
def _latest(cycle: str, on: date) -> tuple[LeaderList, ...]:
    """The list in force, if there is one: every home page of a unit asks for it."""
    return tuple(_known(cycle, on)[:1])


def lists_of(cycle: str, on: date) -> list[PublishedList]:
    """All lists of a cycle published by a day, the latest first; one query."""
    rows = list(_known(cycle, on).select_related("published_by"))
    return [
        PublishedList(row, *changes_of({} if before is None else before.names, row.names))
        for row, before in pairwise([*rows, None])
        if row is not None
    ]


def changes_of(before: dict[str, str], now: dict[str, str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Names of those who came in and of those who left, from one list (code → name) to the next."""
    came_in = tuple(name for code, name in now.items() if code not in before)
    return came_in, tuple(name for code, name in before.items() if code not in now)


def second_person_of(cycle: str, unit_code: str, on: date) -> SecondPerson:
    """On what the second person of a unit rests; one query."""
    found = current_list(cycle, on)
    if found is None:
        return SecondPerson(cycle, None, is_named=False)
    return SecondPerson(cycle, localtime(found.published_at).date(), unit_code in found.names)


def _known(cycle: str, on: date) -> QuerySet[LeaderList]:
    return LeaderList.objects.filter(cycle=cycle, published_at__lt=day_after(on)).order_by("-ordinal")

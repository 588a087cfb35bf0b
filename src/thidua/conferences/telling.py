"""Whom each act of a conference is told to: in the application and by e-mail."""

from collections.abc import Iterable
from datetime import date, datetime

from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from thidua.conferences.models import Conference, HandedAward
from thidua.conferences.notification_kinds import AWARD, INVITATION
from thidua.core.deadlines import VIETNAM_TIME
from thidua.core.text import format_date
from thidua.foundation.notify import notify
from thidua.people.selectors import people_of_units


def invited(found: Conference, at: datetime) -> None:
    """The people of every invited unit."""
    title = _("Giấy mời: %s") % found.title
    _tell_invited(found, at, "invited", title, _("Mở ra và trả lời: ai dự, hoặc lý do không dự được."))


def moved(found: Conference, at: datetime) -> None:
    """The same people, of another time or place."""
    title = _("Đổi thời gian, địa điểm: %s") % found.title
    _tell_invited(found, at, f"moved.{at.isoformat()}", title, "")


def called_off(found: Conference, at: datetime) -> None:
    """The same people, that it does not take place, and why."""
    _tell_invited(found, at, "off", _("Hủy: %s") % found.title, found.off_reason)


def presented(rows: Iterable[HandedAward], at: datetime) -> None:
    """The units whose awards were handed over: they confirm."""
    people = people_of_units([row.unit_id for row in rows if row.unit_id], _day(at))
    for row in rows:
        if row.unit_id is None:
            continue
        notify(
            at=at,
            user_ids=people[row.unit_id],
            kind=AWARD,
            key=f"conferences.award.{row.pk}",
            title=_("Đã trao: %(award)s cho %(name)s") % {"award": row.award, "name": row.recipient},
            body=_("Mở ra và xác nhận đơn vị đã nhận."),
            url=reverse("conferences:awards", kwargs={"pk": row.conference_id}),
        )


def when_and_where(found: Conference) -> str:
    """“8 giờ 00, ngày 05/12/2029, tại …”, for notices and papers."""
    local = localtime(found.starts_at)
    return f"{local:%H:%M}, {format_date(local.date())}, {found.place}"


def _tell_invited(found: Conference, at: datetime, what: str, title: str, ask: str) -> None:
    people = people_of_units(found.invitations.values_list("unit_id", flat=True), _day(at))
    notify(
        at=at,
        user_ids=frozenset().union(*people.values()),
        kind=INVITATION,
        key=f"conferences.{what}.{found.pk}",
        title=title,
        body=f"{when_and_where(found)}. {ask}".strip(),
        url=reverse("conferences:one", kwargs={"pk": found.pk}),
    )


def _day(at: datetime) -> date:
    return at.astimezone(VIETNAM_TIME).date()

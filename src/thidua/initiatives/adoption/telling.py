"""Whom an adoption is told to; in Vietnamese, whoever acts."""

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import override

from thidua.core.roles import Role
from thidua.foundation.notify import notify
from thidua.initiatives.adoption.models import Adoption
from thidua.initiatives.notification_kinds import ADOPTED, TO_CONFIRM
from thidua.people.selectors import people_of_units
from thidua.units.selectors import history


def declared(found: Adoption, at: datetime) -> None:
    """Who heads the adopting unit, also by a lent hat: something waits for a word."""
    with override("vi"):
        heads = people_of_units([found.unit_id], localdate(at), roles=[Role.UNIT_HEAD])[found.unit_id]
        title = _("Xác nhận đơn vị áp dụng sáng kiến “%(title)s”")
        _tell(found, at, heads - {found.declared_by_id}, TO_CONFIRM, title)


def confirmed(found: Adoption, at: datetime) -> None:
    """The people of the unit where the initiative comes from."""
    with override("vi"):
        _tell(found, at, _origin(found, at), ADOPTED, _("%(unit)s đã áp dụng sáng kiến “%(title)s”"))


def ended(found: Adoption, at: datetime) -> None:
    """The same people: it no longer counts, and why."""
    with override("vi"):
        title = _("%(unit)s thôi tính là đã áp dụng sáng kiến “%(title)s”")
        _tell(found, at, _origin(found, at), ADOPTED, title, found.reason)


def declined(found: Adoption, at: datetime) -> None:
    """Whoever declared it."""
    with override("vi"):
        title = _("Lãnh đạo không xác nhận áp dụng sáng kiến “%(title)s”")
        _tell(found, at, {found.declared_by_id}, TO_CONFIRM, title, found.reason)


def _origin(found: Adoption, at: datetime) -> Iterable[int]:
    unit = found.initiative.unit_id
    return people_of_units([unit], localdate(at))[unit]


def _tell(
    found: Adoption, at: datetime, people: Iterable[int | None], kind: str, title: str, body: str = ""
) -> None:
    name = history(localdate(at)).by_id()[found.unit_id].full_name
    # A title of 400 characters is longer than a notice; its beginning is enough to know it by.
    short = (
        found.initiative.title if len(found.initiative.title) <= 110 else found.initiative.title[:109] + "…"
    )
    notify(
        at=at,
        user_ids={person for person in people if person is not None},
        kind=kind,
        key=f"initiatives.adoption:{found.pk}:{found.state}",
        title=title % {"unit": name, "title": short},
        body=body,
        url=reverse("initiatives:one", args=[found.initiative_id]),
    )

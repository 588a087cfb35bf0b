"""Tells the members of a council what happens with its session."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.councils.models import CouncilSession
from thidua.foundation.moment import moment_words
from thidua.foundation.notify import notify


def tell(session: CouncilSession, at: datetime, kind: str, title: str, words: str = "") -> None:
    """One notice to every member who has an account."""
    accounts = session.attendees.filter(account__isnull=False).values_list("account", flat=True)
    seats = session.council.seats.filter(account__isnull=False).values_list("account", flat=True)
    body = words or _("%(when)s, %(place)s.") % {
        "when": moment_words(session.held_at),
        "place": session.place,
    }
    notify(
        at=at,
        user_ids=sorted(set(accounts) or set(seats)),
        kind=kind,
        key=f"{kind}.{session.pk}.{session.round}",
        title=title,
        body=body,
        url=reverse("councils:session", kwargs={"pk": session.pk}),
    )

"""Tells the members of a council what happens with its session."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from thidua.councils.models import CouncilSession
from thidua.foundation.access import Words
from thidua.foundation.moment import moment_words
from thidua.foundation.notify import notify


def tell(session: CouncilSession, at: datetime, kind: str, title: Words, words: Words = "") -> None:
    """One notice to every member who has an account, in Vietnamese, whoever acts."""
    accounts = session.attendees.filter(account__isnull=False).values_list("account", flat=True)
    seats = session.council.seats.filter(account__isnull=False).values_list("account", flat=True)
    with override("vi"):
        where = {"when": moment_words(session.held_at), "place": session.place}
        notify(
            at=at,
            user_ids=sorted(set(accounts) or set(seats)),
            kind=kind,
            key=f"{kind}.{session.pk}.{session.round}",
            title=str(title),
            body=str(words) or _("%(when)s, %(place)s.") % where,
            url=reverse("councils:session", kwargs={"pk": session.pk}),
        )

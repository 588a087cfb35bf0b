"""Whom a ruling on a look-alike is told to; in Vietnamese, whoever rules."""

from datetime import datetime

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import override

from thidua.foundation.notify import notify
from thidua.initiatives.models import LikenessRuling
from thidua.initiatives.notification_kinds import RULED
from thidua.people.selectors import people_of_units


def ruled(found: LikenessRuling, at: datetime) -> None:
    """The people of the unit whose initiative it is."""
    with override("vi"):
        row = found.initiative
        title = _("%(who)s ghi ý kiến về sáng kiến %(code)s so với %(other)s: %(verdict)s")
        notify(
            at=at,
            user_ids=people_of_units([row.unit_id], localdate(at))[row.unit_id],
            kind=RULED,
            key=f"initiatives.likeness:{found.pk}",
            title=title
            % {
                "who": found.get_capacity_display().capitalize(),
                "code": row.code,
                "other": found.other.code,
                "verdict": found.get_verdict_display(),
            },
            body=found.reason,
            url=reverse("initiatives:likeness", args=[row.pk]),
        )

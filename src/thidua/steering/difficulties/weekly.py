"""Once a week the leaders are told what is open (IV.2, last paragraph: reports to the Chairman)."""

from datetime import datetime, time

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from thidua.core.deadlines import VIETNAM_TIME
from thidua.core.roles import Role
from thidua.foundation.notify import notify
from thidua.foundation.notify.models import Notification
from thidua.people.selectors import holders
from thidua.steering.difficulties.selectors import digest_on
from thidua.steering.notification_kinds import DIGEST

MONDAY, FROM = 0, time(8)


def tell_leaders(*, at: datetime) -> int:
    """Tells each leader once a week, on Monday from 8 o'clock or as soon after it as the worker runs.

    Gives how many were told now. Nothing open: nothing is sent.
    """
    here = at.astimezone(VIETNAM_TIME)
    if here.weekday() == MONDAY and here.time() < FROM:
        return 0
    leaders = holders(here.date(), Role.DECISION_MAKER)
    week = here.isocalendar()
    key = f"steering.digest.{week.year}-{week.week:02d}"
    told = set(Notification.objects.filter(key=key).values_list("user_id", flat=True))
    if all(user.pk in told for user in leaders):
        return 0
    digest = digest_on(here.date())
    if not digest.open_rows:
        return 0
    total = digest.total
    with override("vi"):
        title = _("Phản ánh, kiến nghị: %(open)d việc chưa trả lời, %(over)d việc quá ngày dự kiến") % {
            "open": total.open,
            "over": total.over,
        }
        oldest = digest.open_rows[0]
        body = _("Lâu nhất: %(receipt)s của %(sender)s, %(days)d ngày.") % {
            "receipt": oldest.receipt,
            "sender": oldest.sender,
            "days": oldest.days_open,
        }
    return notify(
        at=at,
        user_ids=[user.pk for user in leaders],
        kind=DIGEST,
        key=key,
        title=title,
        body=body,
        url=reverse("steering:digest"),
    )

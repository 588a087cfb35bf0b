"""What the home page asks of the technical administrator: e-mails that did not go out."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.foundation.access import Person
from thidua.foundation.notify.access import SENDERS, mail_troubles
from thidua.foundation.todo import Task, TaskState


def tasks_for(user: Person, moment: datetime) -> list[Task]:
    """One task while there are any; one query for an administrator, none for others."""
    if not user.has_role(moment.date(), *SENDERS):
        return []
    count = mail_troubles.visible_to(user, moment.date()).count()
    if not count:
        return []
    title = ngettext("%(n)s thư điện tử chưa gửi được", "%(n)s thư điện tử chưa gửi được", count)
    return [
        Task(
            title=title % {"n": count},
            action=_("Xem vì sao và gửi lại"),
            url=reverse("notify:troubles"),
            state=TaskState.TO_DO,
        )
    ]

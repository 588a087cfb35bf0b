"""What the home page asks for: receipts, remedies, answers, the sender's last word."""

from datetime import datetime

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.core.roles import UNIT_ROLES, Role
from thidua.foundation.access import Person
from thidua.foundation.todo import Task, TaskState
from thidua.steering.difficulties.access import READERS, difficulties, organisations_of
from thidua.steering.difficulties.enums import State
from thidua.steering.difficulties.moves import CLAUSE, IN_HAND
from thidua.steering.guidance.selectors import waiting_receipts
from thidua.steering.inspections.todo import inspection_tasks

MOST = 20


def tasks_for(user: Person, moment: datetime) -> list[Task]:
    """Guidance, inspections and difficulties that wait for this person; at most four queries."""
    return [*_guidance(user, moment), *inspection_tasks(user, moment), *_difficulties(user, moment)]


def _guidance(user: Person, moment: datetime) -> list[Task]:
    units = user.unit_ids(moment.date(), *UNIT_ROLES)
    documents = {row.document_id: row.document for row in waiting_receipts(units)[:MOST]} if units else {}
    return [
        Task(
            title=_("Văn bản %(number)s: %(subject)s") % {"number": found.number, "subject": found.subject},
            action=_("Mở văn bản và bấm “Đã nhận”"),
            url=reverse("steering:guidance", kwargs={"pk": found.pk}),
            state=TaskState.TO_DO,
            clause=CLAUSE,
        )
        for found in documents.values()
    ]


def _difficulties(user: Person, moment: datetime) -> list[Task]:
    on = moment.date()
    if not user.has_role(on, *READERS):
        return []
    own = Q(unit__in=user.unit_ids(on, *UNIT_ROLES)) | Q(organisation__in=organisations_of(user, on))
    mine = Q(state__in=IN_HAND, owner=user.pk) | (Q(state=State.ANSWERED) & own)
    if user.has_role(on, Role.STANDING_HEAD):
        mine |= Q(state=State.SENT)
    rows = difficulties.visible_to(user, on).filter(mine).order_by("due_on", "pk")[:MOST]
    words = {
        State.SENT: _("Giao người xử lý"),
        State.ANSWERED: _("Đọc trả lời và cho biết đã giải quyết được chưa"),
    }
    return [
        Task(
            title=_("Phản ánh %(receipt)s: %(title)s") % {"receipt": found.receipt, "title": found.title},
            action=words.get(State(found.state), _("Trả lời nơi gửi")),
            url=reverse("steering:difficulty", kwargs={"pk": found.pk}),
            state=TaskState.TO_DO,
            due=None if found.state == State.ANSWERED else found.due_on,
            clause=CLAUSE,
        )
        for found in rows
    ]

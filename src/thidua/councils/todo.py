"""What the home page asks of members and of the desk."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.core.roles import Role
from thidua.councils.access import VOTERS
from thidua.councils.enums import SessionState, Way
from thidua.councils.models import CouncilSession
from thidua.foundation.access import Person
from thidua.foundation.moment import moment_words
from thidua.foundation.todo import Task, TaskState


def tasks_for(user: Person, moment: datetime) -> list[Task]:
    """Ballots to cast, sessions to come, minutes to bring; at most three queries."""
    on = moment.date()
    found = _of_member(user) if user.has_role(on, *VOTERS) else []
    return found + (_of_desk() if user.has_role(on, Role.COUNCIL_SECRETARY) else [])


def _of_member(user: Person) -> list[Task]:
    asked = CouncilSession.objects.filter(
        state=SessionState.VOTING, way__in=[Way.OPEN, Way.SECRET],
        attendees__account=user.pk, attendees__has_vote=True, attendees__has_voted=False,
    )  # fmt: skip
    coming = CouncilSession.objects.filter(state=SessionState.PLANNED, council__seats__account=user.pk)
    return [
        Task(
            title=_("Hội đồng đang bỏ phiếu, đợt %s") % row.cycle,
            action=_("Bỏ phiếu"),
            url=reverse("councils:ballot", args=[row.pk]),
            state=TaskState.TO_DO,
        )
        for row in asked.only("cycle").distinct()
    ] + [
        Task(
            title=_("Phiên họp hội đồng, đợt %s") % row.cycle,
            action=_("Đọc tài liệu trước khi họp"),
            url=reverse("councils:session", args=[row.pk]),
            state=TaskState.WAITING,
            reason=_("Họp lúc %s.") % moment_words(row.held_at),
        )
        for row in coming.only("cycle", "held_at").distinct()
    ]


def _of_desk() -> list[Task]:
    rows = CouncilSession.objects.filter(state=SessionState.CLOSED, minutes__isnull=True)
    return [
        Task(
            title=_("Biên bản phiên họp hội đồng, đợt %s") % row.cycle,
            action=_("Tải biên bản đã ký lên"),
            url=reverse("councils:desk", args=[row.pk]),
            state=TaskState.TO_DO,
        )
        for row in rows.only("cycle")
    ]

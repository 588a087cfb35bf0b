"""What the home page asks of members and of the desk."""

from datetime import datetime

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.core.roles import Role
from thidua.councils.access import KEEPERS, VOTERS
from thidua.councils.ballots.paper_counts import agreed_pair
from thidua.councils.enums import SessionState, Way
from thidua.councils.models import CouncilSession
from thidua.foundation.access import Person
from thidua.foundation.moment import moment_words
from thidua.foundation.todo import Task, TaskState


def tasks_for(user: Person, moment: datetime) -> list[Task]:
    """Ballots to cast, sessions to come; of the desk what has to be opened, counted, closed, and minutes to
    bring. At most four queries.
    """
    on = moment.date()
    found = _of_member(user) if user.has_role(on, *VOTERS) else []
    if user.has_role(on, Role.COUNCIL_SECRETARY):
        return found + _of_secretary(user, moment)
    return found + _to_count_again(user) if user.has_role(on, *KEEPERS) else found


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


def _of_secretary(user: Person, moment: datetime) -> list[Task]:
    going_on = Q(state__in=[SessionState.OPEN, SessionState.VOTING])
    not_begun = Q(state=SessionState.PLANNED, held_at__lte=moment)
    without_minutes = Q(state=SessionState.CLOSED, minutes__isnull=True)
    rows = CouncilSession.objects.filter(going_on | not_begun | without_minutes)
    return [_next(user, row) for row in rows.prefetch_related("paper_counts")]


def _next(user: Person, row: CouncilSession) -> Task:
    """What the secretary does next with a session."""
    desk = reverse("councils:desk", args=[row.pk])
    if row.state == SessionState.CLOSED:
        title, action = _("Biên bản phiên họp hội đồng, đợt %s"), _("Tải biên bản đã ký lên")
        return Task(title=title % row.cycle, action=action, url=desk, state=TaskState.TO_DO)
    if row.way == Way.PAPER and agreed_pair(counts := list(row.paper_counts.all())) is None:
        return _to_count(row, waits=bool(counts) and counts[-1].typed_by_id == user.pk)
    action = {
        SessionState.PLANNED: _("Khai mạc, hoặc ghi phiên này không họp"),
        SessionState.OPEN: _("Ghi người có mặt, bắt đầu bỏ phiếu"),
        SessionState.VOTING: _("Kết thúc, công bố kết quả"),
    }[SessionState(row.state)]
    title = _("Phiên họp hội đồng chưa kết thúc, đợt %s") % row.cycle
    return Task(title=title, action=action, url=desk, state=TaskState.TO_DO)


def _to_count_again(user: Person) -> list[Task]:
    """Ballots on paper that somebody else has typed: the second person may be anybody of the desk."""
    rows = CouncilSession.objects.filter(state=SessionState.VOTING, way=Way.PAPER)
    typed = ((row, list(row.paper_counts.all())) for row in rows.prefetch_related("paper_counts"))
    return [
        _to_count(row, waits=False)
        for row, counts in typed
        if counts and counts[-1].typed_by_id != user.pk and agreed_pair(counts) is None
    ]


def _to_count(row: CouncilSession, *, waits: bool) -> Task:
    return Task(
        title=_("Kiểm phiếu phiên họp hội đồng, đợt %s") % row.cycle,
        action=_("Nhập kết quả kiểm phiếu"),
        url=reverse("councils:count", args=[row.pk]),
        state=TaskState.WAITING if waits else TaskState.TO_DO,
        reason=_("Chờ người thứ hai nhập, độc lập với bạn.") if waits else "",
    )

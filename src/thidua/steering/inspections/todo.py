"""What inspections ask for on the home page: remedies of a unit, answers and visits of the inspectors."""

from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.core.roles import UNIT_ROLES
from thidua.foundation.access import Person
from thidua.foundation.todo import Task, TaskState
from thidua.steering.inspections.access import INSPECTORS, visits
from thidua.steering.inspections.enums import NOT_DONE, RemedyState, VisitState
from thidua.steering.inspections.models import Finding, Visit
from thidua.steering.inspections.moves import CLAUSE
from thidua.units.selectors import history

MOST = 20


def inspection_tasks(user: Person, moment: datetime) -> list[Task]:
    """What waits for this person: two queries, and those of `history` where something waits."""
    on = moment.date()
    if not user.has_role(on, *UNIT_ROLES, *INSPECTORS):
        return []
    known = visits.visible_to(user, on)
    waiting = Finding.objects.filter(visit__in=known, visit__state=VisitState.CONCLUDED, state__in=NOT_DONE)
    rows = list(waiting.select_related("visit__unit").order_by("due_on", "pk"))
    announced = list(known.filter(state=VisitState.ANNOUNCED).order_by("on"))
    if not rows and not announced:
        return []
    names = {pk: unit.full_name for pk, unit in history(on).by_id().items()}
    tasks = [_remedy(user, on, row, names) for row in rows]
    tasks += [_visit(user, on, row, names) for row in announced]
    return [task for task in tasks if task][:MOST]


def _remedy(user: Person, on: date, row: Finding, names: dict[int, str]) -> Task | None:
    """An answer owed by the unit, or one to be judged by who inspects it."""
    title = _("Khắc phục sau kiểm tra: %s") % row.remedy
    url = reverse("steering:remedy", kwargs={"pk": row.pk})
    if row.state == RemedyState.ANSWERED:
        if visits.refusal(user, on, row.visit, "inspect"):
            return None
        action = _("Xem báo cáo khắc phục của %s") % names[row.visit.unit_id]
        return Task(title=title, action=action, url=url, state=TaskState.TO_DO, clause=CLAUSE)
    if visits.refusal(user, on, row.visit, "answer"):
        return None
    is_back = row.state == RemedyState.RETURNED
    return Task(
        title=title,
        action=_("Báo cáo đã làm gì, kèm minh chứng"),
        url=url,
        state=TaskState.RETURNED if is_back else TaskState.TO_DO,
        due=row.due_on,
        clause=CLAUSE,
        reason=_("Đoàn kiểm tra yêu cầu làm thêm.") if is_back else "",
    )


def _visit(user: Person, on: date, visit: Visit, names: dict[int, str]) -> Task | None:
    """A coming visit for the unit; one whose day has come for who inspects."""
    is_day = visit.on is not None and visit.on <= on
    side, action = "answer", _("Xem nội dung kiểm tra để chuẩn bị")
    if is_day:
        side, action = "inspect", _("Ghi nhận và kết luận")
    if visits.refusal(user, on, visit, side):
        return None
    return Task(
        title=_("Kiểm tra tại %s") % names[visit.unit_id],
        action=action,
        url=reverse("steering:visit", kwargs={"pk": visit.pk}),
        state=TaskState.TO_DO,
        due=visit.on,
        clause=CLAUSE,
    )

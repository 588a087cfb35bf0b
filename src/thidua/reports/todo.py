"""What the home page asks about reports: of the officer, the head, the standing office."""

from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.core.blocks import Block
from thidua.core.deadlines import DeadlineDay
from thidua.core.roles import STANDING_OFFICE, UNIT_ROLES, Role
from thidua.foundation.access import Person
from thidua.foundation.todo import Task, TaskState
from thidua.reports.due import days_of
from thidua.reports.enums import ReportState
from thidua.reports.models import Report, Submission
from thidua.reports.selectors import present_year
from thidua.units.selectors import UnitRecord, history

CLAUSE = "IV.1.b"
FRESH = timedelta(days=14)
"""A report that came so many days ago is still to be looked at."""
AHEAD = timedelta(days=90)
"""Nobody is asked to begin a report earlier."""


def tasks_for(user: Person, moment: datetime) -> list[Task]:
    """Reports of one's units; for the standing office those that came; a constant number of queries."""
    on = moment.date()
    year = present_year(moment)
    own = user.unit_ids(on, *UNIT_ROLES)
    tasks: list[Task] = []
    if own:
        due = days_of(year, on)
        rows = {report.unit_id: report for report in Report.objects.filter(year=year, unit__in=own)}
        heads = user.unit_ids(on, Role.UNIT_HEAD)
        officers = user.unit_ids(on, Role.UNIT_OFFICER)
        by_id = history(on).by_id()
        for unit in (by_id[pk] for pk in sorted(own) if pk in by_id):
            task = _of_unit(
                unit, year, rows.get(unit.id), due(unit), moment, unit.id in officers, unit.id in heads
            )
            if task:
                tasks.append(task)
    if user.has_role(on, *STANDING_OFFICE):
        tasks += _of_office(year, moment)
    return tasks


def _of_unit(
    unit: UnitRecord,
    year: int,
    report: Report | None,
    day: DeadlineDay | None,
    moment: datetime,
    is_officer: bool,
    is_head: bool,
) -> Task | None:
    title = _("Báo cáo năm %(year)d, %(unit)s") % {"year": year, "unit": unit.full_name}
    last_day = day.last_moment.date() if day else None
    if report is None:
        is_near = last_day is not None and moment.date() >= last_day - AHEAD
        if unit.block is Block.NONE or not is_officer or not is_near:
            return None
        return Task(
            title,
            _("Bắt đầu, số liệu đã điền sẵn"),
            reverse("reports:list"),
            TaskState.TO_DO,
            last_day,
            CLAUSE,
        )
    url = reverse("reports:report", kwargs={"pk": report.pk})
    check = reverse("reports:check", kwargs={"pk": report.pk})
    if report.state == ReportState.WAITING:
        if is_head:
            return Task(title, _("Xem, ký và gửi"), check, TaskState.TO_DO, last_day, CLAUSE)
        return Task(
            title,
            _("Xem bản đã trình"),
            check,
            TaskState.WAITING,
            last_day,
            CLAUSE,
            _("Chờ lãnh đạo đơn vị ký."),
        )
    if not is_officer or report.state == ReportState.SENT:
        return None
    if report.state == ReportState.RETURNED:
        reason = report.words_back or _("Cơ quan thường trực hỏi lại một số mục.")
        return Task(title, _("Sửa các mục bị hỏi"), url, TaskState.RETURNED, last_day, CLAUSE, reason)
    if report.words_back:
        return Task(
            title, _("Sửa theo ý kiến người ký"), url, TaskState.RETURNED, last_day, CLAUSE, report.words_back
        )
    return Task(title, _("Viết tiếp"), url, TaskState.TO_DO, last_day, CLAUSE)


def _of_office(year: int, moment: datetime) -> list[Task]:
    fresh = Submission.objects.filter(
        report__year=year,
        report__state=ReportState.SENT,
        returned__isnull=True,
        sent_at__gt=moment - FRESH,
        sent_at__lte=moment,
    ).count()
    if not fresh:
        return []
    words = ngettext("%(n)s báo cáo mới gửi về", "%(n)s báo cáo mới gửi về", fresh) % {"n": fresh}
    url = f"{reverse('reports:list')}?nam={year}&trang-thai=sent"
    return [Task(words, _("Xem báo cáo"), url, TaskState.TO_DO, None, "IV.2")]

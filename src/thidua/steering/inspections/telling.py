"""Whom each act of an inspection is told to."""

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.core.text import format_date
from thidua.foundation.notify import notify
from thidua.people.selectors import people_of_units
from thidua.steering.inspections.models import Finding, InspectionPlan, Visit
from thidua.steering.inspections.words import day_of
from thidua.steering.notification_kinds import INSPECTION, REMEDY
from thidua.units.selectors import history


def published(plan: InspectionPlan, at: datetime) -> None:
    """The people of every unit in the plan."""
    people = people_of_units(plan.visits.values_list("unit_id", flat=True), day_of(at))
    title = _("Kế hoạch kiểm tra %(number)s có đơn vị của bạn") % {"number": plan.number}
    body = _("Kiểm tra từ %(start)s đến %(end)s; ngày cụ thể được báo trước.") % {
        "start": format_date(plan.from_day),
        "end": format_date(plan.to_day),
    }
    url = reverse("steering:inspection_plan", kwargs={"pk": plan.pk})
    _tell(at, frozenset().union(*people.values()), INSPECTION, f"plan.{plan.pk}", title, body, url)


def announced(visit: Visit, at: datetime) -> None:
    """The unit's people, and who leads the team."""
    if visit.on is None or visit.lead is None:
        return
    title = _("Kiểm tra tại %(unit)s ngày %(day)s") % {
        "unit": _unit(visit, at),
        "day": format_date(visit.on),
    }
    body = _("Trưởng đoàn: %s. Mở ra xem nội dung kiểm tra để chuẩn bị.") % visit.lead.get_full_name()
    people = {*_people(visit, at), visit.lead.pk}
    _tell(at, people, INSPECTION, f"announced.{visit.pk}.{at.isoformat()}", title, body, _visit_url(visit))


def cancelled(visit: Visit, at: datetime) -> None:
    """The unit that had been told of a day."""
    title = _("Không kiểm tra tại %s như đã báo") % _unit(visit, at)
    _tell(at, _people(visit, at), INSPECTION, f"off.{visit.pk}", title, visit.reason, _visit_url(visit))


def concluded(visit: Visit, at: datetime, *, remedies: int) -> None:
    """The unit: the conclusion, and how much is to be put right."""
    title = _("Đã có kết luận kiểm tra tại %s") % _unit(visit, at)
    body = _("%d yêu cầu khắc phục có hạn.") % remedies if remedies else _("Không có yêu cầu khắc phục.")
    _tell(at, _people(visit, at), INSPECTION, f"concluded.{visit.pk}", title, body, _visit_url(visit))


def answered(finding: Finding, at: datetime) -> None:
    """Who led the visit."""
    title = _("%s đã báo cáo khắc phục") % _unit(finding.visit, at)
    _tell_of(finding, at, [finding.visit.lead_id], "answered", title, finding.remedy)


def judged(finding: Finding, at: datetime, *, is_accepted: bool) -> None:
    """The unit's people."""
    title = _("Đã công nhận khắc phục") if is_accepted else _("Cần làm thêm để khắc phục")
    _tell_of(finding, at, _people(finding.visit, at), "judged", title, finding.remedy)


def extended(finding: Finding, at: datetime) -> None:
    """The unit's people."""
    day = format_date(finding.due_on) if finding.due_on else ""
    title = _("Gia hạn khắc phục đến hết ngày %s") % day
    _tell_of(finding, at, _people(finding.visit, at), "extended", title, finding.remedy)


def _unit(visit: Visit, at: datetime) -> str:
    return history(day_of(at)).by_id()[visit.unit_id].full_name


def _people(visit: Visit, at: datetime) -> frozenset[int]:
    return people_of_units([visit.unit_id], day_of(at))[visit.unit_id]


def _visit_url(visit: Visit) -> str:
    return reverse("steering:visit", kwargs={"pk": visit.pk})


def _tell_of(
    finding: Finding, at: datetime, people: Iterable[int | None], what: str, title: str, body: str
) -> None:
    # The moment is in the key: a remedy may be answered, returned and answered again.
    key = f"remedy.{what}.{finding.pk}.{at.isoformat()}"
    _tell(at, people, REMEDY, key, title, body, reverse("steering:remedy", kwargs={"pk": finding.pk}))


def _tell(
    at: datetime, people: Iterable[int | None], kind: str, key: str, title: str, body: str, url: str
) -> None:
    notify(
        at=at,
        user_ids=[pk for pk in people if pk is not None],
        kind=kind,
        key=f"steering.inspection.{key}",
        title=title,
        body=body,
        url=url,
    )

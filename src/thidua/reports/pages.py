"""What the pages of one report show, gathered from the rooms below."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thidua.core.deadlines import DeadlineDay
from thidua.foundation.access import Person
from thidua.reports.access import reports
from thidua.reports.due import days_of, timing_of
from thidua.reports.enums import ReportState
from thidua.reports.figures import tidy, written
from thidua.reports.models import Report, ReportNumber, ReportPart, Return
from thidua.reports.moves import BEING_WRITTEN
from thidua.reports.outline import SECTIONS, NumberSpec, Section, numbers_of
from thidua.reports.prefill import indicators_of
from thidua.units.selectors import UnitRecord, history


@dataclass(frozen=True, slots=True)
class PartLine:
    """One section in the list of tasks. `asked` is why it was returned."""

    section: Section
    part: ReportPart
    numbers_given: int
    numbers_asked: int
    asked: str

    @property
    def state(self) -> tuple[Promise, str, str]:
        """Words, icon and look of its badge: few states."""
        if not self.part.is_open:
            return _("giữ như đã gửi"), "lock", "plain"
        if self.asked and not self.part.is_done:
            return _("cần sửa"), "undo-2", "suspended"
        if self.part.is_done and self.part.text:
            return _("xong"), "circle-check", "met"
        if self.part.text:
            return _("đang viết"), "pencil", "info"
        if not self.section.is_needed:
            return _("không bắt buộc"), "circle-dashed", "plain"
        return _("chưa viết"), "circle-dashed", "unknown"


@dataclass(frozen=True, slots=True)
class NumberLine:
    """A number of a section with its fields of the form."""

    spec: NumberSpec
    row: ReportNumber | None
    field: Any
    estimate: Any

    @property
    def differs(self) -> bool:
        """Whether the officer typed something else than the system knows."""
        row = self.row
        return row is not None and row.is_typed and row.known is not None and row.known != row.value

    @property
    def known(self) -> Decimal | None:
        """What the system knows."""
        return tidy(self.row.known) if self.row else None


def unit_of(report: Report, moment: datetime) -> UnitRecord:
    """The unit as it stands today."""
    return history(moment.date()).by_id()[report.unit_id]


def last_return(report: Report) -> Return | None:
    """Why it is open again; None when it was never returned or was sent again since."""
    if report.state == ReportState.SENT:
        return None
    return Return.objects.filter(submission__report=report).select_related("by").order_by("-at").first()


def part_lines(report: Report) -> list[PartLine]:
    """The sections in order; a constant number of queries."""
    parts = {part.section: part for part in report.parts.select_related("saved_by")}
    given = {row.code for row in report.numbers.filter(value__isnull=False)}
    indicators = indicators_of(report.year)
    returned = last_return(report)
    lines = []
    for section in SECTIONS:
        specs = numbers_of(section, indicators)
        lines.append(
            PartLine(
                section=section,
                part=parts[section.code],
                numbers_given=sum(1 for spec in specs if spec.code in given),
                numbers_asked=len(specs),
                asked=returned.reasons.get(section.code, "") if returned else "",
            )
        )
    return lines


def frame(report: Report, user: Person, moment: datetime) -> dict[str, Any]:
    """What every page of a report needs: unit, deadline, who may do what."""
    on = moment.date()
    unit = unit_of(report, moment)
    day = days_of(report.year, on)(unit)
    return {
        "report": report,
        "unit": unit,
        "day": day,
        "days_left": days_left(day, moment),
        "timing_now": timing_of(day, moment),
        "is_writer": reports.is_writer(user, on, report),
        "is_signer": reports.is_signer(user, on, report),
        "is_open": report.state in BEING_WRITTEN,
        "last": report.submissions.select_related("signed_by").order_by("-ordinal").first(),
        "returned": last_return(report),
    }


def days_left(day: DeadlineDay | None, moment: datetime) -> int | None:
    """Days until the last day on time; negative when it has passed."""
    return None if day is None else (day.last_moment.date() - moment.date()).days


def initial_of(part: ReportPart, rows: Mapping[str, ReportNumber]) -> dict[str, str]:
    """The stored words and numbers as the form shows them."""
    initial = {"text": part.text}
    for code, row in rows.items():
        initial[f"n-{code}"], initial[f"e-{code}"] = written(row.value), written(row.estimate)
    return initial

"""What other rooms read about reports: where each unit stands, what was sent.

`report_states` and `submitted_reports` are the contract with urging and synthesis; their shape stays.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from thidua.core.blocks import Block
from thidua.core.programme import load_programme
from thidua.reports.enums import ReportState, Timing
from thidua.reports.models import Report, Return, Submission
from thidua.units.selectors import history


@dataclass(frozen=True, slots=True)
class ReportStanding:
    """A unit and its report of a year. `sent_at`, `receipt`, `timing`: of the last submission."""

    unit_id: int
    state: ReportState
    report_id: int | None = None
    sent_at: datetime | None = None
    receipt: str = ""
    timing: Timing | None = None
    first_sent_at: datetime | None = None
    """A report that was returned was sent in time if it was sent in time first."""


@dataclass(frozen=True, slots=True)
class SubmittedReport:
    """What a unit sent last in a year and is not returned. A number that is None is not known."""

    unit_id: int
    receipt: str
    sent_at: datetime
    timing: Timing
    parts: dict[str, str]
    numbers: dict[str, Decimal | None]
    estimates: dict[str, Decimal | None]
    report_id: int
    submission_id: int


def report_states(year: int, moment: datetime) -> dict[int, ReportStanding]:
    """Unit id → standing of its report of `year`, for every living unit; two queries beside `history`."""
    reports = {
        row["unit_id"]: row for row in Report.objects.filter(year=year).values("pk", "unit_id", "state")
    }
    sent: dict[int, list[tuple[datetime, str, str]]] = {}
    rows = Submission.objects.filter(report__year=year, sent_at__lte=moment).order_by("ordinal")
    for report_id, sent_at, receipt, timing in rows.values_list("report_id", "sent_at", "receipt", "timing"):
        sent.setdefault(report_id, []).append((sent_at, receipt, timing))
    standings = {}
    for unit in history(moment.date()).living():
        row = reports.get(unit.id)
        if row is None:
            standings[unit.id] = ReportStanding(unit.id, ReportState.NONE)
            continue
        ways = sent.get(row["pk"], [])
        last = ways[-1] if ways else None
        standings[unit.id] = ReportStanding(
            unit_id=unit.id,
            state=ReportState(row["state"]),
            report_id=row["pk"],
            sent_at=last[0] if last else None,
            receipt=last[1] if last else "",
            timing=Timing(last[2]) if last else None,
            first_sent_at=ways[0][0] if ways else None,
        )
    return standings


def sent_reports(year: int) -> dict[int, int]:
    """Unit id → report that counts as sent for `year`; one query."""
    rows = Report.objects.filter(year=year, state=ReportState.SENT)
    return dict(rows.values_list("unit_id", "pk"))


def submitted_reports(year: int, *, of: Collection[int] | None = None) -> list[SubmittedReport]:
    """What counts as sent for `year`, by unit: the last submission of each that stands; one query.

    `of` (unit ids) asks for those units alone.
    """
    rows = Submission.objects.filter(report__year=year, report__state=ReportState.SENT).order_by(
        "report__unit_id", "ordinal"
    )
    if of is not None:
        rows = rows.filter(report__unit_id__in=of)
    last: dict[int, SubmittedReport] = {}
    fields = ("report__unit_id", "receipt", "sent_at", "timing", "content", "report_id", "pk")
    for unit_id, receipt, sent_at, timing, content, report_id, pk in rows.values_list(*fields):
        last[unit_id] = SubmittedReport(
            unit_id=unit_id,
            receipt=receipt,
            sent_at=sent_at,
            timing=Timing(timing),
            parts={section["code"]: section["text"] for section in content["sections"]},
            numbers=_numbers(content, "value"),
            estimates=_numbers(content, "estimate"),
            report_id=report_id,
            submission_id=pk,
        )
    return list(last.values())


def _numbers(content: dict[str, Any], field: str) -> dict[str, Decimal | None]:
    return {
        number["code"]: None if number[field] is None else Decimal(number[field])
        for section in content["sections"]
        for number in section["numbers"]
    }


def report_years() -> range:
    """The years of the programme, each with a report."""
    period = load_programme().period
    return range(period.first_year, period.last_year + 1)


def present_year(moment: datetime) -> int:
    """The year whose report is written now: last year's until February, within the programme.

    January belongs to those who are late.
    """
    years = report_years()
    year = moment.year - 1 if moment.month <= 2 else moment.year
    return min(max(year, years[0]), years[-1])


def last_sent(unit_id: int, year: int) -> Submission | None:
    """What a unit sent last for a year."""
    rows = Submission.objects.filter(report__unit_id=unit_id, report__year=year)
    return rows.select_related("report", "signed_by").order_by("-ordinal").first()


def returns_of(submissions: Iterable[Submission]) -> list[Return]:
    """Why these submissions were given back, in order; one query."""
    rows = Return.objects.filter(submission__in=submissions).select_related("by", "submission")
    return list(rows.order_by("at"))


def missing_units(standings: Iterable[ReportStanding], moment: datetime) -> list[int]:
    """Units of the three blocks that have never sent."""
    by_id = history(moment.date()).by_id()
    return [
        one.unit_id for one in standings if one.sent_at is None and by_id[one.unit_id].block is not Block.NONE
    ]

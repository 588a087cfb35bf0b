"""Many reports at once that were sent elsewhere, or in a demonstration: the same rows as one by one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from thidua.foundation.audit.services import Actor, record
from thidua.reports.content import fingerprint, frozen_content, signed
from thidua.reports.copies import shingles_of
from thidua.reports.due import days_of, timing_of
from thidua.reports.enums import ReportState
from thidua.reports.models import Report, ReportNumber, ReportPart, SentShingle, Submission
from thidua.reports.outline import CODES, SECTIONS, numbers_of
from thidua.reports.prefill import indicators_of
from thidua.reports.sending import receipt_number
from thidua.units.selectors import UnitRecord


@dataclass(frozen=True, slots=True)
class SentReport:
    """One report as it was sent. `signer` is the name on it."""

    unit: UnitRecord
    sent_at: datetime
    signer: str
    texts: Mapping[str, str]
    numbers: Mapping[str, Decimal | None]


@transaction.atomic
def bring_in(*, by: Actor, at: datetime, year: int, entries: Sequence[SentReport]) -> list[Submission]:
    """Stores reports that were sent once, with their receipts; one audit event for all.

    IntegrityError when a unit has a report of that year already.
    """
    indicators = indicators_of(year)
    specs = [(section.code, spec) for section in SECTIONS for spec in numbers_of(section, indicators)]
    due = days_of(year, at.date())
    reports = Report.objects.bulk_create(
        Report(
            unit_id=one.unit.id,
            year=year,
            state=ReportState.SENT,
            started_by_id=by.pk,
            started_at=one.sent_at,
        )
        for one in entries
    )
    parts, numbers, submissions = [], [], []
    for report, one in zip(reports, entries, strict=True):
        parts += [
            ReportPart(report=report, section=code, text=one.texts.get(code, ""), is_done=True)
            for code in CODES
        ]
        rows = [
            ReportNumber(
                report=report,
                section=section,
                code=spec.code,
                value=one.numbers.get(spec.code),
                is_typed=one.numbers.get(spec.code) is not None,
            )
            for section, spec in specs
        ]
        numbers += rows
        content = frozen_content(
            one.unit, year, texts=one.texts, numbers={row.code: row for row in rows}, indicators=indicators
        )
        content = signed(content, by=one.signer, ordinal=1, at=one.sent_at)
        day = due(one.unit)
        submissions.append(
            Submission(
                report=report,
                ordinal=1,
                receipt=receipt_number(year, one.unit, 1),
                sent_at=one.sent_at,
                signed_by_id=by.pk,
                timing=timing_of(day, one.sent_at),
                last_moment=day.last_moment if day else None,
                content=content,
                sha256=fingerprint(content),
            )
        )
    ReportPart.objects.bulk_create(parts, batch_size=1000)
    ReportNumber.objects.bulk_create(numbers, batch_size=1000)
    stored = Submission.objects.bulk_create(submissions)
    SentShingle.objects.bulk_create(
        (shingle for submission in stored for shingle in shingles_of(submission)), batch_size=2000
    )
    if stored:
        record(
            by=by,
            at=at,
            action="reports.brought_in",
            subject=stored[0].report,
            before=None,
            after={"year": year, "reports": len(stored)},
        )
    return stored

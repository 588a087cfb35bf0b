"""Drawing figures, accepting newer ones, writing, approving: each one transaction, one audit event."""

from dataclasses import replace
from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.core.text import compose, nfc
from thidua.foundation.audit.services import Actor, record
from thidua.foundation.autosave import StaleVersion
from thidua.foundation.jobs import enqueue
from thidua.foundation.notify import notify
from thidua.reports.selectors import present_year, report_years
from thidua.synthesis.drawing import draw
from thidua.synthesis.enums import CityState
from thidua.synthesis.errors import CityReportRefused
from thidua.synthesis.figures import Figures
from thidua.synthesis.models import CityPart, CityReport, RefusedWords
from thidua.synthesis.stored import from_json, to_json
from thidua.synthesis.words import CODES

LONGEST_TEXT = 30_000
GIVEN_UP = timedelta(minutes=5)
TWO_WRITERS = "synthesis.two_writers"


@transaction.atomic
def start(*, by: Actor, at: datetime, year: int) -> CityReport:
    """The report of a year with empty sections, its figures asked for; the same one when begun before."""
    if year not in report_years() or year > present_year(at):
        raise CityReportRefused(_("Năm này chưa đến hoặc không thuộc giai đoạn của phong trào."))
    report, is_new = CityReport.objects.get_or_create(year=year, defaults={"started_at": at})
    if is_new:
        CityPart.objects.bulk_create(CityPart(report=report, section=code) for code in CODES)
        record(by=by, at=at, action="synthesis.started", subject=report, before=None, after={"year": year})
        ask_for_figures(by=by, at=at, report=report)
    return report


@transaction.atomic
def ask_for_figures(*, by: Actor, at: datetime, report: CityReport) -> None:
    """Puts the drawing into the queue; asking again while it runs changes nothing.

    One that was asked for longer ago than GIVEN_UP has died; another may be asked for.
    """
    row = _open(report)
    if row.is_drawing and row.asked_at and at - row.asked_at < GIVEN_UP:
        return
    CityReport.objects.filter(pk=row.pk).update(is_drawing=True, asked_at=at, done=0, total=0)
    enqueue("synthesis.draw", report_id=row.pk, moment=at.isoformat())
    record(by=by, at=at, action="synthesis.figures_asked", subject=row, before=None, after={"year": row.year})


def draw_figures(*, report_id: int, at: datetime) -> None:
    """The job: reads all reports and stores the figures; nothing when they are not (or no longer) asked for.

    The first ones are the report's; later ones wait until an officer has seen what changed.
    """
    report = CityReport.objects.get(pk=report_id)
    if not report.is_drawing:
        return

    def note(done: int, total: int) -> None:
        CityReport.objects.filter(pk=report_id).update(done=done, total=total)

    drawn = draw(report.year, at, note)
    with transaction.atomic():
        row = CityReport.objects.select_for_update().get(pk=report_id)
        if not row.is_drawing:
            return
        if row.drawn_at is not None and _facts(drawn) != _facts(from_json(row.figures)):
            row.waiting, row.waiting_at = to_json(drawn), at
        else:
            row.figures, row.drawn_at, row.waiting, row.waiting_at = to_json(drawn), at, None, None
        row.is_drawing = False
        row.save()


def _facts(figures: Figures) -> Figures:
    """The figures without the moment: only that is no difference."""
    return replace(figures, moment=None)


@transaction.atomic
def accept_figures(*, by: Actor, at: datetime, report: CityReport) -> None:
    """The newer figures become the report's. CityReportRefused when there are none."""
    row = _open(report)
    if row.waiting is None or row.waiting_at is None:
        raise CityReportRefused(_("Không có số liệu mới; có thể đồng nghiệp vừa cập nhật."))
    before = row.drawn_at
    row.figures, row.drawn_at, row.waiting, row.waiting_at = row.waiting, row.waiting_at, None, None
    row.save()
    record(
        by=by,
        at=at,
        action="synthesis.figures_accepted",
        subject=row,
        before={"drawn_at": before},
        after={"drawn_at": row.drawn_at},
    )


def save_part(
    *, by: Actor, at: datetime, report: CityReport, section: str, text: str, version: int
) -> CityPart:
    """Saves the officers' words of a section if `version` is still the present one.

    StaleVersion when somebody saved in between: then the refused words are kept and both are told.
    Not in a transaction of the caller.
    """
    words = compose(text).replace("\r\n", "\n").strip()
    if len(words) > LONGEST_TEXT:
        raise CityReportRefused(_("Mục này dài hơn %d ký tự. Hãy rút gọn.") % LONGEST_TEXT)
    with transaction.atomic():
        row = _open(report)
        part = CityPart.objects.select_for_update().get(report=row, section=section)
        if part.text == words:
            return part
        if part.version == version:
            before = part.text
            part.text, part.version, part.saved_by_id, part.saved_at = words, version + 1, by.pk, at
            part.save()
            record(
                by=by,
                at=at,
                action="synthesis.part_saved",
                subject=row,
                before={"section": section, "length": len(before)},
                after={"section": section, "length": len(words)},
            )
            return part
    _keep(by, at, part, words)
    other = part.saved_by
    raise StaleVersion(
        version=part.version,
        theirs={"text": part.text},
        by=other.get_full_name() if other else "",
        at=part.saved_at or at,
    )


@transaction.atomic
def _keep(by: Actor, at: datetime, part: CityPart, words: str) -> None:
    RefusedWords.objects.create(part=part, text=words, by_id=by.pk, at=at)
    notify(
        at=at,
        user_ids=[pk for pk in (by.pk, part.saved_by_id) if pk is not None],
        kind=TWO_WRITERS,
        key=f"{TWO_WRITERS}.{part.pk}.{part.version}.{by.pk}",
        title=f"Hai người cùng sửa mục {part.section} của báo cáo tổng hợp",
        body="Cả hai bản đều được giữ; mở mục này để gộp.",
        url=reverse("synthesis:part", args=[part.report.year, part.section]),
    )


@transaction.atomic
def approve(*, by: Actor, at: datetime, report: CityReport) -> None:
    """Closes the report. CityReportRefused while figures are being drawn or newer ones wait."""
    row = _open(report)
    if row.is_drawing or row.drawn_at is None:
        raise CityReportRefused(_("Số liệu đang được lấy; chờ xong rồi duyệt."))
    if row.waiting is not None:
        raise CityReportRefused(
            _("Có số liệu mới chưa xem; xem thay đổi rồi nhận hoặc lấy lại trước khi duyệt.")
        )
    row.state, row.approved_by_id, row.approved_at = CityState.APPROVED, by.pk, at
    row.save()
    record(by=by, at=at, action="synthesis.approved", subject=row, before=None, after={"year": row.year})


@transaction.atomic
def reopen(*, by: Actor, at: datetime, report: CityReport, reason: str) -> None:
    """Opens an approved report again. CityReportRefused without a reason."""
    row = CityReport.objects.select_for_update().get(pk=report.pk)
    if row.state != CityState.APPROVED:
        raise CityReportRefused(_("Báo cáo đang mở."))
    if not nfc(reason):
        raise CityReportRefused(_("Ghi lý do mở lại."))
    row.state, row.approved_by_id, row.approved_at = CityState.DRAFT, None, None
    row.save()
    record(by=by, at=at, action="synthesis.reopened", subject=row, before=None, after={"reason": nfc(reason)})


def _open(report: CityReport) -> CityReport:
    row = CityReport.objects.select_for_update().get(pk=report.pk)
    if row.state == CityState.APPROVED:
        raise CityReportRefused(_("Báo cáo đã duyệt. Trưởng phòng mở lại, có lý do, thì mới sửa được."))
    return row

"""From officer to head, from head to city, and back: every step leaves one state, one receipt."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.core.roles import Role
from thidua.core.text import nfc
from thidua.foundation.audit.services import Actor, record
from thidua.foundation.notify import notify
from thidua.people.selectors import holders
from thidua.reports.content import content_of, fingerprint, signed
from thidua.reports.copies import remember
from thidua.reports.due import days_of, timing_of
from thidua.reports.enums import ReportState
from thidua.reports.errors import ReportRefused
from thidua.reports.models import Report, Return, Submission
from thidua.reports.moves import MOVES
from thidua.reports.notification_kinds import HANDED_BACK, RETURNED, SENT, TO_SIGN
from thidua.reports.outline import CODES, SECTIONS, Section
from thidua.reports.writing import being_written
from thidua.units.selectors import UnitRecord


@dataclass(frozen=True, slots=True)
class Gap:
    """A section without which the report cannot be sent."""

    section: Section


def gaps_of(report: Report) -> list[Gap]:
    """Sections that need words and have none."""
    texts = {part.section: part.text for part in report.parts.all()}
    return [Gap(section) for section in SECTIONS if section.is_needed and not texts.get(section.code)]


@transaction.atomic
def hand_over(*, by: Actor, at: datetime, report: Report, unit: UnitRecord) -> Report:
    """The officer is done; the heads of the unit are told. A second press changes nothing."""
    locked = Report.objects.select_for_update().get(pk=report.pk)
    if locked.state == ReportState.WAITING:
        return locked
    locked = being_written(report)
    _require_whole(locked)
    before = locked.state
    locked.state, locked.handed_by_id, locked.handed_at, locked.words_back = (
        ReportState.WAITING,
        by.pk,
        at,
        "",
    )
    locked.save()
    notify(
        at=at,
        user_ids=[user.pk for user in holders(at.date(), Role.UNIT_HEAD, unit_id=unit.id)],
        kind=TO_SIGN,
        key=f"reports.to_sign.{locked.pk}.{int(at.timestamp())}",
        title=_("Báo cáo năm %(year)d của %(unit)s chờ ký") % {"year": locked.year, "unit": unit.full_name},
        body=_("%s đã soạn xong. Mở để xem, ký gửi hoặc chuyển lại.") % by.get_full_name(),
        url=reverse("reports:check", kwargs={"pk": locked.pk}),
    )
    _record(by, at, "reports.handed_over", locked, before)
    return locked


@transaction.atomic
def hand_back(*, by: Actor, at: datetime, report: Report, words: str) -> Report:
    """The head wants something changed. ReportRefused without words or when nothing waits."""
    locked = Report.objects.select_for_update().get(pk=report.pk)
    if locked.state not in MOVES["hand_back"].before:
        raise ReportRefused(_("Báo cáo này không còn chờ ký. Mở lại trang để xem trạng thái mới."))
    said = nfc(words)
    if not said:
        raise ReportRefused(_("Hãy ghi cần sửa gì, để người soạn biết."))
    locked.state, locked.words_back = _state_of_writing(locked), said[:1000]
    locked.save()
    if locked.handed_by_id:
        notify(
            at=at,
            user_ids=[locked.handed_by_id],
            kind=HANDED_BACK,
            key=f"reports.back.{locked.pk}.{int(at.timestamp())}",
            title=_("Báo cáo năm %d được chuyển lại để sửa") % locked.year,
            body=said,
            url=reverse("reports:report", kwargs={"pk": locked.pk}),
        )
    _record(by, at, "reports.handed_back", locked, ReportState.WAITING, words=said)
    return locked


@transaction.atomic
def send_report(*, by: Actor, at: datetime, report: Report, unit: UnitRecord) -> Submission:
    """The head signs and sends: content frozen, one receipt. Sending again gives the receipt there is.

    Late is marked and accepted. ReportRefused when a needed section is empty.
    """
    locked = Report.objects.select_for_update().get(pk=report.pk)
    before = locked.state
    ordinal = locked.submissions.count() + 1
    if before == ReportState.SENT:
        return locked.submissions.get(ordinal=ordinal - 1)
    _require_whole(locked)
    day = days_of(locked.year, at.date())(unit)
    content = signed(content_of(locked, unit), by=by.get_full_name(), ordinal=ordinal, at=at)
    submission = Submission.objects.create(
        report=locked,
        ordinal=ordinal,
        receipt=receipt_number(locked.year, unit, ordinal),
        sent_at=at,
        signed_by_id=by.pk,
        timing=timing_of(day, at),
        last_moment=day.last_moment if day else None,
        content=content,
        sha256=fingerprint(content),
    )
    locked.state, locked.words_back = ReportState.SENT, ""
    locked.save()
    remember(submission)
    notify(
        at=at,
        user_ids=[user.pk for user in holders(at.date(), Role.UNIT_OFFICER, Role.UNIT_HEAD, unit_id=unit.id)],
        kind=SENT,
        key=f"reports.sent.{submission.receipt}",
        title=_("Đã gửi báo cáo năm %(year)d của %(unit)s") % {"year": locked.year, "unit": unit.full_name},
        body=_("Biên nhận số %s.") % submission.receipt,
        url=reverse("reports:receipt", kwargs={"pk": locked.pk}),
    )
    _record(
        by, at, "reports.sent", locked, before,
        receipt=submission.receipt, sha256=submission.sha256, timing=str(submission.timing),
    )  # fmt: skip
    return submission


@transaction.atomic
def return_report(
    *, by: Actor, at: datetime, report: Report, unit: UnitRecord, reasons: Mapping[str, str]
) -> Return:
    """Gives a report back with a reason for each questioned section; only those open again."""
    asked = {code: nfc(reasons[code]) for code in CODES if nfc(reasons.get(code, ""))}
    if not asked:
        raise ReportRefused(
            _("Hãy ghi lý do ở ít nhất một mục; chỉ những mục có lý do mới mở lại cho đơn vị sửa.")
        )
    locked = Report.objects.select_for_update().get(pk=report.pk)
    if locked.state not in MOVES["return"].before:
        raise ReportRefused(_("Báo cáo này không ở trạng thái đã gửi. Mở lại trang để xem trạng thái mới."))
    submission = locked.submissions.latest("ordinal")
    returned = Return.objects.create(submission=submission, by_id=by.pk, at=at, reasons=asked)
    locked.parts.exclude(section__in=asked).update(is_open=False)
    locked.parts.filter(section__in=asked).update(is_open=True, is_done=False)
    locked.state = ReportState.RETURNED
    locked.save()
    notify(
        at=at,
        user_ids=[user.pk for user in holders(at.date(), Role.UNIT_OFFICER, Role.UNIT_HEAD, unit_id=unit.id)],
        kind=RETURNED,
        key=f"reports.returned.{submission.receipt}",
        title=_("Báo cáo năm %(year)d của %(unit)s được trả lại để bổ sung")
        % {"year": locked.year, "unit": unit.full_name},
        body="\n".join(
            _("Mục %(code)s: %(why)s") % {"code": code, "why": why} for code, why in asked.items()
        ),
        url=reverse("reports:report", kwargs={"pk": locked.pk}),
    )
    _record(by, at, "reports.returned", locked, ReportState.SENT, reasons=asked)
    return returned


def receipt_number(year: int, unit: UnitRecord, ordinal: int) -> str:
    """Year, unit and which sending it is: no counter that two could take at once."""
    return f"BC{year}-{unit.code}-{ordinal:02d}"


def _require_whole(report: Report) -> None:
    gaps = gaps_of(report)
    if gaps:
        names = ", ".join(gap.section.code for gap in gaps)
        raise ReportRefused(
            _("Còn mục chưa viết: %s. Không có gì để báo cáo thì ghi rõ “Không phát sinh”.") % names
        )


def _state_of_writing(report: Report) -> ReportState:
    return ReportState.RETURNED if report.submissions.exists() else ReportState.DRAFT


def _record(by: Actor, at: datetime, action: str, report: Report, before: str, **more: object) -> None:
    record(
        by=by,
        at=at,
        action=action,
        subject=report,
        before={"state": str(before)},
        after={"state": str(report.state), **more},
    )

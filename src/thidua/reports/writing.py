"""Writing a report: it begins filled in, is saved part by part, and nobody's words are lost."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from hashlib import sha256

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.core.text import compose
from thidua.foundation.audit.services import Actor, record
from thidua.foundation.autosave import StaleVersion, show_again
from thidua.foundation.notify import notify
from thidua.reports import prefill
from thidua.reports.enums import ReportState
from thidua.reports.errors import ReportRefused
from thidua.reports.figures import tidy, written
from thidua.reports.models import KeptWords, Report, ReportNumber, ReportPart
from thidua.reports.moves import BEING_WRITTEN
from thidua.reports.notification_kinds import TWO_WRITERS
from thidua.reports.outline import CODES, SECTIONS, numbers_of, section_named
from thidua.units.selectors import UnitRecord

LONGEST_TEXT = 30_000


@dataclass(frozen=True, slots=True)
class Typed:
    """What a form holds for one number."""

    value: Decimal | None
    estimate: Decimal | None = None


@dataclass(frozen=True, slots=True)
class PartDraft:
    """What a form holds of one section."""

    text: str
    numbers: Mapping[str, Typed]


@transaction.atomic
def start_report(*, by: Actor, at: datetime, unit: UnitRecord, year: int) -> Report:
    """The report of a unit and year, filled in with what is known; the same one when it was begun before."""
    report, is_new = Report.objects.get_or_create(
        unit_id=unit.id, year=year, defaults={"started_by_id": by.pk, "started_at": at}
    )
    if not is_new:
        return report
    ReportPart.objects.bulk_create(ReportPart(report=report, section=code) for code in CODES)
    indicators = prefill.indicators_of(year)
    ReportNumber.objects.bulk_create(
        ReportNumber(report=report, section=section.code, code=spec.code)
        for section in SECTIONS
        for spec in numbers_of(section, indicators)
    )
    _fill(report, unit, at)
    record(
        by=by, at=at, action="reports.started", subject=report, before=None,
        after={"unit": unit.full_name, "year": year},
    )  # fmt: skip
    return report


@transaction.atomic
def refresh_report(*, by: Actor, at: datetime, report: Report, unit: UnitRecord) -> int:
    """Asks again what is known; what was typed stays. Gives how many numbers changed."""
    locked = being_written(report)
    changed = _fill(locked, unit, at)
    if changed:
        record(
            by=by, at=at, action="reports.refreshed", subject=locked, before=None,
            after={"numbers": changed},
        )  # fmt: skip
    return len(changed)


def _fill(report: Report, unit: UnitRecord, at: datetime) -> list[str]:
    """Writes known numbers into the open parts; a part whose numbers changed gets a new version."""
    open_parts = {part.section: part for part in report.parts.filter(is_open=True)}
    rows = {row.code: row for row in report.numbers.all()}
    changed: list[ReportNumber] = []
    for fact in prefill.known_for(unit, report.year, at.date()).facts:
        row = rows.get(fact.code)
        if row is None:
            row = ReportNumber.objects.create(report=report, section=fact.section, code=fact.code)
        if row.section not in open_parts or (row.known, row.source) == (fact.value, fact.source):
            continue
        row.known, row.source = fact.value, fact.source
        if not row.is_typed:
            row.value = fact.value
        changed.append(row)
    ReportNumber.objects.bulk_update(changed, ["known", "source", "value"])
    for section in {row.section for row in changed}:
        part = open_parts[section]
        ReportPart.objects.filter(pk=part.pk).update(version=part.version + 1)
    return sorted(row.code for row in changed)


def save_part(
    *,
    by: Actor,
    at: datetime,
    report: Report,
    section: str,
    draft: PartDraft,
    version: int,
    is_done: bool | None = None,
) -> ReportPart:
    """Saves one section if `version` is still the present one. `is_done`: the officer is through with it.

    StaleVersion when somebody saved in between: then the refused words are kept and both people are told.
    ReportRefused when the report or the part is closed. Not in a transaction of the caller: it keeps words.
    """
    text = compose(draft.text).replace("\r\n", "\n").strip()
    if len(text) > LONGEST_TEXT:
        raise ReportRefused(
            _("Mục này dài hơn %d ký tự. Hãy rút gọn, phần chi tiết đưa vào tài liệu kèm theo.")
            % LONGEST_TEXT
        )
    with transaction.atomic():
        locked = being_written(report)
        part = ReportPart.objects.select_for_update().get(report=locked, section=section)
        if not part.is_open:
            raise ReportRefused(_("Mục này không bị hỏi lại nên giữ nguyên như đã gửi."))
        rows = {row.code: row for row in locked.numbers.filter(section=section)}
        if _is_same(part, rows, text, draft):
            return _mark_done(part, is_done)
        if part.version == version:
            return _write(by, at, locked, part, rows, text, draft, is_done)
    _keep(by, at, part, fields_of(text, draft.numbers))
    saved_by = part.saved_by
    raise StaleVersion(
        version=part.version,
        theirs=stored_fields(part, rows.values()),
        by=saved_by.get_full_name() if saved_by else _("hệ thống lấy lại số liệu"),
        at=part.saved_at or at,
    )


def _write(
    by: Actor,
    at: datetime,
    report: Report,
    part: ReportPart,
    rows: Mapping[str, ReportNumber],
    text: str,
    draft: PartDraft,
    is_done: bool | None,
) -> ReportPart:
    before = len(part.text)
    changed = []
    for code, typed in draft.numbers.items():
        row = rows.get(code)
        if row is None or (row.value, row.estimate) == (typed.value, typed.estimate):
            continue
        if row.value != typed.value:
            row.value, row.is_typed = typed.value, typed.value != row.known
        row.estimate = typed.estimate
        changed.append(row)
    ReportNumber.objects.bulk_update(changed, ["value", "estimate", "is_typed"])
    part.text, part.version, part.saved_by_id, part.saved_at = text, part.version + 1, by.pk, at
    if is_done is not None:
        part.is_done = is_done
    part.save()
    if is_done is not None:
        record(
            by=by, at=at, action="reports.part_saved", subject=report,
            before={"section": None, "letters": before},
            after={"section": part.section, "letters": len(text)},
        )  # fmt: skip
    return part


def _mark_done(part: ReportPart, is_done: bool | None) -> ReportPart:
    if is_done is not None and part.is_done != is_done:
        part.is_done = is_done
        part.save(update_fields=["is_done"])
    return part


def _is_same(part: ReportPart, rows: Mapping[str, ReportNumber], text: str, draft: PartDraft) -> bool:
    return part.text == text and all(
        (rows[code].value, rows[code].estimate) == (typed.value, typed.estimate)
        for code, typed in draft.numbers.items()
        if code in rows
    )


def fields_of(text: str, numbers: Mapping[str, Typed]) -> dict[str, str]:
    """Form fields by name, as the page has them."""
    fields = {"text": text}
    for code, typed in numbers.items():
        fields[f"n-{code}"] = written(typed.value)
        fields[f"e-{code}"] = written(typed.estimate)
    return fields


def stored_fields(part: ReportPart, rows: "object") -> dict[str, str]:
    """The fields of a part as they are stored."""
    return fields_of(part.text, {row.code: Typed(tidy(row.value), tidy(row.estimate)) for row in rows})  # type: ignore[attr-defined]


@transaction.atomic
def _keep(by: Actor, at: datetime, part: ReportPart, fields: dict[str, str]) -> None:
    """Keeps refused words, once, and tells both people."""
    digest = sha256(json.dumps(fields, sort_keys=True).encode()).hexdigest()
    kept, is_new = KeptWords.objects.get_or_create(
        report_id=part.report_id,
        section=part.section,
        by_id=by.pk,
        digest=digest,
        defaults={"fields": fields, "at": at, "other_id": part.saved_by_id},
    )
    if not is_new:
        show_again(kept, at)
        return
    title = section_named(part.section).title
    notify(
        at=at,
        user_ids={by.pk, *([part.saved_by_id] if part.saved_by_id else [])},
        kind=TWO_WRITERS,
        key=f"reports.kept.{kept.pk}",
        title=_("Hai người cùng sửa mục %(code)s, %(title)s") % {"code": part.section, "title": title},
        body=_("Không chữ nào bị mất: bản chưa lưu được của %(name)s được giữ lại để hai người cùng xem.")
        % {"name": by.get_full_name()},
        url=reverse("reports:part", kwargs={"pk": part.report_id, "section": part.section}),
    )


@transaction.atomic
def settle_kept(*, by: Actor, at: datetime, kept: KeptWords) -> None:
    """The words were looked at; they stay stored but are shown no longer."""
    KeptWords.objects.filter(pk=kept.pk, settled_at__isnull=True).update(settled_at=at)


def being_written(report: Report) -> Report:
    """The row, locked. ReportRefused when it is no longer written."""
    locked = Report.objects.select_for_update().get(pk=report.pk)
    if locked.state not in BEING_WRITTEN:
        raise ReportRefused(closed_words(locked))
    return locked


def check_open(report: Report) -> None:
    """ReportRefused when it is no longer written; only for telling early, the services look again."""
    if report.state not in BEING_WRITTEN:
        raise ReportRefused(closed_words(report))


def closed_words(report: Report) -> str:
    """Why a report cannot be written now."""
    if report.state == ReportState.WAITING:
        return _("Báo cáo đang chờ ký. Người ký có thể chuyển lại để sửa.")
    return _(
        "Báo cáo đã gửi nên không sửa được. Cần sửa thì đề nghị cơ quan thường trực trả lại, nêu mục cần sửa."
    )

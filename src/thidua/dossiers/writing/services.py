"""Words of the achievement report, saved part by part, and the work history in reform."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from thidua.core.text import format_date, nfc
from thidua.dossiers.errors import DossierRefused
from thidua.dossiers.models import Dossier, DossierPart, KeptWords, WorkSpan
from thidua.dossiers.notification_kinds import TWO_WRITERS
from thidua.dossiers.parts import SECTION_OF
from thidua.dossiers.services import being_written
from thidua.dossiers.writing.months import months_of
from thidua.foundation.audit.services import Actor, record
from thidua.foundation.autosave import StaleVersion, show_again
from thidua.foundation.notify import notify
from thidua.foundation.shown import has_changed, shown_as

LONGEST = 20_000


@dataclass(frozen=True, slots=True)
class Span:
    """Work in reform from one day to another; `until` None: to this day."""

    since: date
    until: date | None
    place: str
    work: str
    source: str = ""


def save_part(
    *,
    by: Actor,
    at: datetime,
    dossier: Dossier,
    section: str,
    text: str,
    version: int,
    is_final: bool = False,
) -> DossierPart:
    """Saves one section. DossierRefused when it is closed or too long; StaleVersion when somebody saved in
    between: the refused words are kept, both people are told. `is_final`: pressed by hand, leaves an event.
    """
    words = nfc(text).strip()
    if section not in SECTION_OF:
        raise DossierRefused(_("Báo cáo thành tích không có mục này."))
    if len(words) > LONGEST:
        raise DossierRefused(
            _("Mục này dài hơn %d ký tự. Hãy rút gọn, phần chi tiết kèm thành tệp.") % LONGEST
        )
    with transaction.atomic():
        row = being_written(dossier, section, at.date())
        part = row.parts.select_for_update(of=("self",)).get(section=section)
        if part.text == words:
            return part
        if part.version == version:
            before = len(part.text)
            part.text, part.version, part.saved_by_id, part.saved_at = words, part.version + 1, by.pk, at
            part.save()
            if is_final:
                record(
                    by=by, at=at, action="dossiers.part_saved", subject=row,
                    before={"section": None, "letters": before},
                    after={"section": section, "letters": len(words)},
                )  # fmt: skip
            return part
        _keep(by, at, part, words)
    saved_by = part.saved_by
    raise StaleVersion(
        version=part.version,
        theirs={"text": part.text},
        by=saved_by.get_full_name() if saved_by else "",
        at=part.saved_at or at,
    )


def _keep(by: Actor, at: datetime, part: DossierPart, words: str) -> None:
    kept, is_new = KeptWords.objects.get_or_create(
        dossier_id=part.dossier_id,
        section=part.section,
        by_id=by.pk,
        digest=sha256(words.encode()).hexdigest(),
        defaults={"text": words, "at": at},
    )
    if not is_new:
        show_again(kept, at)
    else:
        with override("vi"):
            notify(
                at=at,
                user_ids={by.pk, *([part.saved_by_id] if part.saved_by_id else [])},
                kind=TWO_WRITERS,
                key=f"dossiers.kept.{kept.pk}",
                title=_("Hai người cùng sửa mục “%s” của hồ sơ") % SECTION_OF[part.section].title,
                body=_(
                    "Không chữ nào bị mất: bản chưa lưu được của %(name)s được giữ lại để hai người cùng xem."
                )
                % {"name": by.get_full_name()},
                url=reverse("dossiers:dossier", kwargs={"pk": part.dossier_id}),
            )


@transaction.atomic
def settle_kept(*, by: Actor, at: datetime, kept: KeptWords) -> None:
    """The words were looked at; they stay stored but are shown no longer."""
    KeptWords.objects.filter(pk=kept.pk, settled_at__isnull=True).update(settled_at=at)


@transaction.atomic
def tell_work(
    *, by: Actor, at: datetime, dossier: Dossier, spans: Sequence[Span], seen: str | None = None
) -> Dossier:
    """Replaces the work history and counts its months (B14: cumulative from 01/01/2026, no month twice).

    `seen`: the history that the form showed (`work_as_shown`). DossierRefused when it is another since, for a
    span that ends before it begins, begins in the future or says nothing.
    """
    row = being_written(dossier, "work", at.date())
    present = list(row.work_spans.all())
    if has_changed(work_as_shown(present), seen):
        raise DossierRefused(
            _(
                "Người khác đã lưu phần này sau khi bạn mở trang. Bản đang lưu: %s. Chữ của bạn còn ở dưới: "
                "gộp lại rồi bấm Lưu, khi đó bản của bạn thay bản đang lưu."
            )
            % ("; ".join(_told(span) for span in present) or _("không có khoảng nào"))
        )
    today = at.date()
    for span in spans:
        first = format_date(span.since)  # not the number of its line: lines left empty are not among them
        if span.since > today:
            raise DossierRefused(_("Khoảng từ %s: ngày bắt đầu ở sau hôm nay.") % first)
        if span.until is not None and span.until < span.since:
            raise DossierRefused(_("Khoảng từ %s: ngày kết thúc ở trước ngày bắt đầu.") % first)
        if not nfc(span.work).strip() or not nfc(span.place).strip():
            raise DossierRefused(
                _("Khoảng từ %s: ghi nơi làm và việc đã làm trong cải cách hành chính.") % first
            )
    row.work_spans.all().delete()
    WorkSpan.objects.bulk_create(
        WorkSpan(
            dossier=row,
            since=span.since,
            until=span.until,
            place=nfc(span.place).strip(),
            work=nfc(span.work).strip(),
            source=nfc(span.source).strip(),
        )
        for span in spans
    )
    before, row.par_months = row.par_months, months_of(spans, today) if spans else None
    row.save(update_fields=["par_months"])
    record(
        by=by, at=at, action="dossiers.work_told", subject=row,
        before={"months": before}, after={"months": row.par_months},
    )  # fmt: skip
    return row


def work_as_shown(spans: Iterable[Span | WorkSpan]) -> str:
    """What `tell_work` compares: the fingerprint of the work history that a form shows."""
    return shown_as((one.since, one.until, one.place, one.work, one.source) for one in spans)


def _told(span: WorkSpan) -> str:
    until = format_date(span.until) if span.until else _("nay")
    return f"{format_date(span.since)} – {until}, {span.place}, {span.work}"

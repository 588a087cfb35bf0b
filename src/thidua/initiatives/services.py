"""What may happen to an initiative. Each act is one transaction and one audit event."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from thidua.core.text import nfc
from thidua.foundation import revision
from thidua.foundation.audit.services import Actor, record
from thidua.foundation.shown import has_changed, shown_as
from thidua.initiatives.description.models import Author, Effect
from thidua.initiatives.description.words import (
    LONGEST,
    NewAuthor,
    NewEffect,
    fault_of_authors,
    fault_of_shares,
)
from thidua.initiatives.enums import Level, RecognitionState
from thidua.initiatives.errors import InitiativeRefused
from thidua.initiatives.likeness.register import next_change
from thidua.initiatives.models import Initiative
from thidua.initiatives.proofs.models import ProofOfUse
from thidua.initiatives.proofs.words import StatedUse
from thidua.initiatives.recognition.models import Recognition
from thidua.initiatives.rows import author_rows, effect_rows, locked, saved, set_texts, snapshot
from thidua.movement.contents import Area
from thidua.units.models import Unit


@dataclass(frozen=True, slots=True)
class NewInitiative:
    """What is known of an initiative when it enters the register."""

    code: str
    unit: Unit
    title: str
    summary: str = ""
    recognised_on: date | None = None
    recognition_decision: str = ""
    applied_on: date | None = None
    replicable: bool | None = None
    replicable_reason: str = ""
    area: str = ""
    authors: tuple[NewAuthor, ...] = ()
    problem: str = ""
    novelty: str = ""
    reach: str = ""
    uses: tuple[StatedUse, ...] = ()
    """Where it is at work, by papers whose scans follow."""
    effects: tuple[NewEffect, ...] = ()
    level: str = Level.BASE
    """Of the recognition; `recognition_body` empty: the unit itself."""
    recognition_body: str = ""
    certificate: str = ""


@transaction.atomic
def register_initiative(*, by: Actor | None, at: datetime, initiative: NewInitiative) -> Initiative:
    """A new entry of the register. InitiativeRefused when the code is taken or something is missing."""
    row = _row(initiative, at)
    if Initiative.written.filter(code=row.code).exists():
        raise InitiativeRefused(
            _("Mã sáng kiến “%(code)s” đã có trong sổ; chọn mã khác.") % {"code": row.code}
        )
    revision.bump()
    row.register_change = next_change()
    row.save(force_insert=True)
    _write_beside([row], [initiative], by, at)
    record(by=by, at=at, action="initiatives.registered", subject=row, before=None, after=snapshot(row))
    return row


@transaction.atomic
def register_many(
    *, by: Actor | None, at: datetime, initiatives: Sequence[NewInitiative], source: str
) -> int:
    """Many new entries from one source (a list, a migration); one audit event on the first. Gives the count.

    InitiativeRefused, with nothing stored, when a code is taken or something is missing.
    """
    rows = [_row(initiative, at) for initiative in initiatives]
    if not rows:
        return 0
    revision.bump()
    change = next_change()
    for row in rows:
        row.register_change = change
    try:
        with transaction.atomic():
            Initiative.objects.bulk_create(rows, batch_size=500)
    except IntegrityError:
        raise InitiativeRefused(_("Danh sách có mã sáng kiến đã có trong sổ; chưa ghi dòng nào.")) from None
    _write_beside(rows, initiatives, by, at)
    codes = [row.code for row in rows]
    record(
        by=by,
        at=at,
        action="initiatives.list_registered",
        subject=rows[0],
        before=None,
        after={"count": len(rows), "first": codes[0], "last": codes[-1]},
        note=source,
    )
    return len(rows)


@transaction.atomic
def judge_reach(
    *,
    by: Actor | None,
    at: datetime,
    initiative: Initiative,
    replicable: bool,
    reason: str,
    seen: str | None = None,
) -> Initiative:
    """An appraiser's yes or no, with a reason, on whether it can be spread (reading B35). InitiativeRefused
    without a reason, and when somebody judged it since the form was opened (`seen`).
    """
    row = locked(initiative)
    if has_changed(reach_as_shown(row), seen):
        raise InitiativeRefused(
            _(
                "Người khác vừa đánh giá: %(said)s (%(why)s). Chữ của bạn còn ở dưới; ghi lần nữa thì ý "
                "kiến của bạn thay ý kiến đó."
            )
            % {
                "said": _("nhân rộng được") if row.replicable else _("không nhân rộng được"),
                "why": row.replicable_reason,
            }
        )
    if not nfc(reason):
        raise InitiativeRefused(_("Ghi lý do vì sao nhân rộng được hoặc không nhân rộng được."))
    before = snapshot(row)
    row.replicable, row.replicable_reason = replicable, nfc(reason)
    return saved(row, by, at, "initiatives.reach_judged", before, ["replicable", "replicable_reason"])


def reach_as_shown(row: Initiative) -> str:
    """What `judge_reach` compares: the fingerprint of what the form starts with."""
    return shown_as([(row.replicable, row.replicable_reason)])


def _row(new: NewInitiative, at: datetime) -> Initiative:
    """The entry, with every paper that what is stated of it needs."""
    title = nfc(new.title)
    if not nfc(new.code):
        raise InitiativeRefused(_("Thiếu mã sáng kiến."))
    if not title:
        raise InitiativeRefused(_("Tên sáng kiến để trống; ghi rõ giải pháp là gì, áp dụng ở đâu."))
    if len(title) > LONGEST["title"]:
        raise InitiativeRefused(
            _("Tên sáng kiến dài quá %(most)d ký tự; rút gọn lại.") % {"most": LONGEST["title"]}
        )
    if new.recognised_on is not None and not nfc(new.recognition_decision):
        raise InitiativeRefused(_("Thiếu số quyết định công nhận sáng kiến."))
    if new.recognised_on is None and nfc(new.recognition_decision):
        raise InitiativeRefused(_("Thiếu ngày công nhận sáng kiến."))
    if new.recognised_on is None and (nfc(new.recognition_body) or nfc(new.certificate)):
        raise InitiativeRefused(_("Có nơi công nhận, số giấy chứng nhận nhưng thiếu quyết định công nhận."))
    if new.recognised_on is not None and new.level != Level.BASE and not nfc(new.recognition_body):
        raise InitiativeRefused(_("Ghi nơi ra quyết định công nhận."))
    if new.replicable is not None and not nfc(new.replicable_reason):
        raise InitiativeRefused(_("Ghi lý do vì sao nhân rộng được hoặc không nhân rộng được."))
    if new.area and new.area not in Area.values:
        raise InitiativeRefused(_("Lĩnh vực không có trong sáu lĩnh vực cải cách hành chính của Kế hoạch."))
    if new.authors and (fault := fault_of_authors(new.authors) or fault_of_shares(new.authors)):
        raise InitiativeRefused(fault)
    if any(not (nfc(one.place) and nfc(one.paper)) for one in new.uses):
        raise InitiativeRefused(_("Mỗi nơi áp dụng ghi rõ nơi nào và giấy xác nhận nào."))
    row = Initiative(
        code=nfc(new.code),
        unit=new.unit,
        area=new.area,
        recognised_on=new.recognised_on,
        recognition_decision=nfc(new.recognition_decision),
        stated_on=new.applied_on,
        applied_on=min(filter(None, (new.applied_on, *(one.since for one in new.uses))), default=None),
        replicable=new.replicable,
        replicable_reason=nfc(new.replicable_reason),
        problem=nfc(new.problem),
        novelty=nfc(new.novelty),
        reach=nfc(new.reach),
        registered_at=at,
    )
    set_texts(row, title, nfc(new.summary))
    return row


def _write_beside(
    rows: Sequence[Initiative], stated: Sequence[NewInitiative], by: Actor | None, at: datetime
) -> None:
    """Authors, effects, places of use, and the recognition that the typed columns state."""
    Author.objects.bulk_create(
        (author for row, new in zip(rows, stated, strict=True) for author in author_rows(row, new.authors)),
        batch_size=500,
    )
    Effect.objects.bulk_create(
        (effect for row, new in zip(rows, stated, strict=True) for effect in effect_rows(row, new.effects)),
        batch_size=500,
    )
    ProofOfUse.objects.bulk_create(
        (
            ProofOfUse(
                initiative=row,
                place=nfc(use.place),
                since=use.since,
                until=use.until,
                paper=nfc(use.paper),
                added_by_id=by.pk if by else None,
                added_at=at,
            )
            for row, new in zip(rows, stated, strict=True)
            for use in new.uses
        ),
        batch_size=500,
    )
    Recognition.objects.bulk_create(
        (
            Recognition(
                initiative=row,
                level=new.level,
                state=RecognitionState.RECOGNISED,
                decision=row.recognition_decision,
                decided_on=row.recognised_on,
                body=nfc(new.recognition_body),
                certificate=nfc(new.certificate),
                recorded_by_id=by.pk if by else None,
                recorded_at=at,
            )
            for row, new in zip(rows, stated, strict=True)
            if row.recognised_on is not None
        ),
        batch_size=500,
    )

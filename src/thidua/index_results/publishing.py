"""From results to a published ranking: one person freezes them, a second one confirms (ADR 12).

What is frozen is never changed: a correction is the next one, with its reason and decision.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from thidua.core.blocks import Block
from thidua.core.text import nfc
from thidua.foundation.audit.services import Actor, record
from thidua.foundation.files import InspectedFile, Kind, keep_file
from thidua.index_results.content import fingerprint, results_now
from thidua.index_results.council import has_agreed
from thidua.index_results.effects import effects_of
from thidua.index_results.enums import PublicationState
from thidua.index_results.errors import ResultRefused
from thidua.index_results.models import CouncilSession, Publication
from thidua.index_rounds.enums import PhaseKind
from thidua.index_rounds.models import Round
from thidua.index_rounds.selectors import phases_at
from thidua.par_index.enums import IndexKind
from thidua.par_index.errors import ReleaseRefused
from thidua.par_index.services import ReleaseMeta, RoundRow, publish_round

DECISION_KINDS = frozenset({Kind.PDF, Kind.DOCX})
BEFORE_FREEZING = (PhaseKind.SELF, PhaseKind.APPRAISAL, PhaseKind.EXPLANATION)


@dataclass(frozen=True, slots=True)
class Decision:
    """The paper that publishes the results. `reason`: what a correction corrects."""

    number: str
    signed_on: date
    published_on: date
    reason: str = ""


def freeze(
    *, by: Actor, at: datetime, session: CouncilSession, decision: Decision, file: InspectedFile | None
) -> Publication:
    """Freezes the results as they are now, as the council agreed to them; a second person confirms.

    ResultRefused: no majority, a later session, a phase still open, another draft, a correction without its
    reason or a decision of its own, dates that cannot be, no file of the decision, results that cannot be.
    """
    try:
        with transaction.atomic():
            return _freeze(by, at, session, decision, file)
    except IntegrityError as error:
        raise ResultRefused(
            _("Vừa có người khác khóa kết quả của kỳ này. Mở lại trang kỳ chấm để xem.")
        ) from error


def _freeze(
    by: Actor, at: datetime, session: CouncilSession, decision: Decision, file: InspectedFile | None
) -> Publication:
    found = Round.objects.select_for_update().get(pk=session.round_id)
    _check_session(found, session)
    _check_phases(found, at)
    past = found.publications
    if past.filter(state=PublicationState.DRAFT).exists():
        raise ResultRefused(_("Kỳ này đã có kết quả khóa chờ xác nhận. Xác nhận hoặc bỏ bản đó trước."))
    reason = nfc(decision.reason).strip()
    if past.filter(state=PublicationState.CONFIRMED).exists() and not reason:
        raise ResultRefused(_("Kết quả năm này đã công bố. Đính chính thì ghi lý do."))
    _check_decision(decision, session, found.year)
    _check_number(found, nfc(decision.number).strip())
    if file is None:
        raise ResultRefused(_("Kèm tệp quyết định công bố, PDF hoặc Word."))
    content = results_now(found, at.date())
    ordinal = (past.aggregate(last=Max("ordinal"))["last"] or 0) + 1
    publication = Publication.objects.create(
        round=found,
        ordinal=ordinal,
        session=session,
        content=content,
        sha256=fingerprint(content),
        decision_number=nfc(decision.number).strip(),
        decision_date=decision.signed_on,
        published_on=decision.published_on,
        file=keep_file(by=by, at=at, upload=file),
        reason=reason or (_("Lập lại sau khi bỏ bản trước") if ordinal > 1 else ""),
        prepared_by_id=by.pk,
        prepared_at=at,
    )
    after = {"ordinal": ordinal, "sha256": publication.sha256, "decision": publication.decision_number}
    record(by=by, at=at, action="index_results.frozen", subject=publication, before=None, after=after)
    return publication


def _check_session(found: Round, session: CouncilSession) -> None:
    if found.called_off_at is not None:
        raise ResultRefused(_("Kỳ chấm này đã hủy nên không có kết quả để công bố."))
    if found.sessions.order_by("-held_on", "-pk").first() != session:
        raise ResultRefused(
            _("Đã có phiên họp hội đồng sau phiên này. Khóa kết quả theo phiên họp mới nhất.")
        )
    if not has_agreed(session):
        raise ResultRefused(
            _(
                "Mới %(agreed)d trong %(members)d thành viên hội đồng tán thành; cần hơn một nửa. "
                "Ghi phiên họp khác khi hội đồng đã thông qua."
            )
            % {"agreed": session.agreed, "members": session.members}
        )


def _check_phases(found: Round, at: datetime) -> None:
    for kind, now in phases_at(found, at).items():
        if kind in BEFORE_FREEZING and not now.is_past:
            raise ResultRefused(
                _("Giai đoạn %s của kỳ chấm chưa kết thúc. Khóa kết quả sau khi giai đoạn đó đóng.")
                % str(kind.label)
            )


def _check_decision(decision: Decision, session: CouncilSession, year: int) -> None:
    if not nfc(decision.number).strip():
        raise ResultRefused(_("Ghi số quyết định công bố."))
    if decision.signed_on < session.held_on:
        raise ResultRefused(_("Ngày quyết định không thể trước ngày hội đồng họp."))
    if decision.published_on < decision.signed_on:
        raise ResultRefused(_("Ngày công bố không thể trước ngày quyết định."))
    if decision.published_on.year < year:
        raise ResultRefused(_("Chỉ số của một năm không thể công bố trước năm đó."))


def _check_number(found: Round, number: str) -> None:
    used = found.publications.filter(state=PublicationState.CONFIRMED, decision_number=number).first()
    if used is not None:
        raise ResultRefused(
            _(
                "Quyết định %(number)s đã công bố lần %(ordinal)d. "
                "Đính chính cần quyết định mới: ghi số của quyết định đó."
            )
            % {"number": number, "ordinal": used.ordinal}
        )


def confirm(*, by: Actor, at: datetime, publication: Publication, has_seen_awards: bool) -> Publication:
    """A second person publishes; from its day the award rules and the public page read it.

    `has_seen_awards`: the person ticked that awards given already stay as they are. ResultRefused: the same
    person, a draft no more, a fingerprint that does not stand, awards touched without the tick, a release of
    another origin that it may not replace.
    """
    with transaction.atomic():
        locked = Publication.objects.select_for_update(of=("self",)).select_related("round", "file").get(
            pk=publication.pk
        )  # fmt: skip
        _require_draft(locked)
        if by.pk == locked.prepared_by_id:
            raise ResultRefused(_("Người lập không được tự xác nhận. Đề nghị một người khác xác nhận."))
        if fingerprint(locked.content) != locked.sha256:
            raise ResultRefused(
                _(
                    "Nội dung không còn khớp dấu vân tay lúc khóa. "
                    "Bỏ bản này, khóa lại, báo quản trị kỹ thuật."
                )
            )
        effects = effects_of(locked, at.date())
        given = sum(row.is_given for row in effects)
        if given and not has_seen_awards:
            raise ResultRefused(
                _("%d khen thưởng đã trao dựa trên kết quả cũ. Đọc danh sách rồi đánh dấu đã biết.") % given
            )
        try:
            locked.release = publish_round(
                by=by, at=at, meta=_meta(locked), rows=_rows(locked.content), file=locked.file,
                prepared_by=locked.prepared_by_id or 0, prepared_at=locked.prepared_at,
            )  # fmt: skip
        except ReleaseRefused as refusal:
            raise ResultRefused(str(refusal)) from refusal
        locked.state, locked.confirmed_by_id, locked.confirmed_at = PublicationState.CONFIRMED, by.pk, at
        locked.save(update_fields=["state", "confirmed_by", "confirmed_at", "release"])
        after = {"sha256": locked.sha256, "changed_verdicts": len(effects), "awards_given": given}
        record(by=by, at=at, action="index_results.published", subject=locked, before=None, after=after)
    return locked


@transaction.atomic
def discard(*, by: Actor, at: datetime, publication: Publication) -> Publication:
    """Puts a draft away; what is published can only be corrected."""
    locked = Publication.objects.select_for_update().get(pk=publication.pk)
    _require_draft(locked)
    locked.state = PublicationState.DISCARDED
    locked.save(update_fields=["state"])
    record(
        by=by, at=at, action="index_results.discarded", subject=locked,
        before={"status": PublicationState.DRAFT}, after={"status": PublicationState.DISCARDED},
    )  # fmt: skip
    return locked


def _require_draft(publication: Publication) -> None:
    if publication.state != PublicationState.DRAFT:
        raise ResultRefused(
            _("Kết quả này ở trạng thái “%s”; việc này không còn làm được.")
            % str(PublicationState(publication.state).label)
        )


def _meta(publication: Publication) -> ReleaseMeta:
    return ReleaseMeta(
        index=IndexKind.PAR,
        year=publication.round.year,
        decision_number=publication.decision_number,
        decision_date=publication.decision_date,
        published_on=publication.published_on,
        reason=publication.reason,
    )


def _rows(content: dict[str, Any]) -> list[RoundRow]:
    return [
        RoundRow(row["unit"], Block(block["block"]), row["rank"], Decimal(row["score"]), row["name"])
        for block in content["blocks"]
        for row in block["units"]
    ]

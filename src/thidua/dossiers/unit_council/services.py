"""The minutes of the unit's council; a dossier is selected when the last meeting held on it agreed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from thidua.core.text import nfc
from thidua.documents.signatures import StoredSignature, signatures_in
from thidua.dossiers.enums import BEING_WRITTEN, DossierState
from thidua.dossiers.errors import DossierRefused
from thidua.dossiers.models import CouncilVote, Dossier, Filing, UnitMinutes
from thidua.dossiers.sending.reopening import open_for_gaps
from thidua.dossiers.services import check_open
from thidua.dossiers.unit_council.quorum import quorum_on
from thidua.dossiers.unit_council.selectors import counting_votes, is_selected
from thidua.foundation.audit.services import Actor, record
from thidua.foundation.files import InspectedFile, keep_file


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting as the clerk types it."""

    held_at: datetime
    place: str
    chair: str
    secretary: str
    members: int
    present: int
    number: str = ""
    absent_words: str = ""
    discussion: str = ""
    is_secret: bool = False


@dataclass(frozen=True, slots=True)
class Vote:
    """How the meeting voted on one dossier."""

    dossier: Dossier
    agreed: int
    against: int = 0


def record_minutes(
    *,
    by: Actor,
    at: datetime,
    filing: Filing,
    meeting: Meeting,
    votes: Sequence[Vote],
    signed_file: InspectedFile | None = None,
) -> UnitMinutes:
    """Keeps one meeting and what it says of each dossier. DossierRefused: nobody voted on, no quorum, more
    votes than people, a meeting still to come, a dossier that is not written now, a signed PDF that cannot
    be read, the same minutes again.
    """
    _check(meeting, votes, at)
    signatures = signatures_in(signed_file, DossierRefused) if signed_file is not None else []
    with transaction.atomic():
        return _record(by, at, filing, meeting, votes, signed_file, signatures)


def _record(
    by: Actor,
    at: datetime,
    filing: Filing,
    meeting: Meeting,
    votes: Sequence[Vote],
    signed_file: InspectedFile | None,
    signatures: list[StoredSignature],
) -> UnitMinutes:
    locked = Filing.objects.select_for_update().get(pk=filing.pk)
    rows = {
        row.pk: row
        for row in locked.dossiers.select_for_update(of=("self",)).filter(
            pk__in=[vote.dossier.pk for vote in votes]
        )
    }
    for vote in votes:
        row = rows.get(vote.dossier.pk)
        if row is None:
            raise DossierRefused(_("Có hồ sơ không thuộc đơn vị và đợt xét này."))
        try:
            if row.state in BEING_WRITTEN:
                open_for_gaps(row, "minutes", at.date())
                check_open(row, "minutes")
            else:
                check_open(row, "")
        except DossierRefused as refusal:  # of several on one form, it is told which
            raise DossierRefused(f"{row.code}: {refusal}") from None
    said = {
        "number": nfc(meeting.number).strip(),
        "held_at": meeting.held_at,
        "place": nfc(meeting.place).strip(),
        "chair": nfc(meeting.chair).strip(),
        "secretary": nfc(meeting.secretary).strip(),
        "members": meeting.members,
        "present": meeting.present,
        "absent_words": nfc(meeting.absent_words).strip(),
        "discussion": nfc(meeting.discussion).strip(),
        "is_secret": meeting.is_secret,
    }
    _refuse_again(locked, said, votes, signed_file)
    minutes = UnitMinutes.objects.create(
        filing=locked,
        **said,
        signed_file=keep_file(by=by, at=at, upload=signed_file) if signed_file is not None else None,
        signatures=signatures,
        recorded_by_id=by.pk,
        recorded_at=at,
    )
    CouncilVote.objects.bulk_create(
        CouncilVote(
            minutes=minutes,
            dossier=rows[vote.dossier.pk],
            subject_name=rows[vote.dossier.pk].subject_name,
            agreed=vote.agreed,
            against=vote.against,
        )
        for vote in votes
    )
    _select(rows.values())
    file = {"sha256": signed_file.sha256} if signed_file is not None else {}
    record(
        by=by, at=at, action="dossiers.minutes_recorded", subject=locked, before=None,
        after={
            "held_at": meeting.held_at.isoformat(), "members": meeting.members, "present": meeting.present,
            "votes": [f"{vote.dossier.number:02d}: {vote.agreed}" for vote in votes],
            **file,
        },
    )  # fmt: skip
    return minutes


def _refuse_again(
    filing: Filing, said: Mapping[str, object], votes: Sequence[Vote], signed_file: InspectedFile | None
) -> None:
    """DossierRefused where these very minutes stand already: pressed twice, or typed by two. Brought again
    with their scan they are others.
    """
    told = sorted((vote.dossier.pk, vote.agreed, vote.against) for vote in votes)
    rows = filing.minutes.filter(set_aside_at=None, **said)
    if signed_file is not None:
        rows = rows.filter(signed_file__sha256=signed_file.sha256)
    for one in rows.prefetch_related("votes"):
        kept = [
            (vote.dossier_id, vote.agreed, vote.against) for vote in one.votes.all() if not vote.has_lapsed
        ]
        if sorted(kept) == told:
            raise DossierRefused(_("Biên bản này vừa được ghi, cùng nội dung. Không cần ghi lại."))


@transaction.atomic
def set_aside_minutes(*, by: Actor, at: datetime, minutes: UnitMinutes, reason: str) -> UnitMinutes:
    """Minutes that were typed wrong count no longer and stay in the log; the meeting is typed again.

    DossierRefused: no reason, set aside before, one of the dossiers voted on is not written now.
    """
    Filing.objects.select_for_update().get(pk=minutes.filing_id)
    held = UnitMinutes.objects.select_related("filing").get(pk=minutes.pk)
    if held.set_aside_at is not None:
        raise DossierRefused(_("Biên bản này đã được đánh dấu ghi nhầm. Ghi lại cuộc họp cho đúng."))
    why = nfc(reason).strip()[:500]
    if not why:
        raise DossierRefused(_("Ghi rõ biên bản ghi nhầm chỗ nào."))
    rows = list(
        Dossier.objects.select_for_update(of=("self",))
        .select_related("filing__unit")
        .filter(council_votes__minutes=held, council_votes__has_lapsed=False)
        .exclude(state=DossierState.WITHDRAWN)
    )
    for row in rows:
        _check_rewritable(row)
    held.votes.update(has_lapsed=True)
    held.set_aside_by_id, held.set_aside_at, held.set_aside_reason = by.pk, at, why
    held.save(update_fields=["set_aside_by", "set_aside_at", "set_aside_reason"])
    _select(rows)
    record(
        by=by, at=at, action="dossiers.minutes_set_aside", subject=held.filing, before=None,
        after={"held_at": held.held_at.isoformat(), "reason": why},
    )  # fmt: skip
    return held


def _check_rewritable(row: Dossier) -> None:
    try:
        check_open(row, "minutes")
    except DossierRefused as refusal:
        raise DossierRefused(
            _("Biên bản này có kết quả của hồ sơ %(code)s nên chưa bỏ được. %(why)s")
            % {"code": row.code, "why": refusal}
        ) from None


def _select(rows: Iterable[Dossier]) -> None:
    """What the meeting that counts says of each. Not simply the one typed last: a later one may have been
    typed before.
    """
    found = list(rows)
    counting = counting_votes(found)
    for row in found:
        vote = counting.get(row.pk)
        row.selected = is_selected(vote) if vote else None
        row.save(update_fields=["selected"])


def _check(meeting: Meeting, votes: Sequence[Vote], at: datetime) -> None:
    if not votes:
        raise DossierRefused(_("Ghi kết quả biểu quyết của ít nhất một hồ sơ."))
    for words, label in (
        (meeting.place, _("nơi họp")),
        (meeting.chair, _("người chủ trì")),
        (meeting.secretary, _("thư ký")),
    ):
        if not nfc(words).strip():
            raise DossierRefused(_("Biên bản còn thiếu %s.") % label)
    if meeting.held_at > at:
        raise DossierRefused(_("Cuộc họp chưa diễn ra; ghi biên bản sau khi họp."))
    if not 1 <= meeting.present <= meeting.members:
        raise DossierRefused(_("Số có mặt phải từ 1 đến số thành viên hội đồng."))
    rule = quorum_on(localdate(meeting.held_at))
    if not rule.is_reached(meeting.members, meeting.present):
        raise DossierRefused(
            _(
                "Mới %(present)d trong %(members)d thành viên có mặt; "
                "hội đồng họp khi có %(share)s. Họp lại rồi ghi biên bản."
            )
            % {"present": meeting.present, "members": meeting.members, "share": rule.quorum.label}
        )
    for vote in votes:
        if vote.agreed < 0 or vote.against < 0 or vote.agreed + vote.against > meeting.present:
            raise DossierRefused(
                _("Hồ sơ %(number)02d: số phiếu nhiều hơn số có mặt (%(present)d).")
                % {"number": vote.dossier.number, "present": meeting.present}
            )

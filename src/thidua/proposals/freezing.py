"""Freezing a list and proving it: one person freezes, a second one confirms (B28, III.3).

What is frozen is never changed: a later list takes its place and says why.
"""

from collections.abc import Callable, Collection, Iterable
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import override

from thidua.core.frozen import fingerprint
from thidua.core.text import format_date, nfc
from thidua.documents.signatures import signatures_in
from thidua.foundation.audit.services import Actor, record
from thidua.foundation.files import InspectedFile, keep_file
from thidua.foundation.shown import has_changed, shown_as
from thidua.proposals.content import content_of
from thidua.proposals.cycle_set import CycleSet
from thidua.proposals.enums import ProposalState
from thidua.proposals.errors import ProposalRefused
from thidua.proposals.locking import hold_cycle
from thidua.proposals.models import Proposal, ProposalLine
from thidua.proposals.obstacles import listed, obstacles_of
from thidua.proposals.since_frozen import changes_of, went_out


def freeze(*, by: Actor, at: datetime, cycle: str, reason: str = "", knows_apart: bool = False) -> Proposal:
    """Freezes the list of a cycle as it stands now; a second person confirms.

    ProposalRefused with every obstacle named; without `knows_apart` when some are proposed outside the
    limits; a further list without its reason; a frozen one that still waits.
    """
    try:
        with transaction.atomic():
            return _freeze(by, at, cycle, nfc(reason).strip()[:500], knows_apart)
    except IntegrityError as error:
        raise ProposalRefused(
            _("Vừa có người khác khóa danh sách của đợt này. Mở lại trang để xem bản đó.")
        ) from error


def _freeze(by: Actor, at: datetime, cycle: str, reason: str, knows_apart: bool) -> Proposal:
    hold_cycle(cycle)
    past = Proposal.objects.filter(cycle=cycle)
    if past.filter(state=ProposalState.FROZEN).exists():
        raise ProposalRefused(_("Đợt này đã có bản khóa chờ xác nhận. Xác nhận hoặc bỏ bản đó trước."))
    ordinal = (past.aggregate(last=Max("ordinal"))["last"] or 0) + 1
    if past.filter(state=ProposalState.CONFIRMED).exists() and not reason:
        raise ProposalRefused(_("Đợt này đã có danh sách trình. Ghi lý do lập lại."))
    whole = CycleSet(cycle, at.date())
    with override("vi"):  # what is frozen of the lines is Vietnamese
        lines = whole.lines
    obstacles = obstacles_of(whole)
    if obstacles:
        raise ProposalRefused(_("Chưa khóa được:") + " " + " ".join(one.text for one in obstacles))
    content = content_of(whole)
    if content["counts"]["apart"] and not knows_apart:
        raise ProposalRefused(
            _("%d đề nghị nằm ngoài hạn mức hoặc đột xuất. Đọc danh sách riêng rồi đánh dấu đã xem.")
            % content["counts"]["apart"]
        )
    proposal = Proposal.objects.create(
        cycle=cycle,
        ordinal=ordinal,
        content=content,
        sha256=fingerprint(content),
        reason=reason or (_("Lập lại sau khi bỏ bản trước") if ordinal > 1 else ""),
        frozen_by_id=by.pk,
        frozen_at=at,
    )
    ProposalLine.objects.bulk_create(
        ProposalLine(
            proposal=proposal,
            dossier_id=line.row.pk,
            is_proposed=bool(line.is_proposed),
            reason=line.reason[:500],
            sent_sha256=line.row.sha256,
        )
        for line in lines
    )
    after = {"cycle": cycle, "ordinal": ordinal, "sha256": proposal.sha256, **content["counts"]}
    record(by=by, at=at, action="proposals.frozen", subject=proposal, before=None, after=after)
    return proposal


HangingOn = Callable[[Collection[int]], str]
"""Lists (their keys) → what hangs on one of them and must be done first, in words; "" for nothing."""
HANGING: list[HangingOn] = []
"""What rooms above say before a list is replaced; filled when the applications start."""


@transaction.atomic
def confirm(*, by: Actor, at: datetime, proposal: Proposal) -> Proposal:
    """A second person confirms; an earlier confirmed list of the cycle is replaced by this one.

    ProposalRefused: the same person, a list that waits no more, a fingerprint that does not stand, something
    above that hangs on the earlier list (`HANGING`), a proposed dossier that is no longer what was frozen or
    is paused since, one that was decided since.
    """
    hold_cycle(proposal.cycle)
    row = _locked(proposal)
    # A decision on the earlier list locks it too: it is either seen below, or waits and finds it replaced.
    earlier = Proposal.objects.filter(cycle=row.cycle, state=ProposalState.CONFIRMED)
    replaced = list(earlier.select_for_update().values_list("pk", flat=True))
    _require(row, ProposalState.FROZEN)
    if by.pk == row.frozen_by_id:
        raise ProposalRefused(_("Người khóa không được tự xác nhận. Đề nghị một người khác xác nhận."))
    if fingerprint(row.content) != row.sha256:
        raise ProposalRefused(
            _("Nội dung không còn khớp dấu vân tay lúc khóa. Bỏ bản này, khóa lại, báo quản trị kỹ thuật.")
        )
    if waits := next((words for source in HANGING if (words := source(replaced))), ""):
        raise ProposalRefused(waits)
    if changed := list(_changed(row, at.date())):
        raise ProposalRefused(
            _("Chưa xác nhận được, có hồ sơ không còn như lúc khóa: %s. Bỏ bản này, xem lại rồi khóa lại.")
            % listed(changed)
        )
    earlier.update(state=ProposalState.REPLACED)
    row.state, row.confirmed_by_id, row.confirmed_at = ProposalState.CONFIRMED, by.pk, at
    row.save(update_fields=["state", "confirmed_by", "confirmed_at"])
    record(
        by=by, at=at, action="proposals.confirmed", subject=row,
        before={"state": ProposalState.FROZEN}, after={"state": str(row.state), "sha256": row.sha256},
    )  # fmt: skip
    return row


def _changed(row: Proposal, on: date) -> Iterable[str]:
    """What became since it was frozen of those it proposes, and which ones a decision on an earlier list has
    decided, in words. Only the office reads them, so they may tell of bars.
    """
    frozen = row.content["dossiers"]
    whole = CycleSet(row.cycle, on, keep={one["id"] for one in frozen})
    for one in frozen:
        line = whole.by_pk.get(one["id"])
        if line is not None and line.row.is_decided:
            yield f"{one['code']} ({line.row.outcome})"
        elif one["choice"]["is_proposed"]:
            changes = changes_of(one, line, whole.rulings)
            if line is not None and (line.verdict.is_suspended or line.row.pk in whole.unconfirmed):
                changes.append(_("sau khi khóa có thêm trường hợp chưa xét"))
            if changes:
                yield f"{one['code']} ({'; '.join(changes)})"


@transaction.atomic
def discard(*, by: Actor, at: datetime, proposal: Proposal) -> Proposal:
    """Puts a frozen list away that nobody has confirmed; it stays readable."""
    row = _locked(proposal)
    _require(row, ProposalState.FROZEN)
    row.state = ProposalState.DISCARDED
    row.save(update_fields=["state"])
    record(
        by=by, at=at, action="proposals.discarded", subject=row,
        before={"state": ProposalState.FROZEN}, after={"state": str(row.state)},
    )  # fmt: skip
    return row


def name_letter(
    *,
    by: Actor,
    at: datetime,
    proposal: Proposal,
    number: str,
    on: date | None,
    file: InspectedFile | None = None,
    seen: str | None = None,
) -> Proposal:
    """Number and day of the Tờ trình, when the registry has given them; both are needed. With them, or later,
    the signed paper: it stays until another comes or the number changes, then it was another letter's. Also
    of a list that a later one replaced since, where it had gone out before.

    ProposalRefused: half of it, a day that cannot be, a list that is not confirmed or was replaced before it
    went out, an unreadable PDF, another number or file than the page showed (`seen`).
    """
    said = nfc(number).strip()[:80]
    if not said or on is None:
        raise ProposalRefused(_("Ghi cả số và ngày của Tờ trình."))
    signatures = signatures_in(file, ProposalRefused, _("Tờ trình đã ký")) if file is not None else []
    with transaction.atomic():
        row = _locked(proposal)
        if not (row.state == ProposalState.REPLACED and went_out(row)):
            _require(row, ProposalState.CONFIRMED)
        if not localdate(row.frozen_at) <= on <= localdate(at):
            raise ProposalRefused(_("Ngày Tờ trình phải từ ngày khóa danh sách đến hôm nay."))
        before = _letter(row)
        if has_changed(letter_as_shown(row), seen):
            raise ProposalRefused(
                _(
                    "Người khác vừa ghi Tờ trình: số %(number)s, ngày %(day)s. "
                    "Xem lại rồi ghi lần nữa nếu vẫn đổi."
                )
                % {
                    "number": row.letter_number or "–",
                    "day": format_date(row.letter_date) if row.letter_date else "–",
                }
            )
        if file is not None:
            row.letter_file, row.letter_signatures = keep_file(by=by, at=at, upload=file), signatures
        elif said != row.letter_number:
            row.letter_file, row.letter_signatures = None, []
        row.letter_number, row.letter_date = said, on
        row.save(update_fields=["letter_number", "letter_date", "letter_file", "letter_signatures"])
        record(by=by, at=at, action="proposals.letter_named", subject=row, before=before, after=_letter(row))
    return row


def letter_as_shown(row: Proposal) -> str:
    """What `name_letter` compares: the fingerprint of the letter that a page shows."""
    return shown_as([_letter(row).items()])


def _letter(row: Proposal) -> dict[str, Any]:
    told: dict[str, Any] = {"number": row.letter_number, "date": str(row.letter_date or "")}
    if row.letter_file is not None:
        told["sha256"] = row.letter_file.sha256
        told["signers"] = [one["signer"] for one in row.letter_signatures]
    return told


@transaction.atomic
def acknowledge_apart(*, by: Actor, at: datetime, proposal: Proposal) -> Proposal:
    """The decider has read how many stand outside the limits (B28); a second press changes nothing."""
    row = _locked(proposal)
    if not row.may_be_decided:
        _require(row, ProposalState.CONFIRMED)
    if row.apart_seen_at is None:
        row.apart_seen_by_id, row.apart_seen_at = by.pk, at
        row.save(update_fields=["apart_seen_by", "apart_seen_at"])
        after = {"apart": row.content["counts"]["apart"], "sha256": row.sha256}
        record(by=by, at=at, action="proposals.apart_seen", subject=row, before=None, after=after)
    return row


def _locked(proposal: Proposal) -> Proposal:
    return Proposal.objects.select_for_update().get(pk=proposal.pk)


def _require(row: Proposal, state: ProposalState) -> None:
    if row.state != state:
        raise ProposalRefused(
            _("Danh sách này ở trạng thái “%s”; việc này không còn làm được.")
            % str(ProposalState(row.state).label)
        )

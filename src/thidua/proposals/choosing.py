"""Choosing who is proposed: a person decides on each dossier, the machine only suggests (B28, B37, D07)."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from thidua.core.text import nfc
from thidua.foundation.audit.services import Actor, record
from thidua.foundation.autosave import StaleVersion
from thidua.proposals.cycle_set import CycleSet, Line
from thidua.proposals.enums import ProposalState
from thidua.proposals.errors import ProposalRefused
from thidua.proposals.locking import hold_cycle, hold_filing_of
from thidua.proposals.models import Proposal, ProposalChoice
from thidua.proposals.suggesting import MOST_WORDS


@dataclass(frozen=True, slots=True)
class Chosen:
    """One choice. `reason`: needed to propose nothing, to differ from the suggestion, and to make one's own
    what a unit only recommends (B27).
    """

    is_proposed: bool
    reason: str = ""
    flag_rank: int | None = None


def choose(
    *, by: Actor, at: datetime, whole: CycleSet, dossier: int, chosen: Chosen, version: int
) -> ProposalChoice:
    """Saves what a person chose of one dossier; 0 as `version` for the first choice.

    StaleVersion when somebody chose in between. ProposalRefused: no words where they are needed, a second
    flag in the block, a list of the cycle that is frozen and waits, a dossier that is not in the set.
    """
    line = whole.by_pk.get(dossier)
    if line is None:
        if row := whole.decided_one(dossier):
            raise ProposalRefused(
                _("Hồ sơ %(code)s %(outcome)s, không còn gì để chọn.")
                % {"code": row.code, "outcome": row.outcome}
            )
        raise ProposalRefused(_("Hồ sơ này không còn trong đợt xét. Mở lại trang để xem danh sách mới."))
    try:
        with transaction.atomic():
            hold_filing_of(dossier)
            refuse_while_frozen(whole.cycle)
            _free_blocks(whole)
            return _choose(by, at, whole, line, chosen, version)
    except IntegrityError as error:
        raise ProposalRefused(_other_flag(whole, line)) from error


def _choose(
    by: Actor, at: datetime, whole: CycleSet, line: Line, chosen: Chosen, version: int
) -> ProposalChoice:
    row = ProposalChoice.objects.select_for_update(of=("self",)).filter(dossier_id=line.row.pk).first()
    if row is None and version:
        raise ProposalRefused(_("Lựa chọn này đã được bỏ. Mở lại trang rồi chọn lại."))
    if row is not None and row.version != version:
        raise _stale(row)
    before = None if row is None else _told(row)
    made = row or ProposalChoice(dossier_id=line.row.pk, version=0)
    made.cycle = whole.cycle
    made.is_proposed, made.is_suggested = chosen.is_proposed, _is_suggested(line, chosen.is_proposed)
    made.reason, made.has_own_words = _reason(line, chosen, is_suggested=made.is_suggested)
    made.flag_block = _place_of(whole, line)
    made.flag_rank = chosen.flag_rank if line.row.is_flag else None
    made.version += 1
    made.by_id, made.at = by.pk, at
    made.save()
    record(by=by, at=at, action="proposals.chosen", subject=made, before=before, after=_told(made))
    return made


def _place_of(whole: CycleSet, line: Line) -> str:
    """The block whose one flag it would be; "" for no flag, and where an amendment lets a block have several:
    then the limit of the whole set counts them.
    """
    is_one = any(one.rule == "quota.flag" and one.at_most == 1 for one in whole.assessor.programme.quotas)
    return str(line.row.unit.block) if line.row.is_flag and is_one else ""


def _free_blocks(whole: CycleSet) -> None:
    """A flag keeps the place of its block no longer that was proposed and then not given or taken back, or
    whose dossier is no longer in the set: withdrawn, recalled, of a unit that is no more.
    """
    taken = ProposalChoice.objects.filter(cycle=whole.cycle, is_proposed=True).exclude(flag_block="")
    given = {row.pk for row in whole.decided if row.decision}
    gone = [pk for pk in taken.values_list("dossier_id", flat=True) if pk not in given | whole.by_pk.keys()]
    if gone:
        ProposalChoice.objects.filter(dossier__in=gone).update(flag_block="")


def open_to_follow(whole: CycleSet) -> list[Line]:
    """Those of which nobody has chosen and whose suggestion is clear; what waits for anything stays out. Also
    those left out as it was suggested, for reasons that are other ones today.

    A block in which two flags would be proposed stays out too: that is for a person.
    """
    flags = Counter(line.row.unit.block for line in whole.lines if line.row.is_flag and _would_be_in(line))
    return [
        line
        for line in whole.lines
        if (line.choice is None or (line.is_outdated and line.suggestion.is_proposed is False))
        and not line.dropped
        and line.suggestion.is_clear
        and not (line.row.is_flag and line.suggestion.is_proposed and flags[line.row.unit.block] > 1)
    ]


def _would_be_in(line: Line) -> bool:
    return bool(line.suggestion.is_proposed if line.choice is None else line.choice.is_proposed)


def follow_suggestions(*, by: Actor, at: datetime, whole: CycleSet, seen: Mapping[int, bool]) -> int:
    """Takes the suggestion for many dossiers at once; how many there were.

    `seen`: dossier → what was suggested when the person looked. What somebody chose since, or what is
    suggested otherwise by now, is left alone. ProposalRefused while a frozen list waits.
    """
    try:
        with transaction.atomic():
            hold_cycle(whole.cycle)
            refuse_while_frozen(whole.cycle)
            _free_blocks(whole)
            return _follow(by, at, whole, seen)
    except IntegrityError as error:
        raise ProposalRefused(
            _("Vừa có người khác chọn một trong các hồ sơ này. Mở lại trang để xem rồi lấy gợi ý.")
        ) from error


def _follow(by: Actor, at: datetime, whole: CycleSet, seen: Mapping[int, bool]) -> int:
    lines = [
        line
        for line in open_to_follow(whole)
        if line.suggestion.is_proposed is not None and seen.get(line.row.pk) is line.suggestion.is_proposed
    ]
    chosen = set(ProposalChoice.objects.filter(cycle=whole.cycle).values_list("dossier_id", flat=True))
    rows = ProposalChoice.objects.bulk_create(
        ProposalChoice(
            dossier_id=line.row.pk,
            cycle=whole.cycle,
            is_proposed=(is_in := bool(line.suggestion.is_proposed)),
            reason="" if is_in else line.suggestion.reason,
            has_own_words=False,
            flag_block=_place_of(whole, line),
            by_id=by.pk,
            at=at,
        )
        for line in lines
        if line.choice is None and line.row.pk not in chosen
    )
    rows += _renewed(by, at, [line for line in lines if line.choice is not None])
    if rows:
        after = {
            "cycle": whole.cycle,
            "proposed": sum(one.is_proposed for one in rows),
            "dossiers": len(rows),
        }
        record(by=by, at=at, action="proposals.followed", subject=rows[0], before=None, after=after)
    return len(rows)


def _renewed(by: Actor, at: datetime, lines: Sequence[Line]) -> list[ProposalChoice]:
    """Choices with the reasons of today; what somebody chose meanwhile is left alone."""
    seen = {line.row.pk: line for line in lines}
    found = []
    for row in ProposalChoice.objects.select_for_update(of=("self",)).filter(dossier__in=seen):
        line = seen[row.dossier_id]
        if line.choice is not None and row.version == line.choice.version:
            row.reason, row.by_id, row.at = line.suggestion.reason, by.pk, at
            row.version += 1
            found.append(row)
    ProposalChoice.objects.bulk_update(found, ["reason", "by", "at", "version"], batch_size=200)
    return found


def is_frozen(cycle: str) -> bool:
    """Whether a frozen list of the cycle waits for the second person."""
    return Proposal.objects.filter(cycle=cycle, state=ProposalState.FROZEN).exists()


def refuse_while_frozen(cycle: str) -> None:
    """ProposalRefused while a frozen list of the cycle waits for the second person."""
    if is_frozen(cycle):
        raise ProposalRefused(
            _("Danh sách của đợt này đã khóa, chờ xác nhận. Bỏ bản khóa trước rồi mới đổi lựa chọn.")
        )


def _is_suggested(line: Line, is_proposed: bool) -> bool:
    return line.suggestion.is_proposed in (None, is_proposed)


def _reason(line: Line, chosen: Chosen, *, is_suggested: bool) -> tuple[str, bool]:
    """The reason that is kept, and whether a person wrote it."""
    said = nfc(chosen.reason).strip()[:MOST_WORDS]
    # What speaks for the suggestion is no reason for differing from it.
    if said and said not in (line.suggestion.reason, line.suggestion.words[:MOST_WORDS]):
        return said, True
    if not is_suggested:
        raise ProposalRefused(_("Lựa chọn khác với gợi ý nên phải ghi lý do. Ghi một câu rồi lưu lại."))
    if chosen.is_proposed and line.row.is_recommended:
        raise ProposalRefused(
            _("Đơn vị mới chỉ giới thiệu (B27): ghi lý do cơ quan thường trực đề xuất rồi lưu lại.")
        )
    if chosen.is_proposed:
        return "", False
    is_open = line.row.is_recommended and line.suggestion.is_proposed is None
    if is_open or line.suggestion.needs_own_words:
        raise ProposalRefused(
            _("Ghi lý do không đề nghị bằng lời của bạn; đơn vị và các bên đọc được lý do này.")
        )
    return line.suggestion.reason, False


def _other_flag(whole: CycleSet, line: Line) -> str:
    other = (
        ProposalChoice.objects.filter(
            cycle=whole.cycle, flag_block=str(line.row.unit.block), is_proposed=True
        )
        .exclude(dossier_id=line.row.pk)
        .first()
    )
    if other is not None and (row := whole.decided_one(other.dossier_id)):
        return _("Mỗi khối không quá 01 Cờ (III.2.2.b.CO.1-3): %(unit)s %(outcome)s.") % {
            "unit": row.unit.name,
            "outcome": row.outcome,
        }
    if other is None or other.dossier_id not in whole.by_pk:
        return _("Vừa có người khác chọn hồ sơ này. Mở lại trang để xem.")
    return _("Mỗi khối không quá 01 Cờ (III.2.2.b.CO.1-3); đã chọn %s. Bỏ lựa chọn đó trước.") % (
        whole.by_pk[other.dossier_id].row.unit.name
    )


def _stale(row: ProposalChoice) -> StaleVersion:
    words = {
        "is_proposed": "1" if row.is_proposed else "0",
        "reason": row.reason,
        "flag_rank": "" if row.flag_rank is None else str(row.flag_rank),
    }
    return StaleVersion(version=row.version, theirs=words, by=row.by.get_full_name(), at=row.at)


def _told(row: ProposalChoice) -> dict[str, object]:
    # Not whether it was suggested: a pause turns that, and the trail is read by more people than may know.
    return {"is_proposed": row.is_proposed, "reason": row.reason}

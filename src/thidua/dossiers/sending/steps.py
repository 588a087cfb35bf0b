"""What every move of a dossier asks first and tells afterwards."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.core.limits import Violation
from thidua.core.roles import Role
from thidua.core.text import format_date
from thidua.dossiers.enums import DossierState, Proposer
from thidua.dossiers.errors import DossierRefused
from thidua.dossiers.leader_list.selectors import second_person_of
from thidua.dossiers.models import Dossier, Filing
from thidua.dossiers.moves import MOVES, RECEIVERS
from thidua.dossiers.quotas import broken_with, free_of_the_flag, is_second_of_a_flag
from thidua.dossiers.selectors import is_of_standing_office
from thidua.dossiers.sending.gaps import asked_of, gaps_of
from thidua.dossiers.services import check_undecided
from thidua.foundation.audit.services import Actor, record
from thidua.foundation.notify import notify
from thidua.movement.selectors import programme_for
from thidua.people.selectors import holders, people_of_units, people_wearing
from thidua.units.selectors import history


def require_move(row: Dossier, action: str) -> None:
    """DossierRefused when the state of the dossier does not allow the act (`moves.MOVES`)."""
    check_undecided(row)
    if row.state not in MOVES[action].before:
        raise DossierRefused(
            _(
                "Hồ sơ này đang ở trạng thái “%s” nên việc này không làm được. "
                "Mở lại trang để xem trạng thái mới."
            )
            % str(DossierState(row.state).label)
        )


def require_living(filing: Filing, on: date) -> None:
    """DossierRefused when the unit is no more: it puts nobody forward (TT 15/2025/TT-BNV)."""
    unit = history(on).by_id()[filing.unit_id]
    if unit.dissolved_on is not None and unit.is_dissolved:
        raise DossierRefused(
            _(
                "%(name)s không còn từ ngày %(day)s nên không được đề nghị khen (Thông tư 15/2025/TT-BNV). "
                "Hồ sơ chưa gửi thì rút, kèm lý do; cá nhân đã về đơn vị khác thì đơn vị đó đề nghị."
            )
            % {"name": unit.full_name, "day": format_date(unit.dissolved_on)}
        )


def require_whole(rows: Sequence[Dossier], on: date) -> None:
    """DossierRefused with everything that is missing in the dossiers."""
    missing = []
    asked = asked_of(rows, on)
    for row in rows:
        award = programme_for(row.filing.cycle, on).award_by_id[row.award]
        missing += [f"{row.code}: {gap.words}" for gap in gaps_of(row, award, asked)]
    if missing:
        raise DossierRefused(_("Hồ sơ còn thiếu:") + " " + " ".join(missing))


def require_room(filing: Filing, rows: Sequence[Dossier], on: date) -> None:
    """DossierRefused when these dossiers would break a limit that blocks."""
    broken = [found for found in broken_with(filing, rows, on) if found.effect == "block"]
    if broken:
        raise DossierRefused(" ".join([*(found.text for found in broken), *_ways_out(filing, rows, broken)]))


def require_leader(rows: Iterable[Dossier], on: date) -> None:
    """DossierRefused for a second person whose unit is not on the published list of leaders (B25).

    The limit itself is the rules' (`require_room`); this is what the office's act adds to it. What was handed
    in before stays under its condition: a return does not ask for the list again.
    """
    for row in rows:
        if row.open_parts is None and is_second_of_a_flag(row, on):
            rests_on = second_person_of(row.filing.cycle, row.filing.unit.code, on)
            if rests_on.refusal:
                said = {"code": row.code, "why": rests_on.refusal}
                raise DossierRefused(_("Hồ sơ %(code)s là của cá nhân thứ hai: %(why)s") % said)


def lift_conditions(by: Actor, at: datetime, left: Dossier) -> None:
    """The second person of a flag unit takes the first one's place when that one has left the table."""
    for one in free_of_the_flag(left, at.date()):
        record(
            by=by, at=at, action="dossiers.condition_lifted", subject=one,
            before={"is_conditional": True}, after={"is_conditional": False, "left": left.code},
        )  # fmt: skip


def _ways_out(filing: Filing, rows: Sequence[Dossier], broken: Sequence[Violation]) -> list[str]:
    """What can be done: a dossier of which a decision was made is not withdrawn any more, and what the other
    side proposes, the unit or the office, is for that side to withdraw.
    """
    mine = {row.pk for row in rows}
    decided = {row.pk: row.code for row in filing.dossiers.filter(decided_at__isnull=False)}
    theirs = {row.pk: row.code for row in filing.dossiers.exclude(proposer=rows[0].proposer)}
    others = [
        keys
        for found in broken
        # What an initiative was used for before, a year's award or another cycle's, nobody here takes back.
        if (keys := {int(pk) for pk in found.nominations} - mine) or not found.initiatives
    ]
    stuck = [keys for keys in others if keys and keys <= decided.keys()]
    open_ones = [keys - decided.keys() for keys in others if keys not in stuck]
    said = []
    if any(found.initiatives for found in broken):
        said.append(_("Bỏ sáng kiến đã dùng khỏi phần “Sáng kiến” của hồ sơ này, hoặc chọn sáng kiến khác."))
    if any(not keys or keys - theirs.keys() for keys in open_ones):
        said.append(_("Rút hoặc chuyển lại hồ sơ khác của đơn vị trước."))
    if foreign := sorted({theirs[pk] for keys in open_ones for pk in keys & theirs.keys()}):
        words = (
            _("Hồ sơ %s do cơ quan thường trực đề xuất: đề nghị cơ quan đó rút, hoặc thôi hồ sơ này.")
            if rows[0].proposer == Proposer.UNIT
            else _("Hồ sơ %s do đơn vị đề nghị: đề nghị đơn vị rút, hoặc thôi hồ sơ này.")
        )
        said.append(words % ", ".join(foreign))
    if stuck:
        codes = ", ".join(decided[pk] for pk in sorted(set().union(*stuck)))
        said.append(
            _(
                "Hồ sơ %s đã có quyết định nên không rút được nữa: chuyển lại, rút hồ sơ này, "
                "rồi đề nghị đối tượng khác hoặc để sang đợt sau."
            )
            % codes
        )
    return said


def signers_of(row: Dossier, on: date) -> frozenset[int]:
    """Accounts that sign what the side of the dossier proposes, also by a lent hat: its head may be away."""
    if row.proposer == Proposer.OFFICE:
        return people_wearing(on, Role.STANDING_HEAD)
    unit = row.filing.unit_id
    return people_of_units([unit], on, roles=[Role.UNIT_HEAD])[unit]


def lacks_signer(row: Dossier, on: date) -> bool:
    """Whether a dossier waits for a signature that nobody could give: its only head has left."""
    return row.state == DossierState.WAITING and not signers_of(row, on)


def people_of(row: Dossier, on: date) -> list[int]:
    """Accounts of the side that proposes, who hear what became of the dossier."""
    if row.proposer == Proposer.OFFICE:
        return [found.pk for found in holders(on, Role.STANDING_SPECIALIST, Role.STANDING_HEAD)]
    return [found.pk for found in holders(on, Role.UNIT_OFFICER, Role.UNIT_HEAD, unit_id=row.filing.unit_id)]


def receivers_of(row: Dossier, on: date) -> list[int]:
    """Accounts that receive and appraise the dossier: of the standing office's own, and of what it proposes,
    the board alone (D07).
    """
    roles = {Role.EMULATION_BOARD} if is_of_standing_office(row) else RECEIVERS
    return [found.pk for found in holders(on, *roles)]


def tell(
    at: datetime, user_ids: Iterable[int], kind: str, key: str, title: str, body: str, row: Dossier
) -> None:
    """Notices to accounts, leading to the dossier."""
    notify(
        at=at, user_ids=user_ids, kind=kind, key=key, title=title, body=body,
        url=reverse("dossiers:dossier", kwargs={"pk": row.pk}),
    )  # fmt: skip


def record_move(by: Actor, at: datetime, action: str, row: Dossier, before: str, **more: object) -> None:
    """The audit event of a move from the state `before`."""
    record(
        by=by, at=at, action=action, subject=row,
        before={"state": before}, after={"state": str(row.state), **more},
    )  # fmt: skip

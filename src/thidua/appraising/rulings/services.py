"""Rulings on initiatives: may one serve again, can it be spread."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from thidua.appraising.errors import AppraisalRefused
from thidua.appraising.judging.services import check_undecided
from thidua.appraising.rulings.models import ReuseRuling
from thidua.core.text import nfc
from thidua.dossiers.models import Dossier
from thidua.dossiers.nominations import cycle_of
from thidua.dossiers.services import locked
from thidua.foundation.audit.services import Actor, record
from thidua.initiatives.ledger.selectors import reuse_on
from thidua.initiatives.models import Initiative
from thidua.initiatives.services import judge_reach
from thidua.movement.selectors import programme_for

LONGEST = 300
"""Signs of the reason that the register of initiatives keeps."""


@transaction.atomic
def rule_reuse(
    *,
    by: Actor,
    at: datetime,
    dossier: Dossier,
    initiative: Initiative,
    is_allowed: bool,
    reason: str,
    seen: int | None = None,
) -> ReuseRuling:
    """Whether the initiative may serve this dossier though it served an award before (B17).

    AppraisalRefused: no reason, not an initiative of the dossier, the dossier is not with the office, the
    reading leaves nothing to rule on, somebody ruled in between. The same again changes nothing.
    """
    row = _with_office(dossier, initiative)
    _check_asked(row, at)
    why = _reason(reason)[:500]
    before = row.reuse_rulings.filter(initiative=initiative, is_current=True).select_related("by").first()
    if before is not None and (before.is_allowed, before.reason) == (is_allowed, why):
        return before
    if (before.pk if before else None) != seen:
        raise AppraisalRefused(
            _("%s vừa quyết định về sáng kiến này. Xem quyết định đó rồi ghi lại.")
            % (before.by.get_full_name() if before else "")
        )
    if before is not None:
        row.reuse_rulings.filter(pk=before.pk).update(is_current=False)
    made = ReuseRuling.objects.create(
        dossier=row, initiative=initiative, is_allowed=is_allowed, reason=why, by_id=by.pk, at=at
    )
    record(
        by=by, at=at, action="appraising.reuse_ruled", subject=row,
        before=None if before is None else {"initiative": initiative.code, "is_allowed": before.is_allowed},
        after={"initiative": initiative.code, "is_allowed": is_allowed, "reason": why},
    )  # fmt: skip
    return made


@transaction.atomic
def judge_spread(
    *,
    by: Actor,
    at: datetime,
    dossier: Dossier,
    initiative: Initiative,
    can_spread: bool,
    reason: str,
    seen: str | None = None,
) -> Initiative:
    """Whether an initiative of the dossier can be spread (B35); written into the register of initiatives.
    `seen` as `judge_reach`.
    """
    _with_office(dossier, initiative)
    why = _reason(reason)
    if len(why) > LONGEST:
        raise AppraisalRefused(_("Lý do dài hơn %d ký tự. Hãy rút gọn.") % LONGEST)
    return judge_reach(by=by, at=at, initiative=initiative, replicable=can_spread, reason=why, seen=seen)


def _with_office(dossier: Dossier, initiative: Initiative) -> Dossier:
    row = locked(dossier)
    check_undecided(row)
    if not row.is_handed_in:
        raise AppraisalRefused(_("Hồ sơ không còn ở bên thẩm định nên chưa quyết định được."))
    if not row.initiatives.filter(pk=initiative.pk).exists():
        raise AppraisalRefused(_("Sáng kiến này không có trong hồ sơ."))
    return row


def _check_asked(row: Dossier, at: datetime) -> None:
    """A ruling that the rules do not ask for would count for nothing."""
    on = localdate(at)
    reuse = reuse_on(on, programme_for(cycle_of(row.filing.cycle), on))
    if reuse.is_asked:
        return
    said = {"reading": reuse.entry.chosen.label, "clause": reuse.clause}
    if reuse.effect:
        words = _(
            "Theo cách hiểu đang chọn (%(reading)s, %(clause)s), sáng kiến không được dùng lại, nên ý kiến "
            "không có tác dụng. Trả lại để đơn vị thay sáng kiến khác."
        )
    else:
        words = _(
            "Theo cách hiểu đang chọn (%(reading)s, %(clause)s), sáng kiến được dùng lại mà không cần ý "
            "kiến. Không phải làm gì thêm."
        )
    raise AppraisalRefused(words % said)


def _reason(reason: str) -> str:
    why = nfc(reason).strip()
    if not why:
        raise AppraisalRefused(_("Ghi lý do: đơn vị, bước sau và người quyết định đọc lý do này."))
    return why

"""Taking a dossier in as complete, giving it back with reasons, accepting a late one, closing one whose unit
is no more.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.appraising.enums import ItemState
from thidua.appraising.errors import AppraisalRefused
from thidua.appraising.intake.items import Item
from thidua.appraising.intake.models import Intake
from thidua.appraising.judging.services import check_undecided
from thidua.core.text import join_words, nfc
from thidua.dossiers.bars.elsewhere import BarElsewhere, bar_elsewhere
from thidua.dossiers.bars.models import BarStatement
from thidua.dossiers.bars.services import Stated, record_bars, says_the_same
from thidua.dossiers.enums import DossierState
from thidua.dossiers.errors import DossierRefused
from thidua.dossiers.models import Dossier, DossierReturn, SentDossier, Submission
from thidua.dossiers.parts import BARS, PART_NAMES
from thidua.dossiers.quotas import hanging_on
from thidua.dossiers.selectors import last_sending
from thidua.dossiers.sending import afterwards
from thidua.dossiers.services import locked
from thidua.foundation.audit.services import Actor, record
from thidua.initiatives.ledger.services import hold_used

States = Mapping[str, str]
"""Item of the checklist → `ItemState`."""


@transaction.atomic
def take_in(
    *, by: Actor, at: datetime, dossier: Dossier, items: Sequence[Item], states: States, words: str = ""
) -> Intake:
    """The dossier is complete: it is received, its appraisal begins. A second press gives the first intake.

    What the office has yet to publish may be missing. AppraisalRefused: something else that is needed is
    missing, or something was not looked at. DossierRefused: late and not accepted,
    or no longer there to be received.
    """
    row = locked(dossier)
    sent = _sent(row)
    before = Intake.objects.filter(sent=sent).first()
    if before is not None and before.is_complete and row.state == DossierState.RECEIVED:
        return before
    kept = _checked(items, states)
    asked = [item for item in items if item.is_needed and not item.is_waited_for]
    missing = [str(item.name) for item in asked if kept[item.code] == ItemState.MISSING]
    if missing:
        raise AppraisalRefused(
            _("Còn thiếu: %s. Trả lại kèm lý do từng phần để đơn vị bổ sung.")
            % join_words(missing, last=_("và"))
        )
    afterwards.receive(by=by, at=at, dossier=row)
    return _keep(by, at, row, sent, kept, words, is_complete=True)


def take_in_all(
    *, by: Actor, at: datetime, dossiers: Iterable[tuple[Dossier, Sequence[Item]]]
) -> tuple[int, list[str]]:
    """Takes each in as the system sees its items; every one is an act of its own, as on its page.

    How many were taken in, and of each that stays why ("2029/11311/02: …").
    """
    taken, refused = 0, []
    for row, items in dossiers:
        states = {item.code: item.seen for item in items}
        try:
            take_in(by=by, at=at, dossier=row, items=items, states=states)
        except (AppraisalRefused, DossierRefused) as refusal:
            refused.append(f"{row.code}: {refusal}")
        else:
            taken += 1
    return taken, refused


@transaction.atomic
def give_back(
    *,
    by: Actor,
    at: datetime,
    dossier: Dossier,
    reasons: Mapping[str, str],
    items: Sequence[Item] = (),
    states: States | None = None,
) -> DossierReturn:
    """Gives the dossier back with a reason for each questioned part; before intake it is kept as incomplete.

    DossierRefused: no reason at all, or it is not there to be given back.
    """
    row = locked(dossier)
    sent = _sent(row)
    was_sent = row.state == DossierState.SENT
    returned = afterwards.return_dossier(by=by, at=at, dossier=row, reasons=reasons)
    if was_sent and not Intake.objects.filter(sent=sent).exists():
        words = "; ".join(_named(code, said) for code, said in returned.reasons.items())
        kept = _checked(items, states) if states else {}
        _keep(by, at, row, sent, kept, words[:1000], is_complete=False)
    return returned


def _named(code: str, said: str) -> str:
    """Why a part was questioned; of bars only that it was, since others read what intake found."""
    return str(PART_NAMES[code]) if code == BARS else f"{PART_NAMES[code]}: {said}"


@transaction.atomic
def accept_late(*, by: Actor, at: datetime, dossier: Dossier, reason: str) -> Submission:
    """The late sending that the dossier came with is taken all the same, with all in it. DossierRefused."""
    row = locked(dossier)
    return afterwards.accept_late(by=by, at=at, submission=_sent(row).submission, reason=reason)


@transaction.atomic
def withdraw_for_gone(*, by: Actor, at: datetime, dossier: Dossier, reason: str) -> Dossier:
    """Withdraws the dossier of a unit that is no more: nobody is left there to do it, and no list takes it.
    What hangs on it and was never sent goes with it, since nobody else could open it.

    AppraisalRefused while the unit is there. DossierRefused without a reason, or after a decision.
    """
    row = locked(dossier)
    unit = row.filing.unit
    if unit.dissolved_on is None or unit.dissolved_on > at.date():
        raise AppraisalRefused(_("Đơn vị vẫn hoạt động nên tự rút hồ sơ; cần sửa thì trả lại đơn vị."))
    hold_used(sources=[row.code])  # what hangs on it is recorded first
    for hanging in hanging_on(row, at.date()):
        if not hanging.is_handed_in:
            afterwards.withdraw(by=by, at=at, dossier=hanging, reason=reason)
    return afterwards.withdraw(by=by, at=at, dossier=row, reason=reason)


@transaction.atomic
def confirm_bars(
    *, by: Actor, at: datetime, dossier: Dossier, stated: Stated, seen: int | None = None
) -> BarStatement:
    """What the appraiser found about bars, confirmed or lifted, with the source. `seen`: the last statement
    that the page showed (`last_statement`, its key), 0 when there was none; None: no page was open. A second
    press changes nothing. DossierRefused; AppraisalRefused once there is a decision, or when more was stated
    since.
    """
    row = locked(dossier)
    check_undecided(row)
    last = row.bar_statements.filter(has_lapsed=False).select_related("by").order_by("-pk").first()
    newest = last_statement(last, bar_elsewhere(row))
    if seen is not None and seen != (newest.pk if newest else 0):
        if last is not None and newest == last and says_the_same(last, by, stated, by_office=True):
            return last
        raise AppraisalRefused(
            _(
                "Từ lúc bạn mở trang, phần Trường hợp chưa xét đã có thêm nội dung%s. Tải lại trang, đọc nội "
                "dung đó rồi ghi."
            )
            % (f" ({last.by.get_full_name()})" if last and newest == last else "")
        )
    return record_bars(by=by, at=at, dossier=dossier, stated=stated)


def last_statement(own: BarStatement | None, elsewhere: BarElsewhere | None) -> BarStatement | None:
    """The later of what was stated last of a dossier and the bar that stands for its subject elsewhere:
    saying that nothing bars the subject lifts both.
    """
    if elsewhere is None or (own is not None and own.pk > elsewhere.said.pk):
        return own
    return elsewhere.said


def _sent(row: Dossier) -> SentDossier:
    sent = last_sending(row)
    if sent is None:
        raise AppraisalRefused(_("Đơn vị đã thu hồi hồ sơ này. Chờ đơn vị gửi lại."))
    return sent


def _checked(items: Sequence[Item], states: States) -> dict[str, str]:
    kept = {item.code: states.get(item.code, "") for item in items}
    open_items = [str(item.name) for item in items if kept[item.code] not in ItemState.values]
    if open_items:
        raise AppraisalRefused(
            _("Chưa đánh dấu: %s. Chọn có, thiếu hoặc không cần.") % join_words(open_items, last=_("và"))
        )
    unfit = [str(item.name) for item in items if item.is_needed and kept[item.code] == ItemState.NOT_NEEDED]
    if unfit:
        raise AppraisalRefused(
            _("Thành phần bắt buộc nên chỉ chọn có hoặc thiếu: %s.") % join_words(unfit, last=_("và"))
        )
    return kept


def _keep(
    by: Actor, at: datetime, row: Dossier, sent: SentDossier, kept: States, words: str, *, is_complete: bool
) -> Intake:
    made = Intake.objects.create(
        sent=sent, is_complete=is_complete, items=dict(kept), words=nfc(words).strip()[:1000],
        by_id=by.pk, at=at,
    )  # fmt: skip
    record(
        by=by, at=at, action="appraising.intake", subject=row, before=None,
        after={"is_complete": is_complete, "items": dict(kept)},
    )  # fmt: skip
    return made

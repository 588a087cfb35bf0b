"""Rows that the writes of a decision stand on, locked, and what is refused about them."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date

from django.utils.translation import gettext as _

from thidua.core.deadlines import VIETNAM_TIME
from thidua.core.text import format_date, nfc, search_key
from thidua.decisions.enums import DecisionState
from thidua.decisions.errors import DecisionRefused
from thidua.decisions.models import Decision, Outcome
from thidua.dossiers.models import Dossier
from thidua.dossiers.routes import is_of_state
from thidua.proposals.enums import ProposalState
from thidua.proposals.models import Proposal
from thidua.units.selectors import history


def number_key(number: str) -> str:
    """A number as it is compared: “ 1234 / QĐ-UBND” and “1234/qđ-ubnd” are the same."""
    return search_key(number).replace(" ", "")


def require_confirmed(proposal: Proposal | None) -> None:
    """DecisionRefused for a list that is neither confirmed nor was replaced after its Tờ trình went out, or
    whose nominations outside the limits the decider has not marked as seen (B28); its row is locked.
    """
    if proposal is None:
        return
    row = Proposal.objects.select_for_update().get(pk=proposal.pk)
    if not row.may_be_decided:
        raise DecisionRefused(
            _("Danh sách trình này đang ở trạng thái “%s”; chỉ ghi quyết định cho danh sách đã xác nhận.")
            % str(ProposalState(row.state).label)
        )
    apart = row.content.get("counts", {}).get("apart", 0)
    if apart and row.apart_seen_at is None:
        raise DecisionRefused(
            _(
                "Danh sách có %d đề nghị ngoài hạn mức, đột xuất hoặc cấp Nhà nước mà người quyết định chưa "
                "đánh dấu đã xem. Đề nghị người quyết định mở danh sách trình và đánh dấu trước."
            )
            % apart
        )


def dossiers_in(keys: Sequence[int]) -> dict[int, Dossier]:
    """The dossiers, locked in one order. DecisionRefused when one is no longer with the office."""
    rows = Dossier.objects.select_for_update(of=("self",)).select_related("filing__unit")
    found = {row.pk: row for row in rows.filter(pk__in=keys).order_by("pk")}
    gone = [row.code for row in found.values() if not row.is_handed_in]
    if gone or len(found) != len(set(keys)):
        raise DecisionRefused(
            _("Các hồ sơ sau không còn ở cơ quan thường trực (đã rút, thu hồi): %s. Đưa ra khỏi quyết định.")
            % ", ".join(gone)
        )
    return found


def locked_decision(decision: Decision, state: DecisionState) -> Decision:
    """The decision, locked. DecisionRefused when it is not in this state."""
    locked = Decision.objects.select_for_update(of=("self",)).select_related("proposal").get(pk=decision.pk)
    if locked.state != state:
        raise DecisionRefused(
            _("Quyết định này hiện ở trạng thái “%s” nên việc này không làm được. Tải lại trang để xem.")
            % str(DecisionState(locked.state).label)
        )
    return locked


def require_waiting(state: str) -> None:
    """DecisionRefused for a correction that was confirmed or discarded meanwhile."""
    if state != DecisionState.RECORDED:
        raise DecisionRefused(
            _("Đính chính này hiện ở trạng thái “%s” nên việc này không làm được. Tải lại trang để xem.")
            % str(DecisionState(state).label)
        )


def put(outcome: Outcome, decision: Decision, award: str, reason: str | None) -> Outcome:
    """Sets what was decided of a dossier that is put forward for `award`; `reason` None: in its favour.

    On State level the Chairman chooses over a list whom to put forward (III.2.2.b.NN, B30); only a decision
    without a list, that of the State itself, gives an award.
    """
    is_choice = decision.proposal_id is not None and is_of_state(award)
    outcome.is_chosen = reason is None and is_choice
    outcome.is_awarded = reason is None and not is_choice
    outcome.reason = "" if reason is None else reason_in(reason)
    return outcome


def reason_in(text: str) -> str:
    """A reason as it is kept. DecisionRefused without words."""
    why = nfc(text)[:500]
    if not why:
        raise DecisionRefused(_("Ghi lý do; đơn vị được báo đúng lời này."))
    return why


def said_in(number: str, title: str, name: str) -> tuple[str, str, str]:
    """Number, title and name of the signer as they are kept. DecisionRefused when one is missing."""
    said = nfc(number), nfc(title), nfc(name)
    if not search_key(said[0]) or not said[1] or not said[2]:
        raise DecisionRefused(_("Ghi đủ số quyết định, người ký và chức vụ như trên bản đã ký."))
    return said


def refuse_ahead(decided_on: date, today: date) -> None:
    """DecisionRefused for a day to come."""
    if decided_on > today:
        raise DecisionRefused(_("Ngày quyết định ở sau hôm nay; xem lại ngày trên bản đã ký."))


def first_day_of(proposal: Proposal) -> date:
    """The first day on which anybody could sign over a list: that of the list or of its Tờ trình."""
    frozen = proposal.frozen_at.astimezone(VIETNAM_TIME).date()
    return max(frozen, proposal.letter_date or frozen)


def refuse_before(proposal: Proposal | None, decided_on: date) -> None:
    """DecisionRefused for a day before that of the list or of its Tờ trình: nobody could have signed it."""
    if proposal is None:
        return
    first = first_day_of(proposal)
    if decided_on < first:
        raise DecisionRefused(
            _(
                "Ngày quyết định %(day)s ở trước ngày danh sách được khóa hoặc ngày Tờ trình (%(first)s); "
                "xem lại ngày trên bản đã ký."
            )
            % {"day": format_date(decided_on), "first": format_date(first)}
        )


def refuse_before_units(dossiers: Iterable[Dossier], decided_on: date) -> None:
    """DecisionRefused for a day on which the unit of a dossier was not there yet: no paper could name it, and
    nothing could be judged of it.
    """
    known = history(decided_on).by_id()
    early = [row.code for row in dossiers if row.filing.unit_id not in known]
    if early:
        raise DecisionRefused(
            _(
                "Ngày quyết định %(day)s ở trước ngày có đơn vị của hồ sơ %(codes)s; "
                "xem lại ngày trên bản đã ký."
            )
            % {"day": format_date(decided_on), "codes": ", ".join(early)}
        )


def refuse_nameless(state_form: str) -> None:
    """DecisionRefused when nobody said what the State gave."""
    if not state_form:
        raise DecisionRefused(
            _(
                "Chưa ghi hình thức cấp Nhà nước được tặng. Ghi đúng như trên quyết định, ví dụ “Bằng khen "
                "của Thủ tướng Chính phủ”; quyết định đã ghi thì bỏ rồi ghi lại."
            )
        )


def refuse_of_state(whole: Decision, awarded: Collection[int]) -> None:
    """DecisionRefused for an award of State level (`awarded`: keys of dossiers) by the paper over a list: the
    Chairman chose, he is not the State; its own decision would find the dossier decided.
    """
    rows = Dossier.objects.filter(pk__in=awarded)
    if whole.proposal_id is not None and any(is_of_state(row.award) for row in rows):
        raise DecisionRefused(
            _(
                "Quyết định theo danh sách trình là của thành phố, không tặng hình thức cấp Nhà nước. Quyết "
                "định của cấp Nhà nước có số riêng: ghi ở “Ghi quyết định ngoài danh sách”."
            )
        )


def number_taken(number: str, decided_on: date, but: int = 0) -> str:
    """Why no other decision (`but`: that decision's key) may have this number; "" when it may."""
    same = Decision.objects.filter(
        year=decided_on.year, number_key=number_key(number), part_of__isnull=True
    ).exclude(state=DecisionState.DISCARDED)
    if not same.exclude(pk=but).exists():
        return ""
    return _(
        "Quyết định số %(number)s năm %(year)s đã được ghi. Mở quyết định đó để xem; bản đã ký còn hồ sơ "
        "chưa ghi thì bấm “Ghi thêm hồ sơ” ở đó, khi quyết định đó đã được xác nhận."
    ) % {"number": number, "year": decided_on.year}


def taken(number: str, decided_on: date) -> str:
    """Why a decision is not recorded a second time: its number, or one of its dossiers, is taken."""
    return number_taken(number, decided_on) or dossier_taken()


def dossier_taken() -> str:
    """Why a decision is not recorded: another has one of its dossiers."""
    return _("Có hồ sơ vừa được ghi trong một quyết định khác. Tải lại trang để xem các hồ sơ còn lại.")

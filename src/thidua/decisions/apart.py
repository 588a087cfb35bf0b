"""Awards outside gate and limits that no list proposes: the decider marks that he has seen them (B28)."""

from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from thidua.decisions.enums import DecisionState
from thidua.decisions.errors import DecisionRefused
from thidua.decisions.models import Decision, Outcome
from thidua.decisions.rows import locked_decision
from thidua.decisions.selectors import FAVOURED, on_routes_outside
from thidua.decisions.shown import outcomes_as_shown
from thidua.foundation.audit.services import Actor, record
from thidua.foundation.shown import has_changed
from thidua.proposals.models import ProposalLine


def apart_in(decision: Decision) -> QuerySet[Outcome]:
    """What a decision awards ad hoc, outside the limits or on State level without a list proposing it."""
    listed = ProposalLine.objects.filter(proposal=decision.proposal_id, is_proposed=True).values("dossier")
    rows = decision.outcomes.filter(FAVOURED, on_routes_outside("dossier__"))
    rows = rows.exclude(dossier__in=listed).select_related("dossier__filing__unit")
    return rows.order_by("dossier__award", "dossier__filing", "dossier__number")


def unseen_by_decider() -> QuerySet[Decision]:
    """Recorded decisions that wait for his mark: `refuse_unseen` would refuse them."""
    listed = ProposalLine.objects.filter(
        proposal=OuterRef("decision__proposal"), dossier=OuterRef("dossier"), is_proposed=True
    )
    apart = Outcome.objects.filter(
        FAVOURED, on_routes_outside("dossier__"), ~Exists(listed), decision=OuterRef("pk")
    )
    return Decision.objects.filter(Exists(apart), state=DecisionState.RECORDED, apart_seen_at=None)


def refuse_unseen(decision: Decision) -> None:
    """DecisionRefused while the decider has not marked what the decision awards apart."""
    if decision.apart_seen_at is None and (count := apart_in(decision).count()):
        raise DecisionRefused(
            _(
                "Quyết định có %d đề nghị đột xuất, ngoài hạn mức hoặc cấp Nhà nước (III.2.1.2.b.2) mà người "
                "quyết định chưa đánh dấu đã xem. Đề nghị người quyết định mở trang này và đánh dấu trước."
            )
            % count
        )


@transaction.atomic
def acknowledge_apart(*, by: Actor, at: datetime, decision: Decision, seen: str | None = None) -> Decision:
    """The decider has read what is awarded apart and its grounds; a second press changes nothing.
    DecisionRefused when the outcomes are not those of the page (`seen`).
    """
    locked = locked_decision(decision, DecisionState.RECORDED)
    if locked.apart_seen_at is None:
        if has_changed(outcomes_as_shown(locked), seen):
            raise DecisionRefused(
                _("Người khác vừa sửa kết quả sau khi bạn mở trang. Xem lại các đề nghị rồi đánh dấu.")
            )
        locked.apart_seen_by_id, locked.apart_seen_at = by.pk, at
        locked.save(update_fields=["apart_seen_by", "apart_seen_at"])
        after = {"apart": apart_in(locked).count()}
        record(by=by, at=at, action="decisions.apart_seen", subject=locked, before=None, after=after)
    return locked

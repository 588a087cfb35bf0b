"""What the home page asks for: a second person for what was recorded, a decision for a list."""

from datetime import datetime

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.core.roles import Role
from thidua.decisions.access import RECORDERS
from thidua.decisions.apart import unseen_by_decider
from thidua.decisions.enums import DecisionState
from thidua.decisions.models import Correction, Decision, OutcomeCorrection, Revocation
from thidua.decisions.selectors import not_appraised, undecided_outside, waiting_lists
from thidua.foundation.access import Person
from thidua.foundation.todo import Task, TaskState
from thidua.proposals.enums import ProposalState
from thidua.proposals.models import Proposal

CLAUSE = "IV.2.đ"
MOST = 20


def tasks_for(user: Person, moment: datetime) -> list[Task]:
    """For those who record and confirm; six queries, one more for the decider, and so many for each cycle
    with ad hoc dossiers that wait.
    """
    if not user.has_role(moment.date(), *RECORDERS):
        return []
    recorded = Decision.objects.filter(state=DecisionState.RECORDED).exclude(recorded_by=user.pk)
    decides = user.has_role(moment.date(), Role.DECISION_MAKER)
    unseen = list(unseen_by_decider()[:MOST]) if decides else []
    recorded_wrongly = Q(state=DecisionState.CONFIRMED) & ~Q(mistake="") & ~Q(mistake_told_by=user.pk)
    revoking = Revocation.objects.filter(
        Q(state=DecisionState.RECORDED) & ~Q(recorded_by=user.pk) | recorded_wrongly
    )
    correcting = Correction.objects.filter(state=DecisionState.RECORDED).exclude(recorded_by=user.pk)
    misread = OutcomeCorrection.objects.filter(state=DecisionState.RECORDED).exclude(recorded_by=user.pk)
    misread = misread.select_related("outcome__decision", "outcome__dossier__filing__unit")
    return [
        *(
            _task(
                _("Quyết định số %s") % row.number,
                _("Xem, đánh dấu đã xem"),
                reverse("decisions:decision", args=[row.pk]),
            )
            for row in unseen
        ),
        *(
            _task(
                _("Quyết định số %s") % row.number,
                _("Đối chiếu, xác nhận"),
                reverse("decisions:decision", args=[row.pk]),
            )
            for row in recorded[:MOST]
        ),
        *(
            _task(
                _("Đính chính Quyết định số %s") % row.old_number,
                _("Đối chiếu, xác nhận"),
                reverse("decisions:decision", args=[row.decision_id]) + "#dinh-chinh",
            )
            for row in correcting[:MOST]
        ),
        *(
            _task(
                _("Đính chính kết quả hồ sơ %(code)s, Quyết định số %(number)s")
                % {"code": row.outcome.dossier.code, "number": row.outcome.decision.number},
                _("Đối chiếu, xác nhận"),
                reverse("decisions:correct_outcome", args=[row.outcome.decision_id, row.outcome_id]),
            )
            for row in misread[:MOST]
        ),
        *(
            _task(
                _("Quyết định hủy bỏ số %s") % row.decision_number,
                _("Đối chiếu, xác nhận ghi nhầm") if row.is_doubted else _("Đối chiếu, xác nhận"),
                reverse("decisions:revocation", args=[row.pk]),
            )
            for row in revoking[:MOST]
        ),
        *(
            _task(
                _("Danh sách trình đợt %(cycle)s, lần %(ordinal)s")
                % {"cycle": row.cycle, "ordinal": row.ordinal},
                _("Ghi quyết định đã ký"),
                reverse("decisions:list"),
            )
            for row in waiting_lists()[:MOST]
        ),
        *_ad_hoc(),
    ]


def _ad_hoc() -> list[Task]:
    """After the list of a cycle an ad hoc dossier has a decision of its own, for which no list asks: once it
    is appraised, and while nothing pauses it.
    """
    listed = Proposal.objects.order_by().filter(state=ProposalState.CONFIRMED).values("cycle")
    rows = undecided_outside().filter(award__startswith="adhoc.", filing__cycle__in=listed)
    found = list(rows.exclude(barred=True))
    ready = len(found) - len(not_appraised(found))
    if not ready:
        return []
    words = ngettext(
        "%d hồ sơ đột xuất đã thẩm định xong, chờ quyết định riêng",
        "%d hồ sơ đột xuất đã thẩm định xong, chờ quyết định riêng",
        ready,
    )
    return [_task(words % ready, _("Lập dự thảo, ghi quyết định đã ký"), reverse("decisions:draft_outside"))]


def _task(title: str, action: str, url: str) -> Task:
    return Task(title=title, action=action, url=url, state=TaskState.TO_DO, clause=CLAUSE)

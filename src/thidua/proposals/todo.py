"""What the home page asks of people about the lists."""

from datetime import datetime

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.appraising.selectors import OF_STANDING_OFFICE
from thidua.core.roles import STANDING_OFFICE, Role
from thidua.dossiers.enums import HANDED_IN
from thidua.dossiers.models import Dossier
from thidua.foundation.access import Person
from thidua.foundation.todo import Task, TaskState
from thidua.proposals.enums import ProposalState
from thidua.proposals.models import Proposal


def tasks_for(user: Person, moment: datetime) -> list[Task]:
    """A frozen list that waits for a second person, what the decider has not read, dossiers not chosen on."""
    on = moment.date()
    if user.has_role(on, *STANDING_OFFICE):
        return [*_to_confirm(user), *_to_choose(~OF_STANDING_OFFICE)]
    if user.has_role(on, Role.EMULATION_BOARD):
        return _to_choose(OF_STANDING_OFFICE)
    if user.has_role(on, Role.DECISION_MAKER):
        return _to_acknowledge()
    return []


def _to_confirm(user: Person) -> list[Task]:
    waiting = Proposal.objects.filter(state=ProposalState.FROZEN).exclude(frozen_by=user.pk)
    return [
        Task(
            title=_("Danh sách trình khen thưởng đợt %s chờ người thứ hai xác nhận") % cycle,
            action=_("Xem danh sách rồi xác nhận"),
            url=reverse("proposals:proposal", args=[pk]),
            state=TaskState.TO_DO,
        )
        for pk, cycle in waiting.values_list("pk", "cycle")
    ]


def _to_choose(whose: Q) -> list[Task]:
    """Cycles with dossiers of `whose` taken in on which nobody has chosen, while no list is confirmed: the
    board alone chooses on the standing office's own and on what it proposes (D07).
    """
    closed = Proposal.objects.filter(state__in=(ProposalState.FROZEN, ProposalState.CONFIRMED))
    rows = (
        Dossier.objects.filter(whose, state__in=HANDED_IN, decided_at__isnull=True)
        .exclude(filing__cycle__in=closed.values("cycle"))
        .values("filing__cycle")
        .annotate(left=Count("pk", filter=Q(proposal_choice__isnull=True)))
        .filter(left__gt=0)
        .order_by("filing__cycle")
    )
    return [
        Task(
            title=_("Danh sách trình khen thưởng đợt %s") % row["filing__cycle"],
            action=ngettext(
                "Chọn đề nghị hay không cho %d hồ sơ", "Chọn đề nghị hay không cho %d hồ sơ", row["left"]
            )
            % row["left"],
            url=reverse("proposals:set", args=[row["filing__cycle"]]),
            state=TaskState.TO_DO,
            clause="III.3",
        )
        for row in rows
    ]


def _to_acknowledge() -> list[Task]:
    rows = Proposal.objects.filter(
        state=ProposalState.CONFIRMED, apart_seen_at__isnull=True, content__counts__apart__gt=0
    )
    return [
        Task(
            title=_("Danh sách trình khen thưởng đợt %s có đề nghị ngoài hạn mức") % cycle,
            action=_("Đọc danh sách riêng"),
            url=reverse("proposals:proposal", args=[pk]),
            state=TaskState.TO_DO,
            clause="III.2.1.2.b.2",
        )
        for pk, cycle in rows.values_list("pk", "cycle")
    ]

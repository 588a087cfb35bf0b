"""What the home page asks about initiatives: answers that are due, adoptions that wait for the head."""

from datetime import datetime

from django.db.models import Q
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.core.roles import Role
from thidua.foundation.access import Person
from thidua.foundation.todo import Task, TaskState
from thidua.initiatives.access import OFFICE, WRITERS
from thidua.initiatives.enums import AdoptionState, RecognitionState
from thidua.initiatives.models import Adoption, Initiative, Recognition
from thidua.initiatives.selectors import to_be_judged
from thidua.units.enums import STANDING_OFFICE_UNIT


def tasks_for(user: Person, moment: datetime) -> list[Task]:
    """Two queries for a unit's people, one for those who appraise."""
    on = localdate(moment)
    tasks: list[Task] = []
    if mine := user.unit_ids(on, *WRITERS):
        heads = user.unit_ids(on, Role.UNIT_HEAD)
        considered = Recognition.objects.filter(
            initiative__unit_id__in=mine, state__in=[RecognitionState.RECEIVED, RecognitionState.MET]
        )
        tasks += [_of_recognition(one, heads) for one in considered.select_related("initiative")]
        waiting = Adoption.objects.filter(unit_id__in=heads, state=AdoptionState.DECLARED)
        tasks += [_of_adoption(one) for one in waiting.select_related("initiative")]
    of_office = Q(unit__code=STANDING_OFFICE_UNIT)
    if user.has_role(on, *OFFICE):
        tasks += _to_judge(~of_office)
    elif user.has_role(on, Role.EMULATION_BOARD):
        tasks += _to_judge(of_office)
    return tasks


def _of_recognition(one: Recognition, heads: frozenset[int]) -> Task:
    is_met = one.state == RecognitionState.MET
    is_head = one.initiative.unit_id in heads
    waits = is_met and not is_head
    return Task(
        title=_("Sáng kiến %(code)s: “%(title)s”")
        % {"code": one.initiative.code, "title": _short(one.initiative.title)},
        action=_("Ghi quyết định công nhận hoặc không công nhận")
        if is_met
        else _("Họp hội đồng sáng kiến, ghi kết quả"),
        url=reverse("initiatives:one", args=[one.initiative_id]),
        state=TaskState.WAITING if waits else TaskState.TO_DO,
        due=one.answer_by,
        clause="II.5",
        reason=_("Chờ lãnh đạo đơn vị quyết định.") if waits else "",
    )


def _of_adoption(one: Adoption) -> Task:
    return Task(
        title=_("Áp dụng sáng kiến “%(title)s”") % {"title": _short(one.initiative.title)},
        action=_("Xác nhận đơn vị bạn đã áp dụng"),
        url=reverse("initiatives:one", args=[one.initiative_id]) + "#nhan-rong",
        state=TaskState.TO_DO,
        clause="II.5",
    )


def _to_judge(mine: Q) -> list[Task]:
    """How many recognised initiatives nobody has judged yet; they wait together, not one by one."""
    open_ones = to_be_judged(Initiative.objects.filter(mine)).count()
    if not open_ones:
        return []
    words = ngettext(
        "%(n)s sáng kiến chưa đánh giá khả năng nhân rộng",
        "%(n)s sáng kiến chưa đánh giá khả năng nhân rộng",
        open_ones,
    )
    return [
        Task(
            title=words % {"n": open_ones},
            action=_("Đọc rồi đánh giá"),
            url=reverse("initiatives:list") + "?loc=chua-danh-gia",
            state=TaskState.TO_DO,
            clause="II.5",
        )
    ]


def _short(title: str) -> str:
    return title if len(title) <= 90 else title[:89] + "…"

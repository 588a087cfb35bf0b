"""What the home page asks of people about the lists."""

from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.core.facts import PERIOD_CYCLE
from thidua.core.roles import STANDING_OFFICE, Role
from thidua.dossiers.leader_list.selectors import changes_of
from thidua.dossiers.routes import KIND_OF
from thidua.foundation.access import Person
from thidua.foundation.todo import Task, TaskState
from thidua.movement.calendar import deadline_book
from thidua.proposals.access import PUBLISHERS, is_publisher, to_choose, to_list_again, to_look_at_again
from thidua.proposals.enums import ProposalState
from thidua.proposals.models import Proposal
from thidua.proposals.provisional import Overdue, overdue


def tasks_for(user: Person, moment: datetime) -> list[Task]:
    """A frozen list that waits for a second person, what the decider has not read, dossiers not chosen on or
    paused until after a list was decided or left behind by it, leaders that are not published.
    """
    on = moment.date()
    is_office = user.has_role(on, *STANDING_OFFICE)
    if is_office or user.has_role(on, Role.EMULATION_BOARD):
        found = [*_to_choose(user, on), *_to_look_at_again(user, on), *_to_list_again(user, on)]
        return [*(_to_confirm(user) if is_office else ()), *found, *_to_publish(user, moment)]
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


def _to_choose(user: Person, on: date) -> list[Task]:
    """Cycles with dossiers on which this person may choose and nobody has chosen, also after a first list."""
    return [
        Task(
            title=_("Danh sách trình khen thưởng đợt %s") % cycle,
            action=ngettext(
                "Chọn đề nghị hay không cho %d hồ sơ", "Chọn đề nghị hay không cho %d hồ sơ", left
            )
            % left,
            url=reverse("proposals:set", args=[cycle]),
            state=TaskState.TO_DO,
            clause="III.3",
        )
        for cycle, left in to_choose(user, on).items()
    ]


def _to_look_at_again(user: Person, on: date) -> list[Task]:
    """Cycles with dossiers whose pause ended after a list was decided: nothing else asks for them."""
    return [
        Task(
            title=_("Danh sách trình khen thưởng đợt %s") % cycle,
            action=ngettext(
                "Xét %d hồ sơ đã hết tạm dừng, chưa có quyết định",
                "Xét %d hồ sơ đã hết tạm dừng, chưa có quyết định",
                left,
            )
            % left,
            url=reverse("proposals:set", args=[cycle]) + "#can-xem",
            state=TaskState.TO_DO,
            clause="NĐ 152/2025 Điều 4",
        )
        for cycle, left in to_look_at_again(user, on).items()
    ]


def _to_list_again(user: Person, on: date) -> list[Task]:
    """Cycles with dossiers that the decision on their list said nothing of, as they moved since it was
    frozen: chosen on before, so nothing else asks for them.
    """
    return [
        Task(
            title=_("Danh sách trình khen thưởng đợt %s") % cycle,
            action=ngettext(
                "Xét %d hồ sơ gửi lại, hoặc nộp muộn được chấp nhận sau khi khóa danh sách",
                "Xét %d hồ sơ gửi lại, hoặc nộp muộn được chấp nhận sau khi khóa danh sách",
                left,
            )
            % left,
            url=reverse("proposals:set", args=[cycle]),
            state=TaskState.TO_DO,
            clause="III.3",
        )
        for cycle, left in to_list_again(user, on).items()
    ]


def _to_publish(user: Person, moment: datetime) -> list[Task]:
    """Who leads for now (B25): from the last index that counts to the day of the dossiers, as long as the
    list in force, if there is one, names others than the metric does.
    """
    on = moment.date()
    day = deadline_book(on).day(KIND_OF["flag"].deadline, PERIOD_CYCLE)
    if not user.has_role(on, *PUBLISHERS) or (day is not None and moment > day.last_moment):
        return []
    found = overdue(PERIOD_CYCLE, on)
    if found is None or not is_publisher(user, on, found.before.keys() ^ found.now.keys()):
        return []
    return [
        Task(
            title=_("Danh sách dẫn đầu tạm thời, đợt %s") % PERIOD_CYCLE,
            action=_("Xem thay đổi rồi công bố lại") if found.before else _("Xem từng khối rồi công bố"),
            url=reverse("proposals:publish_leaders", args=[PERIOD_CYCLE]),
            state=TaskState.TO_DO,
            due=day.last_moment.date() if day else None,
            clause="III.2.2.b.CO.CN",
            reason=_why_published(found),
        )
    ]


def _why_published(found: Overdue) -> str:
    if not found.before:
        return _("Đã có chỉ số năm cuối được tính; đơn vị dẫn đầu cần biết để thêm cá nhân thứ hai.")
    came_in, left = changes_of(found.before, found.now)
    said = [_("Bảng dẫn đầu đã khác danh sách công bố.")]
    if came_in:
        said.append(_("Vào: %(names)s.") % {"names": ", ".join(came_in)})
    if left:
        said.append(_("Ra: %(names)s.") % {"names": ", ".join(left)})
    return " ".join(said)


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

"""What the home page asks about dossiers: of the officer, the head, the office for its proposals; and which
units may put a second person forward.
"""

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.core.roles import STANDING_OFFICE, UNIT_ROLES, Role
from thidua.dossiers.enums import DossierState, Proposer
from thidua.dossiers.leader_list.todo import second_person_tasks
from thidua.dossiers.models import Dossier
from thidua.dossiers.routes import KIND_OF
from thidua.dossiers.sending.due import day_of
from thidua.foundation.access import Person
from thidua.foundation.todo import Task, TaskState
from thidua.units.selectors import history

CLAUSE = "III.3"
OPEN = (DossierState.DRAFT, DossierState.WAITING, DossierState.RETURNED)
SHOWN_SINGLY = 3
"""More drafts of one unit than this are told in one line."""


def tasks_for(user: Person, moment: datetime) -> list[Task]:
    """The open dossiers of one's units and, for the standing office, its own proposals; a constant number of
    queries."""
    on = moment.date()
    own = user.unit_ids(on, *UNIT_ROLES)
    mine = Q(filing__unit__in=own, proposer=Proposer.UNIT)
    if user.has_role(on, *STANDING_OFFICE):
        mine |= Q(proposer=Proposer.OFFICE)
    elif not own:
        return []
    rows = Dossier.objects.filter(mine, state__in=OPEN, decided_at=None).select_related("filing__unit")
    by_filing: dict[tuple[int, str], list[Dossier]] = {}
    for row in rows.order_by("filing", "number"):
        by_filing.setdefault((row.filing_id, row.proposer), []).append(row)
    tasks: list[Task] = []
    for found in by_filing.values():
        tasks += _of_filing(found, user, on)
    return tasks + (second_person_tasks(own, moment) if own else [])


def _of_filing(rows: list[Dossier], user: Person, on: date) -> list[Task]:
    filing = rows[0].filing
    unit = history(on).by_id()[filing.unit_id]
    if unit.is_dissolved:
        return []  # nobody hands over or signs for it any more
    day = day_of([row.award for row in rows], filing.cycle, unit, on)
    last_day = day.last_moment.date() if day else None
    is_office = rows[0].proposer == Proposer.OFFICE
    signs = (
        user.has_role(on, Role.STANDING_HEAD)
        if is_office
        else filing.unit_id in user.unit_ids(on, Role.UNIT_HEAD)
    )
    where = {"unit": unit.full_name, "cycle": filing.cycle}
    tasks = []
    waiting = [row for row in rows if row.state == DossierState.WAITING]
    if waiting:
        due = _due(waiting, last_day)
        title = _("Hồ sơ khen thưởng của %(unit)s, đợt %(cycle)s") % where
        url = _page(waiting[0]) if is_office else reverse("dossiers:filing", kwargs={"pk": filing.pk})
        if signs:
            words = ngettext("Kiểm tra, ký gửi %d hồ sơ", "Kiểm tra, ký gửi %d hồ sơ", len(waiting))
            tasks.append(Task(title, words % len(waiting), url, TaskState.TO_DO, due, CLAUSE))
        else:
            reason = _("Chờ lãnh đạo ký.")
            tasks.append(Task(title, _("Xem hồ sơ đã trình"), url, TaskState.WAITING, due, CLAUSE, reason))
    tasks += [
        _returned(row, _due([row], last_day))
        for row in rows
        if row.state == DossierState.RETURNED or row.words_back
    ]
    drafts = [row for row in rows if row.state == DossierState.DRAFT and not row.words_back]
    return tasks + _drafts(drafts, where, last_day)


def _due(rows: Iterable[Dossier], last_day: date | None) -> date | None:
    """The day of the unit's dossiers where it binds one of these: not on a route without a deadline, nor what
    the office gave back.
    """
    is_timed = any(KIND_OF[row.award.partition(".")[0]].deadline for row in rows if row.open_parts is None)
    return last_day if is_timed else None


def _returned(row: Dossier, due: date | None) -> Task:
    reason = row.words_back or _("Cơ quan thường trực hỏi lại một số phần.")
    title = _("Hồ sơ %s") % row.code
    return Task(title, _("Sửa các phần bị hỏi"), _page(row), TaskState.RETURNED, due, CLAUSE, reason)


def _drafts(rows: Iterable[Dossier], where: dict[str, str], last_day: date | None) -> list[Task]:
    drafts = list(rows)
    if len(drafts) > SHOWN_SINGLY:
        title = _("%(count)d hồ sơ đang lập của %(unit)s, đợt %(cycle)s") % {"count": len(drafts), **where}
        url = f"{reverse('dossiers:list')}?dot={where['cycle']}"
        return [Task(title, _("Viết tiếp"), url, TaskState.TO_DO, _due(drafts, last_day), CLAUSE)]
    return [
        Task(
            _("Hồ sơ %s") % row.code,
            _("Viết tiếp"),
            _page(row),
            TaskState.TO_DO,
            _due([row], last_day),
            CLAUSE,
        )
        for row in drafts
    ]


def _page(row: Dossier) -> str:
    return reverse("dossiers:dossier", kwargs={"pk": row.pk})

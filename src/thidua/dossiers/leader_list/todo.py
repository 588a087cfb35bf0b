"""What the home page says to a unit that may put a second person forward (B25)."""

from collections.abc import Collection
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.core.facts import PERIOD_CYCLE
from thidua.dossiers.enums import DossierState
from thidua.dossiers.leader_list.selectors import current_list
from thidua.dossiers.models import Dossier
from thidua.dossiers.sending.due import day_of
from thidua.foundation.todo import Task, TaskState
from thidua.movement.selectors import programme_for
from thidua.units.selectors import UnitRecord, history


def second_person_tasks(unit_ids: Collection[int], moment: datetime) -> list[Task]:
    """A task for each of the units that the list in force names, until it has begun as many dossiers of
    people as a flag allows, or its deadline is over. Two queries at most.
    """
    on = moment.date()
    found = current_list(PERIOD_CYCLE, on)
    by_id = history(on).by_id()
    units = [by_id[pk] for pk in sorted(unit_ids) if found and pk in by_id and by_id[pk].code in found.names]
    raised = next((quota for quota in programme_for(PERIOD_CYCLE, on).quotas if quota.raised), None)
    if not units or raised is None or raised.raised is None:
        return []
    rows = Dossier.objects.filter(
        filing__unit__in=[unit.id for unit in units], filing__cycle=PERIOD_CYCLE, award=raised.award
    )
    begun = list(rows.exclude(state=DossierState.WITHDRAWN).values_list("filing__unit", flat=True))
    return [
        task
        for unit in units
        if begun.count(unit.id) < raised.raised.at_most
        and (task := _task(unit, raised.raised.by_award, raised.raised.clause, moment))
    ]


def _task(unit: UnitRecord, flag: str, clause: str, moment: datetime) -> Task | None:
    day = day_of([flag], PERIOD_CYCLE, unit, moment.date())
    if day is not None and moment > day.last_moment:
        return None
    return Task(
        title=_("%(unit)s: được thêm cá nhân thứ hai, có điều kiện, đợt %(cycle)s")
        % {"unit": unit.full_name, "cycle": PERIOD_CYCLE},
        action=_("Lập hồ sơ đề nghị Cờ và hai cá nhân"),
        url=f"{reverse('dossiers:routes')}?dot={PERIOD_CYCLE}",
        state=TaskState.TO_DO,
        due=day.last_moment.date() if day else None,
        clause=clause,
        reason=_("Có tên trong danh sách dẫn đầu tạm thời; cá nhân thứ hai chỉ được xét khi được tặng Cờ."),
    )

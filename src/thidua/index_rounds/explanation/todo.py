"""What a unit's people have to do about the cuts on their sheet."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.core.roles import UNIT_ROLES, Role
from thidua.foundation.access import Person
from thidua.foundation.todo import Task, TaskState
from thidua.index_rounds.appraisal.points import by_answer
from thidua.index_rounds.enums import PhaseKind, SheetState
from thidua.index_rounds.explanation.judged import FIRST, cut_among
from thidua.index_rounds.models import Judgement
from thidua.index_rounds.rounds.dates import days_of
from thidua.index_rounds.selectors import phases_at, present_rounds
from thidua.units.selectors import history

CLAUSE = "II.3"


def explanation_tasks(user: Person, moment: datetime) -> list[Task]:
    """Sheets of one's units with cuts, while explanations are open and nothing was sent."""
    on = moment.date()
    own = user.unit_ids(on, *UNIT_ROLES)
    found = next(iter(present_rounds()), None) if own else None
    phase = phases_at(found, moment).get(PhaseKind.EXPLANATION) if found else None
    if found is None or phase is None or not phase.is_open:
        return []
    sheets = {
        sheet.pk: sheet
        for sheet in found.sheets.filter(unit__in=own, state=SheetState.SENT, explained_at__isnull=True)
    }
    rows = Judgement.objects.filter(answer__sheet__in=sheets, is_current=True, stage__in=FIRST)
    judged = by_answer(rows.select_related("answer"))
    cuts: dict[int, int] = dict.fromkeys(sheets, 0)
    for judgements in judged.values():
        cuts[judgements[0].answer.sheet_id] += cut_among(judgements) is not None
    heads, units = user.unit_ids(on, Role.UNIT_HEAD), history(on).by_id()
    return [
        Task(
            _("%(unit)s: %(n)d tiêu chí bị chấm lại, có thể giải trình")
            % {"unit": units[sheet.unit_id].full_name, "n": cuts[pk]},
            _("Xem và gửi giải trình") if sheet.unit_id in heads else _("Xem và viết giải trình"),
            reverse("index_rounds:judged", kwargs={"pk": pk}),
            TaskState.TO_DO,
            days_of(phase.phase).last,
            CLAUSE,
        )
        for pk, sheet in sheets.items()
        if cuts[pk]
    ]

"""What the standing office has to do about a round: appraisers missing, a corrected set to look at."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.core.roles import STANDING_OFFICE
from thidua.foundation.access import Person
from thidua.foundation.todo import Task, TaskState
from thidua.index_rounds.enums import PhaseKind
from thidua.index_rounds.models import RoundBlock
from thidua.index_rounds.rounds.appraisers import area_lines
from thidua.index_rounds.rounds.dates import days_of
from thidua.index_rounds.selectors import phases_at, present_rounds
from thidua.index_sets.enums import SetState
from thidua.units.enums import BlockChoice


def tasks_for(user: Person, moment: datetime) -> list[Task]:
    """Of the latest round, while its appraisal is not over."""
    if not user.has_role(moment.date(), *STANDING_OFFICE):
        return []
    found = next(iter(present_rounds()), None)
    if found is None:
        return []
    appraisal = phases_at(found, moment).get(PhaseKind.APPRAISAL)
    tasks = []
    if appraisal is not None and not appraisal.is_past:
        without = sum(1 for line in area_lines(found) if not line.appraisers)
        if without:
            tasks.append(
                Task(
                    ngettext(
                        "%(n)s lĩnh vực của kỳ chấm năm %(year)s chưa có người thẩm định",
                        "%(n)s lĩnh vực của kỳ chấm năm %(year)s chưa có người thẩm định",
                        without,
                    )
                    % {"n": without, "year": found.year},
                    _("Phân công"),
                    reverse("index_rounds:appraisers", kwargs={"pk": found.pk}),
                    TaskState.TO_DO,
                    days_of(appraisal.phase).first,
                    "II.3",
                )
            )
    tasks += [
        Task(
            _("Bộ tiêu chí khối %(block)s năm %(year)d đã có bản sửa")
            % {"block": BlockChoice(block).label, "year": found.year},
            _("Xem ảnh hưởng rồi áp dụng"),
            reverse("index_rounds:adopt", kwargs={"pk": found.pk, "block": block}),
            TaskState.TO_DO,
            None,
            "II.3",
        )
        for block in RoundBlock.objects.filter(
            round=found, criteria_set__state=SetState.REPLACED
        ).values_list("block", flat=True)
    ]
    return tasks

"""When explanations open, units with cuts are told, once."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from thidua.core.text import format_date
from thidua.foundation.notify import Message, notify_many
from thidua.index_rounds.appraisal.points import by_answer
from thidua.index_rounds.enums import PhaseKind, SheetState
from thidua.index_rounds.explanation.judged import FIRST, cut_among
from thidua.index_rounds.models import Judgement, Phase, Sheet
from thidua.index_rounds.notification_kinds import TO_EXPLAIN
from thidua.index_rounds.rounds.dates import days_of
from thidua.people.selectors import people_of_units


def tell_units(now: datetime) -> int:
    """Tells the people of every sent sheet with cuts in a round whose explanations are open; gives how many
    notices are new. A constant number of queries for each open round; none but one while nothing is open."""
    told = 0
    open_now = Phase.objects.filter(
        kind=PhaseKind.EXPLANATION,
        opens_at__lte=now,
        closes_at__gt=now,
        round__called_off_at__isnull=True,
    )
    for phase in open_now.select_related("round"):
        rows = Judgement.objects.filter(
            answer__sheet__round=phase.round,
            answer__sheet__state=SheetState.SENT,
            answer__sheet__explained_at__isnull=True,
            is_current=True,
            stage__in=FIRST,
        ).select_related("answer__sheet")
        sheets: dict[int, tuple[Sheet, int]] = {}
        for judgements in by_answer(rows).values():
            if cut_among(judgements) is not None:
                sheet = judgements[0].answer.sheet
                sheets[sheet.pk] = (sheet, sheets.get(sheet.pk, (sheet, 0))[1] + 1)
        told += _tell(phase, list(sheets.values()), now)
    return told


def _tell(phase: Phase, sheets: list[tuple[Sheet, int]], now: datetime) -> int:
    people = people_of_units({sheet.unit_id for sheet, _cuts in sheets}, now.date())
    last = format_date(days_of(phase).last)
    with override("vi"):
        title = _("Kết quả thẩm định chỉ số năm %d: có tiêu chí bị chấm lại") % phase.round.year
        body = _("%(n)d tiêu chí. Giải trình, gửi một lần, trước hết ngày %(day)s.")
    return notify_many(
        at=now,
        kind=TO_EXPLAIN,
        messages=[
            Message(
                person,
                f"index_rounds.to_explain.{sheet.pk}",
                title,
                body % {"n": cuts, "day": last},
                reverse("index_rounds:judged", kwargs={"pk": sheet.pk}),
            )
            for sheet, cuts in sheets
            for person in people[sheet.unit_id]
        ],
    )

"""The second person closes a survey; of the questionnaire here the results are drawn in that act.

Once it is closed nothing may tell who gave which answer. While it asks, an answer row has a number drawn at
random and neither moment nor link; but on PostgreSQL a row remembers the transaction that wrote it, and a
link is marked as used in the same one. So closing writes every answer anew in a new random order and marks
every link as used: all of them then come from one transaction, in an order that says nothing. What fewer
than the least said about a group of a unit is deleted, and no mean of it is kept.
"""

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import Count
from django.utils.translation import gettext as _

from thidua.core.scoring import round_points
from thidua.foundation.audit.services import Actor, record
from thidua.surveys.enums import Source, SurveyState
from thidua.surveys.errors import SurveyRefused
from thidua.surveys.models import GroupResult, Question, Survey, SurveyAnswer
from thidua.surveys.questionnaire.answering import random_numbers
from thidua.surveys.services import locked_survey

PLACES = 6
"""Decimals a mean is kept with."""
_CLOSED_FROM = {Source.FILE: SurveyState.DRAFT, Source.ONLINE: SurveyState.OPEN}


@transaction.atomic
def close(*, by: Actor, at: datetime, survey: Survey) -> Survey:
    """The results stand from now on and never change; a correction is another survey, closed later.

    SurveyRefused for whoever prepared it last, without results, and when the survey is not that far.
    """
    locked = locked_survey(survey)
    if locked.begun_by_id == by.pk:
        raise SurveyRefused(_("Người lập hoặc nhập kết quả lần cuối không tự khóa; cần người thứ hai."))
    if locked.state != _CLOSED_FROM[Source(locked.source)]:
        raise SurveyRefused(
            _("Cuộc điều tra này hiện: %s. Chưa khóa được.") % SurveyState(locked.state).label
        )
    if locked.source == Source.ONLINE:
        _blur(locked, few=_draw(locked))
    counted = _counts(locked)
    if not counted["results"]:
        raise SurveyRefused(_("Chưa có kết quả nào để khóa. Nhập tệp kết quả, hoặc chờ có phiếu trả lời."))
    before = {"state": locked.state}
    locked.state, locked.closed_by_id, locked.closed_at = SurveyState.CLOSED, by.pk, at
    locked.save(update_fields=["state", "closed_by", "closed_at"])
    after = {"state": locked.state, **counted}
    record(by=by, at=at, action="surveys.closed", subject=locked, before=before, after=after)
    return locked


def _counts(survey: Survey) -> dict[str, int]:
    found = survey.results.aggregate(units=Count("unit", distinct=True), results=Count("pk"))
    return {"units": found["units"], "results": found["results"]}


UnitGroup = tuple[int, int]
"""A unit's id and a group's."""


def _draw(survey: Survey) -> set[UnitGroup]:
    """A result for each unit that was answered about, and group: every step given weighs the same.

    Gives those of which too few spoke.
    """
    group_of = dict(Question.objects.filter(group__survey=survey).values_list("pk", "group_id"))
    steps: dict[UnitGroup, list[int]] = defaultdict(list)
    people: dict[UnitGroup, int] = defaultdict(int)
    for unit_id, answer in survey.answers.order_by().values_list("unit_id", "steps"):
        answered = _by_group(answer, group_of)
        for group_id, given in answered.items():
            steps[unit_id, group_id] += given
            people[unit_id, group_id] += 1
    few = {place for place, count in people.items() if count < survey.least_answers}
    asked = dict(
        survey.links.order_by().values("unit_id").annotate(n=Count("pk")).values_list("unit_id", "n")
    )
    GroupResult.objects.bulk_create(
        GroupResult(
            survey=survey,
            unit_id=unit_id,
            group_id=group_id,
            asked=asked.get(unit_id),
            answered=people[unit_id, group_id],
            mean=None if (unit_id, group_id) in few else mean_of(given),
        )
        for (unit_id, group_id), given in steps.items()
    )
    return few


def _by_group(answer: Mapping[str, int], group_of: Mapping[int, int]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for question, step in answer.items():
        found[group_of[int(question)]].append(step)
    return found


def mean_of(steps: list[int]) -> Decimal:
    """The plain mean, rounded half up to six decimals."""
    return round_points(Decimal(sum(steps)) / len(steps), PLACES)


def _blur(survey: Survey, *, few: set[UnitGroup]) -> None:
    """See the top of this file."""
    group_of = dict(Question.objects.filter(group__survey=survey).values_list("pk", "group_id"))
    rows = []
    for unit_id, answer in survey.answers.order_by().values_list("unit_id", "steps"):
        kept = {key: step for key, step in answer.items() if (unit_id, group_of[int(key)]) not in few}
        if kept:
            rows.append((unit_id, kept))
    survey.answers.all().delete()
    numbered = zip(random_numbers(len(rows)), rows, strict=True)
    # Written in the order of their random numbers: neither the numbers nor the places on the disk tell more.
    SurveyAnswer.objects.bulk_create(
        (
            SurveyAnswer(pk=number, survey=survey, unit_id=unit_id, steps=steps)
            for number, (unit_id, steps) in sorted(numbered, key=lambda pair: pair[0])
        ),
        batch_size=1000,
    )
    survey.links.update(is_used=True)

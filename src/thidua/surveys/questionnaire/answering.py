"""One answer behind one link, once. Nothing kept says which answer came through which link, or when.

Link and answer are stored in one transaction, or neither is. There is no audit event of it: that would keep
the moment and the order. The number of the answer is drawn at random, so that numbers tell no order either.
What remains while a survey asks is the transaction number PostgreSQL keeps with every row, readable only
with full rights in the database; closing wipes it out (`surveys.closing`).
"""

import secrets
from collections.abc import Mapping
from datetime import date
from enum import Enum

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thidua.surveys.enums import SurveyState
from thidua.surveys.errors import SurveyRefused
from thidua.surveys.models import Question, Survey, SurveyAnswer, SurveyLink
from thidua.surveys.questionnaire.links import secret_hash
from thidua.surveys.services import locked_survey

_NUMBERS = 2**62


class Closed(Enum):
    """Why a link leads to no questionnaire: words for whoever holds it, and what to do."""

    WRONG = (
        _("Đường dẫn không đúng"),
        _(
            "Kiểm tra lại từng chữ của đường dẫn, hoặc quét lại mã trên phiếu."
            " Nếu vẫn không được, hỏi nơi phát phiếu."
        ),
    )
    EARLY = (_("Chưa đến ngày lấy ý kiến"), _("Giữ phiếu này và mở lại vào ngày ghi trên phiếu."))
    USED = (
        _("Phiếu này đã được gửi"),
        _(
            "Mỗi đường dẫn chỉ dùng một lần. Nếu không phải bạn gửi,"
            " hãy xin nơi phát phiếu một đường dẫn khác."
        ),
    )
    OVER = (
        _("Cuộc điều tra đã kết thúc"),
        _("Cảm ơn bạn đã quan tâm. Phiếu này không còn nhận ý kiến; không cần làm gì thêm."),
    )

    @property
    def title(self) -> Promise:
        """What happened."""
        return self.value[0]

    @property
    def next_step(self) -> Promise:
        """What the person can do."""
        return self.value[1]


def find_link(secret: str) -> SurveyLink | None:
    """The link of a secret with its survey and unit; one query."""
    links = SurveyLink.objects.select_related("survey", "unit")
    return links.filter(secret_hash=secret_hash(secret)).first()


def why_closed(link: SurveyLink | None, today: date) -> Closed | None:
    """Why there is nothing to fill in behind a link today; None when there is."""
    if link is None:
        return Closed.WRONG
    survey = link.survey
    if survey.state in (SurveyState.CLOSED, SurveyState.DISCARDED):
        return Closed.OVER
    if link.is_used:
        return Closed.USED
    if survey.closes_on and today > survey.closes_on:
        return Closed.OVER
    if survey.state == SurveyState.DRAFT or (survey.opens_on and today < survey.opens_on):
        return Closed.EARLY
    return None


def steps_of(survey: Survey) -> list[tuple[int, str]]:
    """(step, its words) from the lowest; the number alone where no words were written."""
    lines = [line.strip() for line in survey.step_words.splitlines()]
    steps = range(int(survey.lowest), int(survey.highest) + 1)
    return [(step, lines[place] if lines else str(step)) for place, step in enumerate(steps)]


@transaction.atomic
def answer(*, link: SurveyLink, steps: Mapping[int, int], today: date) -> None:
    """Stores an answer (question id → step) and uses the link up.

    SurveyRefused, and nothing is stored, when the link is used or the survey takes no answers, when nothing
    was answered, and for a question or step that is not of this survey.
    """
    # Waits for a closing under way: an answer is counted, or refused, never lost.
    locked = locked_survey(link.survey)
    link.survey = locked
    if closed := why_closed(link, today):
        raise SurveyRefused(str(closed.title))
    asked = set(Question.objects.filter(group__survey=locked).values_list("pk", flat=True))
    known = {step for step, _words in steps_of(locked)}
    if not steps or not set(steps) <= asked or not set(steps.values()) <= known:
        raise SurveyRefused(
            str(_("Phiếu chưa có câu trả lời nào, hoặc có câu trả lời không thuộc phiếu này."))
        )
    if not SurveyLink.objects.filter(pk=link.pk, is_used=False).update(is_used=True):
        raise SurveyRefused(str(Closed.USED.title))
    (number,) = random_numbers(1)
    # In the order of the questions, whatever order a browser sent.
    kept = {str(question): steps[question] for question in sorted(steps)}
    SurveyAnswer(pk=number, survey=locked, unit_id=link.unit_id, steps=kept).save(force_insert=True)


def random_numbers(count: int) -> list[int]:
    """So many different numbers for rows, none of which tells anything of another."""
    found: set[int] = set()
    while len(found) < count:
        found.add(secrets.randbelow(_NUMBERS) + 1)
    return list(found)

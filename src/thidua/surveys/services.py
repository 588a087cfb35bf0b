"""A survey is prepared, asks, is closed by a second person, or is put away; closed, it never changes."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.core.text import nfc
from thidua.foundation.audit.services import Actor, record
from thidua.surveys.enums import Source, SurveyState
from thidua.surveys.errors import SurveyRefused
from thidua.surveys.groups import GroupDraft
from thidua.surveys.models import Question, QuestionGroup, Survey

LEAST_ANSWERS = 5
"""Results of fewer may tell what one of them said; the database refuses a smaller number too."""
MOST_STEPS = 10
"""More steps than this nobody tells apart on a phone."""


@dataclass(frozen=True, slots=True)
class SurveyWords:
    """What the standing office says about a survey. `step_words` has a line for each step, or is empty."""

    year: int
    title: str
    source: Source
    lowest: Decimal
    highest: Decimal
    groups: tuple[GroupDraft, ...]
    least_answers: int = LEAST_ANSWERS
    document_number: str = ""
    introduction: str = ""
    step_words: str = ""
    opens_on: date | None = None
    closes_on: date | None = None


@transaction.atomic
def begin(*, by: Actor, at: datetime, words: SurveyWords) -> Survey:
    """A survey in preparation with its groups; SurveyRefused for a scale that cannot be."""
    _check(words)
    survey = Survey(begun_by_id=by.pk, begun_at=at)
    _write(survey, words)
    record(by=by, at=at, action="surveys.begun", subject=survey, before=None, after=_facts(survey))
    return survey


@transaction.atomic
def change(*, by: Actor, at: datetime, survey: Survey, words: SurveyWords) -> Survey:
    """Other words, scale or groups while it is prepared; results that were read in are put away.

    SurveyRefused once it asks or is closed, and for another source.
    """
    locked = locked_survey(survey)
    _must_be(locked, SurveyState.DRAFT)
    if locked.source != words.source:
        raise SurveyRefused(_("Nguồn của cuộc điều tra không đổi được; lập một cuộc khác."))
    _check(words)
    before = _facts(locked)
    locked.results.all().delete()
    locked.groups.all().delete()
    locked.begun_by_id, locked.begun_at = by.pk, at
    _write(locked, words)
    record(by=by, at=at, action="surveys.changed", subject=locked, before=before, after=_facts(locked))
    return locked


@transaction.atomic
def open_questionnaire(*, by: Actor, at: datetime, survey: Survey) -> Survey:
    """The links work from now on, within the days of the survey; the questions no longer change."""
    locked = locked_survey(survey)
    _must_be(locked, SurveyState.DRAFT)
    if locked.source != Source.ONLINE:
        raise SurveyRefused(_("Cuộc điều tra này lấy kết quả từ tệp, không có phiếu hỏi để mở."))
    if not locked.links.exists():
        raise SurveyRefused(
            _("Chưa có đường dẫn nào để gửi người trả lời. Tạo đường dẫn cho từng đơn vị trước.")
        )
    return _move(by, at, locked, SurveyState.OPEN, "surveys.opened")


@transaction.atomic
def extend(*, by: Actor, at: datetime, survey: Survey, closes_on: date) -> Survey:
    """The questionnaire takes answers up to another day; SurveyRefused for a day before it opens."""
    locked = locked_survey(survey)
    _must_be(locked, SurveyState.OPEN)
    if locked.opens_on and closes_on < locked.opens_on:
        raise SurveyRefused(_("Ngày cuối phải từ ngày mở trở đi."))
    before = {"closes_on": locked.closes_on}
    locked.closes_on = closes_on
    locked.save(update_fields=["closes_on"])
    after = {"closes_on": closes_on}
    record(by=by, at=at, action="surveys.extended", subject=locked, before=before, after=after)
    return locked


@transaction.atomic
def discard(*, by: Actor, at: datetime, survey: Survey, reason: str) -> Survey:
    """Puts a survey away that is not closed; its links die and what was answered is deleted."""
    locked = locked_survey(survey)
    _must_be(locked, SurveyState.DRAFT, SurveyState.OPEN)
    if not nfc(reason):
        raise SurveyRefused(_("Ghi lý do bỏ cuộc điều tra này."))
    locked.answers.all().delete()
    locked.links.all().delete()
    return _move(by, at, locked, SurveyState.DISCARDED, "surveys.discarded", nfc(reason)[:500])


def locked_survey(survey: Survey) -> Survey:
    """The row as it is now, kept from others until the transaction ends."""
    return Survey.objects.select_for_update(of=("self",)).get(pk=survey.pk)


def _move(by: Actor, at: datetime, survey: Survey, state: SurveyState, action: str, note: str = "") -> Survey:
    before = {"state": survey.state}
    survey.state = state
    survey.save(update_fields=["state"])
    after = {"state": survey.state}
    record(by=by, at=at, action=action, subject=survey, before=before, after=after, note=note)
    return survey


def _must_be(survey: Survey, *states: SurveyState) -> None:
    if survey.state not in states:
        raise SurveyRefused(
            _("Cuộc điều tra này hiện: %s. Việc này không làm được nữa; tải lại trang để xem.")
            % SurveyState(survey.state).label
        )


def _check(words: SurveyWords) -> None:
    if words.lowest >= words.highest:
        raise SurveyRefused(_("Mức thấp nhất phải nhỏ hơn mức cao nhất."))
    if words.least_answers < LEAST_ANSWERS:
        raise SurveyRefused(
            _("Kết quả của ít hơn 5 phiếu không được dùng, để không ai bị nhận ra. Ghi từ 5.")
        )
    if words.opens_on and words.closes_on and words.closes_on < words.opens_on:
        raise SurveyRefused(_("Ngày cuối phải từ ngày mở trở đi."))
    if words.source == Source.ONLINE:
        _check_steps(words)


def _check_steps(words: SurveyWords) -> None:
    whole = words.lowest == int(words.lowest) and words.highest == int(words.highest)
    steps = int(words.highest) - int(words.lowest) + 1
    if not whole or steps > MOST_STEPS:
        raise SurveyRefused(
            _("Phiếu hỏi cần thang điểm nguyên, nhiều nhất %d mức, ví dụ từ 1 đến 5.") % MOST_STEPS
        )
    lines = nfc(words.step_words).splitlines()
    if lines and len(lines) != steps:
        raise SurveyRefused(
            _(
                "Thang điểm có %(steps)d mức nhưng ghi lời cho %(lines)d mức."
                " Mỗi mức một dòng, từ thấp lên cao."
            )
            % {"steps": steps, "lines": len(lines)}
        )


def _write(survey: Survey, words: SurveyWords) -> None:
    survey.year, survey.title, survey.source = words.year, nfc(words.title), words.source
    survey.lowest, survey.highest = words.lowest, words.highest
    survey.least_answers = words.least_answers
    survey.document_number = nfc(words.document_number)
    survey.introduction, survey.step_words = nfc(words.introduction), nfc(words.step_words)
    survey.opens_on, survey.closes_on = words.opens_on, words.closes_on
    survey.save()
    made = QuestionGroup.objects.bulk_create(
        QuestionGroup(survey=survey, code=group.code, name=group.name, order=order)
        for order, group in enumerate(words.groups)
    )
    Question.objects.bulk_create(
        Question(group=group, text=text, order=order)
        for group, draft in zip(made, words.groups, strict=True)
        for order, text in enumerate(draft.questions)
    )


def _facts(survey: Survey) -> dict[str, object]:
    return {
        "year": survey.year,
        "survey_title": survey.title,
        "source": survey.source,
        "scale": f"{survey.lowest.normalize():f}–{survey.highest.normalize():f}",
        "least_answers": survey.least_answers,
        "groups": list(survey.groups.values_list("code", flat=True)),
        "opens_on": survey.opens_on,
        "closes_on": survey.closes_on,
    }

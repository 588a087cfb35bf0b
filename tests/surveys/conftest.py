"""Two communes, two people of the standing office, a survey from a file and a questionnaire that asks."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from thidua.core.blocks import Block
from thidua.core.roles import Role
from thidua.surveys import services
from thidua.surveys.enums import Source
from thidua.surveys.groups import GroupDraft
from thidua.surveys.models import Question
from thidua.surveys.questionnaire.answering import answer, find_link
from thidua.surveys.questionnaire.links import make_links
from thidua.surveys.services import SurveyWords
from thidua.units.enums import UnitKind
from thidua.units.services import NewUnit, register_unit

GROUPS = (
    GroupDraft("TTHC", "Giải quyết thủ tục hành chính", ["Có dễ hiểu không?", "Có đúng hẹn không?"]),
    GroupDraft("CBCC", "Công chức tiếp nhận", ["Có tận tình không?"]),
)


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def _unit(code, name, at):
    new = NewUnit(code=code, kind=UnitKind.XA, name=name, full_name=f"Xã {name}", block=Block.XA)
    return register_unit(by=None, at=at, unit=new, on=date(2025, 7, 1))


@pytest.fixture
def unit(demo_day, at):
    return _unit("11629", "An Lão", at)


@pytest.fixture
def other_unit(demo_day, at):
    return _unit("10888", "Cẩm Giàng", at)


@pytest.fixture
def specialist(make_person):
    return make_person("chuyenvien", Role.STANDING_SPECIALIST, full_name="Phạm Ngọc Quyên")


@pytest.fixture
def head(make_person):
    return make_person("truongphong", Role.STANDING_HEAD, full_name="Vũ Đình Nghĩa")


@pytest.fixture
def leader(make_person):
    return make_person("lanhdao", Role.DECISION_MAKER, full_name="Hoàng Minh Chiến")


@pytest.fixture
def of_file():
    """A survey on 0–100 whose results come in a file."""
    groups = tuple(replace(group, questions=[]) for group in GROUPS)
    return SurveyWords(2026, "SIPAS 2026", Source.FILE, Decimal(0), Decimal(100), groups)


@pytest.fixture
def of_people(at):
    """A questionnaire on 1–5, open for a month around the day of the tests."""
    words = SurveyWords(2026, "Ý kiến người dân", Source.ONLINE, Decimal(1), Decimal(5), GROUPS)
    return replace(words, opens_on=at.date() - timedelta(9), closes_on=at.date() + timedelta(20))


@pytest.fixture
def in_file(unit, other_unit, specialist, of_file, at):
    return services.begin(by=specialist, at=at, words=of_file)


@pytest.fixture
def asking(unit, other_unit, specialist, of_people, at):
    """The questionnaire, open, with seven links for the first commune: (survey, secrets)."""
    survey = services.begin(by=specialist, at=at, words=of_people)
    made = make_links(by=specialist, at=at, survey=survey, unit_ids=[unit.pk], each=7)
    survey = services.open_questionnaire(by=specialist, at=at, survey=survey)
    return survey, [link.secret for link in made]


@pytest.fixture
def send(at):
    """send(secret, 5, 4, None) → answers the questions in their order; None: no opinion."""

    def sent(secret, *steps):
        link = find_link(secret)
        questions = Question.objects.filter(group__survey=link.survey).order_by("group__order", "order")
        told = {question.pk: step for question, step in zip(questions, steps, strict=True) if step}
        answer(link=link, steps=told, today=at.date())

    return sent

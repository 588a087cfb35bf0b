"""The phường of the dossiers' tests with a sent dossier, and those who appraise it."""

import pytest
from tests.dossiers.conftest import *  # noqa: F403  (the same units, people and dossier)

from thidua.appraising.conflicts.services import state_conflict
from thidua.appraising.enums import ItemState, Outcome, Say, Stage
from thidua.appraising.intake.items import items_of, known_of
from thidua.appraising.intake.services import confirm_bars, take_in
from thidua.appraising.judging.criteria import criteria_of
from thidua.appraising.judging.evidence import pins_of
from thidua.appraising.judging.services import NewFinding, give_opinion, note_findings
from thidua.awards.snapshot import snapshot_on
from thidua.core.roles import Role
from thidua.dossiers.bars.services import Stated
from thidua.dossiers.models import Dossier
from thidua.dossiers.nominations import nomination_of
from thidua.units.selectors import history


@pytest.fixture
def board(make_person):
    return make_person("ban.tdkt", Role.EMULATION_BOARD, full_name="Trịnh Hồng Vân")


@pytest.fixture
def leader(make_person):
    return make_person("lanhdao", Role.DECISION_MAKER, full_name="Hoàng Minh Chiến")


def verdict_of(row, on):
    return snapshot_on(on).assess(nomination_of(row))


def items(row, on):
    unit = history(on).by_id()[row.filing.unit_id]
    return items_of(row, verdict_of(row, on).award, known_of(unit, on, on))


def questions(row, stage, on):
    return criteria_of(stage, verdict_of(row, on), items(row, on))


@pytest.fixture
def take(specialist, at):
    """take(dossier): complete and received."""

    def act(row, *, by=None, **states):
        asked = items(row, at.date())
        kept = {item.code: ItemState.THERE for item in asked} | states
        take_in(by=by or specialist, at=at, dossier=row, items=asked, states=kept)
        return Dossier.objects.select_related("filing__unit").get(pk=row.pk)

    return act


@pytest.fixture
def find(at):
    """find(dossier, stage, by): every question of the stage holds, by the facts of the dossier."""

    def act(row, stage, by, outcome=Outcome.HOLDS, words="", seen=None):
        pin = next(one for one in pins_of(row, at.date()) if one.value == "part:facts")
        new = [NewFinding(one, outcome, words, pin, seen) for one in questions(row, stage, at.date())]
        return note_findings(by=by, at=at, dossier=row, stage=stage, findings=new)

    return act


@pytest.fixture
def say(at):
    def act(row, stage, by, what=Say.AGREE, words="", seen=None):
        return give_opinion(
            by=by, at=at, dossier=row, stage=stage, say=what, words=words, seen=seen,
            criteria=questions(row, stage, at.date()),
        )  # fmt: skip

    return act


@pytest.fixture
def confirm(at):
    """confirm(dossier, by): the office asked and nothing bars the subject."""

    def act(row, by, words="Công văn 31/TTTP-NV: không có vụ việc", moment=None):
        return confirm_bars(by=by, at=moment or at, dossier=row, stated=Stated(words=words))

    return act


@pytest.fixture
def clear(at):
    """clear(dossier, person…): they have nothing to do with the unit."""

    def act(row, *people):
        for person in people:
            state_conflict(by=person, at=at, filing=row.filing, is_recused=False)
        return row

    return act


@pytest.fixture
def received(sent, take):
    return take(sent)


@pytest.fixture
def content_done(received, find, say, specialist):
    find(received, Stage.CONTENT, specialist)
    say(received, Stage.CONTENT, specialist)
    return received

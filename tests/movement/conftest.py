"""The office's head, who decides how the plan is read, and a day to live on."""

from datetime import date

import pytest
from tests.amending import amend_plan, approve_plan

from thidua.core.roles import Role
from thidua.foundation.moment import describe_installation
from thidua.movement.calendar_services import record_notice
from thidua.movement.services import choose_reading


@pytest.fixture
def head(make_person):
    return make_person("truong.phong", Role.STANDING_HEAD, full_name="Vũ Đình Nghĩa")


@pytest.fixture
def choose(head, at):
    """choose("any", date(2027, 2, 10)): how the yearly award of a collective is read from that day on."""

    def act(option, decided_on, **change):
        decision = {
            "switch": "annual_collective_logic",
            "reason": "Ý kiến thống nhất của Sở Nội vụ",
            "document_number": f"{decided_on:%d%m}/SNV-CCHC",
            "decider": head.get_full_name(),
        } | change
        return choose_reading(by=head, at=at, option=option, decided_on=decided_on, **decision)

    return act


@pytest.fixture
def notify(at):
    """notify(): a notice of 01/02/2027 that moves the dossier of 2026 to 15/4/2027, unless said otherwise."""

    def act(**change):
        notice = {
            "deadline": "annual_dossier",
            "cycle": 2026,
            "day": date(2027, 4, 15),
            "number": "7/TB-SNV",
            "issued": date(2027, 2, 1),
        } | change
        return record_notice(by=None, at=at, **notice)

    return act


@pytest.fixture
def live_on(db, at):
    """live_on(date(2027, 3, 1)): the pages are of that day."""

    def act(day):
        describe_installation(by=None, at=at, is_demo=True, demo_date=day, stage="tests")

    return act


@pytest.fixture
def drafter(make_person):
    return make_person("chuyen.vien", Role.STANDING_SPECIALIST, full_name="Phạm Ngọc Quyên")


@pytest.fixture
def amend(drafter, at):
    """amend({"III.2.1.2.a.TT.2.X": 3}): a draft with these numbers, by clause."""
    return lambda numbers, **given: amend_plan(numbers, **{"by": drafter, "at": at} | given)


@pytest.fixture
def approve(head, at):
    """approve(draft): confirmed for every cycle from today on, unless said otherwise."""
    return lambda version, **given: approve_plan(version, **{"by": head, "at": at} | given)

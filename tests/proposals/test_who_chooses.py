"""Who is asked to choose: the office, but not on its own nor where it stepped aside; the board on those."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from thidua.appraising.conflicts.services import state_conflict
from thidua.core.blocks import Block
from thidua.core.roles import Role
from thidua.dossiers.models import Dossier
from thidua.proposals.freezing import confirm, discard, freeze
from thidua.proposals.obstacles import obstacles_of
from thidua.proposals.todo import tasks_for
from thidua.units.enums import STANDING_OFFICE_UNIT, UnitKind
from thidua.units.services import NewUnit, register_unit

OF_THE_BOARD = "Ban Thi đua – Khen thưởng chưa chọn"


@pytest.fixture
def office_unit(year):
    new = NewUnit(
        code=STANDING_OFFICE_UNIT, kind=UnitKind.AGENCY, name="Nội vụ", full_name="Sở Nội vụ", block=Block.SO
    )
    year.units[STANDING_OFFICE_UNIT] = register_unit(by=None, at=year.at, unit=new, on=date(2025, 7, 1))


def asked(year, user):
    return [str(task.action) for task in tasks_for(user, year.at) if "hồ sơ" in str(task.action)]


def unchosen(year):
    return [one.text for one in obstacles_of(year.whole) if "hưa chọn" in one.text]


def test_the_own_dossiers_of_the_office_are_asked_of_the_board(year, office_unit):
    own = year.put(STANDING_OFFICE_UNIT, "annual.collective")
    assert (asked(year, year.by), asked(year, year.board)) == ([], ["Chọn đề nghị hay không cho 1 hồ sơ"])
    [told] = unchosen(year)
    assert told.startswith(OF_THE_BOARD)
    assert own.code in told

    other = year.put("11311", "annual.collective")
    assert asked(year, year.by) == asked(year, year.board) == ["Chọn đề nghị hay không cho 1 hồ sơ"]
    assert [(other.code in one, own.code in one) for one in unchosen(year)] == [(True, False), (False, True)]
    year.choose(own, False, by=year.board)
    assert asked(year, year.board) == []


def test_nobody_is_asked_of_a_second_person_who_fell_with_the_flag(period):
    flag = period.put("11311", "period.flag")
    first = period.put("11311", "period.individual", subject_name="Lê Thị Hoa")
    second = period.put("11311", "period.individual", subject_name="Trần Văn Bình", is_conditional=True)
    assert asked(period, period.by) == ["Chọn đề nghị hay không cho 3 hồ sơ"]

    period.choose(first, True)
    assert asked(period, period.by) == ["Chọn đề nghị hay không cho 2 hồ sơ"]
    period.choose(flag, False, "Không dẫn đầu khối.")
    assert period.whole.by_pk[second.pk].dropped
    assert asked(period, period.by) == unchosen(period) == []
    confirm(by=period.head, at=period.at, proposal=freeze(by=period.by, at=period.at, cycle=period.cycle))
    assert asked(period, period.by) == []

    # The flag is proposed after all: then he is to be chosen on.
    period.choose(flag, True, "Xét lại.")
    assert asked(period, period.by) == ["Chọn đề nghị hay không cho 1 hồ sơ"]


def test_a_unit_from_which_all_the_office_stepped_aside_is_asked_of_the_board(year):
    row = year.put("11311", "annual.collective")
    for person, is_last in ((year.by, False), (year.head, True)):
        state_conflict(by=person, at=year.at, filing=row.filing, is_recused=True, reason="Người thân")
        assert asked(year, person) == []
        assert bool(asked(year, year.board)) is is_last
    assert unchosen(year)[0].startswith(OF_THE_BOARD)


def test_a_dossier_that_nobody_is_left_to_appraise_stands_apart(year, opinions, make_person):
    left, waits = year.put("11311", "annual.collective"), year.put("11329", "annual.collective")
    for row in (left, waits):
        opinions[row.pk] = {"content": "agree"}
    state_conflict(by=year.board, at=year.at, filing=left.filing, is_recused=True, reason="Người thân")

    def told():
        found = {one.words.split(":")[0]: one.codes for one in obstacles_of(year.whole)}
        return found.get("Chưa thẩm định xong"), found.get("Không còn ai thẩm định được bước đang chờ")

    assert told() == ((waits.code,), (left.code,))
    make_person("thiduakt2", Role.EMULATION_BOARD, full_name="Bùi Văn Tới")
    assert told() == ((left.code, waits.code), None)


def test_a_dossier_that_comes_after_the_list_is_told(year):
    first = year.put("11311", "annual.collective", initiatives=(year.initiative("11311", "SK-1"),))
    year.choose(first, True)
    assert asked(year, year.by) == []
    proposal = freeze(by=year.by, at=year.at, cycle="2026")
    late = year.put("11329", "annual.collective")
    assert asked(year, year.by) == [], "a frozen list waits"
    discard(by=year.head, at=year.at, proposal=proposal)
    year.choose(late, False)
    confirm(by=year.head, at=year.at, proposal=freeze(by=year.by, at=year.at, cycle="2026"))
    Dossier.objects.update(decided_at=year.at)

    year.put("11407", "annual.collective")
    year.put("11407", "adhoc.collective", justification="Văn bản 12")

    assert asked(year, year.by) == ["Chọn đề nghị hay không cho 1 hồ sơ"]


def test_the_question_is_one_however_many_dossiers(year):
    counts = []
    for number in range(2):
        for one in range(3):
            year.put("11311", "annual.individual", subject_name=f"Người {number} {one}")
        for user in (year.by, year.board):
            tasks_for(user, year.at)
            with CaptureQueriesContext(connection) as queries:
                tasks_for(user, year.at)
            counts.append(len(queries))
    assert counts[:2] == counts[2:]

"""How a list is shared out: who was honoured before is a person, not a name."""

from datetime import date
from decimal import Decimal

import pytest
from tests.proposals.test_second_list import list_of

from thidua.awards.services import GivenAward, register_awards
from thidua.dossiers.models import Dossier
from thidua.proposals.content import share_apart
from thidua.proposals.letter_tables import shares_table
from thidua.proposals.shares import as_dict, shares_of


def test_a_namesake_born_in_another_year_is_put_forward_for_the_first_time(year):
    for birth_year in (1980, 1991):
        year.put("11311", "annual.individual", subject_name="Lê Thị Hoa", birth_year=birth_year)
    # Of the other two the register knows one without a year of birth, as old lists have them.
    year.put("11329", "annual.individual", subject_name="Trần Văn Bình", birth_year=1975)
    year.put("11329", "annual.individual", subject_name="Đỗ Văn Minh", birth_year=1975)
    given = (("11311", "LÊ THỊ HOA", 1980), ("11329", "Trần Văn Bình", None))
    register_awards(
        by=year.by,
        at=year.at,
        awards=[
            GivenAward(
                unit=year.units[code], award="annual.individual", cycle="2025", person_name=name,
                birth_year=born, decision_number="7/QĐ-UBND", decided_on=date(2026, 3, 1),
            )
            for code, name, born in given
        ],
    )  # fmt: skip

    [history] = [group for group in shares_of(year.whole.lines, "2026") if group.key == "history"]

    assert {one.key: one.handed_in for one in history.shares} == {"first": 2, "again": 2}


@pytest.mark.parametrize(
    ("born", "known", "history"),
    [(1980, 1980, "again"), (1980, None, "unknown"), (None, 1980, "unknown"), (1980, 1991, "first")],
)
def test_a_person_honoured_at_another_unit_is_known_by_name_and_year_of_birth(year, born, known, history):
    row = year.put("11311", "annual.individual", subject_name="Lê Thị Hoa", birth_year=born)
    year.put("11329", "annual.collective")
    register_awards(
        by=year.by,
        at=year.at,
        awards=[
            GivenAward(
                unit=year.units["11407"], award="annual.individual", cycle="2025", person_name="Lê Thị Hoa",
                birth_year=known, decision_number="7/QĐ-UBND", decided_on=date(2026, 3, 1),
            )
        ],
    )  # fmt: skip

    [asked] = [group for group in shares_of(year.whole.lines, "2026") if group.key == "history"]
    found = {one.key: one.handed_in for one in asked.shares if one.handed_in}

    assert found == ({"first": 2} if history == "first" else {"first": 1, history: 1}), row.code
    table = shares_table(as_dict(shares_of(year.whole.lines, "2026")))
    assert ("Có thể đã được khen ở nơi khác" in str(table.rows)) is (history == "unknown")


def test_a_part_of_a_unit_and_the_unit_itself_are_two_collectives(year):
    year.put("11311", "annual.collective")
    year.put("11329", "adhoc.collective", subject_name="Phòng Văn hóa – Xã hội")
    year.put("11407", "adhoc.collective", subject_name="Phòng Kinh tế")
    given = (("11311", "Phòng Kinh tế"), ("11329", ""), ("11407", "PHÒNG KINH TẾ"))
    register_awards(
        by=year.by,
        at=year.at,
        awards=[
            GivenAward(
                unit=year.units[code], award="annual.collective", cycle="2025", person_name=name,
                decision_number="7/QĐ-UBND", decided_on=date(2026, 3, 1),
            )
            for code, name in given
        ],
    )  # fmt: skip

    [history] = [group for group in shares_of(year.whole.lines, "2026") if group.key == "history"]

    assert {one.key: one.handed_in for one in history.shares} == {"first": 2, "again": 1}


def before(world, group="block"):
    """Key → how many were proposed in the year before, of a group."""
    [found] = [one for one in shares_of((), str(int(world.cycle) + 1)) if one.key == group]
    return {one.key: one.last for one in found.shares}


def test_all_lists_of_the_year_before_are_counted_each_dossier_once(year):
    """The first list had two, of which one was dropped; a late one came on a third after the decision."""
    first, dropped = (year.put(code, "annual.individual", subject_name=code) for code in ("11311", "11329"))
    year.choose(first, True, "Xuất sắc")
    year.choose(dropped, True, "Xuất sắc")
    list_of(year)
    year.choose(dropped, False, "Không còn đạt")
    list_of(year, reason="Bỏ một hồ sơ")
    assert before(year)["phuong"] == 1

    Dossier.objects.update(decided_at=year.at)
    late = year.put("11407", "annual.individual", subject_name="C")
    year.choose(late, True, "Xuất sắc")
    list_of(year, reason="Hồ sơ nộp muộn")
    assert before(year)["phuong"] == 2

    year.choose(late, False, "Không còn đạt")
    second = year.put("11407", "annual.individual", subject_name="D")
    year.choose(second, True, "Xuất sắc")
    list_of(year, reason="Thêm một hồ sơ")
    assert before(year)["phuong"] == 2, "in place of the late one"


def test_what_stands_apart_is_rounded_half_up_as_in_excel():
    told = {of: share_apart({"apart": 1, "proposed": of}) for of in (16, 80, 3, 0)}
    assert told == {16: Decimal("6.3"), 80: Decimal("1.3"), 3: Decimal("33.3"), 0: None}

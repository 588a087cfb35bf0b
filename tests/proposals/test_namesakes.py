"""Two people of one unit with the same name in one list, and what the frozen file says of them."""

import pytest
from tests.proposals.test_second_list import decide, list_of

from thidua.core.frozen import canonical, content_of
from thidua.core.frozen_proposal import mismatches
from thidua.proposals.freezing import freeze

BEYOND = {"justification": "Văn bản 12", "ground_source": "Công văn 12/UBND-NC"}


@pytest.fixture
def namesakes(year):
    """One for the award of the year, the other outside the limits."""
    name = {"subject_name": "Lê Thị Hoa"}
    first = year.put("11311", "annual.individual", birth_year=1988, **name)
    return first, year.put("11311", "discretionary.individual", birth_year=1975, **BEYOND, **name)


def test_both_are_proposed_and_the_file_is_judged_the_same(year, namesakes):
    assert year.whole.limits == []
    year.put("11329", "annual.individual", subject_name="Trần Bình", birth_year=1990)
    for line in year.whole.lines:
        year.choose(line.row, True)
    frozen = freeze(by=year.by, at=year.at, cycle="2026", knows_apart=True)
    content = content_of(canonical(frozen.content))
    assert mismatches(content) == []
    # Of others the file says no year.
    assert content["namesakes"] == {str(row.pk): row.birth_year for row in namesakes}
    # A file that does not tell them apart does not stand; nor does one of the same year.
    del content["namesakes"]
    assert [one.what for one in mismatches(content)] == ["hạn mức"]
    content["namesakes"] = {str(row.pk): 1988 for row in namesakes}
    assert [one.what for one in mismatches(content)] == ["hạn mức"]


def test_a_namesake_who_was_awarded_before_stands_in_nobodys_way(year, namesakes):
    first, later = namesakes
    year.choose(first, True)
    year.choose(later, False, "Chờ bổ sung")
    list_of(year)
    decide(year, first)
    year.choose(later, True)
    assert year.whole.limits == []
    second = freeze(by=year.by, at=year.at, cycle="2026", reason="Bổ sung", knows_apart=True)
    assert mismatches(content_of(canonical(second.content))) == []
    assert sorted(second.content["namesakes"].values()) == [1975, 1988]


def test_of_whom_no_year_is_known_is_taken_for_the_same(year, namesakes):
    later = namesakes[1]
    later.birth_year = None
    later.save()
    [limit] = year.whole.limits
    assert limit.violation.rule == "one_award"

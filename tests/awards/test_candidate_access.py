"""Candidates are personal: exactly who sees which, and who may write."""

from datetime import date

import pytest
from django.http import Http404

from thidua.awards.access import candidates
from thidua.core.roles import UNIT_ROLES, Role
from thidua.foundation.access import Refused

SEE_ALL = {
    "standing_specialist",
    "standing_head",
    "emulation_board",
    "council_member",
    "council_secretary",
    "decision_maker",
    "auditor",
}
SEE_OWN = {"unit_officer", "unit_head"}


@pytest.fixture
def own(propose, giang):
    return propose(giang, "annual.individual", person_name="Lê Thu Hạnh")


@pytest.fixture
def foreign(propose, giàng):
    return propose(giàng, "annual.individual", person_name="Chu Văn Hòa")


@pytest.fixture
def people(make_person, giang):
    """One person for each hat; unit hats are of Xã Cẩm Giang."""
    return {
        role.value: make_person(role.value.replace("_", "."), (role, giang if role in UNIT_ROLES else None))
        for role in Role
    }


def test_each_role_sees_exactly_the_candidates_it_needs(own, foreign, people, on):
    seen = {
        role: {row.person_name for row in candidates.visible_to(user, on)} for role, user in people.items()
    }

    expected = {role: set() for role in people}
    expected |= {role: {"Lê Thu Hạnh", "Chu Văn Hòa"} for role in SEE_ALL}
    expected |= {role: {"Lê Thu Hạnh"} for role in SEE_OWN}
    assert seen == expected


def test_the_same_is_told_for_a_unit_as_a_whole(people, on, giang, giàng):
    def seers(unit):
        return {role for role, user in people.items() if candidates.may_see(user, on, unit.pk)}

    assert seers(giang) == SEE_ALL | SEE_OWN
    assert seers(giàng) == SEE_ALL
    assert {role for role, user in people.items() if candidates.may_see_all(user, on)} == SEE_ALL


def test_one_person_may_work_for_two_units(make_person, own, foreign, giang, giàng, on):
    both = make_person("can.bo", (Role.UNIT_OFFICER, giang), (Role.UNIT_HEAD, giàng))

    assert set(candidates.visible_to(both, on)) == {own, foreign}


def test_a_hat_that_is_not_worn_yet_shows_nothing(people, own):
    before = date(2025, 12, 31)  # the hats begin on 01/01/2026

    assert [role for role, user in people.items() if candidates.visible_to(user, before).exists()] == []


def test_a_foreign_candidate_does_not_exist_for_a_unit(people, foreign, on):
    with pytest.raises(Http404):
        candidates.get_for(people["unit_officer"], on, pk=foreign.pk)


def test_only_the_units_own_people_write(people, own, on):
    outcome = {}
    for role, user in people.items():
        try:
            outcome[role] = candidates.get_for(user, on, action="write", pk=own.pk).pk
        except (Refused, Http404) as fault:
            outcome[role] = type(fault)

    expected = dict.fromkeys(people, Http404)
    expected |= dict.fromkeys(SEE_ALL, Refused)
    expected |= dict.fromkeys(SEE_OWN, own.pk)
    assert outcome == expected


def test_a_refusal_to_write_names_who_may(people, own, on):
    with pytest.raises(Refused, match="Cán bộ phụ trách của đơn vị và Thủ trưởng đơn vị"):
        candidates.get_for(people["auditor"], on, action="write", pk=own.pk)

"""Two people of one unit with the same name are two people where their years of birth say so (III.1.2.2)."""

from dataclasses import replace

import pytest
from tests.dossiers.conftest import PERSON

from thidua.dossiers.enums import DossierState
from thidua.dossiers.errors import DossierRefused
from thidua.dossiers.models import Dossier
from thidua.dossiers.quotas import broken_with

pytestmark = pytest.mark.usefixtures("demo_day")
BEYOND = "discretionary.individual"


def test_a_namesake_of_another_year_is_another_person(published, start, wait, at):
    wait(start("annual.individual", PERSON))
    other = wait(start(BEYOND, replace(PERSON, birth_year=1975)))
    assert other.state == DossierState.WAITING
    assert broken_with(other.filing, list(Dossier.objects.all()), at.date()) == []


@pytest.mark.parametrize("year", [PERSON.birth_year, None])
def test_of_the_same_year_or_of_none_it_may_be_the_same_person(published, start, wait, year):
    wait(start("annual.individual", PERSON))
    with pytest.raises(DossierRefused, match="Lê Thị Hoa được đề nghị nhiều hình thức"):
        wait(start(BEYOND, replace(PERSON, birth_year=year)))


def test_it_is_the_same_person_wherever_the_tone_is_typed(published, start, wait):
    """“Hoà” and “Hòa” are one name, typed in the old and in the new way."""
    wait(start("annual.individual", replace(PERSON, name="Lê Thị Hoà")))
    with pytest.raises(DossierRefused, match="được đề nghị nhiều hình thức"):
        wait(start(BEYOND, replace(PERSON, name="Lê Thị Hòa")))

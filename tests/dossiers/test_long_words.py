"""In a browser: a word without a blank, such as a pasted address, does not make the page of a phone wide."""

import pytest
from django.urls import reverse
from tests.looking import faults_of

from thidua.dossiers.services import Subject
from thidua.initiatives.services import NewInitiative, register_initiative
from thidua.units.models import Unit

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("demo_day"),
]
WORD = "https://dichvucong.haiphong.gov.vn/huong-dan/" + "ho-so-mot-cua" * 7


def test_a_pasted_address_is_broken(open_page, published, start, officer, unit, at):
    row = start("annual.individual", Subject(name=WORD[:160], position=WORD[:160]))
    initiative = register_initiative(
        by=None,
        at=at,
        initiative=NewInitiative(code="SK-1", unit=Unit.objects.get(pk=unit.id), title=WORD, problem=WORD),
    )

    for address in (
        reverse("dossiers:dossier", args=[row.pk]),
        reverse("dossiers:subject", args=[row.pk]),
        reverse("dossiers:routes"),
        reverse("initiatives:one", args=[initiative.pk]),
    ):
        page = open_page(address, user=officer, width=360)
        assert faults_of(page) == [], address

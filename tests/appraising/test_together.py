"""Intake of all dossiers of one filing at once: each an act of its own, what lacks something stays."""

import pytest
from django.urls import reverse
from tests.dossiers.conftest import PERSON
from tests.page_text import words

from thidua.appraising.conflicts.services import state_conflict
from thidua.appraising.intake.models import Intake
from thidua.dossiers.enums import DossierState
from thidua.dossiers.models import Dossier
from thidua.foundation.audit.models import AuditEvent


@pytest.fixture(autouse=True)
def on_the_day(demo_day):
    return demo_day


@pytest.fixture
def both(sent, start, wait, send):
    """The collective's dossier and a person's, both sent."""
    person = wait(start("annual.individual", PERSON))
    send(person, knows_not_met=True)
    return sent, Dossier.objects.select_related("filing__unit").get(pk=person.pk)


def test_the_complete_are_taken_in_and_the_others_stay(client, both, specialist, at):
    whole, lacking = both
    client.force_login(specialist)
    page = reverse("appraising:filing", args=[whole.filing_id])
    asked = client.get(page)
    assert asked["Location"] == reverse("appraising:dossier", args=[whole.pk])  # a word about relations first
    state_conflict(by=specialist, at=at, filing=whole.filing, is_recused=False)
    assert "nhận cùng lúc 2 hồ sơ của đơn vị" in words(client.get(reverse("appraising:queue")))
    Dossier.objects.filter(pk=lacking.pk).update(selected=None)
    assert "thiếu Biên bản họp xét của hội đồng đơn vị" in words(client.get(page))
    told = client.post(page, {"ho-so": [whole.pk, lacking.pk]}, follow=True)
    assert "Đã tiếp nhận 1 hồ sơ" in words(told)
    states = dict(Dossier.objects.values_list("pk", "state"))
    assert states == {whole.pk: DossierState.RECEIVED, lacking.pk: DossierState.SENT}
    assert Intake.objects.get().is_complete
    assert AuditEvent.objects.filter(action="appraising.intake").count() == 1
    assert "đánh dấu ít nhất một hồ sơ" in words(client.post(page, {"ho-so": ["x"]}, follow=True))


def test_nobody_takes_in_the_dossiers_of_a_unit_from_which_he_stepped_aside(client, both, specialist, at):
    whole, _ = both
    state_conflict(by=specialist, at=at, filing=whole.filing, is_recused=True, reason="Vợ công tác tại đây")
    client.force_login(specialist)
    refused = client.post(reverse("appraising:filing", args=[whole.filing_id]), {"ho-so": [whole.pk]})
    assert refused.status_code == 403
    assert not Intake.objects.exists()


def test_the_list_asks_the_database_no_more_for_more(
    client, both, specialist, at, django_assert_num_queries, django_assert_max_num_queries
):
    whole, other = both
    state_conflict(by=specialist, at=at, filing=whole.filing, is_recused=False)
    client.force_login(specialist)
    page = reverse("appraising:filing", args=[whole.filing_id])
    client.get(page)
    with django_assert_max_num_queries(60) as two:
        client.get(page)
    Dossier.objects.filter(pk=other.pk).update(state=DossierState.RECEIVED)
    with django_assert_num_queries(len(two)):
        client.get(page)

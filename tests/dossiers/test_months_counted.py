"""Work that goes on counts to the day on which the dossier is looked at, handed over and sent, not longer."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from tests.dossiers.conftest import PERSON

from thidua.dossiers.models import Dossier
from thidua.dossiers.nominations import nomination_of
from thidua.dossiers.sending.afterwards import recall
from thidua.dossiers.sending.signing import hand_over

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
LATER = datetime(2029, 1, 20, 9, tzinfo=VIETNAM)
LATEST = datetime(2029, 3, 5, 9, tzinfo=VIETNAM)


@pytest.fixture
def told(published, start, fill):
    """Work since 01/01/2026 “to this day”, told on 15/02/2027."""
    row = fill(start("period.individual", PERSON, cycle="2026-2030"))
    assert row.par_months == 13
    return row


def test_work_that_goes_on_counts_to_the_day_of_each_step(told, send, officer):
    row = hand_over(by=officer, at=LATER, dossier=told)
    assert row.par_months == 36
    [frozen] = send(row, moment=LATEST, knows_not_met=True).content["dossiers"]
    assert frozen["facts"]["par_months"] == 38
    row.refresh_from_db()
    assert row.par_months == 38
    assert nomination_of(row, date(2030, 1, 1)).facts.par_months == 38


def test_a_dossier_that_comes_back_counts_on(told, send, officer, head):
    send(hand_over(by=officer, at=LATER, dossier=told), moment=LATER, knows_not_met=True)
    row = recall(by=head, at=LATER, dossier=told)
    assert nomination_of(row).facts.par_months == 36
    assert nomination_of(row, LATEST.date()).facts.par_months == 38


@pytest.mark.usefixtures("demo_day")
def test_pages_count_to_the_day_on_which_they_are_opened(told, client, officer):
    Dossier.objects.update(par_months=11)  # as it was two months before
    client.force_login(officer)
    for name, args in (("work", [told.pk]), ("check", [told.pk]), ("panel", [told.pk])):
        shown = client.get(reverse(f"dossiers:{name}", args=args)).content.decode()
        assert "13 tháng" in shown, name
        assert "11 tháng" not in shown, name

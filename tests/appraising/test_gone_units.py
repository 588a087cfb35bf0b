"""The dossier of a unit that ceased to exist: every page still opens, and the office can close it (B09)."""

from datetime import timedelta

import pytest
from django.urls import reverse
from tests.page_text import words

from thidua.appraising.errors import AppraisalRefused
from thidua.appraising.intake import services
from thidua.appraising.intake.services import withdraw_for_gone
from thidua.core.roles import Role
from thidua.dossiers.enums import DossierState
from thidua.dossiers.errors import DossierRefused
from thidua.dossiers.models import Dossier, Submission
from thidua.dossiers.sending import afterwards
from thidua.initiatives.ledger.selectors import uses_of
from thidua.units.services import Decision, dissolve_unit


@pytest.fixture
def gone(sent, at):
    """A sent dossier whose unit is dissolved on the day."""
    dissolve_unit(
        by=None, at=at, unit=sent.filing.unit, on=at.date(), decision=Decision("9/NQ-HĐND", at.date())
    )
    return Dossier.objects.select_related("filing__unit").get(pk=sent.pk)


@pytest.mark.usefixtures("demo_day")
class TestPages:
    def test_lists_dossier_and_receipt_still_open(
        self, client, gone, specialist, officer, make_person, clear
    ):
        clear(gone, specialist)
        client.force_login(specialist)
        cycle = gone.filing.cycle
        assert gone.code in words(client.get(reverse("dossiers:list") + f"?dot={cycle}"))
        assert gone.code in words(client.get(reverse("appraising:queue") + f"?dot={cycle}"))
        receipt = reverse("dossiers:receipt", args=[Submission.objects.get().pk])
        assert client.get(receipt).status_code == 200
        desk = words(client.get(reverse("appraising:dossier", args=[gone.pk])))
        assert "không còn từ ngày" in desk

        client.force_login(make_person("kiem.tra", Role.AUDITOR))
        assert client.get(reverse("dossiers:dossier", args=[gone.pk])).status_code == 200
        client.force_login(officer)
        for name, key in (("dossier", gone.pk), ("facts", gone.pk), ("filing", gone.filing_id)):
            assert client.get(reverse(f"dossiers:{name}", args=[key])).status_code == 200, name

    def test_the_office_closes_it_with_a_reason(self, client, gone, specialist, clear, world, at):
        clear(gone, specialist)
        client.force_login(specialist)
        desk = reverse("appraising:dossier", args=[gone.pk])
        assert "Rút hồ sơ thay đơn vị" in words(client.get(desk))

        act = reverse("appraising:act", args=[gone.pk, "gone"])
        assert "Chưa ghi được" in words(client.post(act, {"reason": ""}))
        done = words(client.post(act, {"reason": "Sáp nhập theo Nghị quyết 9"}, follow=True))

        assert "Đã rút hồ sơ thay đơn vị không còn" in done
        assert "Rút hồ sơ thay đơn vị</button>" not in client.get(desk).content.decode()
        gone.refresh_from_db()
        assert (gone.state, gone.withdrawn_reason) == (DossierState.WITHDRAWN, "Sáp nhập theo Nghị quyết 9")
        assert [use for use in uses_of(world, at.date()) if use.row.ended_at is None] == []


def test_a_living_unit_withdraws_its_dossier_itself(sent, specialist, at):
    with pytest.raises(AppraisalRefused, match="vẫn hoạt động"):
        withdraw_for_gone(by=specialist, at=at, dossier=sent, reason="Thừa")


def test_before_the_day_it_is_dissolved_it_is_there(sent, specialist, at):
    later = at.date() + timedelta(days=1)
    dissolve_unit(by=None, at=at, unit=sent.filing.unit, on=later, decision=Decision("9/NQ-HĐND", at.date()))
    with pytest.raises(AppraisalRefused, match="vẫn hoạt động"):
        withdraw_for_gone(by=specialist, at=at, dossier=sent, reason="Thừa")


def test_closing_asks_for_a_reason(gone, specialist, at):
    with pytest.raises(DossierRefused, match="lý do"):
        withdraw_for_gone(by=specialist, at=at, dossier=gone, reason=" ")


def test_what_hangs_on_it_and_was_never_sent_goes_with_it(gone, specialist, at, monkeypatch):
    """A second person whose dossier waited for the head: nobody of the office can open it."""
    hanging = Dossier.objects.create(
        filing=gone.filing,
        number=9,
        award="annual.individual",
        subject_name="Lê Thị Hoa",
        state=DossierState.WAITING,
        is_conditional=True,
        started_by=specialist,
        started_at=at,
    )
    monkeypatch.setattr(services, "hanging_on", lambda row, on: [hanging])
    monkeypatch.setattr(afterwards, "hanging_on", lambda row, on: [])

    withdraw_for_gone(by=specialist, at=at, dossier=gone, reason="Sáp nhập")

    hanging.refresh_from_db()
    assert (hanging.state, hanging.withdrawn_reason) == (DossierState.WITHDRAWN, "Sáp nhập")

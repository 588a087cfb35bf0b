"""A unit that is no more is awarded by what was signed while it was there, and by nothing else (B09)."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.urls import reverse
from docx import Document
from tests.decisions.test_holds import NEW, page_of
from tests.decisions.test_pages import filled, words

from thidua.awards.models import AwardRecord
from thidua.core.text import format_date
from thidua.decisions.errors import DecisionRefused
from thidua.decisions.models import Decision
from thidua.decisions.services import confirm_decision, settle
from thidua.units.services import Decision as Dissolving
from thidua.units.services import dissolve_unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def end_unit(at):
    """end_unit(unit, day) → it is no more from that day."""

    def act(unit, on):
        dissolve_unit(by=None, at=at, unit=unit, on=on, decision=Dissolving("9/NQ-HĐND", on))

    return act


def test_without_a_list_no_unit_is_awarded_that_was_no_more_on_the_day_of_signing(
    sign_in, adhoc, other_unit, end_unit, specialist, upload, at
):
    row, free = adhoc(of=other_unit), adhoc()
    end_unit(other_unit, at.date() - timedelta(days=2))
    client = sign_in(specialist)

    page = words(client.get(NEW))
    assert f"đơn vị không còn từ ngày {format_date(at.date() - timedelta(days=2))}" in page
    assert "Thông tư 15/2025/TT-BNV" in page
    assert "Bản đã ký trước ngày đó thì ghi đúng như bản đã ký, hồ sơ vẫn được tặng" in page
    on_the_day = (at.date() - timedelta(days=2)).isoformat()
    refused = words(client.post(NEW, filled(upload, dossiers=[row.pk, free.pk], decided_on=on_the_day)))
    assert f"{row.code}: đơn vị không còn từ ngày" in refused
    assert "Rút hồ sơ thay đơn vị" in refused
    assert not Decision.objects.exists()

    signed_before = (at.date() - timedelta(days=3)).isoformat()
    client.post(NEW, filled(upload, dossiers=[row.pk], decided_on=signed_before))
    assert Decision.objects.get().outcomes.get().is_awarded


def test_a_unit_that_ended_after_its_list_was_confirmed_is_not_confirmed(
    sign_in, make_dossier, make_proposal, record_it, other_unit, end_unit, head, specialist, unit, at
):
    row, other = make_dossier(other_unit), make_dossier(unit)
    proposal = make_proposal({row: "", other: ""})
    end_unit(other_unit, at.date())
    before = words(sign_in(specialist).get(f"{NEW}?danh-sach={proposal.pk}"))
    assert "đơn vị không còn từ ngày" in before
    assert "Bản đã ký trước ngày đó thì ghi đúng như bản đã ký" in before
    assert "bỏ quyết định này" not in before, "nothing is recorded yet"
    found = record_it(proposal)

    page = words(sign_in(head).get(page_of(found)))
    assert "Chưa xác nhận được" in page
    with pytest.raises(DecisionRefused, match="đơn vị không còn từ ngày"):
        confirm_decision(by=head, at=at, decision=found)
    assert not AwardRecord.objects.exists()

    outcome = found.outcomes.get(dossier=row)
    with pytest.raises(DecisionRefused, match="đơn vị không còn từ ngày"):
        settle(by=specialist, at=at, outcome=outcome, is_awarded=True)
    settle(by=specialist, at=at, outcome=outcome, is_awarded=False, reason="Đơn vị đã sáp nhập")
    confirm_decision(by=head, at=at, decision=found)
    assert AwardRecord.objects.get().unit_id == unit.pk


def test_a_unit_that_ended_after_its_list_was_confirmed_is_in_no_draft(
    sign_in, make_dossier, make_proposal, unit, other_unit, end_unit, specialist, at
):
    """Whom the confirmation would refuse the Chairman is not asked to sign for."""
    proposal = make_proposal({make_dossier(unit): "", make_dossier(other_unit): ""})
    address = reverse("decisions:draft", args=[proposal.pk, "docx"])
    client = sign_in(specialist)
    assert names_in(client.get(address)) == {"Xã An Lão", "Xã Cẩm Giàng"}

    end_unit(other_unit, at.date())

    assert names_in(client.get(address)) == {"Xã An Lão"}


def names_in(answer):
    """Who stands in the list of a decision."""
    lists = [table for table in Document(BytesIO(answer.content)).tables if table.cell(0, 0).text == "TT"]
    return {row.cells[1].text for table in lists for row in table.rows[1:]}

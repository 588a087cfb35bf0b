"""What is kept or told to units is in Vietnamese, whatever language the person has who presses."""

import pytest
from django.utils.translation import override

from thidua.decisions.services import confirm_decision, settle
from thidua.foundation.notify.models import Notification
from thidua.initiatives.ledger.services import NewUse, note_uses
from thidua.initiatives.models import InitiativeUse
from thidua.initiatives.services import NewInitiative, register_initiative

pytestmark = pytest.mark.django_db


def test_an_english_page_leaves_no_english_words(
    make_dossier, make_proposal, record_it, unit, officer, specialist, head, at
):
    cycle = "2026-2030"
    flag = make_dossier(unit, "period.flag", cycle=cycle)
    first = make_dossier(unit, "period.individual", "Một", cycle=cycle)
    second = make_dossier(unit, "period.individual", "Hai", cycle=cycle, is_conditional=True)
    initiative = register_initiative(
        by=None, at=at, initiative=NewInitiative(code="SK-1", unit=unit, title="Tổ hướng dẫn lưu động")
    )
    note_uses(by=None, at=at, uses=[NewUse(initiative.pk, second.award, cycle, second.code)])

    with override("en"):
        found = record_it(make_proposal({flag: "", first: "", second: ""}))
        row = found.outcomes.get(dossier=flag)
        settle(by=specialist, at=at, outcome=row, is_awarded=False, reason="Trao khối khác")
        confirm_decision(by=head, at=at, decision=found)

    assert found.outcomes.get(dossier=second).reason.startswith("Người thứ hai của đơn vị")
    assert InitiativeUse.objects.get().end_reason.startswith("Hồ sơ không được tặng theo Quyết định số")
    told = dict(Notification.objects.values_list("kind", "title"))
    assert told["decisions.to_confirm"] == "Quyết định số 1234/QĐ-UBND chờ xác nhận"
    assert told["decisions.awarded"].startswith("Được khen thưởng theo")
    assert told["decisions.not_awarded"].startswith("Chưa được khen thưởng theo")
    told = Notification.objects.filter(kind="decisions.not_awarded").values_list("body", flat=True)
    assert any("Lý do: Người thứ hai" in body for body in told)

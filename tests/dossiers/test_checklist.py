"""What a dossier must hold: the office changes it but for what the law asks."""

import pytest
from django.urls import reverse

from thidua.dossiers.checklist.items import KIND_NAMES
from thidua.dossiers.checklist.selectors import entries_on
from thidua.dossiers.checklist.services import change_checklist
from thidua.dossiers.errors import DossierRefused
from thidua.dossiers.models import ChecklistVersion


def test_what_the_law_asks_of_every_dossier_is_no_choice(client, standing_head, at):
    asked = {"letter": {"person": "may"}, "report": {"adhoc": "no"}}
    for code, needs in asked.items():
        with pytest.raises(DossierRefused, match=r"Điều 84, 85.*bắt buộc rồi lưu lại"):
            change_checklist(
                by=standing_head, at=at, valid_from=at.date(), document="5/HD", entries={code: needs}
            )
    client.force_login(standing_head)
    answer = client.get(reverse("dossiers:checklist_new"))
    offered = {name.partition("-")[0] for name in answer.context["form"].fields}
    assert not offered & {"letter", "report"}
    assert answer.content.decode().count("<td><strong>bắt buộc</strong></td>") == 2 * len(KIND_NAMES)
    ChecklistVersion.objects.create(
        valid_from=at.date(), document="5/HD", entries=asked, decided_by=standing_head, decided_at=at
    )
    held = entries_on(at.date())  # a list from before
    assert {need for code in asked for need in held[code].values()} == {"must"}

"""A returned dossier when more is asked than on the day it was sent: the part that answers is open too."""

from copy import deepcopy
from datetime import timedelta

import pytest
from django.urls import reverse
from tests.dossiers.conftest import PERSON, meet, scan

from thidua.dossiers.checklist.items import DEFAULT, Need
from thidua.dossiers.checklist.services import change_checklist
from thidua.dossiers.enums import DossierState
from thidua.dossiers.errors import DossierRefused
from thidua.dossiers.evidence.services import add_file, remove_file
from thidua.dossiers.models import Dossier
from thidua.dossiers.sending.afterwards import return_dossier
from thidua.dossiers.sending.signing import hand_over
from thidua.dossiers.services import name_initiatives
from thidua.dossiers.writing.services import save_part
from thidua.foundation.moment import Installation
from thidua.initiatives.models import Initiative


@pytest.fixture
def returned(sent, specialist, at):
    return_dossier(by=specialist, at=at, dossier=sent, reasons={"results": "Nêu nguồn của số 98 %"})
    return Dossier.objects.select_related("filing__unit").get(pk=sent.pk)


@pytest.fixture
def later(returned, standing_head, at):
    """From this day on a collective needs proof of its rating too, and what is ad hoc the unit's minutes."""
    entries = deepcopy(DEFAULT)
    entries["rating"]["collective"] = entries["minutes"]["adhoc"] = str(Need.MUST)
    said = {"document": "12/HD-SNV", "entries": entries}
    change_checklist(by=standing_head, at=at, valid_from=at.date() + timedelta(days=3), **said)
    return at + timedelta(days=3)


def test_a_paper_that_is_asked_since_the_sending_can_be_added(returned, later, officer, at):
    with pytest.raises(DossierRefused, match="không bị hỏi lại"):
        add_file(by=officer, at=at, dossier=returned, item="rating", upload=scan("som"))
    with pytest.raises(DossierRefused, match="Bằng chứng xếp loại năm"):
        hand_over(by=officer, at=later, dossier=returned)

    wrong = add_file(by=officer, at=later, dossier=returned, item="rating", upload=scan("nham"))
    remove_file(by=officer, at=later, row=wrong)  # the gap was filled, and the part stays open all the same
    add_file(by=officer, at=later, dossier=returned, item="rating", upload=scan("dung"))
    with pytest.raises(DossierRefused, match="không bị hỏi lại"):
        save_part(by=officer, at=later, dossier=returned, section="general", text="Khác", version=2)
    assert hand_over(by=officer, at=later, dossier=returned).state == DossierState.WAITING


def test_minutes_that_are_asked_since_the_sending_can_be_added(
    start, wait, send, specialist, officer, later, at
):
    row = wait(start("adhoc.individual", PERSON))
    send(row, knows_not_met=True)
    return_dossier(by=specialist, at=at, dossier=row, reasons={"results": "Nêu nguồn"})
    with pytest.raises(DossierRefused, match="không bị hỏi lại"):
        meet(row, officer, at)
    with pytest.raises(DossierRefused, match="Chưa có biên bản hội đồng"):
        hand_over(by=officer, at=later, dossier=row)
    meet(row, officer, later)
    assert hand_over(by=officer, at=later, dossier=row).state == DossierState.WAITING


@pytest.mark.parametrize("way", ["another", "file"])
def test_an_initiative_that_lost_its_recognition_can_be_replaced_or_proved(
    returned, make_initiative, officer, at, way
):
    initiative = returned.initiatives.get()
    with pytest.raises(DossierRefused, match="không bị hỏi lại"):
        name_initiatives(by=officer, at=at, dossier=returned, initiatives=[])
    returned.files.update(removed_at=at)
    Initiative.objects.filter(pk=initiative.pk).update(recognised_on=None, recognition_decision="")
    with pytest.raises(DossierRefused, match="Chưa có sáng kiến đã được công nhận"):
        hand_over(by=officer, at=at, dossier=returned)
    if way == "another":
        other = make_initiative("SK-2")
        name_initiatives(by=officer, at=at, dossier=returned, initiatives=[other])
        assert list(returned.initiatives.all()) == [other]
    add_file(by=officer, at=at, dossier=returned, item="initiative", upload=scan("qd-cong-nhan"))
    assert hand_over(by=officer, at=at, dossier=returned).state == DossierState.WAITING


def test_the_pages_tell_what_is_open_since(returned, later, officer, client, demo_day):
    Installation.objects.update(demo_date=later.date())
    client.force_login(officer)

    def shown(name, *args):
        return client.get(reverse(f"dossiers:{name}", args=[returned.pk, *args])).content.decode()

    def badges():
        lines = client.get(reverse("dossiers:dossier", args=[returned.pk])).context["lines"]
        return [str(line.badge[0]) for line in lines if line.code in ("results", "evidence", "facts")]

    assert badges() == ["giữ như đã gửi", "cần sửa", "còn thiếu"]
    told = "Từ lúc gửi, yêu cầu, sổ sáng kiến hoặc đối tượng đã đổi"
    evidence = shown("evidence")
    assert told in evidence
    assert "Phần này giữ như đã gửi" not in evidence
    assert told not in shown("facts")
    assert "Phần này giữ như đã gửi" in shown("facts")

    add_file(by=officer, at=later, dossier=returned, item="rating", upload=scan("xep-loai"))
    assert badges() == ["giữ như đã gửi", "cần sửa", "xong"]
    assert told not in shown("evidence")

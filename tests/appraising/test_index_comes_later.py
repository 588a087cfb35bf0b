"""Dossiers that were sent before the index of their year was published."""

import pytest
from django.urls import reverse
from tests.appraising.conftest import items, verdict_of
from tests.page_text import words
from tests.publishing import publish_ranking

from thidua.appraising.case import Case
from thidua.appraising.enums import ItemState
from thidua.appraising.errors import AppraisalRefused
from thidua.appraising.intake.filing import waiting_in
from thidua.appraising.intake.lacking import reasons_for
from thidua.dossiers.enums import DossierState
from thidua.dossiers.models import Dossier
from thidua.dossiers.services import name_initiatives
from thidua.units.models import Unit
from thidua.units.selectors import history


@pytest.fixture
def early(make_initiative, start, wait, send, officer, head, at):
    """Sent on 05/01/2027; no index of 2026 is published."""
    moment = at.replace(month=1, day=5)
    row = start(at=moment)
    name_initiatives(by=officer, at=moment, dossier=row, initiatives=[make_initiative()])
    send(wait(row, moment=moment), moment=moment)
    return Dossier.objects.select_related("filing__unit").get(pk=row.pk)


def test_an_index_published_after_the_sending_is_there_at_intake(early, unit, specialist, standing_head, at):
    publish_ranking(
        2026, {Unit.objects.get(pk=unit.id): (1, "95,80")}, by=specialist, second=standing_head, at=at
    )
    of_page = {item.code: item for item in Case(early, specialist, at.date()).items}
    [waiting] = waiting_in(early.filing, history(at.date())[unit.code], at.date())
    of_list = {item.code: item for item in waiting.items}
    assert (of_page["index"].seen, of_list["index"].seen) == (ItemState.THERE, ItemState.THERE)
    assert (waiting.missing, waiting.waited_for) == ([], [])


def test_one_that_is_not_published_yet_keeps_no_dossier_out(early, take, at):
    with pytest.raises(AppraisalRefused, match="Còn thiếu: Báo cáo thành tích"):
        take(early, index=ItemState.MISSING, report=ItemState.MISSING)
    row = take(early, index=ItemState.MISSING)
    assert row.state == DossierState.RECEIVED
    assert row.sendings.get().intake.items["index"] == ItemState.MISSING
    assert verdict_of(row, at.date()).truth.word == "unknown"


def test_the_unit_is_not_asked_for_what_the_office_has_yet_to_publish(early, at):
    states = {"index": ItemState.MISSING, "report": ItemState.MISSING}
    told = reasons_for(items(early, at.date()), states, ["results", "evidence"])
    assert "Báo cáo thành tích" in " ".join(told.values())
    assert "chỉ số" not in " ".join(told.values())


def test_the_pages_tell_that_it_is_waited_for(client, early, specialist, clear, demo_day):
    clear(early, specialist)
    client.force_login(specialist)
    one = words(client.get(reverse("appraising:dossier", args=[early.pk])))
    assert "chưa công bố; đơn vị không bổ sung được nên vẫn tiếp nhận" in one
    page = reverse("appraising:filing", args=[early.filing_id])
    assert "chờ công bố Trích quyết định công bố chỉ số" in words(client.get(page))
    assert "Đã tiếp nhận 1 hồ sơ" in words(client.post(page, {"ho-so": [early.pk]}, follow=True))

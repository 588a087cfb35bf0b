"""Whoever chooses states his relations first, and steps aside later where he has one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.page_text import words

from thidua.core.roles import Role
from thidua.proposals.models import ProposalChoice


@pytest.fixture(autouse=True)
def on_the_day(demo_day):
    """Pages live on 15/02/2027."""


def test_who_chooses_states_his_relations_first(year, good, open_as, make_person):
    other = year.put("11329", "annual.collective", initiatives=(year.initiative("11329", "SK-2"),))
    new = make_person("bandang", Role.EMULATION_BOARD)
    relations = reverse("proposals:relations", args=["2026"])
    choice = {"is_proposed": "1", "version": "0"}

    page = words(open_as(new, "set", "2026"))
    assert "Còn 2 đơn vị bạn chưa khai có quan hệ hay không" in page
    assert "Chọn theo gợi ý cho" not in page
    for data in (None, choice):
        answer = open_as(new, "line", "2026", good.pk, data=data)
        assert answer["Location"] == f"{relations}?ho-so={good.pk}"
    form = open_as(new, "relations", "2026")
    assert "khai bạn có quan hệ" in words(form)
    for hook in ("appraising.css", "ap-relations", "ap-units", 'value="none"', 'name="aside"'):
        assert hook in form.content.decode()  # by these the list folds away from whoever has no relation
    assert "Còn 2 đơn vị" in words(open_as(new, "follow", "2026"))
    open_as(new, "follow", "2026", data={"ho-so": [f"{good.pk}:1"]})
    assert not ProposalChoice.objects.exists()

    for said in ({}, {"relation": "some"}, {"relation": "some", "aside": [other.filing_id]}):
        assert open_as(new, "relations", "2026", data=said).status_code == 422
    told = {"relation": "some", "aside": [other.filing_id], "reason": "Vợ công tác tại đây"}
    assert open_as(new, "relations", "2026", data=told)["Location"] == reverse("proposals:set", args=["2026"])
    assert "Còn 2 đơn vị" not in words(open_as(new, "set", "2026"))
    open_as(new, "line", "2026", good.pk, data=choice)
    refused = open_as(new, "line", "2026", other.pk, data=choice)

    assert refused.status_code == 403
    assert "Bạn đã khai không tham gia xét" in words(refused)
    assert ProposalChoice.objects.get().dossier == good


def test_who_said_there_is_no_relation_steps_aside_later(year, good, client):
    client.force_login(year.by)
    line = reverse("proposals:line", args=["2026", good.pk])
    later = reverse("proposals:relations", args=["2026"]) + f"?rut=1&ho-so={good.pk}"
    assert later.replace("&", "&amp;") in client.get(line).content.decode()

    told = client.post(later, {"aside": [good.filing_id], "reason": "Con mới nhận việc tại đây"})

    assert told["Location"] == reverse("proposals:set", args=["2026"])
    assert "Bạn đã khai không tham gia xét" in words(client.get(line))
    assert client.get(later).status_code == 302, "nothing is left from which he could step aside"


def test_a_row_that_saves_itself_is_told_to_state_first(year, good, client, make_person):
    client.force_login(make_person("bandang", Role.EMULATION_BOARD))

    answer = client.post(
        reverse("proposals:line", args=["2026", good.pk]),
        {"is_proposed": "1", "version": 0},
        headers={"X-Autosave": "1"},
    )

    assert answer.status_code == 422
    assert "khai bạn có quan hệ" in answer.json()["message"]
    assert not ProposalChoice.objects.exists()


def test_the_door_itself_asks_for_the_statement(year, good, make_person):
    from thidua.foundation.access import Refused
    from thidua.proposals.access import line_for

    new = make_person("bandang", Role.EMULATION_BOARD)
    with pytest.raises(Refused, match="khai có quan hệ với đơn vị"):
        line_for(new, year.at.date(), year.whole, good.pk, action="choose")


def test_what_is_stated_asks_no_more_for_more_units(year, good, client):

    client.force_login(year.by)
    asked = []
    for code in ("11329", "11407", "11629"):
        year.put(code, "annual.collective")
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("proposals:set", args=["2026"]))
        asked.append(len(queries))
    assert asked[1] == asked[2], "the first has read the plan"

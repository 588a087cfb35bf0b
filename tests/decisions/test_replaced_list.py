"""The Chairman signs over a list whose place a later one took meanwhile: what he signed is recorded."""

import pytest
from django.urls import reverse
from tests.page_text import words

from thidua.decisions import services
from thidua.decisions.drafting import drafted_from
from thidua.decisions.selectors import lists_to_draft, lists_to_record, waiting_lists

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_day")]


def test_what_was_signed_over_a_list_that_was_replaced_since_is_recorded(
    record_it, make_proposal, dossiers, specialist, head, client, at
):
    """Of the first list its awards alone; who it left out waits for the decision on the second."""
    first, second, left_out = dossiers
    old = make_proposal({first: "", left_out: "Chưa đạt"}, state="replaced")
    new = make_proposal({first: "", second: "", left_out: ""})
    client.force_login(specialist)
    page = words(client.get(reverse("decisions:list")))
    assert "Quyết định ký theo Tờ trình của danh sách đã được thay" in page
    assert client.get(reverse("decisions:new") + f"?danh-sach={old.pk}").status_code == 200
    assert [row.pk for row in waiting_lists()] == [new.pk]
    assert [row.pk for row in lists_to_draft()] == [new.pk]

    found = record_it(old)
    services.confirm_decision(by=head, at=at, decision=found)

    assert [row.dossier_id for row in found.outcomes.all()] == [first.pk]
    assert {one.dossier_id for one in drafted_from(new)} == {second.pk, left_out.pk}
    assert not lists_to_record().filter(pk=old.pk).exists()

"""A person stands on initiatives of his own: shown and told wherever somebody decides, refused nowhere."""

import pytest
from django.urls import reverse
from tests.dossiers.conftest import PERSON, scan

from thidua.appraising.conflicts.services import state_conflict
from thidua.dossiers.authorship import authorship_doubt
from thidua.dossiers.evidence.services import add_file
from thidua.dossiers.models import Dossier
from thidua.dossiers.prefill import initiatives_known
from thidua.dossiers.services import name_initiatives
from thidua.initiatives.models import Author

pytestmark = pytest.mark.usefixtures("demo_day")
NOT_BY_HER = "Lê Thị Hoa không có tên trong các tác giả của sáng kiến đã nêu (SK-2)"
NOT_SAID = "Sổ sáng kiến chưa ghi tác giả của SK-1 nên chưa rõ Lê Thị Hoa có phải tác giả"


@pytest.fixture
def by_others(make_initiative):
    return written_by(make_initiative("SK-2"), "Đỗ Văn Minh", "Phạm Thu Hà")


@pytest.fixture
def by_her(make_initiative):
    return written_by(make_initiative("SK-3"), "Đỗ Văn Minh", "LÊ THỊ HOA")


def written_by(item, *names):
    for order, name in enumerate(names):
        Author.objects.create(initiative=item, order=order, name=name)
    return item


@pytest.fixture
def person(world, start):
    return start("annual.individual", PERSON)


def test_those_of_the_person_come_first_and_every_one_shows_its_authors(
    world, by_others, by_her, person, client, officer, at
):
    assert [one.row.code for one in initiatives_known(person, at.date()) if one.is_own] == ["SK-3"]
    assert initiatives_known(person, at.date())[0].is_own
    client.force_login(officer)
    page = client.get(reverse("dossiers:initiatives", args=[person.pk])).content.decode()
    assert page.count("là tác giả") == 1
    assert "tác giả: Đỗ Văn Minh, Phạm Thu Hà" in page
    assert "chưa ghi tác giả" in page
    assert "cần xem lại" not in page


def test_what_is_doubtful_is_told_when_it_is_named_and_at_the_last_look(by_others, person, client, officer):
    client.force_login(officer)
    address = reverse("dossiers:initiatives", args=[person.pk])
    shown = client.get(address).context["seen"]
    answer = client.post(address, {"initiative": [by_others.pk], "seen": shown}, follow=True)
    assert "Đã lưu sáng kiến" in answer.content.decode()
    assert NOT_BY_HER in answer.content.decode()
    for name in ("initiatives", "check"):
        assert NOT_BY_HER in client.get(reverse(f"dossiers:{name}", args=[person.pk])).content.decode(), name


def test_one_of_her_own_among_them_is_enough_and_a_collective_has_no_author(
    world, by_others, by_her, person, start
):
    assert authorship_doubt(person, [by_others, by_her]) == ""
    assert authorship_doubt(person, []) == ""
    assert authorship_doubt(start(), [by_others]) == ""
    assert authorship_doubt(person, [by_others, world]).startswith(NOT_SAID)


def test_whoever_appraises_is_told_too(by_others, person, wait, send, client, officer, specialist, at):
    name_initiatives(by=officer, at=at, dossier=person, initiatives=[by_others])
    add_file(by=officer, at=at, dossier=person, item="initiative", upload=scan("giay-chung-nhan"))
    send(wait(person), knows_not_met=True)
    row = Dossier.objects.select_related("filing__unit").get(pk=person.pk)
    state_conflict(by=specialist, at=at, filing=row.filing, is_recused=False)
    client.force_login(specialist)
    page = client.get(reverse("appraising:dossier", args=[row.pk])).content.decode()
    assert NOT_BY_HER in page
    assert "tác giả: Đỗ Văn Minh, Phạm Thu Hà" in page

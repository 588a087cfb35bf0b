"""An initiative that served elsewhere: what the desk tells, who rules, and what the ruling changes."""

from datetime import date

import pytest
from django.urls import reverse
from tests.dossiers.conftest import PERSON, scan
from tests.page_text import words

from thidua.appraising.conflicts.services import state_conflict
from thidua.dossiers.enums import Proposer
from thidua.dossiers.evidence.services import add_file
from thidua.dossiers.models import Dossier
from thidua.dossiers.services import name_initiatives
from thidua.initiatives.enums import Capacity, Likeness
from thidua.initiatives.ledger.services import NewUse, note_uses
from thidua.initiatives.likeness.services import rule
from thidua.initiatives.models import Initiative
from thidua.movement.services import choose_reading
from thidua.proposals.cycle_set import CycleSet

pytestmark = pytest.mark.usefixtures("demo_day")
RULE = "Quyết định về dùng lại"


@pytest.fixture
def twin(sent, make_initiative, specialist, at):
    """Another entry of the register that was ruled to be the same as the one of the sent dossier."""
    later = make_initiative("SK-9", recognised_on=date(2026, 7, 1))
    said = {"verdict": Likeness.SAME, "reason": "Cùng một cách làm", "capacity": Capacity.OFFICE}
    rule(by=specialist, at=at, initiative=later, other=Initiative.objects.get(code="SK-1"), **said)
    return later


@pytest.fixture
def person(twin, start, officer, wait, send, take, at):
    """A person's dossier that names the twin, received."""
    row = start("annual.individual", PERSON)
    name_initiatives(by=officer, at=at, dossier=row, initiatives=[twin])
    add_file(by=officer, at=at, dossier=row, item="initiative", upload=scan("sang kien"))
    send(wait(row), knows_not_met=True)
    return take(Dossier.objects.select_related("filing__unit").get(pk=row.pk))


@pytest.fixture
def desk(client, standing_head, sent, at):
    """desk(dossier): its page as the head of the standing office sees it."""
    state_conflict(by=standing_head, at=at, filing=sent.filing, is_recused=False)
    client.force_login(standing_head)
    return lambda row: client.get(reverse("appraising:dossier", args=[row.pk]))


def act(client, row, **data):
    return client.post(reverse("appraising:act", args=[row.pk, "reuse"]), data, follow=True)


def test_what_served_through_the_same_one_is_told_and_ruled_on(
    client, desk, sent, take, person, twin, officer, at
):
    taken = take(sent)
    for row, other, code in ((taken, person, "SK-9"), (person, taken, "SK-1")):
        page = desk(row)
        (shown,) = page.context["initiatives"]
        [use] = shown.uses
        assert other.code in use
        assert f"qua {code}, được xác định là trùng" in use
        assert RULE in words(page)
    (limit,) = [one for one in CycleSet("2026", at.date()).limits if one.code]
    assert not limit.is_settled
    told = act(client, person, initiative=twin.pk, is_allowed="yes", reason="Phần việc riêng của người này")
    assert "Phần việc riêng của người này" in words(told)
    (limit,) = [one for one in CycleSet("2026", at.date()).limits if one.code]
    assert limit.is_settled


def test_of_what_the_office_proposes_the_board_rules_and_the_page_says_so(client, person, board, clear):
    Dossier.objects.filter(pk=person.pk).update(proposer=Proposer.OFFICE)
    clear(person, board)
    client.force_login(board)
    page = words(client.get(reverse("appraising:dossier", args=[person.pk])))
    assert "Ban Thi đua – Khen thưởng quyết định có cho dùng lại không" in page
    assert "lãnh đạo cơ quan thường trực quyết định" not in page
    assert RULE in page


def test_what_a_later_ruling_calls_different_is_told_no_more(desk, person, twin, specialist, at):
    said = {"verdict": Likeness.DIFFERENT, "reason": "Cách làm khác", "capacity": Capacity.OFFICE}
    rule(by=specialist, at=at, initiative=twin, other=Initiative.objects.get(code="SK-1"), **said)
    page = desk(person)
    assert page.context["initiatives"][0].uses == []
    assert RULE not in words(page)


def test_no_more_queries_for_more_uses(
    desk, person, twin, at, django_assert_max_num_queries, django_assert_num_queries
):
    desk(person)
    with django_assert_max_num_queries(90) as few:
        desk(person)
    count = len(few)
    uses = [NewUse(twin.pk, "annual.collective", str(year), f"{year}/QĐ") for year in range(2020, 2026)]
    note_uses(by=None, at=at, uses=uses)
    desk(person)
    with django_assert_num_queries(count):
        desk(person)


def test_the_unit_reads_of_it_while_it_writes(client, person, start, officer, twin):
    client.force_login(officer)
    page = words(client.get(reverse("dossiers:initiatives", args=[start("adhoc.collective").pk])))
    assert f"2026: {person.code}, qua SK-9, được xác định là trùng" in page
    assert f"2026: {person.code} " in page


def read_as(option, by, at):
    choose_reading(
        by=by, at=at, switch="initiative_reuse", option=option, reason="Thống nhất",
        document_number="7/SNV", decided_on=at.date(), decider="Sở Nội vụ",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("option", "told"),
    [
        ("never", "không được dùng lại; ý kiến cho dùng lại không có tác dụng B17 III.1.2.2"),
        ("free", "Theo cách hiểu đang chọn, được dùng lại"),
    ],
)
def test_no_ruling_is_asked_for_where_the_reading_leaves_none(
    option, told, client, desk, person, twin, standing_head, at
):
    act(client, person, initiative=twin.pk, is_allowed="yes", reason="Phần việc riêng của người này")
    read_as(option, standing_head, at)
    page = words(desk(person))
    assert told in page
    assert "Phần việc riêng của người này" in page  # what was ruled before stays readable
    assert RULE not in page
    assert ("Trả lại để đơn vị thay sáng kiến khác." in page) is (option == "never")
    seen = person.reuse_rulings.get().pk
    refused = act(client, person, initiative=twin.pk, is_allowed="no", reason="Đã xem lại", seen=seen)
    assert "Theo cách hiểu đang chọn (" in words(refused)
    assert person.reuse_rulings.get().is_allowed

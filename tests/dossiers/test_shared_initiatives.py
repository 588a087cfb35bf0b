"""One initiative for the collective and a person of a unit: told as the command line does, no bar (B18)."""

import pytest
from django.urls import reverse
from tests.dossiers.conftest import PERSON, scan

from thidua.appraising.conflicts.services import state_conflict
from thidua.core.facts import PERIOD_CYCLE
from thidua.core.roles import Role
from thidua.dossiers.enums import DossierState, Proposer
from thidua.dossiers.errors import DossierRefused
from thidua.dossiers.evidence.services import add_file
from thidua.dossiers.sending.afterwards import withdraw
from thidua.dossiers.sending.signing import hand_over
from thidua.dossiers.services import Subject, name_initiatives, start_dossier
from thidua.initiatives.ledger.services import NewUse, note_uses
from thidua.movement.services import choose_reading

pytestmark = pytest.mark.usefixtures("demo_day")
SAID = "được nêu cho cả tập thể và cá nhân của Phường Hồng Bàng (B18)"


@pytest.fixture
def named(world, start, officer, at):
    """named("annual.individual", PERSON) → a draft that names the one initiative of the unit."""

    def act(award, subject=None, **more):
        row = start(award, subject, **more)
        return name_initiatives(by=officer, at=at, dossier=row, initiatives=[world])

    return act


def text(client, name, *args):
    return client.get(reverse(f"dossiers:{name}", args=args)).content.decode()


def test_it_is_told_where_it_is_named_and_where_all_is_looked_at_again(named, client, officer, at):
    client.force_login(officer)
    collective = named("annual.collective")
    assert SAID not in text(client, "initiatives", collective.pk)
    person = named("annual.individual", PERSON)
    for row, other in ((collective, person), (person, collective)):
        shown = text(client, "initiatives", row.pk)
        assert SAID in shown
        assert other.code in shown  # a draft, of which the ledger knows nothing
        assert SAID in text(client, "check", row.pk)
    assert text(client, "filing_check", person.filing_id).count(SAID) == 2
    withdraw(by=officer, at=at, dossier=person, reason="Chuyển công tác")
    shown = text(client, "initiatives", collective.pk)
    assert SAID not in shown
    assert person.code not in shown


def test_two_collectives_or_another_cycle_are_no_such_thing(named, client, officer):
    client.force_login(officer)
    collective = named("annual.collective")
    named("adhoc.collective", Subject("Tổ Một cửa"))
    period = named("period.individual", PERSON, cycle=PERIOD_CYCLE)
    shown = text(client, "initiatives", collective.pk)
    assert SAID not in shown
    assert f"{period.code} (cá nhân, đang lập)" in shown


def test_drafts_of_the_other_side_are_not_told(world, named, client, specialist, unit, at):
    draft = named("adhoc.individual", PERSON)
    row = start_dossier(
        by=specialist, at=at, unit=unit, cycle="2026", award_id="discretionary.collective",
        proposer=Proposer.OFFICE,
    )  # fmt: skip
    name_initiatives(by=specialist, at=at, dossier=row, initiatives=[world])
    client.force_login(specialist)
    shown = text(client, "initiatives", row.pk)
    assert draft.code not in shown
    assert SAID not in shown


def test_who_only_reads_learns_nothing_of_drafts(named, wait, send, client, officer, make_person):
    collective = named("annual.collective")
    send(wait(collective))
    named("annual.individual", PERSON)
    client.force_login(officer)
    assert SAID in text(client, "dossier", collective.pk)
    client.force_login(make_person("giamsat", Role.AUDITOR))
    assert SAID not in text(client, "dossier", collective.pk)


def test_who_appraises_reads_it_of_what_was_handed_in(named, wait, send, client, officer, specialist, at):
    collective = named("annual.collective")
    send(wait(collective))
    person = named("annual.individual", PERSON)
    state_conflict(by=specialist, at=at, filing=collective.filing, is_recused=False)
    client.force_login(specialist)
    address = reverse("appraising:dossier", args=[collective.pk])
    assert SAID not in client.get(address).content.decode()
    add_file(by=officer, at=at, dossier=person, item="initiative", upload=scan("giay-chung-nhan"))
    send(wait(person), knows_not_met=True)
    assert SAID in client.get(address).content.decode()


def test_it_is_told_also_where_reuse_is_free(named, client, officer, standing_head, at):
    choose_reading(
        by=standing_head, at=at, switch="initiative_reuse", option="free", reason="Dùng lại tự do",
        document_number="7/SNV", decided_on=at.date(), decider="Sở Nội vụ",
    )  # fmt: skip
    client.force_login(officer)
    named("annual.collective")
    assert SAID in text(client, "initiatives", named("annual.individual", PERSON).pk)


def test_the_pages_ask_the_same_number_of_questions_with_more_drafts(
    named, client, officer, django_assert_max_num_queries
):
    client.force_login(officer)
    row = named("annual.collective")
    address = reverse("dossiers:initiatives", args=[row.pk])
    named("annual.individual", PERSON)
    client.get(address)
    with django_assert_max_num_queries(100) as first:
        client.get(address)
    for number in range(3):
        named("discretionary.individual", Subject(f"Người thứ {number}"))
    with django_assert_max_num_queries(len(first.captured_queries)):
        client.get(address)


def test_what_may_not_serve_again_is_told_before_the_hand_over_and_how_to_go_on(
    named, world, fill, client, officer, standing_head, at
):
    choose_reading(
        by=standing_head, at=at, switch="initiative_reuse", option="never", reason="Một lần là đủ",
        document_number="7/SNV", decided_on=at.date(), decider="Sở Nội vụ",
    )  # fmt: skip
    note_uses(by=None, at=at, uses=[NewUse(world.pk, "annual.individual", "2025", "9/QĐ-UBND")])
    row = fill(named("annual.collective"))
    client.force_login(officer)
    for name in ("dossier", "panel", "check"):
        shown = text(client, name, row.pk)
        assert "được dùng 02 lần: một sáng kiến chỉ dùng một lần" in shown, name
        assert "đủ để trình ký" not in shown, name
        assert "Hồ sơ đã đủ" not in shown, name
    with pytest.raises(DossierRefused, match="Bỏ sáng kiến đã dùng khỏi phần") as refusal:
        hand_over(by=officer, at=at, dossier=row)
    assert "Rút hoặc chuyển lại hồ sơ khác" not in str(refusal.value)
    name_initiatives(by=officer, at=at, dossier=row, initiatives=[])
    assert "đủ để trình ký" in text(client, "dossier", row.pk)
    assert hand_over(by=officer, at=at, dossier=row).state == DossierState.WAITING

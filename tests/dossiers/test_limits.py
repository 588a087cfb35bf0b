"""The places of a unit: one collective, one person, two with a flag; one award for one achievement."""

import pytest
from django.urls import reverse
from tests.dossiers.conftest import PERSON

from thidua.awards.models import AwardRecord
from thidua.awards.services import GivenAward, enter_awards
from thidua.dossiers.enums import DossierState, Proposer
from thidua.dossiers.errors import DossierRefused
from thidua.dossiers.models import Dossier
from thidua.dossiers.quotas import broken_with, meters_of
from thidua.dossiers.sending.afterwards import (
    mark_decided,
    recall,
    return_dossier,
    withdraw,
)
from thidua.dossiers.sending.signing import hand_back, hand_over
from thidua.dossiers.sending.steps import require_room
from thidua.dossiers.services import Subject
from thidua.foundation.audit.models import AuditEvent


def test_a_second_collective_is_over_the_limit(published, start, wait, officer, at):
    # 7.8 case 5: one collective and one person for a unit in a year
    wait(start("annual.individual", PERSON))
    row = start("annual.individual", Subject(name="Hoàng Dũng", position="Công chức"))
    with pytest.raises(DossierRefused, match=r"02 đề nghị.*không quá 01.*Rút hoặc chuyển lại"):
        wait(row)
    [collective, person] = meters_of(row.filing, at.date())
    assert (person.used, person.drafts, person.most, person.is_full) == (1, 1, 1, True)
    assert (collective.used, collective.is_full) == (0, False)


def _panel(client, officer, row):
    client.force_login(officer)
    return client.get(reverse("dossiers:panel", args=[row.pk])).content.decode()


def test_a_flag_unit_may_have_two_people(published, leading, start, wait, officer, at, client, demo_day):
    # 7.8 case 13 (B24): 2 in all, the second falls with the flag
    cycle = "2026-2030"
    wait(start("period.individual", PERSON, cycle=cycle))
    second = start("period.individual", Subject(name="Hoàng Dũng", position="Công chức"), cycle=cycle)
    with pytest.raises(DossierRefused, match="không quá 01"):
        wait(second)
    flag = wait(start("period.flag", cycle=cycle))
    [collective, person] = meters_of(flag.filing, at.date())
    assert (person.most, person.is_raised, person.clause) == (2, True, "III.2.2.b.CO.CN")
    # One achievement, one award: the unit itself has its place as a flag.
    assert (collective.used, collective.is_full, collective.shut_by.id) == (0, True, "period.flag")
    other = start("period.collective", cycle=cycle)
    assert "Đơn vị đã được đề nghị “Cờ" in _panel(client, officer, other)
    with pytest.raises(DossierRefused, match="nhiều hình thức"):
        wait(other)
    hand_over(by=officer, at=at, dossier=second)
    assert Dossier.objects.filter(state=DossierState.WAITING).count() == 3


def test_the_second_person_of_a_flag_unit_hangs_on_the_flag(published, leading, start, wait, officer, at):
    cycle = "2026-2030"
    flag = wait(start("period.flag", cycle=cycle))
    first = wait(start("period.individual", PERSON, cycle=cycle))
    second = wait(start("period.individual", Subject(name="Hoàng Dũng", position="CC"), cycle=cycle))
    first.refresh_from_db(), second.refresh_from_db()
    assert (first.is_conditional, second.is_conditional) == (False, True)
    with pytest.raises(DossierRefused, match="cá nhân thứ hai"):
        withdraw(by=officer, at=at, dossier=flag, reason="Không đề nghị Cờ")
    withdraw(by=officer, at=at, dossier=second, reason="Không đề nghị Cờ")
    assert withdraw(by=officer, at=at, dossier=flag, reason="Không đề nghị Cờ").state == "withdrawn"


def test_a_flag_is_withdrawn_after_its_second_person_was_decided(
    published, leading, start, wait, send, officer, at
):
    cycle = "2026-2030"
    flag = wait(start("period.flag", cycle=cycle))
    first = wait(start("period.individual", PERSON, cycle=cycle))
    second = wait(start("period.individual", Subject(name="Hoàng Dũng", position="CC"), cycle=cycle))
    send(flag, knows_not_met=True)
    mark_decided(at=at, dossiers=[second.pk])  # refused for a reason of his own while the flag is paused
    withdraw(by=officer, at=at, dossier=first, reason="Chuyển công tác")
    assert withdraw(by=officer, at=at, dossier=flag, reason="Không đề nghị Cờ").state == "withdrawn"
    second.refresh_from_db()
    assert second.is_conditional, "nothing of what was decided changes"


def test_the_second_person_takes_the_place_of_the_first_who_left(
    published, leading, start, wait, officer, at
):
    cycle = "2026-2030"
    flag = wait(start("period.flag", cycle=cycle))
    first = wait(start("period.individual", PERSON, cycle=cycle))
    second = wait(start("period.individual", Subject(name="Hoàng Dũng", position="CC"), cycle=cycle))
    withdraw(by=officer, at=at, dossier=first, reason="Chuyển công tác")
    second.refresh_from_db()
    assert not second.is_conditional
    event = AuditEvent.objects.get(action="dossiers.condition_lifted")
    assert event.after == {"is_conditional": False, "left": first.code}
    assert withdraw(by=officer, at=at, dossier=flag, reason="Không đề nghị Cờ").state == "withdrawn"


def test_the_second_person_takes_it_also_when_the_head_gives_the_first_back(
    published, leading, start, wait, officer, head, at
):
    cycle = "2026-2030"
    wait(start("period.flag", cycle=cycle))
    first = wait(start("period.individual", PERSON, cycle=cycle))
    second = wait(start("period.individual", Subject(name="Hoàng Dũng", position="CC"), cycle=cycle))
    hand_back(by=head, at=at, dossier=first, words="Sửa chức vụ")
    second.refresh_from_db()
    assert not second.is_conditional
    assert hand_over(by=officer, at=at, dossier=first).is_conditional


def test_a_flag_is_not_recalled_from_under_the_second_person(published, leading, start, wait, send, head, at):
    cycle = "2026-2030"
    flag = wait(start("period.flag", cycle=cycle))
    wait(start("period.individual", PERSON, cycle=cycle))
    second = wait(start("period.individual", Subject(name="Hoàng Dũng", position="CC"), cycle=cycle))
    send(flag, knows_not_met=True)
    with pytest.raises(DossierRefused, match=r"cá nhân thứ hai.*Thu hồi hoặc rút hồ sơ đó trước"):
        recall(by=head, at=at, dossier=flag)
    assert flag.sendings.get().recalled_at is None
    recall(by=head, at=at, dossier=second)
    assert recall(by=head, at=at, dossier=flag).state == DossierState.DRAFT


def test_when_the_first_person_is_recalled_the_second_hangs_on_nothing(
    published, leading, start, wait, send, head, at
):
    cycle = "2026-2030"
    flag = wait(start("period.flag", cycle=cycle))
    first = wait(start("period.individual", PERSON, cycle=cycle))
    second = wait(start("period.individual", Subject(name="Hoàng Dũng", position="CC"), cycle=cycle))
    send(flag, knows_not_met=True)
    recall(by=head, at=at, dossier=first)
    second.refresh_from_db()
    assert not second.is_conditional
    assert recall(by=head, at=at, dossier=flag).state == DossierState.DRAFT


def test_a_flag_that_goes_back_to_a_return_keeps_its_place(
    published, leading, start, wait, send, head, specialist, at
):
    cycle = "2026-2030"
    flag = wait(start("period.flag", cycle=cycle))
    wait(start("period.individual", PERSON, cycle=cycle))
    wait(start("period.individual", Subject(name="Hoàng Dũng", position="CC"), cycle=cycle))
    send(flag, knows_not_met=True)
    return_dossier(by=specialist, at=at, dossier=flag, reasons={"results": "Nêu nguồn"})
    hand_over(by=head, at=at, dossier=flag)
    send(flag, knows_not_met=True)
    assert recall(by=head, at=at, dossier=flag).state == DossierState.RETURNED


def test_flag_and_certificate_for_one_collective_are_one_achievement(published, start, wait):
    # 7.8 case 14
    cycle = "2026-2030"
    wait(start("period.flag", cycle=cycle))
    with pytest.raises(DossierRefused, match="một thành tích"):
        wait(start("period.collective", cycle=cycle))


@pytest.mark.parametrize(
    ("by_office", "way"),
    [(False, "do cơ quan thường trực đề xuất: đề nghị cơ quan đó rút"), (True, "đề nghị đơn vị rút")],
)
def test_what_the_other_side_proposes_is_for_that_side_to_withdraw(
    published, start, wait, at, by_office, way
):
    """Whoever is refused is told whom to ask, never to withdraw what is not his."""
    cycle = "2026-2030"
    standing = wait(start("period.flag", cycle=cycle))
    own = start("period.collective", cycle=cycle)
    proposers = {standing.pk: Proposer.OFFICE, own.pk: Proposer.UNIT}
    for pk, proposer in proposers.items():
        other = Proposer.UNIT if proposer == Proposer.OFFICE else Proposer.OFFICE
        Dossier.objects.filter(pk=pk).update(proposer=other if by_office else proposer)

    with pytest.raises(DossierRefused) as refusal:
        require_room(own.filing, [Dossier.objects.get(pk=own.pk)], at.date())

    assert f"{standing.code}" in str(refusal.value)
    assert way in str(refusal.value)
    assert "Rút hoặc chuyển lại hồ sơ khác" not in str(refusal.value)


def decide(row, at, *, awarded):
    """What a confirmed decision leaves of a dossier in this room and the register."""
    mark_decided(at=at, dossiers=[row.pk])
    if awarded:
        given = GivenAward(
            unit=row.filing.unit, award=row.award, cycle=row.filing.cycle, decision_number="99/QĐ-UBND",
            decided_on=at.date(), person_name=row.subject_name, birth_year=row.birth_year,
        )  # fmt: skip
        enter_awards(by=None, at=at, awards=[given])


@pytest.mark.parametrize("awarded", [True, False])
def test_an_ad_hoc_award_of_the_year_is_for_another_achievement(world, start, wait, send, at, awarded):
    row = wait(start("adhoc.collective"))
    send(row)
    with pytest.raises(DossierRefused, match=r"nhiều hình thức.*Rút hoặc chuyển lại"):
        wait(start())
    decide(row, at, awarded=awarded)
    yearly = Dossier.objects.get(award="annual.collective")
    assert broken_with(yearly.filing, [yearly], at.date()) == []
    assert hand_over(by=yearly.started_by, at=at, dossier=yearly).state == DossierState.WAITING
    # Neither does the page of the unit tell anything of the two.
    assert broken_with(yearly.filing, list(Dossier.objects.all()), at.date()) == []


def test_an_ad_hoc_act_may_follow_the_award_of_the_year(sent, start, wait, at):
    decide(sent, at, awarded=True)
    assert wait(start("adhoc.collective")).state == DossierState.WAITING


def test_what_was_given_outside_the_limits_shuts_the_yearly_route_with_a_way_out(
    world, start, wait, send, at
):
    row = wait(start("discretionary.collective"))
    send(row)
    decide(row, at, awarded=True)
    with pytest.raises(DossierRefused, match="nhiều hình thức") as refusal:
        wait(start())
    assert f"{row.code} đã có quyết định nên không rút được nữa" in str(refusal.value)
    assert "Rút hoặc chuyển lại hồ sơ khác" not in str(refusal.value)
    AwardRecord.objects.update(revoked_on=at.date(), revocation_number="100/QĐ-UBND")
    yearly = Dossier.objects.get(award="annual.collective")
    assert hand_over(by=yearly.started_by, at=at, dossier=yearly).state == DossierState.WAITING


def test_what_was_refused_outside_the_limits_shuts_nothing(world, start, wait, send, at):
    row = wait(start("discretionary.collective"))
    send(row)
    decide(row, at, awarded=False)
    assert wait(start()).state == DossierState.WAITING


def test_a_place_in_the_limit_is_used_up_by_what_was_decided(published, start, wait, send, at):
    row = wait(start("annual.individual", PERSON))
    send(row)
    decide(row, at, awarded=False)
    with pytest.raises(DossierRefused, match=r"không quá 01.*đã có quyết định nên không rút được"):
        wait(start("annual.individual", Subject(name="Hoàng Dũng", position="Công chức")))

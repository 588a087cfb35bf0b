"""People of a unit come, go and lend their hats while a dossier is under way: who is there is told."""

import pytest
from django.urls import reverse
from tests.page_text import words

from thidua.core.roles import Role
from thidua.dossiers.sending.signing import hand_back, name_letter
from thidua.foundation.notify.models import Notification
from thidua.people.services import delegate, end_role

pytestmark = pytest.mark.usefixtures("demo_day")


@pytest.fixture
def lend(head, at):
    def act(to):
        return delegate(
            by=head,
            at=at,
            assignment=head.assignments.get(),
            to_user=to,
            valid_from=at.date(),
            valid_to=at.date(),
            document_number="12/UQ-UBND",
        )

    return act


def test_who_signs_by_a_lent_hat_hears_that_a_dossier_waits(
    world, start, wait, officer, head, make_person, unit, lend
):
    deputy = make_person("phochutich", (Role.UNIT_OFFICER, unit), full_name="Hà Thanh Yến")
    lend(deputy)

    wait(start())

    told = Notification.objects.filter(kind="dossiers.to_sign").values_list("user", flat=True)
    assert set(told) == {head.pk, deputy.pk}


def test_a_dossier_handed_back_is_told_to_who_is_there_when_its_officer_has_left(
    world, start, wait, officer, head, make_person, unit, at
):
    row = wait(start())
    follower = make_person("canbomoi", (Role.UNIT_OFFICER, unit), full_name="Lưu Thị Mai")
    admin = make_person("quantri", Role.TECHNICAL_ADMIN)
    end_role(by=admin, at=at, assignment=officer.assignments.get(), reason="Chuyển công tác")

    hand_back(by=head, at=at, dossier=row, words="Bổ sung số liệu")

    assert [one.user for one in Notification.objects.filter(kind="dossiers.handed_back")] == [follower]


def test_while_nobody_wears_the_hat_of_the_head_the_officer_reads_what_to_do(
    world, start, wait, fill, officer, head, make_person, client, at
):
    row = wait(start())
    name_letter(by=head, at=at, filing=row.filing, number="15/TTr-UBND", on=at.date())
    pages = [reverse("dossiers:dossier", args=[row.pk]), reverse("dossiers:filing", args=[row.filing_id])]
    client.force_login(officer)
    for page in pages:
        assert "Lãnh đạo đã được báo" in words(client.get(page))
    admin = make_person("quantri", Role.TECHNICAL_ADMIN)
    end_role(by=admin, at=at, assignment=head.assignments.get(), reason="Nghỉ hưu")

    for page in pages:
        shown = words(client.get(page))
        assert "Chưa tài khoản nào mang vai trò lãnh đạo để ký" in shown
        assert "Lãnh đạo đã được báo" not in shown

"""People of a unit come, go and lend their hats while a dossier is under way: who is there is told."""

import pytest

from thidua.core.roles import Role
from thidua.dossiers.sending.signing import hand_back
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

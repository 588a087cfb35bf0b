"""People of a unit come, go and lend their hats while a dossier is under way: those who are there are told."""

import pytest

from thidua.core.roles import Role
from thidua.foundation.notify.models import Notification
from thidua.people.services import delegate

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

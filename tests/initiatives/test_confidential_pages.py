"""The confidential part of an initiative on its page: for its own unit and those who judge it."""

import pytest

from thidua.core.roles import Role

pytestmark = pytest.mark.usefixtures("demo_day")


@pytest.mark.parametrize(
    ("role", "is_seen"),
    [
        (Role.STANDING_HEAD, True),
        (Role.EMULATION_BOARD, True),
        (Role.COUNCIL_MEMBER, True),
        (Role.COUNCIL_SECRETARY, True),
        (Role.AUDITOR, False),
        (Role.DECISION_MAKER, False),
        (Role.PUBLICITY, False),
    ],
)
def test_what_is_confidential_is_for_few(see, listed, make_person, role, is_seen):
    row = listed(confidential="Số điện thoại 0912")
    assert ("0912" in see(make_person("mot.nguoi", role), row)) is is_seen


def test_a_neighbour_reads_everything_but_the_confidential_part(see, listed, officer, neighbour):
    row = listed(confidential="Số điện thoại 0912", summary="Không phải chờ.")
    page = see(neighbour, row)
    assert "Không phải chờ." in page
    assert "0912" not in page
    assert "0912" in see(officer, row)

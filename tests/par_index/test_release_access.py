"""Who may know of a release: published ones everybody with a hat, drafts the office and the auditor."""

from dataclasses import replace
from datetime import date

import pytest
from django.http import Http404
from tests.par_index.conftest import AT, CLEAN, META, person

from thidua.core.roles import UNIT_ROLES, Role
from thidua.foundation.access import Refused
from thidua.par_index.access import releases
from thidua.par_index.services import receive_file, store_import
from thidua.people.role_services import grant_role
from thidua.people.services import create_account
from thidua.units.models import Unit

SEE_DRAFTS = {"standing_specialist", "standing_head", "auditor"}
OFFICE = {"standing_specialist", "standing_head"}


@pytest.fixture
def published(publish):
    """Counts from 11/01/2027."""
    return publish()


@pytest.fixture
def draft(specialist):
    received = receive_file(
        by=specialist,
        at=AT,
        meta=replace(META, year=2025, decision_number="9/QĐ-UBND"),
        content=CLEAN.encode(),
        filename="xep-hang.csv",
    )
    return store_import(by=specialist, at=AT, release=received)


@pytest.fixture
def people(city):
    """One person for each hat; unit hats are of Phường Hồng Bàng."""
    made = {role.value: person(f"nguoi.{role.value}", role) for role in set(Role) - UNIT_ROLES}
    unit = Unit.objects.get(code="11311")
    for role in UNIT_ROLES:
        made[role.value] = create_account(
            by=None, at=AT, username=role.value, full_name=f"Người {role.value}"
        )
        grant_role(
            by=None, at=AT, user=made[role.value], role=role, unit_id=unit.pk, valid_from=date(2026, 1, 1)
        )
        made[role.value].forget_hats()
    return made


def seers(people, on, release):
    return {role for role, user in people.items() if release in releases.visible_to(user, on)}


def test_drafts_are_the_offices_and_what_is_published_is_everybodys(people, published, draft, on):
    assert seers(people, on, draft) == SEE_DRAFTS
    assert seers(people, on, published) == {role.value for role in Role}


def test_before_its_day_a_release_is_known_like_a_draft(people, published):
    assert seers(people, date(2027, 1, 10), published) == SEE_DRAFTS


def test_without_a_hat_nothing_is_known(people, published, on):
    nobody = create_account(by=None, at=AT, username="chua.co", full_name="Chưa Có")

    assert not releases.visible_to(nobody, on).exists()
    with pytest.raises(Http404):
        releases.get_for(nobody, on, pk=published.pk)


@pytest.mark.parametrize("action", ["import", "confirm"])
def test_only_the_office_imports_and_confirms(people, draft, on, action):
    outcome = {}
    for role, user in people.items():
        try:
            outcome[role] = releases.get_for(user, on, action=action, pk=draft.pk).pk
        except (Refused, Http404) as fault:
            outcome[role] = type(fault)

    expected = dict.fromkeys(people, Http404) | dict.fromkeys(SEE_DRAFTS, Refused)
    assert outcome == expected | dict.fromkeys(OFFICE, draft.pk)


def test_the_importer_is_refused_the_confirmation_with_reason_and_cure(specialist, draft, on):
    with pytest.raises(Refused) as refusal:
        releases.get_for(specialist, on, action="confirm", pk=draft.pk)

    assert "không được tự xác nhận" in str(refusal.value.reason)
    assert "một người khác của cơ quan thường trực" in str(refusal.value.next_step)

"""Hats by date: who gives them, who may not, how they end, and how a head lends one."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from thidua.core.roles import UNIT_ROLES, Role
from thidua.foundation.access import Refused
from thidua.foundation.audit.models import AuditEvent
from thidua.people.hats import Hat, HatSource
from thidua.people.models import Delegation, RoleAssignment, User
from thidua.people.selectors import assignments_of, delegable_hats, holders, possible_delegates
from thidua.people.services import (
    change_account,
    create_account,
    deactivate_account,
    delegate,
    end_delegation,
    end_role,
    grant_role,
    reactivate_account,
)

D = date


@pytest.fixture
def admin(make_person):
    return make_person("quan.tri", Role.TECHNICAL_ADMIN, full_name="Trần Văn Quản")


@pytest.fixture
def person(make_person):
    return make_person("an.nguyen", full_name="Nguyễn Văn An")


def fresh(user: User) -> User:
    return User.objects.get(pk=user.pk)


def test_a_hat_is_worn_from_its_first_day_to_the_end_of_its_last(admin, person, at, giang):
    grant_role(
        by=admin,
        at=at,
        user=person,
        role=Role.UNIT_OFFICER,
        unit_id=giang.pk,
        valid_from=D(2027, 3, 1),
        valid_to=D(2027, 3, 31),
    )

    worn = {day: person.has_role(day, Role.UNIT_OFFICER) for day in (D(2027, 2, 28), D(2027, 3, 1))}
    worn |= {day: person.has_role(day, Role.UNIT_OFFICER) for day in (D(2027, 3, 31), D(2027, 4, 1))}
    assert list(worn.values()) == [False, True, True, False]


def test_one_person_wears_two_hats_in_two_units(admin, person, at, on, giang, giàng):
    for role, unit in ((Role.UNIT_OFFICER, giang), (Role.UNIT_HEAD, giàng)):
        grant_role(by=admin, at=at, user=person, role=role, unit_id=unit.pk, valid_from=on)

    assert set(person.hats(on)) == {
        Hat(Role.UNIT_OFFICER, giang.pk, HatSource.ASSIGNMENT),
        Hat(Role.UNIT_HEAD, giàng.pk, HatSource.ASSIGNMENT),
    }
    assert person.unit_ids(on) == {giang.pk, giàng.pk}
    assert person.unit_ids(on, Role.UNIT_HEAD) == {giàng.pk}


def test_hats_are_asked_for_once_in_a_request(admin, person, on, django_assert_num_queries):
    admin = fresh(admin)

    with django_assert_num_queries(1):
        admin.hats(on)
        admin.has_role(on, Role.AUDITOR)
        admin.unit_ids(on)


def test_an_ended_hat_is_gone_from_that_day_and_stays_as_history(admin, person, at, on):
    row = grant_role(by=admin, at=at, user=person, role=Role.PUBLICITY, valid_from=D(2026, 7, 1))

    end_role(by=admin, at=at, assignment=row, reason="Chuyển công tác")

    person = fresh(person)
    assert not person.has_role(on, Role.PUBLICITY)
    assert person.has_role(on - timedelta(days=1), Role.PUBLICITY)
    present, past = assignments_of(person, on)
    assert (present, [hat.end_reason for hat in past]) == ([], ["Chuyển công tác"])
    with pytest.raises(ValidationError, match="đã kết thúc từ trước"):
        end_role(by=admin, at=at, assignment=row, reason="Lần nữa")


def test_a_hat_may_be_given_again_after_it_ended(admin, person, at, on):
    row = grant_role(by=admin, at=at, user=person, role=Role.PUBLICITY, valid_from=on)
    end_role(by=admin, at=at, assignment=row, reason="Nhầm ngày")

    grant_role(by=admin, at=at, user=person, role=Role.PUBLICITY, valid_from=on)

    assert person.has_role(on, Role.PUBLICITY)


def test_nobody_gives_himself_a_hat(admin, at, on):
    with pytest.raises(Refused) as refusal:
        grant_role(by=admin, at=at, user=admin, role=Role.TECHNICAL_ADMIN, valid_from=on)
    assert refusal.value.reason == "Không ai tự giao vai trò cho chính mình."
    assert refusal.value.next_step

    with pytest.raises(IntegrityError), transaction.atomic():
        RoleAssignment.objects.create(
            user=admin, role=Role.PUBLICITY, valid_from=on, granted_at=at, granted_by=admin
        )


@pytest.mark.parametrize("role", sorted(set(Role) - UNIT_ROLES - {Role.TECHNICAL_ADMIN}))
def test_only_a_technical_administrator_gives_and_ends_hats(make_person, person, admin, at, on, role):
    other = make_person("khac", role)
    row = grant_role(by=admin, at=at, user=person, role=Role.PUBLICITY, valid_from=on)

    for wrong in (
        lambda: grant_role(by=other, at=at, user=person, role=Role.COUNCIL_MEMBER, valid_from=on),
        lambda: end_role(by=other, at=at, assignment=row, reason="x"),
        lambda: create_account(by=other, at=at, username="moi", full_name="Mới"),
        lambda: change_account(by=other, at=at, user=person, full_name="Mới"),
        lambda: deactivate_account(by=other, at=at, user=person, reason="x"),
        lambda: reactivate_account(by=other, at=at, user=person),
    ):
        with pytest.raises(Refused):
            wrong()


@pytest.mark.parametrize("role", sorted(Role))
def test_unit_hats_need_a_unit_and_city_hats_have_none(admin, person, at, on, giang, role):
    is_unit_role = role in {Role.UNIT_HEAD, Role.UNIT_OFFICER}
    wrong = None if is_unit_role else giang.pk

    with pytest.raises(ValidationError, match="đơn vị"):
        grant_role(by=admin, at=at, user=person, role=role, unit_id=wrong, valid_from=on)
    with pytest.raises(IntegrityError), transaction.atomic():
        RoleAssignment.objects.create(user=person, role=role, unit_id=wrong, valid_from=on, granted_at=at)


def test_the_same_hat_is_not_given_twice_for_the_same_days(admin, person, at, on):
    grant_role(by=admin, at=at, user=person, role=Role.PUBLICITY, valid_from=on, valid_to=on + timedelta(30))

    with pytest.raises(ValidationError, match="trùng"):
        grant_role(by=admin, at=at, user=person, role=Role.PUBLICITY, valid_from=on + timedelta(30))
    grant_role(by=admin, at=at, user=person, role=Role.PUBLICITY, valid_from=on + timedelta(31))


@pytest.mark.parametrize("lone", [Role.TECHNICAL_ADMIN, Role.AUDITOR])
def test_administrators_and_auditors_wear_no_other_hat(admin, person, at, on, lone):
    grant_role(by=admin, at=at, user=person, role=Role.PUBLICITY, valid_from=on, valid_to=on)

    with pytest.raises(ValidationError, match="không kiêm"):
        grant_role(by=admin, at=at, user=person, role=lone, valid_from=on)
    grant_role(by=admin, at=at, user=person, role=lone, valid_from=on + timedelta(1))
    with pytest.raises(ValidationError, match="không kiêm"):
        grant_role(by=admin, at=at, user=person, role=Role.PUBLICITY, valid_from=on + timedelta(1))


def test_days_the_wrong_way_round_are_refused(admin, person, at, on):
    with pytest.raises(ValidationError, match="Ngày cuối"):
        grant_role(
            by=admin, at=at, user=person, role=Role.PUBLICITY, valid_from=on, valid_to=on - timedelta(1)
        )


def test_an_unknown_unit_is_refused(admin, person, at, on):
    with pytest.raises(ValidationError, match="Không có đơn vị này"):
        grant_role(by=admin, at=at, user=person, role=Role.UNIT_HEAD, unit_id=999_999, valid_from=on)


def test_the_last_technical_administrator_stays(admin, person, make_person, at, on):
    hat = admin.assignments.get()
    second = make_person("hai", full_name="Lê Thị Hai")
    temporary = grant_role(
        by=admin, at=at, user=second, role=Role.TECHNICAL_ADMIN, valid_from=on, valid_to=on + timedelta(9)
    )

    # Somebody whose hat runs out does not count as the one who remains.
    with pytest.raises(Refused, match="duy nhất"):
        end_role(by=second, at=at, assignment=hat, reason="Nghỉ hưu")
    with pytest.raises(Refused, match="duy nhất"):
        deactivate_account(by=second, at=at, user=admin, reason="Nghỉ hưu")
    end_role(by=admin, at=at, assignment=temporary, reason="Giao lại không thời hạn")
    grant_role(by=admin, at=at, user=second, role=Role.TECHNICAL_ADMIN, valid_from=on)
    end_role(by=second, at=at, assignment=hat, reason="Nghỉ hưu")

    assert holders(on, Role.TECHNICAL_ADMIN) == [second]


def test_a_closed_account_has_no_hats_until_it_is_opened_again(admin, person, at, on):
    grant_role(by=admin, at=at, user=person, role=Role.PUBLICITY, valid_from=on)

    deactivate_account(by=admin, at=at, user=person, reason="Nghỉ không lương")
    assert (fresh(person).hats(on), fresh(person).is_active) == ((), False)
    with pytest.raises(ValidationError, match="đang khóa"):
        grant_role(by=admin, at=at, user=person, role=Role.COUNCIL_MEMBER, valid_from=on)

    reactivate_account(by=admin, at=at, user=person)
    assert fresh(person).has_role(on, Role.PUBLICITY)


def test_nobody_closes_the_own_account(admin, at):
    with pytest.raises(Refused, match="Không ai tự khóa"):
        deactivate_account(by=admin, at=at, user=admin, reason="Thử")


def test_names_come_in_nfc_and_are_found_without_marks(admin, at):
    user = create_account(by=admin, at=at, username="Duc.Do", full_name="Đỗ  Đức")

    assert (user.full_name, user.username, user.folded) == ("Đỗ Đức", "duc.do", "do duc duc do")


@pytest.mark.parametrize(
    ("taken", "words"),
    [
        ({"username": "AN.nguyen", "full_name": "Ai"}, "đã có người dùng"),
        ({"username": "moi", "full_name": "Ai", "email": "AN@haiphong.gov.vn"}, "đã có ở một tài khoản khác"),
        ({"username": "moi", "full_name": "  "}, "full_name"),
    ],
)
def test_a_taken_login_name_or_address_is_refused(admin, person, at, taken, words):
    change_account(by=admin, at=at, user=person, full_name=person.full_name, email="an@haiphong.gov.vn")

    with pytest.raises(ValidationError) as fault:
        create_account(by=admin, at=at, **taken)
    assert words in str(fault.value)


def test_every_act_leaves_one_event_without_personal_data_it_does_not_need(admin, at, on):
    before = AuditEvent.objects.count()
    user = create_account(
        by=admin, at=at, username="bich", full_name="Lê Bích", email="bich@haiphong.gov.vn", password="x" * 12
    )
    row = grant_role(by=admin, at=at, user=user, role=Role.PUBLICITY, valid_from=on)
    end_role(by=admin, at=at, assignment=row, reason="Nhầm")

    events = list(AuditEvent.objects.filter(sequence__gt=before))
    assert [event.action for event in events] == [
        "people.account_created",
        "people.role_granted",
        "people.role_ended",
    ]
    assert all(event.actor_id == admin.pk for event in events)
    assert "bich@" not in str([(event.before, event.after, event.note) for event in events])


# Delegation ------------------------------------------------------------------------------------


@pytest.fixture
def head(make_person, giang):
    return make_person("thu.truong", (Role.UNIT_HEAD, giang), full_name="Phạm Thị Trưởng")


@pytest.fixture
def deputy(make_person, giang):
    return make_person("pho", (Role.UNIT_OFFICER, giang), full_name="Vũ Văn Phó")


@pytest.fixture
def lend(head, deputy, at, on):
    def lend(**changes):
        facts = {
            "by": head,
            "at": at,
            "assignment": head.assignments.get(),
            "to_user": deputy,
            "valid_from": on,
            "valid_to": on + timedelta(6),
            "document_number": "12/UQ-UBND",
        }
        return delegate(**{**facts, **changes})

    return lend


def test_a_lent_hat_is_worn_on_its_days_by_both(head, deputy, lend, on, giang):
    lend()

    assert Hat(Role.UNIT_HEAD, giang.pk, HatSource.DELEGATION) in fresh(deputy).hats(on)
    assert fresh(head).has_role(on, Role.UNIT_HEAD)
    assert fresh(deputy).has_role(on + timedelta(6), Role.UNIT_HEAD)
    assert not fresh(deputy).has_role(on + timedelta(7), Role.UNIT_HEAD)
    assert not fresh(deputy).has_role(on - timedelta(1), Role.UNIT_HEAD)


def test_a_lent_hat_ends_with_the_hat_itself(head, deputy, lend, admin, at, on):
    lend()

    end_role(by=admin, at=at, assignment=head.assignments.get(), reason="Điều động")

    assert not fresh(deputy).has_role(on, Role.UNIT_HEAD)


def test_a_lent_hat_ends_with_the_account_of_the_head(head, deputy, lend, admin, at, on):
    lend()

    deactivate_account(by=admin, at=at, user=head, reason="Nghỉ hưu")

    assert not fresh(deputy).has_role(on, Role.UNIT_HEAD)


def test_a_lent_hat_cannot_be_lent_on(head, deputy, lend, make_person, giang, at, on):
    lend()
    third = make_person("nguoi.ba", (Role.UNIT_OFFICER, giang))

    assert delegable_hats(fresh(deputy), on) == []
    with pytest.raises(Refused, match="Chỉ người được giao vai trò"):
        lend(by=fresh(deputy), to_user=third)


def test_a_delegation_cannot_be_longer_than_the_hat(make_person, deputy, admin, giang, at, on):
    acting = make_person("quyen")
    last = on + timedelta(9)
    row = grant_role(
        by=admin, at=at, user=acting, role=Role.UNIT_HEAD, unit_id=giang.pk, valid_from=on, valid_to=last
    )
    facts = {"by": acting, "at": at, "assignment": row, "to_user": deputy, "document_number": "1/UQ"}

    with pytest.raises(ValidationError, match="không thể dài hơn"):
        delegate(**facts, valid_from=on, valid_to=on + timedelta(10))
    with pytest.raises(ValidationError, match="không thể dài hơn"):
        delegate(**facts, valid_from=on - timedelta(1), valid_to=on)
    delegate(**facts, valid_from=on, valid_to=on + timedelta(9))


def test_wrong_delegations_are_refused_with_words(head, deputy, lend, make_person, giàng, at, on):
    stranger = make_person("nguoi.la", (Role.UNIT_HEAD, giàng))

    for changes, words in (
        ({"to_user": head}, "chính mình"),
        ({"to_user": stranger}, "cùng đơn vị"),
        ({"valid_to": on - timedelta(1)}, "Ngày cuối"),
        ({"document_number": "  "}, "số văn bản"),
    ):
        with pytest.raises(ValidationError, match=words):
            lend(**changes)
    lend()
    with pytest.raises(ValidationError, match="bị trùng"):
        lend(valid_from=on + timedelta(6), valid_to=on + timedelta(8))
    assert Delegation.objects.count() == 1


def test_only_heads_hats_are_lent(deputy, lend, make_person, giang):
    third = make_person("nguoi.ba", (Role.UNIT_OFFICER, giang))

    with pytest.raises(Refused, match="thủ trưởng"):
        lend(by=deputy, assignment=deputy.assignments.get(), to_user=third)


def test_the_head_of_the_standing_office_lends_to_a_specialist(make_person, at, on):
    head = make_person("lanh.dao", Role.STANDING_HEAD)
    specialist = make_person("chuyen.vien", Role.STANDING_SPECIALIST)
    row = head.assignments.get()

    assert list(possible_delegates(row, on)) == [specialist]
    days = {"valid_from": on, "valid_to": on}
    delegate(by=head, at=at, assignment=row, to_user=specialist, document_number="3/UQ-SNV", **days)
    assert fresh(specialist).has_role(on, Role.STANDING_HEAD)


@pytest.mark.parametrize("who", ["head", "deputy", "admin"])
def test_giver_receiver_and_administrator_end_a_delegation(request, head, deputy, admin, lend, at, on, who):
    row = lend()

    end_delegation(by=request.getfixturevalue(who), at=at, delegation=row)

    assert not fresh(deputy).has_role(on, Role.UNIT_HEAD)
    with pytest.raises(ValidationError, match="đã kết thúc"):
        end_delegation(by=head, at=at, delegation=row)


def test_others_do_not_end_a_delegation(lend, make_person, at):
    row = lend()

    with pytest.raises(Refused):
        end_delegation(by=make_person("nguoi.la", Role.AUDITOR), at=at, delegation=row)


def test_the_database_refuses_a_delegation_to_oneself_without_document_or_backwards(head, deputy, at, on):
    facts = {
        "assignment": head.assignments.get(),
        "from_user": head,
        "to_user": deputy,
        "valid_from": on,
        "valid_to": on,
        "document_number": "1/UQ",
        "granted_at": at,
    }
    for wrong in ({"to_user": head}, {"document_number": ""}, {"valid_to": on - timedelta(1)}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Delegation.objects.create(**{**facts, **wrong})

"""The pages of accounts, hats and delegations, as people use them."""

from datetime import timedelta

import pytest
from django.urls import reverse

from thidua.core.roles import Role
from thidua.people.models import Delegation, User


@pytest.fixture
def admin_client(client, demo_day, make_person):
    client.force_login(make_person("quan.tri", Role.TECHNICAL_ADMIN, full_name="Trần Văn Quản"))
    return client


@pytest.mark.parametrize("typed", ["do duc", "Đỗ Đức", "ĐỖ", "duc.do"])
def test_an_account_is_found_with_or_without_marks(admin_client, make_person, typed):
    make_person("duc.do", full_name="Đỗ Đức")
    make_person("dao.le", full_name="Lê Đào")

    page = admin_client.get(reverse("people:accounts"), {"q": typed})

    assert [row.account.full_name for row in page.context["rows"]] == ["Đỗ Đức"]


def test_accounts_stand_in_vietnamese_order_and_page_by_key(admin_client, make_person, monkeypatch):
    monkeypatch.setattr("thidua.people.selectors.PAGE_SIZE", 3)
    for number, name in enumerate(("Đặng An", "Dương An", "Ân An", "An Ân", "An Ân")):
        make_person(f"nguoi.{number}", full_name=name)

    first = admin_client.get(reverse("people:accounts"))
    second = admin_client.get(reverse("people:accounts"), {"after": first.context["more"]})

    names = [row.account.full_name for page in (first, second) for row in page.context["rows"]]
    assert names == ["An Ân", "An Ân", "Ân An", "Dương An", "Đặng An", "Trần Văn Quản"]
    assert second.context["more"] == ""


@pytest.mark.parametrize("others", [1, 3])
def test_the_list_asks_the_same_number_of_queries_for_any_number_of_people(
    admin_client, make_person, giang, django_assert_num_queries, others
):
    for number in range(others):
        make_person(f"nguoi.{number}", (Role.UNIT_OFFICER, giang))

    # Session, person, installation, hats of the person; accounts, their hats, the names of units.
    with django_assert_num_queries(7):
        admin_client.get(reverse("people:accounts"))


def test_an_account_is_made_and_given_a_hat(admin_client, giang, giàng, on):
    made = admin_client.post(
        reverse("people:account_new"), {"username": "Bich.Le", "full_name": "Lê Thị Bích", "email": ""}
    )
    user = User.objects.get(username="bich.le")
    assert made["Location"] == reverse("people:account", args=[user.pk])

    asked = admin_client.post(
        reverse("people:role_grant", args=[user.pk]),
        {"role": "unit_officer", "unit_text": "cam giang", "valid_from": on.isoformat()},
    )
    assert asked.context["form"].errors["unit_choice"] == ["Có nhiều đơn vị gần giống; hãy chọn một."]
    assert {label.split(" · ")[0] for _pk, label in asked.context["form"].fields["unit_choice"].choices} == {
        "Xã Cẩm Giang",
        "Xã Cẩm Giàng",
    }
    admin_client.post(
        reverse("people:role_grant", args=[user.pk]),
        {
            "role": "unit_officer",
            "unit_text": "cam giang",
            "unit_choice": str(giàng.pk),
            "valid_from": on.isoformat(),
        },
    )
    user = User.objects.get(pk=user.pk)
    assert user.unit_ids(on, Role.UNIT_OFFICER) == {giàng.pk}
    page = admin_client.get(made["Location"]).content.decode()
    assert "Xã Cẩm Giàng" in page
    assert "Trần Văn Quản" in page


def test_an_exact_name_with_its_marks_needs_no_choice(admin_client, make_person, giang, giàng, on):
    user = make_person("bich.le")

    admin_client.post(
        reverse("people:role_grant", args=[user.pk]),
        {"role": "unit_head", "unit_text": "Xã Cẩm Giang", "valid_from": on.isoformat()},
    )

    assert User.objects.get(pk=user.pk).unit_ids(on) == {giang.pk}


@pytest.mark.parametrize(
    ("data", "field", "words"),
    [
        ({"role": "unit_head"}, "unit_text", "gắn với một đơn vị"),
        ({"role": "publicity", "unit_text": "10891"}, "unit_text", "của thành phố"),
        ({"role": "unit_head", "unit_text": "Atlantis"}, "unit_text", "Không tìm thấy"),
        ({"role": "publicity", "valid_from": "2027-02-14"}, "valid_from", "lùi ngày"),
        ({"role": "publicity", "valid_to": "2027-02-14"}, "valid_to", "Ngày cuối"),
        ({"role": "nobody"}, "role", "nobody"),
    ],
)
def test_a_wrong_grant_is_told_beside_its_field(admin_client, make_person, giang, on, data, field, words):
    user = make_person("bich.le")

    page = admin_client.post(
        reverse("people:role_grant", args=[user.pk]), {"valid_from": on.isoformat(), **data}
    )

    assert words in " ".join(page.context["form"].errors[field])
    assert not user.assignments.exists()


def test_granting_oneself_is_refused_on_the_page_with_words(admin_client, on):
    me = User.objects.get(username="quan.tri")

    page = admin_client.post(
        reverse("people:role_grant", args=[me.pk]), {"role": "auditor", "valid_from": on.isoformat()}
    )

    assert page.status_code == 403
    assert "Không ai tự giao vai trò cho chính mình." in page.content.decode()


def test_a_hat_is_ended_with_a_reason(admin_client, make_person):
    hat = make_person("bich.le", Role.PUBLICITY).assignments.get()
    url = reverse("people:role_end", args=[hat.pk])

    assert "reason" in admin_client.post(url, {"reason": " "}).context["form"].errors
    admin_client.post(url, {"reason": "Chuyển công tác"})

    hat.refresh_from_db()
    assert hat.end_reason == "Chuyển công tác"


def test_an_account_is_changed_closed_and_opened(admin_client, make_person):
    user = make_person("bich.le")

    admin_client.post(reverse("people:account_edit", args=[user.pk]), {"full_name": "Lê  Thị Bích Ngọc"})
    admin_client.post(reverse("people:account_close", args=[user.pk]), {"reason": "Nghỉ thai sản"})
    user.refresh_from_db()
    assert (user.full_name, user.is_active) == ("Lê Thị Bích Ngọc", False)
    admin_client.post(reverse("people:account_open", args=[user.pk]))
    user.refresh_from_db()
    assert user.is_active


def test_a_head_lends_the_own_hat_and_takes_it_back(client, demo_day, make_person, giang, on):
    head = make_person("truong", (Role.UNIT_HEAD, giang))
    deputy = make_person("pho", (Role.UNIT_OFFICER, giang), full_name="Vũ Văn Phó")
    client.force_login(head)
    form = reverse("people:delegation_new", args=[head.assignments.get().pk])
    data = {
        "to_user": deputy.pk,
        "valid_from": on.isoformat(),
        "valid_to": (on + timedelta(3)).isoformat(),
        "document_number": "12/UQ-UBND",
    }

    assert client.post(form, {**data, "valid_to": ""}).context["form"].errors.keys() == {"valid_to"}
    assert client.post(form, {**data, "to_user": head.pk}).context["form"].errors.keys() == {"to_user"}
    assert client.post(form, data)["Location"] == reverse("people:delegations")
    page = client.get(reverse("people:delegations")).content.decode()
    assert "Vũ Văn Phó" in page
    assert "12/UQ-UBND" in page
    client.post(reverse("people:delegation_end", args=[Delegation.objects.get().pk]))
    assert Delegation.objects.get().ended_on == on


def test_the_pages_are_in_english_too(admin_client, make_person):
    user = make_person("bich.le", Role.PUBLICITY)
    admin_client.cookies["django_language"] = "en"

    page = admin_client.get(reverse("people:account", args=[user.pk])).content.decode()

    assert "Roles now and to come" in page
    assert "Publicity agency" in page

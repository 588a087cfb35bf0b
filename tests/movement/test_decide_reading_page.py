"""The head of the office chooses how a place of the plan is read, and verdicts follow."""

from datetime import date

import pytest
from django.urls import reverse
from tests.page_text import words
from tests.publishing import publish_ranking

from thidua.awards.outlook import unit_outlook
from thidua.awards.snapshot import snapshot_on
from thidua.core.blocks import Block
from thidua.core.roles import UNIT_ROLES, Role
from thidua.movement.models import ReadingChoice
from thidua.units.enums import UnitKind
from thidua.units.services import NewUnit, register_unit

PAGE = reverse("movement:decide_reading", args=["annual_collective_logic"])
PLAN = reverse("movement:plan")


@pytest.fixture
def decision(on):
    """What the form takes."""
    return {
        "option": "any",
        "document_number": "41/SNV-CCHC",
        "decided_on": on.isoformat(),
        "reason": "Ý kiến thống nhất của Sở Nội vụ",
    }


@pytest.fixture
def browser(client, demo_day, head):
    client.force_login(head)
    return client


@pytest.fixture
def giang(db, at):
    new = NewUnit("10888", UnitKind.XA, "Cẩm Giang", "Xã Cẩm Giang", Block.XA)
    return register_unit(by=None, at=at, unit=new, on=date(2025, 7, 1))


@pytest.fixture
def second_of_2026(giang, head, make_person, at, settings, tmp_path):
    """Xã Cẩm Giang is second in 2026 and has no initiative."""
    settings.MEDIA_ROOT = tmp_path
    clerk = make_person("chuyen.vien", Role.STANDING_SPECIALIST)
    publish_ranking(2026, {giang: (2, "93,40")}, by=clerk, second=head, at=at)
    return giang


def test_a_visitor_is_sent_to_sign_in_and_back(client, demo_day):
    assert client.get(PAGE)["Location"] == f"{reverse('account_login')}?next={PAGE}"


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.STANDING_HEAD}))
def test_nobody_but_the_head_decides(client, demo_day, make_person, giang, decision, role):
    unit = giang if role in UNIT_ROLES else None
    client.force_login(make_person("ai.do", (role, unit)))

    answers = (client.get(PAGE), client.post(PAGE, decision))

    assert [answer.status_code for answer in answers] == [403, 403]
    assert "Lãnh đạo cơ quan thường trực (Sở Nội vụ)" in words(answers[1])
    assert not ReadingChoice.objects.exists()


def test_the_form_starts_from_what_is_in_force_and_says_why(browser):
    page = browser.get(PAGE)

    assert page.context["form"]["option"].value() == "all"
    text = words(page)
    assert "Tập thể hằng năm phải đạt tất cả các tiêu chuẩn hay chỉ cần một?" in text
    assert "Chưa có quyết định nào; đang dùng mặc định. Câu dẫn viết “Đạt các tiêu chuẩn sau”" in text
    assert reverse("awards:what_if") in page.content.decode()


def test_a_decision_is_kept_with_who_made_it_and_turns_a_verdict(browser, second_of_2026, decision, on):
    def verdict():
        snapshot = snapshot_on(on)
        return unit_outlook(snapshot, snapshot.history["10888"], 2026).awards[0].verdict.word

    assert verdict() == "not_met"

    answer = browser.post(PAGE, decision, follow=True)

    assert answer.redirect_chain == [(PLAN, 302)]
    assert "Đã ghi cách hiểu." in words(answer)
    assert verdict() == "met"
    choice = ReadingChoice.objects.get()
    assert (choice.option, choice.decider, choice.decided_by.username, choice.decided_on) == (
        "any",
        "Vũ Đình Nghĩa",
        "truong.phong",
        on,
    )
    shown = words(browser.get(PAGE))
    chosen = "Chỉ cần một: có sáng kiến hoặc đứng trong nhóm đầu · 15/02/2027 · 41/SNV-CCHC"
    assert f"{chosen} Vũ Đình Nghĩa: Ý kiến thống nhất của Sở Nội vụ" in shown


@pytest.mark.parametrize(
    ("change", "field", "told"),
    [
        ({"decided_on": "2027-02-16"}, "__all__", "Ngày quyết định chưa tới"),
        ({"decided_on": "hôm nay"}, "decided_on", ""),
        ({"decided_on": "31/02/2027"}, "decided_on", ""),
        ({"decided_on": ""}, "decided_on", ""),
        ({"option": "gated"}, "option", "gated"),
        ({"option": ""}, "option", ""),
        ({"document_number": ""}, "document_number", ""),
        ({"document_number": "x" * 81}, "document_number", "80"),
        ({"reason": "  "}, "reason", ""),
    ],
)
def test_a_bad_decision_is_told_beside_its_field_and_nothing_is_kept(browser, decision, change, field, told):
    page = browser.post(PAGE, decision | change)

    assert set(page.context["form"].errors) == {field}
    assert told in " ".join(page.context["form"].errors[field])
    assert "Cần sửa trước khi tiếp tục" in words(page)
    assert page.context["form"].data["reason"] == (decision | change)["reason"], "what was typed stays"
    assert not ReadingChoice.objects.exists()


def test_the_day_may_be_typed_the_vietnamese_way(browser, decision):
    browser.post(PAGE, decision | {"decided_on": "10/02/2027"})

    assert ReadingChoice.objects.get().decided_on == date(2027, 2, 10)


@pytest.mark.parametrize("switch", ["no-such-place", "None", "b01"])
def test_a_place_that_is_not_open_is_not_found(browser, decision, switch):
    address = reverse("movement:decide_reading", args=[switch])

    assert (browser.get(address).status_code, browser.post(address, decision).status_code) == (404, 404)


def test_other_methods_are_not_taken(browser):
    assert (browser.delete(PAGE).status_code, browser.post(PLAN).status_code) == (405, 405)

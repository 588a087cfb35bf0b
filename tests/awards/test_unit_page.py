"""The page of one unit and its sheet on paper: who sees what, and that reasons name clause and threshold."""

from datetime import date

import pytest
from django.urls import reverse
from tests.page_text import rows, words

from thidua.awards.services import GivenAward, register_awards
from thidua.core.blocks import Block
from thidua.core.facts import Facts
from thidua.core.roles import Role
from thidua.units.enums import UnitKind
from thidua.units.services import Decision, dissolve_unit

NAME = "Lê Thu Hạnh"
TOLD = "thông tin về người, tập thể dự kiến đề nghị chỉ đơn vị và cơ quan thẩm định thấy"
PAGE = reverse("awards:unit", args=["10888"])
SHEET = reverse("awards:unit_sheet", args=["10888"])
SEE_CANDIDATES = {
    Role.UNIT_OFFICER,
    Role.UNIT_HEAD,
    Role.STANDING_SPECIALIST,
    Role.STANDING_HEAD,
    Role.EMULATION_BOARD,
    Role.COUNCIL_MEMBER,
    Role.COUNCIL_SECRETARY,
    Role.DECISION_MAKER,
    Role.AUDITOR,
}


@pytest.fixture
def candidate(city, giang, propose):
    return propose(
        giang, "annual.individual", person_name=NAME, position="Công chức", facts=Facts(conduct=True)
    )


@pytest.mark.parametrize("address", [PAGE, SHEET])
def test_a_visitor_is_sent_to_sign_in_and_back(client, demo_day, address):
    answer = client.get(address)

    assert answer["Location"] == f"{reverse('account_login')}?next={address}"


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.TECHNICAL_ADMIN}))
def test_candidates_are_shown_to_those_who_need_them_and_the_others_are_told(sign_in, candidate, role):
    browser = sign_in(role)
    page, sheet = browser.get(PAGE), browser.get(SHEET)

    is_shown = role in SEE_CANDIDATES
    assert (NAME in words(page), NAME in words(sheet)) == (is_shown, is_shown)
    assert (TOLD in words(page)) is not is_shown
    assert (list(page.context["listed"]) == [candidate]) is is_shown


def test_the_technical_administrator_is_refused_with_words(sign_in, candidate):
    answer = sign_in(Role.TECHNICAL_ADMIN).get(PAGE)

    assert answer.status_code == 403
    assert "Việc này dành cho" in words(answer)
    assert NAME not in words(answer)


def test_a_neighbour_sees_published_facts_alone(sign_in, candidate, giàng, propose):
    propose(giàng, "annual.individual", person_name="Chu Văn Hòa")

    page = sign_in(Role.UNIT_HEAD).get(reverse("awards:unit", args=["10903"]))

    assert "Chu Văn Hòa" not in words(page)
    assert TOLD in words(page)
    assert "ngoài tốp" not in words(page)
    assert "trong tốp giai đoạn" in words(page)


@pytest.mark.parametrize(
    ("code", "clause", "told"),
    [
        (
            "10903",
            "III.2.1.2.a.TT.2.X",
            "hạng 6 khối xã, đặc khu (91,20 điểm); yêu cầu trong tốp 5 khối xã, đặc khu.",
        ),
        ("11311", "III.2.1.2.a.TT.2.P", "hạng 1 khối phường (95,80 điểm); yêu cầu trong tốp 5 khối phường."),
    ],
)
def test_a_reason_names_the_clause_and_the_threshold(sign_in, city, code, clause, told):
    html = sign_in(Role.PUBLICITY).get(reverse("awards:unit", args=[code]))

    assert f"{told} {clause}" in words(html)
    assert f'href="{reverse("movement:plan")}#{clause}"' in html.content.decode()


def test_what_is_missing_and_what_is_closed_are_told_in_the_summary(sign_in, city):
    text = words(sign_in(Role.PUBLICITY).get(reverse("awards:unit", args=["10903"])))

    assert (
        "không còn khả năng Bằng khen hằng năm cho tập thể (2026): vướng III.2.1.2.a.TT.1, "
        "III.2.1.2.a.TT.2.X." in text
    )
    assert (
        "còn có thể đạt Bằng khen tổng kết giai đoạn cho tập thể (2026-2030): xếp hạng năm 2027 được công bố "
        "và trong tốp 15 khối xã, đặc khu" in text
    )
    assert "Cần 2 trong 3 điều sau:" in text


def test_the_five_years_stand_with_rank_score_and_state(sign_in, city):
    page = sign_in(Role.PUBLICITY).get(PAGE)

    assert [entry.state for entry in page.context["strip"]] == ["year", *["unknown"] * 4]
    assert "2026 2 93,40 điểm trong tốp năm 2027 chưa công bố" in words(page)
    assert "2030 chưa công bố không tính cho giai đoạn" in words(page)


def test_a_person_under_examination_is_set_aside_and_not_refused(sign_in, city, propose, giang):
    propose(giang, "annual.individual", person_name=NAME, facts=Facts(barred=True))

    text = words(sign_in(Role.UNIT_OFFICER).get(PAGE))

    assert "đang có việc phải xem xét, kết quả tạm dừng" in text
    assert "chưa xét, không phải là loại" in text
    assert "Chờ kết luận" in words(sign_in(Role.UNIT_HEAD).get(SHEET))


def test_initiatives_and_awards_of_the_unit_are_listed(sign_in, city, at, giang, giàng, make_initiative):
    make_initiative(giang, "SK-1", replicable=None, replicable_reason="")
    make_initiative(giang, "SK-2", applied_on=None)
    make_initiative(giàng, "SK-3")
    given = GivenAward(giang, "annual.individual", "2025", "0620/QĐ-UBND", date(2026, 6, 20), "Vũ Văn Phó")
    register_awards(by=None, at=at, awards=[given])

    page = sign_in(Role.PUBLICITY).get(PAGE)

    assert rows(page, "Sáng kiến của đơn vị") == [
        ["Tổ hướng dẫn lưu động SK-1 SK-1", "04/5/2026", "01/6/2026", "chưa rõ", "0"],
        ["Tổ hướng dẫn lưu động SK-2 SK-2", "04/5/2026", "chưa", "có", "0"],
    ]
    assert "Vũ Văn Phó" in words(page)
    assert "0620/QĐ-UBND" in words(page)


@pytest.mark.parametrize("name", ["awards:unit", "awards:unit_sheet"])
def test_an_unknown_unit_is_not_found(sign_in, city, name):
    assert sign_in(Role.AUDITOR).get(reverse(name, args=["99999"])).status_code == 404


def test_a_dissolved_unit_has_a_history_and_no_outlook(sign_in, city, at, giàng):
    paper = Decision("12/NQ-HĐND", date(2027, 1, 20))
    dissolve_unit(by=None, at=at, unit=giàng, on=date(2027, 2, 1), decision=paper)
    browser = sign_in(Role.AUDITOR)

    assert browser.get(reverse("awards:unit", args=["10903"]))["Location"] == reverse(
        "units:history", args=["10903"]
    )
    assert browser.get(reverse("awards:unit_sheet", args=["10903"])).status_code == 404


def test_a_unit_outside_the_blocks_is_led_to_the_other_way(sign_in, make_unit):
    make_unit("THUE", "Thuế", UnitKind.VERTICAL, Block.NONE, full_name="Thuế thành phố Hải Phòng")

    text = words(sign_in(Role.PUBLICITY).get(reverse("awards:unit", args=["THUE"])))

    assert "Ngoài ba khối xếp hạng · mã THUE" in text
    assert "vướng III.2.1.2.b.2" in text
    assert "chuyển sang diện “ngoài ra”" in text


def test_the_sheet_names_the_readings_it_was_made_by(sign_in, city):
    text = words(sign_in(Role.PUBLICITY).get(SHEET))

    assert "PHIẾU ĐỐI CHIẾU ĐIỀU KIỆN KHEN THƯỞNG Xã Cẩm Giang" in text
    assert "DỮ LIỆU TRÌNH DIỄN" in text
    assert "Hải Phòng, ngày 15 tháng 02 năm 2027" in text
    assert (
        "B01 Đạt tất cả: có sáng kiến và đứng trong nhóm đầu (mặc định, chưa có ý kiến của Sở Nội vụ)" in text
    )
    assert "B20" not in text, "a reading that no branch used"


@pytest.mark.parametrize(
    ("role", "code", "issuer", "signer"),
    [
        (Role.UNIT_OFFICER, "10888", "ỦY BAN NHÂN DÂN XÃ CẨM GIANG", "CHỦ TỊCH"),
        (Role.UNIT_OFFICER, "10903", "SỞ NỘI VỤ", "LÃNH ĐẠO PHÒNG CCHC VÀ PHÁP CHẾ"),
        (Role.STANDING_SPECIALIST, "10888", "SỞ NỘI VỤ", "LÃNH ĐẠO PHÒNG CCHC VÀ PHÁP CHẾ"),
    ],
)
def test_a_sheet_is_issued_by_the_unit_or_by_the_office(sign_in, giang, giàng, role, code, issuer, signer):
    text = words(sign_in(role).get(reverse("awards:unit_sheet", args=[code])))

    assert f"{issuer} CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in text
    assert f"NGƯỜI LẬP PHIẾU {signer}" in text


@pytest.mark.parametrize("count", [1, 3])
def test_both_pages_ask_the_same_number_of_queries_for_any_number_of_rows(
    sign_in, city, at, giang, make_initiative, propose, django_assert_num_queries, count
):
    for number in range(count):
        make_initiative(giang, f"SK-{number}")
        propose(giang, "annual.individual", person_name=f"Lê Thu Hạnh {number}")
    register_awards(
        by=None,
        at=at,
        awards=[
            GivenAward(giang, "annual.individual", "2025", "1/QĐ", date(2026, 6, 20), f"Vũ {number}")
            for number in range(count)
        ],
    )
    browser = sign_in(Role.UNIT_OFFICER)
    browser.get(PAGE)

    # Session, person, installation, hats; the stamp of the facts twice; readings and notices for the
    # open cycle; awards given, candidates.
    with django_assert_num_queries(8):
        page = browser.get(PAGE)
    # The register of readings instead of the last two.
    with django_assert_num_queries(7):
        browser.get(SHEET)
    assert (len(page.context["initiatives"]), len(page.context["given"]), len(page.context["listed"])) == (
        count,
    ) * 3

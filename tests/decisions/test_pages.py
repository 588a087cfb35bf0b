"""The pages of the room, as officials go through them."""

from datetime import date
from io import BytesIO

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from docx import Document
from openpyxl import load_workbook

from thidua.awards.models import AwardRecord
from thidua.awards.services import GivenAward, register_awards
from thidua.decisions.models import Decision, Revocation
from thidua.decisions.papers import Listed, draft_of_decision
from thidua.decisions.selectors import waiting_lists
from thidua.decisions.services import confirm_decision, discard, settle
from thidua.decisions.todo import tasks_for
from thidua.units.models import Unit
from thidua.units.services import Decision as Act
from thidua.units.services import rename_unit

pytestmark = pytest.mark.django_db


def words(answer):
    return answer.content.decode()


def filled(upload, **more):
    return {
        "number": "1234/QĐ-UBND",
        "decided_on": "2027-02-10",
        "signer_name": "Hoàng Minh Chiến",
        "signer_title": "Phó Chủ tịch",
        "file": upload(),
    } | more


def test_from_a_list_to_the_register(sign_in, proposal, specialist, head, upload, at):
    office, second = sign_in(specialist), sign_in(head)
    page = words(office.get(reverse("decisions:list")))
    assert "còn 3 hồ sơ chưa quyết định" in page
    assert "15/TTr-SNV" in page
    address = reverse("decisions:new") + f"?danh-sach={proposal.pk}"
    assert "3 hồ sơ chưa quyết định" in words(office.get(address))

    answer = office.post(address, filled(upload))

    found = Decision.objects.get()
    assert answer["Location"] == reverse("decisions:decision", args=[found.pk])
    page = words(office.get(answer["Location"]))
    assert "Chờ người thứ hai" in page
    assert "Xác nhận đúng như bản đã ký" not in page
    assert "không có chữ ký số" in page
    assert "Lê Thị Hoa" in page
    assert [task.title for task in tasks_for(head, at)] == ["Quyết định số 1234/QĐ-UBND"]
    assert tasks_for(specialist, at) == []
    assert "Xác nhận đúng như bản đã ký" in words(second.get(answer["Location"]))
    second.post(reverse("decisions:confirm", args=[found.pk]))

    assert AwardRecord.objects.count() == 2
    assert not waiting_lists()
    page = words(second.get(reverse("decisions:register")))
    assert "Lê Thị Hoa" in page
    assert "còn hiệu lực" in page


def test_a_form_without_a_file_comes_back_with_its_words(sign_in, proposal, specialist):
    address = reverse("decisions:new") + f"?danh-sach={proposal.pk}"

    page = words(sign_in(specialist).post(address, {"number": "1234/QĐ-UBND"}))

    assert "1234/QĐ-UBND" in page
    assert "Bản đã ký" in page
    assert not Decision.objects.exists()


def test_a_decision_outside_a_list(sign_in, make_dossier, unit, specialist, upload):
    row = make_dossier(unit, "adhoc.individual", "Phạm Văn Chí")
    make_dossier(unit, "annual.individual", "Không thuộc đây")
    client = sign_in(specialist)
    page = words(client.get(reverse("decisions:new")))
    assert "Phạm Văn Chí (Xã An Lão)" in page
    assert "chưa đủ hai ý kiến thẩm định" in page
    assert "Không thuộc đây" not in page

    client.post(reverse("decisions:new"), filled(upload, dossiers=[row.pk]))

    assert Decision.objects.get().outcomes.get().dossier == row
    page = words(client.get(reverse("decisions:new")))
    assert "Chưa có hồ sơ nào để ghi quyết định" in page


def test_an_outcome_is_put_right(sign_in, recorded, specialist):
    client, row = sign_in(specialist), recorded.outcomes.filter(is_awarded=True).first()
    address = reverse("decisions:outcome", args=[recorded.pk, row.pk])
    assert "Được tặng" in words(client.get(address))
    assert "Ghi lý do" in words(client.post(address, {"is_awarded": "0", "reason": ""}))

    client.post(address, {"is_awarded": "0", "reason": "Để xem xét thêm"})

    row.refresh_from_db()
    assert not row.is_awarded
    assert row.reason == "Để xem xét thêm"
    client.post(address, {"leave": "1"})
    assert recorded.outcomes.count() == 2


def test_an_award_that_stands_in_the_register_is_told_to_who_confirms(sign_in, recorded, unit, head, at):
    address = reverse("decisions:decision", args=[recorded.pk])
    assert "đã có trong sổ" not in words(sign_in(head).get(address))
    given = GivenAward(unit, "annual.collective", "2026", "9/QĐ-UBND", at.date())
    register_awards(by=None, at=at, awards=[given])

    page = words(sign_in(head).get(address))

    assert page.count("đã có trong sổ") == 1
    assert "9/QĐ-UBND" in page


def test_discarding_asks_for_a_reason(sign_in, recorded, specialist):
    client, address = sign_in(specialist), reverse("decisions:discard", args=[recorded.pk])

    assert client.post(address, {}).status_code == 200
    client.post(address, {"reason": "Nhầm tệp"})

    recorded.refresh_from_db()
    assert recorded.state == "discarded"
    assert "Nhầm tệp" in words(client.get(reverse("decisions:decision", args=[recorded.pk])))


def test_papers_and_drafts_open(sign_in, confirmed, proposal, specialist, make_dossier, make_proposal, unit):
    client = sign_in(specialist)
    answer = client.get(reverse("decisions:paper", args=[confirmed.pk, "docx"]))
    assert answer.content[:2] == b"PK"
    assert client.get(reverse("decisions:paper", args=[confirmed.pk, "exe"])).status_code == 404
    more = make_proposal({make_dossier(unit, "discretionary.individual", "Người khác"): ""})
    answer = client.get(reverse("decisions:draft", args=[more.pk, "pdf"]))
    assert answer.content[:5] == b"%PDF-"


def test_a_certificate_is_told_by_the_names_of_its_day(client, confirmed, unit, at):
    AwardRecord.objects.update(decided_on=date(2026, 12, 1))
    act = Act("7/NQ-HĐND", date(2027, 1, 5))
    new = {"name": "An Biên", "full_name": "Phường An Biên", "kind": None}
    rename_unit(by=None, at=at, unit=Unit.objects.get(pk=unit.pk), on=date(2027, 2, 1), decision=act, **new)
    award = AwardRecord.objects.get(person_name="Lê Thị Hoa")

    page = words(client.get(reverse("decisions:check", args=[award.check_code])))

    assert "(nay là Phường An Biên)" in page
    assert page.index("An Lão") < page.index("An Biên")


def test_article_one_writes_its_counts_out():
    row = Listed("Lê Thị Hoa", "Chuyên viên", "Sở Nội vụ", "Cá nhân", "Bằng khen", is_person=True)
    paper = draft_of_decision([row], cycle="2026", letter="", today=date(2027, 2, 1), is_demo=False)
    assert "cho 01 (một) cá nhân có thành tích" in paper.body[0].text


def test_each_form_has_its_own_count_and_the_years_of_the_period_stand_once():
    rows = [
        *[Listed(f"Xã {n}", "", f"Xã {n}", "Cờ", "Cờ thi đua", is_person=False) for n in range(3)],
        *[Listed(f"Sở {n}", "", f"Sở {n}", "Tập thể", "Bằng khen", is_person=False) for n in range(2)],
        Listed("Lê Thị Hoa", "", "Sở 1", "Cá nhân", "Bằng khen", is_person=True),
    ]

    paper = draft_of_decision(rows, cycle="2026-2030", letter="", today=date(2030, 6, 1), is_demo=False)

    said = paper.body[0].text.split("\n\n")
    assert said[1:] == [
        "1. Tặng Cờ thi đua cho 03 (ba) tập thể.",
        "2. Tặng Bằng khen cho 02 (hai) tập thể và 01 (một) cá nhân.",
    ]
    for words in (paper.subject, said[0]):
        assert words.count("2026 - 2030") == 1
        assert "”, tổng kết giai đoạn" in words
    assert paper.annexes[0].title == "DANH SÁCH TẬP THỂ, CÁ NHÂN ĐƯỢC KHEN THƯỞNG"
    assert [one.caption for one in paper.annexes[0].blocks] == ["I. Tập thể", "II. Cá nhân"]


def notice_of(decision, unit, suffix="docx"):
    return reverse("decisions:notice", args=[decision.pk, unit.code, suffix])


def test_a_notice_is_a_draft_until_the_decision_is_confirmed_and_none_of_what_was_put_away(
    sign_in, recorded, other_unit, specialist, head, at
):
    """Nobody has held it against the signed paper yet; what was recorded by mistake counts nowhere."""
    client, notice = sign_in(specialist), notice_of(recorded, other_unit)
    page, paper = (
        reverse(f"decisions:{name}", args=[recorded.pk, *more])
        for name, *more in (("decision",), ("paper", "docx"))
    )
    assert "DỰ THẢO, CHƯA ĐƯỢC XÁC NHẬN" in text_of(client.get(notice))
    assert notice in words(client.get(page))

    discard(by=specialist, at=at, decision=recorded, reason="Nhập nhầm tệp")

    shown = words(client.get(page))
    assert "Nhập nhầm tệp" in shown
    assert not [one for one in (notice, paper, "Tiền thưởng") if one in shown]
    assert client.get(notice).status_code == 404
    assert client.get(paper).status_code == 404


def test_each_unit_has_a_notice_of_its_own_refusals(
    sign_in, dossiers, recorded, specialist, head, officer, other_officer, unit, other_unit, at
):
    collective = recorded.outcomes.get(dossier=dossiers[0])
    settle(by=specialist, at=at, outcome=collective, is_awarded=False, reason="Lý do riêng của An Lão")
    client, own, other = sign_in(specialist), sign_in(officer), sign_in(other_officer)
    assert own.get(notice_of(recorded, unit)).status_code == 404, "not yet confirmed"
    confirmed = confirm_decision(by=head, at=at, decision=recorded)

    page = words(client.get(reverse("decisions:decision", args=[confirmed.pk])))
    assert notice_of(confirmed, unit) in page
    assert notice_of(confirmed, other_unit) in page
    assert notice_of(confirmed, unit, "pdf") in words(own.get(reverse("decisions:register")))
    for who in (client, own):
        told = text_of(who.get(notice_of(confirmed, unit)))
        assert "DỰ THẢO" not in told
        assert "Lý do riêng của An Lão" in told
        assert "Chưa đủ 12 tháng" not in told
        assert "Cẩm Giàng" not in told
    assert other.get(notice_of(confirmed, unit)).status_code == 404
    assert "Chưa đủ 12 tháng" in text_of(other.get(notice_of(confirmed, other_unit)))
    assert client.get(notice_of(confirmed, unit, "exe")).status_code == 404


def text_of(answer):
    document = Document(BytesIO(answer.content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in document.paragraphs), *cells])


def test_the_workbook_of_a_decision_holds_no_other_whose_number_contains_it(
    sign_in, confirmed, specialist, unit, at
):
    given = GivenAward(unit, "annual.collective", "2025", "91234/QĐ-UBND", at.date())
    register_awards(by=None, at=at, awards=[given])
    client = sign_in(specialist)
    address = f"{reverse('decisions:register_xlsx')}?quyet-dinh={confirmed.pk}"

    assert address in words(client.get(reverse("decisions:decision", args=[confirmed.pk])))
    rows = load_workbook(BytesIO(client.get(address).content)).active.iter_rows(values_only=True)
    assert [row[5] for row in rows if "QĐ-UBND" in str(row[5])] == ["1234/QĐ-UBND"] * 2
    nothing = client.get(reverse("decisions:register") + "?quyet-dinh=x")
    assert nothing.context["rows"] == []


def test_the_certificate_is_checked_by_everybody_with_its_code(client, confirmed):
    award = AwardRecord.objects.get(person_name="Lê Thị Hoa")

    page = words(client.get(reverse("decisions:check", args=[award.check_code])))

    assert "Lê Thị Hoa" in page
    assert "1234/QĐ-UBND" in page
    assert "còn hiệu lực" in page
    assert "1988" not in page, "no year of birth"
    wrong = client.get(reverse("decisions:check", args=["khong-co"]))
    assert wrong.status_code == 404
    assert "mã này" in words(wrong)


def test_trying_codes_is_stopped_and_a_right_one_still_opens(client, confirmed, one_minute):
    cache.clear()
    award = AwardRecord.objects.get(person_name="Lê Thị Hoa")
    answers = [client.get(reverse("decisions:check", args=[f"sai-{number}"])) for number in range(21)]
    assert [one.status_code for one in answers] == [404] * 20 + [429]
    assert "Chờ một phút" in words(answers[-1])
    assert client.get(reverse("decisions:check", args=[award.check_code])).status_code == 200
    cache.clear()


def test_the_public_list_holds_only_what_stands_in_the_decision(client, confirmed):
    page = words(client.get(reverse("portal:awards")))

    assert "Lê Thị Hoa" in page
    assert "Công chức Văn phòng" in page
    assert "1988" not in page
    assert "Trần Văn Bình" not in page
    assert "Lê Thị Hoa" not in words(client.get(reverse("portal:awards") + "?q=tran+van"))
    assert "Lê Thị Hoa" in words(client.get(reverse("portal:awards") + "?q=le+thi+hoa&dot=2026"))


def test_a_unit_sees_its_own_awards_only(sign_in, confirmed, officer, other_officer, unit):
    award = AwardRecord.objects.get(person_name="Lê Thị Hoa")
    own, other = sign_in(officer), sign_in(other_officer)

    assert "Lê Thị Hoa" in words(own.get(reverse("decisions:register")))
    assert "Lê Thị Hoa" not in words(other.get(reverse("decisions:register")))
    for name, args in (
        ("award", [award.pk]),
        ("person_record", [award.pk]),
        ("unit_record", [unit.code]),
    ):
        assert own.get(reverse(f"decisions:{name}", args=args)).status_code == 200
        assert other.get(reverse(f"decisions:{name}", args=args)).status_code == 404
    assert own.get(reverse("decisions:list")).status_code == 403
    refusal = "Chưa đủ 12 tháng làm cải cách hành chính"
    assert refusal in words(other.get(reverse("decisions:register")))
    assert refusal not in words(own.get(reverse("decisions:register")))


def test_the_register_as_a_workbook(sign_in, confirmed, specialist):
    import io

    from openpyxl import load_workbook

    answer = sign_in(specialist).get(reverse("decisions:register_xlsx") + "?hinh-thuc=annual.individual")

    sheet = load_workbook(io.BytesIO(answer.content)).active
    values = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert [row[1] for row in values if row[5] == "1234/QĐ-UBND"] == ["Lê Thị Hoa"]


@pytest.mark.parametrize(
    ("asked", "count"),
    [
        ("q=1234/QĐ-UBND", 2),
        ("q=1234", 2),
        ("q=le+hoa", 1),
        ("q=an+lao", 2),
        ("q=an+lao+hoa", 1),
        ("q=khong+ai", 0),
        ("hieu-luc=huy-bo", 0),
        ("hieu-luc=con-hieu-luc", 2),
        ("dot=2025", 0),
    ],
)
def test_the_register_is_searched(sign_in, confirmed, specialist, asked, count):
    answer = sign_in(specialist).get(reverse("decisions:register") + f"?{asked}")

    assert len(answer.context["rows"]) == count


def test_an_award_is_taken_back(sign_in, confirmed, specialist, head, upload):
    award = AwardRecord.objects.get(person_name="Lê Thị Hoa")
    office, second = sign_in(specialist), sign_in(head)
    address = reverse("decisions:revoke", args=[award.pk])
    assert "Điều 93" in words(office.get(address))
    given = {
        "ground": "a",
        "explanation": "Kết luận thanh tra 12/KL-TTTP",
        "decision_number": "2000/QĐ-UBND",
        "decided_on": "2027-02-15",
    }

    office.post(address, given | {"file": upload()})

    found = Revocation.objects.get()
    page = reverse("decisions:revocation", args=[found.pk])
    assert "Chờ người thứ hai" in words(office.get(page))
    second.post(reverse("decisions:revocation_confirm", args=[found.pk]))
    second.post(
        reverse("decisions:revocation_recovery", args=[found.pk]), {"items": "Bằng khen", "amount": "3800000"}
    )
    told = words(second.get(page))
    assert "3.800.000" in told
    assert "Bằng khen" in told
    assert "vẫn tính là đã dùng" in told
    assert "đã hủy bỏ" in words(Client().get(reverse("decisions:check", args=[award.check_code])))
    assert "2000/QĐ-UBND" in words(Client().get(reverse("portal:awards")))
    assert "đã hủy bỏ" in words(office.get(reverse("decisions:unit_record", args=[award.unit.code])))


@pytest.mark.parametrize("name", ["register", "list"])
def test_lists_ask_a_constant_number(sign_in, confirmed, specialist, django_assert_max_num_queries, name):
    client = sign_in(specialist)
    client.get(reverse(f"decisions:{name}"))
    with django_assert_max_num_queries(20):
        client.get(reverse(f"decisions:{name}"))

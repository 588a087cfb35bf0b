"""The pages: writing with a form that saves itself, the acts on an initiative, files, what few may read."""

from decimal import Decimal

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils.html import escape
from tests.some_pdf import some_pdf

from thidua.initiatives.description.words import NewAuthor
from thidua.initiatives.models import Adoption, Initiative, InitiativeFile, ProofOfUse
from thidua.initiatives.recognition.services import receive
from thidua.initiatives.services import reach_as_shown

pytestmark = pytest.mark.usefixtures("demo_day")
PDF = some_pdf()


def upload(name="giay-to.pdf"):
    return ContentFile(PDF, name=name)


@pytest.fixture
def post(client):
    """post(person, "initiatives:act", [pk, "receive"], …) → the answer, as that person."""

    def act(person, name, args=(), headers=None, **data):
        client.force_login(person)
        return client.post(reverse(name, args=args), data, headers=headers)

    return act


@pytest.fixture
def take(client):
    """take("initiatives:proof_file", pk) → the bytes of a paper."""

    def act(name, pk):
        return client.get(reverse(name, args=[pk])).getvalue()  # read to its end, a file is closed

    return act


def filled(unit, **change):
    """What the browser sends of a whole description."""
    return {
        "unit": str(unit.pk),
        "title": "Hẹn giờ",
        "area": "thu_tuc",
        "summary": "Không phải chờ.",
        "problem": "Phải chờ.",
        "novelty": "Hẹn giờ.",
        "reach": "",
        "confidential": "",
        "version": "0",
        "author_0_name": "Lê Thu Hạnh",
        "author_0_percent": "66,5",
        "author_1_name": "Trần Văn Tư",
        "author_1_workplace": "Sở Tư pháp",
        "author_1_percent": "33,5 %",
        "effect_0_what": "Thời gian chờ",
        "effect_0_before": "42",
        "effect_0_after": "9,5",
        "effect_0_measured_in": "phút",
    } | change


def test_a_draft_is_written_changed_and_entered(post, see, officer, giang):
    answer = post(officer, "initiatives:new", **filled(giang))
    row = Initiative.written.get()
    assert answer.url == reverse("initiatives:one", args=[row.pk])
    assert [one.percent for one in row.authors.all()] == [Decimal("66.5"), Decimal("33.5")]

    post(officer, "initiatives:change", [row.pk], **filled(giang, version="1", title="Hẹn giờ tại nhà"))
    answer = post(officer, "initiatives:act", [row.pk, "enter"])

    assert answer.status_code == 302
    page = see(officer, Initiative.objects.get())
    for words in ("Hẹn giờ tại nhà", "66,5 %", "Sở Tư pháp", "9,5", "phút"):
        assert words in page


def test_the_form_saves_itself_from_the_first_word(post, officer, giang):
    script = {"X-Autosave": "1"}
    begun = post(officer, "initiatives:new", headers=script, unit=giang.pk, title="Hẹn", version="0").json()
    row = Initiative.written.get()
    assert begun["address"] == reverse("initiatives:change", args=[row.pk])

    saved = post(
        officer, "initiatives:change", [row.pk], headers=script, **filled(giang, version=begun["version"])
    )
    assert saved.json()["version"] == 2
    stale = post(
        officer, "initiatives:change", [row.pk], headers=script, **filled(giang, version="1", summary="Khác")
    )
    assert (stale.status_code, stale.json()["theirs"]["summary"]) == (409, "Không phải chờ.")
    bad = post(officer, "initiatives:change", [row.pk], headers=script, **filled(giang, effect_0_before="x"))
    assert bad.status_code == 422
    assert "Trước: “x” không phải là số" in bad.json()["message"]
    # Thirds have two decimals: more would be stored as less, and 99,99 is no whole.
    bad = post(
        officer, "initiatives:change", [row.pk], headers=script, **filled(giang, author_0_percent="33,333")
    )
    assert "Nhiều nhất 2 chữ số sau dấu phẩy" in bad.json()["message"]


def test_a_number_that_is_read_two_ways_is_not_kept_as_one_of_them(post, officer, giang):
    answer = post(officer, "initiatives:new", **filled(giang, effect_0_before="1.200"))

    assert answer.status_code == 422
    assert "“1.200” đọc được hai cách" in answer.content.decode()
    assert not Initiative.written.exists()
    assert post(officer, "initiatives:new", **filled(giang, effect_0_before="1200")).status_code == 302


def test_words_of_two_people_stand_side_by_side(post, listed, officer, head, giang):
    row = listed()
    post(head, "initiatives:change", [row.pk], **filled(giang, version="1", summary="Của lãnh đạo"))

    answer = post(officer, "initiatives:change", [row.pk], **filled(giang, version="1", summary="Của cán bộ"))

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Của lãnh đạo" in page
    assert "Của cán bộ" in page


def test_more_lines_come_when_asked_for(post, client, officer, giang):
    answer = post(officer, "initiatives:new", **filled(giang, more="1"))
    assert answer.url == reverse("initiatives:change", args=[Initiative.written.get().pk])
    page = client.get(answer.url).content.decode()
    assert 'name="author_3_name"' in page
    assert 'name="author_4_name"' not in page


def test_a_recognised_one_shows_its_name_and_authors_and_lets_nobody_change_them(
    client, enter, officer, post, giang, on
):
    authors = (NewAuthor("Lê Thu Hạnh", percent=Decimal(100)),)
    row = enter(recognised_on=on, recognition_decision="1/QĐ", authors=authors)

    post(officer, "initiatives:change", [row.pk], **filled(giang, version="1", title="Tên khác"))

    kept = Initiative.objects.get()
    assert (kept.title, kept.summary, kept.authors.count()) == (row.title, "Không phải chờ.", 1)


def test_from_the_application_to_the_decision_on_the_page(post, see, take, listed, officer, head, client):
    row = listed()
    assert "Nhận đơn công nhận cấp cơ sở" in see(officer, row)
    assert post(officer, "initiatives:act", [row.pk, "receive"], on="2027-01-04").status_code == 302
    page = see(officer, row)
    assert "Còn 48 ngày" in page
    assert "phải trả lời chậm nhất ngày 04/4/2027" in page
    assert client.get(reverse("initiatives:change", args=[row.pk])).status_code == 403

    council = {"met_on": "2027-01-20", "members": 9, "present": 8, "agreed": 4, "minutes": upload()}
    assert post(officer, "initiatives:act", [row.pk, "meet"], **council).status_code == 302
    page = see(officer, row)
    assert "chưa quá nửa số người dự đồng ý" in page
    assert "lãnh đạo đơn vị" in page  # why an officer cannot decide
    assert post(officer, "initiatives:act", [row.pk, "recognise"]).status_code == 403

    ruling = {"number": "12/QĐ-UBND", "on": "2027-02-01", "certificate": "05/GCN", "file": upload("qd.pdf")}
    assert post(head, "initiatives:act", [row.pk, "recognise"], **ruling).status_code == 302
    page = see(head, row)
    assert "Quyết định 12/QĐ-UBND, ngày 01/02/2027" in page
    found = row.recognitions.get()
    assert take("initiatives:decision_file", found.pk) == PDF
    assert take("initiatives:minutes_file", found.pk) == PDF


def test_a_late_answer_is_marked(see, listed, officer, at, post):
    row = listed()
    post(officer, "initiatives:act", [row.pk, "receive"], on="2026-10-01")
    assert "quá hạn trả lời" in see(officer, row)


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("receive", {"on": "2027-03-01"}, "chưa tới"),
        ("note", {"level": "thanh_pho", "number": "1", "on": "2027-01-01"}, "nơi ra quyết định"),
        ("proof", {"place": "Một cửa", "since": "2027-01-02", "until": "2027-01-01"}, "trước ngày bắt đầu"),
    ],
)
def test_a_refused_act_keeps_what_was_typed_and_says_why(post, listed, head, name, data, words):
    row = listed()
    files = {"file": upload()} if name != "receive" else {}

    answer = post(head, "initiatives:act", [row.pk, name], **data, **files)

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert escape(next(iter(data.values()))) in answer.content.decode()


def test_an_act_that_is_none_does_not_exist(post, listed, officer):
    assert post(officer, "initiatives:act", [listed().pk, "khac"]).status_code == 404


def test_a_pdf_that_nobody_can_open_is_refused_in_words(post, listed, officer):
    row, damaged = listed(), ContentFile(b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\n", name="xac-nhan.pdf")
    data = {"place": "Công an xã", "since": "2027-01-04", "file": damaged}

    answer = post(officer, "initiatives:act", [row.pk, "proof"], **data)

    assert answer.status_code == 422
    assert "tải lên đúng tệp xác nhận áp dụng" in answer.content.decode()
    assert "Công an xã" in answer.content.decode()
    assert not ProofOfUse.objects.exists()


def test_proofs_on_the_page(post, see, take, listed, officer):
    row = listed()
    data = {"place": "Công an xã", "since": "2027-01-04", "file": upload("xac-nhan.pdf")}
    assert post(officer, "initiatives:act", [row.pk, "proof"], **data).status_code == 302
    assert "từ ngày 04/01/2027" in see(officer, row)
    proof = ProofOfUse.objects.get()
    assert take("initiatives:proof_file", proof.pk) == PDF

    post(officer, "initiatives:proof_remove", [proof.pk], reason=" ")
    assert "Công an xã" in see(officer, row)
    post(officer, "initiatives:proof_remove", [proof.pk], reason="Nhầm")
    assert "Công an xã" not in see(officer, row)


def test_adoption_on_the_pages_of_both_units(
    post, see, take, listed, officer, neighbour, neighbour_head, giàng
):
    row = listed()
    data = {"unit": giàng.pk, "since": "2027-01-04", "how": "Làm như xã bạn.", "file": upload()}
    assert post(neighbour, "initiatives:act", [row.pk, "adopt"], **data).status_code == 302
    assert "chờ lãnh đạo xác nhận" in see(officer, row)
    found = Adoption.objects.get()
    assert take("initiatives:adoption_file", found.pk) == PDF

    post(neighbour_head, "initiatives:adoption_decline", [found.pk], reason=" ")
    assert "Xác nhận đơn vị đã áp dụng" in see(neighbour_head, row)
    post(neighbour_head, "initiatives:adoption_confirm", [found.pk])

    assert "<strong>1</strong> đơn vị khác đã áp dụng" in see(officer, row)
    again = post(neighbour_head, "initiatives:adoption_confirm", [found.pk])
    assert again.status_code == 302


def test_the_office_says_whether_it_can_be_spread(post, see, enter, specialist, on):
    row = enter(recognised_on=on, recognition_decision="1/QĐ", applied_on=on)
    assert "Cơ quan thường trực chưa đánh giá" in see(specialist, row)
    shown = reach_as_shown(row)
    post(
        specialist,
        "initiatives:act",
        [row.pk, "judge"],
        replicable="no",
        reason="Chỉ hợp với đảo.",
        seen=shown,
    )
    assert f'name="seen" value="{shown}"' not in see(specialist, row)
    second = {"replicable": "yes", "reason": "Nơi nào cũng hợp.", "seen": shown}
    told = post(specialist, "initiatives:act", [row.pk, "judge"], **second).content.decode()
    assert "vừa đánh giá: không nhân rộng được (Chỉ hợp với đảo.)" in told
    assert "Nơi nào cũng hợp." in told
    row.refresh_from_db()
    assert f'name="seen" value="{reach_as_shown(row)}"' in told
    assert "Chỉ hợp với đảo." in see(specialist, row)


def test_a_draft_is_dropped_on_its_page(post, draft, officer):
    row = draft()
    assert post(officer, "initiatives:drop", [row.pk]).url == reverse("initiatives:list")
    assert not Initiative.written.exists()


def test_an_entry_is_not_dropped(post, listed, officer):
    row = listed()
    assert post(officer, "initiatives:drop", [row.pk]).url == reverse("initiatives:one", args=[row.pk])
    assert Initiative.objects.exists()


def test_a_list_is_tried_out_and_stored(post, client, officer, giang):
    client.force_login(officer)
    assert client.get(reverse("initiatives:sample")).content.startswith(b"PK")
    rows = "Mã sáng kiến;Mã đơn vị;Tên sáng kiến\nSK-1;10888;Hẹn giờ\n"
    bad = ContentFile((rows + "SK-1;10888;Khác\n").encode(), name="loi.csv")
    answer = post(officer, "initiatives:bring", file=bad)
    page = client.get(answer.url).content.decode()
    assert "Tệp có 1 lỗi" in page
    kept = InitiativeFile.objects.get()
    assert post(officer, "initiatives:store", [kept.pk]).url == reverse(
        "initiatives:rehearsal", args=[kept.pk]
    )

    answer = post(officer, "initiatives:bring", file=ContentFile(rows.encode(), name="tot.csv"))
    assert "Đọc được 1 dòng" in client.get(answer.url).content.decode()
    kept = InitiativeFile.objects.earliest("-pk")
    assert post(officer, "initiatives:store", [kept.pk]).url == reverse("initiatives:list")
    assert (
        "đã được lưu vào sổ" in client.get(reverse("initiatives:rehearsal", args=[kept.pk])).content.decode()
    )
    assert Initiative.objects.get().title == "Hẹn giờ"


def test_empty_pages_teach(client, officer, draft):
    client.force_login(officer)
    assert "Sổ chưa có sáng kiến nào" in client.get(reverse("initiatives:list")).content.decode()
    found = client.get(reverse("initiatives:list"), {"q": "không có"}).content.decode()
    assert "Không có sáng kiến nào như vậy" in found
    row = draft(area="", authors=())
    page = client.get(reverse("initiatives:one", args=[row.pk])).content.decode()
    assert "Chưa chọn lĩnh vực cải cách." in page
    assert "Chưa ghi tác giả nào." in page


@pytest.mark.parametrize("count", [1, 4])
def test_the_page_asks_a_constant_number_of_questions(
    client, listed, officer, giang, django_assert_max_num_queries, count
):
    authors = tuple(NewAuthor(f"Người {n}", percent=Decimal(100) / count) for n in range(count))
    row = listed(authors=authors)
    client.force_login(officer)
    client.get(reverse("initiatives:one", args=[row.pk]))

    with django_assert_max_num_queries(30):
        client.get(reverse("initiatives:one", args=[row.pk]))


def test_an_entry_has_a_receipt_to_print_and_a_draft_has_not(client, listed, draft, officer, at):
    row, other = listed(), draft(title="Kho mẫu đơn")
    receive(by=officer, at=at, initiative=row, on=at.date())
    client.force_login(officer)
    page = client.get(reverse("initiatives:receipt", args=[row.pk])).content.decode()
    assert "01/BN-SK-10888" in page
    assert "Lê Thu Hạnh (100 %)" in page
    assert client.get(reverse("initiatives:receipt", args=[other.pk])).status_code == 403


def test_the_own_unit_comes_first_in_the_list(client, enter, giàng, officer, neighbour):
    enter(code="SK-1", title="Xe lưu động")
    enter(code="SK-2", unit=giàng, title="Bản đồ số")
    for person, codes in ((officer, ["SK-1", "SK-2"]), (neighbour, ["SK-2", "SK-1"])):
        client.force_login(person)
        lines = client.get(reverse("initiatives:list")).context["lines"]
        assert [line["row"].code for line in lines] == codes
        assert [line["is_own"] for line in lines] == [True, False]


def test_what_is_typed_while_a_colleague_receives_the_application_stays_on_the_page(
    post, officer, listed, giang, at
):
    row = listed()
    receive(by=officer, at=at, initiative=row, on=at.date())

    answer = post(
        officer, "initiatives:change", [row.pk], **filled(giang, summary="Chữ vừa gõ dài hơn một câu")
    )

    assert answer.status_code == 422
    told = answer.content.decode()
    assert "Sáng kiến đang được xét công nhận nên không sửa được" in told
    assert "Chữ vừa gõ dài hơn một câu" in told


def test_a_paper_of_use_that_is_brought_twice_is_there_once(post, officer, giang):
    post(officer, "initiatives:new", **filled(giang))
    row = Initiative.written.get()
    said = {"place": "Bộ phận một cửa", "since": "2026-08-01"}
    post(officer, "initiatives:act", [row.pk, "proof"], file=upload(), **said)
    again = post(officer, "initiatives:act", [row.pk, "proof"], file=upload(), **said)

    assert "Xác nhận này đã được thêm" in again.content.decode()
    assert ProofOfUse.objects.count() == 1
    post(officer, "initiatives:act", [row.pk, "proof"], file=upload(), **said | {"place": "Công an xã"})
    assert ProofOfUse.objects.count() == 2

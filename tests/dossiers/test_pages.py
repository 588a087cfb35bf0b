"""The unit's pages: a dossier from the choice of a route to the receipt."""

import re
from dataclasses import replace
from datetime import date

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from tests.dossiers.conftest import PERSON, meet, seen, sign
from tests.page_text import words
from tests.some_pdf import some_pdf

from thidua.awards.services import NewCandidate, add_candidates
from thidua.core.facts import Facts
from thidua.core.roles import Role
from thidua.dossiers.enums import BarKind
from thidua.dossiers.models import ChecklistVersion, Dossier, Filing, Submission
from thidua.dossiers.pages import award_of
from thidua.dossiers.papers import letter_paper, minutes_paper
from thidua.dossiers.sending.afterwards import return_dossier
from thidua.dossiers.sending.gaps import asked_of, gaps_of
from thidua.dossiers.sending.signing import hand_over
from thidua.dossiers.services import name_initiatives
from thidua.foundation.moment import Installation
from thidua.units.models import Unit
from thidua.units.selectors import history

pytestmark = pytest.mark.usefixtures("demo_day")


def page(client, name, *args, query="", **more):
    answer = client.get(reverse(f"dossiers:{name}", args=args) + query, **more)
    assert answer.status_code == 200, (name, answer.status_code)
    return answer.content.decode()


def test_after_the_day_the_list_leads_to_what_is_being_appraised(sent, browser):
    Installation.objects.update(demo_date=date(2027, 4, 2))
    shown = page(browser, "list")
    assert "Đợt xét 2027" in shown
    assert 'href="?dot=2026">2026</a>' in shown
    assert sent.code in page(browser, "list", query="?dot=2026")


@pytest.mark.parametrize("cycle", ["2026-2030", "2026"])
def test_an_empty_cycle_begins_dossiers_of_that_cycle(unit, browser, cycle):
    Installation.objects.update(demo_date=date(2027, 4, 2))
    shown = page(browser, "list", query=f"?dot={cycle}")
    assert f'class="btn btn-primary" href="{reverse("dossiers:routes")}?dot={cycle}">Chọn tuyến' in shown


def test_a_unit_goes_from_the_route_to_the_receipt(world, browser, head, unit, at):
    assert "Đơn vị chưa lập hồ sơ nào" in page(browser, "list")
    routes = page(browser, "routes", query="?dot=2026")
    assert "Cờ thi đua tổng kết giai đoạn" in routes
    assert "Tuyến này xét một lần cho cả giai đoạn" in routes
    start = reverse("dossiers:start", args=["annual.collective"]) + "?don-vi=11311&dot=2026"
    assert "xét cho chính Phường Hồng Bàng" in browser.get(start).content.decode()
    row = Dossier.objects.get(pk=browser.post(start).url.strip("/").split("/")[-1])
    shown = page(browser, "dossier", row.pk)
    assert "hạng 1" in shown
    assert "Chưa trình ký được" in shown
    for section in ("general", "results", "measures"):
        url = reverse("dossiers:section", args=[row.pk, section])
        assert browser.post(url, {"version": "1", "text": "Đã giảm từ 5 xuống 3 ngày"}).status_code == 302
    url = reverse("dossiers:initiatives", args=[row.pk])
    assert "12/QĐ-UBND" in page(browser, "initiatives", row.pk)
    said = {"initiative": [world.pk], "seen": seen(browser, url)}
    assert browser.post(url, said).status_code == 302
    assert browser.post(reverse("dossiers:bars", args=[row.pk]), {"kind": ""}).status_code == 302
    minutes = {
        "held_on": "2027-02-12", "held_time": "08:00", "place": "Phòng họp", "chair": "Trần Văn Bình",
        "secretary": "Nguyễn Thị An", "members": "9", "present": "8", f"agreed-{row.pk}": "8",
    }  # fmt: skip
    assert browser.post(reverse("dossiers:minutes", args=[row.filing_id]), minutes).status_code == 302
    assert "Sáng kiến SK-1: thiếu tệp quyết định" in page(browser, "dossier", row.pk)
    for name, said in (
        ("attach", {"level": "co_so", "certificate": "07/GCN"}),
        ("proof", {"place": "Một cửa", "since": "2026-06-01"}),
    ):
        url = reverse("initiatives:act", args=[world.pk, name])
        file = ContentFile(some_pdf(), name=f"{name}.pdf")
        assert browser.post(url, said | {"file": file}).status_code == 302, name
    assert "Hồ sơ đã đủ" in page(browser, "dossier", row.pk)
    assert browser.post(reverse("dossiers:hand_over", args=[row.pk])).status_code == 302
    assert "Tờ trình chưa có số, ngày" in page(browser, "filing", row.filing_id)
    letter = {"number": "15/TTr-UBND", "on": "2027-02-14"}
    assert browser.post(reverse("dossiers:letter", args=[row.filing_id]), letter).status_code == 302
    assert "Chỉ lãnh đạo đơn vị ký gửi được" in page(browser, "filing", row.filing_id)
    browser.force_login(head)
    assert "Ký và gửi" in page(browser, "filing", row.filing_id)
    answer = sign(browser, row.filing)
    assert "KT-2026/11311-1" in answer.content.decode()
    assert "Thu hồi để sửa" in page(browser, "dossier", row.pk)
    browser.post(reverse("dossiers:recall", args=[row.pk]))
    row.refresh_from_db()
    assert row.state == "draft"


def test_a_candidate_of_the_working_list_brings_facts_and_initiatives(world, browser, unit, at):
    facts = Facts(outstanding=True, rating="excellent", par_role="advise", conduct=True)
    new = NewCandidate(
        unit=Unit.objects.get(pk=unit.id), award="annual.individual", cycle="2026", person_name="Lê Thị Hoa",
        position="Công chức", facts=facts, initiatives=(world,), evidence="Biên bản ngày 12/01/2027",
    )  # fmt: skip
    add_candidates(by=None, at=at, candidates=[new], source="Biên bản")
    shown = page(browser, "routes", query="?dot=2026")
    assert "Lấy từ danh sách dự kiến: Lê Thị Hoa" in shown
    pk = Unit.objects.get(pk=unit.id).candidates.get().pk
    assert browser.post(reverse("dossiers:from_candidate", args=[pk])).status_code == 302
    row = Dossier.objects.get()
    assert (row.rating, row.rating_source) == ("excellent", "Biên bản ngày 12/01/2027")
    assert list(row.initiatives.all()) == [world]
    assert "Lấy từ danh sách dự kiến" not in page(browser, "routes", query="?dot=2026")
    again = browser.post(reverse("dossiers:from_candidate", args=[pk]), follow=True).content.decode()
    assert "Người này đã có hồ sơ" in again


def test_every_part_of_a_person_opens_and_saves(published, start, browser, at):
    row = start("annual.individual", PERSON)
    for part in ("subject", "facts", "initiatives", "work", "bars", "evidence", "panel"):
        page(browser, part, row.pk)
    answer = browser.post(
        reverse("dossiers:subject", args=[row.pk]),
        {"version": "1", "name": "Lê Thị Hoa", "position": "Phó Chánh Văn phòng", "is_leader": "yes"},
    )
    assert answer.status_code == 302
    row.refresh_from_db()
    assert (row.position, row.is_leader) == ("Phó Chánh Văn phòng", True)
    script = {"HTTP_X_AUTOSAVE": "1"}
    url = reverse("dossiers:facts", args=[row.pk])
    saved = browser.post(url, {"version": row.edition, "rating": "excellent"}, **script).json()
    assert saved["version"] == row.edition + 1
    stale = browser.post(url, {"version": row.edition, "rating": "good"}, **script)
    assert (stale.status_code, stale.json()["theirs"]["rating"]) == (409, "excellent")
    spans = {
        "form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "0", "form-0-since": "2026-01-01",
        "form-0-place": "UBND phường", "form-0-work": "Một cửa", "form-1-since": "",
    }  # fmt: skip
    url = reverse("dossiers:work", args=[row.pk])
    spans["seen"] = seen(browser, url)
    assert browser.post(url, spans).status_code == 302
    row.refresh_from_db()
    assert row.par_months == 13
    spans["form-1-place"] = "Sở Nội vụ"
    answer = browser.post(url, spans)
    assert "Ghi ngày bắt đầu" in answer.content.decode()
    assert answer.context["seen"] == spans["seen"]  # of a form that was never compared nothing is known


def test_a_stretch_of_work_is_refused_by_its_day_where_a_line_above_is_empty(start, browser):
    row = start("annual.individual", PERSON)
    url = reverse("dossiers:work", args=[row.pk])
    said = {
        "seen": seen(browser, url), "form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "0", "form-0-since": "",
        "form-1-since": "2026-08-01", "form-1-until": "2026-07-01", "form-1-place": "Sở",
        "form-1-work": "Chỉ số",
    }  # fmt: skip
    shown = words(browser.post(url, said))
    assert "Khoảng từ 01/8/2026: ngày kết thúc ở trước" in shown


def test_forms_saved_as_a_whole_keep_a_draft_in_the_browser(start, browser, officer, at):
    row = start("annual.individual", PERSON)
    work = page(browser, "work", row.pk)
    held = page(browser, "minutes", row.filing_id)
    for shown, name, pk in ((work, "work", row.pk), (held, "minutes", row.filing_id)):
        assert f'data-draft="{reverse(f"dossiers:{name}", args=[pk])}"' in shown
        assert "thidua/draft.js" in shown
        assert "data-draft-refused" not in shown
    assert 'data-draft-version="0"' in held
    meet(row, officer, at)
    assert 'data-draft-version="1"' in page(browser, "minutes", row.filing_id)
    url = reverse("dossiers:minutes", args=[row.filing_id])
    assert "data-draft-refused" in browser.post(url, {"place": "Phòng họp"}).content.decode()


def test_the_page_says_what_another_subject_has_to_give_again(published, start, fill, browser):
    row = fill(start("annual.individual", PERSON))
    assert "Biên bản hội đồng, Cam kết về trường hợp chưa xét." in page(browser, "subject", row.pk)
    said = {"version": str(row.edition), "name": "Phạm Yến", "position": "Công chức", "birth_year": "1990"}
    url = reverse("dossiers:subject", args=[row.pk])
    shown = browser.post(url, said, follow=True).content.decode()
    assert "phải ghi lại: Biên bản hội đồng, Cam kết về trường hợp chưa xét." in shown
    assert "Lê Thị Hoa: 7 tán thành" in page(browser, "minutes", row.filing_id)


def test_files_are_kept_to_an_item_and_given_only_to_those_who_may(published, start, browser, specialist):
    row = start("annual.individual", PERSON)
    url = reverse("dossiers:evidence", args=[row.pk])
    pdf = ContentFile(b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n", name="xep-loai.pdf")
    assert browser.post(url, {"item": "rating", "file": pdf}).status_code == 302
    pdf.seek(0)
    assert "đã có trong hồ sơ" in browser.post(url, {"item": "rating", "file": pdf}).content.decode()
    kept = row.files.get()
    pdf.seek(0)
    answer = browser.get(reverse("dossiers:file", args=[row.pk, kept.pk]))
    assert answer.status_code == 200
    assert answer.getvalue() == pdf.read()
    browser.post(reverse("dossiers:file_remove", args=[row.pk, kept.pk]))
    assert not row.files.filter(removed_at=None).exists()


def test_the_office_finds_what_was_handed_in_with_a_constant_number_of_questions(
    sent, start, wait, send, client, specialist, django_assert_max_num_queries
):
    client.force_login(specialist)
    url = reverse("dossiers:list") + "?dot=2026"
    with django_assert_max_num_queries(60) as first:
        assert "2026/11311/01" in client.get(url).content.decode()
    send(wait(start("annual.individual", PERSON)), knows_not_met=True)
    with django_assert_max_num_queries(60) as second:
        shown = client.get(url).content.decode()
    assert "2026/11311/02" in shown
    assert len(second) <= len(first) + 1
    for query, found in (
        ("&tuyen=annual", True), ("&tuyen=adhoc", False), ("&trang-thai=received", False),
        ("&luc-gui=on_time", True), ("&luc-gui=late", False), ("&q=hong+bang", True), ("&q=an+lao", False),
    ):  # fmt: skip
        assert ("2026/11311/01" in client.get(url + query).content.decode()) is found, query


def test_bars_are_seen_by_those_who_must_know_alone(sent, client, make_person, at, specialist):
    from thidua.dossiers.bars.services import Stated, record_bars

    stated = Stated(BarKind.COMPLAINT, "Đơn ngày 10/02/2027", date(2027, 2, 10))
    record_bars(by=specialist, at=at, dossier=sent, stated=stated)
    url = reverse("dossiers:dossier", args=[sent.pk])
    for role, sees in ((Role.DECISION_MAKER, True), (Role.AUDITOR, False), (Role.COUNCIL_MEMBER, False)):
        client.force_login(make_person(f"ai.{role.value}", role))
        shown = client.get(url).content.decode()
        assert ("tạm dừng" in shown or "chưa kết luận" in shown) is sees, role
        assert ("Đơn ngày" in shown) is sees, role


@pytest.mark.parametrize("who", ["officer", "head"])
def test_the_unit_reads_which_bar_pauses_it_who_said_so_and_what_would_end_it(
    sent, client, request, at, specialist, who
):
    from thidua.dossiers.bars.services import Stated, record_bars

    client.force_login(request.getfixturevalue(who))
    url = reverse("dossiers:dossier", args=[sent.pk])
    assert "Xét lại khi" not in client.get(url).content.decode()
    stated = Stated(BarKind.COMPLAINT, "Đơn ngày 10/02/2027", date(2027, 2, 10))
    record_bars(by=specialist, at=at, dossier=sent, stated=stated)
    for page in (url, reverse("dossiers:panel", args=[sent.pk])):
        told = words(client.get(page))
        assert "Tạm dừng xét vì có khiếu nại, tố cáo đang được xác minh, từ 10/02/2027" in told
        assert "Đơn ngày 10/02/2027 Xét lại khi có kết luận giải quyết khiếu nại, tố cáo" in told
        assert "Người ghi bên thẩm định: Phạm Ngọc Quyên, " in told


def test_those_who_appraise_are_led_to_the_page_that_asks_how_they_stand_to_the_unit(
    sent, client, specialist
):
    client.force_login(specialist)
    answer = client.get(reverse("dossiers:dossier", args=[sent.pk]))
    assert answer.url == reverse("appraising:dossier", args=[sent.pk])


def test_the_standing_office_proposes_a_vertical_agency(customs, client, specialist, standing_head, fill):
    client.force_login(specialist)
    assert "Chi cục Hải quan" in page(client, "routes")
    shown = page(client, "routes", query="?don-vi=HQ&dot=2026")
    assert "Bằng khen hằng năm" not in shown
    start = reverse("dossiers:start", args=["discretionary.collective"]) + "?don-vi=HQ&dot=2026"
    assert client.post(start, {"name": ""}).status_code == 302
    row = Dossier.objects.get()
    assert row.proposer == "office"
    row = fill(row, by=specialist)
    client.post(reverse("dossiers:hand_over", args=[row.pk]))
    client.force_login(standing_head)
    shown = page(client, "dossier", row.pk)
    assert "Ký và gửi" in shown
    [seen] = re.findall(r'name="seen" value="([^"]*)"', shown)
    answer = client.post(reverse("dossiers:send_own", args=[row.pk]), {"seen": seen}, follow=True)
    assert "KT-2026/HQ-1" in answer.content.decode()


def test_a_vertical_agency_sees_why_a_route_is_closed(client, make_person, customs):
    client.force_login(make_person("canbo.hq", (Role.UNIT_OFFICER, customs)))
    shown = page(client, "routes", query="?dot=2026")
    assert "không thuộc ba khối xếp hạng chỉ số" in shown
    assert "III.2.1.2.b.2" in shown


def test_a_lapsed_ground_is_told_beside_the_letter(sent, browser, monkeypatch):
    assert "Căn cứ pháp lý cần xem lại" not in page(browser, "filing", Filing.objects.get().pk)
    monkeypatch.setattr(
        "thidua.dossiers.papers.ground_doubts", lambda filing, today: ["Nghị định đã hết hiệu lực."]
    )
    shown = page(browser, "filing", Filing.objects.get().pk)
    assert "Căn cứ pháp lý cần xem lại" in shown
    assert "Nghị định đã hết hiệu lực." in shown


def test_letter_and_minutes_are_papers(sent, browser, specialist, on):
    filing = Filing.objects.get()
    for form in ("docx", "pdf"):
        answer = browser.get(reverse("dossiers:letter_file", args=[filing.pk, form]))
        assert answer.status_code == 200
    letter = letter_paper(filing, [], history(on).by_id()[filing.unit_id], on, is_demo=False)
    assert any("2162/QĐ-UBND ngày 09 tháng 6 năm 2026 của" in words for words in letter.grounds)
    assert any(words.startswith("Căn cứ Luật Thi đua") for words in letter.grounds)
    held = minutes_paper(filing, filing.minutes.get(), history(on).by_id()[filing.unit_id], on, is_demo=False)
    assert "năm hai nghìn không trăm" in held.body[0].text
    minutes = filing.minutes.get()
    answer = browser.get(reverse("dossiers:minutes_file", args=[filing.pk, minutes.pk, "docx"]))
    assert answer.status_code == 200
    assert (
        browser.get(reverse("dossiers:minutes_file", args=[filing.pk, minutes.pk, "txt"])).status_code == 404
    )


def test_the_head_of_the_office_changes_the_checklist_after_a_rehearsal(client, standing_head, start, at):
    def words():
        row = Dossier.objects.get()
        return [gap.words for gap in gaps_of(row, award_of(row, at), asked_of([row], at.date()))]

    asked = "Chưa kèm tài liệu: Bằng chứng xếp loại năm."
    start("annual.individual", PERSON)
    assert asked in words()
    client.force_login(standing_head)
    assert "Danh mục mặc định" in page(client, "checklist")
    url = reverse("dossiers:checklist_new")
    data = {
        name: field.initial for name, field in client.get(url).context["form"].fields.items() if field.initial
    }
    data |= {"valid_from": "2027-02-15", "document": "Hướng dẫn 5/HD-SNV", "rating-person": "may"}
    tried = client.post(url, data).content.decode()
    assert "Bằng chứng xếp loại năm" in tried
    assert not ChecklistVersion.objects.exists()
    assert client.post(url, data | {"keep": "1"}).status_code == 302
    assert asked not in words()
    assert (
        "ở trước hôm nay"
        in client.post(url, data | {"keep": "1", "valid_from": "2027-01-01"}).content.decode()
    )
    assert "Không có gì khác" in client.post(url, data | {"keep": "1"}).content.decode()


def test_a_receipt_tells_when_what_was_sent_is_no_longer_what_was_signed(sent, browser):
    row = sent.sendings.get().submission
    assert "nội dung còn đúng như lúc ký" in page(browser, "receipt", row.pk)
    Submission.objects.filter(pk=row.pk).update(content=row.content | {"ordinal": 9})
    assert "nội dung không còn đúng như lúc ký" in page(browser, "receipt", row.pk)


def test_returned_the_reasons_stand_at_their_parts(sent, browser, specialist, at, head):
    from thidua.dossiers.sending.afterwards import return_dossier

    return_dossier(by=specialist, at=at, dossier=sent, reasons={"results": "Nêu nguồn của số 98 %"})
    shown = page(browser, "dossier", sent.pk)
    assert "Nêu nguồn của số 98 %" in shown
    assert "giữ như đã gửi" in shown
    assert "Nêu nguồn của số 98 %" in page(browser, "section", sent.pk, "results")
    assert "không hỏi lại phần này" in page(browser, "section", sent.pk, "general")
    browser.post(reverse("dossiers:withdraw", args=[sent.pk]), {"withdraw-words": "Thôi đề nghị"})
    sent.refresh_from_db()
    assert sent.state == "withdrawn"


def test_a_dossier_asks_the_same_number_of_questions_however_much_it_holds(
    world, start, browser, officer, at, make_initiative, django_assert_max_num_queries
):
    row = start()
    url = reverse("dossiers:dossier", args=[row.pk])
    browser.get(url)
    counts = []
    for named in ([world], [world, make_initiative("SK-2"), make_initiative("SK-3")]):
        name_initiatives(by=officer, at=at, dossier=row, initiatives=named)
        browser.get(url)  # what is kept of the facts is taken anew
        with django_assert_max_num_queries(42) as asked:
            assert browser.get(url).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_meet_helper_keeps_the_last_meeting(start, officer, at):
    row = start()
    meet(row, officer, at, agreed=3)
    meet(row, officer, at, agreed=8)
    row.refresh_from_db()
    assert row.selected is True


def test_only_what_would_come_late_is_said_to_be_late(sent, start, fill, officer, specialist, client, at):
    late = at.replace(month=4, day=2)
    Installation.objects.update(demo_date=late.date())
    client.force_login(officer)
    return_dossier(by=specialist, at=at, dossier=sent, reasons={"results": "Nêu nguồn"})
    hand_over(by=officer, at=late, dossier=sent)
    hand_over(by=officer, at=late, dossier=fill(start("adhoc.individual", PERSON), moment=late))
    assert "Đã quá hạn" not in page(client, "filing", sent.filing_id)
    other = start("annual.individual", replace(PERSON, name="Hoàng Dũng"))
    hand_over(by=officer, at=late, dossier=fill(other, moment=late))
    assert "Đã quá hạn" in page(client, "filing", sent.filing_id)

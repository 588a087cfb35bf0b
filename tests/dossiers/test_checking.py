"""“Kiểm tra lại”: every value of what goes out, on one page, before it is handed over and signed."""

import re
from datetime import date

import pytest
from django.urls import reverse
from tests.dossiers.conftest import PERSON

from thidua.appraising.conflicts.services import state_conflict
from thidua.dossiers.models import Dossier, TakenOver
from thidua.dossiers.services import Attested, Subject, attest, name_initiatives
from thidua.dossiers.writing.services import Span, tell_work

pytestmark = pytest.mark.usefixtures("demo_day")


def page(client, name, pk):
    answer = client.get(reverse(f"dossiers:{name}", args=[pk]))
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.content.decode())


def test_every_value_stands_with_its_source_and_where_to_change_it(world, start, fill, browser, officer, at):
    row = start("annual.individual", PERSON)
    span = Span(date(2026, 1, 1), None, "UBND phường", "Tổ một cửa", "QĐ 15/QĐ-UBND")
    tell_work(by=officer, at=at, dossier=row, spans=[span])
    name_initiatives(by=officer, at=at, dossier=row, initiatives=[world])
    row.refresh_from_db()
    facts = Attested(outstanding=True, rating="excellent", rating_source="TB 11/TB-UBND")
    attest(by=officer, at=at, dossier=row, facts=facts, edition=row.edition)
    row = fill(row)
    shown = page(browser, "check", row.pk)
    for words in (
        "Lê Thị Hoa", "1988", "Hoàn thành xuất sắc nhiệm vụ", "TB 11/TB-UBND", "01/01/2026 – nay",
        "QĐ 15/QĐ-UBND", "công nhận theo 12/QĐ-UBND, 04/5/2026", "Đã làm xong phần việc của mục measures.",
        "hạng 1", "cam kết không thuộc trường hợp chưa xét", "Tán thành",
    ):  # fmt: skip
        assert words in shown, words
    assert '<dt>Phẩm chất, chấp hành</dt><dd class="ds-words">chưa rõ</dd>' in shown  # stands on nothing
    for part in ("subject", "facts", "initiatives", "work", "evidence", "bars"):
        assert reverse(f"dossiers:{part}", args=[row.pk]) in shown, part
    assert reverse("dossiers:section", args=[row.pk, "results"]) in shown
    assert "data-print" in shown


def test_what_is_missing_stands_at_its_part_and_the_hand_over_only_where_nothing_is(
    world, start, fill, browser, head
):
    bare, whole = start("annual.individual", PERSON), fill(start())
    shown = page(browser, "filing_check", bare.filing_id)
    assert "Chưa cam kết về trường hợp chưa xét" in shown
    assert reverse("dossiers:hand_over", args=[whole.pk]) in shown
    assert reverse("dossiers:hand_over", args=[bare.pk]) not in shown
    # The step stands before the hand-over: the dossier leads to it and has no button of its own.
    dossier = page(browser, "dossier", whole.pk)
    assert reverse("dossiers:check", args=[whole.pk]) in dossier
    assert reverse("dossiers:hand_over", args=[whole.pk]) not in dossier
    assert browser.post(reverse("dossiers:hand_over", args=[whole.pk])).status_code == 302
    browser.force_login(head)
    filing = page(browser, "filing", whole.filing_id)
    assert reverse("dossiers:filing_check", args=[whole.filing_id]) in filing
    waiting = page(browser, "filing_check", whole.filing_id)
    assert "Đã làm xong phần việc của mục results." in waiting
    assert (
        reverse("dossiers:section", args=[whole.pk, "results"]) not in waiting
    )  # it waits: nothing to change


def test_what_was_taken_over_and_not_looked_at_is_told(start, browser, officer, at):
    earlier, row = start("annual.individual", PERSON), start("adhoc.individual", PERSON)
    TakenOver.objects.create(dossier=row, part="work", source=earlier, count=1, taken_by=officer, taken_at=at)
    shown = page(browser, "check", row.pk)
    assert "Có giá trị lấy từ hồ sơ trước chưa ai kiểm tra" in shown
    assert "có giá trị lấy từ hồ sơ 2026/11311/01" in shown


def test_what_was_sent_is_no_longer_checked_but_read_at_its_receipt(sent, browser):
    assert "Không còn hồ sơ nào chưa gửi" in page(browser, "check", sent.pk)
    assert "Không còn hồ sơ nào chưa gửi" in page(browser, "filing_check", sent.filing_id)


def test_the_appraiser_reads_the_same_answers_as_they_were_sent(
    world, start, wait, send, officer, at, client, specialist
):
    row = start("annual.individual", PERSON)
    facts = Attested(rating="excellent", rating_source="TB 11/TB-UBND")
    attest(by=officer, at=at, dossier=row, facts=facts, edition=row.edition)
    row.refresh_from_db()
    row = wait(row)
    send(row, knows_not_met=True)
    Dossier.objects.filter(pk=row.pk).update(rating="failed")
    state_conflict(by=specialist, at=at, filing=row.filing, is_recused=False)
    client.force_login(specialist)
    shown = client.get(reverse("appraising:dossier", args=[row.pk])).content.decode()
    card = shown.split('aria-labelledby="da-gui"')[1].split("Không có tệp kèm theo")[0]
    assert "Hoàn thành xuất sắc nhiệm vụ" in card
    assert "Không hoàn thành nhiệm vụ" not in card  # not what stands in the row today


def test_the_page_asks_the_same_number_of_questions_for_one_dossier_and_for_many(
    world, start, fill, browser, officer, django_assert_max_num_queries
):
    first = fill(start())
    url = reverse("dossiers:filing_check", args=[first.filing_id])
    browser.get(url)
    with django_assert_max_num_queries(100) as one:
        browser.get(url)
    asked = len(one.captured_queries)
    for number in range(4):
        row = start("discretionary.individual", Subject(f"Người thứ {number}", position="Công chức"))
        fill(row)
    with django_assert_max_num_queries(asked):
        assert browser.get(url).content.decode().count("/trinh-ky/") >= 4


def test_a_misquoted_text_in_a_written_ground_is_told_before_printing_and_stops_nothing(
    published, start, fill, browser, officer
):
    row = fill(start("adhoc.individual", PERSON))
    url = reverse("dossiers:facts", args=[row.pk])
    words = "Theo Thông tư số 15/2025/TT-BNV ngày 01/01/2020 và Văn bản 12/UBND-NC"
    said = {"version": row.edition, "justification": words, "ground_source": "Văn bản 12/UBND-NC"}
    answer = browser.post(url, said, follow=True)
    wrong = "15/2025/TT-BNV: ngày ghi là 01/01/2020, trong sổ là"
    assert wrong in answer.content.decode()
    row.refresh_from_db()
    assert row.justification == words
    assert wrong in page(browser, "facts", row.pk)
    assert f"2026/11311/01: {wrong}" in page(browser, "filing", row.filing_id)
    assert wrong in page(browser, "filing_check", row.filing_id)
    assert "12/UBND-NC" not in page(browser, "filing", row.filing_id)  # not in the register is not wrong
    assert browser.post(reverse("dossiers:hand_over", args=[row.pk])).status_code == 302
    row.refresh_from_db()
    assert row.state == "waiting"

"""The city's report: drawn, refreshed with differences, written by two people, approved, in Word."""

import io
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from docx import Document
from tests.page_text import rows
from tests.page_text import words as words_of
from tests.synthesis.conftest import AN_LAO, HONG_BANG, NOW

from thidua.core.roles import Role
from thidua.foundation.autosave import StaleVersion
from thidua.foundation.jobs.worker import run_queue
from thidua.foundation.notify.models import Notification
from thidua.foundation.todo import tasks_of
from thidua.reports.selectors import submitted_reports as sent
from thidua.synthesis import services, views
from thidua.synthesis.enums import CityState
from thidua.synthesis.errors import CityReportRefused
from thidua.synthesis.models import CityReport, RefusedWords
from thidua.synthesis.stored import from_json

pytestmark = pytest.mark.django_db
PAGE = "/tong-hop/2026/"


def save(report, by, text, version, section="I"):
    return services.save_part(by=by, at=NOW, report=report, section=section, text=text, version=version)


def test_beginning_twice_is_one_report_and_one_job(specialist):
    first = services.start(by=specialist, at=NOW, year=2026)

    assert services.start(by=specialist, at=NOW, year=2026).pk == first.pk
    assert CityReport.objects.count() == 1
    with pytest.raises(CityReportRefused, match="không thuộc giai đoạn"):
        services.start(by=specialist, at=NOW, year=2035)


@pytest.mark.django_db(transaction=True)
def test_the_worker_draws_it(specialist, send):
    send(HONG_BANG, initiatives=3)
    report = services.start(by=specialist, at=NOW, year=2026)
    assert CityReport.objects.get(pk=report.pk).is_drawing
    run_queue()

    found = CityReport.objects.get(pk=report.pk)
    assert (found.is_drawing, found.done, found.total) == (False, 1, 1)
    assert found.drawn_at == NOW


def test_newer_figures_wait_and_the_officers_words_stay(specialist, drawn, drawn_again, send):
    report = drawn()
    save(report, specialist, "Lời của Sở.", 0)
    old = report.figures
    send(HONG_BANG, initiatives=3)
    drawn_again(report)
    assert report.figures == old
    assert report.waiting is not None

    services.accept_figures(by=specialist, at=NOW, report=report)
    report.refresh_from_db()
    assert (report.waiting, report.figures != old) == (None, True)
    assert report.parts.get(section="I").text == "Lời của Sở."
    with pytest.raises(CityReportRefused, match="Không có số liệu mới"):
        services.accept_figures(by=specialist, at=NOW, report=report)


def test_drawing_again_without_a_change_leaves_nothing_to_accept_and_moves_the_moment(drawn, drawn_again):
    later = NOW + timedelta(minutes=30)
    report = drawn_again(drawn(), at=later)

    assert report.waiting is None
    assert report.drawn_at == from_json(report.figures).moment == later


def test_a_job_that_comes_after_its_figures_were_drawn_changes_nothing(head, drawn, send):
    report = drawn()
    services.approve(by=head, at=NOW, report=report)
    send(HONG_BANG, initiatives=3)
    services.draw_figures(report_id=report.pk, at=NOW)

    assert CityReport.objects.get(pk=report.pk).waiting is None


def test_two_officers_on_one_section_lose_no_word_and_both_are_told(specialist, head, drawn):
    report = drawn()
    save(report, specialist, "Chữ của chuyên viên.", 0)
    with pytest.raises(StaleVersion) as caught:
        save(report, head, "Chữ của trưởng phòng.", 0)

    assert caught.value.theirs == {"text": "Chữ của chuyên viên."}
    assert RefusedWords.objects.get().text == "Chữ của trưởng phòng."
    assert set(Notification.objects.values_list("user_id", flat=True)) == {specialist.pk, head.pk}


def test_the_same_words_again_are_no_conflict(specialist, head, drawn):
    report = drawn()
    save(report, specialist, "Như nhau.", 0)

    assert save(report, head, " Như nhau. ", 0).version == 1


def test_approval_waits_for_figures_and_closes_the_words(specialist, head, drawn, drawn_again, send):
    report = drawn()
    send(HONG_BANG)
    drawn_again(report)
    with pytest.raises(CityReportRefused, match="số liệu mới chưa xem"):
        services.approve(by=head, at=NOW, report=report)
    services.accept_figures(by=specialist, at=NOW, report=report)
    services.approve(by=head, at=NOW, report=report)
    with pytest.raises(CityReportRefused, match="Báo cáo đã duyệt"):
        save(report, specialist, "muộn", 0)

    with pytest.raises(CityReportRefused, match="Ghi lý do"):
        services.reopen(by=head, at=NOW, report=report, reason=" ")
    services.reopen(by=head, at=NOW, report=report, reason="Sửa lỗi chính tả")
    assert save(report, specialist, "kịp", 0).text == "kịp"


def test_the_page_has_figures_that_lead_to_their_units(client, specialist, drawn, send):
    send(HONG_BANG, initiatives=3)
    drawn()
    client.force_login(specialist)
    html = client.get(PAGE).content.decode()
    assert "3 sáng kiến được ghi vào sổ" in html
    assert f"{PAGE}so-lieu/initiatives.registered/" in html

    behind = client.get(f"{PAGE}so-lieu/initiatives.registered/")
    assert [row[:2] for row in rows(behind)] == [["Phường Hồng Bàng", "3"]]


def test_the_page_shows_what_changed_before_it_is_accepted(client, specialist, drawn, drawn_again, send):
    report = drawn()
    send(HONG_BANG, initiatives=3)
    drawn_again(report)
    client.force_login(specialist)

    html = client.get(PAGE).content.decode()
    assert "Số liệu mới khác" in html
    assert "<strong>3 (1/" in html
    assert "thêm Phường Hồng Bàng (3)" in html


def test_behind_a_figure_stands_what_was_counted_and_beside_it_what_the_unit_says_now(
    client, specialist, drawn, send, monkeypatch
):
    send(HONG_BANG, initiatives=3)
    drawn()
    now = [replace(row, numbers={**row.numbers, "initiatives.registered": Decimal(9)}) for row in sent(2026)]
    monkeypatch.setattr(views, "submitted_reports", lambda _year, of: now)
    client.force_login(specialist)
    said = words_of(client.get(f"{PAGE}so-lieu/initiatives.registered/"))

    assert "3 đơn vị đã đổi nay: 9" in said


def test_only_an_approved_report_of_last_year_is_a_base(client, specialist, drawn):
    report = drawn()
    before = CityReport.objects.create(year=2025, started_at=NOW, drawn_at=NOW, figures=report.figures)
    client.force_login(specialist)
    assert "Chưa có báo cáo năm trước đã duyệt" in client.get(PAGE).content.decode()

    CityReport.objects.filter(pk=before.pk).update(state=CityState.APPROVED)
    said = words_of(client.get(PAGE))
    assert "So sánh với báo cáo năm 2025 đã duyệt" in said
    assert "So với năm 2025: số đơn vị đã gửi báo cáo không đổi" in said


def test_the_annexes_have_every_unit_its_receipt_and_the_figures_by_block(client, specialist, drawn, send):
    send(HONG_BANG, initiatives=3)
    drawn()
    client.force_login(specialist)
    html = client.get(f"{PAGE}phu-luc/").content.decode()

    for words in ("BC2026-11311-01", "chưa gửi", "Số sáng kiến ghi vào sổ", "Chỉ số chuyển đổi số"):
        assert words in html


def test_before_figures_are_drawn_the_pages_say_so(client, specialist):
    services.start(by=specialist, at=NOW, year=2026)
    client.force_login(specialist)

    assert "Đang lấy số liệu" in client.get(PAGE).content.decode()
    assert "Số liệu chưa được lấy" in client.get(f"{PAGE}phu-luc/").content.decode()


def test_a_section_saves_itself_and_a_conflict_is_answered_with_the_other_text(
    client, specialist, head, drawn
):
    report = drawn()
    client.force_login(specialist)
    path, script = f"{PAGE}muc/I/", {"HTTP_X_AUTOSAVE": "1"}
    assert client.post(path, {"text": "một", "version": "0"}, **script).json()["version"] == 1
    save(report, head, "hai", 1)
    answer = client.post(path, {"text": "ba", "version": "1"}, **script)

    assert answer.status_code == 409
    assert answer.json()["theirs"] == {"text": "hai"}
    assert answer.json()["by"] == "Người truongphong"
    # Without script: the page keeps the words and shows the other text.
    page = client.post(path, {"text": "bốn", "version": "1"})
    assert page.status_code == 409
    assert ">bốn</textarea>" in page.content.decode()
    assert "hai" in page.content.decode()


def test_word_has_the_figures_the_words_the_late_and_the_quotes(client, specialist, drawn, send):
    send(HONG_BANG, initiatives=3, trouble="Thiếu máy quét.")
    send(AN_LAO, at=NOW)
    report = drawn()
    save(report, specialist, "Nhìn chung phong trào được triển khai tốt.", 0)
    client.force_login(specialist)
    document = Document(io.BytesIO(client.get(f"{PAGE}bao-cao.docx").content))
    lines = "\n".join(line.text for line in document.paragraphs)
    cells = {cell.text for table in document.tables for row in table.rows for cell in row.cells}

    for words in ("DỰ THẢO", "BÁO CÁO", "3 sáng kiến được ghi vào sổ", "Nhìn chung phong trào", "Phụ lục V"):
        assert words in lines
    assert "số liệu tính đến 09 giờ 00 ngày 01/12/2026" in lines
    assert {"Xã An Lão", "sau hạn", "BC2026-11629-01", "chưa gửi", "Thiếu máy quét.", "Kiến nghị"} <= cells


def test_the_home_page_asks_for_it_until_it_is_approved(head, drawn):
    def titles():
        head.forget_hats()
        return [str(task.title) for task in tasks_of(head, NOW)]

    assert "Báo cáo tổng hợp năm 2026" in titles()
    services.approve(by=head, at=NOW, report=drawn())
    assert "Báo cáo tổng hợp năm 2026" not in titles()


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_the_database_the_same_for_any_number_of_reports(
    client, specialist, drawn, send, count, django_assert_max_num_queries
):
    for code in (HONG_BANG, AN_LAO, "11329")[:count]:
        send(code)
    drawn()
    client.force_login(specialist)
    client.get(PAGE)

    with django_assert_max_num_queries(9):
        client.get(PAGE)


def test_others_do_not_know_of_it(client, person):
    client.force_login(person("canbo", Role.UNIT_OFFICER, HONG_BANG))

    assert client.get(PAGE).status_code == 403

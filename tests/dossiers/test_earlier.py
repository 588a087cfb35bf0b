"""A dossier arrives filled in from earlier ones of the same subject, each value with its source."""

from datetime import date

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from tests.dossiers.conftest import PERSON

from thidua.appraising.case import Case
from thidua.core.roles import Role
from thidua.dossiers.earlier.ratings import lower_ratings_of
from thidua.dossiers.earlier.selectors import offers_for
from thidua.dossiers.models import Dossier, TakenOver
from thidua.dossiers.sending.afterwards import withdraw
from thidua.dossiers.services import Attested, attest
from thidua.dossiers.writing.services import Span, tell_work
from thidua.foundation.audit.models import AuditEvent

pytestmark = pytest.mark.usefixtures("demo_day")

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"


@pytest.fixture
def earlier(published, start, browser, officer, at):
    """The dossier of 2026: two stretches of work, one going on; a rating with its paper, further files."""
    row = start("annual.individual", PERSON)
    spans = [
        Span(date(2026, 1, 1), date(2026, 6, 30), "UBND phường", "Tổ một cửa", "QĐ 15/QĐ-UBND"),
        Span(date(2026, 7, 1), None, "UBND phường", "Đầu mối cải cách", "QĐ 20/QĐ-UBND"),
    ]
    tell_work(by=officer, at=at, dossier=row, spans=spans)
    row.refresh_from_db()
    facts = Attested(rating="excellent", rating_source="TB 11/TB-UBND ngày 12/12/2026")
    attest(by=officer, at=at, dossier=row, facts=facts, edition=row.edition)
    for item in ("rating", "ground", "minutes"):
        file = ContentFile(PDF + item.encode(), name=f"{item}.pdf")
        if item == "minutes":
            file = ContentFile(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", name="bien-ban.png")
        url = reverse("dossiers:evidence", args=[row.pk])
        assert browser.post(url, {"item": item, "file": file}).status_code == 302
    return Dossier.objects.select_related("filing__unit").get(pk=row.pk)


def begin(browser, award="adhoc.individual", cycle="2026", **change):
    said = {"name": "LÊ THỊ HOA ", "birth_year": "1988", "position": "Công chức"} | change
    return browser.post(reverse("dossiers:start", args=[award]) + f"?don-vi=11311&dot={cycle}", said)


def take_all(browser, row):
    """Presses the button with every box as the page has it."""
    offers = offers_for(row, row.started_by, date(2027, 2, 15))
    sent = {
        "span": [span.row.pk for offer in offers for span in offer.spans],
        "file": [one.pk for offer in offers for one in offer.files],
        "rating": [offer.dossier.pk for offer in offers if offer.has_rating],
    }
    return browser.post(reverse("dossiers:earlier", args=[row.pk]), sent, follow=True).content.decode()


def test_a_new_dossier_offers_what_the_earlier_one_has_and_takes_it_with_its_source(earlier, browser):
    answer = begin(browser)
    row = Dossier.objects.get(award="adhoc.individual")
    assert answer.url == reverse("dossiers:earlier", args=[row.pk])
    page = browser.get(answer.url).content.decode()
    assert "Từ hồ sơ 2026/11311/01, đợt 2026" in page
    assert "TB 11/TB-UBND" in page
    assert "bien-ban.png" not in page  # a signed paper belongs to its own filing
    assert earlier.files.get(item="rating").file.sha256 in page
    shown = take_all(browser, row)
    assert shown.count("cần kiểm tra") >= 3
    row.refresh_from_db()
    assert (row.rating, row.rating_source) == (
        "excellent",
        "TB 11/TB-UBND ngày 12/12/2026; từ hồ sơ 2026/11311/01, đợt 2026",
    )
    old = {one.item: one for one in earlier.files.all()}
    assert {one.file_id for one in row.files.all()} == {old["rating"].file_id, old["ground"].file_id}
    assert "từ hồ sơ 2026/11311/01" in browser.get(
        reverse("dossiers:evidence", args=[row.pk])
    ).content.decode()  # fmt: skip
    event = AuditEvent.objects.filter(action="dossiers.taken_over").latest("pk")
    assert event.after == {"source": "2026/11311/01", "spans": 2, "files": 2, "has_rating": True}
    # Nothing is left to offer, so nothing is offered twice.
    assert (
        "Lấy lại từ hồ sơ trước ("
        not in browser.get(reverse("dossiers:dossier", args=[row.pk])).content.decode()
    )
    assert "Chưa chọn giá trị nào" in take_all(browser, row)


def test_work_that_went_on_counts_only_as_far_as_the_earlier_dossier_knew(earlier, browser, at):
    Dossier.objects.filter(pk=earlier.pk).update(handed_at=at.replace(day=1))
    begin(browser)
    row = Dossier.objects.get(award="adhoc.individual")
    page = browser.get(reverse("dossiers:earlier", args=[row.pk])).content.decode()
    assert "chỉ biết đến 01/02/2027" in page
    take_all(browser, row)
    last = row.work_spans.last()
    assert (last.until, last.source) == (date(2027, 2, 1), "QĐ 20/QĐ-UBND; từ hồ sơ 2026/11311/01, đợt 2026")
    row.refresh_from_db()
    assert row.par_months == 13


def test_what_was_taken_over_waits_until_somebody_says_that_it_holds(earlier, browser, officer):
    begin(browser)
    row = Dossier.objects.get(award="adhoc.individual")
    take_all(browser, row)
    work = reverse("dossiers:work", args=[row.pk])
    assert "2 giá trị lấy từ hồ sơ 2026/11311/01" in browser.get(work).content.decode()
    taken = row.taken_over.get(part="work")
    answer = browser.post(reverse("dossiers:taken_checked", args=[row.pk, taken.pk]), follow=True)
    assert "Hãy kiểm tra còn đúng không" not in answer.content.decode()
    taken.refresh_from_db()
    assert taken.checked_by == officer
    assert AuditEvent.objects.filter(action="dossiers.taken_checked").count() == 1
    browser.post(reverse("dossiers:taken_checked", args=[row.pk, taken.pk]))
    assert AuditEvent.objects.filter(action="dossiers.taken_checked").count() == 1
    assert browser.post(reverse("dossiers:taken_checked", args=[earlier.pk, taken.pk])).status_code == 404


def test_who_files_anew_after_withdrawing_finds_what_he_typed(earlier, browser, officer, at):
    withdraw(by=officer, at=at, dossier=earlier, reason="Ghi nhầm năm công tác")
    answer = begin(browser, "annual.individual")
    row = Dossier.objects.exclude(pk=earlier.pk).get()
    assert answer.url == reverse("dossiers:earlier", args=[row.pk])
    page = browser.get(answer.url).content.decode()
    assert "đã rút" in page
    assert "Ghi nhầm năm công tác" in page
    assert take_all(browser, row).count("cần kiểm tra") >= 3
    row.refresh_from_db()
    assert (row.work_spans.count(), row.files.count(), row.rating) == (2, 2, "excellent")
    assert {one.source for one in row.taken_over.all()} == {earlier}
    old = {one.item: one for one in earlier.files.all()}
    file = browser.get(reverse("dossiers:file", args=[earlier.pk, old["ground"].pk]))
    assert file.getvalue().startswith(b"%PDF")
    file.close()


def test_what_was_withdrawn_in_another_cycle_gives_nothing(earlier, browser, officer, at):
    withdraw(by=officer, at=at, dossier=earlier, reason="Thôi đề nghị")
    answer = begin(browser, "annual.individual", "2027")
    row = Dossier.objects.exclude(pk=earlier.pk).get()
    assert answer.url == reverse("dossiers:dossier", args=[row.pk])


def test_a_rating_of_another_year_is_shown_and_never_taken(earlier, browser):
    begin(browser, "annual.individual", "2027")
    row = Dossier.objects.get(filing__cycle="2027")
    page = browser.get(reverse("dossiers:earlier", args=[row.pk])).content.decode()
    assert "xếp loại của năm khác không thay cho năm đang xét" in page
    assert "rating.pdf" not in page
    sent = {"rating": [earlier.pk], "file": [earlier.files.get(item="rating").pk]}
    answer = browser.post(reverse("dossiers:earlier", args=[row.pk]), sent, follow=True)
    assert "Chưa chọn giá trị nào" in answer.content.decode()
    row.refresh_from_db()
    assert row.rating is None
    assert not row.files.exists()


def test_the_end_of_the_period_takes_the_latest_rated_year(earlier, browser, start, officer, at):
    later = start("annual.individual", PERSON, cycle="2027")
    facts = Attested(rating="good", rating_source="TB 9/TB-UBND")
    attest(by=officer, at=at, dossier=later, facts=facts, edition=later.edition)
    begin(browser, "period.individual", "2026-2030")
    row = Dossier.objects.get(filing__cycle="2026-2030")
    take_all(browser, row)
    row.refresh_from_db()
    assert (row.rating, row.rating_source) == ("good", "TB 9/TB-UBND; từ hồ sơ 2027/11311/01, đợt 2027")


def test_the_same_name_without_a_year_of_birth_is_asked_about_not_taken_for_granted(earlier, browser):
    begin(browser, birth_year="")
    row = Dossier.objects.get(award="adhoc.individual")
    page = browser.get(reverse("dossiers:earlier", args=[row.pk])).content.decode()
    assert "Chưa chắc là cùng một người" in page
    assert " checked" not in page
    begin(browser, "discretionary.individual", birth_year="1990")
    another = Dossier.objects.get(award="discretionary.individual")
    shown = browser.get(reverse("dossiers:earlier", args=[another.pk])).content.decode()
    assert "Hồ sơ trước không có gì thêm" in shown  # born in 1988 is somebody else


def test_what_is_of_a_name_with_other_marks_is_not_taken_for_granted(earlier, browser):
    begin(browser, name="Lê Thị Hòa")
    row = Dossier.objects.get(award="adhoc.individual")
    page = browser.get(reverse("dossiers:earlier", args=[row.pk])).content.decode()
    assert "Chưa chắc là cùng một người (Lê Thị Hoa, năm sinh: 1988)" in page
    assert " checked" not in page


def test_only_the_own_unit_and_side_gives_something(
    earlier, browser, make_unit, make_person, start, specialist
):
    other = make_unit("11312", "Lê Chân")
    stranger = make_person("khac", (Role.UNIT_OFFICER, other))
    browser.force_login(stranger)
    answer = browser.post(
        reverse("dossiers:start", args=["adhoc.individual"]) + "?don-vi=11312&dot=2026",
        {"name": "Lê Thị Hoa", "birth_year": "1988"},
    )
    row = Dossier.objects.get(filing__unit__code="11312")
    assert answer.url == reverse("dossiers:dossier", args=[row.pk])
    assert browser.get(reverse("dossiers:earlier", args=[earlier.pk])).status_code == 404
    browser.force_login(specialist)
    answer = browser.post(
        reverse("dossiers:start", args=["adhoc.individual"]) + "?don-vi=11311&dot=2026",
        {"name": "Lê Thị Hoa", "birth_year": "1988"},
    )
    by_office = Dossier.objects.get(proposer="office")
    assert answer.url == reverse("dossiers:dossier", args=[by_office.pk])


def test_a_closed_part_and_one_file_too_many_refuse_the_whole_take_over(earlier, browser, monkeypatch):
    begin(browser)
    row = Dossier.objects.get(award="adhoc.individual")
    monkeypatch.setattr("thidua.dossiers.evidence.services.MOST_FILES", 1)
    assert "là mức nhiều nhất" in take_all(browser, row)
    assert not row.work_spans.exists()
    assert not TakenOver.objects.exists()


def test_a_collective_finds_the_evidence_of_its_own_earlier_dossier(world, start, browser):
    first = start()
    file = ContentFile(PDF, name="ket-qua.pdf")
    browser.post(reverse("dossiers:evidence", args=[first.pk]), {"item": "ground", "file": file})
    answer = browser.post(reverse("dossiers:start", args=["annual.collective"]) + "?don-vi=11311&dot=2027")
    second = Dossier.objects.get(filing__cycle="2027")
    assert answer.url == reverse("dossiers:earlier", args=[second.pk])
    assert "ket-qua.pdf" in browser.get(answer.url).content.decode()


def test_offers_ask_the_same_number_of_questions_however_many_there_are(
    earlier, start, officer, at, django_assert_num_queries
):
    row = start("adhoc.individual", PERSON)
    officer.unit_ids(at.date())  # the hats are read once
    with django_assert_num_queries(6):
        assert len(offers_for(row, officer, at.date())) == 1
    for cycle in ("2027", "2028"):
        more = start("annual.individual", PERSON, cycle=cycle)
        span = Span(date(2026, 2, 1), None, f"UBND {cycle}", "Đầu mối")
        tell_work(by=officer, at=at, dossier=more, spans=[span])
    row = start("discretionary.individual", PERSON)
    with django_assert_num_queries(6):
        assert len(offers_for(row, officer, at.date())) == 3


def test_at_the_end_of_the_period_ratings_of_other_years_are_told(start, browser, specialist):
    yearly = start("annual.individual", PERSON)
    row = start("period.individual", PERSON, cycle="2026-2030")
    told = "Năm 2026 xếp loại “Hoàn thành tốt nhiệm vụ” theo hồ sơ 2026/11311/01"
    pages = [reverse("dossiers:dossier", args=[row.pk]), reverse("dossiers:check", args=[row.pk])]

    def is_told():
        return [told in browser.get(page).content.decode() for page in pages]

    Dossier.objects.filter(pk=yearly.pk).update(rating="good")
    assert is_told() == [False, False], "a draft says nothing yet"
    Dossier.objects.filter(pk=yearly.pk).update(state="received")
    assert is_told() == [True, True]
    Dossier.objects.filter(pk=row.pk).update(state="received")
    row = Dossier.objects.select_related("filing").get(pk=row.pk)
    assert told in Case(row, specialist, date(2027, 2, 15)).lower_ratings[0]

    Dossier.objects.filter(pk=yearly.pk).update(subject_name="Lê Thị Hòa")
    assert lower_ratings_of([row]) == {}, "a name with other marks is somebody else's"
    Dossier.objects.filter(pk=yearly.pk).update(subject_name=PERSON.name, rating="excellent")
    assert lower_ratings_of([row]) == {}
    Dossier.objects.filter(pk=yearly.pk).update(rating="good", birth_year=None, subject_key="le thi hoa|")
    assert lower_ratings_of([row]) == {}, "without a year of birth it may be somebody else"

"""The list of those whom a unit expects to put forward: filled by its officer, begun from, audited."""

import pytest
from django.urls import reverse
from tests.dossiers.conftest import PERSON

from thidua.awards.models import Candidate
from thidua.awards.services import AwardRefused, remove_candidate
from thidua.core.roles import Role
from thidua.dossiers.models import Dossier
from thidua.foundation.audit.models import AuditEvent
from thidua.units.models import Unit
from thidua.units.services import Decision, dissolve_unit

pytestmark = pytest.mark.usefixtures("demo_day")

ADDRESS = "?don-vi=11311&dot=2026"


def url(name="expected", *args):
    return reverse(f"dossiers:{name}", args=args)


def add(browser, name="Lê Thị Hoa", award="annual.individual"):
    said = {"award": award, "person_name": name, "position": "Công chức"}
    return browser.post(url() + ADDRESS, said, follow=True)


def test_an_officer_fills_the_list_and_a_dossier_begins_from_it(world, browser, officer):
    empty = browser.get(url() + ADDRESS).content.decode()
    assert "Chưa dự kiến ai trong đợt này" in empty
    assert "dự kiến và đã lập 0 trong 1" in empty
    shown = add(browser).content.decode()
    assert "Lê Thị Hoa" in shown
    assert "dự kiến và đã lập 1 trong 1" in shown
    row = Candidate.objects.get()
    known = {
        "rating": "excellent", "outstanding": "yes", "par_role": "advise", "evidence": "TB 11/TB-UBND",
        "initiative": [world.pk],
    }  # fmt: skip
    assert browser.post(url("expected_change", row.pk), known).status_code == 302
    row.refresh_from_db()
    assert (row.rating, row.outstanding, row.conduct, row.barred) == ("excellent", True, None, None)
    assert list(row.initiatives.all()) == [world]
    actions = set(AuditEvent.objects.values_list("action", "actor_name"))
    assert {("awards.candidates_added", "Nguyễn Thị An"), ("awards.attested", "Nguyễn Thị An")} <= actions
    assert "Lấy từ danh sách dự kiến: Lê Thị Hoa" in browser.get(url("routes") + ADDRESS).content.decode()
    browser.post(url("from_candidate", row.pk))
    dossier = Dossier.objects.get()
    assert (dossier.rating, dossier.rating_source) == ("excellent", "TB 11/TB-UBND")
    listed = browser.get(url() + ADDRESS).content.decode()
    assert url("dossier", dossier.pk) in listed
    assert "dự kiến và đã lập 1 trong 1" in listed  # the dossier and its line on the list are one


def test_more_than_the_limit_are_told_and_not_refused(world, browser):
    add(browser)
    shown = add(browser, "Đỗ Văn Minh").content.decode()
    assert "dự kiến và đã lập 2 trong 1" in shown
    assert "thừa 1: chọn ai trước khi trình ký" in shown


def test_what_cannot_stand_is_refused_in_words(world, browser):
    add(browser)
    assert "đã ở trong danh sách dự kiến của đợt này" in add(browser).content.decode()
    assert "Ghi họ và tên người được dự kiến" in add(browser, "").content.decode()
    answer = add(browser, "Phòng Nội vụ", "annual.collective")
    assert answer.status_code == 422
    assert "để trống ô này" in answer.content.decode()
    row = Candidate.objects.get()
    answer = browser.post(url("expected_change", row.pk), {"rating": "excellent", "evidence": ""})
    assert answer.status_code == 422  # a fact without a source is none
    row.refresh_from_db()
    assert row.rating is None


def test_an_initiative_of_another_unit_is_not_taken(world, browser, make_initiative, make_unit):
    make_unit("11312", "Lê Chân")
    foreign = make_initiative("SK-2", unit=Unit.objects.get(code="11312"))
    add(browser)
    row = Candidate.objects.get()
    said = {"evidence": "Biên bản", "initiative": [foreign.pk]}
    assert browser.post(url("expected_change", row.pk), said).status_code == 302
    assert not row.initiatives.exists()


def test_a_line_is_taken_off_once_and_the_trail_keeps_it(world, browser, officer, at):
    add(browser)
    row = Candidate.objects.get()
    shown = browser.post(url("expected_remove", row.pk), follow=True).content.decode()
    assert "Đã bỏ khỏi danh sách dự kiến" in shown
    event = AuditEvent.objects.get(action="awards.candidate_removed")
    assert (event.before, event.after) == ({"award": "annual.individual", "cycle": "2026"}, None)
    assert browser.post(url("expected_remove", row.pk)).status_code == 404
    with pytest.raises(AwardRefused, match="Người khác vừa bỏ"):
        remove_candidate(by=officer, at=at, candidate=row)


def test_the_list_is_of_the_own_unit(world, browser, make_unit, make_person):
    other = make_unit("11312", "Lê Chân")
    add(browser)
    row = Candidate.objects.get()
    assert browser.get(url() + "?don-vi=11312").status_code == 403
    assert browser.get(url() + "?don-vi=KHONG").status_code == 404
    browser.force_login(make_person("khac", (Role.UNIT_OFFICER, other)))
    assert browser.get(url() + ADDRESS).status_code == 403
    assert browser.get(url("expected_change", row.pk)).status_code == 404


def test_an_award_closed_to_the_unit_is_not_offered(customs, client, make_person):
    client.force_login(make_person("haiquan", (Role.UNIT_OFFICER, customs)))
    shown = client.get(url() + "?don-vi=HQ&dot=2026").content.decode()
    assert 'value="annual.collective"' not in shown
    assert 'value="adhoc.individual"' in shown


def test_the_list_asks_the_same_number_of_questions_for_one_and_for_many(
    world, browser, start, django_assert_max_num_queries
):
    add(browser)
    browser.get(url() + ADDRESS)
    with django_assert_max_num_queries(100) as one:
        browser.get(url() + ADDRESS)
    asked = len(one.captured_queries)
    for number in range(4):
        add(browser, f"Người thứ {number}")
    start("annual.individual", PERSON)
    browser.get(url() + ADDRESS)
    with django_assert_max_num_queries(asked):
        browser.get(url() + ADDRESS)


def test_who_works_for_a_gone_unit_and_for_its_successor_begins_for_the_successor(
    unit, make_unit, make_person, client, at
):
    heir = make_unit("11312", "Ngô Quyền")
    both = make_person("hainoi", (Role.UNIT_OFFICER, unit), (Role.UNIT_OFFICER, heir))
    gone = Decision("9/NQ-HĐND", at.date())
    dissolve_unit(by=None, at=at, unit=Unit.objects.get(pk=unit.id), on=at.date(), decision=gone)
    client.force_login(both)
    for name in ("routes", "expected"):
        answer = client.get(url(name) + "?dot=2026")
        assert (answer.status_code, answer.context["unit"].code) == (200, "11312"), name


def test_who_works_for_gone_units_alone_is_told(unit, officer, client, at):
    gone = Decision("9/NQ-HĐND", at.date())
    dissolve_unit(by=None, at=at, unit=Unit.objects.get(pk=unit.id), on=at.date(), decision=gone)
    client.force_login(officer)
    for name in ("routes", "expected"):
        answer = client.get(url(name) + "?dot=2026")
        assert answer.status_code == 403, name
        assert "không còn từ ngày 15/02/2027" in answer.content.decode()


def test_of_two_who_write_what_is_known_the_second_reads_what_the_first_saved(world, browser, officer, at):
    add(browser)
    row = Candidate.objects.get()
    address = url("expected_change", row.pk)
    shown = browser.get(address).content.decode().split('name="seen" value="')[1].split('"')[0]
    first = {"rating": "excellent", "evidence": "TB 11/TB-UBND", "seen": shown}
    assert browser.post(address, first).status_code == 302

    second = {"rating": "good", "evidence": "Phiếu xếp loại", "seen": shown}
    told = browser.post(address, second)

    page = told.content.decode()
    assert "Người khác vừa ghi các thông tin này" in page
    assert "TB 11/TB-UBND" in page
    assert "Phiếu xếp loại" in page
    row.refresh_from_db()
    assert (row.rating, row.evidence) == ("excellent", "TB 11/TB-UBND")
    again = page.split('name="seen" value="')[1].split('"')[0]
    assert browser.post(address, second | {"seen": again}).status_code == 302
    row.refresh_from_db()
    assert row.rating == "good"

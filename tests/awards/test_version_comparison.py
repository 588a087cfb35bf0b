"""A version of the plan against what holds now: whose verdict changes, why, and that nothing else does."""

import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook
from tests.amending import amend_plan, approve_plan
from tests.page_text import rows, words

from thidua.awards.models import AwardRecord, Candidate
from thidua.awards.outlook import changes, matrix_on
from thidua.awards.services import GivenAward, register_awards
from thidua.awards.snapshot import snapshot_on
from thidua.awards.version_comparison import compare_version
from thidua.core.programme import load_programme
from thidua.core.roles import Role
from thidua.foundation import revision
from thidua.movement.versions.selectors import newest

YEARLY = "Bằng khen hằng năm cho tập thể"
# Two of the three units are xã; Giàng is sixth in the year, Hồng Bàng first among the phường.
STRICT, MILD = {"III.2.1.2.a.TT.1": 2}, {"III.2.1.2.a.TT.2.X": 6}


@pytest.fixture
def amend(specialist, at):
    return lambda numbers: amend_plan(numbers, by=specialist, at=at)


@pytest.fixture
def approve(head, at):
    return lambda version, **given: approve_plan(version, by=head, at=at, **given)


@pytest.fixture
def browser(sign_in):
    return sign_in(Role.DECISION_MAKER)


def page_of(version):
    return reverse("awards:version_comparison", args=[version.pk])


def figures(page):
    return {str(figure["label"]): figure["value"] for figure in page.context["figures"]}


def test_a_stricter_threshold_takes_the_award_from_a_named_unit_with_reasons(browser, city, amend):
    page = browser.get(page_of(amend(STRICT)))

    [row] = rows(page, "Kết quả trước và sau")
    assert row[:2] == ["Phường Hồng Bàng", YEARLY]
    assert row[2].startswith("đạt III.2.1.2.a.TT.1, III.2.1.2.a.TT.2.P Cần ít nhất 01 sáng kiến")
    assert row[3].startswith("không đạt III.2.1.2.a.TT.1 Cần ít nhất 02 sáng kiến")
    assert figures(page) == {
        "Trở thành đạt": 0,
        "Không còn đạt": 1,
        "Thành chưa đủ dữ liệu": 0,
        "Hết khả năng đạt": 0,
    }
    assert "Nếu mọi đợt theo bản nháp này" in words(page)


def test_a_milder_threshold_gives_it_to_a_unit(browser, city, amend, make_initiative, giàng):
    make_initiative(giàng, "SK-9")
    page = browser.get(page_of(amend(MILD)))

    assert [row[0] for row in rows(page, "Kết quả trước và sau")] == ["Xã Cẩm Giàng"]
    assert figures(page)["Trở thành đạt"] == 1


def test_no_change_is_said_honestly(browser, city, amend):
    page = browser.get(page_of(amend({"III.2.2.a.CN.0": 30})))

    assert "Không kết quả nào đổi" in words(page)
    assert rows(page, "Kết quả trước và sau") == []


def test_the_published_plan_held_against_itself_is_empty_and_has_no_page(browser, city, on):
    snapshot = snapshot_on(on)
    same = snapshot.changed(plan=snapshot.plan.everyone_follows(load_programme()))

    assert changes(matrix_on(on, 2026), same) == []
    assert browser.get(page_of(newest())).status_code == 404


def test_filters_keep_what_was_asked_for(browser, city, amend):
    address = page_of(amend(STRICT))

    def shown(**asked):
        return len(rows(browser.get(address, asked), "Kết quả trước và sau"))

    assert [shown(khoi="phuong"), shown(khoi="xa")] == [1, 0]
    assert [shown(**{"hinh-thuc": "annual.collective"}), shown(**{"hinh-thuc": "period.flag"})] == [1, 0]
    assert [shown(chieu="lost"), shown(chieu="gained"), shown(chieu="?")] == [1, 0, 1]
    assert shown(nam="2027") == 0
    assert "Không có dòng nào khớp" in words(browser.get(address, {"khoi": "xa"}))


def test_it_can_be_taken_along_as_a_table(browser, city, amend):
    address = page_of(amend(STRICT))
    text = browser.get(address, {"tep": "csv"}).content.decode("utf-8-sig")
    book = load_workbook(io.BytesIO(browser.get(address, {"tep": "xlsx"}).content))

    assert text.splitlines()[1].startswith(f"11311;Phường Hồng Bàng;khối phường;{YEARLY};2026;đạt;")
    assert [cell.value for cell in book.active[2]][:2] == ["11311", "Phường Hồng Bàng"]


def test_looking_stores_nothing_and_what_was_decided_stays(
    browser, city, amend, approve, propose, hong_bang, at
):
    given = GivenAward(hong_bang, "annual.collective", "2026", "5/QĐ-UBND", at.date())
    register_awards(by=None, at=at, awards=[given])
    propose(hong_bang, "period.collective", "2026-2030")
    before = (list(AwardRecord.objects.values()), list(Candidate.objects.values()))
    version, stamp = amend(STRICT), revision.current()
    page = browser.get(page_of(version))

    assert "đã khen thưởng, giữ nguyên" in words(page)
    assert revision.current() == stamp
    approve(version)
    assert (list(AwardRecord.objects.values()), list(Candidate.objects.values())) == before


def test_a_confirmed_version_holds_where_it_is_followed_and_is_still_compared(
    browser, city, amend, approve, judge, hong_bang, on
):
    version = amend(STRICT)
    approve(version, cycles=["2026"])

    assert judge(hong_bang).word == "not_met"
    assert snapshot_on(on).assessor_for(2027).programme is load_programme()
    assert matrix_on(on, 2026).rows[0].awards[0].verdict.assessor.programme is not load_programme()
    page = browser.get(page_of(version))
    assert [row[0] for row in rows(page, "Kết quả trước và sau")] == ["Phường Hồng Bàng"]
    assert "Phiên bản 2 so với phiên bản 1" in words(page)


def test_quotas_of_a_cycle_are_those_of_its_version(city, amend, approve, propose, hong_bang, on):
    for name in ("Lê Thị An", "Trần Văn Bình"):
        propose(hong_bang, "annual.individual", person_name=name)
    assert [one.rule for one in matrix_on(on, 2026).violations] == ["quota.individual"]

    version = amend({"III.2.1.2.b.1": 2})
    assert compare_version(on, 2026, version.pk, is_draft=True).violations == (1, 0)
    approve(version, cycles=["2026"])
    assert matrix_on(on, 2026).violations == []
    most = {use.award.id: use.most for use in matrix_on(on, 2026).quota_use if use.block.value == "phuong"}
    assert most["annual.individual"] == 2


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_the_same_for_any_number_of_units(
    browser, make_unit, publish, make_initiative, amend, django_assert_num_queries, count
):
    units = [make_unit(f"1000{number}", f"An {number}") for number in range(count)]
    publish(2026, {unit: (number, "90") for number, unit in enumerate(units, start=1)})
    for number, unit in enumerate(units):
        make_initiative(unit, f"SK-{number}")
    address = page_of(amend(STRICT))
    browser.get(address)

    # Session, person, installation, hats; the version; the open cycle (stamp and notices); the stamp that
    # keeps the comparison.
    with django_assert_num_queries(7):
        page = browser.get(address)
    assert len(page.context["rows"]) == count

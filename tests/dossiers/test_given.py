"""Awards that the register has of a subject: what is certain goes into the report, the rest is only shown."""

from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.urls import reverse
from tests.dossiers.conftest import PERSON
from tests.units.conftest import PAPER

from thidua.awards.models import AwardRecord
from thidua.awards.services import GivenAward, enter_awards, revoke_award
from thidua.core.roles import Role
from thidua.dossiers.answers import answers_of
from thidua.dossiers.given import awards_of, awards_of_each
from thidua.dossiers.models import Dossier
from thidua.dossiers.prefill import awards_known
from thidua.dossiers.selectors import last_sending, twins_of
from thidua.dossiers.services import Subject
from thidua.foundation.moment import Installation
from thidua.units.models import Unit
from thidua.units.selectors import history
from thidua.units.services import rename_unit

pytestmark = pytest.mark.usefixtures("demo_day")
TAKEN_BACK = date(2027, 2, 1)


@pytest.fixture
def given(unit, at):
    """given("Lê Thị Hoa", 1988): an award of the city, in the register."""

    def act(name="", year=None, *, code=unit.code, award="adhoc.individual", cycle="2026", number="9/QĐ"):
        new = GivenAward(
            unit=Unit.objects.get(code=code), award=award, cycle=cycle, decision_number=number,
            decided_on=date(2027, 1, 20), person_name=name, birth_year=year,
        )  # fmt: skip
        [row] = enter_awards(by=None, at=at, awards=[new])
        return row

    return act


@pytest.fixture
def known(unit, at):
    """known(dossier): where each award comes from, whether it is certain, whether the report says it."""

    def act(row):
        found = awards_known(row, awards_of(row, unit), history(at.date()).by_id())
        return {(one.source.split(",")[0], one.is_certain, one.holds) for one in found}

    return act


def test_within_the_unit_name_and_year_are_certain(start, given, known):
    row = start("annual.individual", PERSON)
    given("Lê Thị Hoa", 1988, number="1/QĐ")
    given("Lê Thị Hoa", 1990, number="2/QĐ")
    given("Lê Thị Hoa", None, number="3/QĐ")
    given("Lê Thị Hoa", None, number="4/QĐ", award="adhoc.collective")
    assert known(row) == {("Quyết định 1/QĐ", True, True), ("Quyết định 3/QĐ", False, False)}


def test_a_name_with_other_marks_is_somebody_else_but_for_the_place_of_the_tone(start, given, known):
    row = start("annual.individual", replace(PERSON, name="Lê Thị Thủy"))
    given("Lê Thị Thuỷ", 1988, number="1/QĐ")
    given("Lê Thị Thúy", 1988, number="2/QĐ")
    assert known(row) == {("Quyết định 1/QĐ", True, True), ("Quyết định 2/QĐ", False, False)}


def test_without_a_year_in_the_dossier_nothing_is_certain(start, given, known):
    row = start("annual.individual", replace(PERSON, birth_year=None))
    given("Lê Thị Hoa", 1988)
    given("Lê Thị Hoan", 1988)
    assert known(row) == {("Quyết định 9/QĐ", False, False)}


def test_an_award_of_an_earlier_unit_is_named_with_that_unit(start, given, known, make_unit):
    row = start("annual.individual", PERSON)
    make_unit("11329", "Kiến An")
    given("Lê Thị Hoa", 1988, code="11329")
    assert known(row) == {("Phường Kiến An", False, False)}


def test_of_the_unit_itself_and_revoked(start, given, known, make_unit, officer, at):
    row = start()
    make_unit("11329", "Kiến An")
    gone = given(award="annual.collective", number="1/QĐ")
    given(award="annual.collective", cycle="2027", number="2/QĐ")
    given(award="annual.collective", number="3/QĐ", code="11329")
    revoke_award(by=officer, at=at, award=gone, decision_number="5/QĐ", decided_on=TAKEN_BACK)
    assert known(row) == {("Quyết định 1/QĐ", True, False), ("Quyết định 2/QĐ", True, True)}


def test_the_report_says_what_is_certain_and_the_page_shows_the_rest_with_a_mark(
    start, given, client, officer, at
):
    row = start("annual.individual", PERSON)
    given("Lê Thị Hoa", 1988, number="1/QĐ")
    given("Lê Thị Hoa", None, number="3/QĐ")
    gone = given("Lê Thị Hoa", 1988, number="4/QĐ")
    revoke_award(by=officer, at=at, award=gone, decision_number="5/QĐ", decided_on=TAKEN_BACK)
    client.force_login(officer)
    paper = client.get(reverse("dossiers:report_file", args=[row.pk, "docx"]))
    text = ZipFile(BytesIO(paper.content)).read("word/document.xml").decode()
    looked_at = client.get(reverse("dossiers:check", args=[row.pk])).content.decode()
    for words in (text, looked_at):
        assert [f"{number}/QĐ" in words for number in (1, 3, 4)] == [True, False, False]
    for name, args in (("dossier", [row.pk]), ("section", [row.pk, "awards"])):
        page = client.get(reverse(f"dossiers:{name}", args=args)).content.decode()
        assert "có thể là người này" in page
        assert "hủy bỏ theo Quyết định 5/QĐ, 01/02/2027" in page


def test_what_was_sent_keeps_the_awards_it_said_whatever_the_registers_say_later(
    world, start, given, wait, send, client, make_person, officer, unit, at
):
    before = at - timedelta(days=1)
    row = start("annual.individual", PERSON, at=before)
    held, gone = given("Lê Thị Hoa", 1988, number="901/QĐ"), given("Lê Thị Hoa", 1988, number="902/QĐ")
    revoke_award(by=officer, at=at, award=gone, decision_number="905/QĐ", decided_on=TAKEN_BACK)
    send(wait(row, moment=before), moment=before, knows_not_met=True)
    given("Lê Thị Hoa", 1988, number="903/QĐ")
    revoke_award(by=officer, at=at, award=held, decision_number="906/QĐ", decided_on=at.date())
    AwardRecord.objects.filter(pk=held.pk).update(person_name="Lê Thị Hoài", subject_key="lê thị hoài|1988")
    Dossier.objects.filter(pk=row.pk).update(birth_year=1989, subject_key="lê thị hoa|1989")
    named = {"name": "Tên Mới", "full_name": "Phường Tên Mới", "on": at.date(), "decision": PAPER}
    rename_unit(by=None, at=at, unit=Unit.objects.get(pk=unit.id), **named)
    client.force_login(make_person("giamsat", Role.AUDITOR))
    paper = client.get(reverse("dossiers:report_file", args=[row.pk, "docx"]))
    text = ZipFile(BytesIO(paper.content)).read("word/document.xml").decode()
    said = [f"{number}/QĐ" in text for number in (901, 902, 903, 905, 906)]
    assert said == [True, False, False, False, False]
    assert unit.full_name in text
    assert "Tên Mới" not in text


def test_the_unit_s_own_copy_of_what_it_sent_is_the_same_and_minutes_keep_the_name_of_their_day(
    sent, given, client, officer, unit, at
):
    given(award="annual.collective", number="903/QĐ")
    named = {"name": "Tên Mới", "full_name": "Phường Tên Mới", "on": date(2027, 2, 16), "decision": PAPER}
    rename_unit(by=None, at=at, unit=Unit.objects.get(pk=unit.id), **named)
    Installation.objects.update(demo_date=date(2027, 3, 1))
    client.force_login(officer)
    held = sent.filing.minutes.get()
    for name, args in (("report_file", [sent.pk]), ("minutes_file", [sent.filing_id, held.pk])):
        paper = client.get(reverse(f"dossiers:{name}", args=[*args, "docx"]))
        text = ZipFile(BytesIO(paper.content)).read("word/document.xml").decode()
        assert unit.full_name in text
        assert "903/QĐ" not in text
        assert "Tên Mới" not in text


def test_the_appraisal_reads_the_awards_that_were_sent(world, start, given, wait, send):
    row = start("annual.individual", PERSON)
    given("Lê Thị Hoa", 1988, number="901/QĐ")
    given("Lê Thị Hoa", None, number="902/QĐ")
    send(wait(row), knows_not_met=True)
    answers = answers_of(last_sending(row).frozen, needs_ground=False)
    [awards] = [part for part in answers if part.code == "awards"]
    assert [one.source for one in awards.rows] == ["Quyết định 901/QĐ, 20/01/2027"]


def test_of_the_same_years_it_stands_beside_other_dossiers(start, given, unit, at):
    row = start("annual.individual", PERSON)
    given("Lê Thị Hoa", None, number="1/QĐ")
    given("Lê Thị Hoa", 1988, cycle="2027", number="2/QĐ")
    given("Lê Thị Hoa", 1988, award="annual.individual", number="3/QĐ")  # what this dossier came to
    [twin] = twins_of(row, at.date(), awards_of(row, unit))
    assert twin.where == "Quyết định 1/QĐ, 20/01/2027; có thể là người này"


def test_as_many_queries_for_three_people_as_for_one(start, given, unit, django_assert_num_queries):
    people = [PERSON, Subject("Đỗ Văn Minh"), Subject("Phạm Thu Hà", birth_year=1970)]
    rows = [start("annual.individual", who) for who in people]
    for place, who in enumerate(people):
        given(who.name, 1970, number=f"{place}/QĐ")
    for some in (rows[:1], rows):
        with django_assert_num_queries(2):
            found = awards_of_each(some, unit)
    assert [len(one.city) for one in found.values()] == [0, 1, 1]

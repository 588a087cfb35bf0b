"""The office reads what was sent: nothing of what the unit writes on before its head signs again."""

from dataclasses import replace

import pytest
from django.urls import reverse
from tests.dossiers.conftest import PERSON, scan
from tests.page_text import words

from thidua.dossiers.bars.services import Stated, declare_bars
from thidua.dossiers.enums import BarKind
from thidua.dossiers.evidence.services import add_file, remove_file
from thidua.dossiers.models import Dossier
from thidua.dossiers.sending.afterwards import recall, return_dossier, withdraw
from thidua.dossiers.sending.signing import hand_over
from thidua.dossiers.services import describe_subject, name_initiatives
from thidua.initiatives.enums import Capacity, Likeness
from thidua.initiatives.likeness.services import rule
from thidua.initiatives.models import Initiative

pytestmark = pytest.mark.usefixtures("demo_day")
OLD, NEW, KEPT = "ban-da-ky.pdf", "ban-dang-sua.pdf", "rating.pdf"
REASONS = {"evidence": "Tệp mờ", "initiatives": "Nêu rõ", "subject": "Ghi sai"}


def fresh(row):
    return Dossier.objects.select_related("filing__unit").get(pk=row.pk)


@pytest.fixture
def person(world, start, officer, wait, send, at):
    """A person's dossier that was sent with a file and the initiative SK-1."""
    row = start("annual.individual", PERSON)
    name_initiatives(by=officer, at=at, dossier=row, initiatives=[world])
    add_file(by=officer, at=at, dossier=row, item="initiative", upload=scan(OLD[:-4]))
    send(wait(row), knows_not_met=True)
    return fresh(row)


@pytest.fixture
def desk(client, specialist, person, clear):
    """desk(): the page of the dossier as those who appraise it see it."""
    clear(person, specialist)
    client.force_login(specialist)
    return lambda: client.get(reverse("appraising:dossier", args=[person.pk]))


@pytest.fixture
def mend(person, officer, specialist, make_initiative, at):
    """mend(): given back, and the unit puts another file and another initiative in the place of the first."""

    def act():
        return_dossier(by=specialist, at=at, dossier=person, reasons=REASONS)
        remove_file(by=officer, at=at, row=person.files.get(item="initiative"))
        add_file(by=officer, at=at, dossier=person, item="initiative", upload=scan(NEW[:-4]))
        other = make_initiative("SK-2")
        said = {"verdict": Likeness.DIFFERENT, "reason": "Cách làm khác", "capacity": Capacity.UNIT}
        rule(by=officer, at=at, initiative=other, other=Initiative.objects.get(code="SK-1"), **said)
        name_initiatives(by=officer, at=at, dossier=person, initiatives=[other])

    return act


def listed(page):
    return [one.file.name for one in page.context["case"].files]


def named(page):
    return [one.row.code for one in page.context["initiatives"]]


def given_out(client, row):
    """The files that the office gets, by the address of each."""
    given = set()
    for one in row.files.select_related("file"):
        answer = client.get(reverse("appraising:file", args=[one.pk]))
        if answer.status_code == 200:
            assert answer.getvalue()
            given.add(one.file.name)
    return given


@pytest.mark.parametrize("is_handed_over", [False, True])
def test_while_the_unit_mends_the_office_reads_what_was_sent(client, desk, mend, person, is_handed_over):
    before = desk()
    verdict = before.context["case"].verdict.truth.word
    assert "Theo tiêu chuẩn hôm nay" in words(before)
    mend()
    if is_handed_over:
        Dossier.objects.filter(pk=person.pk).update(state="waiting")
    page = desk()
    assert listed(page) == listed(before) == [OLD, KEPT]
    assert given_out(client, person) == {OLD, KEPT}
    assert named(page) == ["SK-1"]
    assert "phần đang sửa chỉ hiện khi đơn vị gửi lại" in words(page)
    assert "Theo tiêu chuẩn khi gửi" in words(page)
    assert page.context["case"].frozen["verdict"]["truth"] == verdict
    assert "Theo tiêu chuẩn hôm nay" not in words(page)
    assert "Đã khác so với lúc gửi" not in words(page)


def test_what_goes_out_again_is_read_and_what_a_finding_may_stand_on_stays(
    client, desk, mend, person, officer, send, at
):
    mend()
    hand_over(by=officer, at=at, dossier=fresh(person))
    send(fresh(person), knows_not_met=True)
    page = desk()
    assert listed(page) == [NEW, KEPT]
    assert given_out(client, person) == {OLD, NEW, KEPT}
    assert named(page) == ["SK-2"]
    assert "Theo tiêu chuẩn hôm nay" in words(page)


def test_what_was_withdrawn_while_it_was_mended_is_read_as_it_was_sent(desk, mend, person, officer, at):
    mend()
    withdraw(by=officer, at=at, dossier=fresh(person), reason="Chuyển công tác")
    page = desk()
    assert listed(page) == [OLD, KEPT]
    assert named(page) == ["SK-1"]


def test_a_file_that_was_taken_out_and_added_again_is_listed_once(desk, person, officer, specialist, at):
    return_dossier(by=specialist, at=at, dossier=person, reasons=REASONS)
    remove_file(by=officer, at=at, row=person.files.get(item="initiative"))
    add_file(by=officer, at=at, dossier=person, item="initiative", upload=scan(OLD[:-4]))
    assert listed(desk()) == [OLD, KEPT]


def test_of_what_was_taken_back_nothing_is_read_not_even_who_stands_in_it_now(
    client, desk, person, officer, head, at
):
    recall(by=head, at=at, dossier=person)
    row = fresh(person)
    other = replace(PERSON, name="Đặng Thị Kín")
    row = describe_subject(by=officer, at=at, dossier=row, subject=other, edition=row.edition)
    stated = Stated(kind=BarKind.COMPLAINT, since=at.date(), words="Đơn của ông Tám")
    declare_bars(by=officer, at=at, dossier=row, stated=stated)
    page = words(desk())
    assert "Đơn vị đã thu hồi lần gửi này" in page
    for unsent in ("Đặng Thị Kín", "Đơn của ông Tám", "SK-1", "Theo tiêu chuẩn hôm nay"):
        assert unsent not in page
    assert given_out(client, person) == set()


def test_a_receipt_names_who_was_sent(client, person, officer, head, at):
    recall(by=head, at=at, dossier=person)
    row = fresh(person)
    other = replace(PERSON, name="Đặng Thị Kín")
    describe_subject(by=officer, at=at, dossier=row, subject=other, edition=row.edition)
    client.force_login(head)
    page = words(client.get(reverse("dossiers:receipt", args=[row.filing.submissions.get().pk])))
    assert PERSON.name in page
    assert other.name not in page


def test_the_letter_is_drawn_from_what_is_written_today_so_for_the_unit_alone(
    client, desk, mend, person, head
):
    mend()
    letter = reverse("dossiers:letter_file", args=[person.filing_id, "docx"])
    assert client.get(letter).status_code == 403
    client.force_login(head)
    assert client.get(letter).status_code == 200


def test_no_more_queries_for_more_files(desk, mend, person, officer, at, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    mend()
    desk()
    with CaptureQueriesContext(connection) as few:
        desk()
    count = len(few)
    for name in ("b", "c", "d"):
        add_file(by=officer, at=at, dossier=person, item="report", upload=scan(name))
    desk()
    with django_assert_num_queries(count):
        desk()

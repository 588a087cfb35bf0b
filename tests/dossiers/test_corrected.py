"""A subject that was written wrong is corrected in a dossier given back; nobody else takes its place."""

from dataclasses import replace

import pytest
from django.urls import reverse
from tests.dossiers.conftest import PERSON, meet

from thidua.appraising.conflicts.services import state_conflict
from thidua.dossiers.bars.elsewhere import bar_elsewhere
from thidua.dossiers.bars.selectors import standing_bars
from thidua.dossiers.bars.services import Stated, declare_bars, record_bars
from thidua.dossiers.corrected import corrections_in
from thidua.dossiers.errors import DossierRefused
from thidua.dossiers.models import Dossier
from thidua.dossiers.selectors import last_sending
from thidua.dossiers.sending.afterwards import return_dossier
from thidua.dossiers.sending.signing import hand_over
from thidua.dossiers.services import Attested, attest, describe_subject

ASKED = "Năm sinh không khớp quyết định."


@pytest.fixture
def returned(start, wait, send, officer, specialist, at):
    """A person's dossier that was sent and given back with the question who it is."""
    row = start("annual.individual", PERSON)
    facts = Attested(rating="excellent", rating_source="15/QĐ")
    row = attest(by=officer, at=at, dossier=row, facts=facts, edition=row.edition)
    send(wait(row), knows_not_met=True)
    return_dossier(by=specialist, at=at, dossier=row, reasons={"subject": ASKED})
    return Dossier.objects.get(pk=row.pk)


@pytest.fixture
def correct(officer, at):
    """correct(dossier, birth_year=1989): saves the subject with what is changed."""

    def act(row, **change):
        subject = replace(PERSON, **change)
        return describe_subject(by=officer, at=at, dossier=row, subject=subject, edition=row.edition)

    return act


@pytest.mark.parametrize(
    "change",
    [{"birth_year": 1989}, {"birth_year": 1978}, {"name": "Lê Thị Hoan"}, {"name": "Lê Thị Hao"}],
)
def test_what_was_written_wrong_is_corrected_and_given_again(returned, correct, change):
    row = correct(returned, **change)
    assert row.open_parts == ["bars", "facts", "minutes", "subject"]
    assert (row.selected, row.barred, row.rating) == (None, None, None)


@pytest.mark.parametrize(
    "change",
    [
        {"name": "Phạm Yến"},
        {"name": "Lê Thị Lan"},
        {"name": "Lê Hoa"},
        {"name": "Lê Thị Hoan", "birth_year": 1989},
        {"birth_year": None},
    ],
)
def test_somebody_else_is_refused(returned, correct, change):
    with pytest.raises(DossierRefused, match="rút hồ sơ này rồi lập hồ sơ mới"):
        correct(returned, **change)


def test_small_corrections_do_not_add_up_to_another_person(returned, correct):
    row = correct(returned, name="Lê Thị Hoan")
    with pytest.raises(DossierRefused, match="rút hồ sơ này"):
        correct(row, name="Lê Thị Loan")
    with pytest.raises(DossierRefused, match="rút hồ sơ này"):
        correct(row, name="Lê Thị Hoan", birth_year=1989)
    assert correct(row, birth_year=1988).subject_name == "Lê Thị Hoa"


def test_a_number_is_no_slip_of_the_pen(start, wait, send, officer, specialist, at, correct):
    row = start("discretionary.collective", replace(PERSON, name="Tổ công tác 12", birth_year=None))
    send(wait(row), knows_not_met=True)
    return_dossier(by=specialist, at=at, dossier=row, reasons={"subject": "Ghi đúng tên."})
    row.refresh_from_db()
    with pytest.raises(DossierRefused, match="rút hồ sơ này"):
        correct(row, name="Tổ công tác 13", birth_year=None)
    assert correct(row, name="Tổ công tac 12", birth_year=None).open_parts == ["subject"]
    row.refresh_from_db()
    assert "bars" in correct(row, name="Tô cong tách 12", birth_year=None).open_parts


def test_another_dossier_of_the_right_subject_is_told(returned, start, correct):
    start("annual.individual", replace(PERSON, birth_year=1989))
    with pytest.raises(DossierRefused, match="Người này đã có hồ sơ"):
        correct(returned, birth_year=1989)
    returned.refresh_from_db()
    assert (returned.birth_year, returned.open_parts, returned.selected) == (1988, ["subject"], True)


def test_a_correction_lifts_no_bar(returned, correct, officer, specialist, at):
    found = Stated(kind="discipline", words="Theo công văn 5")
    record_bars(by=specialist, at=at, dossier=returned, stated=found)
    row = correct(Dossier.objects.get(pk=returned.pk), birth_year=1989)
    assert row.barred is True
    standing = standing_bars([row.pk])[row.pk]
    assert (standing.by_office, standing.subject_key) == (True, row.subject_key)
    declare_bars(by=officer, at=at, dossier=row, stated=Stated())
    row.refresh_from_db()
    assert row.barred is True


def test_that_nothing_was_found_under_the_wrong_year_says_nothing_of_the_right_one(
    returned, correct, start, officer, specialist, at
):
    """A bar of another dossier of the right subject is shown, though the office looked for the wrong one."""
    other = start("discretionary.individual", replace(PERSON, birth_year=1989))
    Dossier.objects.filter(pk=other.pk).update(state="received")
    found = Stated(kind="discipline", words="Theo công văn 5")
    record_bars(by=specialist, at=at, dossier=other, stated=found)
    record_bars(by=specialist, at=at, dossier=returned, stated=Stated(words="Đã hỏi thanh tra"))
    row = correct(Dossier.objects.get(pk=returned.pk), birth_year=1989)
    assert row.barred is None
    assert bar_elsewhere(row).said.dossier == other


@pytest.fixture
def sent_again(returned, correct, send, officer, at):
    """Corrected, voted on, declared and attested again, and sent."""
    row = correct(returned, birth_year=1989)
    meet(row, officer, at, agreed=8)
    declare_bars(by=officer, at=at, dossier=row, stated=Stated())
    row.refresh_from_db()
    facts = Attested(rating="excellent", rating_source="15/QĐ")
    row = attest(by=officer, at=at, dossier=row, facts=facts, edition=row.edition)
    send(hand_over(by=officer, at=at, dossier=row), knows_not_met=True)
    return Dossier.objects.get(pk=row.pk)


@pytest.mark.usefixtures("demo_day")
def test_the_office_reads_what_was_corrected(sent_again, client, specialist, at, django_assert_num_queries):
    sent = last_sending(sent_again)
    with django_assert_num_queries(1):
        assert [(one.before, one.now) for one in corrections_in(sent)] == [("1988", "1989")]
    state_conflict(by=specialist, at=at, filing=sent_again.filing, is_recused=False)
    client.force_login(specialist)
    shown = client.get(reverse("appraising:dossier", args=[sent_again.pk])).content.decode()
    assert "Đã sửa so với lần gửi trước" in shown
    assert "Năm sinh: lần gửi trước ghi “1988”, lần này ghi “1989”" in shown


def test_nothing_is_corrected_in_what_was_sent_once(returned, django_assert_num_queries):
    sent = last_sending(returned)
    with django_assert_num_queries(0):
        assert corrections_in(sent) == []


@pytest.mark.usefixtures("demo_day")
def test_the_page_says_before_and_after_what_opens_again(returned, client, officer):
    client.force_login(officer)
    url = reverse("dossiers:subject", args=[returned.pk])
    assert "các phần sau mở lại và phải ghi lại: Biên bản hội đồng" in client.get(url).content.decode()
    said = {"name": PERSON.name, "birth_year": "1989", "position": "", "place": "", "gender": ""}
    shown = client.post(url, said | {"version": returned.edition}, follow=True).content.decode()
    assert "Tên hoặc năm sinh đã sửa nên các phần sau mở lại" in shown
    assert shown.count("còn thiếu") >= 2

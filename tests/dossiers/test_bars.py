"""What bars a subject: the unit states and adds, the office finds and lifts; who hears of it."""

from dataclasses import replace
from datetime import timedelta
from itertools import product

import pytest
from django.db.models import Value
from django.urls import reverse
from tests.dossiers.conftest import PERSON, scan

from thidua.appraising.conflicts.services import state_conflict
from thidua.core.roles import Role
from thidua.dossiers.bars.selectors import standing_bars, standing_kind
from thidua.dossiers.bars.services import Stated, declare_bars, record_bars, report_bar
from thidua.dossiers.enums import BarKind
from thidua.dossiers.errors import DossierRefused
from thidua.dossiers.evidence.services import add_file, remove_file
from thidua.dossiers.models import BarStatement, Dossier
from thidua.dossiers.sending.afterwards import mark_decided, recall, receive, return_dossier
from thidua.dossiers.sending.signing import hand_back, hand_over
from thidua.dossiers.services import describe_subject
from thidua.foundation.audit.models import AuditEvent
from thidua.foundation.notify.models import Notification

pytestmark = pytest.mark.usefixtures("demo_day")

INSPECTED = Stated(BarKind.INSPECTION, "Thông báo 77/TB-TTTP ngày 10/02/2027")
COMPLAINED = Stated(BarKind.COMPLAINT, "Đơn ngày 12/02/2027")
CLEARED = Stated(words="Kết luận 20/KL-TTr: không vi phạm")


def barred(row):
    return Dossier.objects.get(pk=row.pk).barred


@pytest.mark.parametrize("way", ["recalled", "returned"])
def test_the_unit_cannot_lift_what_the_office_found(sent, officer, head, specialist, at, way):
    record_bars(by=specialist, at=at, dossier=sent, stated=INSPECTED)
    if way == "recalled":
        recall(by=head, at=at, dossier=sent)
    else:
        return_dossier(by=specialist, at=at, dossier=sent, reasons={"bars": "Cam kết lại"})
    declare_bars(by=officer, at=at, dossier=sent, stated=Stated())
    assert barred(sent) is True
    assert BarStatement.objects.filter(dossier=sent).last().kind == ""  # kept, though it does not count
    assert standing_bars([sent.pk])[sent.pk].kind == BarKind.INSPECTION


def test_after_the_office_lifted_it_a_new_bar_of_the_unit_pauses_again(sent, officer, specialist, at):
    record_bars(by=specialist, at=at, dossier=sent, stated=CLEARED)
    assert barred(sent) is False
    report_bar(by=officer, at=at, dossier=sent, stated=COMPLAINED)
    assert barred(sent) is True
    record_bars(by=specialist, at=at, dossier=sent, stated=CLEARED)
    assert barred(sent) is False


def test_a_bar_is_added_in_every_state_at_the_office_until_decided(sent, officer, specialist, at):
    report_bar(by=officer, at=at, dossier=sent, stated=COMPLAINED)
    receive(by=specialist, at=at, dossier=sent)
    report_bar(by=officer, at=at, dossier=sent, stated=INSPECTED)
    return_dossier(by=specialist, at=at, dossier=sent, reasons={"results": "Thiếu số liệu"})
    with pytest.raises(DossierRefused, match="không bị hỏi lại"):
        declare_bars(by=officer, at=at, dossier=sent, stated=Stated())
    report_bar(by=officer, at=at, dossier=sent, stated=COMPLAINED)
    hand_over(by=officer, at=at, dossier=sent)
    report_bar(by=officer, at=at, dossier=sent, stated=INSPECTED)
    with pytest.raises(DossierRefused, match="Chọn trường hợp"):
        report_bar(by=officer, at=at, dossier=sent, stated=Stated(words="Đã hết"))
    with pytest.raises(DossierRefused, match="Ghi nội dung"):
        report_bar(by=officer, at=at, dossier=sent, stated=replace(COMPLAINED, words=" "))
    mark_decided(at=at, dossiers=[sent.pk])
    with pytest.raises(DossierRefused, match="Đã có quyết định"):
        report_bar(by=officer, at=at, dossier=sent, stated=COMPLAINED)


@pytest.fixture
def put(officer, at):
    """Puts somebody else into a dossier."""

    def put(row, subject):
        row.refresh_from_db()
        return describe_subject(by=officer, at=at, dossier=row, subject=subject, edition=row.edition)

    return put


def test_what_the_office_found_of_a_person_comes_back_with_the_person(
    start, wait, send, put, officer, head, specialist, at
):
    row = wait(start("adhoc.individual", PERSON))
    send(row, knows_not_met=True)
    record_bars(by=specialist, at=at, dossier=row, stated=INSPECTED)
    recall(by=head, at=at, dossier=row)
    put(row, replace(PERSON, name="Phạm Yến"))
    assert barred(row) is None
    declare_bars(by=officer, at=at, dossier=row, stated=Stated())
    assert barred(row) is False
    put(row, replace(PERSON, birth_year=None))
    assert barred(row) is True
    put(row, PERSON)  # now the year is known, and what was found stays
    assert barred(row) is True
    put(row, replace(PERSON, birth_year=PERSON.birth_year + 1))
    assert barred(row) is None
    put(row, PERSON)
    declare_bars(by=officer, at=at, dossier=row, stated=Stated())
    assert barred(row) is True


def test_a_bar_that_the_office_lifted_does_not_come_back(
    start, wait, send, put, officer, head, specialist, at
):
    row = wait(start("adhoc.individual", PERSON))
    send(row, knows_not_met=True)
    record_bars(by=specialist, at=at, dossier=row, stated=INSPECTED)
    record_bars(by=specialist, at=at, dossier=row, stated=CLEARED)
    recall(by=head, at=at, dossier=row)
    put(row, replace(PERSON, name="Phạm Yến"))
    put(row, PERSON)
    assert barred(row) is None  # the unit declares again
    declare_bars(by=officer, at=at, dossier=row, stated=Stated())
    assert barred(row) is False


def test_a_draft_states_it_in_its_part(start, officer, at):
    with pytest.raises(DossierRefused, match="đang lập"):
        report_bar(by=officer, at=at, dossier=start(), stated=COMPLAINED)


def test_those_who_appraise_hear_that_something_came_but_not_what(
    sent, officer, specialist, standing_head, make_person, at
):
    board, auditor = make_person("ban", Role.EMULATION_BOARD), make_person("giamsat", Role.AUDITOR)
    report_bar(by=officer, at=at, dossier=sent, stated=COMPLAINED)
    told = Notification.objects.filter(kind="dossiers.bar_reported")
    assert {one.user_id for one in told} == {specialist.pk, standing_head.pk, board.pk}
    assert auditor.pk not in {one.user_id for one in told}
    for one in told:
        assert not any(word in f"{one.title} {one.body}" for word in ("Đơn ngày", "khiếu nại", "tạm dừng"))


def test_the_unit_reports_on_the_dossiers_page(sent, officer, client, at):
    client.force_login(officer)
    page, act = reverse("dossiers:dossier", args=[sent.pk]), reverse("dossiers:report_bar", args=[sent.pk])
    assert act in client.get(page).content.decode()
    typed = {"bar-kind": "complaint", "bar-words": "", "bar-since": ""}
    answer = client.post(act, typed | {"bar-kind": "", "bar-words": "Đơn ngày 12/02/2027"})
    assert answer.status_code == 422
    assert "Đơn ngày 12/02/2027" in answer.content.decode()
    assert client.post(act, typed).status_code == 422
    answer = client.post(act, typed | {"bar-words": "Đơn ngày 12/02/2027"}, follow=True)
    assert "hồ sơ tạm dừng xét" in answer.content.decode()
    assert barred(sent) is True
    assert "Đơn ngày 12/02/2027" in client.get(reverse("dossiers:bars", args=[sent.pk])).content.decode()


def test_nobody_of_the_unit_writes_over_a_bar_that_he_did_not_see(start, officer, head, client, at):
    row = start()
    url = reverse("dossiers:bars", args=[row.pk])
    client.force_login(officer)
    opened = client.get(url).context["last"]
    told = declare_bars(by=head, at=at, dossier=row, stated=COMPLAINED)
    answer = client.post(url, {"kind": "", "words": "Đã hỏi lại", "version": opened})
    assert answer.status_code == 422
    for said in (f"{head.get_full_name()} đã ghi vào phần này", COMPLAINED.words, "Đã hỏi lại"):
        assert said in answer.content.decode()
    assert barred(row) is True
    now = {"kind": "", "words": "Đã hỏi lại", "version": answer.context["last"]}
    assert now["version"] == told.pk
    assert [client.post(url, now).status_code for _press in range(2)] == [302, 302]
    assert barred(row) is False
    assert row.bar_statements.count() == 2, "a second press adds nothing"


def test_who_only_reads_is_offered_no_form(sent, client, make_person):
    client.force_login(make_person("giamsat", Role.AUDITOR))
    act = reverse("dossiers:report_bar", args=[sent.pk])
    assert act not in client.get(reverse("dossiers:dossier", args=[sent.pk])).content.decode()
    assert client.post(act, {}).status_code == 403


def test_the_page_of_appraisal_shows_what_counts(sent, officer, head, specialist, send, client, at):
    record_bars(by=specialist, at=at, dossier=sent, stated=INSPECTED)
    recall(by=head, at=at, dossier=sent)
    later = at + timedelta(hours=1)
    declare_bars(by=officer, at=later, dossier=sent, stated=Stated())
    hand_over(by=officer, at=later, dossier=sent)
    send(sent, moment=later)
    state_conflict(by=specialist, at=at, filing=sent.filing, is_recused=False)
    client.force_login(specialist)
    shown = client.get(reverse("appraising:dossier", args=[sent.pk])).content.decode()
    assert "Thông báo 77/TB-TTTP" in shown.split('id="tam-dung"')[1].split("</section>")[0]


def test_the_database_finds_the_statement_that_counts_as_the_process_does(start, officer, at):
    row = start()
    kinds = [(by_office, kind) for by_office in (False, True) for kind in ("", BarKind.INSPECTION)]
    for said in product(kinds, repeat=3):
        BarStatement.objects.all().delete()
        for by_office, kind in said:
            BarStatement.objects.create(
                dossier=row, kind=kind, words="Nêu rõ", by_office=by_office, by=officer, at=at
            )
        asked = Dossier.objects.annotate(now=Value(at)).annotate(kind=standing_kind("pk", "now"))
        assert asked.get(pk=row.pk).kind == standing_bars([row.pk])[row.pk].kind, said


def test_neither_a_file_about_bars_nor_the_words_on_handing_back_are_named_in_the_trail(
    start, fill, officer, head, at
):
    row = fill(start("adhoc.individual", PERSON))
    for item in ("bars", "ground"):
        kept = add_file(by=officer, at=at, dossier=row, item=item, upload=scan(f"TB 77 {item}"))
        remove_file(by=officer, at=at, row=kept)
    hand_back(by=head, at=at, dossier=hand_over(by=officer, at=at, dossier=row), words="Đang bị thanh tra")
    trail = str(list(AuditEvent.objects.values_list("before", "after")))
    assert trail.count("TB 77 ground") == 2
    assert "TB 77 bars" not in trail
    assert "Đang bị thanh tra" not in trail

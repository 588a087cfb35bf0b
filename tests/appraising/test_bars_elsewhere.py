"""A bar stays with its subject: who appraises a new dossier of it says whether it lasts."""

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.dossiers.conftest import PERSON
from tests.page_text import words

from thidua.appraising.case import Case
from thidua.appraising.enums import Stage
from thidua.appraising.errors import AppraisalRefused
from thidua.appraising.pages import page_of
from thidua.appraising.selectors import unconfirmed_in
from thidua.core.roles import Role
from thidua.dossiers.bars.elsewhere import bar_elsewhere, barred_elsewhere
from thidua.dossiers.bars.services import Stated, declare_bars, record_bars, report_bar
from thidua.dossiers.enums import BarKind, DossierState
from thidua.dossiers.models import Dossier, SentDossier, Submission
from thidua.dossiers.sending.afterwards import recall, return_dossier, withdraw
from thidua.dossiers.sending.signing import hand_over
from thidua.dossiers.services import describe_subject, name_initiatives

pytestmark = pytest.mark.usefixtures("demo_day")
INSPECTED = Stated(BarKind.INSPECTION, "Thông báo 77/TB-TTTP ngày 10/02/2027")
COMPLAINED = Stated(BarKind.COMPLAINT, "Đơn ngày 12/02/2027")
ENDED = Stated(words="Kết luận 20/KL-TTr: không vi phạm")
WARNING = "Hồ sơ khác của cùng đối tượng còn ghi trường hợp chưa xét"


def fresh(row):
    return Dossier.objects.select_related("filing__unit").get(pk=row.pk)


def told_of(row):
    """Words of the bar that stands elsewhere, "" for none."""
    found = bar_elsewhere(fresh(row))
    return found.said.words if found else ""


@pytest.fixture
def leave(head, at):
    def act(row):
        return withdraw(by=head, at=at, dossier=row, reason="Lập lại hồ sơ")

    return act


@pytest.fixture
def again(sent, leave, world, start, wait, send, officer, specialist, at):
    """The collective's second dossier, after the first was paused and withdrawn."""
    record_bars(by=specialist, at=at, dossier=sent, stated=INSPECTED)
    leave(sent)
    row = start()
    name_initiatives(by=officer, at=at, dossier=row, initiatives=[world])
    send(wait(row))
    return fresh(row)


def desk(client, row):
    return client.get(reverse("appraising:dossier", args=[row.pk]))


def test_the_appraiser_of_the_new_dossier_is_told_from_where_who_and_when(
    again, sent, clear, client, specialist
):
    assert again.barred is False  # the unit said that nothing bars it
    client.force_login(clear(again, specialist) and specialist)
    shown = words(desk(client, again))
    assert WARNING in shown
    for part in (
        "Tạm dừng xét vì đang thanh tra, kiểm tra khi có dấu hiệu vi phạm Thông báo 77/TB-TTTP",
        "Xét lại khi kết luận thanh tra, kiểm tra đã ban hành",
        "Người ghi bên thẩm định: Phạm Ngọc Quyên, ",
        f"Hồ sơ {sent.code}",
    ):
        assert part in shown
    assert f"Đã ghi ở hồ sơ {sent.code}: Thông báo 77/TB-TTTP ngày 10/02/2027</textarea>" in (
        desk(client, again).content.decode()
    )


def test_said_to_last_it_pauses_the_new_dossier_and_is_told_there_alone(
    again, clear, client, specialist, board
):
    client.force_login(clear(again, specialist) and specialist)
    client.post(
        reverse("appraising:act", args=[again.pk, "bars"]),
        {"kind": "inspection", "words": "Thanh tra chưa kết luận", "since": ""},
    )
    assert fresh(again).barred is True
    shown = words(desk(client, again))
    assert "Đang tạm dừng xét" in shown
    assert WARNING not in shown


def test_said_to_have_ended_it_is_told_no_more_in_any_dossier(
    again, start, clear, client, leave, specialist, at
):
    record_bars(by=specialist, at=at, dossier=again, stated=ENDED)
    client.force_login(clear(again, specialist) and specialist)
    assert WARNING not in words(desk(client, again))
    leave(again)
    assert told_of(start()) == ""
    assert told_of(start("period.collective", cycle="2026-2030")) == ""


def test_it_is_told_in_a_later_cycle_and_for_another_award(again, start):
    assert told_of(start(cycle="2027")) == INSPECTED.words
    assert told_of(start("period.collective", cycle="2026-2030")) == INSPECTED.words
    assert told_of(start("annual.individual", PERSON)) == ""


def test_nobody_agrees_at_the_end_while_it_stands_though_this_one_was_confirmed(
    content_done, find, say, confirm, board, start, specialist, at
):
    confirm(content_done, board)
    find(content_done, Stage.PROCEDURE, board)
    other = start("period.collective", cycle="2026-2030")
    Dossier.objects.filter(pk=other.pk).update(state=DossierState.SENT)
    record_bars(by=specialist, at=at, dossier=other, stated=INSPECTED)
    with pytest.raises(AppraisalRefused, match="Hồ sơ khác của cùng đối tượng"):
        say(content_done, Stage.PROCEDURE, board)
    confirm(content_done, board, ENDED.words)
    assert say(content_done, Stage.PROCEDURE, board)
    assert fresh(other).barred is True  # each dossier keeps what was said of it


def received(row, at):
    """The row as it stands once the office has it."""
    sent = Submission.objects.create(
        filing=row.filing, ordinal=1, receipt=f"KT-{row.pk}", sent_at=at, signed_by=row.started_by,
        timing="on_time", content={"dossiers": []}, sha256="0" * 64,
    )  # fmt: skip
    SentDossier.objects.create(submission=sent, dossier=row, timing="on_time")
    Dossier.objects.filter(pk=row.pk).update(state=DossierState.RECEIVED)
    return fresh(row)


@pytest.mark.parametrize("by_unit", [False, True])
@pytest.mark.parametrize(("kind", "subject"), [("collective", None), ("individual", PERSON)])
def test_what_is_found_after_the_opinions_keeps_the_other_dossier_off_the_list(
    start, specialist, officer, at, kind, subject, by_unit
):
    """It is asked of a whole cycle before a list is frozen, and where an award is given without one."""
    first = received(start(f"annual.{kind}", subject), at)
    other = received(start(f"period.{kind}", subject, cycle="2026-2030"), at)
    for row in (first, other):
        record_bars(by=specialist, at=at, dossier=row, stated=ENDED)
    assert unconfirmed_in("2026-2030") == set()

    if by_unit:
        report_bar(by=officer, at=at, dossier=first, stated=COMPLAINED)
    else:
        record_bars(by=specialist, at=at, dossier=first, stated=INSPECTED)
    assert unconfirmed_in("2026-2030") == {other.pk}
    assert unconfirmed_in("2026") == set(), "there it is told as what it is"
    record_bars(by=specialist, at=at, dossier=other, stated=Stated(words="Vụ việc không liên quan"))
    assert unconfirmed_in("2026-2030") == set()


def test_who_may_not_know_reads_nothing_of_it(again, client, officer, make_person):
    for person in (
        make_person("giamsat", Role.AUDITOR),
        make_person("uyvien", Role.COUNCIL_MEMBER),
        officer,
    ):
        client.force_login(person)
        for name in ("appraising:dossier", "dossiers:dossier"):
            shown = client.get(reverse(name, args=[again.pk]), follow=True).content.decode()
            assert not any(word in shown for word in ("77/TB-TTTP", "còn ghi trường hợp", "Xét lại khi"))


def test_what_the_unit_reported_of_a_dossier_that_it_withdrew_is_told_too(sent, leave, start, officer, at):
    report_bar(by=officer, at=at, dossier=sent, stated=COMPLAINED)
    leave(sent)
    row = start()
    declare_bars(by=officer, at=at, dossier=row, stated=Stated())
    assert told_of(row) == COMPLAINED.words


def test_what_was_reported_is_told_too_while_that_dossier_waits_to_be_sent_again(
    sent, start, officer, specialist, at
):
    report_bar(by=officer, at=at, dossier=sent, stated=COMPLAINED)
    return_dossier(by=specialist, at=at, dossier=sent, reasons={"results": "Nêu nguồn"})
    hand_over(by=officer, at=at, dossier=sent)
    assert told_of(start("adhoc.collective")) == COMPLAINED.words


def test_what_a_unit_said_in_a_draft_alone_is_told_nobody(start, officer, at):
    declare_bars(by=officer, at=at, dossier=start(), stated=COMPLAINED)
    assert told_of(start("period.collective", cycle="2026-2030")) == ""


@pytest.fixture
def found(start, wait, send, specialist, at):
    """A person of whom the office found something."""
    row = wait(start("adhoc.individual", PERSON))
    send(row, knows_not_met=True)
    record_bars(by=specialist, at=at, dossier=row, stated=INSPECTED)
    return fresh(row)


@pytest.mark.parametrize(
    ("change", "is_told", "is_certain"),
    [
        ({}, True, True),
        ({"birth_year": None}, True, False),
        ({"birth_year": PERSON.birth_year + 1}, False, False),
        ({"name": "Phạm Yến"}, False, False),
    ],
)
def test_a_person_is_known_by_name_and_year_of_birth(found, start, change, is_told, is_certain):
    elsewhere = bar_elsewhere(fresh(start("annual.individual", replace(PERSON, **change))))
    assert (elsewhere is not None) is is_told
    assert bool(elsewhere and elsewhere.is_certain) is is_certain


def test_who_moved_to_another_unit_is_known_there_by_the_year_alone(found, start, customs):
    there = {"unit": customs, "cycle": "2026"}
    assert told_of(start("adhoc.individual", PERSON, **there)) == INSPECTED.words
    assert told_of(start("adhoc.individual", replace(PERSON, birth_year=None), **there)) == ""


def test_what_is_said_of_a_namesake_elsewhere_ends_nothing_of_the_person(
    found, start, customs, specialist, at
):
    """Name and year are the same, the unit is not: it is asked, and the answer is of that dossier alone."""
    namesake = received(start("adhoc.individual", PERSON, unit=customs), at)
    assert not bar_elsewhere(namesake).is_certain
    assert namesake.pk in barred_elsewhere(SentDossier.objects.all())

    record_bars(by=specialist, at=at, dossier=namesake, stated=Stated(words="Người khác trùng tên"))

    assert bar_elsewhere(fresh(namesake)) is None
    his = received(start("period.individual", PERSON, cycle="2026-2030"), at)
    assert told_of(his) == INSPECTED.words
    assert barred_elsewhere(SentDossier.objects.all()) == {his.pk}


def test_the_words_said_of_one_unit_are_not_put_into_the_dossier_of_another(
    found, start, customs, clear, specialist, at
):
    row = start("adhoc.individual", PERSON, unit=customs)
    Dossier.objects.filter(pk=row.pk).update(state=DossierState.RECEIVED)
    case = Case(fresh(clear(row, specialist)), specialist, at.date())
    assert case.bar_elsewhere
    assert page_of(case, {})["offered"]["bars"].initial == {
        "kind": BarKind.INSPECTION, "since": None, "seen": case.bar_elsewhere.said.pk,
    }  # fmt: skip


def test_nobody_lifts_a_bar_that_was_found_elsewhere_after_he_opened_the_page(
    sent, start, wait, send, clear, client, specialist, board, at
):
    other = wait(start("adhoc.collective", cycle="2027"))
    send(other, knows_not_met=True)
    other = fresh(other)
    client.force_login(clear(other, specialist) and specialist)
    seen = desk(client, other).context["offered"]["bars"].initial["seen"]
    record_bars(by=board, at=at, dossier=sent, stated=INSPECTED)

    act = reverse("appraising:act", args=[other.pk, "bars"])
    answer = client.post(act, {"seen": seen, "kind": "", "words": "Thanh tra trả lời: không có"})

    assert "đã có thêm nội dung. Tải lại trang" in words(answer)
    assert told_of(other) == INSPECTED.words
    seen = desk(client, other).context["offered"]["bars"].initial["seen"]
    for _press in range(2):
        assert client.post(act, {"seen": seen, "kind": "", "words": ENDED.words}).status_code == 302
    assert told_of(other) == ""


def test_it_stays_with_the_person_when_the_dossier_was_given_to_another(found, start, officer, head, at):
    recall(by=head, at=at, dossier=found)
    row, other = fresh(found), replace(PERSON, name="Phạm Yến")
    describe_subject(by=officer, at=at, dossier=row, subject=other, edition=row.edition)
    assert told_of(start("annual.individual", PERSON)) == INSPECTED.words
    assert told_of(start("annual.individual", other)) == ""


def test_the_page_of_appraisal_asks_as_much_whether_a_bar_stands_elsewhere_or_not(
    again, sent, clear, client, specialist
):
    client.force_login(clear(again, specialist) and specialist)
    desk(client, again)
    with CaptureQueriesContext(connection) as told:
        desk(client, again)
    sent.bar_statements.update(kind="")
    with CaptureQueriesContext(connection) as silent:
        desk(client, again)
    assert len(told) <= len(silent)

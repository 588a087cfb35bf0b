"""Who may not appraise and who speaks for which stage: own units, the office's own, relations (D07)."""

import pytest
from django.urls import reverse
from tests.appraising.test_pages import CLOSED, at_desk, do, said
from tests.dossiers.conftest import PERSON

from thidua.appraising.conflicts.models import ConflictStatement
from thidua.appraising.enums import Stage
from thidua.appraising.judging.models import Opinion
from thidua.appraising.queue import Queue, QueueState
from thidua.core.roles import Role
from thidua.dossiers.models import Dossier, UnitMinutes


@pytest.fixture(autouse=True)
def on_the_day(demo_day):
    return demo_day


@pytest.fixture
def of_office(make_unit, make_person, start, wait, at):
    """A discretionary dossier of Sở Nội vụ itself, sent."""
    from thidua.core.blocks import Block
    from thidua.dossiers.sending.seen import all_seen
    from thidua.dossiers.sending.services import send_filing
    from thidua.dossiers.sending.signing import name_letter
    from thidua.units.enums import UnitKind

    snv = make_unit("SNV", "Nội vụ", UnitKind.AGENCY, Block.SO, "Sở Nội vụ")
    clerk = make_person("canbo.snv", (Role.UNIT_OFFICER, snv), full_name="Đoàn Phương Chi")
    chief = make_person("giamdoc.snv", (Role.UNIT_HEAD, snv), full_name="Lương Quốc Việt")
    row = start("discretionary.individual", PERSON, by=clerk, unit=snv)
    wait(row, by=clerk)
    name_letter(by=chief, at=at, filing=row.filing, number="9/TTr-SNV", on=at.date())
    send_filing(by=chief, at=at, filing=row.filing, unit=snv, seen=all_seen(row.filing))
    return Dossier.objects.select_related("filing__unit").get(pk=row.pk)


def test_who_steps_aside_is_led_out_and_stays_out(client, received, specialist):
    at_desk(client, specialist, received)
    page = do(client, received, "conflict", is_recused="yes", reason="Vợ công tác tại phường")
    assert "không tham gia xét" in said(page)
    assert page.context["states"]  # the queue
    assert at_desk(client, specialist, received).status_code == CLOSED
    assert do(client, received, "findings-content").status_code == CLOSED
    assert ConflictStatement.objects.get().is_recused


def test_who_said_there_is_no_relation_can_still_step_aside(client, received, clear, specialist, make_person):
    at_desk(client, specialist, clear(received, specialist))
    assert "Tôi có quan hệ, xin rút" in at_desk(client, specialist, received).content.decode()
    page = do(client, received, "conflict", is_recused="yes", reason="")
    assert "Ghi lý do không tham gia" in said(page)
    assert page.context["offered"]["aside"].is_bound
    do(client, received, "conflict", is_recused="yes", reason="Con mới nhận việc tại phường")
    assert at_desk(client, specialist, received).status_code == CLOSED
    auditor = make_person("giamsat", Role.AUDITOR)
    assert "xin rút" not in at_desk(client, auditor, received).content.decode()


def test_the_reason_of_stepping_aside_is_for_leaders_only(
    client, received, clear, board, specialist, leader, make_person
):
    at_desk(client, specialist, received)
    do(client, received, "conflict", is_recused="yes", reason="Vợ công tác tại phường")
    auditor = make_person("giamsat", Role.AUDITOR)
    assert "Vợ công tác" in at_desk(client, leader, received).content.decode()
    page = at_desk(client, auditor, received).content.decode()
    assert "Khai không tham gia xét" in page
    assert "Vợ công tác" not in page


def test_nobody_appraises_the_own_unit_also_with_another_hat(client, received, make_person, unit, on_the_day):
    both = make_person("kiem", Role.EMULATION_BOARD, (Role.UNIT_OFFICER, unit))
    page = at_desk(client, both, received)
    assert page.status_code == CLOSED
    assert "hồ sơ của chính đơn vị bạn" in page.content.decode()
    client.get(reverse("appraising:queue"))
    assert Queue(both, on_the_day, "2026").counts()[QueueState.OUT] == 1


def test_case_20_the_office_opens_its_own_dossier_and_is_refused(
    client, of_office, specialist, standing_head
):
    for person in (specialist, standing_head):
        page = at_desk(client, person, of_office)
        assert page.status_code == CLOSED
        assert "không tự xét hồ sơ của mình" in page.content.decode()
        for name in ("conflict", "receive", "return", "findings-content", "opinion-content", "bars", "reuse"):
            assert do(client, of_office, name, is_recused="no").status_code == CLOSED
        client.force_login(person)
        assert client.get(reverse("appraising:queue")).context["mine"] == 0
    assert not ConflictStatement.objects.exists()


def test_the_offices_own_dossier_has_both_stages_by_the_board_and_a_leaders_opinion(
    client, of_office, board, leader, take, find, say, confirm
):
    take(of_office, by=board)
    confirm(of_office, board)
    find(of_office, Stage.CONTENT, board)
    say(of_office, Stage.CONTENT, board)
    find(of_office, Stage.PROCEDURE, board)
    say(of_office, Stage.PROCEDURE, board)
    at_desk(client, leader, of_office)
    page = do(client, of_office, "conflict", is_recused="no")
    text = page.content.decode()
    assert "Hồ sơ của cơ quan thường trực" in text
    assert text.count("Trịnh Hồng Vân") > 2  # the log of who did what
    do(client, of_office, "opinion-leader", say="agree")
    assert client.get(reverse("appraising:queue")).context["mine"] == 0


def test_nobody_speaks_for_another_stage_than_the_one_he_was_let_into(
    client, of_office, board, take, find, say, confirm, clear, make_person
):
    """A request that names the leader's stage at the board's address says nothing for the leader."""
    take(of_office, by=board)
    confirm(of_office, board)
    for stage in (Stage.CONTENT, Stage.PROCEDURE):
        find(of_office, stage, board)
        say(of_office, stage, board)
    other = make_person("ban.khac", Role.EMULATION_BOARD)
    clear(of_office, other)
    at_desk(client, other, of_office)

    do(client, of_office, "opinion-content", stage="leader", say="agree")
    do(client, of_office, "opinion-leader", stage="leader", say="agree")

    assert not Opinion.objects.filter(stage=Stage.LEADER).exists()


def test_minutes_that_were_not_sent_are_for_the_unit_alone(client, received, specialist, officer, clear):
    clear(received, specialist)
    held = received.filing.minutes.get()
    later = UnitMinutes.objects.get(pk=held.pk)
    later.pk = None
    later.save()
    names = {
        one: reverse("dossiers:minutes_file", args=[received.filing_id, one.pk, "docx"])
        for one in (held, later)
    }

    def answers(person):
        client.force_login(person)
        return [client.get(names[one]).status_code for one in (held, later)]

    assert answers(specialist) == [200, 404]
    assert answers(officer) == [200, 200]


def test_the_pages_of_dossiers_are_no_way_round_the_statement(client, received, specialist, clear):
    client.force_login(specialist)
    held = received.filing.minutes.get()
    papers = reverse("dossiers:minutes_file", args=[received.filing_id, held.pk, "docx"])
    assert client.get(papers).status_code == CLOSED
    clear(received, specialist)
    assert client.get(papers).status_code != CLOSED
    do(client, received, "conflict", is_recused="yes", reason="Vợ công tác tại phường")
    assert client.get(papers).status_code == CLOSED

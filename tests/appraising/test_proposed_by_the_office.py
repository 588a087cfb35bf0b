"""What the standing office proposes itself (III.2.1.2.b.2): the board appraises, then a leader (D07, B27)."""

import pytest
from django.urls import reverse
from tests.appraising.test_pages import CLOSED, at_desk, do, findings_of
from tests.dossiers.conftest import PERSON

from thidua.appraising.enums import Stage
from thidua.appraising.queue import Queue, QueueState
from thidua.appraising.selectors import appraisal_of, appraisals_of
from thidua.core.roles import Role
from thidua.dossiers.bars.services import Stated, record_bars
from thidua.dossiers.enums import BarKind, DossierState, Proposer
from thidua.dossiers.models import Dossier
from thidua.dossiers.sending.seen import all_seen, own_seen
from thidua.dossiers.sending.services import send_filing
from thidua.dossiers.sending.signing import name_letter
from thidua.dossiers.services import start_dossier
from thidua.units.models import Unit

ACTS = ("receive", "late", "return", "bars", "findings-content", "opinion-content", "reuse", "spread")


@pytest.fixture(autouse=True)
def on_the_day(demo_day):
    return demo_day


@pytest.fixture
def proposed(customs, specialist, standing_head, wait, at):
    """A vertical agency put forward by the office: written by the specialist, signed by the head."""
    row = start_dossier(
        by=specialist, at=at, unit=customs, cycle="2026", award_id="discretionary.collective",
        proposer=Proposer.OFFICE,
    )  # fmt: skip
    row = wait(row, by=specialist)
    send_filing(
        by=standing_head, at=at, filing=row.filing, unit=customs, seen=own_seen(row), proposer=Proposer.OFFICE
    )
    return Dossier.objects.select_related("filing__unit").get(pk=row.pk)


def test_who_wrote_and_who_signed_it_neither_take_it_in_nor_judge_it(
    client, proposed, clear, specialist, standing_head, on_the_day
):
    clear(proposed, specialist, standing_head)
    for person in (specialist, standing_head):
        page = at_desk(client, person, proposed)
        assert "Hồ sơ do cơ quan thường trực đề xuất" in page.content.decode()
        assert set(page.context["offered"]) == {"aside"}
        for name in ACTS:
            refused = do(client, proposed, name)
            assert refused.status_code == CLOSED, name
            assert "tự đề xuất hồ sơ này, nên không tự xét" in refused.content.decode()
        assert client.get(reverse("appraising:filing", args=[proposed.filing_id])).status_code == CLOSED
        assert Queue(person, on_the_day, "2026").counts() == {QueueState.OTHER: 1}
    assert Dossier.objects.get(pk=proposed.pk).state == DossierState.SENT


def test_the_hat_of_the_board_does_not_help_who_is_of_the_office_too(
    client, proposed, clear, make_person, on_the_day
):
    both = make_person("kiem", Role.EMULATION_BOARD, Role.STANDING_SPECIALIST)
    clear(proposed, both)
    at_desk(client, both, proposed)
    assert do(client, proposed, "return", results="Thiếu").status_code == CLOSED
    assert Queue(both, on_the_day, "2026").counts().mine == 0


def test_the_board_takes_it_in_and_does_both_stages_then_a_leader_says(
    client, proposed, clear, board, leader, specialist, on_the_day
):
    clear(proposed, board, specialist)
    assert Queue(board, on_the_day, "2026").counts() == {QueueState.INTAKE: 1}
    client.force_login(board)
    client.post(reverse("appraising:filing", args=[proposed.filing_id]), {"ho-so": [proposed.pk]})
    assert Dossier.objects.get(pk=proposed.pk).state == DossierState.RECEIVED
    do(client, proposed, "bars", words="Đã hỏi Thanh tra thành phố")
    for stage in (Stage.CONTENT, Stage.PROCEDURE):
        page = at_desk(client, board, proposed)
        do(client, proposed, f"findings-{stage}", **findings_of(page, stage))
        do(client, proposed, f"opinion-{stage}", say="agree", words="Đủ")
    assert not appraisal_of(proposed).is_done
    assert not appraisals_of("2026")[proposed.pk].is_done
    assert "Bạn có quan hệ với đơn vị này không?" in at_desk(client, leader, proposed).content.decode()
    do(client, proposed, "conflict", is_recused="no")
    do(client, proposed, "opinion-leader", say="agree")
    assert appraisal_of(proposed).is_done
    assert "Trịnh Hồng Vân" in at_desk(client, specialist, proposed).content.decode()


def test_a_unit_s_own_dossier_in_the_same_filing_stays_with_the_office(
    client, proposed, clear, start, wait, customs, make_person, specialist, board, at
):
    row = Unit.objects.get(pk=customs.id)
    clerk = make_person("canbo.hq", (Role.UNIT_OFFICER, row))
    chief = make_person("truong.hq", (Role.UNIT_HEAD, row))
    own = wait(start("discretionary.individual", PERSON, by=clerk, unit=customs), by=clerk)
    name_letter(by=chief, at=at, filing=own.filing, number="2/TTr", on=at.date())
    send_filing(by=chief, at=at, filing=own.filing, unit=customs, seen=all_seen(own.filing))
    clear(proposed, specialist, board)
    url = reverse("appraising:filing", args=[proposed.filing_id])
    for person, theirs in ((specialist, own), (board, proposed)):
        client.force_login(person)
        assert [one.row.pk for one in client.get(url).context["waiting"]] == [theirs.pk]


def test_the_unit_that_did_not_propose_it_reads_nothing_of_bars(
    client, proposed, clear, board, customs, standing_head, make_person, at
):
    record_bars(by=board, at=at, dossier=proposed, stated=Stated(BarKind.COMPLAINT, "Đơn ngày 12/02/2027"))
    clear(proposed, board, standing_head)
    page = reverse("dossiers:dossier", args=[proposed.pk])
    accused = make_person("haiquan", (Role.UNIT_HEAD, customs))
    for person, may_know in ((accused, False), (board, True), (standing_head, True)):
        client.force_login(person)
        shown = client.get(page, follow=True).content.decode()
        assert proposed.code in shown
        assert ("Đơn ngày 12/02/2027" in shown) is may_know, person
        assert ("tạm dừng" in shown.lower()) is may_know, person

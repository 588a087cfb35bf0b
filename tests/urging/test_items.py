"""What is owed beside the yearly report: guidance to be received, remedies after an inspection; and where."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from tests.urging.conftest import AN_LAO, HONG_BANG, TUESDAY, later

from thidua.foundation.notify.models import Notification
from thidua.reports.enums import ReportState
from thidua.steering.guidance.models import GuidanceDocument, GuidanceReceipt
from thidua.steering.selectors import Remedy
from thidua.urging import items
from thidua.urging.board import board_on
from thidua.urging.letter import paper_of
from thidua.urging.models import Stage, UrgingLetter
from thidua.urging.services import draw_letter, remind_by_clock, remind_now


@pytest.fixture
def document(specialist, city):
    """document("01/HD", HONG_BANG) → published, waiting for these units."""

    def publish(number: str, *codes: str) -> GuidanceDocument:
        made = GuidanceDocument.objects.create(
            number=number,
            issued_on=date(2026, 11, 2),
            subject="Hướng dẫn",
            scope="chosen",
            drafted_by=specialist,
            drafted_at=TUESDAY,
            published_by=specialist,
            published_at=TUESDAY,
        )
        GuidanceReceipt.objects.bulk_create(
            GuidanceReceipt(document=made, unit_id=city[code].pk) for code in codes
        )
        return made

    return publish


@pytest.fixture
def remedies(monkeypatch, city):
    """remedies((AN_LAO, date, is_answered)): what inspections ask for."""

    def ask(*asked):
        found = [
            Remedy(n, city[code].pk, "Niêm yết lại", due, TUESDAY, None, answered, False, f"/khac-phuc/{n}/")
            for n, (code, due, answered) in enumerate(asked, 1)
        ]
        monkeypatch.setattr(items, "open_remedies", lambda _on: found)

    return ask


def cell(code: str, item: str, at=TUESDAY):
    board = board_on(2026, at)
    return next(line for line in board.lines if line.unit.code == code).cell(item)


def page_of(code: str, item: str) -> str:
    line = next(line for line in board_on(2026, TUESDAY).lines if line.unit.code == code)
    return line.cell(item).item.page(line.unit)


def test_guidance_is_owed_by_the_units_that_have_not_answered_and_by_nobody_else(standing, document):
    assert board_on(2026, TUESDAY).item("guidance") is None
    document("01/HD", HONG_BANG)

    assert not cell(HONG_BANG, "guidance").is_done
    assert cell(AN_LAO, "guidance").is_done
    assert board_on(2025, TUESDAY).item("guidance") is None


def test_one_document_leads_to_itself_and_several_to_the_list(standing, document):
    first = document("01/HD", HONG_BANG)
    assert page_of(HONG_BANG, "guidance") == reverse("steering:guidance", args=[first.pk])
    document("02/HD", HONG_BANG)
    assert page_of(HONG_BANG, "guidance") == reverse("steering:guidance_list")


def test_a_remedy_is_owed_until_the_unit_has_answered_and_never_late_but_past_its_day(standing, remedies):
    remedies((AN_LAO, date(2026, 11, 20), False), (HONG_BANG, date(2026, 11, 20), True))

    assert cell(AN_LAO, "remedies").is_past_day
    assert not cell(AN_LAO, "remedies").is_late, "the plan sets no such day"
    assert cell(HONG_BANG, "remedies").is_done, "what is answered waits for the office"
    assert page_of(AN_LAO, "remedies") == "/khac-phuc/1/"


def test_remedies_are_reminded_by_the_day_of_each_unit(standing, remedies, staff):
    remedies((AN_LAO, later(27).date(), False))
    runs = {run.item: run for run in remind_by_clock(at=TUESDAY)}

    assert runs["remedies"].stage == Stage.THREE_DAYS
    (row,) = Notification.objects.filter(key__contains="remedies")
    assert (row.user, row.url) == (staff["anlao"], "/khac-phuc/1/")
    assert "theo kết luận kiểm tra" in row.body


def test_a_reminder_leads_to_where_the_thing_is_done(standing, staff, city):
    remind_by_clock(at=TUESDAY)
    assert Notification.objects.get(user=staff["anlao"]).url == reverse("reports:list") + "?nam=2026"
    assert page_of(AN_LAO, "plan") == reverse("unit_plans:plan", args=[AN_LAO, 2026])


def test_a_report_that_was_begun_is_opened_itself(standing, city, monkeypatch):
    standing(AN_LAO, ReportState.DRAFT)
    states = items.report_states(2026, TUESDAY)
    begun = {pk: items.ReportStanding(pk, one.state, report_id=77) for pk, one in states.items()}
    monkeypatch.setattr(items, "report_states", lambda _year, _at: begun)

    assert page_of(AN_LAO, "report") == reverse("reports:report", args=[77])


def test_letters_about_guidance_and_remedies_have_their_own_words(
    standing, document, remedies, specialist, city
):
    document("01/HD", HONG_BANG)
    remedies((HONG_BANG, TUESDAY.date() - timedelta(days=1), False))
    for item, words in (("guidance", "xác nhận đã nhận văn bản"), ("remedies", "khắc phục sau kiểm tra")):
        letter: UrgingLetter = draw_letter(
            by=specialist,
            at=TUESDAY,
            year=2026,
            item_code=item,
            unit_ids=[city[HONG_BANG].pk],
            answer_by=TUESDAY.date(),
            is_per_unit=False,
        )
        paper = paper_of(letter, letter.lines, is_demo=False)
        assert words in paper.subject
        assert paper.body[-1].text.endswith("./.")


def test_guidance_is_reminded_by_hand(standing, document, specialist, staff, city):
    made = document("01/HD", HONG_BANG)
    asked = {"by": specialist, "at": TUESDAY, "year": 2026, "item_code": "guidance", "token": "a"}
    run = remind_now(**asked, unit_ids=[city[HONG_BANG].pk, city[AN_LAO].pk])

    assert run.unit_ids == [city[HONG_BANG].pk]
    assert set(Notification.objects.values_list("url", flat=True)) == {
        reverse("steering:guidance", args=[made.pk])
    }

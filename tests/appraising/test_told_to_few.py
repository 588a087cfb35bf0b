"""What bars somebody is read by those who must know; a pause is seen at once, however far the dossier is."""

import pytest
from django.urls import reverse
from tests.appraising.conftest import pins_of, questions
from tests.dossiers.conftest import PERSON, scan

from thidua.appraising.enums import Outcome, Stage
from thidua.appraising.judging.services import NewFinding, note_findings
from thidua.appraising.queue import Queue, QueueState
from thidua.core.roles import Role
from thidua.dossiers.bars.services import Stated, record_bars
from thidua.dossiers.evidence.services import add_file
from thidua.dossiers.models import Dossier
from thidua.dossiers.parts import BARS
from thidua.dossiers.sending.afterwards import return_dossier
from thidua.dossiers.sending.signing import hand_over
from thidua.foundation.audit.models import AuditEvent
from thidua.foundation.notify.models import Notification

pytestmark = pytest.mark.usefixtures("demo_day")
SAID = "Còn vụ việc đang được thanh tra, chưa có kết luận"


def test_what_was_noted_of_the_units_word_on_bars_is_not_read_by_all(
    content_done, board, clear, client, make_person, at
):
    pin = next(one for one in pins_of(content_done, at.date()) if one.value == "part:facts")
    about = next(one for one in questions(content_done, Stage.PROCEDURE, at.date()) if one.key == "item:bars")
    new = [NewFinding(about, Outcome.UNCLEAR, SAID, pin, None)]
    note_findings(by=board, at=at, dossier=content_done, stage=Stage.PROCEDURE, findings=new)

    clear(content_done, board)

    def read_by(person):
        client.force_login(person)
        return client.get(reverse("appraising:dossier", args=[content_done.pk])).content.decode()

    assert SAID in read_by(board)
    assert SAID not in read_by(make_person("giamsat", Role.AUDITOR))
    # Nor does the trail say how it was answered, which the auditor and the technical administrator read.
    assert AuditEvent.objects.filter(action="appraising.findings_noted").latest("pk").after["findings"] == {}


def test_a_finding_pinned_to_a_file_about_bars_names_that_file_to_those_alone_who_may_know(
    start, fill, send, take, officer, specialist, board, clear, client, make_person, at
):
    row = fill(start("adhoc.individual", PERSON))
    add_file(by=officer, at=at, dossier=row, item=BARS, upload=scan("Thông báo thanh tra 77"))
    hand_over(by=officer, at=at, dossier=row)
    send(row, knows_not_met=True)
    row = take(Dossier.objects.get(pk=row.pk))
    pin = next(one for one in pins_of(row, at.date()) if one.file and one.file.is_about_bars)
    about = next(one for one in questions(row, Stage.CONTENT, at.date()) if one.key != "item:bars")
    new = [NewFinding(about, Outcome.HOLDS, "Đã xem", pin, None)]
    note_findings(by=specialist, at=at, dossier=row, stage=Stage.CONTENT, findings=new)
    clear(row, board, specialist)

    for person, may_know in ((board, True), (make_person("giamsat", Role.AUDITOR), False)):
        client.force_login(person)
        shown = client.get(reverse("appraising:dossier", args=[row.pk])).content.decode()
        assert "Đã xem" in shown
        assert ("thanh tra 77" in shown) is may_know
        assert (reverse("appraising:file", args=[pin.file.pk]) in shown) is may_know


def test_the_reason_about_bars_is_on_the_page_and_in_no_message(sent, specialist, at):
    return_dossier(by=specialist, at=at, dossier=sent, reasons={BARS: SAID, "results": "Nêu nguồn"})
    told = "\n".join(Notification.objects.filter(kind="dossiers.returned").values_list("body", flat=True))
    assert "Nêu nguồn" in told
    assert SAID not in told
    assert "xem lý do ở trang hồ sơ." in told


def test_a_bar_found_after_all_opinions_pauses_too(content_done, find, say, confirm, board, specialist, at):
    confirm(content_done, specialist)
    find(content_done, Stage.PROCEDURE, board)
    say(content_done, Stage.PROCEDURE, board)
    assert Queue(specialist, at.date(), "2026").counts() == {QueueState.DONE: 1}
    record_bars(
        by=specialist, at=at, dossier=content_done, stated=Stated("inspection", "TB 12/TTr", at.date())
    )
    assert Queue(specialist, at.date(), "2026").counts() == {QueueState.PAUSED: 1}

"""A recognition put right: who may, what the rules read then, what stays of before, when it is too late."""

from datetime import date

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from tests.dossiers.conftest import scan
from tests.some_pdf import some_pdf

from thidua.core.text import format_date
from thidua.foundation import revision
from thidua.foundation.audit.models import AuditEvent
from thidua.foundation.notify.models import Notification
from thidua.initiatives.enums import Level, RecognitionState, Standing
from thidua.initiatives.errors import InitiativeRefused
from thidua.initiatives.ledger.services import NewUse, note_uses
from thidua.initiatives.models import Initiative, Recognition
from thidua.initiatives.papers import papers_of
from thidua.initiatives.recognition.putting_right import Correction, correct
from thidua.initiatives.recognition.services import Ruling, note_recognition, receive
from thidua.initiatives.selectors import known_initiatives, standings

WRONG, RIGHT = date(2025, 5, 4), date(2026, 5, 4)
CITY = Ruling("99/QĐ-UBND", date(2026, 3, 1), "Chủ tịch UBND thành phố")


@pytest.fixture
def row(enter):
    """Recognised in the wrong year, as a list said."""
    return enter(recognised_on=WRONG, recognition_decision="12/QĐ-UBND", certificate="05/GCN")


@pytest.fixture
def put_right(row, head, at):
    """put_right(on=…) → the decision as it stands then."""

    def act(*, reason="Gõ nhầm năm", level=Level.BASE, right_level=None, file=None, **change):
        return correct(
            by=head,
            at=at,
            initiative=row,
            level=level,
            correction=Correction(level=right_level, **change),
            reason=reason,
            file=file,
        )

    return act


def test_the_day_is_put_right_and_the_rules_read_it(row, put_right, head):
    before = revision.current()

    found = put_right(on=RIGHT)

    assert (found.decided_on, found.decision, found.certificate) == (RIGHT, "12/QĐ-UBND", "05/GCN")
    assert known_initiatives()[0].recognised == RIGHT
    assert revision.current() != before
    kept = Recognition.objects.get(state=RecognitionState.CORRECTED)
    assert (kept.decided_on, kept.reason, kept.recorded_by) == (WRONG, "Gõ nhầm năm", None)
    assert papers_of(row).decisions == (found,)
    assert standings([Initiative.objects.get(pk=row.pk)])[row.pk] == Standing.RECOGNISED
    event = AuditEvent.objects.order_by("sequence").last()
    assert (event.action, event.note, event.actor_id) == (
        "initiatives.recognition_corrected",
        "Gõ nhầm năm",
        head.pk,
    )
    assert (event.before["decided_on"], event.after["decided_on"]) == ("2025-05-04", "2026-05-04")


def test_a_wrong_scan_is_replaced_and_kept(put_right):
    first, second = scan("quyet-dinh-sai"), scan("quyet-dinh-dung")
    put_right(file=first)
    found = put_right(file=second, reason="Chụp nhầm trang")
    assert found.file.sha256 == second.sha256
    kept = Recognition.objects.filter(state=RecognitionState.CORRECTED).order_by("pk").last()
    assert kept.file.sha256 == first.sha256


def test_the_initiative_follows_its_first_recognition_of_any_level(row, put_right, head, at):
    note_recognition(by=head, at=at, initiative=row, level=Level.CITY, ruling=CITY)
    put_right(on=RIGHT, number="13/QĐ-UBND")
    row.refresh_from_db()
    assert (row.recognised_on, row.recognition_decision) == (CITY.on, CITY.number)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"on": RIGHT, "reason": " "}, "Ghi lý do đính chính"),
        ({}, "Chưa có gì khác"),
        ({"number": "12/QĐ-UBND"}, "Chưa có gì khác"),
        ({"on": date(2030, 1, 1)}, "chưa tới"),
        ({"on": RIGHT, "level": Level.CITY}, "chưa được công nhận ở cấp này"),
    ],
)
def test_what_is_no_correction_is_refused(put_right, change, words):
    with pytest.raises(InitiativeRefused, match=words):
        put_right(**change)
    assert Recognition.objects.count() == 1


def test_a_level_recognises_once_after_a_correction_too(row, put_right, officer, at):
    put_right(on=RIGHT)
    with pytest.raises(InitiativeRefused, match="không công nhận hai lần"):
        receive(by=officer, at=at, initiative=row, on=RIGHT)


def test_once_an_award_was_decided_on_it_only_the_office_can_help(row, put_right, monkeypatch, at):
    number = "2026/10888/01"
    note_uses(by=None, at=at, uses=[NewUse(row.pk, "annual.collective", "2026", number)])
    put_right(on=RIGHT)  # sent, not decided
    monkeypatch.setattr(
        "thidua.initiatives.ledger.decided._sources", lambda: (lambda pk: {number, "2026/10888/02"},)
    )
    with pytest.raises(InitiativeRefused, match=r"hồ sơ 2026/10888/01\).*cơ quan thường trực"):
        put_right(on=date(2026, 5, 5))


class TestTheLevel:
    """A decision was noted at another level than the one that made it."""

    def test_it_moves_with_its_reason_and_what_was_said_stays(self, row, put_right):
        found = put_right(level=Level.BASE, right_level=Level.CITY, body=CITY.body, reason="Ghi nhầm cấp")
        assert (found.level, found.body, found.decision) == (Level.CITY, CITY.body, "12/QĐ-UBND")
        kept = Recognition.objects.get(state=RecognitionState.CORRECTED)
        assert (kept.level, kept.reason) == (Level.BASE, "Ghi nhầm cấp")
        event = AuditEvent.objects.order_by("sequence").last()
        assert (event.before["level"], event.after["level"]) == ("co_so", "thanh_pho")
        back = put_right(level=Level.CITY, right_level=Level.BASE, reason="Đọc lại quyết định")
        assert (back.level, back.body) == (Level.BASE, "")

    def test_above_the_unit_somebody_decided(self, row, put_right):
        with pytest.raises(InitiativeRefused, match="Ghi nơi ra quyết định"):
            put_right(right_level=Level.CITY)

    def test_a_level_that_is_taken_is_refused(self, row, put_right, head, at):
        note_recognition(by=head, at=at, initiative=row, level=Level.CITY, ruling=CITY)
        with pytest.raises(InitiativeRefused, match="đã được công nhận ở cấp đó"):
            put_right(right_level=Level.CITY, body=CITY.body)

    def test_what_the_units_own_council_decided_is_of_the_unit(self, row, put_right):
        row.recognitions.update(receipt="01/BN-SK-10888")
        with pytest.raises(InitiativeRefused, match=r"01/BN-SK-10888.*Ghi quyết định đã có trên giấy"):
            put_right(right_level=Level.CITY, body=CITY.body)

    def test_those_who_handle_dossiers_that_stand_on_it_are_told(
        self, row, put_right, specialist, officer, at
    ):
        put_right(on=RIGHT)
        assert not Notification.objects.exists()  # nothing stands on it
        note_uses(by=None, at=at, uses=[NewUse(row.pk, "annual.collective", "2026", "2026/10888/01")])
        put_right(right_level=Level.CITY, body=CITY.body, reason="Ghi nhầm cấp")
        told = Notification.objects.get(user=specialist)
        assert "Nay: 12/QĐ-UBND, Cấp thành phố. Đang dùng cho: 2026/10888/01. Lý do: Ghi nhầm" in told.body
        assert not Notification.objects.filter(user=officer).exists()

    @pytest.mark.usefixtures("demo_day")
    def test_the_head_moves_it_on_the_page(self, row, head, client):
        client.force_login(head)
        address = reverse("initiatives:act", args=[row.pk, "correct"])
        said = {"level": "co_so", "right_level": "thanh_pho", "body": CITY.body, "reason": "Ghi nhầm cấp"}
        assert client.post(address, said).status_code == 302
        page = client.get(row_page(row)).content.decode()
        assert "<strong>Cấp thành phố</strong>: đã công nhận" in page
        assert "<strong>Cấp cơ sở (đơn vị)</strong>: bản ghi trước khi đính chính" in page


@pytest.mark.usefixtures("demo_day")
def test_the_head_corrects_on_the_page(row, head, officer, client):
    address = reverse("initiatives:act", args=[row.pk, "correct"])
    said = {"level": "co_so", "on": "04/05/2026", "reason": "Gõ nhầm năm"}
    client.force_login(officer)
    assert client.post(address, said).status_code == 403
    client.force_login(head)
    assert "Đính chính quyết định công nhận" in client.get(row_page(row)).content.decode()
    assert client.post(address, said).status_code == 302
    page = client.get(row_page(row)).content.decode()
    assert f"Quyết định 12/QĐ-UBND, ngày {format_date(RIGHT)}" in page
    assert "Vì sao đính chính: Gõ nhầm năm" in page
    upload = said | {"on": "", "file": ContentFile(some_pdf(), name="qd.pdf")}
    assert client.post(address, upload).status_code == 302
    assert "qd.pdf" in client.get(row_page(row)).content.decode()


def row_page(row):
    return reverse("initiatives:one", args=[row.pk])

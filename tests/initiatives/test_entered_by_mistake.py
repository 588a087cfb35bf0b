"""What was entered of the wrong initiative, or with a wrong first day of use, is taken back by the head."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils.translation import override
from tests.dossiers.conftest import scan
from tests.page_text import words

from thidua.foundation.audit.models import AuditEvent
from thidua.foundation.notify.models import Notification
from thidua.initiatives.enums import Level, RecognitionState, Standing
from thidua.initiatives.errors import InitiativeRefused
from thidua.initiatives.ledger.services import NewUse, note_uses
from thidua.initiatives.models import Initiative, Recognition
from thidua.initiatives.papers import papers_of
from thidua.initiatives.proofs.services import add_proof, correct_first_day, remove_proof
from thidua.initiatives.recognition.putting_right import strike, strike_application
from thidua.initiatives.recognition.services import (
    Council,
    Ruling,
    lay_before_council,
    note_recognition,
    receive,
    recognise,
)
from thidua.initiatives.selectors import Asked, asked_for, known_initiatives, standings
from thidua.initiatives.todo import tasks_for

LISTED, CITY = date(2026, 1, 1), Ruling("99/QĐ-UBND", date(2026, 6, 1), "Chủ tịch UBND thành phố")
NUMBER = "2026/10888/01"


@pytest.fixture
def row(enter):
    return enter(
        recognised_on=date(2026, 5, 4), recognition_decision="12/QĐ-UBND", certificate="05/GCN",
        applied_on=LISTED,
    )  # fmt: skip


@pytest.fixture
def decided(row, monkeypatch, at):
    """An award was decided on it."""
    note_uses(by=None, at=at, uses=[NewUse(row.pk, "annual.collective", "2026", NUMBER)])
    monkeypatch.setattr("thidua.initiatives.ledger.decided._sources", lambda: (lambda pk: {NUMBER},))


class TestRecognition:
    @pytest.fixture
    def take_back(self, row, head, at):
        def act(level=Level.BASE, reason="Quyết định 12 công nhận sáng kiến khác", initiative=row):
            return strike(by=head, at=at, initiative=initiative, level=level, reason=reason)

        return act

    def test_it_counts_no_longer_and_stays_readable(self, row, take_back, head):
        found = take_back()

        row.refresh_from_db()
        assert (row.recognised_on, row.recognition_decision) == (None, "")
        assert known_initiatives()[0].recognised is None
        assert papers_of(row).decisions == ()
        assert (found.state, found.decision, found.reason) == (
            RecognitionState.STRUCK, "12/QĐ-UBND", "Quyết định 12 công nhận sáng kiến khác",
        )  # fmt: skip
        event = AuditEvent.objects.order_by("sequence").last()
        assert (event.action, event.actor_id, event.before["decision"]) == (
            "initiatives.recognition_struck", head.pk, "12/QĐ-UBND",
        )  # fmt: skip

    def test_the_level_is_free_again(self, row, take_back, head, at):
        take_back()
        assert standings([Initiative.objects.get(pk=row.pk)])[row.pk] == Standing.LISTED
        found = note_recognition(
            by=head, at=at, initiative=row, level=Level.BASE, ruling=Ruling("21/QĐ-UBND", date(2026, 7, 1))
        )
        row.refresh_from_db()
        assert (row.recognised_on, found.state) == (date(2026, 7, 1), RecognitionState.RECOGNISED)
        take_back()
        assert row.recognitions.filter(state=RecognitionState.STRUCK).count() == 2

    def test_an_application_that_the_council_considered_waits_for_its_answer_again(
        self, listed, officer, head, paper, take_back, at
    ):
        mine = listed()
        receive(by=officer, at=at, initiative=mine, on=date(2027, 1, 4))
        council = Council(date(2027, 2, 1), members=7, present=6, agreed=5)
        lay_before_council(by=officer, at=at, initiative=mine, council=council, minutes=paper("bien-ban.pdf"))
        ruling = Ruling("12/QĐ-UBND", date(2027, 2, 10), certificate="05/GCN")
        recognise(by=head, at=at, initiative=mine, ruling=ruling, file=paper())

        struck = take_back(initiative=mine)

        assert (struck.state, struck.decision, struck.certificate) == (
            RecognitionState.STRUCK, "12/QĐ-UBND", "05/GCN",
        )  # fmt: skip
        waits = mine.recognitions.get(state=RecognitionState.MET)
        assert (waits.receipt, waits.answer_by, waits.agreed, waits.decision) == (
            "01/BN-SK-10888", date(2027, 4, 4), 5, "",
        )  # fmt: skip
        assert (waits.minutes.name, waits.file, struck.file.name) == ("bien-ban.pdf", None, "giay-to.pdf")
        mine.refresh_from_db()
        assert (mine.recognised_on, standings([mine])[mine.pk]) == (None, Standing.CONSIDERED)
        assert [(one.action, one.due) for one in tasks_for(head, at)] == [
            ("Ghi quyết định công nhận hoặc không công nhận", date(2027, 4, 4))
        ]
        recognise(by=head, at=at, initiative=mine, ruling=Ruling("21/QĐ-UBND", ruling.on), file=paper())
        receive(by=officer, at=at, initiative=listed(title="Số hóa hộ tịch"), on=date(2027, 2, 11))
        assert Recognition.objects.get(state=RecognitionState.RECEIVED).receipt == "02/BN-SK-10888"

    def test_another_level_stands(self, row, take_back, head, at):
        note_recognition(by=head, at=at, initiative=row, level=Level.CITY, ruling=CITY)
        take_back()
        row.refresh_from_db()
        assert (row.recognised_on, row.recognition_decision) == (CITY.on, CITY.number)

    def test_what_was_refused_before_stays_refused_in_list_and_page(self, row, take_back):
        row.recognitions.create(
            level=Level.BASE, state=RecognitionState.REFUSED, decided_on=LISTED, reason="Chưa mới",
            recorded_at=row.registered_at,
        )  # fmt: skip
        take_back()
        row.refresh_from_db()
        assert standings([row])[row.pk] == Standing.REFUSED
        assert row in asked_for(Initiative.objects.all(), Asked(standing=Standing.REFUSED))

    def test_it_needs_a_reason_and_something_to_take_back(self, take_back):
        with pytest.raises(InitiativeRefused, match="Ghi lý do bỏ"):
            take_back(reason=" ")
        with pytest.raises(InitiativeRefused, match="không có gì để bỏ"):
            take_back(level=Level.CITY)

    @pytest.mark.usefixtures("decided")
    def test_once_an_award_was_decided_on_it_only_the_office_can_help(self, take_back):
        with pytest.raises(InitiativeRefused, match="cơ quan thường trực"):
            take_back()

    def test_those_who_handle_dossiers_that_stand_on_it_are_told(self, row, take_back, specialist, at):
        note_uses(by=None, at=at, uses=[NewUse(row.pk, "annual.collective", "2026", NUMBER)])
        take_back()
        told = Notification.objects.get(user=specialist)
        assert f"Đã bỏ: 12/QĐ-UBND, Cấp cơ sở (đơn vị). Đang dùng cho: {NUMBER}." in told.body


class TestApplication:
    """An open application with a mistyped day, or the minutes of another meeting."""

    def test_it_is_taken_back_and_received_again(self, listed, officer, head, paper, client, at):
        mine = listed(title="Số hóa hộ tịch")
        receive(by=officer, at=at, initiative=mine, on=date(2027, 1, 4))
        council = Council(date(2027, 1, 20), 9, 8, 7)
        lay_before_council(by=officer, at=at, initiative=mine, council=council, minutes=paper())

        found = strike_application(by=head, at=at, initiative=mine, reason="Đơn nhận ngày 11/02")

        assert (found.state, found.receipt) == (RecognitionState.STRUCK, "01/BN-SK-10888")
        assert standings([mine])[mine.pk] == Standing.LISTED
        event = AuditEvent.objects.order_by("sequence").last()
        assert (event.action, event.before["receipt"], event.note) == (
            "initiatives.application_struck", "01/BN-SK-10888", "Đơn nhận ngày 11/02",
        )  # fmt: skip
        again = receive(by=officer, at=at, initiative=mine, on=date(2027, 2, 11))
        assert (again.receipt, again.answer_by) == ("02/BN-SK-10888", date(2027, 5, 11))

    @pytest.mark.usefixtures("demo_day")
    def test_the_receipt_names_none_that_was_taken_back(self, listed, officer, head, client, at):
        mine = listed(title="Số hóa hộ tịch")
        client.force_login(officer)

        def printed():
            return words(client.get(reverse("initiatives:receipt", args=[mine.pk])))

        receive(by=officer, at=at, initiative=mine, on=date(2027, 1, 4))
        assert "01/BN-SK-10888, nhận ngày 04/01/2027" in printed()
        strike_application(by=head, at=at, initiative=mine, reason="Đơn nhận ngày 11/02")
        assert not any(told in printed() for told in ("BN-SK", "Phải trả lời"))
        receive(by=officer, at=at, initiative=mine, on=date(2027, 2, 11))
        assert "02/BN-SK-10888, nhận ngày 11/02/2027" in printed()

    def test_it_needs_a_reason_and_an_open_application(self, row, listed, officer, head, at):
        with pytest.raises(InitiativeRefused, match="không có đơn nào"):
            strike_application(by=head, at=at, initiative=row, reason="Nhầm")
        mine = listed(title="Số hóa hộ tịch")
        receive(by=officer, at=at, initiative=mine, on=date(2027, 1, 4))
        with pytest.raises(InitiativeRefused, match="Ghi lý do bỏ"):
            strike_application(by=head, at=at, initiative=mine, reason=" ")

    @pytest.mark.usefixtures("demo_day")
    def test_the_head_does_it_on_the_page(self, listed, officer, head, client, at):
        mine = listed(title="Số hóa hộ tịch")
        receive(by=officer, at=at, initiative=mine, on=date(2027, 1, 4))
        client.force_login(head)
        address = reverse("initiatives:act", args=[mine.pk, "restart"])
        assert client.post(address, {"reason": "Gõ nhầm ngày nhận"}).status_code == 302
        page = client.get(reverse("initiatives:one", args=[mine.pk])).content.decode()
        assert "đã bỏ, ghi nhầm" in page
        assert "Vì sao bỏ: Gõ nhầm ngày nhận" in page
        assert "Nhận đơn công nhận cấp cơ sở" in page

    @pytest.mark.usefixtures("demo_day")
    def test_who_comes_second_keeps_what_he_typed(self, listed, officer, head, client, at):
        mine = listed(title="Số hóa hộ tịch")
        receive(by=officer, at=at, initiative=mine, on=date(2027, 1, 4))
        strike_application(by=head, at=at, initiative=mine, reason="Nhầm")
        client.force_login(head)
        address = reverse("initiatives:act", args=[mine.pk, "restart"])
        answer = client.post(address, {"reason": "Gõ nhầm ngày nhận của đơn"})
        assert answer.status_code == 422
        assert "không có đơn nào" in words(answer)
        assert "Lý do bỏ: Gõ nhầm ngày nhận của đơn" in words(answer)


class TestFirstDay:
    @pytest.fixture
    def put_right(self, row, head, at):
        def act(since=None, reason="Danh sách gõ nhầm năm"):
            return correct_first_day(by=head, at=at, initiative=row, since=since, reason=reason)

        return act

    @pytest.fixture
    def proved(self, row, officer, at):
        return add_proof(
            by=officer, at=at, initiative=row, place="Bộ phận một cửa", since=date(2026, 4, 1), until=None,
            file=scan("xac-nhan"),
        )  # fmt: skip

    def test_without_a_day_the_earliest_proof_says_it(self, row, put_right, proved, head):
        assert put_right().applied_on == proved.since
        assert known_initiatives()[0].applied == proved.since
        event = AuditEvent.objects.order_by("sequence").last()
        assert (event.action, event.before, event.after, event.note) == (
            "initiatives.application_corrected", {"stated_on": "2026-01-01", "applied_on": "2026-01-01"},
            {"stated_on": None, "applied_on": "2026-04-01"}, "Danh sách gõ nhầm năm",
        )  # fmt: skip

    def test_without_a_day_or_a_proof_it_is_unknown(self, put_right):
        assert put_right().applied_on is None

    def test_a_day_is_set(self, put_right):
        assert put_right(date(2026, 2, 1)).applied_on == date(2026, 2, 1)

    def test_a_stated_day_stays_when_an_earlier_proof_comes_and_goes(self, row, officer, at):
        mistyped = add_proof(
            by=officer, at=at, initiative=row, place="Một cửa", since=date(2025, 4, 1), until=None,
            file=scan("xac-nhan"),
        )  # fmt: skip
        assert known_initiatives()[0].applied == mistyped.since
        remove_proof(by=officer, at=at, proof=mistyped, reason="Gõ nhầm năm")
        assert known_initiatives()[0].applied == LISTED

    def test_no_day_after_the_earliest_proof(self, put_right, proved):
        with pytest.raises(InitiativeRefused, match="Đã có xác nhận áp dụng từ ngày 01/4/2026"):
            put_right(date(2026, 5, 1))

    @pytest.mark.parametrize(
        ("since", "reason", "words"),
        [
            (date(2026, 2, 1), " ", "Ghi lý do đính chính"),
            (LISTED, "Như cũ", "Chưa có gì khác"),
            (date(2030, 1, 1), "Gõ nhầm", "chưa tới"),
        ],
    )
    def test_what_is_no_correction_is_refused(self, put_right, since, reason, words):
        with pytest.raises(InitiativeRefused, match=words):
            put_right(since, reason)

    @pytest.mark.usefixtures("decided")
    def test_once_an_award_was_decided_on_it_only_the_office_can_help(self, put_right):
        with pytest.raises(InitiativeRefused, match="cơ quan thường trực"):
            put_right(date(2026, 2, 1))

    def test_those_who_handle_dossiers_that_stand_on_it_are_told(self, row, put_right, specialist, at):
        note_uses(by=None, at=at, uses=[NewUse(row.pk, "annual.collective", "2026", NUMBER)])
        with override("en"):
            put_right()
        told = Notification.objects.get(user=specialist)
        assert "Trước: 01/01/2026. Nay: chưa rõ." in told.body


class TestProof:
    @pytest.fixture
    def remove(self, row, officer, at):
        """remove(): a proof that was added before is taken away."""
        proof = add_proof(
            by=officer, at=at, initiative=row, place="Bộ phận một cửa", since=date(2026, 4, 1), until=None,
            file=scan("xac-nhan"),
        )  # fmt: skip
        return lambda: remove_proof(by=officer, at=at, proof=proof, reason="Tệp của sáng kiến khác")

    @pytest.mark.usefixtures("decided")
    def test_once_an_award_was_decided_on_it_only_the_office_can_help(self, row, remove):
        with pytest.raises(InitiativeRefused, match="cơ quan thường trực"):
            remove()
        assert row.proofs.get().removed_at is None

    def test_those_who_handle_dossiers_that_stand_on_it_are_told(self, row, remove, specialist, at):
        note_uses(by=None, at=at, uses=[NewUse(row.pk, "annual.collective", "2026", NUMBER)])
        remove()
        told = Notification.objects.get(user=specialist)
        assert told.body == (
            "Đã bỏ: Bộ phận một cửa, 01/4/2026. Sổ ghi áp dụng từ ngày: 01/01/2026. "
            f"Đang dùng cho: {NUMBER}. Lý do: Tệp của sáng kiến khác"
        )


@pytest.mark.usefixtures("demo_day")
class TestPage:
    def test_the_head_takes_a_recognition_back(self, row, head, officer, client):
        address = reverse("initiatives:act", args=[row.pk, "strike"])
        said = {"level": "co_so", "reason": "Quyết định 12 công nhận sáng kiến khác"}
        client.force_login(officer)
        assert client.post(address, said).status_code == 403
        client.force_login(head)
        assert client.post(address, said).status_code == 302
        page = client.get(reverse("initiatives:one", args=[row.pk])).content.decode()
        assert "<strong>Cấp cơ sở (đơn vị)</strong>: đã bỏ, ghi nhầm" in page
        assert "Vì sao bỏ: Quyết định 12 công nhận sáng kiến khác" in page
        assert "đã vào sổ" in page

    def test_the_head_puts_the_first_day_right(self, row, head, officer, client, at):
        add_proof(
            by=officer, at=at, initiative=row, place="Một cửa", since=date(2026, 4, 1), until=None,
            file=scan("xac-nhan"),
        )  # fmt: skip
        client.force_login(head)
        page = reverse("initiatives:one", args=[row.pk])
        assert "Danh sách đã nhập ghi áp dụng từ ngày 01/01/2026." in client.get(page).content.decode()
        address = reverse("initiatives:act", args=[row.pk, "applied"])
        assert client.post(address, {"since": "", "reason": "Gõ nhầm năm"}).status_code == 302
        assert "Danh sách đã nhập ghi" not in client.get(page).content.decode()

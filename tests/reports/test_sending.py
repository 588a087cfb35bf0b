"""One state, one receipt; late is marked and accepted; only questioned parts reopen."""

from datetime import timedelta

import pytest
from tests.reports.conftest import AN_LAO, HOME_AFFAIRS, NOW, write, write_all

from thidua.core.roles import Role
from thidua.foundation.access import Refused
from thidua.foundation.notify.models import Notification
from thidua.reports.access import reports
from thidua.reports.content import changes, fingerprint
from thidua.reports.copies import copies_in
from thidua.reports.enums import ReportState, Timing
from thidua.reports.errors import ReportRefused
from thidua.reports.models import Submission
from thidua.reports.selectors import report_states, submitted_reports
from thidua.reports.sending import hand_back, hand_over, return_report, send_report
from thidua.reports.writing import start_report
from thidua.units.selectors import history

COPIED = (
    "Đã số hóa toàn bộ hồ sơ đất đai, hộ tịch và trả kết quả tại nhà cho người cao tuổi trên địa bàn phường"
)


def test_an_empty_section_stops_the_sending_and_is_named(report, head, unit, at):
    with pytest.raises(ReportRefused, match="VIII"):
        send_report(by=head, at=at, report=report, unit=unit)
    assert not Submission.objects.exists()


def test_officer_hands_over_head_hands_back_with_words(full, officer, head, unit, at):
    hand_over(by=officer, at=at, report=full, unit=unit)
    assert Notification.objects.filter(user=head, kind="reports.to_sign").count() == 1
    with pytest.raises(ReportRefused, match="chờ ký"):
        write(full, officer, "I", "Sửa khi đang chờ ký")
    with pytest.raises(ReportRefused, match="cần sửa gì"):
        hand_back(by=head, at=at, report=full, words=" ")
    back = hand_back(by=head, at=at, report=full, words="Bổ sung số liệu mục II")
    assert (back.state, back.words_back) == (ReportState.DRAFT, "Bổ sung số liệu mục II")
    assert Notification.objects.filter(user=officer, kind="reports.handed_back").count() == 1


def test_a_double_click_leaves_one_receipt(sent, full, head, unit, at):
    again = send_report(by=head, at=at + timedelta(seconds=1), report=full, unit=unit)
    assert again.pk == sent.pk
    assert again.receipt == "BC2026-11311-01"
    assert Submission.objects.count() == 1


def test_a_failure_half_way_leaves_the_draft_whole(full, head, unit, at, monkeypatch):
    def broken(_submission):
        raise RuntimeError("killed")

    monkeypatch.setattr("thidua.reports.sending.remember", broken)
    with pytest.raises(RuntimeError):
        send_report(by=head, at=at, report=full, unit=unit)
    full.refresh_from_db()
    assert full.state == ReportState.DRAFT
    assert not Submission.objects.exists()


@pytest.mark.parametrize(
    ("day", "hour", "timing"),
    [(29, 23, Timing.ON_TIME), (30, 8, Timing.ON_THE_DAY), (30, 23, Timing.ON_THE_DAY)],
)
def test_when_it_came_is_marked_and_it_is_accepted(full, head, unit, day, hour, timing):
    sent = send_report(by=head, at=NOW.replace(day=day, hour=hour, minute=59), report=full, unit=unit)
    assert sent.timing == timing


def test_after_the_named_day_it_is_late(full, head, unit):
    assert send_report(by=head, at=NOW.replace(month=12, day=1), report=full, unit=unit).timing == Timing.LATE


def test_what_was_sent_is_frozen_and_has_its_fingerprint(sent):
    assert sent.sha256 == fingerprint(sent.content)
    assert [section["code"] for section in sent.content["sections"]] == [
        "I",
        "II",
        "III",
        "IV",
        "V",
        "VI",
        "VII",
        "VIII",
    ]


def test_only_questioned_parts_reopen_and_the_second_sending_shows_what_changed(
    sent, full, officer, head, specialist, unit, at
):
    return_report(
        by=specialist, at=at, report=full, unit=unit, reasons={"II": "Thiếu số liệu hồ sơ trực tuyến"}
    )
    with pytest.raises(ReportRefused, match="giữ nguyên"):
        write(full, officer, "I", "Sửa trộm")
    write(full, officer, "II", "Đã bổ sung 92,5% hồ sơ trực tuyến")
    second = send_report(by=head, at=at + timedelta(days=1), report=full, unit=unit)
    assert second.receipt == "BC2026-11311-02"
    assert [(one.section, one.is_text) for one in changes(sent.content, second.content)] == [("II", True)]
    standing = report_states(2026, at + timedelta(days=2))[unit.id]
    assert (standing.state, standing.receipt) == (ReportState.SENT, second.receipt)
    assert standing.first_sent_at == sent.sent_at


def test_a_return_needs_a_reason_and_a_sent_report(sent, full, specialist, unit, at):
    with pytest.raises(ReportRefused, match="lý do"):
        return_report(by=specialist, at=at, report=full, unit=unit, reasons={"II": "  ", "XX": "?"})
    return_report(by=specialist, at=at, report=full, unit=unit, reasons={"II": "Thiếu"})
    with pytest.raises(ReportRefused, match="trạng thái đã gửi"):
        return_report(by=specialist, at=at, report=full, unit=unit, reasons={"II": "Thiếu"})


def test_the_organiser_does_not_judge_its_own_report(city, person, specialist, at):
    home_affairs = history(at.date())[HOME_AFFAIRS]
    officer = person("canbo.sonoivu", Role.UNIT_OFFICER, HOME_AFFAIRS)
    board = person("ban.tdkt", Role.EMULATION_BOARD)
    report = start_report(by=officer, at=at, unit=home_affairs, year=2026)
    write_all(report, officer)
    send_report(by=officer, at=at, report=report, unit=home_affairs)
    with pytest.raises(Refused):
        reports.get_for(specialist, at.date(), action="return", pk=report.pk)
    assert reports.get_for(board, at.date(), action="return", pk=report.pk) == report


def test_the_board_does_not_return_the_reports_of_others(sent, full, person, at):
    board = person("ban.tdkt", Role.EMULATION_BOARD)
    with pytest.raises(Refused):
        reports.get_for(board, at.date(), action="return", pk=full.pk)


def test_copied_words_are_shown_with_their_source(full, officer, head, unit, person, city, at):
    write(full, officer, "IV", f"Năm nay. {COPIED}. Hết.")
    send_report(by=head, at=at, report=full, unit=unit)
    an_lao = history(at.date())[AN_LAO]
    found = copies_in({"IV": f"Tại xã: {COPIED}"}, unit_id=an_lao.id, year=2026)
    assert [(copy.unit_name, copy.is_own) for copy in found] == [(unit.full_name, False)]
    assert "".join(piece.text for piece in found[0].mine if piece.is_marked) == COPIED


def test_copying_ones_own_last_report_is_shown_as_ones_own(full, officer, head, unit, at):
    write(full, officer, "IV", COPIED)
    send_report(by=head, at=at, report=full, unit=unit)
    [found] = copies_in({"IV": COPIED}, unit_id=unit.id, year=2027)
    assert found.is_own
    assert copies_in({"IV": COPIED}, unit_id=unit.id, year=2026) == []
    assert copies_in({"IV": COPIED}, unit_id=unit.id, year=2029) == []


def test_the_synthesis_reads_texts_and_numbers(sent, unit):
    [row] = submitted_reports(2026)
    assert row.unit_id == unit.id
    assert row.parts["I"]
    assert row.numbers["index.rank"] is not None
    assert row.numbers["publicity.items"] is None

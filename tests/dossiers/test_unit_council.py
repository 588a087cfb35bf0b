"""Several meetings of a unit's council in one filing: each dossier stands on the one that voted on it."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from tests.dossiers.conftest import PERSON, meet
from tests.page_text import words

from thidua.appraising.case import Case
from thidua.appraising.conflicts.services import state_conflict
from thidua.documents.papers import Table
from thidua.dossiers.enums import Quorum
from thidua.dossiers.errors import DossierRefused
from thidua.dossiers.models import Dossier, Submission
from thidua.dossiers.papers import letter_paper, minutes_paper
from thidua.dossiers.sending.afterwards import return_dossier, withdraw
from thidua.dossiers.sending.signing import hand_over
from thidua.dossiers.unit_council.quorum import QuorumRule, quorum_on, set_quorum
from thidua.dossiers.unit_council.services import Meeting, Vote, record_minutes, set_aside_minutes
from thidua.foundation.audit.models import AuditEvent
from thidua.foundation.files import Kind, inspect_upload
from thidua.units.selectors import history


def _scan():
    png = ContentFile(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", name="bien-ban.png")
    return inspect_upload(png, kinds=(Kind.PNG,))


@pytest.fixture
def two(world, start, fill, officer, at):
    """A collective on which the council voted yesterday, and an ad hoc one on which it voted today."""
    collective, hero = start(), start("adhoc.individual", PERSON)
    fill(collective, moment=at - timedelta(days=1), agreed=6)
    fill(hero)
    meet(hero, officer, at, agreed=8, signed_file=_scan())
    return [hand_over(by=officer, at=at, dossier=row) for row in (collective, hero)]


def test_each_dossier_is_frozen_with_the_meeting_that_voted_on_it(two, send, specialist, at):
    content = send(two[0], knows_not_met=True).content
    assert [list(one["votes"].items()) for one in content["minutes"]] == [
        [(str(two[0].pk), 6)], [(str(two[1].pk), 8)],
    ]  # fmt: skip
    cases = [Case(Dossier.objects.get(pk=row.pk), specialist, at.date()) for row in two]
    assert [case.agreed for case in cases] == [6, 8]
    assert [len(case.papers) for case in cases] == [0, 1]


def test_the_letter_stands_on_every_meeting_that_voted(two, at):
    filing, unit = two[0].filing, history(at.date()).by_id()[two[0].filing.unit_id]
    paper = letter_paper(filing, two, unit, at.date(), is_demo=False)
    cited = [words for words in paper.grounds if "Biên bản" in words]
    assert [words.split("Hội đồng ")[1][:16] for words in cited] == ["ngày 14 tháng 02", "ngày 15 tháng 02"]
    paper = letter_paper(filing, two[:1], unit, at.date(), is_demo=False)
    assert len([words for words in paper.grounds if "Biên bản" in words]) == 1


@pytest.mark.usefixtures("demo_day")
def test_pages_show_the_meeting_of_each(two, send, client, officer, specialist, at):
    client.force_login(officer)
    shown = client.get(reverse("dossiers:filing_check", args=[two[0].filing_id])).content.decode()
    assert shown.count("có mặt 8/9") == 2
    assert "Biên bản  ngày 14/02/2027" in shown
    send(two[0], knows_not_met=True)
    state_conflict(by=specialist, at=at, filing=two[0].filing, is_recused=False)
    client.force_login(specialist)
    shown = client.get(reverse("appraising:dossier", args=[two[0].pk])).content.decode()
    assert "Tán thành hồ sơ này: 6." in shown


def test_minutes_of_several_tell_which_dossier_cannot_be_voted_on(sent, start, specialist, officer, at):
    return_dossier(by=specialist, at=at, dossier=sent, reasons={"results": "Nêu nguồn"})
    second = start("annual.individual", PERSON)
    meeting = Meeting(at, "Phòng họp", "Trần Văn Bình", "Nguyễn Thị An", 9, 8)
    votes = [Vote(second, 8), Vote(sent, 8)]
    with pytest.raises(DossierRefused, match=f"^{sent.code}: Phần này không bị hỏi lại"):
        record_minutes(by=officer, at=at, filing=sent.filing, meeting=meeting, votes=votes)


def test_what_was_sent_before_with_one_meeting_is_still_read(two, send, specialist, at):
    sent = send(two[0], knows_not_met=True)
    Submission.objects.update(content=sent.content | {"minutes": sent.content["minutes"][1]})
    cases = [Case(Dossier.objects.get(pk=row.pk), specialist, at.date()) for row in two]
    assert [case.agreed for case in cases] == [None, 8]
    Submission.objects.update(content=sent.content | {"minutes": None})
    assert Case(cases[1].row, specialist, at.date()).agreed is None


def test_the_meeting_held_last_counts_also_when_it_was_typed_first(world, start, fill, officer, at):
    row = fill(start())
    meet(row, officer, at - timedelta(days=3), agreed=2)
    row.refresh_from_db()
    assert row.selected is True
    meet(row, officer, at + timedelta(days=1), agreed=2)
    row.refresh_from_db()
    assert row.selected is False


class TestMinutesTypedWrong:
    """They are set aside with a reason and stay in the log; the meeting is typed again."""

    def test_a_day_too_late_no_longer_counts(self, world, start, fill, officer, at):
        row = fill(start())
        wrong = meet(row, officer, at + timedelta(days=1), agreed=2)
        set_aside_minutes(by=officer, at=at, minutes=wrong, reason=" Ghi nhầm ngày họp. ")
        row.refresh_from_db()
        assert row.selected is True
        wrong.refresh_from_db()
        assert (wrong.set_aside_by, wrong.set_aside_reason) == (officer, "Ghi nhầm ngày họp.")
        assert row.filing.minutes.count() == 2
        event = AuditEvent.objects.get(action="dossiers.minutes_set_aside")
        assert event.after["reason"] == "Ghi nhầm ngày họp."

    def test_nothing_is_known_once_no_vote_is_left(self, world, start, fill, officer, at):
        row = fill(start(), agreed=2)
        set_aside_minutes(by=officer, at=at, minutes=row.filing.minutes.get(), reason="Ghi nhầm số phiếu")
        row.refresh_from_db()
        assert row.selected is None
        with pytest.raises(DossierRefused, match="Chưa có biên bản hội đồng"):
            hand_over(by=officer, at=at, dossier=row)
        meet(row, officer, at, agreed=7)
        row.refresh_from_db()
        hand_over(by=officer, at=at, dossier=row)

    def test_not_without_a_reason_and_not_twice(self, start, fill, officer, at):
        row = fill(start())
        held = row.filing.minutes.get()
        with pytest.raises(DossierRefused, match="ghi nhầm chỗ nào"):
            set_aside_minutes(by=officer, at=at, minutes=held, reason=" ")
        set_aside_minutes(by=officer, at=at, minutes=held, reason="Nhầm")
        with pytest.raises(DossierRefused, match="đã được đánh dấu"):
            set_aside_minutes(by=officer, at=at, minutes=held, reason="Nhầm")
        assert AuditEvent.objects.filter(action="dossiers.minutes_set_aside").count() == 1

    def test_not_while_a_dossier_of_the_meeting_waits_or_is_sent(self, two, send, officer, at):
        held = two[0].filing.minutes.first()
        with pytest.raises(DossierRefused, match=r"2026/11311/01 .* đang chờ ký"):
            set_aside_minutes(by=officer, at=at, minutes=held, reason="Nhầm")
        send(two[0], knows_not_met=True)
        with pytest.raises(DossierRefused, match=r"2026/11311/01 .* thu hồi"):
            set_aside_minutes(by=officer, at=at, minutes=held, reason="Nhầm")
        held.refresh_from_db()
        assert held.set_aside_at is None

    def test_a_dossier_that_was_withdrawn_holds_up_nothing(self, start, fill, officer, at):
        row = fill(start())
        withdraw(by=officer, at=at, dossier=row, reason="Thôi đề nghị")
        set_aside_minutes(by=officer, at=at, minutes=row.filing.minutes.get(), reason="Nhầm")
        row.refresh_from_db()
        assert row.selected is True

    def test_a_returned_dossier_only_when_its_minutes_were_questioned(
        self, sent, officer, specialist, send, at
    ):
        held = sent.filing.minutes.get()
        return_dossier(by=specialist, at=at, dossier=sent, reasons={"general": "Viết rõ hơn."})
        with pytest.raises(DossierRefused, match="không bị hỏi lại"):
            set_aside_minutes(by=officer, at=at, minutes=held, reason="Nhầm")
        Dossier.objects.filter(pk=sent.pk).update(open_parts=["minutes"])
        set_aside_minutes(by=officer, at=at, minutes=held, reason="Nhầm")
        sent.refresh_from_db()
        assert sent.selected is None

    def test_a_quorum_may_hold_from_their_day_on(self, start, officer, standing_head, at):
        held = meet(start(), officer, at)
        set_aside_minutes(by=officer, at=at, minutes=held, reason="Nhầm")
        set_quorum(by=standing_head, at=at, quorum="half", source="QĐ 5", valid_from=at.date())

    @pytest.mark.usefixtures("demo_day")
    def test_the_page_sets_aside_and_shows_it_in_the_log(self, start, fill, client, officer, unit, at):
        row = fill(start())
        held = row.filing.minutes.get()
        client.force_login(officer)
        page = reverse("dossiers:minutes", args=[row.filing_id])
        assert "Đánh dấu ghi nhầm" in client.get(page).content.decode()
        act = reverse("dossiers:minutes_set_aside", args=[row.filing_id, held.pk])
        assert "Ghi rõ biên bản ghi nhầm" in client.post(act, {"words": ""}, follow=True).content.decode()
        shown = client.post(act, {"words": "Ngày họp là 12/02"}, follow=True).content.decode()
        assert "Biên bản không còn tính" in shown
        assert "Ngày họp là 12/02" in shown
        assert "Đánh dấu ghi nhầm" not in shown
        assert 'value="Phòng họp"' in shown
        log = client.get(reverse("dossiers:filing", args=[row.filing_id])).content.decode()
        assert "Ngày họp là 12/02" in log
        held.refresh_from_db()
        assert any(
            "GHI NHẦM" in mark
            for mark in minutes_paper(row.filing, held, unit, at.date(), is_demo=False).marks
        )

    @pytest.mark.usefixtures("demo_day")
    def test_the_day_of_a_meeting_is_not_guessed(self, start, client, officer):
        client.force_login(officer)
        page = client.get(reverse("dossiers:minutes", args=[start().filing_id]))
        assert page.context["form"]["held_on"].value() is None


class TestTheQuorum:
    """Two thirds until the office records a paper that says otherwise, from its day on."""

    def test_each_meeting_by_the_rule_of_its_day(self, start, officer, standing_head, at):
        row, tomorrow = start(), at + timedelta(days=1)
        assert not quorum_on(at.date()).is_confirmed
        set_quorum(
            by=standing_head,
            at=at,
            valid_from=tomorrow.date(),
            quorum="three_quarters",
            source="QĐ 5/QĐ-UBND",
        )
        assert quorum_on(at.date()).quorum == Quorum.TWO_THIRDS
        assert quorum_on(tomorrow.date()).source == "QĐ 5/QĐ-UBND"
        meet(row, officer, at, members=9, present=6, agreed=6)
        with pytest.raises(DossierRefused, match="ít nhất ba phần tư"):
            meet(row, officer, tomorrow, members=9, present=6, agreed=6)
        paper = minutes_paper(
            row.filing, row.filing.minutes.get(), history(at.date()).by_id()[row.filing.unit_id],
            tomorrow.date(), is_demo=False,
        )  # fmt: skip
        assert "đạt điều kiện họp (ít nhất hai phần ba)" in str(paper.body)
        table = next(block for block in paper.body if isinstance(block, Table))
        assert table.head[0] == "TT", "a wider head is torn apart in so narrow a column"

    @pytest.mark.parametrize(
        ("quorum", "least"), [("half", 5), ("two_thirds", 6), ("three_quarters", 7), ("all", 9)]
    )
    def test_so_many_of_nine(self, quorum, least):
        rule = QuorumRule(Quorum(quorum), "")
        assert [rule.is_reached(9, least - 1), rule.is_reached(9, least)] == [False, True]

    @pytest.mark.parametrize(
        ("days", "source", "words"), [(0, " ", "Ghi văn bản"), (-1, "QĐ 5", "trước hôm nay")]
    )
    def test_what_is_refused(self, standing_head, at, days, source, words):
        day = at.date() + timedelta(days=days)
        with pytest.raises(DossierRefused, match=words):
            set_quorum(by=standing_head, at=at, valid_from=day, quorum="half", source=source)

    def test_no_meeting_is_measured_by_a_rule_that_came_after_its_minutes(
        self, start, officer, standing_head, at
    ):
        meet(start(), officer, at)
        said = {"by": standing_head, "at": at, "quorum": "half", "source": "QĐ 5"}
        with pytest.raises(DossierRefused, match="Đã có biên bản họp từ ngày đó"):
            set_quorum(valid_from=at.date(), **said)
        set_quorum(valid_from=at.date() + timedelta(days=1), **said)

    @pytest.mark.usefixtures("demo_day")
    def test_the_head_of_the_office_sets_it_on_the_page(self, standing_head, officer, client, at):
        client.force_login(officer)
        assert "chưa kiểm chứng" in client.get(reverse("dossiers:quorum")).content.decode()
        assert client.get(reverse("dossiers:quorum_new")).status_code == 403
        client.force_login(standing_head)
        said = {"valid_from": f"{at:%d/%m/%Y}", "quorum": "half", "source": ""}
        assert client.post(reverse("dossiers:quorum_new"), said).status_code == 422
        assert client.post(reverse("dossiers:quorum_new"), said | {"source": "QĐ 5"}).status_code == 302
        page = client.get(reverse("dossiers:quorum")).content.decode()
        assert "Có mặt hơn một nửa thành viên hội đồng." in page
        assert "chưa kiểm chứng" not in page


@pytest.mark.usefixtures("demo_day")
def test_votes_against_alone_are_not_left_out_of_the_minutes(world, start, client, officer):
    rejected, liked = start(), start("adhoc.individual", PERSON)
    said = {
        "held_on": "2027-02-12", "held_time": "08:00", "place": "Phòng họp", "chair": "Trần Văn Bình",
        "secretary": "Nguyễn Thị An", "members": "9", "present": "8", f"agreed-{liked.pk}": "8",
        f"against-{rejected.pk}": "8",
    }  # fmt: skip
    client.force_login(officer)
    url = reverse("dossiers:minutes", args=[rejected.filing_id])
    answer = client.post(url, said)
    assert answer.status_code == 422
    assert "không ai tán thành thì ghi 0" in answer.content.decode()
    again = client.post(url, said | {f"agreed-{rejected.pk}": "0"})
    assert again.status_code == 302, words(again)
    rejected.refresh_from_db()
    assert rejected.selected is False

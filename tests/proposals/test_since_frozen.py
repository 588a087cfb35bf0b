"""What becomes of a dossier after the list was frozen stops the second person, and is told."""

import pytest
from django.urls import reverse
from tests.page_text import words
from tests.proposals.test_second_list import decide

from thidua.councils.selectors import CouncilResult
from thidua.dossiers.bars.services import Stated, record_bars
from thidua.dossiers.enums import BarKind, DossierState, Timing
from thidua.dossiers.models import Dossier, SentDossier, Submission
from thidua.dossiers.sending.afterwards import return_dossier
from thidua.proposals.differences import differences_of
from thidua.proposals.errors import ProposalRefused
from thidua.proposals.freezing import confirm, discard, freeze
from thidua.proposals.models import ProposalLine


def send_anew(year, row, *, sha256="a" * 64):
    """The unit sends it a second time; the office receives it."""
    submission = Submission.objects.create(
        filing=row.filing, ordinal=row.filing.submissions.count() + 1, receipt=f"KT-lai-{row.pk}",
        sent_at=year.at, signed_by=year.by, timing=Timing.ON_TIME, content={}, sha256=sha256,
    )  # fmt: skip
    SentDossier.objects.create(submission=submission, dossier=row, timing=Timing.ON_TIME)
    Dossier.objects.filter(pk=row.pk).update(state=DossierState.RECEIVED)


def give_back(year, row):
    return return_dossier(by=year.by, at=year.at, dossier=row, reasons={"work": "Bổ sung số liệu"})


@pytest.fixture
def frozen(year):
    """Hồng Bàng is proposed, Lê Chân is not."""
    good = year.put("11311", "annual.collective", initiatives=(year.initiative("11311", "SK-1"),))
    bad = year.put("11329", "annual.collective")
    year.choose(good, True)
    year.choose(bad, False)
    return good, bad, freeze(by=year.by, at=year.at, cycle=year.cycle)


def test_a_line_names_the_sending_that_was_frozen(frozen):
    good, _bad, proposal = frozen
    assert ProposalLine.objects.get(dossier=good).sent_sha256 == "0" * 64
    assert [one["state"] for one in proposal.content["dossiers"]] == ["received", "received"]


def test_a_list_with_a_returned_dossier_is_not_confirmed(year, frozen):
    good, _bad, proposal = frozen
    give_back(year, good)

    with pytest.raises(ProposalRefused, match=r"2026/11311/01 \(đang trả lại đơn vị\)\. Bỏ bản này"):
        confirm(by=year.head, at=year.at, proposal=proposal)
    assert [(one.code, one.changes) for one in differences_of(proposal, year.at.date()).moved] == [
        (good.code, ("đang trả lại đơn vị",))
    ]


def test_nor_with_one_that_was_sent_anew(year, frozen, client, demo_day):
    good, _bad, proposal = frozen
    give_back(year, good)
    send_anew(year, good)

    with pytest.raises(ProposalRefused, match="đơn vị đã gửi lại sau khi khóa danh sách"):
        confirm(by=year.head, at=year.at, proposal=proposal)
    client.force_login(year.head)
    page = words(client.get(reverse("proposals:differences", args=[proposal.pk])))
    assert "Hồ sơ không còn như lúc khóa" in page
    assert "đơn vị đã gửi lại sau khi khóa danh sách" in page


def test_nor_with_an_opinion_that_turned(year, frozen, opinions):
    good, _bad, proposal = frozen
    opinions[good.pk] = {"content": "agree", "procedure": "disagree"}

    with pytest.raises(ProposalRefused, match=r"thủ tục: nhất trí → không nhất trí"):
        confirm(by=year.head, at=year.at, proposal=proposal)


def test_nor_with_one_on_which_the_council_voted_otherwise_since(year, frozen, council):
    good, _bad, proposal = frozen
    council[good.pk] = CouncilResult(
        agreed=2, against=3, members=5, is_passed=False, held_on=year.at.date(), session=1
    )

    with pytest.raises(ProposalRefused, match=r"Hội đồng: chưa biểu quyết → không thông qua"):
        confirm(by=year.head, at=year.at, proposal=proposal)


def test_nor_with_a_use_of_an_initiative_that_was_refused_since(year, frozen, rulings):
    good, _bad, proposal = frozen
    rulings[good.pk, "SK-1"] = False

    with pytest.raises(ProposalRefused, match="sáng kiến SK-1: chưa có ý kiến → không cho dùng lại"):
        confirm(by=year.head, at=year.at, proposal=proposal)
    [moved] = differences_of(proposal, year.at.date()).moved
    assert moved.changes == ("dùng lại sáng kiến SK-1: chưa có ý kiến → không cho dùng lại",)


def test_nor_with_one_whose_consideration_was_paused_since(year, frozen, client, demo_day):
    good, _bad, proposal = frozen
    record_bars(by=year.board, at=year.at, dossier=good, stated=Stated(BarKind.COMPLAINT, "Đơn số 12"))

    client.force_login(year.head)
    page = words(client.post(reverse("proposals:confirm", args=[proposal.pk]), follow=True))
    assert "2026/11311/01 (sau khi khóa có thêm trường hợp chưa xét). Bỏ bản này" in page
    # Others read the page of differences.
    assert "chưa xét" not in words(client.get(reverse("proposals:differences", args=[proposal.pk])))


def test_nor_with_one_that_a_decision_on_an_earlier_list_decided_since(year, frozen, client, demo_day):
    """The first list is signed while the second one waits: nobody is put before the Chairman twice."""
    good, bad, first = frozen
    confirm(by=year.head, at=year.at, proposal=first)
    more = year.put("11407", "annual.individual", subject_name="Lê Thị Hoa")
    year.choose(more, True)
    second = freeze(by=year.by, at=year.at, cycle=year.cycle, reason="Bổ sung")
    decide(year, good)
    decide(year, bad, is_awarded=False)

    client.force_login(year.head)
    page = words(client.post(reverse("proposals:confirm", args=[second.pk]), follow=True))
    assert "2026/11311/01 (đã được tặng theo quyết định số 1234/QĐ-UBND)" in page
    assert "2026/11329/01 (đã có quyết định không tặng" in page
    discard(by=year.by, at=year.at, proposal=second)
    again = freeze(by=year.by, at=year.at, cycle=year.cycle, reason="Bổ sung")
    made = confirm(by=year.head, at=year.at, proposal=again)
    assert [one["code"] for one in made.content["dossiers"]] == [more.code]


def test_what_is_not_proposed_stops_nobody_and_is_told(year, frozen):
    _good, bad, proposal = frozen
    give_back(year, bad)

    made = confirm(by=year.head, at=year.at, proposal=proposal)

    assert [one.code for one in differences_of(made, year.at.date()).moved] == [bad.code]


def test_a_list_of_before_has_no_state_and_stands(year, frozen):
    _good, _bad, proposal = frozen
    for row in proposal.content["dossiers"]:
        del row["state"]

    assert differences_of(proposal, year.at.date()).is_empty

"""What a signed paper says besides what was recorded: a further part of it, by two people."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.urls import reverse
from docx import Document
from openpyxl import load_workbook
from tests.decisions.conftest import STATE_FORM
from tests.decisions.test_pages import words

from thidua.awards.models import AwardRecord
from thidua.decisions.apart import acknowledge_apart
from thidua.decisions.certificates.services import ask_for_certificates
from thidua.decisions.correcting import outcomes
from thidua.decisions.correcting.selectors import former_words, has_outdated_sheets
from thidua.decisions.correcting.services import Corrected, ask_for_correction, confirm_correction
from thidua.decisions.drafting import DraftOutcome
from thidua.decisions.errors import DecisionRefused
from thidua.decisions.models import Decision, Outcome
from thidua.decisions.services import confirm_decision, discard, leave_out, record_part
from thidua.dossiers.models import Dossier
from thidua.foundation.notify.models import Notification

pytestmark = pytest.mark.django_db


@pytest.fixture
def whole(adhoc, record_it, head, leader, officer, at):
    """A confirmed decision on one ad hoc dossier."""
    found = record_it(None, outcomes=[DraftOutcome(adhoc().pk, True)])
    acknowledge_apart(by=leader, at=at, decision=found)
    return confirm_decision(by=head, at=at, decision=found)


@pytest.fixture
def add(specialist, at):
    """add(whole, dossier) → a part that waits for the second person."""

    def act(whole, row, **more):
        return record_part(by=specialist, at=at, whole=whole, outcomes=[DraftOutcome(row.pk, True)], **more)

    return act


@pytest.fixture
def part(whole, adhoc, add, head, leader, at):
    """A confirmed part on another ad hoc dossier."""
    found = add(whole, adhoc())
    acknowledge_apart(by=leader, at=at, decision=found)
    return confirm_decision(by=head, at=at, decision=found)


def test_a_forgotten_dossier_enters_the_register_by_the_same_paper(whole, part, officer):
    assert part.part_of == whole
    same = ("number", "decided_on", "signer_name", "signer_title", "file_id", "file_sha256")
    assert [getattr(part, name) for name in same] == [getattr(whole, name) for name in same]
    assert part.content_sha256 != whole.content_sha256, "its verdicts are frozen for themselves"
    assert list(AwardRecord.objects.values_list("decision_number", flat=True)) == [whole.number] * 2
    assert Notification.objects.filter(user=officer, kind="decisions.awarded").count() == 2


def test_a_dossier_of_another_cycle(whole, make_dossier, add, unit, head, at):
    chosen = make_dossier(unit, "state.collective", cycle="2026-2030", justification="Văn bản 12")

    found = confirm_decision(by=head, at=at, decision=_seen(add(whole, chosen, state_form=STATE_FORM)))

    assert (found.cycle, whole.cycle) == ("2026-2030", "2026")
    assert AwardRecord.objects.get(cycle="2026-2030").decision_number == whole.number


def _seen(decision):
    decision.apart_seen_at, decision.apart_seen_by = decision.recorded_at, decision.recorded_by
    decision.save()
    return decision


def test_what_a_list_still_has(recorded, dossiers, specialist, head, at):
    left = recorded.outcomes.get(dossier=dossiers[1])
    leave_out(by=specialist, at=at, outcome=left)
    found = confirm_decision(by=head, at=at, decision=recorded)

    drafted = [DraftOutcome(dossiers[1].pk, True)]
    more = record_part(by=specialist, at=at, whole=found, outcomes=drafted, proposal=found.proposal)
    confirm_decision(by=head, at=at, decision=more)

    assert Outcome.objects.get(dossier=dossiers[1]).award.decision_number == found.number


def test_where_nothing_is_added(whole, part, recorded_again, adhoc, add, at, specialist):
    with pytest.raises(DecisionRefused, match="mở quyết định gốc"):
        add(part, adhoc())
    with pytest.raises(DecisionRefused, match="chờ xác nhận"):
        add(recorded_again, adhoc())
    with pytest.raises(DecisionRefused, match="Có hồ sơ vừa được ghi"):
        add(whole, part.outcomes.get().dossier)
    with pytest.raises(DecisionRefused, match="Không còn hồ sơ"):
        record_part(by=specialist, at=at, whole=whole, outcomes=[])


@pytest.fixture
def recorded_again(record_it, adhoc):
    return record_it(None, "1300/QĐ-UBND", outcomes=[DraftOutcome(adhoc().pk, True)])


def test_the_number_of_the_paper_is_still_its_own(whole, record_it, adhoc):
    with pytest.raises(DecisionRefused, match="bấm “Ghi thêm hồ sơ” ở đó"):
        record_it(None, whole.number, outcomes=[DraftOutcome(adhoc().pk, True)])


def test_a_correction_of_the_paper_is_one_of_all_its_parts(whole, part, add, adhoc, specialist, head, at):
    waiting, gone = add(whole, adhoc()), add(whole, adhoc())
    discard(by=specialist, at=at, decision=gone, reason="Không có trong bản đã ký")
    ask_for_certificates(by=specialist, at=at, decision=part, address="https://thidua.example")
    day = whole.decided_on - timedelta(days=1)
    right = Corrected("4321/QĐ-UBND", day, whole.signer_name, whole.signer_title)
    with pytest.raises(DecisionRefused, match="quyết định gốc"):
        ask_for_correction(by=specialist, at=at, decision=part, said=right, reason="Gõ nhầm")
    asked = ask_for_correction(by=specialist, at=at, decision=whole, said=right, reason="Gõ nhầm")

    confirm_correction(by=head, at=at, correction=asked)

    numbers = dict(Decision.objects.values_list("pk", "number"))
    assert {numbers[one.pk] for one in (whole, part, waiting)} == {"4321/QĐ-UBND"}
    assert numbers[gone.pk] == "1234/QĐ-UBND", "what was discarded stays as it was"
    given = part.outcomes.get().award
    assert (given.decision_number, given.decided_on) == ("4321/QĐ-UBND", day)
    assert Decision.objects.get(pk=part.pk).bonus["day"] == day.isoformat()
    assert [number for number, _day in former_words(given)] == ["1234/QĐ-UBND"]
    assert has_outdated_sheets(Decision.objects.get(pk=part.pk))


def test_through_the_pages(whole, adhoc, specialist, head, leader, at, sign_in):
    row, page = adhoc(), reverse("decisions:decision", args=[whole.pk])
    client = sign_in(specialist)
    shown = client.get(page)
    assert "Bản đã ký còn hồ sơ chưa ghi?" in words(shown)
    address = f"{reverse('decisions:new')}?quyet-dinh={whole.pk}"
    assert address in shown.content.decode()
    assert set(client.get(address).context["form"].fields) == {"dossiers", "refused", "reason"}

    assert "Chọn ít nhất một hồ sơ" in words(client.post(address, {"reason": ""}))
    told = client.post(address, {"dossiers": [row.pk]}, follow=True)
    found = Decision.objects.get(part_of=whole)
    assert told.redirect_chain == [(reverse("decisions:decision", args=[found.pk]), 302)]
    assert "Cùng bản đã ký với" in words(told)
    acknowledge_apart(by=leader, at=at, decision=found)
    sign_in(head).post(reverse("decisions:confirm", args=[found.pk]))

    assert "Phần ghi thêm" in words(client.get(page))
    assert "phần ghi thêm" in words(client.get(reverse("decisions:list")))
    of_part = f"{reverse('decisions:new')}?quyet-dinh={found.pk}"
    assert "ở quyết định đó" in words(client.get(of_part, follow=True))


def test_a_list_of_another_cycle_is_offered(
    whole, make_dossier, make_proposal, unit, specialist, at, sign_in
):
    """One paper over two cycles: the number is refused elsewhere, and who is sent here finds the way."""
    listed = make_proposal({make_dossier(unit, "period.collective", cycle="2026-2030"): ""})
    later = make_proposal({make_dossier(unit, "annual.collective", cycle="2026"): ""})
    later.letter_date = whole.decided_on + timedelta(days=1)
    later.save()
    client = sign_in(specialist)

    page = words(client.get(reverse("decisions:decision", args=[whole.pk])))

    query = f"?quyet-dinh={whole.pk}&amp;danh-sach="
    assert f"{query}{listed.pk}" in page
    assert f"{query}{later.pk}" not in page, "nobody could have signed it by then"
    client.post(f"{reverse('decisions:new')}?quyet-dinh={whole.pk}&danh-sach={listed.pk}", {"csrf": ""})
    assert Decision.objects.get(part_of=whole).cycle == "2026-2030"


@pytest.fixture
def of_state(make_dossier, unit):
    """of_state() → a dossier on which the State decides."""

    def make():
        name = f"Người {Dossier.objects.count()}"
        return make_dossier(unit, "state.individual", name, cycle="2026-2030", justification="Văn bản 12")

    return make


@pytest.mark.parametrize("is_named", [True, False])
def test_a_refusal_of_the_state_in_a_part_is_put_right(is_named, of_state, record_it, specialist, head, at):
    """Its form stands on the whole, or is written down there: a part has no form of its own to correct."""
    drafted = DraftOutcome(of_state().pk, is_named, "" if is_named else "Chưa đủ")
    whole = confirm_decision(by=head, at=at, decision=_seen(record_it(None, outcomes=[drafted])))
    refused = [DraftOutcome(of_state().pk, False, "Chưa đủ thời gian")]
    part = record_part(by=specialist, at=at, whole=whole, outcomes=refused)
    part = confirm_decision(by=head, at=at, decision=part)
    if not is_named:
        said = Corrected(whole.number, whole.decided_on, whole.signer_name, whole.signer_title, STATE_FORM)
        asked = ask_for_correction(by=specialist, at=at, decision=whole, said=said, reason="Đọc nhầm")
        confirm_correction(by=head, at=at, correction=asked)

    misread = outcomes.ask(
        by=specialist, at=at, outcome=part.outcomes.get(), is_favour=True, reason="", explanation="Trang 2"
    )
    outcomes.confirm(by=head, at=at, correction=misread)

    assert part.outcomes.get().award.title == STATE_FORM


def test_the_form_of_a_part_is_corrected_on_the_whole(whole, of_state, add, specialist, head, at, sign_in):
    """Though the whole gave nothing of the State itself."""
    part = confirm_decision(by=head, at=at, decision=_seen(add(whole, of_state(), state_form="Huân chưong")))
    form = sign_in(specialist).get(reverse("decisions:correct", args=[whole.pk])).context["form"]
    assert "state_form" in form.fields
    said = Corrected(whole.number, whole.decided_on, whole.signer_name, whole.signer_title, STATE_FORM)
    asked = ask_for_correction(by=specialist, at=at, decision=whole, said=said, reason="Gõ nhầm")

    confirm_correction(by=head, at=at, correction=asked)

    forms = dict(Decision.objects.values_list("pk", "state_form"))
    assert forms == {whole.pk: "", part.pk: STATE_FORM}
    assert part.outcomes.get().award.title == STATE_FORM


def test_a_part_that_refuses_is_of_a_decision_all_the_same(
    whole, adhoc, specialist, head, officer, at, sign_in
):
    """The unit read of “Văn bản số”, and its Thông báo “đã có văn bản”, though the paper awards others."""
    drafted = [DraftOutcome(adhoc().pk, False, "Chưa đủ căn cứ")]
    part = record_part(by=specialist, at=at, whole=whole, outcomes=drafted)
    asked = Notification.objects.get(user=head, key=f"decisions.to_confirm.{part.pk}")
    confirm_decision(by=head, at=at, decision=part)

    told = Notification.objects.get(user=officer, kind="decisions.not_awarded")
    assert asked.title.startswith("Quyết định số")
    assert "theo Quyết định số 1234" in told.title
    client = sign_in(specialist)
    assert "Văn bản số" not in words(client.get(reverse("decisions:decision", args=[part.pk])))
    notice = client.get(reverse("decisions:notice", args=[part.pk, "11629", "docx"]))
    text = "\n".join(one.text for one in Document(BytesIO(notice.content)).paragraphs)
    assert "đã ký Quyết định số 1234/QĐ-UBND" in text


def test_what_is_printed_of_a_part_says_so(whole, part, specialist, sign_in):
    """Lists and sums of one number differed, and each looked whole."""
    client, marked = sign_in(specialist), {whole: "chưa gồm phần ghi thêm", part: "phần ghi thêm"}
    for one, mark in marked.items():
        paper = client.get(reverse("decisions:paper", args=[one.pk, "docx"]))
        assert mark.upper() in [line.text for line in Document(BytesIO(paper.content)).paragraphs]
        page = words(client.get(reverse("decisions:decision", args=[one.pk])))
        assert f"Danh sách được tặng, như trong sổ ({mark})" in page
        address = reverse("decisions:bonus", args=[one.pk])
        assert f"({mark})" in words(client.get(address))
        sheet = load_workbook(BytesIO(client.get(address, {"tep": "xlsx"}).content)).active
        assert sheet["A1"].value.endswith(f"({mark})")


def test_who_corrects_hears_of_certificates_of_a_part(whole, part, specialist, head, at, sign_in):
    """Only the pages of the part told that they are to be made anew; who confirms stands on the whole."""
    ask_for_certificates(by=specialist, at=at, decision=part, address="https://thidua.example")
    said = Corrected("4321/QĐ-UBND", whole.decided_on, whole.signer_name, whole.signer_title)
    asked = ask_for_correction(by=specialist, at=at, decision=whole, said=said, reason="Gõ nhầm")

    address = reverse("decisions:correction_confirm", args=[whole.pk, asked.pk])
    told = sign_in(head).post(address, follow=True)

    assert "làm lại rồi phát thay" in words(told)


def test_the_paper_over_a_list_gives_nothing_of_the_state(confirmed, of_state, add, make_proposal):
    """Whom the Chairman chose was offered beside, and the State's own decision found him decided."""
    row = of_state()
    with pytest.raises(DecisionRefused, match="là của thành phố"):
        add(confirmed, row, state_form=STATE_FORM)

    chosen = add(confirmed, row, proposal=make_proposal({row: ""})).outcomes.get()

    assert (chosen.is_chosen, chosen.is_awarded) == (True, False)


def test_who_finds_nothing_to_add_is_led_to_the_lists(whole, specialist, sign_in):
    """He was sent to the page of all decisions, where the number is refused and the way back is here."""
    page = words(sign_in(specialist).get(f"{reverse('decisions:new')}?quyet-dinh={whole.pk}"))

    assert "bằng nút của danh sách đó" in page
    assert page.count(reverse("decisions:decision", args=[whole.pk])) == 2, "in the crumbs, and the way back"
    assert "mở từ trang các quyết định" not in page


def test_who_has_the_award_by_the_same_paper_is_marked(whole, add, make_dossier, unit, head, sign_in):
    """The confirmation is refused for him, without his name."""
    first = whole.outcomes.get().dossier
    found = add(whole, make_dossier(unit, first.award, first.subject_name, justification="Văn bản 9"))

    page = words(sign_in(head).get(reverse("decisions:decision", args=[found.pk])))

    assert "đã có trong sổ" in page
